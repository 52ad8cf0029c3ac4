// SPDX-License-Identifier: MPL-2.0
#pragma once

// By building, over the hours of a day: people, light, appliances and sun; turned to hour by hour.

#include "models/building/lane_kernel_common.hpp"

namespace tvilling::models::TVILLING_ISA {

/// What people, light and operation give to the zone, by building.
struct alignas(64) ZoneRows {
  double internal_w[kGroupLanes][kDayHours];
  double set_point_degc[kGroupLanes][kDayHours];
  double open[kGroupLanes][kDayHours];
};

TVILLING_INLINE void fill_loads(const LaneLoads& b, std::size_t first, std::size_t lane, ZoneRows& rows, LaneDay& day) {
  const double* const presence = b.presence + first;
  const double* const beside = b.presence_beside + first;
  const double* const open = b.open + first;
  const double* const warm = b.warm + first;
  const double* const light = b.light + first;
#pragma omp simd
  for (std::size_t h = 0; h < kDayHours; ++h) {
    const double here = b.presence_share * presence[h] + b.beside_share * beside[h];
    const double persons = b.people_when_full * here;
    const double fan_w = open[h] * b.fan_w;
    const double equipment_w =
        b.appliance_w * (b.appliance_base_fraction + (1.0 - b.appliance_base_fraction) * here) + b.lighting_w * light[h];
    rows.internal_w[lane][h] = persons * b.person_heat_w + b.heated_fraction * equipment_w + kSupplyFanHeat * fan_w;
    rows.set_point_degc[lane][h] = warm[h] > 0.5 ? b.day_degc : b.night_degc;
    rows.open[lane][h] = open[h];
    day.electricity_kwh[lane][h] = to_grid((equipment_w + fan_w + b.process_electricity_w) * 1e-3);
    day.hot_water_kwh[lane][h] = to_grid(b.hot_water_kwh_always + b.hot_water_kwh_per_presence * here + b.process_heat_kwh);
    day.water_m3[lane][h] = to_grid(b.water_m3_always + b.water_m3_per_presence * here);
    day.persons[lane][h] = to_grid(persons);
  }
}

/// Eight hours of sun, by building: on the walls (W/m2 taken up) and through the windows (W).
struct alignas(64) SunRows {
  double rows[5][kGroupLanes][8];
};

TVILLING_INLINE void fill_sun(const LaneLoads& b, std::size_t first, std::size_t lane, SunRows& sun) {
  for (std::size_t w = 0; w < 4; ++w) {
    const double* const falling = b.falling_w_m2[w] + first;
#pragma omp simd
    for (std::size_t h = 0; h < 8; ++h) sun.rows[w][lane][h] = b.absorptance[w] * falling[h];
  }
#pragma omp simd
  for (std::size_t h = 0; h < 8; ++h) {
    double solar_w = b.aperture_m2[0] * b.entering_w_m2[0][first + h];
    solar_w += b.aperture_m2[1] * b.entering_w_m2[1][first + h];
    solar_w += b.aperture_m2[2] * b.entering_w_m2[2][first + h];
    solar_w += b.aperture_m2[3] * b.entering_w_m2[3][first + h];
    sun.rows[4][lane][h] = solar_w;
  }
}

TVILLING_INLINE bool is_dark(const LaneWeather& weather, std::size_t first) {
  unsigned int lit = 0;
  for (std::size_t h = 0; h < 8; ++h) lit |= weather.sun_up[first + h];
  return lit == 0;
}

TVILLING_INLINE void fill_day(const LaneGroupData& group, const LaneWeather& weather, std::size_t first, LaneDay& day) {
  ZoneRows rows;
  for (std::size_t lane = 0; lane < kGroupLanes; ++lane) fill_loads(group.loads[lane], first, lane, rows, day);
  turn<kGroupLanes, kDayHours>(rows.internal_w[0], day.internal_w[0]);
  turn<kGroupLanes, kDayHours>(rows.set_point_degc[0], day.set_point_degc[0]);
  turn<kGroupLanes, kDayHours>(rows.open[0], day.open[0]);
  for (std::size_t from = 0; from < kDayHours; from += 8) {
    double* const to[5] = {day.wall_sun_w_m2[0][from], day.wall_sun_w_m2[1][from], day.wall_sun_w_m2[2][from],
                           day.wall_sun_w_m2[3][from], day.solar_w[from]};
    if (is_dark(weather, first + from)) {
      for (double* const row : to) {
        for (std::size_t h = 0; h < 8; ++h) store(row + h * kGroupLanes, lanes(0.0));
      }
      continue;
    }
    SunRows sun;
    for (std::size_t lane = 0; lane < kGroupLanes; ++lane) fill_sun(group.loads[lane], first + from, lane, sun);
    for (std::size_t row = 0; row < 5; ++row) turn<kGroupLanes, 8>(sun.rows[row][0], to[row]);
  }
}

}  // namespace tvilling::models::TVILLING_ISA
