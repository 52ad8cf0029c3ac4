// SPDX-License-Identifier: MPL-2.0
#include "cli/choose_report.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "tests/support/choice_results.hpp"

namespace cli = tvilling::cli;
namespace tests = tvilling::tests;
using namespace tvilling::scenarios;

namespace {

struct Made {
  Results results = tests::choice_results();
  OptionTable table = choice_options(results, {}, false, choice_basis(results));
  cli::ChooseReport report;

  explicit Made(double budget_dkk) {
    report.results = &results;
    report.table = &table;
    report.objective = Objective::saving;
    report.limits.budget_dkk = budget_dkk;
    report.choice = choose(table, Objective::saving, report.limits);
  }
  Made(const Made&) = delete;
  Made& operator=(const Made&) = delete;
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("A choice is told by scenario, with its bound and what was not chosen from", "[choice]") {
  const Made made(450e3);
  const std::string text = cli::choose_text(made.report);
  INFO(text);
  CHECK(has(text, "roofs "));
  CHECK(has(text, "windows "));
  CHECK(has(text, "t in 30 years"));
  CHECK(has(text, "saving 21 000 DKK/year, at most 21 000 is possible (gap 0.000"));
  CHECK(has(text, "400 000 DKK of 450 000 used"));
  CHECK(has(text, "chosen from 4 options; not among them: 1 without a result, 1 that change nothing, 0 equal to another"));
}

TEST_CASE("A search that ended at a limit says so", "[choice]") {
  Made made(450e3);
  made.report.choice.end = ChoiceEnd::node_limit;
  made.report.choice.nodes = 5000;
  CHECK(has(cli::choose_text(made.report), "limit of nodes, 5 000"));
  made.report.choice.end = ChoiceEnd::time_limit;
  CHECK(has(cli::choose_text(made.report), "another run may differ"));
}

TEST_CASE("A choice in JSON and CSV has every chosen building", "[choice]") {
  const Made made(450e3);
  const std::string json = cli::choose_json(made.report);
  CHECK(has(json, "\"budget_dkk\":450000"));
  CHECK(has(json, "\"building\":\"b-001\",\"scenario\":\"windows\""));
  const std::string csv = cli::choose_csv(made.report);
  INFO(csv);
  CHECK(has(csv, "building_id,name,administration,use,scenario,investment_dkk,"));
  CHECK(has(csv, "b-001,Skolen på Øen,BUF,school,windows,2e+05,14000,"));
  CHECK(has(csv, "b-002,Rådhuset,KFF,office,roofs,2e+05,7000,"));
}

TEST_CASE("The curve's table names where each step comes from", "[choice]") {
  const Made made(450e3);
  const std::string csv = cli::curve_csv(made.results, abatement_curve(made.table));
  CHECK(has(csv, "b-001,school,baseline,windows,"));  // the second step is as cheap as the first: one long step
}

TEST_CASE("The curve is drawn without its outermost hundredths, step by step", "[choice]") {
  std::vector<AbatementStep> curve;
  OptionTable table;
  table.scenario = {"baseline", "a", "b"};
  table.horizon_years = 30;
  double tonnes = 0.0;
  for (const double amount : {0.5, 49.0, 50.0, 0.5}) {
    AbatementStep step;
    step.scenario = amount == 50.0 ? 2 : 1;
    step.saving_co2_tonnes = amount;
    step.cost_dkk = tonnes < 1.0 ? -amount : amount;
    step.dkk_per_tonne_co2 = tonnes < 1.0 ? -1.0 : 1.0;
    tonnes += amount;
    step.cumulative_co2_tonnes = tonnes;
    curve.push_back(step);
  }
  const tvilling::viz::LineChart chart = cli::curve_chart(table, curve);
  REQUIRE(chart.lines.size() == 2);
  CHECK(chart.lines[0].name == "a");
  REQUIRE(chart.lines[0].x.size() == 3);
  CHECK(chart.lines[0].x[0] == 0.5);
  CHECK(chart.lines[0].x[1] == 49.5);
  CHECK(std::isnan(chart.lines[0].y[2]));
  CHECK(chart.lines[1].y[0] == 1.0);
  CHECK(has(chart.subtitle, "100 t can be saved in 30 years"));
}
