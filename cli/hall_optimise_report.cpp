// SPDX-License-Identifier: MPL-2.0
#include "cli/hall_optimise_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include "cli/hall_report.hpp"
#include "cli/table.hpp"
#include "core/io/json_writer.hpp"
#include "core/io/toml_text.hpp"

namespace tvilling::cli {

namespace {

using scenarios::HallCase;
using scenarios::HallFigure;
using scenarios::HallFigures;
using scenarios::HallOptimum;
using scenarios::LimitFound;
using scenarios::OperationFound;

constexpr std::string_view kNeverChanged =
    "Never changed: opening hours, visitors, basins, showers, backwash, heat recovery, heat pump.";

/// What a saving is counted in.
struct Counted {
  HallFigure figure;
  std::string_view name;
  std::string_view unit;
  double per_unit;
  int decimals;
};
constexpr std::array kCounted{
    Counted{HallFigure::cost, "cost", "DKK", 1.0, 0},
    Counted{HallFigure::heat, "heat", "MWh", 1e3, 1},
    Counted{HallFigure::electricity, "electricity", "MWh", 1e3, 1},
    Counted{HallFigure::co2, "CO2", "t", 1e3, 2},
    Counted{HallFigure::water, "water", "m3", 1.0, 0},
};

/// Short of the noise of adding: 0.30000000000000004 is 0.3.
std::string number_text(double value) {
  if (std::isnan(value)) return "-";
  return fmt::format("{}", std::round(value * 1e6) / 1e6);
}

std::string_view note_of(const OperationFound& found) {
  if (!found.variable.free()) return found.variable.kept_because;
  if (found.value == found.variable.present) return "best as it is";
  if (found.range_end > 0) return "upper end of its range";
  return found.range_end < 0 ? "lower end of its range" : "";
}

std::string operation_table(const HallOptimum& optimum) {
  Table table;
  table.column("operation", {}, Table::Align::left);
  table.column("present");
  table.column("found");
  table.column("range");
  table.column("", {}, Table::Align::left);
  for (const OperationFound& found : optimum.operation) {
    const std::vector<double>& values = found.variable.values;
    table.row({std::string(found.variable.key.parameter_name()), number_text(found.variable.present), number_text(found.value),
               found.variable.free() ? fmt::format("{} to {}", number_text(values.front()), number_text(values.back())) : "-",
               std::string(note_of(found))});
  }
  return table.text();
}

std::string saving_table(const HallOptimum& optimum) {
  Table table;
  table.column("change, one after another", {}, Table::Align::left);
  for (const Counted& counted : kCounted) table.column(counted.name, counted.unit);
  const auto row = [&table](const std::string& name, const HallFigures& figures, bool change) {
    std::vector<std::string> cells{name};
    for (const Counted& counted : kCounted) {
      const double value = figures[counted.figure] / counted.per_unit;
      cells.push_back(change ? signed_thousands(value, counted.decimals) : group_thousands(value, counted.decimals));
    }
    table.row(std::move(cells));
  };
  row("present", optimum.present, false);
  for (const scenarios::OptimisePart& part : optimum.parts) {
    const OperationFound& found = optimum.operation[part.variable];
    row(fmt::format("{} {} to {}", found.variable.key.parameter_name(), number_text(found.variable.present),
                    number_text(found.value)),
        part.change, true);
  }
  HallFigures change;
  for (const Counted& counted : kCounted) change[counted.figure] = optimum.best[counted.figure] - optimum.present[counted.figure];
  row("all changes", change, true);
  row("found", optimum.best, false);
  if (optimum.no_parts_because.empty()) return table.text();
  return table.text() +
         fmt::format("The saving has no parts: a change alone cannot be simulated: {}\n", optimum.no_parts_because);
}

std::string limits_text(const HallOptimum& optimum) {
  Table table;
  table.column("limit", {}, Table::Align::left);
  table.column("");
  table.column("present");
  table.column("found");
  table.column("", {}, Table::Align::left);
  for (const LimitFound& found : optimum.limits) {
    table.row({std::string(found.limit.long_name),
               fmt::format("{} {} {}", found.limit.at_most ? "at most" : "at least", number_text(found.limit.bound),
                           shown_unit(found.limit.unit)),
               number_text(found.limit.present), number_text(found.value), found.active ? "active" : ""});
  }
  return table.text();
}

/// Where water condenses in more hours than in the unchanged hall: limits are against the present one, which may be wet already.
std::string wet_lines(const HallOptimum& optimum, const HallCase& hall) {
  constexpr std::array kWet{HallFigure::wall_condensation, HallFigure::roof_condensation, HallFigure::window_condensation};
  std::string text;
  for (const HallFigure figure : kWet) {
    const double unchanged_h = optimum.unchanged[figure];
    if (!(optimum.present[figure] > unchanged_h) && !(optimum.best[figure] > unchanged_h)) continue;
    text += fmt::format("! {}: {} in {}, {} in the operation found, {} in the unchanged hall.\n",
                        scenarios::kHallFigureVariables[scenarios::index(figure)].long_name,
                        group_thousands(optimum.present[figure], 0), hall.scenario, group_thousands(optimum.best[figure], 0),
                        group_thousands(unchanged_h, 0));
  }
  return text;
}

std::string headline(const HallOptimum& optimum, const HallCase& hall) {
  const std::string title =
      fmt::format("{}{}{}, {}: operation of least {}", hall.start.building_id, hall.start.name.empty() ? "" : " ",
                  hall.start.name, hall.scenario, optimum.goal == scenarios::OptimiseGoal::cost ? "cost" : "CO2");
  if (!optimum.better) return title + "\nNo operation within the limits is better than the present one.\n";
  const double saved_dkk = optimum.present[HallFigure::cost] - optimum.best[HallFigure::cost];
  const double saved_t = (optimum.present[HallFigure::co2] - optimum.best[HallFigure::co2]) / 1e3;
  const auto words = [](double saved, int decimals, std::string_view unit) {
    return fmt::format("{} {} {}", saved < 0.0 ? "takes" : "saves", group_thousands(std::abs(saved), decimals),
                       fmt::format("{}{}", saved < 0.0 ? "more " : "", unit));
  };
  return title + fmt::format("\nIt {} and {} a year ({} % of cost, {} % of CO2).\n", words(saved_dkk, 0, "DKK"),
                             words(saved_t, 1, "t CO2"), signed_percent(-saved_dkk, optimum.present[HallFigure::cost]),
                             signed_percent(-1e3 * saved_t, optimum.present[HallFigure::co2]));
}

void write_figures(core::JsonWriter& json, std::string_view key, const HallFigures& figures) {
  json.key(key).begin_object();
  for (std::size_t f = 0; f < scenarios::kHallFigureCount; ++f) {
    json.key(scenarios::kHallFigureVariables[f].name).number(figures.value[f]);
  }
  json.end_object();
}

void write_operation(core::JsonWriter& json, const HallOptimum& optimum) {
  json.key("operation").begin_array();
  for (const OperationFound& found : optimum.operation) {
    const std::vector<double>& values = found.variable.values;
    json.begin_object().key("name").text(found.variable.key.parameter_name());
    json.key("measure").text(found.variable.key.type->name).key("unit").text(found.variable.key.parameter->variable.unit);
    json.key("present").number(found.variable.present).key("found").number(found.value);
    json.key("low").number(values.front()).key("high").number(values.back()).key("note").text(note_of(found)).end_object();
  }
  json.end_array();
}

void write_limits(core::JsonWriter& json, const HallOptimum& optimum) {
  json.key("limits").begin_array();
  for (const LimitFound& found : optimum.limits) {
    json.begin_object().key("name").text(found.limit.name).key("kind").text(found.limit.at_most ? "at_most" : "at_least");
    json.key("unit").text(found.limit.unit).key("bound").number(found.limit.bound).key("present").number(found.limit.present);
    json.key("found").number(found.value).key("active").number(found.active ? 1.0 : 0.0).end_object();
  }
  json.end_array();
}

std::string quoted_sql(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  return quoted + "'";
}

std::string value_toml(const scenarios::MeasureType& type, std::string_view name, double value) {
  for (const scenarios::MeasureParameter& parameter : type.parameters) {
    if (parameter.variable.name == name && parameter.yes_no) return value != 0.0 ? "true" : "false";
  }
  return fmt::format("{}", value);
}

}  // namespace

std::string optimum_text(const HallOptimum& optimum, const HallCase& hall) {
  std::string text = wet_lines(optimum, hall) + headline(optimum, hall) + "\n" + operation_table(optimum) + "\n";
  if (optimum.better) text += saving_table(optimum) + "\n";
  text += limits_text(optimum) + "\n";
  return text + fmt::format("{}\n{} operations were simulated.\n", kNeverChanged,
                            group_thousands(static_cast<double>(optimum.simulations), 0));
}

std::string optimum_json(const HallOptimum& optimum, const HallCase& hall) {
  core::JsonWriter json;
  json.begin_object().key("building_id").text(hall.start.building_id).key("scenario").text(hall.scenario);
  json.key("goal").text(scenarios::kOptimiseGoals[static_cast<std::size_t>(optimum.goal)]);
  json.key("better").number(optimum.better ? 1.0 : 0.0);
  write_operation(json, optimum);
  write_figures(json, "present", optimum.present);
  write_figures(json, "found", optimum.best);
  write_figures(json, "unchanged", optimum.unchanged);
  json.key("parts").begin_array();
  for (const scenarios::OptimisePart& part : optimum.parts) {
    const OperationFound& found = optimum.operation[part.variable];
    json.begin_object().key("name").text(found.variable.key.parameter_name());
    write_figures(json, "change", part.change);
    json.end_object();
  }
  json.end_array();
  json.key("no_parts_because").text(optimum.no_parts_because);
  write_limits(json, optimum);
  json.key("simulations").number(static_cast<double>(optimum.simulations));
  return json.key("failed").number(static_cast<double>(optimum.failed)).end_object().str() + "\n";
}

std::string free_scenario_name(const scenarios::Study& study) {
  const auto is_taken = [&study](const std::string& name) {
    return std::ranges::find(study.scenarios, name, &scenarios::Scenario::name) != study.scenarios.end();
  };
  std::string name = "optimised";
  for (int next = 2; is_taken(name); ++next) name = fmt::format("optimised_{}", next);
  return name;
}

std::string optimum_toml(const HallOptimum& optimum, const HallCase& hall, const std::string& name) {
  std::string text =
      fmt::format("{} --goal {} for {}: paste it into the study.\n", kFoundComment,
                  scenarios::kOptimiseGoals[static_cast<std::size_t>(optimum.goal)], core::toml_quoted(hall.start.building_id));
  text += fmt::format("[[scenario]]\nname = {}\n", core::toml_quoted(name));
  if (hall.scenario != "baseline") text += fmt::format("extends = {}\n", core::toml_quoted(hall.scenario));
  for (const scenarios::HallMeasure& measure : optimum.measures) {
    text += fmt::format("[[scenario.measure]]\ntype = \"{}\"\nwhere = {}\n", measure.type->name,
                        core::toml_quoted("building_id = " + quoted_sql(hall.start.building_id)));
    for (const auto& [parameter, value] : measure.parameters) {
      text += fmt::format("{} = {}\n", parameter, value_toml(*measure.type, parameter, value));
    }
  }
  return text;
}

}  // namespace tvilling::cli
