// SPDX-License-Identifier: MPL-2.0
#include "cli/comparison_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "cli/table.hpp"
#include "core/error.hpp"
#include "core/io/csv.hpp"
#include "core/io/json_writer.hpp"
#include "core/suggest.hpp"

namespace tvilling::cli {

namespace {

using models::Annual;
using models::index;
using scenarios::ComparisonRow;
using scenarios::GroupBy;
using scenarios::HallSafety;

/// A variable as a column of a table for people.
struct Shown {
  Annual variable;
  std::string_view name;
  std::string_view unit;
  double per_unit;  ///< of the variable's own unit
  int decimals;
};

constexpr std::array kSummary{
    Shown{Annual::heat, "heat", "MWh", 1e3, 0},
    Shown{Annual::electricity, "electricity", "MWh", 1e3, 0},
    Shown{Annual::co2, "CO2", "t", 1e3, 0},
    Shown{Annual::cost, "cost", "MDKK", 1e6, 1},
    Shown{Annual::peak_heat, "peak heat", "MW", 1e3, 1},
};

constexpr std::array kGroups{
    Shown{Annual::heat, "heat", "MWh", 1e3, 1},
    Shown{Annual::electricity, "electricity", "MWh", 1e3, 1},
    Shown{Annual::co2, "CO2", "t", 1e3, 1},
    Shown{Annual::cost, "cost", "1000 DKK", 1e3, 0},
    Shown{Annual::peak_heat, "peak heat", "kW", 1.0, 0},
};

/// A town is told in MWh and MW, a building with a digit more.
std::span<const Shown> summary_columns(const std::vector<ComparisonRow>& rows) {
  constexpr double kTown_kwh = 1e7;
  const auto of_a_town = [](const ComparisonRow& row) { return row.value[index(Annual::heat)] >= kTown_kwh; };
  return std::any_of(rows.begin(), rows.end(), of_a_town) ? std::span<const Shown>(kSummary) : kGroups;
}

double reference_of(const ComparisonRow& row, Annual variable) {
  return row.value[index(variable)] - row.change[index(variable)];
}

bool some_economics(const std::vector<ComparisonRow>& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const ComparisonRow& row) { return row.economics.has_value(); });
}
bool some_reconciled(const std::vector<ComparisonRow>& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const ComparisonRow& row) { return row.reconciled.has_value(); });
}

/// Of reconciled columns the saving and the NPV are money against the baseline, as the economics are.
bool is_money(std::size_t reconciled) {
  const auto v = static_cast<scenarios::Reconciled>(reconciled);
  return v == scenarios::Reconciled::saving || v == scenarios::Reconciled::npv;
}

/// Of the row's sums; all unknown where there are none.
scenarios::KeyFigures figures_of(const ComparisonRow& row) {
  return row.economics ? scenarios::key_figures(*row.economics, 0.0, {}) : scenarios::KeyFigures{};
}

void add_money_columns(Table& table, const std::vector<ComparisonRow>& rows) {
  if (some_reconciled(rows)) {
    table.column("reconciled heat", "MWh");
    table.column("change", "MWh");
  }
  if (!some_economics(rows)) return;
  table.column("investment", "1000 DKK");
  table.column("saving", "1000 DKK/a");
  if (some_reconciled(rows)) table.column("reconciled saving", "1000 DKK/a");
  table.column("NPV", "1000 DKK");
  if (some_reconciled(rows)) table.column("reconciled NPV", "1000 DKK");
  table.column("payback", "a");
  table.column("rentabilitet");
}

