// SPDX-License-Identifier: MPL-2.0
#include "cli/change_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string_view>

#include "cli/comparison_table.hpp"
#include "cli/table.hpp"
#include "core/io/csv.hpp"
#include "core/io/json_writer.hpp"

namespace tvilling::cli {

namespace {

using scenarios::CausedChange;
using scenarios::ChangeCauses;

/// One of the changes of a group, whatever its number of causes.
struct Change {
  std::string_view name;   ///< in JSON and CSV, with the unit
  std::string_view title;  ///< in words
  std::string_view unit;   ///< as people write it
  double reference = 0.0;
  double change = 0.0;
  std::span<const double> causes;
  std::span<const core::Variable> variables;
};

template <std::size_t Causes>
Change change_of(std::string_view name, std::string_view title, std::string_view unit, const CausedChange<Causes>& change,
                 const std::array<core::Variable, Causes>& variables) {
  return {name, title, unit, change.reference, change.change, change.causes, variables};
}

std::array<Change, 4> changes_of(const ChangeCauses& group) {
  return {change_of("heat_kwh", "change of delivered heat", "kWh", group.heat, scenarios::kHeatCauses),
          change_of("electricity_kwh", "change of electricity bought", "kWh", group.electricity, scenarios::kElectricityCauses),
          change_of("co2_kg", "change of CO2", "kg", group.co2, scenarios::kCo2Causes),
          change_of("cost_dkk", "change of the bill", "DKK", group.cost, scenarios::kCostCauses)};
}

bool is_shown(double cause) {
  return cause != 0.0 && !std::isnan(cause);
}

/// What rounds to nothing is shown with more digits: a rest is stated, however small.
std::string amount(double value) {
  constexpr double kShown = 0.5;
  if (value == 0.0 || !(std::abs(value) < kShown)) return signed_thousands(value, 0);
  return fmt::format("{:+.1g}", value);
}

std::string table_of(const Change& change, double area_m2) {
  Table table;
  table.column(change.title, {}, Table::Align::left);
  table.column("", change.unit);
  table.column("", fmt::format("{}/m2", change.unit));
  table.column("of the reference", "%");
  table.column("of the change", "%");
  const auto row = [&table, &change, area_m2](std::string_view name, double value) {
    table.row({std::string(name), amount(value), area_m2 > 0.0 ? signed_thousands(value / area_m2, 2) : "-",
               signed_percent(value, change.reference), signed_percent(value, change.change)});
  };
  for (std::size_t c = 0; c < change.causes.size(); ++c) {
    if (is_shown(change.causes[c])) row(change.variables[c].long_name, change.causes[c]);
  }
  row("Sum", change.change);
  return table.text();
}

std::string short_name(std::string_view name) {
  std::string text(name.substr(0, name.rfind('_')));
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

void add_json(core::JsonWriter& json, const Change& change) {
  json.key(change.name).begin_object().key("reference").number(change.reference).key("change").number(change.change);
  json.key("causes").begin_object();
  for (std::size_t c = 0; c < change.causes.size(); ++c) json.key(change.variables[c].name).number(change.causes[c]);
  json.end_object().end_object();
}

}  // namespace

std::string change_table(const ChangeCauses& group) {
  std::string text;
  for (const Change& change : changes_of(group)) {
    if (change.change == 0.0 && std::none_of(change.causes.begin(), change.causes.end(), is_shown)) continue;
    text += table_of(change, group.area_m2) + "\n";
  }
  return text.empty() ? "nothing changes\n" : text;
}

std::string changes_table(const std::vector<ChangeCauses>& changes, scenarios::GroupBy by) {
  const bool missing = std::any_of(changes.begin(), changes.end(), [](const ChangeCauses& c) { return c.missing > 0; });
  std::vector<std::size_t> shown;
  for (std::size_t c = 0; c + 1 < scenarios::kHeatCauses.size(); ++c) {  // all but the rounding
    if (std::any_of(changes.begin(), changes.end(), [c](const ChangeCauses& g) { return is_shown(g.heat.causes[c]); })) {
      shown.push_back(c);
    }
  }
  Table table;
  table.column(group_heading(by), {}, Table::Align::left);
  table.column("buildings");
  if (missing) table.column("missing");
  table.column("area", "m2");
  table.column("heat before", "kWh");
  table.column("change", "kWh");
  table.column("change", "%");
  for (const std::size_t c : shown) table.column(short_name(scenarios::kHeatCauses[c].name), "kWh");
  table.column("electricity", "kWh");
  table.column("CO2", "kg");
  table.column("bill", "DKK");
  for (const ChangeCauses& g : changes) {
    std::vector<std::string> cells{g.group, std::to_string(g.buildings)};
    if (missing) cells.push_back(std::to_string(g.missing));
    cells.push_back(group_thousands(g.area_m2, 0));
    cells.push_back(group_thousands(g.heat.reference, 0));
    cells.push_back(signed_thousands(g.heat.change, 0));
    cells.push_back(signed_percent(g.heat.change, g.heat.reference));
    for (const std::size_t c : shown) cells.push_back(amount(g.heat.causes[c]));
    for (const double change : {g.electricity.change, g.co2.change, g.cost.change}) {
      cells.push_back(signed_thousands(change, 0));
    }
    table.row(std::move(cells));
  }
  return table.text();
}

std::string changes_csv(const std::vector<ChangeCauses>& changes, const std::string& scenario, const std::string& to) {
  core::CsvWriter csv;
  for (const std::string_view name : {"scenario", "to", "group", "buildings", "missing", "area_m2"}) csv.cell(name);
  for (const Change& change : changes_of(ChangeCauses{})) {
    csv.cell(fmt::format("reference_{}", change.name));
    csv.cell(fmt::format("change_{}", change.name));
    const std::string of(change.name.substr(0, change.name.rfind('_')));
    for (const core::Variable& cause : change.variables) csv.cell(fmt::format("change_{}_{}", of, cause.name));
  }
  csv.end_row();
  for (const ChangeCauses& group : changes) {
    csv.cell(scenario);
    csv.cell(to);
    csv.cell(group.group);
    csv.cell(static_cast<double>(group.buildings));
    csv.cell(static_cast<double>(group.missing));
    csv.cell(group.area_m2);
    for (const Change& change : changes_of(group)) {
      csv.cell(change.reference);
      csv.cell(change.change);
      for (const double cause : change.causes) csv.cell(cause);
    }
    csv.end_row();
  }
  return csv.text();
}

std::string changes_json(const std::vector<ChangeCauses>& changes, const std::string& scenario, const std::string& to) {
  core::JsonWriter json;
  json.begin_object().key("scenario").text(scenario).key("to").text(to).key("groups").begin_array();
  for (const ChangeCauses& group : changes) {
    json.begin_object().key("group").text(group.group);
    json.key("buildings").number(static_cast<double>(group.buildings)).key("missing").number(static_cast<double>(group.missing));
    json.key("area_m2").number(group.area_m2);
    for (const Change& change : changes_of(group)) add_json(json, change);
    json.end_object();
  }
  return json.end_array().end_object().str() + "\n";
}

}  // namespace tvilling::cli
