// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_figures.hpp"

namespace tvilling::scenarios {

namespace {

constexpr double kLitresPerM3 = 1000.0;

double per(double amount, double of) noexcept {
  return of > 0.0 ? amount / of : models::kMissing;
}

}  // namespace

HallFigures hall_figures(const models::BuildingResult& result) {
  using models::Annual;
  using models::HallTotal;
  HallFigures f;
  if (result.hall == nullptr) {
    f.value.fill(models::kMissing);
    return f;
  }
  const models::HallTotals& hall = *result.hall;
  const auto annual = [&result](Annual v) { return result.annual[models::index(v)]; };
  const double energy_kwh = annual(Annual::heat) + annual(Annual::electricity);
  const double visits = hall[HallTotal::visits];
  const double area_m2 = hall[HallTotal::hall_water_area];
  f[HallFigure::heat] = annual(Annual::heat);
  f[HallFigure::electricity] = annual(Annual::electricity);
  f[HallFigure::water] = annual(Annual::water);
  f[HallFigure::cost] = annual(Annual::cost);
  f[HallFigure::co2] = annual(Annual::co2);
  f[HallFigure::peak_heat] = annual(Annual::peak_heat);
  f[HallFigure::visits] = visits;
  f[HallFigure::water_area] = area_m2;
  f[HallFigure::energy_per_visit] = per(energy_kwh, visits);
  f[HallFigure::cost_per_visit] = per(annual(Annual::cost), visits);
  f[HallFigure::water_per_visit] = per(kLitresPerM3 * annual(Annual::water), visits);
  f[HallFigure::water_per_visit_m3] = per(annual(Annual::water), visits);
  f[HallFigure::energy_per_water_area] = per(energy_kwh, area_m2);
  f[HallFigure::cost_per_water_area] = per(annual(Annual::cost), area_m2);
  f[HallFigure::night_share] = per(hall[HallTotal::night_energy], energy_kwh);
  f[HallFigure::evaporation] =
      hall[HallTotal::evaporation] + hall[HallTotal::deck_evaporation] + hall[HallTotal::outdoor_evaporation];
  f[HallFigure::discomfort] = hall[HallTotal::discomfort];
  f[HallFigure::humid] = hall[HallTotal::humid];
  f[HallFigure::cold_water] = hall[HallTotal::cold_water];
  f[HallFigure::crowded] = hall[HallTotal::crowded];
  f[HallFigure::wall_condensation] = hall[HallTotal::wall_condensation];
  f[HallFigure::roof_condensation] = hall[HallTotal::roof_condensation];
  f[HallFigure::window_condensation] = hall[HallTotal::window_condensation];
  f[HallFigure::mould] = hall[HallTotal::mould];
  return f;
}

}  // namespace tvilling::scenarios
