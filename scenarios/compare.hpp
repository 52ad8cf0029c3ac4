// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "models/catalog.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::scenarios {

enum class GroupBy { total, building, use, administration };

/// One row: a scenario and a group; totals over the buildings that succeeded in this scenario and in the reference.
struct ComparisonRow {
  std::string scenario;
  std::string group;          ///< "all", a building id, a use or an administration
  std::size_t buildings = 0;  ///< counted
  std::size_t missing = 0;    ///< left out because they failed: totals carry their coverage
  double area_m2 = 0.0;
  std::array<double, models::kAnnualCount> value{};   ///< sums; peak_heat: the city's coincident peak for "all", else the sum
  std::array<double, models::kAnnualCount> change{};  ///< scenario minus reference; a saving is negative
};

/// All scenarios against the one called `to`, in file order; the reference itself is the first row with change 0.
[[nodiscard]] std::vector<ComparisonRow> compare(const Results& results, std::string_view to, GroupBy by);

}  // namespace tvilling::scenarios
