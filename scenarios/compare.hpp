// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/catalog.hpp"
#include "scenarios/hall_safety.hpp"
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
  std::optional<EconomicResult> economics;            ///< sums, always against the baseline; nothing: the file has none
  std::optional<ReconciledResult> reconciled;         ///< sums; nothing: no meters
  ReconciledResult change_reconciled{};               ///< scenario minus reference
};

/// Adds up a group's buildings in a scenario and in the reference; a building counts when it succeeded in both.
class RowSum {
 public:
  void add(double area_m2, const models::BuildingResult& result, TaskStatus status, const models::BuildingResult& reference,
           TaskStatus reference_status);
  /// Money of a building that counts, and its use reconciled with meters.
  void add_economics(const EconomicResult& result);
  void add_reconciled(const ReconciledResult& result, const ReconciledResult& reference);
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

/// Rows and what the scenarios do to swimming halls.
struct Comparison {
  std::vector<ComparisonRow> rows;
  HallSafety safety;
};

/// The same from a file, read scenario by scenario. `scenarios`: only these beside the reference; empty: all.
[[nodiscard]] Comparison compare(const ResultsFile& file, const std::vector<std::string>& scenarios, std::string_view to,
                                 GroupBy by);

}  // namespace tvilling::scenarios
