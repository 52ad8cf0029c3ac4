// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "models/fabric/fabric_file.hpp"
#include "models/fabric/fabric_run.hpp"
#include "models/weather/weather.hpp"

namespace tvilling::models {

/// All that a run of a detailed building needs.
struct FabricInputs {
  Fabric fabric;
  Weather weather;
  RunPeriod period;
  SeriesTable series;
  WarmUp warm_up;
  std::vector<std::string> times;  ///< start of each hour as the series writes it; empty without series
};

/// Reads what the building file names (series, weather) and checks the whole. `weather` is used when the file names none, or in
/// place of the weather file that it names. Every problem is a finding; the inputs are whole when none stops.
[[nodiscard]] FabricInputs read_fabric_inputs(const FabricFile& file, std::optional<Weather> weather, core::Findings& findings);

}  // namespace tvilling::models
