// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include "scenarios/compare.hpp"

namespace tvilling::cli {

/// The whole portfolio per scenario: MWh, t CO2, million DKK, MW, each with its change against the reference in percent.
/// A column `missing` where buildings failed.
[[nodiscard]] std::string summary_table(const std::vector<scenarios::ComparisonRow>& rows);

/// Every group of every scenario with signed changes and intensities per m2.
[[nodiscard]] std::string comparison_table(const std::vector<scenarios::ComparisonRow>& rows, scenarios::GroupBy by);

/// The same rows with every annual variable: `<name>` and `change_<name>`.
[[nodiscard]] std::string comparison_csv(const std::vector<scenarios::ComparisonRow>& rows);
[[nodiscard]] std::string comparison_json(const std::vector<scenarios::ComparisonRow>& rows, const std::string& to);

}  // namespace tvilling::cli
