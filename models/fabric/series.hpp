// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "models/fabric/fabric_file.hpp"
#include "models/fabric/schedule.hpp"
#include "models/weather/weather.hpp"

namespace tvilling::models {

/// A measured series: hour after hour.
struct Series {
  RunPeriod period;  ///< the hours of the file, one step per hour
  SeriesTable columns;
  std::vector<std::string> times;  ///< as written; empty where a row is missing (interpolated, or a finding that stops)
};

/// How a series is to be read.
struct SeriesRules {
  std::string time_column;   ///< holds the start of each hour, "2013-08-21 00:00", local standard time
  double fill_gaps_h = 0.0;  ///< up to so many missing rows in a row are interpolated
};

/// Reads a table of hours. Columns with a text are ignored, a blank is NaN. Missing rows are interpolated linearly between the
/// rows around, every column, as far as the rules allow (a finding, filled, per gap); a longer gap or disorder stops, with the
/// place. 29 February is left out (info).
[[nodiscard]] Series parse_series(std::string_view bytes, const std::string& file, const SeriesRules& rules,
                                  core::Findings& findings);
[[nodiscard]] Series read_series(const std::filesystem::path& path, const SeriesRules& rules, core::Findings& findings);

/// Weather from measured columns: one row per hour of the series. The beam follows from global and diffuse radiation with the
/// sun at the middle of the hour, (global - diffuse) / sin(elevation), 0 below 3 degrees and at most what arrives outside the
/// atmosphere; the sky temperature from the long-wave radiation L as (L / sigma)^(1/4). Radiation below 0 (down to -20 W/m2, the
/// offset of instruments at night) counts as 0. Pressure that is not measured is that of the standard atmosphere, humidity
/// kAssumedHumidity_percent (a finding, filled). Missing and impossible values stop, with the hours.
[[nodiscard]] Weather weather_from_columns(const WeatherColumns& columns, const Series& series, core::Findings& findings);

/// Relative humidity where none is measured; it only gives the dew point.
inline constexpr double kAssumedHumidity_percent = 70.0;

}  // namespace tvilling::models
