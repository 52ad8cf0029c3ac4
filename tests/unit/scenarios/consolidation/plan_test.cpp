// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/plan.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "core/error.hpp"
#include "tests/support/consolidation_case.hpp"

namespace tests = tvilling::tests;
using namespace tvilling::scenarios;

namespace {

/// One unit in the first of two premises of two floors, 40 desks and 100 DKK a desk each; five half-years, the last for five
/// years.
ConsolidationCase two_premises() {
  ConsolidationCase c;
  for (int p = 0; p < 2; ++p) {
    CasePremises premises;
    premises.lease_id = p == 0 ? "first" : "second";
    premises.desks = 40.0;
    premises.blocks = 2;
    premises.rent_dkk_year = 4000.0;
    premises.operation_dkk_year = 400.0;
    premises.open.bill_dkk = 200.0;
    premises.empty.bill_dkk = 60.0;
    premises.person.bill_dkk = 3.0;
    premises.close_cost_dkk = 1000.0;
    premises.fit_out_dkk_desk = 10.0;
    premises.notice_years = 0.75;
    c.premises.push_back(premises);
  }
  c.units.push_back({"unit", 15.0, 12.0, 14.0, 0, 500.0, false, {0, 1}});
  c.periods = {{0.0, 0.5, 1.0, 1.5, 2.0}, {0.5, 0.5, 0.5, 0.5, 5.0}, {1.0, 1.0, 1.0, 1.0, 1.0}, {}};
  return c;
}

bool breaks(const std::vector<Breach>& found, Limit limit, std::size_t where) {
  return std::any_of(found.begin(), found.end(), [&](const Breach& b) { return b.limit == limit && b.where == where; });
}

}  // namespace

TEST_CASE("The toy instance costs 25,799,200 DKK a year as it is") {
  const ConsolidationCase c = tests::toy_t1();
  check_case(c);
  const Plan today = stay(c);
  CHECK(cost_of(c, today).objective_dkk_per_year == 25799200.0);
  CHECK(std::isnan(cost_of(c, today).payback_years));
  CHECK(breaches(c, today).empty());
}

TEST_CASE("The toy instance costs 17,595,200 DKK a year with P1 closed, whichever way its units go") {
  const ConsolidationCase c = tests::toy_t1();
  for (const auto& [a, b] : {std::pair{2, 2}, std::pair{2, 3}, std::pair{3, 2}}) {
    Plan plan = stay(c);
    plan.seat[0] = static_cast<std::size_t>(a);
    plan.seat[1] = static_cast<std::size_t>(b);
    release(c, plan);
    CHECK(plan.held == std::vector<std::vector<int>>{{0}, {1}, {1}, {1}});
    const PlanCost cost = cost_of(c, plan);
    CHECK(cost.objective_dkk_per_year == 17595200.0);
    CHECK(cost.running.front().total_dkk() == 17095200.0);
    CHECK(cost.once.front().move_dkk == 2e6);
    CHECK(cost.once.front().close_dkk == 1e6);
    CHECK(cost.payback_years == Approx(0.345).margin(0.0005));
    CHECK(breaches(c, plan).empty());
  }
}

TEST_CASE("More people than desks are a breach that names the premises and the desks") {
  const ConsolidationCase c = tests::toy_t1();
  Plan plan = stay(c);
  plan.seat[0] = plan.seat[1] = 3;
  release(c, plan);
  const std::vector<Breach> found = breaches(c, plan);
  REQUIRE(found.size() == 1);
  CHECK(found[0].limit == Limit::desks);
  CHECK(found[0].where == 3);
  CHECK(found[0].by == Approx(20.0));
}

TEST_CASE("Capacity holds for the upper end of the forecast and fit-out is paid for the desks of today") {
  ConsolidationCase c = two_premises();
  c.periods = {{0.0}, {8.0}, {1.0}, {}};
  Plan plan = stay(c);
  plan.seat[0] = 1;
  c.units[0].desks_high = 21.0;
  release(c, plan);
  CHECK(plan.held[1][0] == 2);
  c.units[0].desks_high = 20.0;
  release(c, plan);
  CHECK(plan.held[1][0] == 1);
  CHECK(cost_of(c, plan).once[0].fit_out_dkk == 120.0);
}

