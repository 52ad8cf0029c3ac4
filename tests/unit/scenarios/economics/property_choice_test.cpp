// SPDX-License-Identifier: MPL-2.0
#include "scenarios/economics/property_choice.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "tests/support/money_results.hpp"

using namespace tvilling;
using scenarios::Economic;
using scenarios::EconomicSettings;
using scenarios::MeasureFate;
using scenarios::OptionCost;
using scenarios::property_choices;
using scenarios::PropertyChoice;
using scenarios::PropertyChoices;
using scenarios::PropertyOption;
using tests::MoneyCase;
using tests::MoneyTown;

namespace {

MoneyCase roof(double heat_kwh, double investment_dkk) {
  MoneyCase made{heat_kwh};
  made.paid = {{MeasureFate::done, 1.0, investment_dkk, 30.0, 0.0}};
  return made;
}

/// A property of two buildings that use 100 MWh of heat each; `roofs` saves 20 MWh in each for 150 000 DKK (13.3 years), `deep`
/// 30 MWh for 400 000 DKK.
MoneyTown town(double backlog_dkk, double growth, double sale_value_dkk) {
  MoneyTown made;
  for (const char* id : {"a", "b"}) {
    models::Building& building = made.building(id, "P1");
    building.area_m2 = 1000.0;
    building.maintenance_backlog_dkk = backlog_dkk;
    building.backlog_growth_fraction = growth;
    building.sale_value_dkk = sale_value_dkk;
  }
  made.scenario("baseline", {{100000.0}, {100000.0}});
  made.scenario("roofs", {roof(80000.0, 150000.0), roof(80000.0, 150000.0)});
  made.scenario("deep", {roof(70000.0, 400000.0), roof(70000.0, 400000.0)});
  return made;
}

PropertyChoices choices(const MoneyTown& made) {
  return property_choices(made.results(), made.settings());
}

const double kFactor = present_value_factor(EconomicSettings{}.discount, 30);
const double kAtEnd = discount_factor(EconomicSettings{}.discount, 30);

}  // namespace

TEST_CASE("The three options of a building are counted by hand") {
  const PropertyChoice a = choices(town(1e6, 0.03, 2e6)).buildings.at(0);
  CHECK(a.id == "a");
  CHECK(a.keep.bill_dkk == Approx(56430.0 * kFactor).epsilon(1e-9));
  CHECK(a.keep.backlog_dkk == Approx(1e6 * std::pow(1.03, 30.0) * kAtEnd).epsilon(1e-12));
  CHECK(a.keep.investment_dkk == 0.0);
  CHECK(a.keep.value_dkk == Approx(2e6 * kAtEnd).epsilon(1e-12));
  CHECK(a.scenario == "roofs");
  CHECK(a.renovate.bill_dkk == Approx(0.8 * 56430.0 * kFactor).epsilon(1e-9));
  CHECK(a.renovate.investment_dkk == 150000.0);
  CHECK(a.renovate.backlog_dkk == 1e6);
  CHECK(a.renovate.value_dkk == a.keep.value_dkk);
  CHECK(a.sell.value_dkk == 2e6);
  CHECK(a.sell.rent_dkk == Approx(1000.0 * 1300.0 * kFactor).epsilon(1e-12));
  CHECK((a.sell.bill_dkk == 0.0 && a.sell.backlog_dkk == 0.0 && a.sell.investment_dkk == 0.0));
}

TEST_CASE("A property is the sum of its buildings") {
  const PropertyChoices all = choices(town(1e6, 0.03, 2e6));
  REQUIRE(all.properties.size() == 1);
  const PropertyChoice& property = all.properties[0];
  CHECK(property.id == "P1");
  CHECK(property.buildings == std::vector<std::size_t>{0, 1});
  for (const auto option : {&PropertyChoice::keep, &PropertyChoice::renovate, &PropertyChoice::sell}) {
    const double both = (all.buildings[0].*option).total_dkk() + (all.buildings[1].*option).total_dkk();
    CHECK((property.*option).total_dkk() == Approx(both).epsilon(1e-12));
  }
}

