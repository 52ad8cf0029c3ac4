// SPDX-License-Identifier: MPL-2.0
#include "scenarios/choice/options.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "scenarios/choice/chosen_study.hpp"
#include "scenarios/study.hpp"
#include "tests/support/choice_results.hpp"

namespace tests = tvilling::tests;
namespace models = tvilling::models;
using namespace tvilling::scenarios;
using tvilling::core::Error;

namespace {

OptionTable options_of(const Results& results, const std::vector<std::string>& scenarios = {}, bool reconciled = false) {
  return choice_options(results, scenarios, reconciled, choice_basis(results));
}

std::string refusal(const Results& results, const std::vector<std::string>& scenarios = {}, bool reconciled = false) {
  try {
    (void)options_of(results, scenarios, reconciled);
  } catch (const Error& error) {
    return error.message() + "|" + error.hint();
  }
  return "not refused";
}

}  // namespace

TEST_CASE("An option is what a scenario does to a building, against the baseline", "[choice]") {
  const OptionTable table = options_of(tests::choice_results());
  REQUIRE(table.options.size() == 4);
  const ChoiceOption& windows = table.options[3];
  CHECK(table.building_id[windows.building] == "b-002");
  CHECK(table.scenario[windows.scenario] == "windows");
  CHECK(windows.investment_dkk == 400e3);
  CHECK(windows.saving_dkk == 14e3);
  CHECK(windows.saving_co2_kg == Approx(20e3 * 0.0878 + 2e3 * 0.135));
  CHECK(table.idle == 1);
  CHECK(table.failed == 1);
}

TEST_CASE("An option that equals an earlier one of its building is dropped", "[choice]") {
  Results results = tests::choice_results();
  for (std::size_t b = 0; b < 3; ++b) {
    results.results[2][b] = results.results[1][b];
    results.economics[2][b] = results.economics[1][b];
  }
  const OptionTable table = options_of(results);
  CHECK(table.equal == 2);
  CHECK(table.options.size() == 2);
}

TEST_CASE("The order of the buildings changes nothing but their places", "[choice]") {
  Results results = tests::choice_results();
  const OptionTable before = options_of(results);
  std::swap(results.portfolio.buildings[0], results.portfolio.buildings[1]);
  for (std::size_t s = 0; s < 3; ++s) {
    std::swap(results.results[s][0], results.results[s][1]);
    std::swap(results.economics[s][0], results.economics[s][1]);
  }
  const OptionTable after = options_of(results);
  REQUIRE(after.options.size() == before.options.size());
  for (std::size_t i = 0; i < after.options.size(); ++i) {
    CHECK(after.building_id[after.options[i].building] == before.building_id[before.options[i].building]);
    CHECK(after.options[i].scenario == before.options[i].scenario);
    CHECK(after.options[i].npv_dkk == before.options[i].npv_dkk);
  }
}

TEST_CASE("CO2 over the horizon counts each year with its own factors, and what is realised", "[choice]") {
  const Results results = tests::choice_results();
  ChoiceBasis basis = choice_basis(results);
  CHECK(basis.settings.horizon_years == 30);
  basis.settings.horizon_years = 2;
  basis.settings.price_level_year = 2025;
  basis.settings.realised_saving_fraction = 0.5;
  const OptionTable table = choice_options(results, {}, false, basis);
  CHECK(table.options[0].saving_co2_tonnes == Approx(0.5 * (10.0 * (0.0878 + 0.0845) + 1.0 * (0.135 + 0.1174))));
  basis.factor_set = "hofor";
  CHECK(choice_options(results, {}, false, basis).options[0].saving_co2_tonnes < table.options[0].saving_co2_tonnes);
}

TEST_CASE("Reconciled options have the savings of the metered baseline", "[choice]") {
  Results results = tests::choice_results();
  for (std::size_t s = 0; s < 3; ++s) {
    results.reconciled.emplace_back(3);
    for (std::size_t b = 0; b < 3; ++b) {
      ReconciledResult& r = results.reconciled[s][b];
      r[static_cast<std::size_t>(Reconciled::heat)] = 0.5 * results.results[s][b].annual[models::index(models::Annual::heat)];
      r[static_cast<std::size_t>(Reconciled::saving)] = 0.5 * results.economics[s][b][index(Economic::saving)];
    }
  }
  const OptionTable table = options_of(results, {"roofs"}, true);
  REQUIRE(table.options.size() == 2);
  CHECK(table.options[0].saving_dkk == 3.5e3);
  CHECK(table.options[0].investment_dkk == 100e3);
  const ChoiceBasis basis = choice_basis(results);
  CHECK(table.options[0].saving_co2_tonnes == Approx(5.0 * horizon_emissions("br18", basis.settings).heat_kg_kwh));
}

