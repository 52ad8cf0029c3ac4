// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>

#include "models/building/building.hpp"

namespace tvilling::test {

/// Open 6 to 21 on weekdays and 8 to 17 at weekends, visitors spread over the open hours with a peak in the late afternoon.
inline models::HallWeek plausibility_week() {
  models::HallWeek week;
  for (std::size_t day = 0; day < 7; ++day) {
    const bool weekday = day < 5;
    for (std::size_t hour = weekday ? 6 : 8; hour < (weekday ? 21U : 17U); ++hour) {
      week.open[day * 24 + hour] = 1.0;
      const double presence = weekday                  ? (hour < 14   ? 0.3
                                                          : hour < 16 ? 0.5
                                                          : hour < 20 ? 0.7
                                                                      : 0.4)
                              : hour < 10 || hour > 14 ? 0.35
                                                       : 0.6;
      week.visits[day * 24 + hour] = presence;
    }
  }
  return week;
}

/// The plausibility hall of domain.md A5 with the inputs given there; where it gives none, the filled values of the house.
inline models::SwimmingHall plausibility_hall() {
  models::SwimmingHall hall;
  models::Basin large;
  large.pool_id = "large";
  large.water_area_m2 = 312.5;
  large.depth_m = 1.8;
  large.volume_m3 = 562.5;
  large.water_temperature_degc = 27.0;
  large.cover_fraction = 0.0;
  large.wall_area_m2 = 480.0;
  large.wall_u_value_w_m2k = 0.3;
  large.adjacent_temperature_degc = 15.0;
  large.turnover_h = 4.0;
  large.pump_power_kw = 10.0;
  large.night_pump_fraction = 1.0;
  large.pump_heat_fraction = 0.6;
  large.heating_capacity_kw = 300.0;
  large.bather_share = 0.7;
  large.feature_evaporation_fraction = 0.0;
  large.feature_power_kw = 0.0;
  models::Basin teaching = large;
  teaching.pool_id = "teaching";
  teaching.water_area_m2 = 100.0;
  teaching.depth_m = 0.9;
  teaching.volume_m3 = 90.0;
  teaching.water_temperature_degc = 32.0;
  teaching.wall_area_m2 = 192.5;
  teaching.turnover_h = 1.5;
  teaching.pump_power_kw = 6.0;
  teaching.heating_capacity_kw = 200.0;
  teaching.bather_share = 0.3;
  hall.basins = {large, teaching};
  hall.week = plausibility_week();
  hall.hall_area_m2 = 1100.0;
  hall.hall_volume_m3 = 7700.0;
  hall.hall_roof_fraction = 1100.0 / 1950.0;
  hall.hall_facade_fraction = 0.3735;
  hall.hall_floor_fraction = 1100.0 / 1950.0;
  hall.inner_wall_w_k = 0.0;
  hall.air_temperature_degc = 29.0;
  hall.night_air_set_back_k = 0.0;
  hall.relative_humidity = 0.55;
  hall.night_relative_humidity = 0.55;
  hall.condensation_guard = 0.0;
  hall.wet_deck_fraction = 0.10;
  hall.spectator_fraction = 0.1;
  hall.water_time_h = 1.0;
  hall.design_air_flow_kg_h = 17000.0;
  hall.outdoor_air_fraction = 0.30;
  hall.night_outdoor_air_fraction = 0.15;
  hall.fan_fraction = 0.60;
  hall.night_fan_fraction = 0.50;
  hall.hall_heat_recovery_fraction = 0.60;
  hall.hall_specific_fan_power_kj_m3 = 2.6;
  hall.supply_air_min_degc = 16.0;
  hall.supply_air_max_degc = 45.0;
  hall.air_heating_capacity_kw = 300.0;
  hall.heat_pump_capacity_kg_h = 0.0;
  hall.heat_pump_cop = 5.0;
  hall.shower_l_visit = 45.0;
  hall.shower_temperature_degc = 38.0;
  hall.cold_water_temperature_degc = 10.0;
  hall.grey_water_recovery_fraction = 0.0;
  hall.backwash_l_visit = 60.0;
  hall.other_water_l_visit = 10.0;
  hall.hall_lighting_w_m2 = 8.0;
  hall.technical_power_kw = 6.0;
  hall.night_technical_power_kw = 0.0;
  return hall;
}

/// Its building: 2,800 m2, of which 1,700 m2 beside the pool hall.
inline models::Building plausibility_hall_building() {
  models::Building b;
  b.building_id = "SH1";
  b.use = models::Use::swimming_hall;
  b.year = 1975.0;
  b.area_m2 = 2800.0;
  b.storeys = 2.0;
  b.x_m = 724000.0;
  b.y_m = 6176000.0;
  b.visitors_per_year = 120000.0;
  b.heated_fraction = 1.0;
  b.storey_height_m = 3.5;
  b.footprint_area_m2 = 1950.0;
  b.perimeter_m = 190.0;
  b.azimuth_deg = 180.0;
  b.party_wall_fraction = 0.0;
  b.window_fraction = 0.25;
  b.horizon_deg = 10.0;
  b.wall_u_value_w_m2k = 0.80;
  b.roof_u_value_w_m2k = 0.3;
  b.floor_u_value_w_m2k = 0.35;
  b.window_u_value_w_m2k = 1.8;
  b.window_g_value = 0.6;
  b.frame_fraction = 0.2;
  b.shading_fraction = 0.3;
  b.thermal_bridge_w_m2k = 0.05;
  b.heat_capacity_kj_m2k = 175.0;
  b.partition_area_fraction = 0.5;
  b.q50_l_s_m2 = 1.0;
  b.mechanical_ventilation_l_s_m2 = 3.0;
  b.natural_ventilation_per_h = 0.0;
  b.heat_recovery_fraction = 0.7;
  b.specific_fan_power_kj_m3 = 2.6;
  b.window_airing_per_h = 1.0;
  b.heating_set_point_degc = 23.0;
  b.night_set_back_k = 0.0;
  b.heating_capacity_w_m2 = 100.0;
  b.distribution_loss_fraction = 0.0;
  b.set_point_correction_k = 0.0;
  b.rebound_k = 0.0;
  b.district_heating_cooling_k = 30.0;
  b.pv_capacity_kw = 0.0;
  b.occupant_density_m2_person = 20.0;
  b.person_heat_w = 0.0;  // people are in the gains of A5
  b.appliance_w_m2 = 2.0;
  b.appliance_base_fraction = 1.0;
  b.lighting_w_m2 = 7.0;
  b.lighting_control_fraction = 1.0;
  b.schedule_shift_h = 0.0;
  b.hot_water_l_m2 = 0.0;
  b.hot_water_circulation_w_m2 = 0.0;
  b.water_m3_m2 = 0.0;
  b.process_heat_kwh_m2 = 0.0;
  b.process_electricity_kwh_m2 = 0.0;
  b.set_point_correction_k = 0.0;
  b.rebound_k = 0.0;
  b.district_heating_cooling_k = 30.0;
  b.pv_capacity_kw = 0.0;
  b.hall = std::make_shared<const models::SwimmingHall>(plausibility_hall());
  return b;
}

}  // namespace tvilling::test
