// SPDX-License-Identifier: MPL-2.0
#pragma once

// Eight buildings side by side, as the kernels of all instruction sets see them: plain arrays, one column per building. No
// functions here: this header is read by sources that are compiled for different machines.

#include <cstddef>

#include "models/catalog.hpp"

namespace tvilling::models {

inline constexpr std::size_t kGroupLanes = 8;
inline constexpr std::size_t kDayHours = 24;

using PerLane = double[kGroupLanes];

/// An element of N nodes with heat capacity, condensed as core::StarElement.
template <std::size_t N>
struct alignas(64) LaneElement {
  PerLane scaled[N];
  PerLane carry[N];
  PerLane lower[N];
  PerLane capacity_w_k[N];
  PerLane to_air;
  PerLane to_radiant;
  PerLane share_k_w;
  PerLane to_e_w_k;  ///< what the air's equation gets of the inner face, with the radiant node eliminated
  PerLane to_r_w_k;  ///< what the radiant node's gets
  PerLane intake_k_w;
  PerLane outward_w_k;
  PerLane outdoor_w_k;
  PerLane sky_w_k;
  PerLane temperature_degc[N];  ///< state, between days
};

/// Elements of one construction in several directions: each has its temperatures and its sun, the numbers per m2 are common.
template <std::size_t N, std::size_t K>
struct alignas(64) LaneFacades {
  PerLane scaled[N];
  PerLane carry[N];
  PerLane lower[N];
  PerLane capacity_w_m2k[N];
  PerLane to_air;
  PerLane to_radiant;
  PerLane share_k_w;
  PerLane to_e_w_m2k;
  PerLane to_r_w_m2k;
  PerLane intake_m2k_w;
  PerLane outward_w_m2k;
  PerLane outdoor_w_m2k;
  PerLane sky_w_m2k;
  PerLane area_m2[K];
  PerLane temperature_degc[K][N];
};

/// Numbers of the year that are summed hour by hour, in kWh (or hours).
struct alignas(64) LaneSums {
  PerLane transmission;
  PerLane ventilation;
  PerLane infiltration;
  PerLane solar;
  PerLane internal;
  PerLane storage;
  PerLane overheating;
  PerLane unmet;
  PerLane occupancy;
  PerLane plant_loss;
  PerLane peak_heat;
  PerLane pv;
  PerLane electricity_sold;
  PerLane month[5][12];  ///< heat_demand, hot_water, heat, electricity, water
};

/// The archetype building: four walls, roof, ground floor, party wall and partitions around one zone. What a building lacks is
/// zero: it then takes part in nothing.
struct alignas(128) LaneModel {
  LaneFacades<5, 4> walls;
  LaneElement<1> roof;
  LaneElement<2> floor;
  LaneElement<5> inner[2];

  // all windows together: massless, so their heat is linear in what drives them
  PerLane glass_e_outdoor_w_k;
  PerLane glass_e_sky_w_k;
  PerLane glass_r_outdoor_w_k;
  PerLane glass_r_sky_w_k;
  PerLane glass_flow_outdoor_w_k;
  PerLane glass_flow_sky_w_k;
  PerLane glass_flow_air_w_k;
  PerLane glass_flow_radiant_w_k;
  PerLane glass_flow_share;

  // zone
  PerLane air_capacity_w_k;
  PerLane pivot_w_k;
  PerLane bridge_w_k;
  PerLane kappa;
  PerLane inverse_radiant_k_w;
  PerLane radiant_e;  ///< 1 W of radiant heat in the air's equation, and in the radiant node's
  PerLane radiant_r;
  PerLane solar_air;
  PerLane solar_radiant;
  PerLane internal_air;
  PerLane internal_radiant;
  PerLane heating_radiant;
  PerLane heating_e;       ///< 1 W of heating in the air's equation
  PerLane heating_r_degc;  ///< rise of the radiant node by 1 W of heating, at the same air
  PerLane control_air;
  PerLane control_radiant;
  PerLane seen_of_air;      ///< what the thermostat sees of a rise of the air, which the radiant node follows
  PerLane slope_fixed_k_w;  ///< rise of what the thermostat sees per W: fixed + per_air / pivot
  PerLane slope_per_air;
  PerLane heating_capacity_w;

  // air flows (AirFlows)
  PerLane mechanical_w_k;
  PerLane natural_w_k;
  PerLane airing_w_k;
  PerLane recovery;
  PerLane bypass_degc;
  PerLane infiltration_closed_w_k;
  PerLane infiltration_open_w_k;

