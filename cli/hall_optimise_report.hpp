// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "scenarios/hall_case.hpp"
#include "scenarios/hall_optimise.hpp"

namespace tvilling::cli {

/// Set points beside the present ones, the saving with its parts, the limits that hold it back, and what was not to be changed.
[[nodiscard]] std::string optimum_text(const scenarios::HallOptimum& optimum, const scenarios::HallCase& hall);
[[nodiscard]] std::string optimum_json(const scenarios::HallOptimum& optimum, const scenarios::HallCase& hall);
/// The found operation as a scenario of a study, which gives the same result when it is run.
[[nodiscard]] std::string optimum_toml(const scenarios::HallOptimum& optimum, const scenarios::HallCase& hall);

}  // namespace tvilling::cli
