// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "scenarios/hall_case.hpp"
#include "scenarios/study.hpp"

namespace tvilling::cli {

/// A hall of a study, read, proved and filled.
struct HallInputs {
  scenarios::Study study;
  scenarios::HallCase hall;
  std::vector<std::filesystem::path> read;  ///< files and folders that are inputs
};

/// Reads study, portfolio and weather as `run` does; findings are told. Throws Error for what stops.
[[nodiscard]] HallInputs read_hall_inputs(const std::filesystem::path& study, const std::string& hall,
                                          const std::string& scenario, const Console& console);

/// Throws Error (wrong_usage) when `out` is one of the inputs.
void refuse_hall_inputs(const HallInputs& inputs, const std::filesystem::path& out);

}  // namespace tvilling::cli