TEST_CASE("One period pays a share for the floors that are held and notice once for those given up") {
  ConsolidationCase c = two_premises();
  c.periods = {{0.0}, {8.0}, {1.0}, {}};
  Plan plan = stay(c);
  plan.seat[0] = 1;
  release(c, plan);
  CHECK(plan.held == std::vector<std::vector<int>>{{0}, {1}});
  const PlanCost cost = cost_of(c, plan);
  CHECK(cost.running[0].rent_dkk == 2000.0);
  CHECK(cost.running[0].operation_dkk == 200.0);
  CHECK(cost.running[0].energy.bill_dkk == Approx(100.0 + 15.0 * 3.0));
  CHECK(cost.once[0].close_dkk == 1500.0);
  CHECK(cost.once[0].notice_dkk == Approx(1.5 * 0.75 * 4460.0));
  c.premises[0].locked_until_years = 2.0;
  CHECK(cost_of(c, plan).once[0].notice_dkk == Approx((2.0 + 0.5 * 0.75) * 4460.0));
  c.premises[0].internal_rent = true;
  CHECK(cost_of(c, stay(c)).running[0].internal_rent_dkk == 4000.0);
  CHECK(cost_of(c, stay(c)).running[0].rent_dkk == 4000.0);
}

TEST_CASE("Notice ends with the horizon and uses no budget and no payback") {
  ConsolidationCase c = two_premises();
  c.periods = {{0.0}, {6.0}, {1.0}, {2000.0}};
  c.premises[0].locked_until_years = 14.0;
  c.premises[0].notice_years = c.premises[1].notice_years = 0.0;
  Plan plan = stay(c);
  plan.seat[0] = 1;
  c.premises[1].fate = Fate::keep;
  release(c, plan);
  plan.held[0] = {0};
  const PlanCost cost = cost_of(c, plan);
  CHECK(cost.once[0].notice_dkk == Approx(6.0 * 4460.0));
  CHECK(cost.payback_years == Approx(cost.once[0].without_notice_dkk() / cost.saving_dkk_per_year));
  CHECK(cost.once[0].without_notice_dkk() < 2000.0);
  CHECK(breaches(c, plan).empty());
}

TEST_CASE("What goes on of premises costs the same whatever is held") {
  ConsolidationCase c = two_premises();
  const PlanCost before = cost_of(c, stay(c));
  c.premises[0].kept_operation_dkk_year = 700.0;
  c.premises[0].kept_energy.bill_dkk = 50.0;
  CHECK(cost_of(c, stay(c)).objective_dkk_per_year == Approx(before.objective_dkk_per_year + 750.0));
  Plan plan = stay(c);
  plan.seat[0] = 1;
  release(c, plan);
  REQUIRE(plan.held[0].back() == 0);
  CHECK(cost_of(c, plan).running.back().operation_dkk >= 700.0);
  CHECK(kept_dkk_year(c) == 750.0);
}

TEST_CASE("Premises kept without anybody cost frost guard in place of open energy") {
  ConsolidationCase c = two_premises();
  c.premises[1].fate = Fate::keep;
  Plan plan = stay(c);
  release(c, plan);
  CHECK(plan.held[0] == std::vector<int>(5, 1));
  CHECK(plan.held[1] == std::vector<int>(5, 2));
  CHECK(cost_of(c, plan).running[4].energy.bill_dkk == Approx(100.0 + 45.0 + 60.0));
}

TEST_CASE("Rent runs through notice in the periods that it covers") {
  ConsolidationCase c = two_premises();
  Plan plan = stay(c);
  plan.seat[0] = 1;
  plan.move_period[0] = 1;
  c.premises[1].fate = Fate::keep;
  release(c, plan);
  CHECK(plan.held[0] == std::vector<int>{1, 0, 0, 0, 0});  // the floor above is free at once
  const PlanCost cost = cost_of(c, plan);
  // One floor given up today is paid until 0.75, the other, left at 0.5, until 1.25.
  CHECK(cost.running[0].rent_dkk == 4000.0 + 4000.0);
  CHECK(cost.running[1].rent_dkk == 4000.0 + 1000.0 + 2000.0);
  CHECK(cost.running[2].rent_dkk == 4000.0 + 1000.0);
  CHECK(cost.running[3].rent_dkk == 4000.0);
  CHECK(cost.once[0].close_dkk == 500.0);
  CHECK(cost.once[1].close_dkk == 500.0);
  CHECK(cost.once[1].move_dkk == 500.0);
  CHECK(cost.once[0].notice_dkk == 0.0);
}

TEST_CASE("What is given up before the end of a lock is paid until then and in the last period by its share") {
  ConsolidationCase c = two_premises();
  c.premises[0].locked_until_years = 3.0;
  Plan plan = stay(c);
  plan.seat[0] = 1;
  c.premises[1].fate = Fate::keep;
  release(c, plan);
  // Leaving early saves the difference between open and frost guard; nothing else changes until the lock ends.
  const PlanCost cost = cost_of(c, plan);
  for (std::size_t t = 0; t < 4; ++t) CHECK(cost.running[t].rent_dkk == 8000.0);
  CHECK(cost.running[4].rent_dkk == Approx(4000.0 + 4000.0 / 5.0));
  // Payback looks at the time when all notice is over.
  CHECK(cost.saving_dkk_per_year == Approx(4400.0 + 200.0 + 60.0 - 200.0));
}

