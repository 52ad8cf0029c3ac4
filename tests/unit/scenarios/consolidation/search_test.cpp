// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/search.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <stop_token>

#include "core/error.hpp"
#include "tests/support/brute_force.hpp"
#include "tests/support/consolidation_case.hpp"
#include "tests/support/consolidation_city.hpp"

namespace tests = tvilling::tests;
using namespace tvilling::scenarios;
using tvilling::core::RunContext;

namespace {

SearchSettings few_steps(std::size_t steps = 50'000) {
  SearchSettings settings;
  settings.steps = steps;
  return settings;
}

RunContext threads(int count) {
  RunContext context;
  context.threads = count;
  return context;
}

const tests::CityCaseSize kTown{40, 90, 1};

}  // namespace

TEST_CASE("No plan of the toy instance is cheaper than 17,595,200 DKK a year and exactly three cost that") {
  const tests::BruteForce all = tests::brute_force(tests::toy_t1());
  CHECK(all.objective_dkk_per_year == 17595200.0);
  CHECK(all.ties == 3);
}

TEST_CASE("Greedy and search find the best plan of the toy instance") {
  const ConsolidationCase c = tests::toy_t1();
  CHECK(greedy_plan(c).cost.objective_dkk_per_year == 17595200.0);
  const SearchAnswer answer = search_plan(c, few_steps(), threads(1));
  REQUIRE(answer.best.size() == 1);
  CHECK(answer.best[0].cost.objective_dkk_per_year == 17595200.0);
  CHECK(answer.best[0].plan.held == std::vector<std::vector<int>>{{0}, {1}, {1}, {1}});
  CHECK(breaches(c, answer.best[0].plan).empty());
  CHECK_FALSE(answer.ended_by_time);
}

TEST_CASE("The best plans differ in what they give up and come in the order of their cost") {
  const ConsolidationCase c = tests::toy_t1();
  SearchSettings settings = few_steps();
  settings.keep_best = 3;
  const SearchAnswer answer = search_plan(c, settings, threads(1));
  std::vector<double> expected;
  for (const auto& [given_up, cost] : tests::brute_force(c).by_given_up) expected.push_back(cost);
  std::sort(expected.begin(), expected.end());
  REQUIRE(answer.best.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) CHECK(answer.best[i].cost.objective_dkk_per_year == Approx(expected[i]).epsilon(1e-12));
  CHECK(answer.best[0].plan.held != answer.best[1].plan.held);
}

TEST_CASE("The search saves more than the greedy plan in towns of one period and of several, and keeps all limits") {
  for (const std::size_t periods : {1U, 6U}) {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
      const ConsolidationCase c = tests::city_case(seed, {40, 90, periods});
      const FoundPlan greedy = greedy_plan(c);
      CHECK(breaches(c, greedy.plan).empty());
      CHECK(greedy.cost.objective_dkk_per_year < cost_of(c, stay(c)).objective_dkk_per_year);
      const SearchAnswer answer = search_plan(c, few_steps(), threads(2));
      REQUIRE(answer.best.size() == 1);
      CHECK(breaches(c, answer.best[0].plan).empty());
      CHECK(answer.best[0].cost.objective_dkk_per_year < greedy.cost.objective_dkk_per_year);
    }
  }
}

TEST_CASE("The search is never worse than the greedy plan, even without steps") {
  const ConsolidationCase c = tests::city_case(4, kTown);
  const SearchAnswer answer = search_plan(c, few_steps(0), threads(1));
  REQUIRE(answer.best.size() == 1);
  CHECK(answer.best[0].cost.objective_dkk_per_year <= greedy_plan(c).cost.objective_dkk_per_year);
}

