// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "scenarios/choice/choose.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::scenarios {

/// The name of the scenario that a chosen study has.
inline constexpr std::string_view kChosenScenario = "chosen";

/// A study (TOML) with the settings of the one that the results are from and one scenario, `chosen`: the measures of every
/// scenario in the choice, each for the buildings that were chosen for it. Run, it gives the sums of the choice. `folder`: where
/// it will stand; paths are written relative to it. `portfolio`: empty for the one that the results name. Throws Error
/// (bad_input) when the portfolio is not there, or the results do not say what a scenario does.
[[nodiscard]] std::string chosen_study(const Results& results, const Choice& choice, const std::filesystem::path& folder,
                                       const std::filesystem::path& portfolio);

}  // namespace tvilling::scenarios