TEST_CASE("Floors stay held when giving them up costs more than it saves") {
  ConsolidationCase c = two_premises();
  c.premises[1].close_cost_dkk = 1e6;
  Plan plan = stay(c);
  release(c, plan);
  CHECK(plan.held[1] == std::vector<int>(5, 2));
  c.premises[1].fate = Fate::close;
  release(c, plan);
  CHECK(plan.held[1].back() == 0);
  CHECK(breaches(c, plan).empty());
}

TEST_CASE("Locks, places, kept and closed premises are breaches where a plan breaks them") {
  ConsolidationCase c = two_premises();
  c.units[0].locked = true;
  c.units[0].places = {0};
  c.premises[0].fate = Fate::keep;
  c.premises[1].fate = Fate::close;
  Plan plan = stay(c);
  plan.seat[0] = 1;
  plan.held[0] = std::vector<int>(5, 0);
  const std::vector<Breach> found = breaches(c, plan);
  CHECK(breaks(found, Limit::lock, 0));
  CHECK(breaks(found, Limit::place, 0));
  CHECK(breaks(found, Limit::kept, 0));
  CHECK(breaks(found, Limit::closed, 1));
  CHECK(found.size() == 4);
}

TEST_CASE("A budget holds for what is paid in its year, and payback for all that is paid once") {
  ConsolidationCase c = two_premises();
  Plan plan = stay(c);
  plan.seat[0] = 1;
  plan.move_period[0] = 2;
  release(c, plan);
  c.periods.budget_dkk = {2000.0, 1000.0};  // one floor of each is free at once; 500 + 120 + 500 in the second year
  const std::vector<Breach> found = breaches(c, plan);
  REQUIRE(found.size() == 1);
  CHECK(found[0].limit == Limit::budget);
  CHECK(found[0].where == 1);
  CHECK(found[0].by == Approx(120.0));
  c.periods.budget_dkk = {};
  const PlanCost cost = cost_of(c, plan);
  c.payback_years = cost.payback_years * 1.001;
  CHECK(breaches(c, plan).empty());
  c.payback_years = cost.payback_years * 0.999;
  CHECK(breaks(breaches(c, plan), Limit::payback, 0));
}

TEST_CASE("Units that work together cost what they lose in the periods in which they sit apart") {
  ConsolidationCase c = two_premises();
  c.units.push_back(c.units[0]);
  c.units[1].unit_id = "unit 2";
  c.affinities.push_back({0, 1, 70.0});
  Plan plan = stay(c);
  plan.seat[0] = plan.seat[1] = 1;
  plan.move_period = {1, 3};
  release(c, plan);
  const PlanCost cost = cost_of(c, plan);
  std::vector<double> apart;
  for (const RunningCost& running : cost.running) apart.push_back(running.apart_dkk);
  CHECK(apart == std::vector<double>{0.0, 70.0, 70.0, 0.0, 0.0});
}

TEST_CASE("A case whose numbers contradict each other is refused") {
  using Case = ConsolidationCase;
  const std::vector<std::function<void(Case&)>> faults{[](Case& c) { c.units[0].places = {1, 2}; },
                                                       [](Case& c) { c.units[0].places = {0, 9}; },
                                                       [](Case& c) { c.units[0].places = {1, 0}; },
                                                       [](Case& c) { c.units[0].desks_high = 1.0; },
                                                       [](Case& c) { c.premises[0].blocks = 0; },
                                                       [](Case& c) { c.premises[0].rent_dkk_year = std::nan(""); },
                                                       [](Case& c) { c.periods.weight_years.push_back(1.0); },
                                                       [](Case& c) { c.affinities.push_back({1, 1, 5.0}); },
                                                       [](Case& c) { c.periods.once_factor = {0.0}; },
                                                       [](Case& c) { c.payback_years = -1.0; }};
  for (std::size_t i = 0; i < faults.size(); ++i) {
    Case c = tests::toy_t1();
    CHECK_NOTHROW(check_case(c));
    faults[i](c);
    CAPTURE(i);
    CHECK_THROWS_AS(check_case(c), tvilling::core::Error);
  }
}

TEST_CASE("A plan of another case is refused") {
  const ConsolidationCase c = tests::toy_t1();
  const std::vector<std::function<void(Plan&)>> faults{[](Plan& plan) { plan.seat.pop_back(); },
                                                       [](Plan& plan) { plan.move_period[0] = 1; },
                                                       [](Plan& plan) { plan.held[0] = {2}; }};
  for (const auto& fault : faults) {
    Plan plan = stay(c);
    fault(plan);
    CHECK_THROWS_AS(cost_of(c, plan), tvilling::core::Error);
    CHECK_THROWS_AS(breaches(c, plan), tvilling::core::Error);
  }
}
