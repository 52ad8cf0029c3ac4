// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/io/toml_reader.hpp"
#include "core/suggest.hpp"
#include "core/text.hpp"
#include "core/time_axis.hpp"
#include "models/air/psychrometrics.hpp"
#include "models/fabric/fabric_codes.hpp"
#include "models/fabric/series.hpp"
#include "models/surface/radiation.hpp"
#include "models/weather/solar_position.hpp"

namespace tvilling::models {

namespace {

constexpr double kZeroCelsius_k = 273.15;
constexpr double kDegree = std::numbers::pi / 180.0;
constexpr double kLowestBeam_deg = 3.0;
constexpr double kNightOffset_w_m2 = -20.0;

/// A column with the range that can be true on earth (those of the EPW reader).
struct Wanted {
  const ColumnName* column = nullptr;
  std::string_view what;
  double low = 0.0;
  double high = 0.0;
};

class WeatherReader {
 public:
  WeatherReader(const Series& series, core::Findings& findings) : series_(series), findings_(findings) {}

  /// The values; empty and a finding when they are not there or not right.
  [[nodiscard]] std::vector<double> values(const Wanted& wanted) {
    const SeriesTable::const_iterator found = series_.columns.find(wanted.column->name);
    if (found == series_.columns.end()) {
      report_unknown(wanted);
      return {};
    }
    std::vector<std::size_t> missing;
    std::vector<std::size_t> impossible;
    for (std::size_t hour = 0; hour < found->second.size(); ++hour) {
      const double value = found->second[hour];
      if (std::isnan(value)) {
        missing.push_back(hour);
      } else if (!(value >= wanted.low && value <= wanted.high)) {
        impossible.push_back(hour);
      }
    }
    if (!missing.empty()) report(fabric_code::kWeatherMissing, wanted, missing, "is blank");
    if (!impossible.empty()) {
      report(fabric_code::kWeatherImpossible, wanted, impossible,
             fmt::format("is {}, not within {} to {},", found->second[impossible.front()], wanted.low, wanted.high));
    }
    if (!missing.empty() || !impossible.empty()) return {};
    return found->second;
  }

 private:
  void report_unknown(const Wanted& wanted) {
    if (wanted.column->name.empty()) return;  // a finding of the building file
    std::vector<std::string_view> known;
    for (const auto& [name, column] : series_.columns) known.push_back(name);
    core::add_stop(
        findings_, fabric_code::kUnknownColumn, wanted.column->pos,
        fmt::format("the measured series has no column \"{}\" of numbers ({})", core::shown(wanted.column->name), wanted.what),
        core::did_you_mean(wanted.column->name, known));
  }

  void report(const core::FindingCode& code, const Wanted& wanted, const std::vector<std::size_t>& hours, std::string_view how) {
    std::string shown;
    constexpr std::size_t kShown = 3;
    for (std::size_t i = 0; i < std::min(kShown, hours.size()); ++i) {
      shown += (i == 0 ? "" : ", ") + time_of_step(series_.period, hours[i]);
    }
    core::add_stop(findings_, code, wanted.column->pos,
                   fmt::format("column \"{}\" ({}) {} in {} of {} hours, first {}", core::shown(wanted.column->name), wanted.what,
                               how, hours.size(), series_.period.hours, shown),
                   "Complete the series, or begin or end the run elsewhere.");
  }

