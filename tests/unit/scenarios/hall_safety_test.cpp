// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_safety.hpp"

#include <catch2/catch.hpp>
#include <memory>
#include <utility>

#include "scenarios/study_codes.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::HallTotal;
using scenarios::HallSafety;

models::BuildingResult hall(std::initializer_list<std::pair<HallTotal, double>> hours) {
  models::HallTotals totals;
  for (const auto& [variable, value] : hours) totals[variable] = value;
  models::BuildingResult result;
  result.hall = std::make_shared<const models::HallTotals>(totals);
  return result;
}

/// A school and a hall; the second scenario wets the hall's windows, the third keeps it as it is.
scenarios::Results results() {
  scenarios::Results out;
  out.scenario_names = {"baseline", "rh_65", "cover"};
  out.portfolio.buildings.resize(2);
  out.portfolio.buildings[0].building.building_id = "school";
  out.portfolio.buildings[1].building.building_id = "bad";
  out.halls = {1};
  const models::BuildingResult before = hall({{HallTotal::window_condensation, 4.0}, {HallTotal::mould, 10.0}});
  const models::BuildingResult wet = hall({{HallTotal::window_condensation, 312.0}, {HallTotal::mould, 41.0}});
  out.results = {{{}, before}, {{}, wet}, {{}, before}};
  return out;
}

}  // namespace

TEST_CASE("A scenario that wets windows more than the baseline is named with its hours") {
  const HallSafety safety = scenarios::hall_safety(results());
  REQUIRE(safety.condensation.size() == 3);
  CHECK(safety.condensation[0] == scenarios::Dampness{"baseline", "bad", "windows", 4.0, 4.0});
  CHECK(safety.condensation[1] == scenarios::Dampness{"rh_65", "bad", "windows", 312.0, 4.0});
  CHECK(safety.condensation[2] == scenarios::Dampness{"cover", "bad", "windows", 4.0, 4.0});
  REQUIRE(safety.mould.size() == 1);
  CHECK(safety.mould[0] == scenarios::Dampness{"rh_65", "bad", "walls or roof", 41.0, 10.0});
  CHECK(scenarios::wets(safety, "rh_65"));
  CHECK_FALSE(scenarios::wets(safety, "cover"));
  CHECK(scenarios::is_wet(safety, "cover"));
  CHECK_FALSE(scenarios::is_wet(safety, "dry"));
}

TEST_CASE("Walls and roof and windows are told apart and one that is as wet as before is not told of") {
  HallSafety safety;
  scenarios::add_dampness(
      safety, "s", "bad",
      hall({{HallTotal::wall_condensation, 3.0}, {HallTotal::roof_condensation, 2.0}, {HallTotal::window_condensation, 1.0}}),
      hall({{HallTotal::wall_condensation, 1.0}, {HallTotal::roof_condensation, 1.0}, {HallTotal::window_condensation, 1.0}}));
  REQUIRE(safety.condensation.size() == 3);
  CHECK(safety.condensation[2].construction == "windows");
  CHECK(safety.mould.empty());
  core::Findings findings;
  scenarios::tell_of_dampness(safety, findings);
  REQUIRE(findings.list.size() == 2);
  CHECK_THAT(findings.list[0].message, Catch::Matchers::Contains("on walls of bad in 3 h"));
  CHECK_THAT(findings.list[1].message, Catch::Matchers::Contains("on roof of bad in 2 h"));
}

TEST_CASE("A hall that failed and a building without a hall are left out") {
  HallSafety safety;
  const models::BuildingResult wet = hall({{HallTotal::window_condensation, 9.0}});
  scenarios::add_dampness(safety, "s", "bad", wet, {});
  scenarios::add_dampness(safety, "s", "bad", {}, wet);
  CHECK(safety.condensation.empty());
}

TEST_CASE("Condensation warns with scenario and hall and hours, and mould is told more mildly") {
  core::Findings findings;
  scenarios::tell_of_dampness(scenarios::hall_safety(results()), findings);
  REQUIRE(findings.list.size() == 3);
  CHECK(findings.list[1].code == scenarios::study_code::kCondensation.code);
  CHECK(findings.list[1].severity == core::Severity::warns);
  CHECK(findings.list[1].message == "scenario rh_65: water condenses on windows of bad in 312 h (baseline 4 h)");
  CHECK(findings.list[1].id == "bad");
  CHECK(findings.list[2].severity == core::Severity::info);
  CHECK(findings.list[2].message.find("41 h (baseline 10 h)") != std::string::npos);
}

TEST_CASE("Condensation of the baseline is told first, though no scenario has more") {
  scenarios::Results dry = results();
  dry.scenario_names.erase(dry.scenario_names.begin() + 1);
  dry.results.erase(dry.results.begin() + 1);
  core::Findings findings;
  scenarios::tell_of_dampness(scenarios::hall_safety(dry), findings);
  REQUIRE(findings.list.size() == 1);
  CHECK(findings.list[0].code == scenarios::study_code::kCondensation.code);
  CHECK(findings.list[0].severity == core::Severity::info);  // as it is today: no scenario's doing
  CHECK(findings.list[0].message == "baseline: water condenses on windows of bad in 4 h");
}

TEST_CASE("Condensation of many halls in the baseline is told once for each construction with the wettest hall") {
  HallSafety safety;
  safety.baseline = "baseline";
  safety.halls = 3;
  for (const auto& [id, hours] : {std::pair{"a", 7.0}, std::pair{"b", 123.0}, std::pair{"c", 0.0}}) {
    const models::BuildingResult result = hall({{HallTotal::window_condensation, hours}});
    scenarios::add_dampness(safety, "baseline", id, result, result);
  }
  core::Findings findings;
  scenarios::tell_of_dampness(safety, findings);
  REQUIRE(findings.list.size() == 1);
  CHECK(findings.list[0].message == "baseline: water condenses on windows of 2 of 3 swimming halls, most at b: 123 h");
  CHECK(findings.list[0].id == "b");
}

TEST_CASE("A scenario that crowds the water for more hours than the baseline warns") {
  HallSafety safety;
  scenarios::add_dampness(safety, "all_come", "bad", hall({{HallTotal::crowded, 900.0}}), hall({{HallTotal::crowded, 3.0}}));
  scenarios::add_dampness(safety, "as_before", "bad", hall({{HallTotal::crowded, 3.0}}), hall({{HallTotal::crowded, 3.0}}));
  REQUIRE(safety.crowding == std::vector{scenarios::Crowding{"all_come", "bad", 900.0, 3.0}});
  core::Findings findings;
  scenarios::tell_of_dampness(safety, findings);
  REQUIRE(findings.list.size() == 1);
  CHECK(findings.list[0].code == scenarios::study_code::kCrowding.code);
  CHECK(findings.list[0].severity == core::Severity::warns);
  CHECK(findings.list[0].message ==
        "scenario all_come: more people are in the water of bad than it holds in 900 h (baseline 3 h)");
}
