// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/solve.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "scenarios/consolidation/exact.hpp"
#include "scenarios/consolidation/fit.hpp"
#include "tests/support/consolidation_case.hpp"
#include "tests/support/consolidation_city.hpp"

namespace tests = tvilling::tests;
using namespace tvilling::scenarios;

namespace {

Consolidation of(ConsolidationCase c) {
  Consolidation out;
  out.basis.c = std::move(c);
  return out;
}

/// Units of 60 desks, one in each premises of 100, and some premises that nobody uses: two never fit into one.
ConsolidationCase one_each(std::size_t units, std::size_t unused) {
  ConsolidationCase c;
  std::vector<std::size_t> all;
  for (std::size_t p = 0; p < units + unused; ++p) {
    CasePremises premises;
    premises.lease_id = "P" + std::to_string(100 + p);
    premises.desks = 100.0;
    premises.rent_dkk_year = 2.5e6 + 1e4 * static_cast<double>(p);
    premises.operation_dkk_year = 3e5;
    c.premises.push_back(premises);
    all.push_back(p);
  }
  for (std::size_t u = 0; u < units; ++u) {
    CaseUnit unit;
    unit.unit_id = "U" + std::to_string(100 + u);
    unit.persons = unit.desks = unit.desks_high = 60.0;
    unit.home = u;
    unit.move_cost_dkk = 1.2e6;
    unit.places = all;
    c.units.push_back(unit);
  }
  c.periods = {{0.0}, {6.0}, {1.0}, {}};
  return c;
}

std::string message_of(const ConsolidationCase& c, bool is_proven) {
  PlanBasis basis;
  basis.c = c;
  tvilling::core::Findings findings;
  tell_no_plan(basis, is_proven, findings);
  REQUIRE(findings.list.size() == 1);
  return findings.list.front().message;
}

/// About as many choices as branch and bound is given, floors and many affinities: not proven in an instant.
ConsolidationCase hard_small() {
  ConsolidationCase c = tests::city_case(11, {10, 13, 1});
  for (CaseUnit& unit : c.units) unit.locked = false;
  for (std::size_t a = 0; a < c.units.size(); ++a) {
    for (std::size_t b = a + 1; b < c.units.size(); b += 3)
      c.affinities.push_back({a, b, 1e5 * static_cast<double>(1 + (a + b) % 9)});
  }
  return c;
}

}  // namespace

TEST_CASE("Whoever must leave finds the dear premises that nobody uses") {
  for (const std::size_t closed : {1, 2, 4}) {
    CAPTURE(closed);
    ConsolidationCase c = one_each(12, 4);
    for (std::size_t p = 0; p < closed; ++p) c.premises[p].fate = Fate::close;
    SearchSettings settings;
    settings.steps = 20'000;
    const SearchAnswer answer = search_plan(c, settings, {});
    REQUIRE_FALSE(answer.best.empty());
    CHECK(breaches(c, answer.best[0].plan).empty());
    // Each moves once, to the cheapest premises that are free; nobody else moves.
    double rent = 0.0;
    for (std::size_t p = closed; p < 12 + closed; ++p) rent += c.premises[p].rent_dkk_year + c.premises[p].operation_dkk_year;
    const double moves = static_cast<double>(closed) * 1.2e6 / 6.0;
    CHECK(answer.best[0].cost.objective_dkk_per_year == Approx(rent + moves).epsilon(1e-12));
  }
}

TEST_CASE("A large case whose search may take no time at all has a plan") {
  ConsolidationCase c = one_each(12, 4);
  for (std::size_t p = 0; p < 4; ++p) c.premises[p].fate = Fate::close;
  REQUIRE_FALSE(is_small(c));
  Consolidation out = of(c);
  ConsolidateSettings settings;
  settings.seconds = 1e-3;
  solve(out, settings, {}, {});
  REQUIRE_FALSE(out.best.empty());
  CHECK(breaches(c, out.best[0].plan).empty());
}

TEST_CASE("A small case that is not proven has the best plan first, and none worse than the greedy") {
  const ConsolidationCase c = hard_small();
  REQUIRE(is_small(c));
  for (const double seconds : {1e-3, 0.2}) {
    CAPTURE(seconds);
    Consolidation out = of(c);
    ConsolidateSettings settings;
    settings.seconds = seconds;
    solve(out, settings, {}, {});
    REQUIRE_FALSE(out.best.empty());
    REQUIRE(out.greedy);
    const auto cost = [](const FoundPlan& plan) { return plan.cost.objective_dkk_per_year; };
    CHECK(cost(out.best[0]) <= cost(*out.greedy));
    CHECK(std::is_sorted(out.best.begin(), out.best.end(),
                         [&](const FoundPlan& a, const FoundPlan& b) { return cost(a) < cost(b); }));
    CHECK(out.bound.objective_dkk_per_year <= cost(out.best[0]));
    CHECK((out.is_proven || out.ended_by_time));
    CHECK(out.gap() >= 0.0);
  }
}

TEST_CASE("The toy instance is proven, without a gap, and its bound is what was proven") {
  Consolidation out = of(tests::toy_t1());
  ConsolidateSettings settings;
  settings.reproducible = true;
  solve(out, settings, {}, {});
  CHECK(out.is_proven);
  CHECK(out.plan().cost.objective_dkk_per_year == 17595200.0);
  CHECK(out.gap() == 0.0);
  CHECK(out.bound.objective_dkk_per_year <= 17595200.0);
  CHECK(out.bound.objective_dkk_per_year == Approx(17595200.0).epsilon(1e-6));
  CHECK_FALSE(out.ended_by_time);
}

TEST_CASE("Why there is no plan is said of limits that are set, and as proven only where it is") {
  ConsolidationCase c = one_each(4, 0);
  CHECK(message_of(c, false) == "no plan was found that keeps all limits; there may be one");
  c.periods.budget_dkk = {1.0};
  CHECK(message_of(c, false) == "no plan was found that keeps budget_dkk_year; there may be one");
  CHECK(message_of(c, true) == "no plan keeps budget_dkk_year");
  c.payback_years = 2.0;
  CHECK(message_of(c, true) == "no plan keeps budget_dkk_year and payback_years");
  c.premises[0].fate = Fate::close;
  CHECK(message_of(c, false) == "no plan gives every unit its desks in a place where it may sit");
}

TEST_CASE("A conflict that is too large to be proven smallest is told as one of which none can be spared") {
  // Of ten closed premises any five are too many, for each unit needs premises of its own.
  ConsolidationCase c = one_each(12, 4);
  std::vector<CaseLock> locks;
  for (std::size_t p = 0; p < 10; ++p) {
    c.premises[p].fate = Fate::close;
    locks.push_back({CaseLockKind::premises_closed, p, "sold", "study.toml:1"});
  }
  const LockConflict conflict = smallest_conflict(c, locks);
  CHECK(conflict.locks.size() == 5);
  CHECK(conflict.proof != ConflictProof::contradicts);
}