TEST_CASE("A good roof on a house without backlog is renovated") {
  CHECK(choices(town(0.0, 0.0, 0.0)).buildings[0].cheapest == PropertyOption::renovate);
}

TEST_CASE("A backlog that grows slower than money is left until the end") {
  CHECK(choices(town(1e6, 0.0, 0.0)).buildings[0].cheapest == PropertyOption::keep);
}

TEST_CASE("A backlog that grows faster than money is mended now") {
  CHECK(choices(town(1e6, 0.05, 0.0)).buildings[0].cheapest == PropertyOption::renovate);
}

TEST_CASE("What brings more than it costs to own and to live elsewhere is sold") {
  CHECK(choices(town(1e6, 0.03, 5e6)).buildings[0].cheapest != PropertyOption::sell);
  CHECK(choices(town(1e6, 0.03, 50e6)).buildings[0].cheapest == PropertyOption::sell);
}

TEST_CASE("At the break-even rent selling costs what the cheaper of the others costs") {
  const PropertyChoice before = choices(town(1e6, 0.03, 2e6)).buildings.at(0);
  EconomicSettings settings;
  settings.replacement_rent_dkk_m2 = before.break_even_rent_dkk_m2;
  const MoneyTown made = town(1e6, 0.03, 2e6);
  const PropertyChoice at_it = property_choices(made.results(), settings).buildings.at(0);
  CHECK(at_it.sell.total_dkk() == Approx(std::min(at_it.keep.total_dkk(), at_it.renovate.total_dkk())).epsilon(1e-12));
  settings.replacement_rent_dkk_m2 = before.break_even_rent_dkk_m2 - 1.0;
  CHECK(property_choices(made.results(), settings).buildings.at(0).cheapest == PropertyOption::sell);
}

TEST_CASE("Where no scenario does anything renovating is mending the backlog") {
  MoneyTown made;
  models::Building& building = made.building("a", "P1");
  building.maintenance_backlog_dkk = 1000.0;
  building.backlog_growth_fraction = 0.02;
  building.sale_value_dkk = 0.0;
  made.scenario("baseline", {{1000.0}});
  made.scenario("elsewhere", {{1000.0}});
  const PropertyChoice a = choices(made).buildings.at(0);
  CHECK(a.scenario.empty());
  CHECK(a.renovate.investment_dkk == 0.0);
  CHECK(a.renovate.bill_dkk == a.keep.bill_dkk);
}

TEST_CASE("Buildings of which too little is known are left out and counted") {
  MoneyTown made = town(1e6, 0.03, 2e6);
  auto& buildings = made.results().portfolio.buildings;
  buildings[1].building.maintenance_backlog_dkk = models::kMissing;
  PropertyChoices all = choices(made);
  CHECK(all.without_backlog == 1);
  CHECK(all.buildings.size() == 1);
  CHECK(all.properties.at(0).left_out == 1);
  CHECK(all.properties[0].buildings.size() == 1);
  buildings[1].building.maintenance_backlog_dkk = 5.0;
  buildings[1].building.sale_value_dkk = models::kMissing;
  all = choices(made);
  CHECK(all.without_backlog == 0);
  CHECK(all.without_sale_value == 1);
  made.results().status[0][0] = scenarios::TaskStatus::failed;
  all = choices(made);
  CHECK(all.failed == 1);
  CHECK(all.buildings.empty());
  CHECK(all.properties.empty());
}

TEST_CASE("A backlog of unknown growth does not grow and is counted as such") {
  MoneyTown made = town(1e6, models::kMissing, 2e6);
  const PropertyChoices all = choices(made);
  CHECK(all.buildings[0].growth_unknown == 1);
  CHECK(all.properties[0].growth_unknown == 2);
  CHECK(all.buildings[0].keep.backlog_dkk == Approx(1e6 * kAtEnd).epsilon(1e-12));
}

TEST_CASE("Results without economics are refused") {
  scenarios::Results old = town(0.0, 0.0, 0.0).results();
  old.economics.clear();
  CHECK_THROWS_AS(property_choices(old, EconomicSettings{}), core::Error);
}
