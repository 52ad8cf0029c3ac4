// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include "scenarios/change_causes.hpp"

namespace tvilling::cli {

/// The changes of one group by their causes: delivered heat, electricity, CO2 and the bill, each with its parts and its sum. What
/// is nothing everywhere is left out.
[[nodiscard]] std::string change_table(const scenarios::ChangeCauses& change);

/// A row for each group with the causes of its change of delivered heat.
[[nodiscard]] std::string changes_table(const std::vector<scenarios::ChangeCauses>& changes, scenarios::GroupBy by);

/// Every cause of every group; `change_<name>` adds up over its causes.
[[nodiscard]] std::string changes_csv(const std::vector<scenarios::ChangeCauses>& changes, const std::string& scenario,
                                      const std::string& to);
[[nodiscard]] std::string changes_json(const std::vector<scenarios::ChangeCauses>& changes, const std::string& scenario,
                                       const std::string& to);

}  // namespace tvilling::cli
