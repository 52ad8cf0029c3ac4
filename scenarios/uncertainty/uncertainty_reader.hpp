// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/provenance_entry.hpp"
#include "scenarios/results_file.hpp"
#include "scenarios/uncertainty/uncertainty.hpp"

namespace tvilling::scenarios {

/// What a finished file of draws says of them all; the draws stay in the file.
struct UncertaintyTables {
  std::string path;
  std::vector<std::string> scenarios;  ///< the baseline first
  std::vector<std::string> buildings;
  std::size_t draws = 0;
  std::size_t worst = 0;     ///< so many are "the worst"
  DrawResult plain;          ///< the unchanged portfolio; of the intensities only heat
  UncertaintySpread spread;  ///< without rank correlations
  Provenance provenance;
};

/// Throws Error (io or bad_input) for a file that is missing, damaged, unfinished, of another type or version.
[[nodiscard]] UncertaintyTables read_uncertainty(const std::filesystem::path& path);

/// Throws Error (bad_input) where the draws are not of what the results are of: other buildings, portfolio, weather, year or CO2
/// factors, no scenario in common, or another use or money of the unchanged portfolio (another study, prices or program).
void refuse_other_draws(const UncertaintyTables& draws, const Results& results);

}  // namespace tvilling::scenarios