void add_money(std::vector<std::string>& cells, const std::vector<ComparisonRow>& rows, const ComparisonRow& row) {
  constexpr double kThousand = 1e3;
  const auto reconciled = [&row](scenarios::Reconciled v) {
    const auto i = static_cast<std::size_t>(v);
    return row.reconciled ? (*row.reconciled)[i] / kThousand : models::kMissing;
  };
  if (some_reconciled(rows)) {
    cells.push_back(group_thousands(reconciled(scenarios::Reconciled::heat), 1));
    const double change_kwh = row.change_reconciled[static_cast<std::size_t>(scenarios::Reconciled::heat)];
    cells.push_back(row.reconciled ? signed_thousands(change_kwh / kThousand, 1) : "-");
  }
  if (!some_economics(rows)) return;
  const auto money = [&row](scenarios::Economic v) {
    return row.economics ? (*row.economics)[scenarios::index(v)] / kThousand : models::kMissing;
  };
  const scenarios::KeyFigures figures = figures_of(row);
  cells.push_back(group_thousands(money(scenarios::Economic::investment), 0));
  cells.push_back(group_thousands(money(scenarios::Economic::saving), 0));
  if (some_reconciled(rows)) cells.push_back(group_thousands(reconciled(scenarios::Reconciled::saving), 0));
  cells.push_back(group_thousands(money(scenarios::Economic::npv), 0));
  if (some_reconciled(rows)) cells.push_back(group_thousands(reconciled(scenarios::Reconciled::npv), 0));
  cells.push_back(group_thousands(figures.payback_years, 1));
  cells.push_back(group_thousands(figures.profitability, 2));
}

std::string intensity(const ComparisonRow& row, Annual variable) {
  return row.area_m2 > 0.0 ? group_thousands(row.value[index(variable)] / row.area_m2, 1) : "-";
}

constexpr std::size_t kMostTold = 40;

/// The last column, so that a script finds the others where they are: "!" wetter than the baseline, "(!)" wet, but not more.
std::string mark_of(const std::string& scenario, const HallSafety& safety) {
  if (scenarios::wets(safety, scenario)) return "!";
  return scenarios::is_wet(safety, scenario) ? "(!)" : "";
}

bool some_marked(const std::vector<ComparisonRow>& rows, const HallSafety& safety) {
  return std::any_of(rows.begin(), rows.end(), [&](const ComparisonRow& row) { return is_wet(safety, row.scenario); });
}

std::string legend(const std::vector<ComparisonRow>& rows, const HallSafety& safety) {
  const bool more = std::any_of(rows.begin(), rows.end(), [&](const ComparisonRow& row) { return wets(safety, row.scenario); });
  return more ? "! water condenses on a wall, roof or window of a swimming hall for more hours than in the baseline\n" : "";
}

void add_money_json(core::JsonWriter& json, const ComparisonRow& row) {
  if (row.economics) {
    json.key("economics").begin_object();
    for (std::size_t v = 0; v < scenarios::kEconomicCount; ++v) {
      json.key(scenarios::kEconomicVariables[v].name).number((*row.economics)[v]);
    }
    const scenarios::KeyFigures figures = figures_of(row);
    json.key("payback_years").number(figures.payback_years).key("profitability").number(figures.profitability).end_object();
  }
  if (!row.reconciled) return;
  json.key("reconciled").begin_object();
  for (std::size_t v = 0; v < scenarios::kReconciledCount; ++v) {
    if (is_money(v) && !row.economics) continue;
    json.key(scenarios::kReconciledVariables[v].name).number((*row.reconciled)[v]);
    json.key(fmt::format("change_{}", scenarios::kReconciledVariables[v].name)).number(row.change_reconciled[v]);
  }
  json.end_object();
}

void add_dampness_list(core::JsonWriter& json, std::string_view name, const std::vector<scenarios::Dampness>& list) {
  json.key(name).begin_array();
  for (const scenarios::Dampness& damp : list) {
    json.begin_object().key("scenario").text(damp.scenario).key("building").text(damp.building_id);
    json.key("construction").text(damp.construction).key("hours").number(damp.hours);
    json.key("baseline_hours").number(damp.baseline_hours).end_object();
  }
  json.end_array();
}

void add_crowding_list(core::JsonWriter& json, const std::vector<scenarios::Crowding>& list) {
  json.key("crowding").begin_array();
  for (const scenarios::Crowding& crowding : list) {
    json.begin_object().key("scenario").text(crowding.scenario).key("building").text(crowding.building_id);
    json.key("hours").number(crowding.hours).key("baseline_hours").number(crowding.baseline_hours).end_object();
  }
  json.end_array();
}

