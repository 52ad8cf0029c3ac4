// SPDX-License-Identifier: MPL-2.0
#include "cli/hall_sweep_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "cli/hall_report.hpp"
#include "cli/table.hpp"
#include "core/io/json_writer.hpp"
#include "scenarios/hall_sweep_file.hpp"

namespace tvilling::cli {

namespace {

using scenarios::HallFigure;
using scenarios::HallSweep;
using scenarios::kHallFigureVariables;
using scenarios::SweepPoint;

/// A figure as a column of a table for people.
struct Shown {
  HallFigure figure;
  std::string_view name;
  std::string_view unit;
  double per_unit;
  int decimals;
  bool change;
};
constexpr std::array kShown{
    Shown{HallFigure::heat, "heat", "MWh", 1e3, 1, true},
    Shown{HallFigure::electricity, "electricity", "MWh", 1e3, 1, true},
    Shown{HallFigure::water, "water", "m3", 1.0, 0, true},
    Shown{HallFigure::cost, "cost", "1000 DKK", 1e3, 1, true},
    Shown{HallFigure::co2, "CO2", "t", 1e3, 1, true},
    Shown{HallFigure::energy_per_water_area, "energy", "kWh/m2 water", 1.0, 0, false},
};

std::string titled(const core::Variable& variable) {
  const std::string_view unit = shown_unit(variable.unit);
  return unit.empty() ? std::string(variable.long_name) : fmt::format("{}, {}", variable.long_name, unit);
}

/// A figure in units that give short numbers on an axis.
struct AxisUnit {
  std::string_view unit;
  std::string_view shown;
  double per_unit;
};
constexpr std::array kAxisUnits{AxisUnit{"kW h", "MWh", 1e3}, AxisUnit{"DKK", "1000 DKK", 1e3}, AxisUnit{"kg", "t", 1e3}};

AxisUnit axis_unit(const core::Variable& variable, double largest) {
  for (const AxisUnit& unit : kAxisUnits) {
    if (unit.unit == variable.unit && largest >= 1e4) return unit;
  }
  return {variable.unit, shown_unit(variable.unit), 1.0};
}

std::string mark_of(const SweepPoint& point) {
  if (!point.failure.empty()) return "failed";
  std::string wet = point.condenses ? "!" : "";
  if (point.not_applied.empty()) return wet;
  return fmt::format("{}{}not applied", wet, wet.empty() ? "" : " ");
}

std::vector<std::string> row_of(const SweepPoint& point, const HallSweep& sweep) {
  std::vector<std::string> cells;
  cells.reserve(point.values.size() + 1 + 2 * kShown.size());
  for (const double value : point.values) cells.push_back(fmt::format("{}", value));
  cells.push_back(mark_of(point));
  for (const Shown& shown : kShown) {
    cells.push_back(group_thousands(point.figures[shown.figure] / shown.per_unit, shown.decimals));
    if (shown.change) cells.push_back(signed_percent(point.change[shown.figure], sweep.unvaried[shown.figure]));
  }
  return cells;
}

void write_figures(core::JsonWriter& json, std::string_view key, const scenarios::HallFigures& figures) {
  json.key(key).begin_object();
  for (std::size_t f = 0; f < kHallFigureVariables.size(); ++f) json.key(kHallFigureVariables[f].name).number(figures.value[f]);
  json.end_object();
}

}  // namespace

std::string sweep_table(const HallSweep& sweep) {
  Table table;
  const std::vector<std::string> names = scenarios::axis_names(sweep);
  for (std::size_t a = 0; a < names.size(); ++a) table.column(names[a], shown_unit(sweep.axes[a].key.parameter->variable.unit));
  table.column("", {}, Table::Align::left);
  for (const Shown& shown : kShown) {
    table.column(shown.name, shown.unit);
    if (shown.change) table.column("change", "%");
  }
  for (std::size_t p = 0; p < std::min(kSweepRowsShown, sweep.points.size()); ++p) table.row(row_of(sweep.points[p], sweep));
  return table.text();
}

std::string sweep_json(const HallSweep& sweep, const scenarios::HallCase& hall) {
  core::JsonWriter json;
  json.begin_object().key("building_id").text(hall.start.building_id).key("scenario").text(hall.scenario);
  json.key("parameters").begin_array();
  const std::vector<std::string> names = scenarios::axis_names(sweep);
  for (std::size_t a = 0; a < names.size(); ++a) {
    json.begin_object().key("name").text(names[a]).key("measure").text(sweep.axes[a].key.type->name);
    json.key("unit").text(sweep.axes[a].key.parameter->variable.unit).end_object();
  }
  json.end_array();
  write_figures(json, "unvaried", sweep.unvaried);
  write_figures(json, "unchanged", sweep.unchanged);
  json.key("points").begin_array();
  for (const SweepPoint& point : sweep.points) {
    json.begin_object();
    for (std::size_t a = 0; a < names.size(); ++a) json.key(names[a]).number(point.values[a]);
    json.key("not_applied").begin_array();
    for (const std::string_view name : point.not_applied) json.text(name);
    json.end_array();
    if (point.failure.empty()) {
      json.key("condenses").number(point.condenses ? 1.0 : 0.0);
      write_figures(json, "figures", point.figures);
      write_figures(json, "change", point.change);
    } else {
      json.key("message").text(point.failure);
    }
    json.end_object();
  }
  json.end_array().key("simulated").number(static_cast<double>(sweep.simulated));
  return json.key("failed").number(static_cast<double>(sweep.failed)).end_object().str() + "\n";
}

viz::LineChart sweep_chart(const HallSweep& sweep, const models::Building& hall, std::size_t figure, std::size_t third) {
  const core::Variable& variable = kHallFigureVariables[figure];
  viz::LineChart chart;
  chart.title = fmt::format("{}: {}", hall.name.empty() ? hall.building_id : hall.name, variable.long_name);
  chart.x_title = titled(sweep.axes[0].key.parameter->variable);
  double largest = 0.0;
  for (const SweepPoint& point : sweep.points)
    largest = std::max(largest, std::isnan(point.figures.value[figure]) ? 0.0 : std::abs(point.figures.value[figure]));
  const AxisUnit unit = axis_unit(variable, largest);
  chart.y_title = unit.shown.empty() ? std::string(variable.long_name) : fmt::format("{}, {}", variable.long_name, unit.shown);
  chart.cross_title = "water condenses on wall, roof or window in more hours than in the unchanged hall";
  const bool second = sweep.axes.size() > 1;
  if (second) chart.legend_title = titled(sweep.axes[1].key.parameter->variable);
  if (sweep.axes.size() > 2) {
    chart.subtitle = fmt::format("{}: {}", titled(sweep.axes[2].key.parameter->variable), sweep.axes[2].values[third]);
  }
  if (std::ranges::any_of(sweep.points, &SweepPoint::condenses)) {
    chart.subtitle += fmt::format("{}In {} of {} combinations water condenses in more hours than in the unchanged hall",
                                  chart.subtitle.empty() ? "" : ". ", std::ranges::count_if(sweep.points, &SweepPoint::condenses),
                                  sweep.points.size());
  }
  const std::size_t lines = second ? sweep.axes[1].values.size() : 1;
  const std::size_t layers = sweep.axes.size() > 2 ? sweep.axes[2].values.size() : 1;
  for (std::size_t line = 0; line < lines; ++line) {
    viz::ChartLine drawn{second ? fmt::format("{}", sweep.axes[1].values[line]) : std::string(), sweep.axes[0].values, {}};
    for (std::size_t x = 0; x < sweep.axes[0].values.size(); ++x) {
      const scenarios::SweepPoint& point = sweep.points[(x * lines + line) * layers + third];
      drawn.y.push_back(point.figures.value[figure] / unit.per_unit);
      drawn.crossed.push_back(point.condenses);
    }
    chart.lines.push_back(std::move(drawn));
  }
  return chart;
}

}  // namespace tvilling::cli
