// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/exact.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "scenarios/consolidation/bound.hpp"
#include "scenarios/consolidation/search.hpp"
#include "tests/support/consolidation_case.hpp"
#include "tests/support/consolidation_city.hpp"

namespace tests = tvilling::tests;
using namespace tvilling::scenarios;

namespace {

std::size_t changed_seats(const Plan& a, const Plan& b) {
  std::size_t changed = 0;
  for (std::size_t u = 0; u < a.seat.size(); ++u) changed += a.seat[u] != b.seat[u] ? 1 : 0;
  return changed;
}

}  // namespace

TEST_CASE("Branch and bound proves the optimum of the toy instance T1") {
  const ConsolidationCase c = tests::toy_t1();
  CHECK(is_small(c));
  const ExactAnswer answer = solve_exact(c, std::nullopt, {});
  REQUIRE(answer.plan);
  CHECK(answer.proven);
  CHECK(answer.plan->held[0][0] == 0);
  const double cost = cost_of(c, *answer.plan).objective_dkk_per_year;
  CHECK(cost == Approx(17595200.0).epsilon(1e-12));
  CHECK(answer.bound_dkk_per_year <= cost);
  CHECK(cost - answer.bound_dkk_per_year <= answer.tolerance_dkk_per_year);
  CHECK(answer.tolerance_dkk_per_year < 1e-6 * cost);
  const Bound bound = lower_bound(c, cost, {}, {});
  CHECK(bound.method == "branch and bound");
  CHECK(gap_fraction(cost, bound.objective_dkk_per_year, bound.tolerance_dkk_per_year) == 0.0);
}

TEST_CASE("A start does not change what is proven, and a start that breaks a limit is not taken") {
  const ConsolidationCase c = tests::toy_t1();
  const double best = cost_of(c, *solve_exact(c, std::nullopt, {}).plan).objective_dkk_per_year;
  Plan bad = stay(c);
  bad.held[1][0] = 0;
  for (const Plan& start : {stay(c), bad}) {
    const ExactAnswer answer = solve_exact(c, start, {});
    REQUIRE(answer.plan);
    CHECK(answer.proven);
    CHECK(cost_of(c, *answer.plan).objective_dkk_per_year == Approx(best).epsilon(1e-12));
  }
}

TEST_CASE("Nothing feasible is proven as such") {
  ConsolidationCase c = tests::toy_t1();
  c.premises[1].fate = Fate::close;  // where D is locked
  const ExactAnswer answer = solve_exact(c, std::nullopt, {});
  CHECK_FALSE(answer.plan);
  CHECK(answer.proven);
}

TEST_CASE("A plan that keeps all limits is its own nearest") {
  const ConsolidationCase c = tests::toy_t1();
  CHECK(nearest_plan(c, stay(c), {})->plan == stay(c));
  CHECK(nearest_plan(c, stay(c), {})->proven);
}

TEST_CASE("To keep premises empty changes no seat") {
  ConsolidationCase c = tests::toy_t1();
  const Plan plan = *solve_exact(c, std::nullopt, {}).plan;
  c.premises[0].fate = Fate::keep;
  const auto near = nearest_plan(c, plan, {});
  REQUIRE(near);
  CHECK(near->plan.seat == plan.seat);
  CHECK(near->plan.held[0][0] == 1);
  CHECK(breaches(c, near->plan).empty());
}

TEST_CASE("Units that are locked after all go home, and only whoever has no desk then moves") {
  ConsolidationCase c = tests::toy_t1();
  Plan plan = stay(c);
  plan.seat[4] = 1;  // E, 35 persons, to the 120 desks of P2, which B and C leave
  plan.seat[2] = 3;
  plan.seat[3] = 1;
  release(c, plan);
  REQUIRE(breaches(c, plan).empty());
  c.units[2].locked = true;  // C, 25 persons, is back in P2 with D and E: 140 persons
  const auto near = nearest_plan(c, plan, {});
  REQUIRE(near);
  CHECK(breaches(c, near->plan).empty());
  CHECK(changed_seats(near->plan, plan) == 2);
  CHECK(near->plan.seat[2] == 1);
  CHECK(near->plan.seat[4] != 1);
}

TEST_CASE("Of equally near plans the cheapest is taken") {
  ConsolidationCase c = tests::toy_t1();
  Plan plan = stay(c);
  c.premises[0].fate = Fate::close;  // A and B must go, to P3 or P4
  const auto near = nearest_plan(c, plan, {});
  REQUIRE(near);
  CHECK(changed_seats(near->plan, plan) == 2);
  CHECK(cost_of(c, near->plan).objective_dkk_per_year == Approx(17595200.0).epsilon(1e-9));
}

TEST_CASE("The nearest plan of a city moves only those who have to, in half-years, too") {
  for (const std::size_t periods : {1, 6}) {
    CAPTURE(periods);
    ConsolidationCase c = tests::city_case(3, {30, 70, periods});
    const FoundPlan best = greedy_plan(c);
    const Plan& plan = best.plan;
    std::size_t given_up = 0;
    while (given_up < plan.held.size() && plan.held[given_up].back() > 0) ++given_up;
    REQUIRE(given_up < plan.held.size());
    c.premises[given_up].fate = Fate::keep;
    std::set<std::size_t> back;
    for (std::size_t u = 0; u < c.units.size(); ++u) {
      if (c.units[u].home != given_up) continue;
      c.units[u].locked = true;
      back.insert(u);
    }
    const auto near = nearest_plan(c, plan, {});
    REQUIRE(near);
    CHECK(breaches(c, near->plan).empty());
    CHECK(changed_seats(near->plan, plan) >= back.size());
    CHECK(changed_seats(near->plan, plan) <= back.size() + 4);
    for (const std::size_t u : back) CHECK(near->plan.seat[u] == given_up);
    CHECK(nearest_plan(c, plan, {})->plan == near->plan);
  }
}
