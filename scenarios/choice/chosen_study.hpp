// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "models/portfolio/portfolio.hpp"
#include "scenarios/choice/choose.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::scenarios {

/// The name of the scenario that a chosen study has.
inline constexpr std::string_view kChosenScenario = "chosen";

/// The portfolio that results are from, read again: a result file keeps only who the buildings are.
struct ChosenPortfolio {
  std::filesystem::path path;
  models::Portfolio portfolio;  ///< filled; the buildings of the results in their order
};

/// `given`: empty for the one that the results name. Throws Error (bad_input) when it is not there, cannot be used or has other
/// buildings.
[[nodiscard]] ChosenPortfolio portfolio_of(const Results& results, const std::filesystem::path& given);

/// A study (TOML) with the settings of the one that the results are from and one scenario, `chosen`: the measures of every
/// scenario in the choice, each with the list of the buildings that it was chosen for and that it is meant for. Run, it gives the
/// sums of the choice. `folder`: where it will stand; paths are written relative to it. Throws Error (bad_input) when the results
/// do not say what a scenario does.
[[nodiscard]] std::string chosen_study(const Results& results, const Choice& choice, const ChosenPortfolio& portfolio,
                                       const std::filesystem::path& folder);

}  // namespace tvilling::scenarios
