// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>

#include "core/variable.hpp"

namespace tvilling::models {

/// Results per swimming hall and year, in the order of kHallVariables. Heat is positive where it goes into the building (rooms
/// and water), moisture where it goes into the hall air, water where it is used: the balances of heat and moisture add up to zero
/// with their storage.
enum class HallTotal : std::size_t {
  // heat of rooms and water
  air_heating,
  rest_heating,
  pool_heating,
  pump_heat,
  hall_internal,
  hall_solar,
  hall_transmission,
  hall_infiltration,
  hall_ventilation,
  evaporation_heat,
  deck_evaporation_heat,
  fog_heat,
  make_up_heat,
  basin_wall,
  outdoor_surface,
  hall_storage,
  // moisture of the hall air
  evaporation,
  deck_evaporation,
  people_moisture,
  outdoor_air_moisture,
  heat_pump_water,
  fog,
  moisture_storage,
  outdoor_evaporation,
  // water
  shower_water,
  backwash_water,
  make_up_water,
  other_water,
  waste_water,
  // hot water
  shower_heat,
  grey_water_heat,
  // heat pump
  heat_pump_air,
  heat_pump_pool,
  heat_pump_rejected,
  // electricity
  pump_electricity,
  fan_electricity,
  light_electricity,
  heat_pump_electricity,
  other_electricity,
  // figures
  visits,
  hall_water_area,
  night_energy,
  discomfort,
  humid,
  cold_water,
  crowded,
  wall_condensation,
  roof_condensation,
  window_condensation,
  mould,
  unsettled,
};
inline constexpr std::array kHallVariables{
    core::Variable{"air_heating_kwh", "kW h", "Heat to the air of the pool hall", "time: sum"},
    core::Variable{"rest_heating_kwh", "kW h", "Heat to the rooms outside the pool hall", "time: sum"},
    core::Variable{"pool_heating_kwh", "kW h", "Heat to the basins", "time: sum"},
    core::Variable{"pump_heat_kwh", "kW h", "Heat of the pumps to the water", "time: sum"},
    core::Variable{"hall_internal_kwh", "kW h", "Heat of people, light, appliances and fans", "time: sum"},
    core::Variable{"hall_solar_kwh", "kW h", "Sun let in through windows and onto outdoor basins", "time: sum"},
    core::Variable{"hall_transmission_kwh", "kW h", "Heat through the envelope", "time: sum"},
    core::Variable{"hall_infiltration_kwh", "kW h", "Heat of air leakage", "time: sum"},
    core::Variable{"hall_ventilation_kwh", "kW h", "Heat of ventilation after recovery", "time: sum"},
    core::Variable{"evaporation_heat_kwh", "kW h", "Latent heat of the basins' evaporation", "time: sum"},
    core::Variable{"deck_evaporation_heat_kwh", "kW h", "Latent heat of the wet floor's evaporation", "time: sum"},
    core::Variable{"fog_heat_kwh", "kW h", "Latent heat of vapour that condenses in saturated air", "time: sum"},
    core::Variable{"make_up_heat_kwh", "kW h", "Warming of make-up and backwash water", "time: sum"},
    core::Variable{"basin_wall_kwh", "kW h", "Heat through walls and floors of basins", "time: sum"},
    core::Variable{"outdoor_surface_kwh", "kW h", "Heat of outdoor basins to air and sky beside evaporation", "time: sum"},
    core::Variable{"hall_storage_kwh", "kW h", "Rise of the heat in rooms and water", "time: sum"},
    core::Variable{"evaporation_kg", "kg", "Evaporation of the basins in the hall", "time: sum"},
    core::Variable{"deck_evaporation_kg", "kg", "Evaporation of the wet floor", "time: sum"},
    core::Variable{"people_moisture_kg", "kg", "Vapour of spectators", "time: sum"},
    core::Variable{"outdoor_air_moisture_kg", "kg", "Vapour brought by outdoor air less that carried out", "time: sum"},
    core::Variable{"heat_pump_water_kg", "kg", "Vapour condensed in the heat pump (negative)", "time: sum"},
    core::Variable{"fog_kg", "kg", "Vapour condensed in saturated air (negative)", "time: sum"},
    core::Variable{"moisture_storage_kg", "kg", "Rise of the vapour in the hall air", "time: sum"},
    core::Variable{"outdoor_evaporation_kg", "kg", "Evaporation of outdoor basins", "time: sum"},
    core::Variable{"shower_water_m3", "m3", "Water of showers", "time: sum"},
    core::Variable{"backwash_water_m3", "m3", "Fresh water to the basins: backwash and renewal", "time: sum"},
    core::Variable{"make_up_water_m3", "m3", "Water that replaces what evaporates", "time: sum"},
    core::Variable{"other_water_m3", "m3", "Other water", "time: sum"},
    core::Variable{"waste_water_m3", "m3", "Waste water", "time: sum"},
    core::Variable{"shower_heat_kwh", "kW h", "Heat of showers before recovery", "time: sum"},
    core::Variable{"grey_water_heat_kwh", "kW h", "Heat recovered from shower water", "time: sum"},
    core::Variable{"heat_pump_air_kwh", "kW h", "Heat of the heat pump used in the hall air", "time: sum"},
    core::Variable{"heat_pump_pool_kwh", "kW h", "Heat of the heat pump used in the basins", "time: sum"},
    core::Variable{"heat_pump_rejected_kwh", "kW h", "Heat of the heat pump that nothing needed", "time: sum"},
    core::Variable{"pump_electricity_kwh", "kW h", "Electricity of pumps", "time: sum"},
    core::Variable{"fan_electricity_kwh", "kW h", "Electricity of the pool hall's fans", "time: sum"},
    core::Variable{"light_electricity_kwh", "kW h", "Electricity of the pool hall's light", "time: sum"},
    core::Variable{"heat_pump_electricity_kwh", "kW h", "Electricity of the heat pump", "time: sum"},
    core::Variable{"other_electricity_kwh", "kW h",
                   "Other electricity: light, appliances and fans of the other rooms, technical rooms", "time: sum"},
    core::Variable{"visits", "1", "Visits", "time: sum"},
    core::Variable{"hall_water_area_m2", "m2", "Water surface in use", ""},
    core::Variable{"night_energy_kwh", "kW h", "Heat and electricity from 22 to 7 by the clock", "time: sum"},
    core::Variable{"discomfort_h", "h", "Open hours with air 1 K below or 3 K above its set point", "time: sum"},
    core::Variable{"humid_h", "h", "Open hours with relative humidity 5 points above its set point", "time: sum"},
    core::Variable{"cold_water_h", "h", "Open hours with a basin 0.5 K below its set point", "time: sum"},
    core::Variable{"crowded_h", "h", "Hours with more bathers than the basins hold", "time: sum"},
    core::Variable{"wall_condensation_h", "h", "Hours in which water condenses on outer walls", "time: sum"},
    core::Variable{"roof_condensation_h", "h", "Hours in which water condenses on the roof", "time: sum"},
    core::Variable{"window_condensation_h", "h", "Hours in which water condenses on windows", "time: sum"},
    core::Variable{"mould_h", "h", "Hours with more than 80 % humidity at walls or roof behind furniture", "time: sum"},
    core::Variable{"unsettled_h", "h", "Hours in which heat and vapour did not agree to 1 mK", "time: sum"},
};
inline constexpr std::size_t kHallTotalCount = kHallVariables.size();
static_assert(core::names_fit_units(kHallVariables));
static_assert(kHallTotalCount == static_cast<std::size_t>(HallTotal::unsettled) + 1);

[[nodiscard]] constexpr std::size_t index(HallTotal v) noexcept {
  return static_cast<std::size_t>(v);
}

/// What a hall's year came to; every additive value is on the 2^-20 grid.
struct HallTotals {
  std::array<double, kHallTotalCount> value{};

  [[nodiscard]] double operator[](HallTotal v) const noexcept { return value[index(v)]; }
  [[nodiscard]] double& operator[](HallTotal v) noexcept { return value[index(v)]; }
};

}  // namespace tvilling::models
