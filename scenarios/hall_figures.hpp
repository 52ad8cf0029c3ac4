// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>

#include "core/variable.hpp"
#include "models/building/simulate.hpp"

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
    core::Variable{"heat_kwh", "kW h", "Delivered heat", "time: sum"},
    core::Variable{"electricity_kwh", "kW h", "Electricity use", "time: sum"},
    core::Variable{"water_m3", "m3", "Water use", "time: sum"},
    core::Variable{"cost_dkk", "DKK", "Energy and water bill without VAT", "time: sum"},
    core::Variable{"co2_kg", "kg", "Greenhouse gas emission, CO2 equivalents", "time: sum"},
    core::Variable{"peak_heat_kw", "kW", "Highest hourly mean of delivered heat", "time: maximum"},
    core::Variable{"visits", "1", "Visits", "time: sum"},
    core::Variable{"hall_water_area_m2", "m2", "Water surface in use", ""},
    core::Variable{"energy_per_visit_kwh", "kW h", "Heat and electricity per visit", ""},
    core::Variable{"cost_per_visit_dkk", "DKK", "Energy and water bill per visit", ""},
    core::Variable{"water_l_visit", "L", "Water per visit", ""},
    core::Variable{"water_per_visit_m3", "m3", "Water per visit", ""},
    core::Variable{"energy_water_surface_kwh_m2", "kW h m-2", "Heat and electricity per m2 of water surface", ""},
    core::Variable{"cost_water_surface_dkk_m2", "DKK m-2", "Energy and water bill per m2 of water surface", ""},
    core::Variable{"night_share", "1", "Share of heat and electricity from 22 to 7 by the clock", ""},
    core::Variable{"evaporation_kg", "kg", "Evaporation of all basins and of the wet floor", "time: sum"},
    core::Variable{"discomfort_h", "h", "Open hours with air 1 K below or 3 K above its set point", "time: sum"},
    core::Variable{"humid_h", "h", "Open hours with relative humidity 5 points above its set point", "time: sum"},
    core::Variable{"cold_water_h", "h", "Open hours with a basin 0.5 K below its set point", "time: sum"},
    core::Variable{"crowded_h", "h", "Hours with more bathers than the basins hold", "time: sum"},
    core::Variable{"wall_condensation_h", "h", "Hours in which water condenses on outer walls", "time: sum"},
    core::Variable{"roof_condensation_h", "h", "Hours in which water condenses on the roof", "time: sum"},
    core::Variable{"window_condensation_h", "h", "Hours in which water condenses on windows", "time: sum"},
    core::Variable{"mould_h", "h", "Hours with more than 80 % humidity at walls or roof behind furniture", "time: sum"},
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
