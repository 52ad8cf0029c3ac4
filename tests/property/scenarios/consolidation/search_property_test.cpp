// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "scenarios/consolidation/search.hpp"
#include "scenarios/consolidation/search_dice.hpp"
#include "scenarios/consolidation/search_state.hpp"
#include "tests/support/brute_force.hpp"
#include "tests/support/small_consolidation.hpp"

namespace tests = tvilling::tests;
using namespace tvilling::scenarios;

namespace {

/// Somebody goes somewhere in some period, or a block is given up in some.
void change_anything(SearchState& state, SearchDice& dice) {
  const ConsolidationCase& c = state.of();
  const std::size_t unit = dice.below(c.units.size());
  const std::vector<std::size_t>& places = c.units[unit].places;
  state.put(unit, places[dice.below(places.size())], dice.below(c.periods.size()));
  if (dice.below(3) != 0) return;
  const std::size_t premises = dice.below(c.premises.size());
  const auto block = static_cast<int>(dice.below(static_cast<std::size_t>(c.premises[premises].blocks)));
  state.choose(premises, block, static_cast<int>(dice.below(c.periods.size() + 2)) - 1);
}

bool breaks(const std::vector<Breach>& found, std::initializer_list<Limit> limits) {
  return std::any_of(found.begin(), found.end(),
                     [&](const Breach& breach) { return std::find(limits.begin(), limits.end(), breach.limit) != limits.end(); });
}

}  // namespace

TEST_CASE("The search equals brute force in small cases of every kind") {
  SearchSettings settings;
  settings.steps = 40'000;
  std::size_t solved = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    CAPTURE(seed);
    const ConsolidationCase c = tests::small_consolidation(seed);
    check_case(c);
    const tests::BruteForce all = tests::brute_force(c);
    settings.seed = seed;
    const SearchAnswer answer = search_plan(c, settings, {});
    REQUIRE(answer.best.empty() == std::isinf(all.objective_dkk_per_year));
    if (answer.best.empty()) continue;
    ++solved;
    CHECK(answer.best[0].cost.objective_dkk_per_year == Approx(all.objective_dkk_per_year).epsilon(1e-9));
    CHECK(breaches(c, answer.best[0].plan).empty());
  }
  CHECK(solved > 90);
}

TEST_CASE("The search equals brute force with negative costs, coarse blocks and units without desks") {
  SearchSettings settings;
  settings.steps = 40'000;
  std::size_t solved = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    CAPTURE(seed);
    const ConsolidationCase c = tests::odd_consolidation(seed);
    const double least = tests::brute_force(c).objective_dkk_per_year;
    settings.seed = seed;
    const SearchAnswer answer = search_plan(c, settings, {});
    REQUIRE(answer.best.empty() == std::isinf(least));
    if (answer.best.empty()) continue;
    ++solved;
    CHECK(answer.best[0].cost.objective_dkk_per_year == Approx(least).epsilon(1e-9));
    CHECK(breaches(c, answer.best[0].plan).empty());
  }
  CHECK(solved > 50);
}

TEST_CASE("The second and third best plans of small cases are those of brute force") {
  SearchSettings settings;
  settings.steps = 40'000;
  settings.keep_best = 3;
  for (std::uint64_t seed = 200; seed <= 240; ++seed) {
    CAPTURE(seed);
    const ConsolidationCase c = tests::small_consolidation(seed, 1);
    if (!c.periods.budget_dkk.empty() || !std::isnan(c.payback_years)) continue;
    std::vector<double> expected;
    for (const auto& [given_up, cost] : tests::brute_force(c).by_given_up) expected.push_back(cost);
    std::sort(expected.begin(), expected.end());
    const SearchAnswer answer = search_plan(c, settings, {});
    REQUIRE(answer.best.size() == std::min<std::size_t>(3, expected.size()));
    for (std::size_t i = 0; i < answer.best.size(); ++i) {
      CHECK(answer.best[i].cost.objective_dkk_per_year == Approx(expected[i]).epsilon(1e-9));
    }
  }
}

