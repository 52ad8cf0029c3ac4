// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"

namespace tvilling::models {

struct Location {
  std::string name;
  double latitude_deg = 0.0;   ///< north positive
  double longitude_deg = 0.0;  ///< east positive
  double utc_offset_h = 0.0;   ///< of local standard time
  double elevation_m = 0.0;
};

/// 8,760 hours of weather; entry h is the mean of hour h (local standard time, 29 February left out).
struct Weather {
  Location location;
  std::string source;  ///< "reference-year" or the path of the file
  std::vector<double> dry_bulb_degc;
  std::vector<double> dew_point_degc;
  std::vector<double> global_horizontal_w_m2;
  std::vector<double> direct_normal_w_m2;
  std::vector<double> diffuse_horizontal_w_m2;
  std::vector<double> wind_speed_m_s;
  std::vector<double> wind_direction_deg;    ///< where the wind comes from: 0 and 360 north (0 also in calm), clockwise
  std::vector<double> pressure_pa;           ///< of the air at the station, not reduced to the sea
  std::vector<double> sky_temperature_degc;  ///< of a black sky that gives the horizontal infrared radiation
};

/// Reads an EnergyPlus weather file (EPW, 8 header lines, hour-ending 1..24).
/// 29 February of a leap year is left out (a finding, info). Missing values (99.9, 9999 ...) are filled in three columns, each
/// with a finding (filled) and its count: horizontal infrared radiation is computed from dew point and cloud cover, pressure is
/// the standard one at the station's elevation, the wind keeps the direction of the hour before (the first known one where
/// none came before; 0 where the file has none at all). Missing values in the other columns used, impossible values, NaN,
/// text, missing hours and a truncated file stop, each with file:line:column.
[[nodiscard]] Weather parse_epw(std::string_view bytes, std::string file, core::Findings& findings);
[[nodiscard]] Weather read_epw(const std::filesystem::path& path, core::Findings& findings);

/// The generated Copenhagen reference year: monthly statistics made into 8,760 hours, the same bytes on every machine
/// (domain.md F: temperatures of 1991-2020 in the city, radiation of IWEC scaled 1.06).
struct ReferenceYearOptions {
  double temperature_shift_k = 0.0;  ///< delta method for a later climate
  double radiation_scale = 1.06;
  unsigned seed = 1;
};
[[nodiscard]] Weather reference_year(const ReferenceYearOptions& options = {});

}  // namespace tvilling::models
