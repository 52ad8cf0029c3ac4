// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/console.hpp"
#include "scenarios/compare.hpp"
#include "scenarios/hall_safety.hpp"

namespace tvilling::cli {

/// What --by names. Throws Error (wrong_usage) with the nearest name.
[[nodiscard]] scenarios::GroupBy group_by(const std::string& name);
/// The heading of a column of such groups.
[[nodiscard]] std::string_view group_heading(scenarios::GroupBy by);

/// The whole portfolio per scenario: MWh, t CO2, million DKK, MW, each with its change against the reference in percent.
/// A column `missing` where buildings failed. A scenario that wets the fabric of a hall is marked.
[[nodiscard]] std::string summary_table(const std::vector<scenarios::ComparisonRow>& rows, const scenarios::HallSafety& safety);

/// Takes the money out of the rows, which is against the baseline: for a comparison to another scenario. False when there is none.
bool leave_money_out(std::vector<scenarios::ComparisonRow>& rows);

/// Every group of every scenario with signed changes and intensities per m2; marked likewise.
[[nodiscard]] std::string comparison_table(const std::vector<scenarios::ComparisonRow>& rows, scenarios::GroupBy by,
                                           const scenarios::HallSafety& safety);

/// What scenarios do to the fabric of halls, before anything else is said: condensation warns, mould is noted.
void tell_safety(const scenarios::HallSafety& safety, const Console& console);

/// The same rows with every annual variable: `<name>` and `change_<name>`.
[[nodiscard]] std::string comparison_csv(const std::vector<scenarios::ComparisonRow>& rows);
[[nodiscard]] std::string comparison_json(const std::vector<scenarios::ComparisonRow>& rows, const std::string& to,
                                          const scenarios::HallSafety& safety);

}  // namespace tvilling::cli
