// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_inputs.hpp"

#include <utility>

#include "models/fabric/fabric_check.hpp"
#include "models/fabric/fabric_codes.hpp"
#include "models/fabric/series.hpp"

namespace tvilling::models {

FabricInputs read_fabric_inputs(const FabricFile& file, std::optional<Weather> weather, core::Findings& findings) {
  FabricInputs inputs;
  inputs.fabric = file.fabric;
  inputs.period.year = file.fabric.year;
  std::optional<Series> series;
  if (file.series_file) {
    series = read_series(*file.series_file, {file.time_column, file.fill_gaps_h}, findings);
    inputs.period = series->period;
    inputs.series = series->columns;
    inputs.times = series->times;
    inputs.warm_up = {static_cast<int>(file.warm_up_days), WarmUp::Of::beginning};
  }
  inputs.period.steps_per_hour = file.fabric.options.steps_per_hour;
  if (weather) {
    inputs.weather = std::move(*weather);
  } else if (file.weather_file) {
    inputs.weather = read_epw(*file.weather_file, findings);
  } else if (file.weather_columns && series) {
    inputs.weather = weather_from_columns(*file.weather_columns, *series, findings);
  } else {
    findings.add({std::string(fabric_code::kNoWeather.code), core::Severity::stops, file.pos, "no weather is given",
                  "Name one in the file, [weather] file = \"x.epw\", or on the command line: --weather FILE."});
  }
  check_fabric(file, inputs.period, inputs.series, findings);
  return inputs;
}

}  // namespace tvilling::models