void add_csv_heads(core::CsvWriter& csv, const std::vector<ComparisonRow>& rows) {
  const bool money = some_economics(rows);
  for (const std::string_view name : {"scenario", "group", "buildings", "missing", "area_m2"}) csv.cell(name);
  for (const core::Variable& variable : models::kAnnualVariables) {
    csv.cell(variable.name);
    csv.cell(fmt::format("change_{}", variable.name));
  }
  if (money) {
    for (const core::Variable& variable : scenarios::kEconomicVariables) csv.cell(variable.name);
    for (const std::string_view name : {"payback_years", "profitability"}) csv.cell(name);
  }
  for (std::size_t v = 0; some_reconciled(rows) && v < scenarios::kReconciledCount; ++v) {
    if (is_money(v) && !money) continue;
    csv.cell(fmt::format("reconciled_{}", scenarios::kReconciledVariables.at(v).name));
    csv.cell(fmt::format("change_reconciled_{}", scenarios::kReconciledVariables.at(v).name));
  }
  csv.end_row();
}

void add_csv_money(core::CsvWriter& csv, const ComparisonRow& row) {
  for (std::size_t v = 0; v < scenarios::kEconomicCount; ++v) csv.cell(row.economics ? (*row.economics)[v] : models::kMissing);
  const scenarios::KeyFigures figures = figures_of(row);
  csv.cell(figures.payback_years);
  csv.cell(figures.profitability);
}

void add_csv_reconciled(core::CsvWriter& csv, const ComparisonRow& row, bool with_money) {
  for (std::size_t v = 0; v < scenarios::kReconciledCount; ++v) {
    if (is_money(v) && !with_money) continue;
    csv.cell(row.reconciled ? (*row.reconciled)[v] : models::kMissing);
    csv.cell(row.reconciled ? row.change_reconciled[v] : models::kMissing);
  }
}

}  // namespace

GroupBy group_by(const std::string& name) {
  constexpr std::array<std::string_view, 4> kNames{"total", "building", "use", "administration"};  // order of GroupBy
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found != kNames.end()) return static_cast<GroupBy>(found - kNames.begin());
  throw core::Error(core::ErrorKind::wrong_usage, fmt::format("--by \"{}\" is not a way to group", name), {},
                    core::did_you_mean(name, kNames));
}

std::string_view group_heading(GroupBy by) {
  switch (by) {
    case GroupBy::total: return "group";
    case GroupBy::building: return "building_id";
    case GroupBy::use: return "use";
    case GroupBy::administration: return "administration";
  }
  return "group";
}

std::string summary_table(const std::vector<ComparisonRow>& rows, const HallSafety& safety) {
  const bool some_missing = std::any_of(rows.begin(), rows.end(), [](const ComparisonRow& row) { return row.missing > 0; });
  Table table;
  table.column("scenario", {}, Table::Align::left);
  table.column("buildings");
  if (some_missing) table.column("missing");
  const std::span<const Shown> columns = summary_columns(rows);
  for (const Shown& shown : columns) {
    table.column(shown.name, shown.unit);
    table.column("change", "%");
  }
  const bool some_wet = some_marked(rows, safety);
  if (some_wet) table.column("wet", {}, Table::Align::left);
  for (const ComparisonRow& row : rows) {
    std::vector<std::string> cells{row.scenario, group_thousands(static_cast<double>(row.buildings), 0)};
    if (some_missing) cells.push_back(group_thousands(static_cast<double>(row.missing), 0));
    for (const Shown& shown : columns) {
      cells.push_back(group_thousands(row.value[index(shown.variable)] / shown.per_unit, shown.decimals));
      cells.push_back(signed_percent(row.change[index(shown.variable)], reference_of(row, shown.variable)));
    }
    if (some_wet) cells.push_back(mark_of(row.scenario, safety));
    table.row(std::move(cells));
  }
  return table.text() + legend(rows, safety);
}

bool leave_money_out(std::vector<ComparisonRow>& rows) {
  const bool some = some_economics(rows);
  for (ComparisonRow& row : rows) row.economics.reset();
  return some;
}

