// SPDX-License-Identifier: MPL-2.0
#include <array>

#include "scenarios/report/report_cells.hpp"
#include "scenarios/report/report_tables.hpp"

namespace tvilling::scenarios::report {

namespace {

constexpr std::array<std::string_view, 2> kKinds{"simulated", "reconciled"};

/// A sum of the year, and its change where it has one.
struct Figure {
  Reconciled variable;
  std::string_view key;
  bool change;
};
constexpr std::array kFigures{Figure{Reconciled::heat, "heat_mwh", true},
                              Figure{Reconciled::electricity, "electricity_mwh", true}, Figure{Reconciled::co2, "co2_t", true},
                              Figure{Reconciled::cost, "bill_1000_dkk", true}, Figure{Reconciled::npv, "npv_1000_dkk", false}};

/// A key figure of the sum.
struct Key {
  std::string_view key;
  Shown shown;
  core::SheetCell (*of)(const KeyFigures& figures);
};
constexpr std::array kKeys{
    Key{"payback_years", Shown::sensible, [](const KeyFigures& f) { return known_cell(f.payback_years); }},
    Key{"profitability", Shown::two_decimals, [](const KeyFigures& f) { return known_cell(f.profitability); }},
    Key{"within_limit", Shown::text, [](const KeyFigures& f) { return core::SheetCell(f.within_payback_limit); }},
    Key{"profitable", Shown::text, [](const KeyFigures& f) { return core::SheetCell(f.profitable); }}};

void add_of_kind(Table& table, const Words& words, std::string_view key, std::string_view kind, Shown shown) {
  table.columns.push_back(
      {fmt::format("{}:{}", key, kind), fmt::format("{} – {}", words(fmt::format("column_{}", key)), words(kind)), shown});
}

std::vector<core::SheetCell> row_of(const Report& report, const ScenarioReport& scenario) {
  const ReconciledSum& sum = scenario.reconciled;
  Row row{scenario.title, count_cell(sum.buildings), thousands(sum.investment_dkk)};
  for (const Figure& figure : kFigures) {
    const std::size_t v = static_cast<std::size_t>(figure.variable);
    row.push_back(thousands(sum.simulated[v]));
    if (figure.change) row.push_back(thousands(sum.simulated[v] - sum.simulated_before[v]));
    row.push_back(thousands(sum.reconciled[v]));
    if (figure.change) row.push_back(thousands(sum.reconciled[v] - sum.reconciled_before[v]));
  }
  constexpr std::size_t kSaving = static_cast<std::size_t>(Reconciled::saving);
  row.push_back(as_change(sum.simulated[kSaving]));
  row.push_back(as_change(sum.reconciled[kSaving]));
  const bool judged = scenario.place != 0 && report.has_economics && sum.buildings > 0;
  for (const Key& key : kKeys) {
    row.push_back(judged ? key.of(sum.simulated_figures) : core::SheetCell());
    row.push_back(judged ? key.of(sum.reconciled_figures) : core::SheetCell());
  }
  return row;
}

}  // namespace

Table reconciled_table(const Report& report, const Words& words) {
  Table table{"reconciled", words("title_reconciled"), words("about_reconciled"), {}, {}};
  table.columns = {column(words, "scenario"), column(words, "buildings_metered", Shown::whole),
                   column(words, "investment_1000_dkk", Shown::whole)};
  for (const Figure& figure : kFigures) {
    for (const std::string_view kind : kKinds) {
      add_of_kind(table, words, figure.key, kind, Shown::whole);
      if (figure.change) add_of_kind(table, words, fmt::format("change_{}", figure.key), kind, Shown::whole);
    }
  }
  for (const std::string_view kind : kKinds) add_of_kind(table, words, "change_operation_1000_dkk", kind, Shown::whole);
  for (const Key& key : kKeys) {
    for (const std::string_view kind : kKinds) add_of_kind(table, words, key.key, kind, key.shown);
  }
  add_realised_saving_note(report, words, table);
  for (const ScenarioReport& scenario : report.scenarios) table.rows.push_back(row_of(report, scenario));
  return table;
}

}  // namespace tvilling::scenarios::report
