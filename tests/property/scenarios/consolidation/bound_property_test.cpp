// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "core/random.hpp"
#include "scenarios/consolidation/bound.hpp"
#include "scenarios/consolidation/exact.hpp"
#include "scenarios/consolidation/fit.hpp"
#include "scenarios/consolidation/relaxed_premises.hpp"
#include "tests/support/brute_force.hpp"
#include "tests/support/small_consolidation.hpp"

namespace tests = tvilling::tests;
using namespace tvilling::scenarios;

TEST_CASE("Branch and bound equals brute force in small cases of every kind, and no bound is above it") {
  std::size_t solved = 0;
  double gaps = 0.0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    CAPTURE(seed);
    const ConsolidationCase c = tests::small_consolidation(seed);
    const double least = tests::brute_force(c).objective_dkk_per_year;
    const ExactAnswer exact = solve_exact(c, std::nullopt, {});
    REQUIRE(exact.proven);
    REQUIRE(exact.plan.has_value() == std::isfinite(least));
    if (!exact.plan) continue;
    ++solved;
    CHECK(breaches(c, *exact.plan).empty());
    CHECK(cost_of(c, *exact.plan).objective_dkk_per_year == Approx(least).epsilon(1e-9));
    BoundSettings settings;
    settings.rounds = 400;
    // Nothing is known that could hide a bound that is too high.
    const Bound relaxed = relaxed_bound(c, std::numeric_limits<double>::infinity(), settings, {});
    CHECK(relaxed.objective_dkk_per_year <= least);
    gaps += gap_fraction(least, relaxed.objective_dkk_per_year);
  }
  CHECK(solved > 90);
  CHECK(gaps / static_cast<double>(solved) < 0.15);
}

TEST_CASE(
    "Branch and bound equals brute force with negative costs, coarse blocks and units without desks, and no bound is above") {
  std::size_t solved = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    CAPTURE(seed);
    const ConsolidationCase c = tests::odd_consolidation(seed);
    const double least = tests::brute_force(c).objective_dkk_per_year;
    const ExactAnswer exact = solve_exact(c, std::nullopt, {});
    REQUIRE(exact.proven);
    REQUIRE(exact.plan.has_value() == std::isfinite(least));
    if (!exact.plan) continue;
    ++solved;
    CHECK(cost_of(c, *exact.plan).objective_dkk_per_year == Approx(least).epsilon(1e-9));
    CHECK(exact.bound_dkk_per_year <= least);
    CHECK(least - exact.bound_dkk_per_year <= exact.tolerance_dkk_per_year + 1e-9 * std::abs(least));
    BoundSettings settings;
    settings.rounds = 400;
    CHECK(relaxed_bound(c, std::numeric_limits<double>::infinity(), settings, {}).objective_dkk_per_year <= least);
  }
  CHECK(solved > 50);
}

TEST_CASE("The cheapest items are those of trying every set") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    const auto whole = [&](std::string_view what, std::size_t below, std::uint64_t k) {
      return static_cast<int>(tvilling::core::uniform01({seed, "knapsack", what, k}) * static_cast<double>(below));
    };
    const auto count = static_cast<std::size_t>(1 + whole("count", 10, 0));
    std::vector<KnapsackItem> items;
    for (std::size_t i = 0; i < count; ++i) items.push_back({i, whole("cells", 30, i), -1.0 - whole("cost", 40, i)});
    std::sort(items.begin(), items.end(),
              [](const KnapsackItem& a, const KnapsackItem& b) { return a.cost * b.cells < b.cost * a.cells; });
    const int room = whole("room", 120, 0);
    double best = 0.0;
    for (std::size_t set = 0; set < (std::size_t{1} << count); ++set) {
      double cost = 0.0;
      int cells = 0;
      for (std::size_t i = 0; i < count; ++i) {
        if ((set >> i & 1U) == 0) continue;
        cost += items[i].cost;
        cells += items[i].cells;
      }
      if (cells <= room) best = std::min(best, cost);
    }
    const TakenItems taken = cheapest_items(items, room);
    CHECK(taken.is_exact);
    CHECK(taken.cost == best);
    double cost = 0.0;
    int cells = 0;
    for (const KnapsackItem& item : items) {
      if (std::find(taken.units.begin(), taken.units.end(), item.unit) == taken.units.end()) continue;
      cost += item.cost;
      cells += item.cells;
    }
    CHECK(cost == best);
    CHECK(cells <= room);
    const TakenItems stopped = cheapest_items(items, room, best - 1.0);
    CHECK(stopped.cost <= best);
  }
}

TEST_CASE("What is said about fitting is what trying every seat finds") {
  std::size_t tight = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    ConsolidationCase c = tests::small_consolidation(seed, 1);
    c.periods.budget_dkk.clear();
    c.payback_years = std::nan("");
    c.affinities.clear();
    for (CaseUnit& unit : c.units) unit.desks_high *= 1.6;
    const bool fits = std::isfinite(tests::brute_force(c).objective_dkk_per_year);
    CHECK(fit_of(c) == (fits ? Fit::yes : Fit::no));
    if (fits != (fit_of(c, FitEffort::quick) == Fit::yes)) ++tight;
  }
  CHECK(tight < 20);
}
