// SPDX-License-Identifier: MPL-2.0
#include "scenarios/choice/choose.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/random.hpp"
#include "scenarios/choice/abatement.hpp"
#include "tests/support/choice_options.hpp"

namespace tests = tvilling::tests;
using namespace tvilling::scenarios;
using tvilling::core::Error;

namespace {

/// A roof for 100, a roof and windows for 300.
std::vector<tests::MadeOption> house() {
  return {{100.0, 80.0, 10.0, 20.0}, {300.0, 120.0, 30.0, 40.0}};
}

ChoiceLimits budget(double dkk) {
  ChoiceLimits limits;
  limits.budget_dkk = dkk;
  return limits;
}

std::vector<std::string> chosen(const OptionTable& table, const Choice& choice) {
  std::vector<std::string> words;
  for (const ChoiceOption& o : choice.chosen) words.push_back(table.building_id[o.building] + " " + table.scenario[o.scenario]);
  return words;
}

double draw(std::uint64_t row, std::uint64_t column) {
  const std::string name = std::to_string(row);
  return tvilling::core::uniform01({20261127, name, "made", column});
}

/// A city: packages of work that cost and save more or less, of buildings from small to large.
OptionTable city(std::size_t buildings, std::size_t scenarios) {
  std::vector<std::vector<tests::MadeOption>> options(buildings);
  for (std::size_t b = 0; b < buildings; ++b) {
    const double area_m2 = 100.0 * std::exp(4.0 * draw(b, 0));
    for (std::size_t s = 1; s <= scenarios; ++s) {
      const double part = draw(b, 4 * s);
      tests::MadeOption o;
      o.investment_dkk = area_m2 * 2000.0 * part * (0.5 + draw(b, 4 * s + 1));
      o.saving_dkk = area_m2 * 80.0 * std::sqrt(part) * (0.5 + draw(b, 4 * s + 2));
      o.npv_dkk = 18.392 * o.saving_dkk - o.investment_dkk;
      o.saving_co2_tonnes = o.saving_dkk * 0.004 * (0.9 + 0.2 * draw(b, 4 * s + 3));
      options[b].push_back(o);
    }
  }
  return tests::made_options(options);
}

bool same(const Choice& a, const Choice& b) {
  const auto equal = [](const ChoiceOption& x, const ChoiceOption& y) {
    return x.building == y.building && x.scenario == y.scenario;
  };
  return a.value == b.value && a.bound == b.bound && a.nodes == b.nodes &&
         std::equal(a.chosen.begin(), a.chosen.end(), b.chosen.begin(), b.chosen.end(), equal);
}

}  // namespace

TEST_CASE("With enough money each building gets what is best for it", "[choice]") {
  const OptionTable table = tests::made_options({house(), house()});
  const Choice choice = choose(table, Objective::npv, budget(600.0));
  CHECK(chosen(table, choice) == std::vector<std::string>{"B00000 s2", "B00001 s2"});
  CHECK(choice.sum.investment_dkk == 600.0);
  CHECK(choice.sum.npv_dkk == 240.0);
  CHECK(choice.sum.saving_co2_tonnes == 60.0);
  CHECK(choice.value == 240.0);
  CHECK(choice.end == ChoiceEnd::optimal);
}

TEST_CASE("With less money the roofs go before the windows", "[choice]") {
  const OptionTable table = tests::made_options({house(), house()});
  const Choice choice = choose(table, Objective::npv, budget(250.0));
  CHECK(chosen(table, choice) == std::vector<std::string>{"B00000 s1", "B00001 s1"});
  CHECK(choice.value == 160.0);
}

TEST_CASE("A budget is used to the last krone where that is best, and not beyond", "[choice]") {
  const OptionTable table = tests::made_options({{{60.0, 60.0}}, {{50.0, 49.0}}, {{50.0, 49.0}}});
  CHECK(choose(table, Objective::npv, budget(100.0)).value == 98.0);
  CHECK(choose(table, Objective::npv, budget(99.0)).value == 60.0);
}

TEST_CASE("The best choice is found where cover inequalities of the solver would cut it off", "[choice]") {
  const auto saves = [](double tonnes, double dkk) { return tests::MadeOption{dkk, 0.0, tonnes, 0.0}; };
  const OptionTable table = tests::made_options({{saves(18, 4000), saves(0, 13000)},
                                                 {saves(27, 11000), saves(25, 15000)},
                                                 {saves(15, 14000)},
                                                 {saves(25, 9000)},
                                                 {saves(23, 4000)},
                                                 {saves(25, 13000), saves(0, 18000)},
                                                 {saves(29, 4000), saves(14, 16000)},
                                                 {saves(19, 8000), saves(29, 2000)},
                                                 {saves(22, 15000), saves(23, 0)},
                                                 {saves(8, 16000)}});
  CHECK(choose(table, Objective::co2, budget(21000.0), {0.0, 100000, 0.0}).value == 131.0);
}

