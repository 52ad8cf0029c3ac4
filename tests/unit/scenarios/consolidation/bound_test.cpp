// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/bound.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <stop_token>

#include "core/error.hpp"
#include "scenarios/consolidation/search.hpp"
#include "tests/support/consolidation_case.hpp"
#include "tests/support/consolidation_city.hpp"

namespace tests = tvilling::tests;
using namespace tvilling::scenarios;
using tvilling::core::Error;

namespace {

BoundSettings rounds(int count) {
  BoundSettings settings;
  settings.rounds = count;
  return settings;
}

double best_of(const ConsolidationCase& c) {
  SearchSettings settings;
  settings.steps = 200'000;
  return search_plan(c, settings, {}).best.at(0).cost.objective_dkk_per_year;
}

}  // namespace

TEST_CASE("The gap is what the bound lacks of the cost") {
  CHECK(gap_fraction(100.0, 95.0) == Approx(0.05));
  CHECK(gap_fraction(0.0, 0.0) == 0.0);
  CHECK(gap_fraction(100.0, 95.0, 0.0, 60.0) == Approx(0.05));
  CHECK(gap_fraction(-1.0, -11.0, 0.0, 100.0) == Approx(0.1));  // a sale pays all
  CHECK(gap_fraction(100.0, 99.9, 0.2) == 0.0);
  CHECK(gap_fraction(100.0, 99.9, 0.05) > 0.0);
}

TEST_CASE("A city of one period has a bound within 5 percent of a plan") {
  const ConsolidationCase c = tests::city_case(1, {60, 140, 1});
  const double best = best_of(c);
  const Bound bound = lower_bound(c, best, rounds(500), {});
  CHECK(bound.method == "Lagrangian relaxation");
  CHECK_FALSE(bound.ended_by_time);
  CHECK(bound.objective_dkk_per_year < best);
  CHECK(gap_fraction(best, bound.objective_dkk_per_year) < 0.05);
}

TEST_CASE("A city of half-years with a budget has a bound within 10 percent of a plan") {
  const ConsolidationCase c = tests::city_case(2, {40, 90, 6});
  const double best = best_of(c);
  const Bound bound = lower_bound(c, best, rounds(1200), {});
  CHECK(bound.objective_dkk_per_year < best);
  CHECK(gap_fraction(best, bound.objective_dkk_per_year) < 0.10);
}

TEST_CASE("A smaller budget raises the bound") {
  ConsolidationCase c = tests::city_case(2, {40, 90, 6});
  c.periods.budget_dkk.assign(3, 1e9);
  const double rich = relaxed_bound(c, 1e12, rounds(1200), {}).objective_dkk_per_year;
  c.periods.budget_dkk.assign(3, 3e6);
  const double poor = relaxed_bound(c, 1e12, rounds(1200), {}).objective_dkk_per_year;
  CHECK(poor > 1.01 * rich);
}

TEST_CASE("A budget of one period is priced, too") {
  ConsolidationCase c = tests::city_case(2, {40, 90, 1});
  const double rich = relaxed_bound(c, 1e12, rounds(600), {}).objective_dkk_per_year;
  c.periods.budget_dkk = {5e6};
  const double poor = relaxed_bound(c, 1e12, rounds(600), {}).objective_dkk_per_year;
  CHECK(poor > 1.05 * rich);
  CHECK(poor <= cost_of(c, stay(c)).objective_dkk_per_year);
}

TEST_CASE("Without anything to choose the bound is today's cost") {
  ConsolidationCase c = tests::city_case(4, {20, 40, 4});
  for (CaseUnit& unit : c.units) unit.locked = true;
  for (CasePremises& premises : c.premises) premises.fate = Fate::keep;
  const double today = cost_of(c, stay(c)).objective_dkk_per_year;
  CHECK(relaxed_bound(c, 10.0 * today, rounds(100), {}).objective_dkk_per_year == Approx(today).epsilon(1e-8));
}

TEST_CASE("A bound above a plan that is said to be known is a fault, but for rounding") {
  const ConsolidationCase c = tests::toy_t1();
  CHECK_THROWS_AS(lower_bound(c, 1e6, {}, {}), Error);
  CHECK_THROWS_AS(relaxed_bound(c, 1e6, {}, {}), Error);
  CHECK(bound_below(100.0 + 1e-8, 100.0, "test") == 100.0);
  CHECK(bound_below(99.0, 100.0, "test") == 99.0);
  CHECK_THROWS_AS(bound_below(100.001, 100.0, "test"), Error);
  CHECK_THROWS_AS(bound_below(std::nan(""), 100.0, "test"), Error);
}

TEST_CASE("Where nothing keeps all limits the bound says so, and that no plan can be known") {
  ConsolidationCase c = tests::toy_t1();
  c.premises[1].fate = Fate::close;  // where D is locked
  const Bound bound = lower_bound(c, std::numeric_limits<double>::infinity(), {}, {});
  CHECK(bound.is_infeasible);
  CHECK(std::isinf(bound.objective_dkk_per_year));
  CHECK_THROWS_AS(lower_bound(c, 1e12, {}, {}), Error);
}

TEST_CASE("Equal input gives an equal bound to the last bit") {
  const ConsolidationCase c = tests::city_case(5, {30, 60, 3});
  const double once = relaxed_bound(c, 1e12, rounds(300), {}).objective_dkk_per_year;
  CHECK(relaxed_bound(c, 1e12, rounds(300), {}).objective_dkk_per_year == once);
}

TEST_CASE("A bound that time ends is still a bound, and says so") {
  const ConsolidationCase c = tests::city_case(5, {30, 60, 3});
  BoundSettings settings = rounds(3000);
  settings.max_seconds = 1e-9;
  const Bound bound = relaxed_bound(c, 1e12, settings, {});
  CHECK(bound.ended_by_time);
  CHECK(bound.objective_dkk_per_year < best_of(c));
  CHECK(bound.objective_dkk_per_year > 0.0);
}

TEST_CASE("The bound stops as asked and tells how far it has come") {
  const ConsolidationCase c = tests::city_case(5, {30, 60, 3});
  tvilling::core::RunContext context;
  std::size_t told = 0;
  context.on_progress = [&told](const tvilling::core::Progress& p) {
    CHECK(p.done == ++told);
    CHECK(p.total == 30);
  };
  (void)relaxed_bound(c, 1e12, rounds(300), context);
  CHECK(told == 30);
  std::stop_source stop;
  stop.request_stop();
  context.stop = stop.get_token();
  CHECK_THROWS_AS(relaxed_bound(c, 1e12, rounds(300), context), Error);
}
