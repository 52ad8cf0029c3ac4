// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "cli/reconcile_report.hpp"
#include "cli/table.hpp"
#include "core/io/csv.hpp"
#include "core/version.hpp"
#include "scenarios/reconcile_codes.hpp"

namespace tvilling::cli {

namespace {

using models::Carrier;
using scenarios::Comparable;
using scenarios::ReconciledTotal;
using scenarios::ReconciledUse;

std::string ratio_text(double ratio) {
  return std::isfinite(ratio) ? fmt::format("{:.3g}", ratio) : "-";
}

std::string percent_text(double part, double whole) {
  return whole > 0.0 ? fmt::format("{:.1f}", 100.0 * part / whole) : "-";
}

/// "MWh" for what is counted in kWh.
double shown(Carrier carrier, double amount) {
  return carrier == Carrier::water ? amount : amount / 1000.0;
}

std::string totals_text(const std::vector<ReconciledTotal>& totals) {
  Table table;
  table.column("carrier", {}, Table::Align::left);
  table.column("year");
  table.column("group", {}, Table::Align::left);
  table.column("compared");
  table.column("of");
  table.column("area", "%");
  table.column("metered", "MWh, m3");
  table.column("normal year", "MWh, m3");
  table.column("simulated", "MWh, m3");
  table.column("ratio");
  table.column("measured weather", "ratio");
  table.column("filled", "%");
  table.column("outside 0.5-2");
  for (const ReconciledTotal& t : totals) {
    table.row({std::string(to_string(t.carrier)), std::to_string(t.year), t.group, std::to_string(t.comparable),
               std::to_string(t.buildings), percent_text(t.comparable_m2, t.area_m2),
               group_thousands(shown(t.carrier, t.metered), 0), group_thousands(shown(t.carrier, t.normal), 0),
               group_thousands(shown(t.carrier, t.simulated), 0), ratio_text(t.ratio()), ratio_text(t.ratio_measured()),
               percent_text(t.filled, t.metered), std::to_string(t.outside)});
  }
  return table.text();
}

/// Rows of single buildings, with what is likely wrong.
std::string rows_text(const ReconcileReport& report, const std::vector<const ReconciledUse*>& rows) {
  Table table;
  table.column("building", {}, Table::Align::left);
  table.column("name", {}, Table::Align::left);
  table.column("use", {}, Table::Align::left);
  table.column("carrier", {}, Table::Align::left);
  table.column("year");
  table.column("normal year", "MWh, m3");
  table.column("simulated", "MWh, m3");
  table.column("ratio");
  table.column("origin", {}, Table::Align::left);
  table.column("likely cause", {}, Table::Align::left);
  for (const ReconciledUse* row : rows) {
    const models::Building& b = report.building(*row);
    const std::string why = row->comparable != Comparable::yes ? fmt::format("not compared: {}", to_string(row->comparable))
                            : row->cause                       ? row->cause->text
                                                               : std::string();
    table.row({b.building_id, b.name, std::string(to_string(b.use)), std::string(to_string(row->carrier)),
               std::to_string(row->year), group_thousands(shown(row->carrier, row->normal), 1),
               group_thousands(shown(row->carrier, row->simulated), 1), ratio_text(row->best_ratio()),
               row->comparable == Comparable::not_metered ? "-" : std::string(models::to_string(row->origin)), why});
  }
  return table.text();
}

std::string first_lines(const ReconcileReport& report) {
  std::string text;
  for (const auto& [name, value] : reconcile_assumptions(report)) {
    if (name == "portfolio" || name == "buildings" || name == "metered years" || name == "weather" || name == "normal year") {
      text += fmt::format("{}: {}\n", name, value);
    }
  }
  for (const core::Finding& finding : report.findings.list) {
    if (finding.severity != core::Severity::warns) continue;
    const bool failed = finding.code == scenarios::reconcile_code::kNotSimulated.code;
    if (!failed && !finding.table.empty()) continue;  // ratios of single buildings come after the totals
    text += fmt::format("warns {}: {}{}\n", finding.code, failed ? finding.id + ": " : "", finding.message);
  }
  return text;
}

/// "unit 77, stopped 97"
std::string causes_text(const std::vector<const ReconciledUse*>& worst) {
  std::string text;
  for (std::size_t kind = 0; kind < scenarios::kCauseNames.size(); ++kind) {
    const auto count = std::count_if(worst.begin(), worst.end(), [kind](const ReconciledUse* row) {
      return static_cast<std::size_t>(row->cause->kind) == kind;
    });
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", scenarios::kCauseNames[kind], count);
  }
  return text;
}

/// The farthest of each cause.
std::string worst_text(const ReconcileReport& report) {
  constexpr std::size_t kOfEach = 5;
  const std::vector<const ReconciledUse*> worst = scenarios::worst_ratios(report.reconciliation);
  if (worst.empty()) return "\nno ratio is outside 0.5-2\n";
  std::array<std::size_t, scenarios::kCauseNames.size()> listed{};
  std::vector<const ReconciledUse*> shown;
  std::copy_if(worst.begin(), worst.end(), std::back_inserter(shown),
               [&listed](const ReconciledUse* row) { return ++listed[static_cast<std::size_t>(row->cause->kind)] <= kOfEach; });
  std::string text = fmt::format("\n{} ratios outside 0.5-2 ({}), farthest first; causes are likely, nothing was changed\n{}",
                                 worst.size(), causes_text(worst), rows_text(report, shown));
  const std::size_t more = worst.size() - shown.size();
  if (more > 0) text += fmt::format("and {} more; -o reconciled.xlsx lists every one\n", more);
  return text;
}

}  // namespace

std::string reconcile_text(const ReconcileReport& report) {
  std::string text = first_lines(report);
  if (report.reconciliation.columns.empty()) return text;
  text += "\n";
  if (report.options.by == "building") {
    std::vector<const ReconciledUse*> rows;
    rows.reserve(report.reconciliation.rows.size());
    for (const ReconciledUse& row : report.reconciliation.rows) rows.push_back(&row);
    return text + rows_text(report, rows);
  }
  using scenarios::ReconcileBy;
  const ReconcileBy by = report.options.by == "use"              ? ReconcileBy::use
                         : report.options.by == "administration" ? ReconcileBy::administration
                                                                 : ReconcileBy::total;
  text += totals_text(scenarios::reconciled_totals(report.reconciliation, report.portfolio, by));
  return text + worst_text(report);
}

std::vector<std::array<std::string, 2>> reconcile_assumptions(const ReconcileReport& report) {
  const scenarios::NormalYear& normal = report.reconciliation.normal;
  std::set<int> years;
  for (const scenarios::CarrierYear& column : report.reconciliation.columns) years.insert(column.year);
  std::vector<std::array<std::string, 2>> list{
      {"program", fmt::format("tvilling {}", core::version())},
      {"portfolio", report.options.portfolio.string()},
      {"buildings", group_thousands(static_cast<double>(report.portfolio.buildings.size()), 0)},
      {"metered years", years.empty() ? "none" : fmt::format("{}", fmt::join(years, ", "))},
      {"weather", fmt::format("{}, calendar of {}{}", report.weather, kReconcileBaseYear,
                              report.measured_years.empty()
                                  ? std::string()
                                  : fmt::format("; with measured weather too: {}", fmt::join(report.measured_years, ", ")))},
      {"normal year", fmt::format("{:.0f} degree-days, {}; the weather that is simulated has {:.0f}", normal.degree_days,
                                  to_string(normal.source), normal.simulated_degree_days)},
      {"correction",
       "heat x (GUF + (1 - GUF) x normal / degree-days of the year), by month where months are read; not "
       "electricity and water"},
      {"29 February", "left out of the metered year, since no simulated year has it"},
      {"heat", "all delivered heat: rooms, hot water, losses; gas counts as heat without a boiler's loss"},
      {"ratio", "metered / simulated; a building counts in totals when it is metered and simulated"},
      {"causes", "likely ones; nothing was changed"},
  };
  for (std::size_t use = 0; use < models::kUseNames.size(); ++use) {
    list.push_back({fmt::format("GUF of {}", models::kUseNames[use]),
                    fmt::format("{:.2f}", models::guf_of_use(static_cast<models::Use>(use)))});
  }
  for (const models::InputFile& input : report.portfolio.inputs) {
    list.push_back({input.path, fmt::format("SHA-256 {}", input.sha256)});
  }
  return list;
}

std::string reconcile_csv(const ReconcileReport& report) {
  core::CsvWriter csv;
  for (const core::SheetColumn& column : reconcile_columns()) csv.cell(column.name);
  csv.end_row();
  for (const ReconciledUse& row : report.reconciliation.rows) {
    for (const core::SheetCell& cell : reconcile_cells(report, row)) {
      if (const std::string* text = std::get_if<std::string>(&cell)) {
        csv.cell(*text);
      } else if (const double* number = std::get_if<double>(&cell)) {
        csv.cell(*number);
      } else if (const bool* yes = std::get_if<bool>(&cell)) {
        csv.cell(*yes ? "yes" : "no");
      } else {
        csv.cell("");
      }
    }
    csv.end_row();
  }
  return csv.text();
}

}  // namespace tvilling::cli
