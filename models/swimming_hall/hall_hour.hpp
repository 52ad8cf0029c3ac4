// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

namespace tvilling::models {

/// A basin in one hour.
struct BasinHour {
  double water_degc = 0.0;  ///< at the end
  double heating_w = 0.0;
  double evaporation_kg_h = 0.0;
  double make_up_kg_h = 0.0;  ///< fresh water: what evaporates, wets the floor, and the renewal
};

/// All that happens in a hall in one hour [W, kg/h, kW: means of the hour]. Heat is positive into rooms and water, moisture
/// positive into the hall air.
struct HallHour {
  bool open = false;
  double air_degc = 0.0;  ///< at the end of the hour, as all temperatures and the humidity
  double air_set_point_degc = 0.0;
  double humidity_kg_kg = 0.0;
  double relative_humidity = 0.0;
  double relative_humidity_set_point = 0.0;
  double rest_operative_degc = 0.0;
  std::vector<BasinHour> basins;  ///< those that have water

  // heat
  double air_heating_w = 0.0;
  double rest_heating_w = 0.0;
  double pool_heating_w = 0.0;
  double pump_heat_w = 0.0;
  double internal_w = 0.0;
  double solar_w = 0.0;  ///< of the rooms
  double basin_solar_w = 0.0;
  double transmission_w = 0.0;
  double infiltration_w = 0.0;
  double ventilation_w = 0.0;       ///< of the pool hall and the rooms
  double hall_ventilation_w = 0.0;  ///< of that the pool hall's
  double evaporation_w = 0.0;
  double deck_evaporation_w = 0.0;
  double fog_w = 0.0;
  double make_up_w = 0.0;
  double basin_wall_w = 0.0;
  double outdoor_surface_w = 0.0;
  double storage_w = 0.0;
  double water_storage_w = 0.0;   ///< of that in the basins
  double water_to_rooms_w = 0.0;  ///< from basins in the hall to its air and surfaces

  // moisture of the hall air
  double evaporation_kg_h = 0.0;
  double deck_evaporation_kg_h = 0.0;
  double people_kg_h = 0.0;
  double heat_recovery = 0.0;          ///< of the hall's air handling in this hour
  double outdoor_air_kg_h = 0.0;       ///< air: what the air handling takes in
  double outdoor_moisture_kg_h = 0.0;  ///< vapour that it and leakage bring, less what they carry out
  double heat_pump_water_kg_h = 0.0;   ///< taken out (negative)
  double fog_kg_h = 0.0;               ///< fallen out (negative)
  double moisture_storage_kg_h = 0.0;
  double outdoor_evaporation_kg_h = 0.0;  ///< of outdoor basins

  // visitors and electricity
  double visits = 0.0;
  double fan_kw = 0.0;
  double pump_kw = 0.0;
  double light_kw = 0.0;
  double heat_pump_kw = 0.0;
  double technical_kw = 0.0;
  double heat_pump_heat_w = 0.0;  ///< that the heat pump gives
  bool crowded = false;
  bool settled = true;  ///< heat and moisture agree to the tolerance
};

}  // namespace tvilling::models