TEST_CASE("A choice ends where probing of the solver would stop the program", "[choice]") {
  const auto pays = [](double npv_dkk, double dkk) { return tests::MadeOption{dkk, npv_dkk, 0.0, 0.0}; };
  const OptionTable table = tests::made_options({{pays(14500, 18000)},
                                                 {pays(8500, 13000)},
                                                 {pays(9500, 9000)},
                                                 {pays(1500, 0), pays(10500, 11000)},
                                                 {pays(12500, 1000)},
                                                 {pays(12500, 5000)},
                                                 {pays(16500, 16000)},
                                                 {pays(8500, 9000)},
                                                 {pays(18500, 2000)},
                                                 {pays(18000, 14000)},
                                                 {pays(12000, 7000)},
                                                 {pays(18000, 18000), pays(4500, 1000)},
                                                 {pays(9500, 4000)},
                                                 {pays(18000, 4000)},
                                                 {pays(12500, 3000)}});
  CHECK(choose(table, Objective::npv, budget(117000.0), {0.0, 100000, 0.0}).value == 186000.0);
}

TEST_CASE("The objective decides: what saves most CO2 need not pay", "[choice]") {
  const OptionTable table = tests::made_options({{{100.0, 50.0, 1.0, 9.0}, {100.0, -50.0, 9.0, 5.0}, {100.0, 10.0, 5.0, 20.0}}});
  CHECK(chosen(table, choose(table, Objective::npv, budget(100.0))) == std::vector<std::string>{"B00000 s1"});
  CHECK(chosen(table, choose(table, Objective::co2, budget(100.0))) == std::vector<std::string>{"B00000 s2"});
  CHECK(chosen(table, choose(table, Objective::saving, budget(100.0))) == std::vector<std::string>{"B00000 s3"});
}

TEST_CASE("What does not pay is not chosen, whatever the budget", "[choice]") {
  const OptionTable table = tests::made_options({{{100.0, -1.0, 5.0, 1.0}}});
  const Choice choice = choose(table, Objective::npv, budget(1e9));
  CHECK(choice.chosen.empty());
  CHECK(choice.bound == 0.0);
  CHECK(choice.gap_fraction() == 0.0);
}

TEST_CASE("A payback limit leaves out what is slow by itself", "[choice]") {
  const OptionTable table = tests::made_options({house(), {{100.0, 10.0, 1.0, 0.0}}});
  ChoiceLimits limits = budget(1000.0);
  limits.payback_years = 5.0;  // the roof's, exactly
  const Choice choice = choose(table, Objective::npv, limits);
  CHECK(chosen(table, choice) == std::vector<std::string>{"B00000 s1"});
  CHECK(choice.too_slow == 2);
}

TEST_CASE("A payback limit of all lets the fast pay for the slow", "[choice]") {
  const OptionTable table = tests::made_options({{{100.0, 50.0, 1.0, 50.0}}, {{200.0, 60.0, 1.0, 10.0}}});
  ChoiceLimits limits = budget(1000.0);
  limits.total_payback_years = 5.0;  // 300 / 60
  CHECK(choose(table, Objective::npv, limits).chosen.size() == 2);
  limits.total_payback_years = 4.9;
  CHECK(chosen(table, choose(table, Objective::npv, limits)) == std::vector<std::string>{"B00000 s1"});
}

TEST_CASE("Administrations keep their own budgets", "[choice]") {
  const OptionTable table = tests::made_options({house(), house(), house(), house()});
  ChoiceLimits limits = budget(1000.0);
  limits.administration_budget_dkk = {{"KFF", 100.0}, {"BUF", 300.0}};
  const Choice choice = choose(table, Objective::npv, limits);
  double kff_dkk = 0.0;
  for (const ChoiceOption& o : choice.chosen) kff_dkk += table.administration[o.building] == "KFF" ? o.investment_dkk : 0.0;
  CHECK(kff_dkk == 100.0);
  CHECK(choice.value == 240.0);
}

TEST_CASE("Equal buildings are taken in the order of their ids", "[choice]") {
  const OptionTable table = tests::made_options(std::vector<std::vector<tests::MadeOption>>(9, {{100.0, 70.0}}));
  CHECK(chosen(table, choose(table, Objective::npv, budget(300.0))) ==
        std::vector<std::string>{"B00000 s1", "B00001 s1", "B00002 s1"});
}

TEST_CASE("A least saving that nobody can reach says how much can be", "[choice]") {
  const OptionTable table = tests::made_options({house(), house()});
  ChoiceLimits limits = budget(400.0);
  limits.min_saving_co2_tonnes = 41.0;
  try {
    (void)choose(table, Objective::npv, limits);
    FAIL("41 t were saved");
  } catch (const Error& error) {
    CHECK(error.message() == "nothing keeps all limits");
    CHECK(error.hint().find("at most 40 t") != std::string::npos);
  }
}

