// SPDX-License-Identifier: MPL-2.0
#include "scenarios/economics/prices.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "scenarios/economics/key_figures.hpp"

using namespace tvilling;
using models::kMissing;
using scenarios::EconomicSettings;
using scenarios::Tariff;
using scenarios::tariff_in;

TEST_CASE("Without rises and later prices every year has the tariff's prices") {
  const EconomicSettings settings;
  for (const int year : {2020, 2025, 2060}) {
    const Tariff tariff = tariff_in(settings, year);
    CHECK(tariff.heat_dkk_kwh == settings.tariff.heat_dkk_kwh);
    CHECK(tariff.electricity_dkk_kwh == settings.tariff.electricity_dkk_kwh);
    CHECK(tariff.water_meter_dkk == settings.tariff.water_meter_dkk);
  }
}

TEST_CASE("A rise begins in the price level's year and holds for all of a carrier") {
  EconomicSettings settings;
  settings.rise = {0.005, 0.0, 0.01};
  CHECK(tariff_in(settings, 2025).heat_dkk_kwh == 0.56430);
  CHECK(tariff_in(settings, 2020).heat_dkk_kwh == 0.56430);
  const Tariff later = tariff_in(settings, 2035);
  const double heat = std::pow(1.005, 10.0);
  const double water = std::pow(1.01, 10.0);
  CHECK(later.heat_dkk_kwh == Approx(0.56430 * heat).epsilon(1e-14));
  CHECK(later.heat_capacity_dkk_kw == Approx(200.87 * heat).epsilon(1e-14));
  CHECK(later.cooling_dkk_kwh_k == Approx(0.00451 * heat).epsilon(1e-14));
  CHECK(later.electricity_dkk_kwh == 1.6);
  CHECK(later.electricity_sold_dkk_kwh == 0.40);
  CHECK(later.water_dkk_m3 == Approx(35.13 * water).epsilon(1e-14));
  CHECK(later.water_meter_dkk == Approx(1528.0 * water).epsilon(1e-14));
}

TEST_CASE("A price holds from its year on and rises from there") {
  EconomicSettings settings;
  settings.rise.electricity_fraction_year = 0.02;
  settings.prices = {{2027, kMissing, kMissing, 0.9, kMissing}, {2030, 0.6, kMissing, kMissing, 40.0}};
  CHECK(tariff_in(settings, 2026).electricity_dkk_kwh == Approx(1.6 * 1.02).epsilon(1e-14));
  CHECK(tariff_in(settings, 2027).electricity_dkk_kwh == 0.9);
  CHECK(tariff_in(settings, 2029).electricity_dkk_kwh == Approx(0.9 * 1.02 * 1.02).epsilon(1e-14));
  CHECK(tariff_in(settings, 2029).heat_dkk_kwh == 0.56430);
  const Tariff later = tariff_in(settings, 2030);
  CHECK(later.heat_dkk_kwh == 0.6);
  CHECK(later.heat_capacity_dkk_kw == 200.87);
  CHECK(later.water_dkk_m3 == 40.0);
  CHECK(later.cooling_dkk_kwh_k == Approx(0.00451 * 0.6 / 0.56430).epsilon(1e-14));
}

TEST_CASE("A price of the price level's year or before it is that year's") {
  EconomicSettings settings;
  settings.prices = {{2024, 0.5, kMissing, kMissing, kMissing}};
  CHECK(tariff_in(settings, 2025).heat_dkk_kwh == 0.5);
}

TEST_CASE("Present prices are the years' prices brought to today") {
  EconomicSettings settings;
  settings.horizon_years = 2;
  settings.prices = {{2026, kMissing, kMissing, 0.9, kMissing}};
  const scenarios::PriceBasis basis = price_basis(settings);
  CHECK(basis.first_year.electricity_dkk_kwh == 1.6);
  CHECK(basis.present.electricity_dkk_kwh == Approx(1.6 / 1.035 + 0.9 / (1.035 * 1.035)).epsilon(1e-14));
  CHECK(basis.present_factor == Approx(present_value_factor(settings.discount, 2)).epsilon(1e-14));
  CHECK(basis.present.required_cooling_k == settings.tariff.required_cooling_k);
}
