// SPDX-License-Identifier: MPL-2.0
#include "scenarios/compare.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "core/error.hpp"
#include "tests/support/small_results.hpp"

namespace models = tvilling::models;
namespace tests = tvilling::tests;
using tvilling::scenarios::compare;
using tvilling::scenarios::ComparisonRow;
using tvilling::scenarios::GroupBy;
using tvilling::scenarios::Results;
using tvilling::scenarios::TaskStatus;

namespace {

constexpr std::size_t kHeat = models::index(models::Annual::heat);
constexpr std::size_t kPeak = models::index(models::Annual::peak_heat);

Results small_city_results() {
  Results results;
  results.path = "r.h5";
  results.scenario_names = tests::small_layout().scenario_names;
  results.portfolio = tests::small_portfolio();
  for (std::size_t s = 0; s < 2; ++s) {
    results.results.emplace_back();
    for (std::size_t b = 0; b < 3; ++b) results.results[s].push_back(tests::small_result(s, b));
    results.status.emplace_back(3, TaskStatus::done);
    results.messages.emplace_back(3);
    results.city.push_back(tests::small_city(s));
  }
  return results;
}

double heat_kwh(std::size_t scenario, std::size_t building) {
  return tests::small_result(scenario, building).annual[kHeat];
}

}  // namespace

TEST_CASE("The city is the sum of its buildings and a saving is negative", "[compare]") {
  const std::vector<ComparisonRow> rows = compare(small_city_results(), "baseline", GroupBy::total);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].scenario == "baseline");
  CHECK(rows[0].group == "all");
  CHECK(rows[0].buildings == 3);
  CHECK(rows[0].missing == 0);
  CHECK(rows[0].area_m2 == 6250.0);
  const double before = heat_kwh(0, 0) + heat_kwh(0, 1) + heat_kwh(0, 2);
  const double after = heat_kwh(1, 0) + heat_kwh(1, 1) + heat_kwh(1, 2);
  CHECK(rows[0].value[kHeat] == before);
  for (const double change : rows[0].change) CHECK(change == 0.0);
  CHECK(rows[1].scenario == "roofs");
  CHECK(rows[1].value[kHeat] == after);
  CHECK(rows[1].change[kHeat] == after - before);
  CHECK(rows[1].change[kHeat] < 0.0);
}

TEST_CASE("The peak of the city is its highest common hour and that of a group the sum", "[compare]") {
  const Results results = small_city_results();
  const std::vector<ComparisonRow> total = compare(results, "baseline", GroupBy::total);
  CHECK(total[0].value[kPeak] == 500.0);
  CHECK(total[1].value[kPeak] == 400.0);
  CHECK(total[1].change[kPeak] == -100.0);
  const std::vector<ComparisonRow> groups = compare(results, "baseline", GroupBy::administration);
  CHECK(groups[1].value[kPeak] == tests::small_result(0, 1).annual[kPeak] + tests::small_result(0, 2).annual[kPeak]);
}

TEST_CASE("The scenario that is compared with comes first and the others in the order of the file", "[compare]") {
  Results results = small_city_results();
  results.scenario_names.push_back("windows");
  results.results.push_back(results.results[0]);
  results.status.push_back(results.status[0]);
  results.city.push_back(results.city[0]);
  const std::vector<ComparisonRow> rows = compare(results, "roofs", GroupBy::total);
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].scenario == "roofs");
  CHECK(rows[0].change[kHeat] == 0.0);
  CHECK(rows[1].scenario == "baseline");
  CHECK(rows[1].change[kHeat] > 0.0);
  CHECK(rows[2].scenario == "windows");
}

TEST_CASE("Groups are sorted by name", "[compare]") {
  const std::vector<ComparisonRow> uses = compare(small_city_results(), "baseline", GroupBy::use);
  REQUIRE(uses.size() == 6);
  CHECK(uses[0].group == "clubhouse");
  CHECK(uses[1].group == "office");
  CHECK(uses[2].group == "school");
  CHECK(uses[5].scenario == "roofs");
  CHECK(uses[5].value[kHeat] == heat_kwh(1, 0));
  const std::vector<ComparisonRow> buildings = compare(small_city_results(), "baseline", GroupBy::building);
  CHECK(buildings[1].group == "b-002");
  CHECK(buildings[1].area_m2 == 2000.0);
}

TEST_CASE("A building that failed in one scenario is left out of both sides and counted", "[compare]") {
  Results results = small_city_results();
  results.status[1][0] = TaskStatus::failed;
  for (double& value : results.results[1][0].annual) value = models::kMissing;
  const std::vector<ComparisonRow> rows = compare(results, "baseline", GroupBy::total);
  CHECK(rows[0].buildings == 3);
  CHECK(rows[1].buildings == 2);
  CHECK(rows[1].missing == 1);
  CHECK(rows[1].area_m2 == 2250.0);
  CHECK(rows[1].change[kHeat] == heat_kwh(1, 1) + heat_kwh(1, 2) - heat_kwh(0, 1) - heat_kwh(0, 2));
  CHECK(rows[1].value[kPeak] == 400.0);
  CHECK(std::isnan(rows[1].change[kPeak]));  // the baseline's common hour has one building more

  const std::vector<ComparisonRow> schools = compare(results, "baseline", GroupBy::use);
  CHECK(schools[5].group == "school");
  CHECK(schools[5].buildings == 0);
  CHECK(schools[5].missing == 1);
  CHECK(std::isnan(schools[5].value[kHeat]));  // not 0: nothing is known
}

TEST_CASE("An unknown scenario to compare with is answered with the nearest name", "[compare]") {
  const Results results = small_city_results();
  try {
    static_cast<void>(compare(results, "basline", GroupBy::total));
    FAIL("no error came");
  } catch (const tvilling::core::Error& error) {
    CHECK(error.kind() == tvilling::core::ErrorKind::bad_input);
    CHECK(error.hint().find("baseline") != std::string::npos);
  }
}
