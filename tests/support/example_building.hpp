// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "models/building/building.hpp"
#include "models/building/simulate.hpp"

namespace tvilling::tests {

/// A complete school of 1,200 m2 in two storeys, every number known.
inline models::Building example_school() {
  models::Building b;
  b.building_id = "school";
  b.use = models::Use::school;
  b.year = 1965;
  b.area_m2 = 1200;
  b.storeys = 2;
  b.x_m = 724000;
  b.y_m = 6176000;
  b.heated_fraction = 1;
  b.storey_height_m = 3.2;
  b.footprint_area_m2 = 600;
  b.perimeter_m = 110;
  b.azimuth_deg = 170;
  b.party_wall_fraction = 0.1;
  b.window_fraction = 0.3;
  b.horizon_deg = 15;
  b.wall_u_value_w_m2k = 0.94;
  b.roof_u_value_w_m2k = 0.63;
  b.floor_u_value_w_m2k = 0.60;
  b.window_u_value_w_m2k = 2.56;
  b.window_g_value = 0.76;
  b.frame_fraction = 0.25;
  b.shading_fraction = 0.2;
  b.thermal_bridge_w_m2k = 0.05;
  b.heat_capacity_kj_m2k = 175;
  b.partition_area_fraction = 1.0;
  b.q50_l_s_m2 = 3.5;
  b.mechanical_ventilation_l_s_m2 = 0;
  b.natural_ventilation_per_h = 0.4;
  b.heat_recovery_fraction = 0;
  b.specific_fan_power_kj_m3 = 2.5;
  b.window_airing_per_h = 2;
  b.heating_set_point_degc = 20;
  b.night_set_back_k = 1;
  b.heating_capacity_w_m2 = 100;
  b.distribution_loss_fraction = 0.05;
  b.set_point_correction_k = 0;
  b.rebound_k = 0;
  b.district_heating_cooling_k = 30;
  b.occupant_density_m2_person = 5.4;
  b.person_heat_w = 75;
  b.appliance_w_m2 = 4;
  b.appliance_base_fraction = 0.25;
  b.lighting_w_m2 = 9;
  b.lighting_control_fraction = 0.7;
  b.schedule_shift_h = 0.25;
  b.hot_water_l_m2 = 100;
  b.hot_water_circulation_w_m2 = 0.3;
  b.water_m3_m2 = 0.22;
  b.process_heat_kwh_m2 = 0;
  b.process_electricity_kwh_m2 = 2;
  b.pv_capacity_kw = 0;
  return b;
}

/// One environment for all tests of a program: making it takes a tenth of a second.
inline const models::Environment& reference_environment() {
  static const models::Environment environment = models::make_environment(models::reference_year(), 2025);
  return environment;
}

inline double annual(const models::BuildingResult& result, models::Annual variable) {
  return result.annual[models::index(variable)];
}

}  // namespace tvilling::tests
