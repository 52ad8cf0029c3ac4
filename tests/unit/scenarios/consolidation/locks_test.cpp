// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/locks.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "scenarios/consolidation/exact.hpp"
#include "tests/support/consolidation_case.hpp"
#include "tests/support/consolidation_city.hpp"

namespace tests = tvilling::tests;
using namespace tvilling::scenarios;

namespace {

CaseLock lock(CaseLockKind kind, std::size_t where) {
  return {kind, where, "decided", "study.toml:1"};
}

ConsolidationCase with(ConsolidationCase c, const std::vector<CaseLock>& locks) {
  for (const CaseLock& l : locks) {
    if (l.kind == CaseLockKind::unit_stays) {
      c.units[l.where].locked = true;
    } else {
      c.premises[l.where].fate = l.kind == CaseLockKind::premises_kept ? Fate::keep : Fate::close;
    }
  }
  return c;
}

FoundPlan exact_plan(const ConsolidationCase& c) {
  const Plan plan = *solve_exact(c, std::nullopt, {}).plan;
  return {plan, cost_of(c, plan)};
}

using Conflict = std::vector<std::size_t>;

}  // namespace

TEST_CASE("A unit is free without all locks on it, and premises without all on them") {
  const std::vector<CaseLock> locks{lock(CaseLockKind::unit_stays, 3), lock(CaseLockKind::unit_stays, 4),
                                    lock(CaseLockKind::unit_stays, 4), lock(CaseLockKind::premises_kept, 0)};
  const ConsolidationCase c = with(tests::toy_t1(), locks);
  CHECK_FALSE(without(c, locks[0]).units[3].locked);
  CHECK(without(c, locks[0]).units[4].locked);
  CHECK_FALSE(without(c, locks[1]).units[4].locked);
  CHECK(without(c, locks[3]).premises[0].fate == Fate::open);
}

TEST_CASE("The price of a lock is what the best plan without it would save") {
  const std::vector<CaseLock> locks{lock(CaseLockKind::unit_stays, 3), lock(CaseLockKind::premises_kept, 0),
                                    lock(CaseLockKind::unit_stays, 4)};
  const ConsolidationCase c = with(tests::toy_t1(), locks);
  const FoundPlan best = exact_plan(c);
  const std::vector<LockPrice> prices = lock_prices(c, locks, best, {}, {}).price;
  REQUIRE(prices.size() == 3);
  for (std::size_t i = 0; i < prices.size(); ++i) {
    CAPTURE(i);
    CHECK(prices[i].lock == i);
    CHECK(prices[i].exact);
    const double free = exact_plan(without(c, locks[i])).cost.objective_dkk_per_year;
    CHECK(prices[i].dkk_per_year == Approx(best.cost.objective_dkk_per_year - free).margin(0.01));
  }
  CHECK(prices[1].dkk_per_year > 1e6);  // P1 is the dearest
}

TEST_CASE("Two locks on one unit have one price, that of both") {
  const std::vector<CaseLock> once{lock(CaseLockKind::unit_stays, 0)};
  const std::vector<CaseLock> twice{lock(CaseLockKind::unit_stays, 0), lock(CaseLockKind::premises_kept, 1),
                                    lock(CaseLockKind::unit_stays, 0)};
  const ConsolidationCase c = with(tests::toy_t1(), twice);
  const std::vector<LockPrice> prices = lock_prices(c, twice, exact_plan(c), {}, {}).price;
  REQUIRE(prices.size() == 2);
  CHECK(prices[0].lock == 0);
  CHECK(prices[0].others == std::vector<std::size_t>{2});
  CHECK(prices[1].lock == 1);
  CHECK(prices[1].others.empty());
  CHECK(prices[0].exact);
  CHECK(prices[0].dkk_per_year == Approx(lock_prices(c, once, exact_plan(c), {}, {}).price[0].dkk_per_year));
  CHECK(prices[0].dkk_per_year > 1e5);
}

TEST_CASE("A lock on a unit that may only sit in its own lease costs nothing, for sure") {
  const std::vector<CaseLock> locks{lock(CaseLockKind::unit_stays, 0)};
  for (ConsolidationCase c : {tests::toy_t1(), tests::city_case(6, {30, 60, 1})}) {
    c.units[0].places = {c.units[0].home};
    c = with(c, locks);
    const Plan today = stay(c);
    const std::vector<LockPrice> prices = lock_prices(c, locks, {today, cost_of(c, today)}, {}, {}).price;
    REQUIRE(prices.size() == 1);
    CHECK(prices[0].dkk_per_year == 0.0);
    CHECK(prices[0].exact);
  }
}

