// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "scenarios/economics/economics_text.hpp"
#include "scenarios/economics/municipal_form.hpp"
#include "scenarios/report/report.hpp"
#include "tests/support/report_case.hpp"

namespace models = tvilling::models;
namespace tests = tvilling::tests;
using tvilling::scenarios::Economic;
using tvilling::scenarios::index;
using tvilling::scenarios::Results;
using tvilling::scenarios::report::make_report;
using tvilling::scenarios::report::Report;
using tvilling::scenarios::report::ScenarioReport;

namespace {

constexpr std::size_t kHeat = models::index(models::Annual::heat);
constexpr std::size_t kCost = models::index(models::Annual::cost);

}  // namespace

TEST_CASE("The sums of a report are those of its buildings", "[report]") {
  const Report report = tests::make_small_report();
  REQUIRE(report.scenarios.size() == 2);
  const ScenarioReport& roofs = report.scenarios[1];
  double heat = 0.0;
  double saving = 0.0;
  for (std::size_t b = 0; b < 3; ++b) {
    heat += tests::small_result(1, b).annual[kHeat];
    saving += tests::small_result(0, b).annual[kCost] - tests::small_result(1, b).annual[kCost];
  }
  CHECK(roofs.total.energy.value[kHeat] == heat);
  CHECK(roofs.total.economy[index(Economic::saving)] == saving);
  CHECK(roofs.total.economy[index(Economic::investment)] == 625000.0);
  CHECK(roofs.total.figures.payback_years == Approx(625000.0 / saving));
  CHECK(roofs.total.changed == 3);
  CHECK(report.scenarios[0].total.changed == 0);
}

TEST_CASE("Uses and administrations of a report add up to all of it", "[report]") {
  const Report report = tests::make_small_report();
  for (const ScenarioReport& scenario : report.scenarios) {
    for (const auto* groups : {&scenario.by_use, &scenario.by_administration}) {
      double heat = 0.0;
      double npv = 0.0;
      std::size_t buildings = 0;
      for (const auto& group : *groups) {
        heat += group.energy.value[kHeat];
        npv += group.economy[index(Economic::npv)];
        buildings += group.energy.buildings;
      }
      CHECK(heat == scenario.total.energy.value[kHeat]);
      CHECK(npv == Approx(scenario.total.economy[index(Economic::npv)]));
      CHECK(buildings == 3);
    }
  }
  CHECK(report.administrations == std::vector<std::string>{"BUF", "KFF"});
}

TEST_CASE("A failed building is in no sum of a report and is named with its reason", "[report]") {
  Results results = tests::report_results();
  tests::fail_building(results, 0);
  const Report report = tests::make_small_report(std::move(results));
  const ScenarioReport& roofs = report.scenarios[1];
  CHECK(roofs.total.energy.buildings == 2);
  CHECK(roofs.total.energy.missing == 1);
  CHECK(roofs.total.priced == 2);
  CHECK(roofs.total.economy[index(Economic::investment)] == 225000.0);
  CHECK(roofs.heat_kwh[0] < roofs.heat_before_kwh[0]);
  REQUIRE(report.failures.size() == 1);
  CHECK(report.failures[0].building_id == "b-001");
  CHECK(report.failures[0].message == "the area is not known");
}

TEST_CASE("A file without economics gives a report that says so", "[report]") {
  Results results = tests::report_results();
  results.economics.clear();
  const Report report = tests::make_small_report(std::move(results));
  CHECK_FALSE(report.has_economics);
  CHECK(std::isnan(report.scenarios[1].total.figures.payback_years));
  CHECK(report.shown == 1);
}

TEST_CASE("The scenario shown is the one with the largest net present value", "[report]") {
  Results results = tests::report_results();
  results.scenario_names.push_back("windows");
  results.results.push_back(results.results[1]);
  results.status.push_back(results.status[1]);
  results.messages.push_back(results.messages[1]);
  results.city.push_back(results.city[1]);
  results.economics.push_back(results.economics[1]);
  for (auto& economy : results.economics[2]) economy[index(Economic::npv)] += 1000.0;
  const Report report = tests::make_small_report(std::move(results));
  CHECK(report.best().name == "windows");
}

namespace {

/// `roofs` again under another name, with the same buildings.
void add_scenario(Results& results, const std::string& name) {
  results.scenario_names.push_back(name);
  results.results.push_back(results.results[1]);
  results.status.push_back(results.status[1]);
  results.messages.push_back(results.messages[1]);
  results.city.push_back(results.city[1]);
  results.economics.push_back(results.economics[1]);
}

}  // namespace

TEST_CASE("A scenario that changes nothing is not shown as the best", "[report]") {
  Results results = tests::report_results();
  add_scenario(results, "nothing");
  results.results[2] = results.results[0];
  for (auto& economy : results.economics[2]) economy.fill(0.0);
  for (auto& economy : results.economics[1]) economy[index(Economic::npv)] = -1000.0;
  CHECK(tests::make_small_report(results).best().name == "roofs");
  results.results[1] = results.results[0];
  for (auto& economy : results.economics[1]) economy.fill(0.0);
  CHECK(tests::make_small_report(std::move(results)).shown == 0);
}

TEST_CASE("A scenario that counts fewer buildings does not outdo one that counts all", "[report]") {
  Results results = tests::report_results();
  add_scenario(results, "windows");
  for (auto& economy : results.economics[1]) economy[index(Economic::npv)] += 1e6;
  tests::fail_building(results, 0);
  CHECK(tests::make_small_report(std::move(results)).best().name == "windows");
}

