// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "models/metering/metering.hpp"
#include "models/portfolio/source.hpp"
#include "models/weather/weather.hpp"

namespace tvilling::models {

/// One measured quantity by hour; NaN where nothing is known.
struct MeasuredSeries {
  std::vector<double> hours;  ///< empty: the table has no such column
  std::vector<bool> bridged;  ///< interpolated over a gap of at most six hours
  [[nodiscard]] bool given() const noexcept { return !hours.empty(); }
};

/// Measured weather, hour by hour from a full hour of UTC on. Hour h is what was measured at its beginning or in it.
struct MeasuredWeather {
  std::int64_t first_s = 0;  ///< UTC
  std::size_t hours = 0;
  std::string source;
  MeasuredSeries dry_bulb_degc;
  MeasuredSeries relative_humidity;  ///< percent
  MeasuredSeries wind_speed_m_s;
  MeasuredSeries wind_direction_deg;
  MeasuredSeries pressure_hpa;
  MeasuredSeries global_horizontal_w_m2;
  MeasuredSeries direct_normal_w_m2;
  MeasuredSeries diffuse_horizontal_w_m2;
  InputFile input;
};

/// Reads the weather table (columns of DMI's names too). Gaps of at most six hours are bridged in a straight line (told); longer
/// ones stay and make their months unusable (told). Empty when the table is not there or cannot be read.
[[nodiscard]] MeasuredWeather read_measured_weather(const PortfolioSource& source, core::Findings& findings);

/// Mean of the hours that begin in [begin_s, end_s); NaN when one of them is not known.
[[nodiscard]] double mean_dry_bulb_degc(const MeasuredWeather& weather, std::int64_t begin_s, std::int64_t end_s);

/// Degree-days of the months and years (month 0) that are wholly measured: the sum of 17 - Tm over days with a mean Tm below
/// 17 degC, days by the Danish clock. The normal is left to be given.
[[nodiscard]] std::vector<DegreeDays> degree_days_of(const MeasuredWeather& weather);

/// Copenhagen, for the sun of measured_year.
[[nodiscard]] Location copenhagen();

/// A calendar year of measured weather to simulate with, in local standard time; 29 February is left out (told). Radiation is
/// split by Erbs where only global is measured; the rest that is missing is computed or taken from the normal climate (told).
/// Nothing when temperature or radiation has gaps in that year (told).
[[nodiscard]] std::optional<Weather> measured_year(const MeasuredWeather& weather, int year, const Location& place,
                                                   core::Findings& findings);

}  // namespace tvilling::models