  const Series& series_;
  core::Findings& findings_;
};

void clip_below_zero(std::vector<double>& values) {
  for (double& value : values) value = std::max(0.0, value);
}

/// The beam that makes the global radiation out of the diffuse one.
[[nodiscard]] double direct_normal_w_m2(double global_w_m2, double diffuse_w_m2, const SolarPosition& sun) noexcept {
  if (sun.elevation_deg < kLowestBeam_deg) return 0.0;
  const double beam_w_m2 = (global_w_m2 - diffuse_w_m2) / std::sin(sun.elevation_deg * kDegree);
  return std::clamp(beam_w_m2, 0.0, sun.extraterrestrial_normal_w_m2);
}

void fill_beam(Weather& weather, const RunPeriod& period) {
  const core::TimeAxis axis{period.year, weather.location.utc_offset_h, {}};
  for (std::size_t hour = 0; hour < period.hours; ++hour) {
    const int of_year = static_cast<int>(std::floor(period.middle_h(hour)));
    const SolarPosition sun = solar_position(weather.location.latitude_deg, weather.location.longitude_deg, period.year, 0,
                                             axis.utc_begin_h(of_year) + 0.5);
    weather.direct_normal_w_m2.push_back(
        direct_normal_w_m2(weather.global_horizontal_w_m2[hour], weather.diffuse_horizontal_w_m2[hour], sun));
  }
}

void fill_humidity(const WeatherColumns& columns, WeatherReader& reader, std::size_t hours, Weather& weather,
                   core::Findings& findings) {
  std::vector<double> humidity_percent(hours, kAssumedHumidity_percent);
  if (!columns.relative_humidity_percent.name.empty()) {
    humidity_percent = reader.values({&columns.relative_humidity_percent, "relative humidity", 1.0, 105.0});
  } else {
    findings.add({std::string(fabric_code::kHumidityFilled.code), core::Severity::filled, columns.dry_bulb_degc.pos,
                  fmt::format("relative humidity is not measured: {} % is assumed", kAssumedHumidity_percent),
                  "Give relative_humidity_percent when it is known."});
  }
  if (humidity_percent.size() != weather.dry_bulb_degc.size()) return;
  for (std::size_t hour = 0; hour < humidity_percent.size(); ++hour) {
    const double share = std::min(1.0, humidity_percent[hour] / 100.0);
    weather.dew_point_degc.push_back(dew_point_degc(share * saturation_pressure_pa(weather.dry_bulb_degc[hour])));
  }
}

}  // namespace

Weather weather_from_columns(const WeatherColumns& columns, const Series& series, core::Findings& findings) {
  const std::size_t stops_before = findings.count(core::Severity::stops);
  WeatherReader reader(series, findings);
  const std::size_t hours = series.period.hours;
  Weather nothing;
  nothing.location = columns.site;
  nothing.source = "measured";
  Weather weather = nothing;
  weather.dry_bulb_degc = reader.values({&columns.dry_bulb_degc, "air temperature", -90.0, 60.0});
  weather.global_horizontal_w_m2 =
      reader.values({&columns.global_horizontal_w_m2, "global radiation", kNightOffset_w_m2, 1500.0});
  weather.diffuse_horizontal_w_m2 =
      reader.values({&columns.diffuse_horizontal_w_m2, "diffuse radiation", kNightOffset_w_m2, 1000.0});
  weather.wind_speed_m_s = reader.values({&columns.wind_speed_m_s, "wind speed", 0.0, 60.0});
  weather.wind_direction_deg = reader.values({&columns.wind_direction_deg, "wind direction", 0.0, 360.0});
  weather.sky_temperature_degc = reader.values({&columns.longwave_horizontal_w_m2, "long-wave radiation", 50.0, 800.0});
  weather.pressure_pa.assign(hours, standard_pressure_pa(columns.site.elevation_m));
  if (!columns.pressure_pa.name.empty()) {
    weather.pressure_pa = reader.values({&columns.pressure_pa, "air pressure", 31000.0, 120000.0});
  }
  fill_humidity(columns, reader, hours, weather, findings);
  const bool named = !columns.dry_bulb_degc.name.empty() && weather.dry_bulb_degc.size() == hours;
  if (findings.count(core::Severity::stops) > stops_before || !named) return nothing;
  clip_below_zero(weather.global_horizontal_w_m2);
  clip_below_zero(weather.diffuse_horizontal_w_m2);
  for (double& value : weather.sky_temperature_degc) {
    value = std::pow(value / kStefanBoltzmann_w_m2k4, 0.25) - kZeroCelsius_k;
  }
  fill_beam(weather, series.period);
  return weather;
}

}  // namespace tvilling::models