TEST_CASE("Two scenarios of one title are told apart by their names", "[report]") {
  Results results = tests::report_results();
  add_scenario(results, "windows");
  for (auto& [name, value] : results.provenance) {
    if (name == "study_text") value += "[[scenario]]\nname = \"windows\"\ntitle = \"Tage <isoleret>\"\n";
  }
  const Report report = tests::make_small_report(std::move(results));
  CHECK(report.scenarios[1].title == "Tage <isoleret> (roofs)");
  CHECK(report.scenarios[2].title == "Tage <isoleret> (windows)");
}

TEST_CASE("What a report leaves out is left out of its pathways and measures too", "[report]") {
  Results results = tests::report_results();
  add_scenario(results, "windows");
  results.measures.resize(2);
  results.measures[0].scenario = 1;
  results.measures[1].scenario = 2;
  results.measures[1].type = "replace_windows";
  tvilling::scenarios::Pathway roofs = tvilling::scenarios::pathway_of("roofs", 2025);
  roofs.name = "first";
  tvilling::scenarios::Pathway windows = tvilling::scenarios::pathway_of("windows", 2025);
  windows.name = "second";
  results.provenance.emplace_back("economics", tvilling::scenarios::economics_text({}, {roofs, windows}));
  CHECK(make_report(results, {{}, {}, ""}).pathways.size() == 2);
  const Report report = make_report(std::move(results), {{"windows"}, {}, ""});
  CHECK(report.results.scenario_names == std::vector<std::string>{"baseline", "windows"});
  REQUIRE(report.pathways.size() == 1);
  CHECK(report.pathways[0].name == "second");
  REQUIRE(report.results.measures.size() == 1);
  CHECK(report.results.measures[0].type == "replace_windows");
  CHECK(report.results.measures[0].scenario == 1);
}

TEST_CASE("A report of one scenario keeps the baseline beside it", "[report]") {
  const Report report = make_report(tests::report_results(), {{"roofs"}, {}, ""});
  REQUIRE(report.scenarios.size() == 2);
  CHECK(report.scenarios[0].name == "baseline");
  CHECK_THROWS_AS(make_report(tests::report_results(), {{"rofs"}, {}, ""}), tvilling::core::Error);
}

TEST_CASE("A title of the study stands in place of the scenario's name", "[report]") {
  const Report report = tests::make_small_report();
  CHECK(report.scenarios[1].title == "Tage <isoleret>");
}

TEST_CASE("A report counts money as the run did", "[report]") {
  Results results = tests::report_results();
  tvilling::scenarios::EconomicSettings settings;
  settings.payback_limit_years = 8.0;
  settings.price_level_year = 2021;
  results.provenance.emplace_back("economics", tvilling::scenarios::economics_text(settings, {}));
  const Report report = tests::make_small_report(std::move(results));
  CHECK(report.settings_known);
  CHECK(report.study.economics.payback_limit_years == 8.0);
  CHECK(report.study.economics.price_level_year == 2021);
}

TEST_CASE("A file that does not say how money was counted gives a report with the program's own assumptions", "[report]") {
  const Report report = tests::make_small_report();
  CHECK_FALSE(report.settings_known);
  CHECK(report.study.economics.horizon_years == 30);
}

TEST_CASE("What pays back within the line is counted building by building", "[report]") {
  Results results = tests::report_results();
  results.economics[1][0][index(Economic::saving)] = results.economics[1][0][index(Economic::investment)] / 5.0;
  results.economics[1][1][index(Economic::saving)] = results.economics[1][1][index(Economic::investment)] / 6.0;
  results.economics[1][2][index(Economic::saving)] = results.economics[1][2][index(Economic::investment)] / 6.1;
  const Report report = tests::make_small_report(std::move(results));
  CHECK(report.scenarios[1].within_limit.buildings == 2);
  CHECK(report.scenarios[1].within_limit.investment_dkk == 600000.0);
}

TEST_CASE("Only metered buildings stand beside their simulated selves", "[report]") {
  Results results = tests::report_results();
  const tvilling::scenarios::ReconciledFactor metered{2.0, models::Origin::metered, 0};
  const tvilling::scenarios::ReconciledFactor simulated{1.0, models::Origin::archetype, 0};
  results.reconciled_factor = {
      {metered, simulated, simulated}, {simulated, simulated, simulated}, {simulated, metered, simulated}};
  results.reconciled.assign(2, std::vector<tvilling::scenarios::ReconciledResult>(3));
  for (std::size_t s = 0; s < 2; ++s) {
    for (std::size_t b = 0; b < 3; ++b) {
      results.reconciled[s][b][0] = (b == 0 ? 2.0 : 0.5) * results.results[s][b].annual[kHeat];
      if (s == 1) results.reconciled[s][b][static_cast<std::size_t>(tvilling::scenarios::Reconciled::saving)] = 50000.0;
    }
  }
  const Report report = tests::make_small_report(std::move(results));
  const auto& sum = report.scenarios[1].reconciled;
  CHECK(sum.buildings == 2);
  CHECK(sum.simulated[0] == tests::small_result(1, 0).annual[kHeat] + tests::small_result(1, 2).annual[kHeat]);
  CHECK(sum.reconciled[0] == 2.0 * tests::small_result(1, 0).annual[kHeat] + 0.5 * tests::small_result(1, 2).annual[kHeat]);
  // Of the metered alone, and judged by what was metered.
  CHECK(sum.investment_dkk == 425000.0);
  CHECK(sum.reconciled_figures.payback_years == Approx(4.25));
  CHECK(sum.reconciled_figures.profitability == Approx(100000.0 * 30.0 / 425000.0));
  CHECK(sum.reconciled_figures.within_payback_limit);
  CHECK_FALSE(sum.simulated_figures.within_payback_limit);
}