TEST_CASE("Costs that are kept up to date are those of the plan, whatever was tried, kept and undone") {
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    CAPTURE(seed);
    const ConsolidationCase c = tests::small_consolidation(seed);
    SearchState state(c);
    SearchDice dice(seed, 0);
    for (int i = 0; i < 60; ++i) {
      for (std::size_t k = dice.below(4); k > 0; --k) change_anything(state, dice);
      if (dice.below(3) == 0) {
        state.undo();
      } else {
        state.keep();
      }
    }
    const Plan plan = state.plan();
    const PlanCost cost = cost_of(c, plan);
    const SearchTotals totals = state.totals();
    CHECK(totals.cost_dkk == Approx(cost.objective_dkk_per_year * state.weights()).epsilon(1e-9));
    double once = 0.0;
    double first_year = 0.0;
    for (std::size_t t = 0; t < c.periods.size(); ++t) {
      once += cost.once[t].without_notice_dkk();
      if (year_of(c.periods, t) == 0) first_year += cost.once[t].without_notice_dkk();
    }
    CHECK(totals.once_dkk == Approx(once).epsilon(1e-9).margin(1e-3));
    if (!totals.year_dkk.empty()) CHECK(totals.year_dkk[0] == Approx(first_year).epsilon(1e-9).margin(1e-3));
    const double today = cost_of(c, stay(c)).running[0].total_dkk();
    CHECK(today - totals.end_dkk_year == Approx(cost.saving_dkk_per_year).epsilon(1e-9).margin(1e-3));
    CHECK((totals.over_desks > 0.0) == breaks(breaches(c, plan), {Limit::desks, Limit::closed}));
    SearchState again(c);
    again.set(plan);
    CHECK(again.plan() == plan);
    CHECK(again.totals().cost_dkk == Approx(totals.cost_dkk).epsilon(1e-12));
  }
}

TEST_CASE("What is undone leaves nothing behind") {
  const ConsolidationCase c = tests::small_consolidation(3);
  SearchState state(c);
  SearchDice dice(3, 0);
  const double before = state.totals().cost_dkk;
  const Plan plan = state.plan();
  for (int i = 0; i < 200; ++i) {
    change_anything(state, dice);
    if (i % 2 == 0) static_cast<void>(state.totals());
    state.undo();
  }
  CHECK(state.totals().cost_dkk == before);
  CHECK(state.plan() == plan);
}

TEST_CASE("Nothing that could be given up otherwise is cheaper than what is released") {
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    CAPTURE(seed);
    ConsolidationCase c = tests::small_consolidation(seed);
    c.periods.budget_dkk.clear();
    c.payback_years = tvilling::models::kMissing;
    SearchState state(c);
    SearchDice dice(seed, 1);
    for (int i = 0; i < 5; ++i) {
      const std::size_t unit = dice.below(c.units.size());
      state.put(unit, c.units[unit].places[dice.below(c.units[unit].places.size())], dice.below(c.periods.size()));
    }
    state.keep();
    Plan plan = state.plan();
    const double followed = cost_of(c, plan).objective_dkk_per_year;
    release(c, plan);
    const double released = cost_of(c, plan).objective_dkk_per_year;
    CHECK(followed == Approx(released).epsilon(1e-12));
    for (int i = 0; i < 50; ++i) {
      const std::size_t premises = dice.below(c.premises.size());
      const auto block = static_cast<int>(dice.below(static_cast<std::size_t>(c.premises[premises].blocks)));
      if (c.premises[premises].fate != Fate::open) continue;
      state.choose(premises, block, static_cast<int>(dice.below(c.periods.size() + 1)));
      CHECK(cost_of(c, state.plan()).objective_dkk_per_year >= released * (1.0 - 1e-12));
      if (dice.below(2) == 0) state.undo();
    }
  }
}

TEST_CASE("Exponential random numbers have mean one and their tail") {
  SearchDice dice(1, 0);
  constexpr int kCount = 200'000;
  double sum = 0.0;
  int above_two = 0;
  for (int i = 0; i < kCount; ++i) {
    const double e = dice.exponential();
    REQUIRE(e >= 0.0);
    sum += e;
    above_two += e > 2.0 ? 1 : 0;
  }
  CHECK(sum / kCount == Approx(1.0).margin(0.01));
  CHECK(static_cast<double>(above_two) / kCount == Approx(std::exp(-2.0)).margin(0.003));
}
