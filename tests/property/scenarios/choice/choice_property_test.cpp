// SPDX-License-Identifier: MPL-2.0
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

#include "scenarios/choice/abatement.hpp"
#include "scenarios/choice/choose.hpp"
#include "tests/support/choice_options.hpp"

namespace tests = tvilling::tests;
using namespace tvilling::scenarios;

namespace {

/// Whole numbers: many ties, and budgets that are used up to the last krone.
OptionTable any_table(int most_buildings, int most_scenarios) {
  std::vector<std::vector<tests::MadeOption>> buildings(static_cast<std::size_t>(*rc::gen::inRange(0, most_buildings + 1)));
  for (auto& options : buildings) {
    options.resize(static_cast<std::size_t>(*rc::gen::inRange(1, most_scenarios + 1)));
    for (tests::MadeOption& o : options) {
      o.investment_dkk = 1000.0 * *rc::gen::inRange(0, 20);
      o.npv_dkk = 500.0 * *rc::gen::inRange(-20, 40);
      o.saving_co2_tonnes = *rc::gen::inRange(-3, 30);
      o.saving_dkk = 100.0 * *rc::gen::inRange(-5, 50);
    }
  }
  return tests::made_options(buildings);
}

Objective any_objective() {
  return static_cast<Objective>(*rc::gen::inRange(0, 3));
}

/// Sometimes each of the limits.
ChoiceLimits any_limits() {
  ChoiceLimits limits;
  limits.budget_dkk = 1000.0 * *rc::gen::inRange(0, 60);
  if (*rc::gen::inRange(0, 3) == 0) limits.payback_years = *rc::gen::inRange(0, 20);
  if (*rc::gen::inRange(0, 3) == 0) limits.total_payback_years = *rc::gen::inRange(0, 20);
  if (*rc::gen::inRange(0, 3) == 0) limits.max_buildings = static_cast<std::size_t>(*rc::gen::inRange(0, 5));
  return limits;
}

bool keeps(const OptionTable& table, const ChoiceSum& sum, const std::vector<ChoiceOption>& chosen, const ChoiceLimits& limits) {
  if (sum.investment_dkk > limits.budget_dkk) return false;
  if (limits.max_buildings && sum.buildings > *limits.max_buildings) return false;
  if (sum.investment_dkk > limits.total_payback_years * sum.saving_dkk) return false;
  if (sum.saving_co2_tonnes < limits.min_saving_co2_tonnes) return false;
  for (const auto& [administration, budget_dkk] : limits.administration_budget_dkk) {
    double spent_dkk = 0.0;
    for (const ChoiceOption& o : chosen) spent_dkk += table.administration[o.building] == administration ? o.investment_dkk : 0.0;
    if (spent_dkk > budget_dkk) return false;
  }
  return std::all_of(chosen.begin(), chosen.end(), [&](const ChoiceOption& o) {
    return !(o.investment_dkk > limits.payback_years * o.saving_dkk);  // of no limit (NaN) nothing is more
  });
}

/// Every way to choose is tried; nothing when none keeps the limits.
std::optional<double> best_of_all(const OptionTable& table, Objective objective, const ChoiceLimits& limits) {
  std::optional<double> best;
  std::vector<ChoiceOption> chosen;
  const std::function<void(std::size_t)> go = [&](std::size_t building) {
    if (building == table.building_id.size()) {
      ChoiceSum sum;
      double value = 0.0;
      for (const ChoiceOption& o : chosen) {
        add(sum, o);
        value += objective_of(o, objective);
      }
      if (keeps(table, sum, chosen, limits) && (!best || value > *best)) best = value;
      return;
    }
    go(building + 1);
    for (const ChoiceOption& o : table.options) {
      if (o.building != building) continue;
      chosen.push_back(o);
      go(building + 1);
      chosen.pop_back();
    }
  };
  go(0);
  return best;
}

/// Clp and CBC know values to a ten-millionth of the largest.
double solver_tolerance(const OptionTable& table, Objective objective) {
  double largest = 1.0;
  for (const ChoiceOption& o : table.options) largest = std::max(largest, std::abs(objective_of(o, objective)));
  return 1.001e-7 * largest;
}

constexpr ChoiceSearch kToTheEnd{0.0, 100000, 0.0};

}  // namespace

TEST_CASE("A small choice is the best of all ways to choose", "[choice]") {
  REQUIRE(rc::check("objectives and limits of any kind", [] {
    const OptionTable table = any_table(5, 3);
    const Objective objective = any_objective();
    ChoiceLimits limits = any_limits();
    const bool is_shared = !table.building_id.empty() && *rc::gen::inRange(0, 3) == 0;
    if (is_shared) limits.administration_budget_dkk["KFF"] = 1000.0 * *rc::gen::inRange(0, 30);
    const Choice choice = choose(table, objective, limits, kToTheEnd);
    RC_ASSERT(choice.value == best_of_all(table, objective, limits).value());
    RC_ASSERT(keeps(table, choice.sum, choice.chosen, limits));
    RC_ASSERT(choice.bound >= choice.value);
    RC_ASSERT(choice.bound <= choice.value + solver_tolerance(table, objective));
    RC_ASSERT(choice.end == ChoiceEnd::optimal);
  }));
}

