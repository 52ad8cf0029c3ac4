// SPDX-License-Identifier: MPL-2.0
#include "cli/uncertainty_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <string_view>
#include <utility>

#include "cli/table.hpp"
#include "core/io/json_writer.hpp"
#include "core/random.hpp"
#include "models/building/building.hpp"
#include "scenarios/uncertainty/input_target.hpp"

namespace tvilling::cli {

namespace {

using scenarios::Intensity;
using scenarios::KeyFigure;
using scenarios::Quantiles;
using scenarios::ScenarioSpread;
using scenarios::UncertaintyRun;

constexpr std::size_t kSensitivityScenarios = 6;
constexpr std::size_t kSensitivityInputs = 10;
constexpr std::array<std::string_view, 3> kQuantileNames{"P10", "P50", "P90"};

/// A key figure in the units of the tables.
struct Shown {
  KeyFigure figure;
  std::string_view name;
  std::string_view unit;
  double per_unit;
  int decimals;
};
constexpr std::array kBaseline{
    Shown{KeyFigure::heat, "heat", "MWh", 1e3, 0},      Shown{KeyFigure::electricity, "electricity", "MWh", 1e3, 0},
    Shown{KeyFigure::water, "water", "m3", 1.0, 0},     Shown{KeyFigure::co2, "CO2", "t", 1e3, 0},
    Shown{KeyFigure::cost, "bill", "1000 DKK", 1e3, 0},
};
constexpr std::array kAgainstBaseline{
    Shown{KeyFigure::change_heat, "heat", "MWh", 1e3, 0},
    Shown{KeyFigure::npv, "NPV", "1000 DKK", 1e3, 0},
    Shown{KeyFigure::payback, "payback", "years", 1.0, 1},
};

std::string cell(double value, const Shown& shown) {
  if (std::isinf(value)) return "never";
  return group_thousands(value / shown.per_unit, shown.decimals);
}

std::string percent(double share) {
  return std::isnan(share) ? "-" : fmt::format("{:.0f} %", 100.0 * share);
}

std::string baseline_table(const UncertaintyRun& run) {
  Table table;
  table.column("baseline", {}, Table::Align::left);
  table.column("", {}, Table::Align::left);
  table.column("plain");
  for (const std::string_view name : kQuantileNames) table.column(name);
  for (const Shown& shown : kBaseline) {
    std::vector<std::string> row{std::string(shown.name), std::string(shown.unit),
                                 cell(run.plain.figures.front()[index(shown.figure)], shown)};
    for (const double value : run.spread.scenarios.front().figures[index(shown.figure)]) row.push_back(cell(value, shown));
    table.row(std::move(row));
  }
  return table.text();
}

std::string scenarios_table(const UncertaintyRun& run) {
  Table table;
  table.column("scenario", {}, Table::Align::left);
  for (const Shown& shown : kAgainstBaseline) {
    const bool change = shown.figure == KeyFigure::change_heat;
    for (const std::string_view name : kQuantileNames) {
      table.column(fmt::format("{}{} {}", change ? "change of " : "", shown.name, name), shown.unit);
    }
  }
  table.column("NPV > 0", "of draws");
  for (std::size_t s = 1; s < run.scenarios.size(); ++s) {
    const ScenarioSpread& spread = run.spread.scenarios[s];
    std::vector<std::string> row{run.scenarios[s]};
    for (const Shown& shown : kAgainstBaseline) {
      for (const double value : spread.figures[index(shown.figure)]) row.push_back(cell(value, shown));
    }
    row.push_back(percent(spread.npv_positive_fraction));
    table.row(std::move(row));
  }
  return table.text();
}

/// Whether a draw of the input can change the figure of a scenario at all: a yearly saving knows nothing of what was paid, of its
/// life and of the discount rate, and a measure's cost nothing of scenarios without it. A correlation of such a pair is chance.
bool can_reach(const UncertaintyRun& run, std::size_t scenario, const scenarios::UncertainInput& input, KeyFigure figure) {
  using scenarios::EconomyNumber;
  const auto target = scenarios::find_input_target(input.name);
  if (!target || !target->economy) return true;
  const bool of_investment = *target->economy == EconomyNumber::investment || *target->economy == EconomyNumber::lifetime;
  if (figure == KeyFigure::saving) return !of_investment && *target->economy != EconomyNumber::discount_rate_fraction;
  if (of_investment && run.plain.figures[scenario][index(KeyFigure::investment)] == 0.0) return false;
  return target->measure == nullptr ||
         std::ranges::find(run.measures[scenario], target->measure->name) != run.measures[scenario].end();
}

/// How strongly a figure of a scenario moves with an input; NaN: drawn per building, or it cannot move it.
double correlation(const UncertaintyRun& run, std::size_t scenario, std::size_t input, std::size_t moved) {
  if (!can_reach(run, scenario, run.settings.inputs[input], scenarios::kMoved[moved])) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  return run.spread.scenarios[scenario].rank_correlation[input][moved];
}

/// Above this a rank correlation is not chance: in 95 of 100 runs none of `pairs` correlations of inputs that do nothing is
/// farther from 0 (Bonferroni; the standard error of one that is 0 is 1 / sqrt(draws - 1)).
double chance_limit(std::size_t draws, std::size_t pairs) {
  constexpr double kWrong = 0.05;
  const double each = kWrong / (2.0 * static_cast<double>(pairs));  // of two sides
  return -core::inverse_normal(each) / std::sqrt(static_cast<double>(draws - 1));
}

/// What a figure moves with; empty: with nothing that is told apart from chance.
std::string sensitivity_table(const UncertaintyRun& run, std::string_view name, std::size_t moved) {
  const std::size_t shown = std::min(run.scenarios.size(), kSensitivityScenarios + 1);
  std::vector<std::size_t> order;
  std::size_t pairs = 0;
  std::vector<double> strongest(run.settings.inputs.size(), 0.0);
  for (std::size_t i = 0; i < run.settings.inputs.size(); ++i) {
    order.push_back(i);
    for (std::size_t s = 1; s < shown; ++s) {
      const double r = correlation(run, s, i, moved);
      if (std::isnan(r)) continue;
      ++pairs;
      strongest[i] = std::max(strongest[i], std::abs(r));
    }
  }
  if (pairs == 0) return {};
  const double limit = chance_limit(run.settings.draws, pairs);
  std::erase_if(order, [&](std::size_t i) { return !(strongest[i] > limit); });
  if (order.empty()) return {};
  std::ranges::sort(order, {}, [&](std::size_t i) { return std::pair(-strongest[i], i); });
  order.resize(std::min(order.size(), kSensitivityInputs));
  Table table;
  table.column(fmt::format("{} moves with", name), {}, Table::Align::left);
  for (std::size_t s = 1; s < shown; ++s) table.column(run.scenarios[s]);
  for (const std::size_t input : order) {
    std::vector<std::string> row{input_label(run.settings.inputs[input])};
    for (std::size_t s = 1; s < shown; ++s) {
      const double r = correlation(run, s, input, moved);
      row.push_back(std::isnan(r) ? "-" : fmt::format("{:+.2f}", r));
    }
    table.row(std::move(row));
  }
  return "\n" + table.text();
}

/// The worst of the unchanged portfolio, the worst first.
std::vector<std::size_t> worst_buildings(const UncertaintyRun& run) {
  std::vector<std::size_t> worst;
  for (std::size_t b = 0; b < run.buildings.size(); ++b) {
    const std::size_t rank = run.spread.buildings[b].plain_rank;
    if (rank > 0 && rank <= run.settings.worst) worst.push_back(b);
  }
  std::ranges::sort(worst, {}, [&run](std::size_t b) { return run.spread.buildings[b].plain_rank; });
  return worst;
}

std::string buildings_table(const UncertaintyRun& run) {
  Table table;
  table.column("worst");
  table.column("building", {}, Table::Align::left);
  table.column("use", {}, Table::Align::left);
  table.column("heat", "kWh/m2");
  for (const std::string_view name : kQuantileNames) table.column(name, "kWh/m2");
  table.column(fmt::format("among the {}", run.settings.worst), "of draws");
  for (const std::size_t b : worst_buildings(run)) {
    const scenarios::BuildingSpread& spread = run.spread.buildings[b];
    std::vector<std::string> row{fmt::format("{}", spread.plain_rank), run.buildings[b],
                                 std::string(models::to_string(run.uses[b])),
                                 group_thousands(run.plain.intensity[index(Intensity::heat)][b], 0)};
    for (const double value : spread.intensity[index(Intensity::heat)]) row.push_back(group_thousands(value, 0));
    row.push_back(percent(spread.worst_fraction));
    table.row(std::move(row));
  }
  return table.text();
}

void write_quantiles(core::JsonWriter& json, std::string_view key, const Quantiles& values) {
  json.key(key).begin_array();
  for (const double value : values) json.number(value);
  json.end_array();
}

void write_scenario(core::JsonWriter& json, const UncertaintyRun& run, std::size_t s) {
  const ScenarioSpread& spread = run.spread.scenarios[s];
  json.begin_object().key("scenario").text(run.scenarios[s]);
  json.key("plain").begin_object();
  for (std::size_t f = 0; f < scenarios::kKeyFigureCount; ++f) {
    json.key(scenarios::kKeyFigureVariables[f].name).number(run.plain.figures[s][f]);
  }
  json.end_object().key("p10_p50_p90").begin_object();
  for (std::size_t f = 0; f < scenarios::kKeyFigureCount; ++f) {
    write_quantiles(json, scenarios::kKeyFigureVariables[f].name, spread.figures[f]);
  }
  json.end_object().key("npv_positive_fraction").number(spread.npv_positive_fraction);
  json.key("within_payback_limit_fraction").number(spread.within_payback_limit_fraction);
  json.key("profitable_fraction").number(spread.profitable_fraction);
  json.key("rank_correlation").begin_object();
  for (std::size_t m = 0; m < scenarios::kMoved.size(); ++m) {
    json.key(scenarios::kKeyFigureVariables[index(scenarios::kMoved[m])].name).begin_object();
    for (std::size_t i = 0; i < run.settings.inputs.size(); ++i) {
      const double r = spread.rank_correlation[i][m];
      if (!std::isnan(r)) json.key(input_label(run.settings.inputs[i])).number(r);
    }
    json.end_object();
  }
  json.end_object().end_object();
}

void write_building(core::JsonWriter& json, const UncertaintyRun& run, std::size_t b) {
  const scenarios::BuildingSpread& spread = run.spread.buildings[b];
  json.begin_object().key("building_id").text(run.buildings[b]).key("use").text(models::to_string(run.uses[b]));
  json.key("plain_heat_kwh_m2").number(run.plain.intensity[index(Intensity::heat)][b]);
  for (std::size_t v = 0; v < scenarios::kIntensityCount; ++v) {
    write_quantiles(json, scenarios::kIntensityVariables[v].name, spread.intensity[v]);
  }
  write_quantiles(json, "rank", spread.rank);
  json.key("plain_rank").number(static_cast<double>(spread.plain_rank));
  json.key("worst_fraction").number(spread.worst_fraction);
  json.key("rank_certainty").number(spread.rank_certainty).end_object();
}

}  // namespace

std::string uncertainty_text(const UncertaintyRun& run) {
  std::string text = baseline_table(run);
  if (run.scenarios.size() > 1) text += "\n" + scenarios_table(run);
  static_assert(scenarios::kMoved[1] == KeyFigure::saving && scenarios::kMoved[2] == KeyFigure::npv);
  text += sensitivity_table(run, "saving", 1) + sensitivity_table(run, "NPV", 2);
  return text + "\n" + buildings_table(run);
}

std::string uncertainty_json(const UncertaintyRun& run) {
  core::JsonWriter json;
  json.begin_object().key("draws").number(static_cast<double>(run.settings.draws));
  json.key("seed").number(static_cast<double>(run.settings.seed)).key("worst").number(static_cast<double>(run.settings.worst));
  json.key("scenarios").begin_array();
  for (std::size_t s = 0; s < run.scenarios.size(); ++s) write_scenario(json, run, s);
  json.end_array().key("buildings").begin_array();
  for (std::size_t b = 0; b < run.buildings.size(); ++b) write_building(json, run, b);
  return json.end_array().key("failed").number(static_cast<double>(run.failed)).end_object().str() + "\n";
}

}  // namespace tvilling::cli