TEST_CASE("A reconciled option with solar cells saves the CO2 of what they give whatever share is realised", "[choice]") {
  Results results = tests::choice_results();
  for (std::size_t s = 0; s < 3; ++s) {
    results.reconciled.emplace_back(3);
    for (std::size_t b = 0; b < 3; ++b) {
      auto& annual = results.results[s][b].annual;
      annual[models::index(models::Annual::heat)] = 100e3;
      annual[models::index(models::Annual::electricity)] = s == 0 ? 50e3 : 40e3;
      annual[models::index(models::Annual::pv)] = s == 0 ? 0.0 : 15e3;
      annual[models::index(models::Annual::electricity_sold)] = s == 0 ? 0.0 : 5e3;
      ReconciledResult& r = results.reconciled[s][b];
      r[static_cast<std::size_t>(Reconciled::heat)] = 100e3;
      r[static_cast<std::size_t>(Reconciled::electricity)] = 0.5 * annual[models::index(models::Annual::electricity)];
    }
  }
  ChoiceBasis basis = choice_basis(results);
  basis.settings.realised_saving_fraction = 0.5;
  const OptionTable table = choice_options(results, std::vector<std::string>{"roofs"}, true, basis);
  CHECK(table.options.at(0).saving_co2_tonnes == Approx(5.0 * horizon_emissions("br18", basis.settings).electricity_kg_kwh));
}

TEST_CASE("Results that cannot be chosen from are refused with the reason", "[choice]") {
  Results results = tests::choice_results();
  CHECK(refusal(results, {"rofs"}).find("roofs") != std::string::npos);
  CHECK(refusal(results, {"baseline"}).find("no scenario but the baseline") != std::string::npos);
  CHECK(refusal(results, {}, true).find("not reconciled") != std::string::npos);
  results.economics.clear();
  CHECK(refusal(results).find("run the study again") != std::string::npos);
  results.provenance.clear();
  CHECK_THROWS_AS(choice_basis(results), Error);
}

TEST_CASE("A chosen study has the settings of the run and each measure for the buildings chosen for it", "[choice]") {
  const Results results = tests::choice_results();
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "tvilling_choice_test";
  std::filesystem::create_directories(folder / "by");
  const OptionTable table = options_of(results);
  ChoiceLimits limits;
  limits.budget_dkk = 400e3;
  const Choice choice = choose(table, Objective::saving, limits);
  REQUIRE(choice.chosen.size() == 2);  // windows of the school for 200,000, the roof of the town hall for as much
  const ChosenPortfolio portfolio{folder / "by", tests::small_portfolio()};
  const std::string text = chosen_study(results, choice, portfolio, folder);
  INFO(text);
  tvilling::core::Findings findings;
  const Study study = parse_study(text, "chosen.toml", folder, findings);
  CHECK(findings.list.empty());
  CHECK(study.portfolio == folder / "by");
  REQUIRE(study.scenarios.size() == 2);
  CHECK(study.scenarios[1].name == "chosen");
  const std::vector<Measure>& measures = study.scenarios[1].measures;
  REQUIRE(measures.size() == 3);
  CHECK(measures[0].type == "insulate_roof");
  CHECK(measures[0].buildings == std::vector<std::string>{"b-002"});
  CHECK(measures[0].where.empty());
  CHECK(measures[1].buildings == std::vector<std::string>{"b-001"});
  CHECK(measures[2].type == "replace_windows");
  CHECK(measures[2].buildings == std::vector<std::string>{"b-001"});
  std::filesystem::remove_all(folder);
}

TEST_CASE("A measure of a chosen scenario is only for the buildings that it was for", "[choice]") {
  // Only the largest gets a roof: the town hall had none in the scenario that it is chosen in.
  Results results = tests::choice_results();
  std::string& text = results.provenance[0].second;
  text.replace(text.find("area_m2 > 300"), 14, "heat_kwh > 0\"\norder_by = \"area_m2 DESC\"\nlimit = 1");
  ChoiceLimits limits;
  limits.budget_dkk = 1e9;
  const Choice choice = choose(options_of(results, {"windows"}), Objective::saving, limits);
  REQUIRE(choice.chosen.size() == 2);
  const std::string study_text = chosen_study(results, choice, {"/", tests::small_portfolio()}, {});
  INFO(study_text);
  tvilling::core::Findings findings;
  const std::vector<Measure> measures = parse_study(study_text, "chosen.toml", {}, findings).scenarios[1].measures;
  REQUIRE(measures.size() == 2);
  CHECK(measures[0].type == "insulate_roof");
  CHECK(measures[0].buildings == std::vector<std::string>{"b-001"});
  CHECK(measures[1].buildings == std::vector<std::string>{"b-001", "b-002"});
}

TEST_CASE("A chosen study needs the portfolio where it is said to be", "[choice]") {
  const Results results = tests::choice_results();
  CHECK_THROWS_AS(portfolio_of(results, {}), Error);
  CHECK_THROWS_AS(portfolio_of(results, "/no/such/place"), Error);
}