TEST_CASE("A least saving of CO2 is met at the least loss, or refused when nothing meets it", "[choice]") {
  REQUIRE(rc::check("also where what must be done does not pay", [] {
    const OptionTable table = any_table(5, 3);
    ChoiceLimits limits = any_limits();
    limits.min_saving_co2_tonnes = *rc::gen::inRange(0, 40);
    const std::optional<double> best = best_of_all(table, Objective::npv, limits);
    RC_CLASSIFY(best.has_value());
    if (best) {
      const Choice choice = choose(table, Objective::npv, limits, kToTheEnd);
      RC_ASSERT(choice.value == *best);
      RC_ASSERT(keeps(table, choice.sum, choice.chosen, limits));
    } else {
      RC_ASSERT_THROWS_AS(choose(table, Objective::npv, limits, kToTheEnd), tvilling::core::Error);
    }
  }));
}

TEST_CASE("A larger budget never gives less", "[choice]") {
  REQUIRE(rc::check("of any objective", [] {
    const OptionTable table = any_table(40, 4);
    const Objective objective = any_objective();
    ChoiceLimits limits = any_limits();
    const Choice less = choose(table, objective, limits, kToTheEnd);
    limits.budget_dkk += 1000.0 * *rc::gen::inRange(0, 100);
    const Choice more = choose(table, objective, limits, kToTheEnd);
    RC_ASSERT(more.value >= less.value);
  }));
}

TEST_CASE("The bound is never below the answer, however soon the search ends", "[choice]") {
  REQUIRE(rc::check("also without a node", [] {
    const OptionTable table = any_table(30, 4);
    const Objective objective = any_objective();
    const ChoiceLimits limits = any_limits();
    const Choice soon = choose(table, objective, limits, {0.5, 1, 0.0});
    const Choice best = choose(table, objective, limits, kToTheEnd);
    RC_ASSERT(soon.bound >= soon.value);
    RC_ASSERT(soon.value <= best.value);
    RC_ASSERT(soon.bound >= best.value);
  }));
}

TEST_CASE("The bound is never below the best choice where the search may leave a gap", "[choice]") {
  REQUIRE(rc::check("of any size", [] {
    const OptionTable table = any_table(30, 4);
    const Objective objective = any_objective();
    const ChoiceLimits limits = any_limits();
    const double gap_fraction = 0.001 * *rc::gen::inRange(0, 200);
    const Choice near = choose(table, objective, limits, {gap_fraction, 100000, 0.0});
    const Choice best = choose(table, objective, limits, kToTheEnd);
    RC_ASSERT(near.end == ChoiceEnd::optimal);
    RC_ASSERT(near.bound >= best.value);
    RC_ASSERT(near.value >= best.value - gap_fraction * std::abs(best.value) - solver_tolerance(table, objective));
  }));
}

TEST_CASE("Without a krone nothing is chosen but what is free", "[choice]") {
  REQUIRE(rc::check("whatever there is", [] {
    const OptionTable table = any_table(20, 4);
    ChoiceLimits limits;
    limits.budget_dkk = 0.0;
    const Choice choice = choose(table, any_objective(), limits, kToTheEnd);
    RC_ASSERT(choice.sum.investment_dkk == 0.0);
  }));
}

TEST_CASE("Along the abatement curve tonnes rise and the cost of a tonne does not fall", "[choice]") {
  REQUIRE(rc::check("with as many tonnes as the options have at most", [] {
    const OptionTable table = any_table(20, 6);
    const std::vector<AbatementStep> curve = abatement_curve(table);
    double tonnes = 0.0;
    double dkk_per_tonne = -std::numeric_limits<double>::infinity();
    for (const AbatementStep& step : curve) {
      RC_ASSERT(step.cumulative_co2_tonnes > tonnes);
      RC_ASSERT(step.dkk_per_tonne_co2 >= dkk_per_tonne);
      tonnes = step.cumulative_co2_tonnes;
      dkk_per_tonne = step.dkk_per_tonne_co2;
    }
    ChoiceLimits limits;
    RC_ASSERT(std::abs(tonnes - choose(table, Objective::co2, limits, kToTheEnd).value) < 1e-9 * std::max(1.0, tonnes));
  }));
}

TEST_CASE("No option of a building costs less than its abatement curve at the same tonnes", "[choice]") {
  REQUIRE(rc::check("of one building", [] {
    const OptionTable table = any_table(1, 8);
    const std::vector<AbatementStep> curve = abatement_curve(table);
    for (const ChoiceOption& option : table.options) {
      if (option.saving_co2_tonnes <= 0.0) continue;
      double cost_dkk = 0.0;
      double left = option.saving_co2_tonnes;
      for (const AbatementStep& step : curve) {
        const double part = std::min(left, step.saving_co2_tonnes);
        cost_dkk += part * step.dkk_per_tonne_co2;
        left -= part;
      }
      RC_ASSERT(left == 0.0);
      RC_ASSERT(-option.npv_dkk >= cost_dkk - 1e-6);
    }
  }));
}