TEST_CASE("What more searching finds is a better plan, not the price of a lock") {
  // The lock on premises that nobody would give up is worth nothing, whatever today's plan leaves to be saved.
  ConsolidationCase c = tests::city_case(6, {30, 60, 1});
  c.premises[0].rent_dkk_year = 0.0;
  c.premises[0].operation_dkk_year = 0.0;
  c.premises[0].close_cost_dkk = 1e9;
  const std::vector<CaseLock> locks{lock(CaseLockKind::premises_kept, 0)};
  c = with(c, locks);
  SearchSettings settings;
  settings.steps = 40'000;
  const Plan today = stay(c);
  const LockPrices priced = lock_prices(c, locks, {today, cost_of(c, today)}, settings, {});
  REQUIRE(priced.better);
  CHECK(breaches(c, priced.better->plan).empty());
  CHECK(priced.better->cost.objective_dkk_per_year < 0.9 * cost_of(c, today).objective_dkk_per_year);
  CHECK(priced.price[0].dkk_per_year < 0.001 * priced.better->cost.objective_dkk_per_year);
}

TEST_CASE("The time for prices is that of all locks together, and ended by time is said") {
  std::vector<CaseLock> locks;
  for (std::size_t p = 0; p < 10; ++p) locks.push_back(lock(CaseLockKind::premises_kept, p));
  const ConsolidationCase c = with(tests::city_case(6, {30, 60, 1}), locks);
  SearchSettings settings;
  settings.steps = 1'000'000'000;
  settings.max_seconds = 0.2;
  const Plan today = stay(c);
  CHECK(lock_prices(c, locks, {today, cost_of(c, today)}, settings, {}).ended_by_time);
}

TEST_CASE("In a large case the price of a lock is about what the search finds") {
  std::vector<CaseLock> locks;
  for (const std::size_t p : {0, 1, 2}) locks.push_back(lock(CaseLockKind::premises_kept, p));
  const ConsolidationCase c = with(tests::city_case(6, {30, 60, 1}), locks);
  SearchSettings settings;
  settings.steps = 40'000;
  const FoundPlan best = search_plan(c, settings, {}).best.at(0);
  const std::vector<LockPrice> prices = lock_prices(c, locks, best, settings, {}).price;
  REQUIRE(prices.size() == 3);
  for (const LockPrice& price : prices) {
    CHECK(price.dkk_per_year >= 0.0);
    CHECK_FALSE(price.exact);
  }
  // Kept premises cost their rent where the best plan would give them up.
  CHECK(std::any_of(prices.begin(), prices.end(), [](const LockPrice& price) { return price.dkk_per_year > 1e5; }));
}

TEST_CASE("A locked unit and its closed premises are the smallest conflict") {
  const std::vector<CaseLock> locks{lock(CaseLockKind::premises_kept, 0), lock(CaseLockKind::unit_stays, 3),
                                    lock(CaseLockKind::unit_stays, 4), lock(CaseLockKind::premises_closed, 1)};
  const ConsolidationCase c = with(tests::toy_t1(), locks);
  CHECK_FALSE(is_feasible(c));
  CHECK(smallest_conflict(c, locks).locks == Conflict{1, 3});
}

TEST_CASE("Premises that are to be kept and closed contradict themselves") {
  const std::vector<CaseLock> locks{lock(CaseLockKind::premises_closed, 0), lock(CaseLockKind::unit_stays, 3),
                                    lock(CaseLockKind::premises_kept, 0)};
  CHECK(smallest_conflict(with(tests::toy_t1(), locks), locks).locks == Conflict{0, 2});
}

TEST_CASE("Too few desks are the conflict of what is closed, and as few as do it") {
  // 290 persons in 500 desks: three of the four may not be closed, nor the two largest and another.
  const std::vector<CaseLock> locks{lock(CaseLockKind::unit_stays, 4), lock(CaseLockKind::premises_closed, 0),
                                    lock(CaseLockKind::premises_closed, 3)};
  ConsolidationCase c = tests::toy_t1();
  c.units[3].locked = false;
  c = with(c, locks);
  CHECK_FALSE(is_feasible(c));
  CHECK(smallest_conflict(c, locks).locks == Conflict{1, 2});
}

TEST_CASE("Locks that contradict nothing have no conflict, and so has what is infeasible without them") {
  const std::vector<CaseLock> locks{lock(CaseLockKind::unit_stays, 0)};
  const ConsolidationCase c = with(tests::toy_t1(), locks);
  CHECK(is_feasible(c));
  CHECK(smallest_conflict(c, locks).locks.empty());
  ConsolidationCase full = c;
  for (CaseUnit& unit : full.units) unit.desks_high *= 2.0;
  CHECK_FALSE(is_feasible(full));
  CHECK(smallest_conflict(full, locks).locks.empty());
}

TEST_CASE("A city's conflict among sixty locks is found, the same in every run") {
  ConsolidationCase c = tests::city_case(1, {});
  std::vector<CaseLock> locks;
  for (std::size_t u = 0; u < c.units.size(); ++u) {
    if (c.units[u].locked) locks.push_back(lock(CaseLockKind::unit_stays, u));
  }
  for (std::size_t p = 0; p < 16; ++p) locks.push_back(lock(CaseLockKind::premises_closed, p));
  c = with(c, locks);
  const Conflict conflict = smallest_conflict(c, locks).locks;
  REQUIRE(conflict.size() == 2);
  CHECK(locks[conflict[0]].kind == CaseLockKind::unit_stays);
  CHECK(c.units[locks[conflict[0]].where].home == locks[conflict[1]].where);
  CHECK(smallest_conflict(c, locks).locks == conflict);
}
