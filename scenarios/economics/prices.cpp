// SPDX-License-Identifier: MPL-2.0
#include "scenarios/economics/prices.hpp"

#include <array>
#include <cmath>

#include "scenarios/economics/key_figures.hpp"

namespace tvilling::scenarios {

namespace {

/// The amounts of a tariff that are prices; the rest is a rule.
constexpr std::array kPrices{&Tariff::heat_dkk_kwh,        &Tariff::heat_capacity_dkk_kw,     &Tariff::cooling_dkk_kwh_k,
                             &Tariff::electricity_dkk_kwh, &Tariff::electricity_sold_dkk_kwh, &Tariff::water_dkk_m3,
                             &Tariff::water_meter_dkk};

/// A price and the year from which it rises.
class Price {
 public:
  Price(double value, int since, double rise) : value_(value), since_(since), rise_(rise) {}
  void set(double value, int year) {
    if (std::isnan(value)) return;
    value_ = value;
    since_ = year;
  }
  [[nodiscard]] double in(int year) const { return year <= since_ ? value_ : value_ * std::pow(1.0 + rise_, year - since_); }

 private:
  double value_;
  int since_;
  double rise_;
};

}  // namespace

Tariff tariff_in(const EconomicSettings& settings, int year) {
  const RealRise& rise = settings.rise;
  const int level = settings.price_level_year;
  Tariff tariff = settings.tariff;
  Price heat(tariff.heat_dkk_kwh, level, rise.heat_fraction_year);
  Price power(tariff.heat_capacity_dkk_kw, level, rise.heat_fraction_year);
  Price cooling(tariff.cooling_dkk_kwh_k, level, rise.heat_fraction_year);
  Price electricity(tariff.electricity_dkk_kwh, level, rise.electricity_fraction_year);
  Price water(tariff.water_dkk_m3, level, rise.water_fraction_year);
  for (const PriceYear& from : settings.prices) {
    if (from.year > year) break;
    heat.set(from.heat_dkk_kwh, from.year);
    power.set(from.heat_capacity_dkk_kw, from.year);
    electricity.set(from.electricity_dkk_kwh, from.year);
    water.set(from.water_dkk_m3, from.year);
    if (tariff.heat_dkk_kwh > 0.0) cooling.set(tariff.cooling_dkk_kwh_k * from.heat_dkk_kwh / tariff.heat_dkk_kwh, from.year);
  }
  tariff.electricity_sold_dkk_kwh = Price(tariff.electricity_sold_dkk_kwh, level, rise.electricity_fraction_year).in(year);
  tariff.water_meter_dkk = Price(tariff.water_meter_dkk, level, rise.water_fraction_year).in(year);
  tariff.heat_dkk_kwh = heat.in(year);
  tariff.heat_capacity_dkk_kw = power.in(year);
  tariff.cooling_dkk_kwh_k = cooling.in(year);
  tariff.electricity_dkk_kwh = electricity.in(year);
  tariff.water_dkk_m3 = water.in(year);
  return tariff;
}

PriceBasis price_basis(const EconomicSettings& settings) {
  PriceBasis basis;
  basis.first_year = tariff_in(settings, settings.price_level_year);
  basis.present = settings.tariff;
  for (const auto price : kPrices) basis.present.*price = 0.0;
  for (int year = 1; year <= settings.horizon_years; ++year) {
    const double factor = discount_factor(settings.discount, year);
    const Tariff tariff = tariff_in(settings, settings.price_level_year + year - 1);
    for (const auto price : kPrices) basis.present.*price += factor * tariff.*price;
    basis.present_factor += factor;
  }
  return basis;
}

}  // namespace tvilling::scenarios
