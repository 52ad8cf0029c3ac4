// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

#include "scenarios/hall_case.hpp"
#include "scenarios/hall_optimise.hpp"

namespace tvilling::cli {

/// Set points beside the present ones, the saving with its parts, the limits that hold it back, and what was not to be changed.
[[nodiscard]] std::string optimum_text(const scenarios::HallOptimum& optimum, const scenarios::HallCase& hall);
[[nodiscard]] std::string optimum_json(const scenarios::HallOptimum& optimum, const scenarios::HallCase& hall);

/// How a file of optimum_toml begins.
inline constexpr std::string_view kFoundComment = "# Found by tvilling hall optimise";
/// "optimised", or with a number when the study has that already.
[[nodiscard]] std::string free_scenario_name(const scenarios::Study& study);
/// The found operation as a scenario `name` of a study, which gives the same result when it is run.
[[nodiscard]] std::string optimum_toml(const scenarios::HallOptimum& optimum, const scenarios::HallCase& hall,
                                       const std::string& name);

}  // namespace tvilling::cli