  PerLane roof_absorbing_m2;
  PerLane ground_w[12];  ///< drive of the floor by month
  PerLane heated;        ///< 1, or 0 for an unheated building or an empty lane
  PerLane rounding_wh;   ///< of the first law over a day

  PerLane air_degc;  ///< state, between days
  LaneSums sums;
  PerLane broken;      ///< above 0 once the first law failed: from that day on no hour is handed on
  PerLane sound_days;  ///< booked days before that
};

/// People, light, appliances and water of one building (BuildingLoads), and the sun on its planes.
struct LaneLoads {
  const double* presence;  ///< 8,760 hours, as all series here
  const double* presence_beside;
  const double* open;   ///< 0 or 1
  const double* warm;   ///< 1: day set point
  const double* light;  ///< share of the light that is on
  const double* falling_w_m2[4];
  const double* entering_w_m2[4];
  double absorptance[4];
  double aperture_m2[4];
  double presence_share;
  double beside_share;
  double people_when_full;
  double person_heat_w;
  double heated_fraction;
  double appliance_w;
  double appliance_base_fraction;
  double lighting_w;
  double fan_w;
  double process_electricity_w;
  double process_heat_kwh;
  double hot_water_kwh_per_presence;
  double hot_water_kwh_always;
  double water_m3_per_presence;
  double water_m3_always;
  double circulation_kwh;
  double distribution_loss_fraction;
  double day_degc;
  double night_degc;
  const double* pv_kwh_kw;  ///< of 1 kW of solar cells; read only where there are some
  double pv_capacity_kw;
};

/// Sums of one building since the month began, by hour modulo 8.
struct alignas(64) LanePartial {
  double heat_demand[8];
  double hot_water[8];
  double heat[8];
  double electricity[8];
  double water[8];
  double persons[8];
  double plant_loss[8];
  double pv[8];
  double electricity_sold[8];
  double peak[8];  ///< of the year
};

/// Where the hours of a building are added. Day by day, so that what is added at a time lies together: [365][Hourly 0..
/// kCityHourlyCount-1][24].
struct CityTarget {
  double* sums;
  double sign;
};
inline constexpr std::size_t kCityDay = kCityHourlyCount * kDayHours;  ///< numbers of one day

/// Lines of memory are fetched in pairs: 128 keeps those of two threads apart.
struct alignas(128) LaneGroupData {
  LaneModel model;
  LaneLoads loads[kGroupLanes];
  LanePartial partial[kGroupLanes];
  std::size_t used;    ///< lanes that hold a building
  std::size_t heated;  ///< of them, those with a heated zone
  // where the hours go
  const CityTarget* all_targets;  ///< for the sum of all lanes
  std::size_t all_count;
  const CityTarget* lane_targets[kGroupLanes];
  std::size_t lane_counts[kGroupLanes];
  bool keeps_hours;             ///< some lane has `hourly`
  double* hourly[kGroupLanes];  ///< [kHourlyCount][8760] of one building, or null
};

/// A day of the year.
struct LaneDate {
  std::size_t first_hour;
  std::size_t month;
  bool month_ends;  ///< with this day
  bool booked;      ///< sums are kept and hours are handed on; else it is warm-up
};

/// The weather that all buildings share.
struct LaneWeather {
  const double* outdoor_degc;  ///< 8,760 hours
  const double* sky_degc;
  const double* roof_w_m2;
  const unsigned char* sun_up;  ///< 0: no sun on any plane
};

/// Room for one day of one group: used anew every day.
struct alignas(128) LaneDay {
  // by building
  double hot_water_kwh[kGroupLanes][kDayHours];
  double electricity_kwh[kGroupLanes][kDayHours];
  double water_m3[kGroupLanes][kDayHours];
  double persons[kGroupLanes][kDayHours];
  double heat_demand_kwh[kGroupLanes][kDayHours];
  double heat_kwh[kGroupLanes][kDayHours];
  double operative_degc[kGroupLanes][kDayHours];
  // by hour
  PerLane wall_sun_w_m2[4][kDayHours];
  PerLane solar_w[kDayHours];
  PerLane internal_w[kDayHours];
  PerLane set_point_degc[kDayHours];
  PerLane open[kDayHours];
  PerLane heating_kwh_by_hour[kDayHours];
  PerLane operative_by_hour[kDayHours];
};

}  // namespace tvilling::models
