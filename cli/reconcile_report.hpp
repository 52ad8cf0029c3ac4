// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "core/findings.hpp"
#include "core/io/workbook_writer.hpp"
#include "models/metering/metering.hpp"
#include "models/portfolio/portfolio.hpp"
#include "scenarios/reconcile.hpp"
#include "scenarios/reconcile_factors.hpp"
#include "scenarios/reconcile_inputs.hpp"

namespace tvilling::cli {

using scenarios::kReconcileBaseYear;

/// How totals are shown; building lists the single rows.
inline constexpr std::array<std::string_view, 4> kReconcileGroups{"total", "building", "use", "administration"};

/// What `reconcile` has to tell.
struct ReconcileReport {
  const ReconcileCommandOptions& options;
  models::Portfolio portfolio;  ///< as it may be shown: protected names withheld
  models::Metering metering;
  scenarios::Reconciliation reconciliation;
  scenarios::ReconciledBaseline baseline;
  std::string weather;              ///< that the scenarios run on
  std::vector<int> measured_years;  ///< simulated with measured weather too
  core::Findings findings;          ///< of the reconciliation alone

  [[nodiscard]] const models::Building& building(const scenarios::ReconciledUse& row) const {
    return portfolio.buildings[row.building].building;
  }
};

/// The table of buildings, carriers and years; the same columns in the workbook and as CSV.
[[nodiscard]] std::vector<core::SheetColumn> reconcile_columns();
[[nodiscard]] std::vector<core::SheetCell> reconcile_cells(const ReconcileReport& report, const scenarios::ReconciledUse& row);

/// What the figures rest on, as name and value.
[[nodiscard]] std::vector<std::array<std::string, 2>> reconcile_assumptions(const ReconcileReport& report);

[[nodiscard]] std::string reconcile_text(const ReconcileReport& report);
[[nodiscard]] std::string reconcile_json(const ReconcileReport& report);
[[nodiscard]] std::string reconcile_csv(const ReconcileReport& report);
void write_reconcile_workbook(const ReconcileReport& report, const std::filesystem::path& path);

}  // namespace tvilling::cli