TEST_CASE("Limits that mean nothing are refused", "[choice]") {
  const OptionTable table = tests::made_options({house()});
  CHECK_THROWS_AS(choose(table, Objective::npv, budget(-1.0)), Error);
  ChoiceLimits limits = budget(1.0);
  limits.administration_budget_dkk = {{"BUFF", 1.0}};
  CHECK_THROWS_AS(choose(table, Objective::npv, limits), Error);
  CHECK_THROWS_AS(objective_named("nvp"), Error);
  CHECK(objective_named("co2") == Objective::co2);
}

TEST_CASE("The cheapest option is named that the objective would have", "[choice]") {
  const OptionTable table = tests::made_options({{{40.0, -5.0}, {90.0, 5.0}}, house()});
  CHECK(cheapest_option(table, Objective::npv, {})->investment_dkk == 90.0);
  CHECK(cheapest_option(table, Objective::saving, {})->investment_dkk == 100.0);
  CHECK_FALSE(cheapest_option(tests::made_options({{{1.0, -1.0}}}), Objective::npv, {}).has_value());
}

TEST_CASE("A city of 3,500 buildings and 24 scenarios is chosen within a thousandth of the best", "[choice]") {
  const OptionTable table = city(3500, 24);
  REQUIRE(table.options.size() == 84000);
  for (const Objective objective : {Objective::npv, Objective::co2, Objective::saving}) {
    const Choice choice = choose(table, objective, budget(50e6));
    CHECK(choice.sum.investment_dkk <= 50e6);
    CHECK(choice.gap_fraction() <= 1e-3);
    CHECK(choice.sum.investment_dkk > 49.9e6);
  }
}

TEST_CASE("A large choice is the same in every run", "[choice]") {
  const OptionTable table = city(400, 12);
  ChoiceLimits limits = budget(20e6);
  limits.max_buildings = 50;
  CHECK(same(choose(table, Objective::npv, limits), choose(table, Objective::npv, limits)));
}

TEST_CASE("A search that may leave a gap tells a bound that no better choice passes", "[choice]") {
  const OptionTable table = city(3500, 24);
  const Choice near = choose(table, Objective::npv, budget(500e6));
  const Choice best = choose(table, Objective::npv, budget(500e6), {0.0, 5000, 0.0});
  REQUIRE(near.end == ChoiceEnd::optimal);
  CHECK(near.bound >= best.value);
  CHECK(near.gap_fraction() <= 1.001e-6);
}

TEST_CASE("The price of the budget is what a krone more brings in the relaxation", "[choice]") {
  const OptionTable table = city(400, 12);
  const Choice choice = choose(table, Objective::npv, budget(20e6));
  const Choice more = choose(table, Objective::npv, budget(20.2e6));
  CHECK(choice.budget_price > 0.0);
  CHECK((more.value - choice.value) / 0.2e6 == Approx(choice.budget_price).epsilon(0.05));
}

TEST_CASE("The sums of the scenarios add up to the whole", "[choice]") {
  const OptionTable table = city(50, 6);
  const Choice choice = choose(table, Objective::co2, budget(5e6));
  ChoiceSum sum;
  for (const ScenarioSum& row : by_scenario(choice)) {
    sum.buildings += row.sum.buildings;
    sum.investment_dkk += row.sum.investment_dkk;
  }
  CHECK(sum.buildings == choice.sum.buildings);
  CHECK(sum.investment_dkk == Approx(choice.sum.investment_dkk).epsilon(1e-12));
}

TEST_CASE("The abatement curve goes by the cost of a tonne and leaves out what others beat", "[choice]") {
  // Costs are 0 - NPV: 10 t for -80, 30 t for -120: 20 t more for -40; the third is above the line between them.
  const OptionTable table =
      tests::made_options({{{100.0, 80.0, 10.0, 20.0}, {300.0, 120.0, 30.0, 40.0}, {200.0, 90.0, 20.0, 30.0}},
                           {{50.0, -30.0, 6.0, 1.0}, {50.0, 10.0, -2.0, 1.0}}});
  const std::vector<AbatementStep> curve = abatement_curve(table);
  REQUIRE(curve.size() == 3);
  CHECK(curve[0].dkk_per_tonne_co2 == -8.0);
  CHECK(curve[0].from_scenario == kNoScenario);
  CHECK(curve[1].dkk_per_tonne_co2 == -2.0);
  CHECK(curve[1].from_scenario == 1);
  CHECK(curve[1].scenario == 2);
  CHECK(curve[1].investment_dkk == 200.0);
  CHECK(curve[2].dkk_per_tonne_co2 == 5.0);
  CHECK(curve[2].cumulative_co2_tonnes == 36.0);
  CHECK(curve[2].cumulative_cost_dkk == -90.0);
  const std::vector<AbatementBlock> blocks = abatement_blocks(curve, {"school", "office"});
  REQUIRE(blocks.size() == 3);
  CHECK(blocks[2].use == "office");
  CHECK(blocks[2].saving_co2_tonnes == 6.0);
  CHECK(blocks[2].dkk_per_tonne_co2 == 5.0);
}
