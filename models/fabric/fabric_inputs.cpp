// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/time_axis.hpp"

#include "models/fabric/fabric_check.hpp"
#include "models/fabric/fabric_codes.hpp"
#include "models/fabric/series.hpp"

namespace tvilling::models {

namespace {

/// A year of weather serves a shorter series with the hours of the series. Any other difference of length stops.
void fit_weather(const FabricFile& file, FabricInputs& inputs, core::Findings& findings) {
  Weather& weather = inputs.weather;
  const std::size_t hours = weather.dry_bulb_degc.size();
  if (hours == 0 || hours == inputs.period.hours) return;
  constexpr std::size_t kHoursPerDay = 24;
  const std::size_t first = kHoursPerDay * static_cast<std::size_t>(inputs.period.first_day_of_year) +
                            static_cast<std::size_t>(inputs.period.first_hour);
  if (hours != core::kHoursPerYear || first + inputs.period.hours > hours) {
    findings.add({std::string(fabric_code::kWeatherLength.code), core::Severity::stops, file.weather_pos,
                  fmt::format("the weather has {} hours, the run {}", hours, inputs.period.hours),
                  "Give weather of a whole year, or columns of the series."});
    return;
  }
  for (std::vector<double>* series : {&weather.dry_bulb_degc, &weather.dew_point_degc, &weather.global_horizontal_w_m2,
                                      &weather.direct_normal_w_m2, &weather.diffuse_horizontal_w_m2, &weather.wind_speed_m_s,
                                      &weather.wind_direction_deg, &weather.pressure_pa, &weather.sky_temperature_degc}) {
    series->erase(series->begin(), series->begin() + static_cast<std::ptrdiff_t>(first));
    series->resize(inputs.period.hours);
  }
}

/// A series that cannot be opened was told with its place by read_fabric; here for files that were parsed only.
std::optional<Series> read_named_series(const FabricFile& file, core::Findings& findings) {
  if (!file.series_file) return std::nullopt;
  std::error_code ignored;
  if (std::filesystem::is_regular_file(*file.series_file, ignored)) {
    return read_series(*file.series_file, {file.time_column, file.fill_gaps_h}, findings);
  }
  const auto told = [](const core::Finding& f) { return f.code == fabric_code::kNoSuchFile.code; };
  if (std::none_of(findings.list.begin(), findings.list.end(), told)) {
    findings.add({std::string(fabric_code::kNoSuchFile.code), core::Severity::stops, file.series_pos,
                  "the measured series \"" + file.series_file->string() + "\" does not exist", ""});
  }
  return std::nullopt;
}

}  // namespace

FabricInputs read_fabric_inputs(const FabricFile& file, std::optional<Weather> weather, core::Findings& findings) {
  FabricInputs inputs;
  inputs.fabric = file.fabric;
  inputs.period.year = file.fabric.year;
  const std::optional<Series> series = read_named_series(file, findings);
  if (series) {
    inputs.period = series->period;
    inputs.series = series->columns;
    inputs.times = series->times;
    inputs.warm_up = {static_cast<int>(file.warm_up_days), WarmUp::Of::beginning};
  }
  inputs.period.steps_per_hour = file.fabric.options.steps_per_hour;
  if (weather) {
    inputs.weather = std::move(*weather);
  } else if (file.weather_file) {
    std::error_code ignored;  // one that does not exist was told with its place
    if (std::filesystem::is_regular_file(*file.weather_file, ignored)) inputs.weather = read_epw(*file.weather_file, findings);
  } else if (file.weather_columns && series) {
    inputs.weather = weather_from_columns(*file.weather_columns, *series, findings);
  } else if (!file.weather_columns) {
    findings.add({std::string(fabric_code::kNoWeather.code), core::Severity::stops, file.pos, "no weather is given",
                  "Name one in the file, [weather] file = \"x.epw\", or on the command line: --weather FILE."});
  }
  fit_weather(file, inputs, findings);
  check_fabric(file, inputs.period, inputs.series, findings);
  return inputs;
}

}  // namespace tvilling::models