std::string comparison_table(const std::vector<ComparisonRow>& rows, GroupBy by, const HallSafety& safety) {
  Table table;
  table.column("scenario", {}, Table::Align::left);
  table.column(group_heading(by), {}, Table::Align::left);
  table.column("buildings");
  table.column("missing");
  table.column("area", "m2");
  for (const Shown& shown : kGroups) {
    table.column(shown.name, shown.unit);
    table.column("change", shown.unit);
  }
  table.column("heat", "change %");
  table.column("heat", "kWh/m2");
  table.column("electricity", "kWh/m2");
  add_money_columns(table, rows);
  const bool some_wet = some_marked(rows, safety);
  if (some_wet) table.column("wet", {}, Table::Align::left);
  for (const ComparisonRow& row : rows) {
    std::vector<std::string> cells{row.scenario, row.group, group_thousands(static_cast<double>(row.buildings), 0),
                                   group_thousands(static_cast<double>(row.missing), 0), group_thousands(row.area_m2, 0)};
    for (const Shown& shown : kGroups) {
      cells.push_back(group_thousands(row.value[index(shown.variable)] / shown.per_unit, shown.decimals));
      cells.push_back(signed_thousands(row.change[index(shown.variable)] / shown.per_unit, shown.decimals));
    }
    cells.push_back(signed_percent(row.change[index(Annual::heat)], reference_of(row, Annual::heat)));
    cells.push_back(intensity(row, Annual::heat));
    cells.push_back(intensity(row, Annual::electricity));
    add_money(cells, rows, row);
    if (some_wet) cells.push_back(mark_of(row.scenario, safety));
    table.row(std::move(cells));
  }
  return table.text() + legend(rows, safety);
}

void tell_safety(const HallSafety& safety, const Console& console) {
  core::Findings findings;
  scenarios::tell_of_dampness(safety, findings);
  std::size_t told = 0;
  for (const core::Finding& finding : findings.list) {
    if (++told > kMostTold) break;
    if (finding.severity == core::Severity::warns) {
      console.warn(finding.message);
    } else {
      console.note(finding.message);
    }
  }
  if (told > kMostTold) console.warn(fmt::format("... and {} more", findings.list.size() - kMostTold));
}

std::string comparison_csv(const std::vector<ComparisonRow>& rows) {
  core::CsvWriter csv;
  add_csv_heads(csv, rows);
  for (const ComparisonRow& row : rows) {
    csv.cell(row.scenario);
    csv.cell(row.group);
    csv.cell(static_cast<double>(row.buildings));
    csv.cell(static_cast<double>(row.missing));
    csv.cell(row.area_m2);
    for (std::size_t v = 0; v < models::kAnnualCount; ++v) {
      csv.cell(row.value[v]);
      csv.cell(row.change[v]);
    }
    if (some_economics(rows)) add_csv_money(csv, row);
    if (some_reconciled(rows)) add_csv_reconciled(csv, row, some_economics(rows));
    csv.end_row();
  }
  return csv.text();
}

std::string comparison_json(const std::vector<ComparisonRow>& rows, const std::string& to, const HallSafety& safety) {
  core::JsonWriter json;
  json.begin_object().key("reference").text(to).key("rows").begin_array();
  for (const ComparisonRow& row : rows) {
    json.begin_object().key("scenario").text(row.scenario).key("group").text(row.group);
    json.key("buildings").number(static_cast<double>(row.buildings)).key("missing").number(static_cast<double>(row.missing));
    json.key("area_m2").number(row.area_m2);
    for (std::size_t v = 0; v < models::kAnnualCount; ++v) {
      json.key(models::kAnnualVariables[v].name).number(row.value[v]);
      json.key(fmt::format("change_{}", models::kAnnualVariables[v].name)).number(row.change[v]);
    }
    add_money_json(json, row);
    json.end_object();
  }
  json.end_array();
  add_dampness_list(json, "condensation", safety.condensation);
  add_dampness_list(json, "mould", safety.mould);
  add_crowding_list(json, safety.crowding);
  return json.end_object().str() + "\n";
}

}  // namespace tvilling::cli