TEST_CASE("The number of threads does not change the plans and the seed does") {
  const ConsolidationCase c = tests::city_case(5, {40, 90, 3});
  SearchSettings settings = few_steps(20'000);
  settings.keep_best = 3;
  const SearchAnswer one = search_plan(c, settings, threads(1));
  const SearchAnswer two = search_plan(c, settings, threads(2));
  REQUIRE(one.best.size() == two.best.size());
  for (std::size_t i = 0; i < one.best.size(); ++i) CHECK(one.best[i].plan == two.best[i].plan);
  settings.seed = 2;
  CHECK_FALSE(search_plan(c, settings, threads(1)).best[0].plan == one.best[0].plan);
}

TEST_CASE("A better plan from a known one is not worse than that one") {
  const ConsolidationCase c = tests::city_case(6, kTown);
  const FoundPlan greedy = greedy_plan(c);
  const SearchAnswer better = improve_plan(c, greedy.plan, few_steps(20'000), threads(1));
  REQUIRE(better.best.size() == 1);
  CHECK(better.best[0].cost.objective_dkk_per_year < greedy.cost.objective_dkk_per_year);
  const SearchAnswer again = improve_plan(c, better.best[0].plan, few_steps(20'000), threads(1));
  CHECK(again.best[0].cost.objective_dkk_per_year <= better.best[0].cost.objective_dkk_per_year);
}

TEST_CASE("A plan whose units may no longer sit where it has them is mended") {
  ConsolidationCase c = tests::toy_t1();
  const Plan plan = greedy_plan(c).plan;  // closes P1
  c.premises[0].fate = Fate::keep;
  c.units[0].locked = c.units[1].locked = true;
  const SearchAnswer answer = improve_plan(c, plan, few_steps(), threads(1));
  REQUIRE(answer.best.size() == 1);
  CHECK(breaches(c, answer.best[0].plan).empty());
  CHECK(answer.best[0].cost.objective_dkk_per_year == Approx(tests::brute_force(c).objective_dkk_per_year).epsilon(1e-12));
}

TEST_CASE("More people than desks today are mended") {
  ConsolidationCase c = tests::toy_t1();
  c.premises[2].desks = 30.0;  // 35 people sit there
  CHECK_FALSE(breaches(c, stay(c)).empty());
  const SearchAnswer answer = search_plan(c, few_steps(), threads(1));
  REQUIRE(answer.best.size() == 1);
  CHECK(breaches(c, answer.best[0].plan).empty());
  CHECK(answer.best[0].cost.objective_dkk_per_year == Approx(tests::brute_force(c).objective_dkk_per_year).epsilon(1e-12));
}

TEST_CASE("A case without units gives all back, and one without premises has nothing to do") {
  ConsolidationCase c = tests::toy_t1();
  c.units.clear();
  const SearchAnswer answer = search_plan(c, few_steps(1000), threads(1));
  REQUIRE(answer.best.size() == 1);
  CHECK(answer.best[0].plan.held == std::vector<std::vector<int>>(4, {0}));
  c.premises.clear();
  c.periods.budget_dkk = {1e6};
  CHECK(search_plan(c, few_steps(1000), threads(1)).best.size() == 1);
}

TEST_CASE("Where nothing keeps all limits there is no plan") {
  ConsolidationCase c = tests::toy_t1();
  c.premises[1].fate = Fate::close;  // D may not leave it
  CHECK(search_plan(c, few_steps(), threads(1)).best.empty());
}

TEST_CASE("A case where nobody may move gives back what nobody needs") {
  ConsolidationCase c = tests::toy_t1();
  for (CaseUnit& unit : c.units) unit.locked = true;
  c.premises[0].blocks = 2;
  c.units[1].locked = true;
  c.units[1].desks = c.units[1].desks_high = 10.0;  // A and B then need one half of P1
  const SearchAnswer answer = search_plan(c, few_steps(), threads(1));
  REQUIRE(answer.best.size() == 1);
  CHECK(answer.best[0].plan.seat == stay(c).seat);
  CHECK(answer.best[0].plan.held[0] == std::vector<int>{1});
}

TEST_CASE("A search that is asked to stop says so") {
  std::stop_source stop;
  stop.request_stop();
  RunContext context = threads(1);
  context.stop = stop.get_token();
  try {
    static_cast<void>(search_plan(tests::toy_t1(), few_steps(), context));
    FAIL("it did not stop");
  } catch (const tvilling::core::Error& error) {
    CHECK(error.kind() == tvilling::core::ErrorKind::interrupted);
  }
}

TEST_CASE("A search tells how far it is and ends at its steps") {
  RunContext context = threads(1);
  std::size_t last = 0;
  bool ascends = true;
  context.on_progress = [&](const tvilling::core::Progress& progress) {
    ascends = ascends && progress.done >= last && progress.total == 10'000;
    last = progress.done;
  };
  static_cast<void>(search_plan(tests::toy_t1(), few_steps(10'000), context));
  CHECK(ascends);
  CHECK(last == 10'000);
}

TEST_CASE("A search that is ended by its time says so") {
  SearchSettings settings = few_steps(1'000'000'000'000);
  settings.max_seconds = 0.05;
  const SearchAnswer answer = search_plan(tests::toy_t1(), settings, threads(1));
  CHECK(answer.ended_by_time);
  CHECK(answer.best.size() == 1);
}
