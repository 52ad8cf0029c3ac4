// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "cli/reconcile_report.hpp"
#include "cli/report_sheets.hpp"

namespace tvilling::cli {

namespace {

using core::CellFormat;
using core::SheetCell;
using core::SheetColumn;
using core::WorkbookWriter;
using scenarios::Comparable;
using scenarios::ReconcileBy;
using scenarios::ReconciledTotal;
using scenarios::ReconciledUse;

double number(std::size_t count) {
  return static_cast<double>(count);
}

std::string unit_of(models::Carrier carrier) {
  return carrier == models::Carrier::water ? "m3" : "kWh";
}

/// Nothing in place of a ratio of nothing.
SheetCell finite(double value) {
  return std::isfinite(value) ? SheetCell(value) : SheetCell();
}

void summary_sheet(WorkbookWriter& book, const ReconcileReport& report) {
  const std::vector<SheetColumn> columns{{"grouped by"},
                                         {"group"},
                                         {"carrier"},
                                         {"year"},
                                         {"unit"},
                                         {"buildings", CellFormat::whole},
                                         {"compared", CellFormat::whole},
                                         {"area_m2", CellFormat::whole},
                                         {"compared_area_m2", CellFormat::whole},
                                         {"metered", CellFormat::whole},
                                         {"normal_year", CellFormat::whole},
                                         {"simulated", CellFormat::whole},
                                         {"ratio", CellFormat::two_decimals},
                                         {"ratio_measured_weather", CellFormat::two_decimals},
                                         {"compared_measured_weather", CellFormat::whole},
                                         {"filled", CellFormat::percent},
                                         {"outside_0.5-2", CellFormat::whole}};
  book.sheet("summary", columns);
  const std::array<std::pair<ReconcileBy, std::string>, 3> groups{
      {{ReconcileBy::total, "total"}, {ReconcileBy::use, "use"}, {ReconcileBy::administration, "administration"}}};
  for (const auto& [by, name] : groups) {
    for (const ReconciledTotal& t : scenarios::reconciled_totals(report.reconciliation, report.portfolio, by)) {
      const std::vector<SheetCell> row{name,
                                       t.group,
                                       std::string(to_string(t.carrier)),
                                       static_cast<double>(t.year),
                                       unit_of(t.carrier),
                                       number(t.buildings),
                                       number(t.comparable),
                                       t.area_m2,
                                       t.comparable_m2,
                                       t.metered,
                                       t.normal,
                                       t.simulated,
                                       finite(t.ratio()),
                                       finite(t.ratio_measured()),
                                       number(t.measured),
                                       finite(t.filled / t.metered),
                                       number(t.outside)};
      book.row(row);
    }
  }
}

void buildings_sheet(WorkbookWriter& book, const ReconcileReport& report) {
  book.sheet("buildings", reconcile_columns());
  for (const ReconciledUse& row : report.reconciliation.rows) book.row(reconcile_cells(report, row));
}

void causes_sheet(WorkbookWriter& book, const ReconcileReport& report) {
  const std::vector<SheetColumn> columns{{"building_id"},
                                         {"name"},
                                         {"administration"},
                                         {"carrier"},
                                         {"year"},
                                         {"ratio", CellFormat::general},
                                         {"cause"},
                                         {"likely", CellFormat::general, 80.0},
                                         {"what to look at", CellFormat::general, 60.0},
                                         {"meters"}};
  book.sheet("causes", columns);
  for (const ReconciledUse* row : scenarios::worst_ratios(report.reconciliation)) {
    const models::Building& b = report.building(*row);
    const std::vector<SheetCell> cells{b.building_id,
                                       b.name,
                                       b.administration,
                                       std::string(to_string(row->carrier)),
                                       static_cast<double>(row->year),
                                       row->best_ratio(),
                                       std::string(to_string(row->cause->kind)),
                                       row->cause->text,
                                       row->cause->hint,
                                       fmt::format("{}", fmt::join(row->meters, ", "))};
    book.row(cells);
  }
}

/// What the figures rest on, and what was found that is not of single buildings: those stand in the other sheets.
std::vector<std::array<std::string, 2>> assumptions_and_findings(const ReconcileReport& report) {
  std::vector<std::array<std::string, 2>> list = reconcile_assumptions(report);
  for (const core::Finding& finding : report.findings.list) {
    if (!finding.table.empty()) continue;
    list.push_back({fmt::format("{} {}", core::to_string(finding.severity), finding.code), finding.message});
  }
  return list;
}

}  // namespace

std::vector<SheetColumn> reconcile_columns() {
  return {{"building_id"},
          {"name"},
          {"use"},
          {"administration"},
          {"area_m2", CellFormat::whole},
          {"carrier"},
          {"year"},
          {"unit"},
          {"metered", CellFormat::whole},
          {"metered_365_days", CellFormat::whole},
          {"degree_days", CellFormat::whole},
          {"normal_degree_days", CellFormat::whole},
          {"guf", CellFormat::two_decimals},
          {"corrected"},
          {"normal_year", CellFormat::whole},
          {"simulated", CellFormat::whole},
          {"ratio", CellFormat::general},
          {"simulated_measured_weather", CellFormat::whole},
          {"ratio_measured_weather", CellFormat::general},
          {"filled_fraction", CellFormat::percent},
          {"origin"},
          {"compared"},
          {"cause"},
          {"likely", CellFormat::general, 60.0},
          {"factor", CellFormat::general},
          {"factor_origin"},
          {"factor_year"},
          {"meters"}};
}

std::vector<SheetCell> reconcile_cells(const ReconcileReport& report, const ReconciledUse& row) {
  const models::Building& b = report.building(row);
  const scenarios::ReconciledFactor& factor = report.baseline.factors[row.building][static_cast<std::size_t>(row.carrier)];
  const bool metered = row.comparable != Comparable::not_metered;
  const bool heat = metered && row.carrier == models::Carrier::heat;
  return {b.building_id,
          b.name,
          std::string(to_string(b.use)),
          b.administration,
          b.area_m2,
          std::string(to_string(row.carrier)),
          static_cast<double>(row.year),
          unit_of(row.carrier),
          finite(row.metered),
          finite(row.metered_365_days),
          finite(row.degree_days),
          finite(row.normal_degree_days),
          finite(row.guf),
          heat ? SheetCell(row.corrected) : SheetCell(),
          finite(row.normal),
          finite(row.simulated),
          finite(row.ratio),
          finite(row.simulated_measured),
          finite(row.ratio_measured),
          metered ? SheetCell(row.filled_fraction) : SheetCell(),
          metered ? SheetCell(std::string(models::to_string(row.origin))) : SheetCell(),
          std::string(to_string(row.comparable)),
          row.cause ? SheetCell(std::string(to_string(row.cause->kind))) : SheetCell(),
          row.cause ? SheetCell(row.cause->text) : SheetCell(),
          factor.factor,
          std::string(models::to_string(factor.origin)),
          factor.year != 0 ? SheetCell(static_cast<double>(factor.year)) : SheetCell(),
          fmt::format("{}", fmt::join(row.meters, ", "))};
}

void write_reconcile_workbook(const ReconcileReport& report, const std::filesystem::path& path) {
  WorkbookWriter book(path);
  summary_sheet(book, report);
  buildings_sheet(book, report);
  causes_sheet(book, report);
  assumptions_sheet(book, assumptions_and_findings(report));
  book.finish();
}

}  // namespace tvilling::cli
