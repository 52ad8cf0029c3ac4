// SPDX-License-Identifier: MPL-2.0
#pragma once

namespace tvilling::models {

struct SolarPosition {
  double elevation_deg = 0.0;  ///< true (unrefracted), above the horizon positive
  double azimuth_deg = 0.0;    ///< from north, east 90
  double equation_of_time_min = 0.0;
  double extraterrestrial_normal_w_m2 = 0.0;
};

/// Sun seen from a place at a moment given in UTC. `day_of_year` counts from 0 (1 January) and `hour_utc` may lie
/// outside 0..24. Source: Meeus, Astronomical Algorithms (NOAA form), within 0.01 degrees (domain.md B6).
[[nodiscard]] SolarPosition solar_position(double latitude_deg, double longitude_deg, int year, int day_of_year, double hour_utc);

}  // namespace tvilling::models
