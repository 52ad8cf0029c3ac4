// SPDX-License-Identifier: MPL-2.0
#include "scenarios/economics/bill.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>

#include "core/error.hpp"
#include "core/exact.hpp"
#include "core/suggest.hpp"

namespace tvilling::scenarios {

namespace {

struct YearFactors {
  double year;
  EmissionFactors factors;
};

/// BR18 annex 2 table 8: district heating (national) and electricity, kg CO2e/kWh.
constexpr std::array kBr18{
    YearFactors{2023.0, {0.105, 0.187}},   YearFactors{2025.0, {0.0878, 0.135}},  YearFactors{2030.0, {0.0713, 0.0470}},
    YearFactors{2035.0, {0.0688, 0.0414}}, YearFactors{2040.0, {0.0680, 0.0403}},
};

/// HOFOR's latest declaration of Copenhagen's district heating (of kHoforDeclarationYear, 200 % method), kg CO2e/kWh.
constexpr double kHoforHeat = 0.0340;

EmissionFactors br18(int year) {
  const double at = std::clamp(static_cast<double>(year), kBr18.front().year, kBr18.back().year);
  std::size_t i = 1;
  while (kBr18[i].year < at) ++i;
  const YearFactors& a = kBr18[i - 1];
  const YearFactors& b = kBr18[i];
  const double share = (at - a.year) / (b.year - a.year);
  const auto between = [share](double from, double to) { return from + share * (to - from); };
  return {between(a.factors.heat_kg_kwh, b.factors.heat_kg_kwh),
          between(a.factors.electricity_kg_kwh, b.factors.electricity_kg_kwh)};
}

double sum(const std::array<double, core::kMonths>& months) {
  double total = 0.0;
  for (const double value : months) total += value;
  return total;
}

/// "not zero" instead of "above zero": an unknown (NaN) amount must not look like a building without water.
double meter_dkk(double water_m3, const Tariff& tariff) noexcept {
  return water_m3 != 0.0 ? tariff.water_meter_dkk : 0.0;
}

}  // namespace

EmissionFactors emission_factors(std::string_view factor_set, int year) {
  if (factor_set == kBr18FactorSet) return br18(year);
  if (factor_set == kHoforFactorSet) return {kHoforHeat, br18(year).electricity_kg_kwh};
  throw core::Error(core::ErrorKind::bad_input, "unknown factor set \"" + std::string(factor_set) + "\"", {},
                    core::did_you_mean(factor_set, kFactorSets));
}

double corrected_cooling_k(double cooling_k, const Tariff& tariff) noexcept {
  const double lacking_k = tariff.required_cooling_k - cooling_k;
  if (std::abs(lacking_k) <= tariff.cooling_band_k) return 0.0;
  // An unknown cooling is not within the band: it stays unknown.
  return tariff.cooling_band_counts ? lacking_k : lacking_k - std::copysign(tariff.cooling_band_k, lacking_k);
}

BilledUse billed_use(const models::BuildingResult& result, const models::Building& building, const Tariff& tariff) {
  using models::Annual;
  using models::index;
  return {result.annual[index(Annual::heat)],
          result.annual[index(Annual::peak_heat)],
          corrected_cooling_k(building.district_heating_cooling_k, tariff),
          result.annual[index(Annual::electricity)],
          result.annual[index(Annual::electricity_sold)],
          result.annual[index(Annual::water)],
          result.annual[index(Annual::pv)]};
}

BilledUse billed_use_of_stored(const models::BuildingResult& result, const Tariff& tariff) {
  using models::Annual;
  constexpr double kRounding_dkk = 1e-3;  // of twelve months, and of sums far larger than any bill
  models::Building as_required;
  as_required.district_heating_cooling_k = tariff.required_cooling_k;
  BilledUse use = billed_use(result, as_required, tariff);
  const double correction_dkk = result.annual[models::index(Annual::cost)] - bill_dkk(use, tariff);
  const double dkk_per_k = use.heat_kwh * tariff.cooling_dkk_kwh_k;
  if (std::abs(correction_dkk) > kRounding_dkk && dkk_per_k > 0.0) use.corrected_cooling_k = correction_dkk / dkk_per_k;
  return use;
}

double bill_dkk(const BilledUse& use, const Tariff& tariff) noexcept {
  const double heat_dkk_kwh = tariff.heat_dkk_kwh + tariff.cooling_dkk_kwh_k * use.corrected_cooling_k;
  return use.heat_kwh * heat_dkk_kwh + use.peak_heat_kw * tariff.heat_capacity_dkk_kw +
         use.electricity_kwh * tariff.electricity_dkk_kwh - use.electricity_sold_kwh * tariff.electricity_sold_dkk_kwh +
         use.water_m3 * tariff.water_dkk_m3 + meter_dkk(use.water_m3, tariff);
}

void add_economics(models::BuildingResult& result, const models::Building& building, const Tariff& tariff,
                   const EmissionFactors& factors) {
  using models::Annual;
  using models::index;
  using models::Monthly;
  const double heat_dkk_kwh =
      tariff.heat_dkk_kwh + tariff.cooling_dkk_kwh_k * corrected_cooling_k(building.district_heating_cooling_k, tariff);
  const double power_dkk = tariff.heat_capacity_dkk_kw * result.annual[index(Annual::peak_heat)];
  const double sold_dkk = tariff.electricity_sold_dkk_kwh * result.annual[index(Annual::electricity_sold)];
  const double fixed_dkk = power_dkk + meter_dkk(sum(result.monthly[index(Monthly::water)]), tariff) - sold_dkk;
  const double fixed_dkk_month = fixed_dkk / core::kMonths;
  for (std::size_t m = 0; m < core::kMonths; ++m) {
    const double heat_kwh = result.monthly[index(Monthly::heat)][m];
    const double electricity_kwh = result.monthly[index(Monthly::electricity)][m];
    const double metered_dkk = heat_kwh * heat_dkk_kwh + electricity_kwh * tariff.electricity_dkk_kwh +
                               result.monthly[index(Monthly::water)][m] * tariff.water_dkk_m3;
    result.monthly[index(Monthly::cost)][m] = core::to_grid(metered_dkk + fixed_dkk_month);
    result.monthly[index(Monthly::co2)][m] =
        core::to_grid(heat_kwh * factors.heat_kg_kwh + electricity_kwh * factors.electricity_kg_kwh);
  }
  result.annual[index(Annual::cost)] = sum(result.monthly[index(Monthly::cost)]);
  result.annual[index(Annual::co2)] = sum(result.monthly[index(Monthly::co2)]);
}

}  // namespace tvilling::scenarios
