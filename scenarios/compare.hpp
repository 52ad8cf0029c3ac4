// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "models/catalog.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::scenarios {

enum class GroupBy { total, building, use, administration };

/// The group of a building: "all", its id, its use or its administration.
[[nodiscard]] std::string group_name(const models::Building& building, GroupBy by);

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

/// Adds up a group's buildings in a scenario and in the reference; a building counts when it succeeded in both.
class RowSum {
 public:
  void add(double area_m2, const models::BuildingResult& result, TaskStatus status, const models::BuildingResult& reference,
           TaskStatus reference_status);
  /// The row, without names. NaN where no building counts: nothing is known then, which is not 0.
  [[nodiscard]] ComparisonRow row() const;

 private:
  ComparisonRow row_;
  std::array<double, models::kAnnualCount> before_{};
};

/// Highest hour of the city's heat in kW; NaN when `counted`, the buildings of a row, are not all `done` that are in it (the
/// hours of a single building are not kept).
[[nodiscard]] double coincident_peak_kw(const CityHourly& city, std::size_t done, std::size_t counted);

/// All scenarios against the one called `to`, in file order; the reference itself is the first row with change 0.
[[nodiscard]] std::vector<ComparisonRow> compare(const Results& results, std::string_view to, GroupBy by);

}  // namespace tvilling::scenarios
