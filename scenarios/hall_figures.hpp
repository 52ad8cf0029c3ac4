// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>

#include "core/variable.hpp"
#include "models/building/simulate.hpp"
#include "models/catalog.hpp"
#include "models/swimming_hall/hall_totals.hpp"

namespace tvilling::scenarios {

/// Key figures of a swimming hall and year, in the order of kHallFigureVariables. Texts, JSON, CSV, sweeps and charts take
/// names and units from that table.
enum class HallFigure : std::size_t {
  heat,
  electricity,
  water,
  cost,
  co2,
  peak_heat,
  visits,
  water_area,
  energy_per_visit,
  cost_per_visit,
  water_per_visit,
  water_per_visit_m3,
  energy_per_water_area,
  cost_per_water_area,
  night_share,
  evaporation,
  discomfort,
  humid,
  cold_water,
  crowded,
  wall_condensation,
  roof_condensation,
  window_condensation,
  mould,
};
inline constexpr std::array kHallFigureVariables{
    models::kAnnualVariables[models::index(models::Annual::heat)],
    models::kAnnualVariables[models::index(models::Annual::electricity)],
    models::kAnnualVariables[models::index(models::Annual::water)],
    models::kAnnualVariables[models::index(models::Annual::cost)],
    models::kAnnualVariables[models::index(models::Annual::co2)],
    models::kAnnualVariables[models::index(models::Annual::peak_heat)],
    models::kHallVariables[models::index(models::HallTotal::visits)],
    models::kHallVariables[models::index(models::HallTotal::hall_water_area)],
    core::Variable{"energy_per_visit_kwh", "kW h", "Heat and electricity per visit", ""},
    core::Variable{"cost_per_visit_dkk", "DKK", "Energy and water bill per visit", ""},
    core::Variable{"water_l_visit", "L", "Water per visit", ""},
    core::Variable{"water_per_visit_m3", "m3", "Water per visit", ""},
    core::Variable{"energy_water_surface_kwh_m2", "kW h m-2", "Heat and electricity per m2 of water surface", ""},
    core::Variable{"cost_water_surface_dkk_m2", "DKK m-2", "Energy and water bill per m2 of water surface", ""},
    core::Variable{"night_share", "1", "Share of heat and electricity from 22 to 7 by the clock", ""},
    core::Variable{"evaporation_kg", "kg", "Evaporation of all basins and of the wet floor", "time: sum"},
    models::kHallVariables[models::index(models::HallTotal::discomfort)],
    models::kHallVariables[models::index(models::HallTotal::humid)],
    models::kHallVariables[models::index(models::HallTotal::cold_water)],
    models::kHallVariables[models::index(models::HallTotal::crowded)],
    models::kHallVariables[models::index(models::HallTotal::wall_condensation)],
    models::kHallVariables[models::index(models::HallTotal::roof_condensation)],
    models::kHallVariables[models::index(models::HallTotal::window_condensation)],
    models::kHallVariables[models::index(models::HallTotal::mould)],
};
inline constexpr std::size_t kHallFigureCount = kHallFigureVariables.size();
static_assert(core::names_fit_units(kHallFigureVariables));
static_assert(kHallFigureCount == static_cast<std::size_t>(HallFigure::mould) + 1);

[[nodiscard]] constexpr std::size_t index(HallFigure f) noexcept {
  return static_cast<std::size_t>(f);
}

struct HallFigures {
  std::array<double, kHallFigureCount> value{};

  [[nodiscard]] double operator[](HallFigure f) const noexcept { return value[index(f)]; }
  [[nodiscard]] double& operator[](HallFigure f) noexcept { return value[index(f)]; }
};

/// The figures of a result with its economics (add_economics). What is per visit is NaN where nobody came, what is per m2 where
/// no basin holds water; all are NaN for a building without a hall or without a result.
[[nodiscard]] HallFigures hall_figures(const models::BuildingResult& result);

}  // namespace tvilling::scenarios
