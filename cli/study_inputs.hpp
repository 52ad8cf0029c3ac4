// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "cli/console.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/weather/weather.hpp"
#include "scenarios/study.hpp"

namespace tvilling::cli {

/// What a study needs, read, proved and filled.
struct StudyInputs {
  scenarios::Study study;
  models::Portfolio portfolio;
  models::Weather weather;
  std::vector<std::filesystem::path> read;  ///< files and folders that are inputs
  core::Findings told;                      ///< what was found and told
};

/// Reads study, portfolio and weather as `run` does; findings are told. Throws Error for what stops.
[[nodiscard]] StudyInputs read_study_inputs(const std::filesystem::path& study, const Console& console);

}  // namespace tvilling::cli
