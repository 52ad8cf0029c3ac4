// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <map>
#include <string_view>
#include <utility>

#include "cli/choose_report.hpp"
#include "cli/table.hpp"
#include "core/io/csv.hpp"

namespace tvilling::cli {

namespace {

using scenarios::AbatementStep;

constexpr double kEdge = 0.01;  // of the tonnes, at both ends

std::string scenario_name(const std::vector<std::string>& names, std::size_t scenario) {
  return scenario == scenarios::kNoScenario ? "baseline" : names[scenario];
}

}  // namespace

std::string curve_csv(const scenarios::Results& results, const std::vector<AbatementStep>& curve) {
  core::CsvWriter csv;
  for (const std::string_view name : {"building_id", "use", "from_scenario", "scenario", "saving_co2_tonnes", "cost_dkk",
                                      "dkk_per_tonne_co2", "investment_dkk", "cumulative_co2_tonnes", "cumulative_cost_dkk"}) {
    csv.cell(name);
  }
  csv.end_row();
  for (const AbatementStep& step : curve) {
    const models::Building& building = results.portfolio.buildings[step.building].building;
    csv.cell(building.building_id);
    csv.cell(models::to_string(building.use));
    csv.cell(scenario_name(results.scenario_names, step.from_scenario));
    csv.cell(scenario_name(results.scenario_names, step.scenario));
    for (const double value : {step.saving_co2_tonnes, step.cost_dkk, step.dkk_per_tonne_co2, step.investment_dkk,
                               step.cumulative_co2_tonnes, step.cumulative_cost_dkk}) {
      csv.cell(value);
    }
    csv.end_row();
  }
  return csv.text();
}

viz::LineChart curve_chart(const scenarios::OptionTable& table, const std::vector<AbatementStep>& curve) {
  const double total = curve.empty() ? 0.0 : curve.back().cumulative_co2_tonnes;
  std::map<std::size_t, viz::ChartLine> lines;
  double paying = 0.0;
  for (const AbatementStep& step : curve) {
    const double begin = step.cumulative_co2_tonnes - step.saving_co2_tonnes;
    if (step.cost_dkk < 0.0) paying += step.saving_co2_tonnes;
    if (step.cumulative_co2_tonnes <= kEdge * total || begin >= (1.0 - kEdge) * total) continue;
    viz::ChartLine& line = lines[step.scenario];
    line.name = table.scenario[step.scenario];
    for (const double x : {begin, step.cumulative_co2_tonnes}) {
      line.x.push_back(x);
      line.y.push_back(step.dkk_per_tonne_co2);
    }
    line.x.push_back(step.cumulative_co2_tonnes);  // steps of one scenario need not be neighbours
    line.y.push_back(models::kMissing);
  }
  viz::LineChart chart;
  chart.title = "Marginal abatement cost";
  chart.subtitle = fmt::format(
      "{} t can be saved in {} years, {} t of them pay. The first and the last hundredth of the tonnes are not drawn.",
      group_thousands(total, 0), table.horizon_years, group_thousands(paying, 0));
  chart.x_title = fmt::format("CO2 saved in {} years, t", table.horizon_years);
  chart.y_title = "Cost (minus net present value), DKK per t";
  chart.legend_title = "Scenario";
  for (auto& [scenario, line] : lines) chart.lines.push_back(std::move(line));
  return chart;
}

}  // namespace tvilling::cli
