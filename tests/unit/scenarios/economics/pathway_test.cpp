// SPDX-License-Identifier: MPL-2.0
#include "scenarios/economics/pathway.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "tests/support/money_results.hpp"

using namespace tvilling;
using scenarios::Economic;
using scenarios::EconomicSettings;
using scenarios::MeasureFate;
using scenarios::Pathway;
using scenarios::pathway_years;
using scenarios::PathwayYear;
using tests::MoneyCase;
using tests::MoneyTown;

namespace {

MoneyCase with_paid(MoneyCase use, std::vector<scenarios::PaidMeasure> paid) {
  use.paid = std::move(paid);
  return use;
}

/// Two buildings. `roofs`: 100 000 DKK for the first, 40 years. `all`: and windows of 60 000 DKK, 20 years, and light of 30 000
/// DKK, 15 years, in the second.
MoneyTown town(const EconomicSettings& settings = {}) {
  MoneyTown made(settings);
  made.building("a", "P1");
  made.building("b", "P1");
  const std::vector<scenarios::PaidMeasure> roof{{MeasureFate::done, 1.0, 100000.0, 40.0, 0.0}};
  const std::vector<scenarios::PaidMeasure> both{{MeasureFate::done, 1.0, 100000.0, 40.0, 0.0},
                                                 {MeasureFate::done, 1.0, 60000.0, 20.0, 200.0}};
  const std::vector<scenarios::PaidMeasure> light{{MeasureFate::done, 1.0, 30000.0, 15.0, 0.0}};
  made.scenario("baseline", {{100000.0, 40.0, 20000.0, 300.0}, {50000.0, 20.0, 10000.0, 0.0}});
  made.scenario("roofs", {with_paid({90000.0, 37.0, 20000.0, 300.0}, roof), {50000.0, 20.0, 10000.0, 0.0}});
  made.scenario("all", {with_paid({80000.0, 34.0, 20000.0, 300.0}, both), with_paid({51000.0, 20.0, 7000.0, 0.0}, light)});
  return made;
}

Pathway plan(std::vector<scenarios::PathwayStep> steps, int end_year = 0) {
  return {"plan", end_year, std::move(steps), {}};
}

std::vector<PathwayYear> years_of(const MoneyTown& made, const Pathway& pathway) {
  return pathway_years(made.results(), pathway, made.settings(), "br18");
}

double at(const MoneyTown& made, std::size_t scenario, std::size_t building, Economic v) {
  return made.results().economics[scenario][building][scenarios::index(v)];
}

}  // namespace

TEST_CASE("Before the first step the baseline holds and nothing is paid") {
  const MoneyTown made = town();
  const std::vector<PathwayYear> years = years_of(made, plan({{2027, "roofs", {}}}, 2028));
  REQUIRE(years.size() == 4);
  for (const std::size_t i : {0U, 1U}) {
    CHECK(years[i].scenario == "baseline");
    CHECK(years[i].investment_dkk == 0.0);
    CHECK(years[i].cash_flow_dkk == 0.0);
    CHECK_FALSE((std::signbit(years[i].cash_flow_dkk) || std::signbit(years[i].present_value_dkk)));
    CHECK(years[i].heat_kwh == 150000.0);
  }
  CHECK(years[2].year == 2027);
  CHECK(years[2].scenario == "roofs");
  CHECK(years[2].heat_kwh == 140000.0);
  CHECK(years[2].change_heat_kwh == -10000.0);
  CHECK(years[2].investment_dkk == 100000.0);
  CHECK(years[3].investment_dkk == 0.0);
}

TEST_CASE("A step pays in its year what it adds to the step before") {
  const MoneyTown made = town();
  const std::vector<PathwayYear> years = years_of(made, plan({{2026, "roofs", {}}, {2029, "all", {}}}, 2030));
  CHECK(years[1].investment_dkk == 100000.0);
  CHECK(years[4].investment_dkk == 90000.0);
  CHECK(years[4].renewal_dkk == 0.0);
  CHECK(years[4].change_maintenance_dkk == 200.0);
  CHECK(years[4].cash_flow_dkk == Approx(-years[4].change_bill_dkk - 200.0 - 90000.0));
}

TEST_CASE("What a step gives up is not paid back and not renewed") {
  const MoneyTown made = town();
  const std::vector<PathwayYear> years = years_of(made, plan({{2025, "all", {}}, {2030, "roofs", {}}}, 2060));
  CHECK(years[0].investment_dkk == 190000.0);
  double later = 0.0;
  for (std::size_t i = 1; i < years.size(); ++i) later += years[i].investment_dkk;
  // The first building keeps 100/160 of its sum (mean life 32.5 years, due in 2058), the second nothing.
  CHECK(later == Approx(100000.0));
  CHECK(years[33].renewal_dkk == Approx(100000.0));
}

TEST_CASE("What is added is renewed after its own life, counted from its own year") {
  const MoneyTown made = town();
  const std::vector<PathwayYear> years = years_of(made, plan({{2025, "roofs", {}}, {2030, "all", {}}}, 2070));
  const auto paid_in = [&years](int year) { return years[static_cast<std::size_t>(year - 2025)].renewal_dkk; };
  CHECK(paid_in(2045) == 30000.0);          // light of 2030, 15 years
  CHECK(paid_in(2050) == Approx(60000.0));  // windows of 2030, 20 years
  CHECK(paid_in(2060) == 30000.0);
  CHECK(paid_in(2065) == 100000.0);  // roof of 2025, 40 years
  CHECK(paid_in(2070) == Approx(60000.0));
  double all = 0.0;
  for (const PathwayYear& year : years) all += year.renewal_dkk;
  CHECK(all == Approx(280000.0));
}

TEST_CASE("The years of a pathway have their own prices and CO2 factors") {
  EconomicSettings settings;
  settings.rise.heat_fraction_year = 0.01;
  settings.prices = {{2027, models::kMissing, models::kMissing, 0.9, models::kMissing}};
  const MoneyTown made = town(settings);
  const std::vector<PathwayYear> years = years_of(made, plan({{2025, "roofs", {}}}, 2027));
  const auto bill = [](double heat, double power, double electricity) {
    return 140000.0 * heat + 57.0 * power + 30000.0 * electricity + 300.0 * 35.13 + 1528.0;
  };
  CHECK(years[0].bill_dkk == Approx(bill(0.56430, 200.87, 1.6)).epsilon(1e-12));
  CHECK(years[2].bill_dkk == Approx(bill(0.56430 * 1.0201, 200.87 * 1.0201, 0.9)).epsilon(1e-12));
  CHECK(years[2].change_bill_dkk == Approx(-10000.0 * 0.56430 * 1.0201 - 3.0 * 200.87 * 1.0201).epsilon(1e-9));
  CHECK(years[2].co2_kg == Approx(140000.0 * 0.0812 + 30000.0 * 0.0998).epsilon(1e-6));
  CHECK(years[2].change_co2_kg == Approx(-10000.0 * 0.0812).epsilon(1e-6));
}

TEST_CASE("A pathway of one step in the first year has the net present value of its scenario but for the rest value") {
  EconomicSettings settings;
  settings.horizon_years = 40;  // roof 40 years; windows renewed once and used up
  settings.rise = {0.005, 0.0, 0.01};
  settings.realised_saving_fraction = 0.75;
  MoneyTown made(settings);
  made.building("a", "P1");
  made.scenario("baseline", {{100000.0, 40.0, 20000.0, 300.0, 20.0}});
  made.scenario("roofs", {with_paid({90000.0, 37.0, 20000.0, 290.0, 32.0}, {{MeasureFate::done, 1.0, 80000.0, 20.0, 150.0}})});
  const std::vector<PathwayYear> years = years_of(made, plan({{2025, "roofs", {}}}));
  REQUIRE(years.size() == 40);
  double present = 0.0;
  for (const PathwayYear& year : years) present += year.present_value_dkk;
  CHECK(present == Approx(at(made, 1, 0, Economic::npv)).margin(1e-3));  // a thousandth: rounded months
}

TEST_CASE("The cooling correction of a stored result is found again") {
  MoneyTown made;
  made.building("a", "P1");
  made.scenario("baseline", {{500000.0, 200.0, 0.0, 0.0, 22.0}});
  made.scenario("substation", {with_paid({500000.0, 200.0, 0.0, 0.0, 38.0}, {{MeasureFate::done, 1.0, 200000.0, 20.0, 0.0}})});
  const std::vector<PathwayYear> years = years_of(made, plan({{2026, "substation", {}}}, 2026));
  CHECK(years[0].bill_dkk == Approx(322324.0 + 6765.0).epsilon(1e-9));
  CHECK(years[1].bill_dkk == Approx(322324.0 - 6765.0).epsilon(1e-9));
}

TEST_CASE("Buildings without results in a step are left out of all years and counted") {
  MoneyTown made;
  made.building("a", "P1");
  made.building("b", "P1");
  made.scenario("baseline", {{1000.0}, {2000.0}});
  MoneyCase broken{1500.0};
  broken.failed = true;
  made.scenario("roofs", {{900.0}, broken});
  const std::vector<PathwayYear> years = years_of(made, plan({{2026, "roofs", {}}}, 2026));
  CHECK(years[0].buildings == 1);
  CHECK(years[0].missing == 1);
  CHECK(years[0].heat_kwh == 1000.0);
  CHECK(years[1].heat_kwh == 900.0);
}

TEST_CASE("A pathway that cannot be walked says why") {
  const MoneyTown made = town();
  const auto why = [&made](const Pathway& pathway) {
    try {
      (void)years_of(made, pathway);
    } catch (const core::Error& error) {
      CHECK(error.kind() == core::ErrorKind::bad_input);
      return error.message() + "|" + error.hint();
    }
    return std::string("walked");
  };
  CHECK(why(plan({{2026, "rofs", {}}})).find("roofs") != std::string::npos);
  CHECK(why(plan({{2024, "roofs", {}}})).find("before the price level's year 2025") != std::string::npos);
  CHECK(why(plan({{2027, "roofs", {}}, {2027, "all", {}}})).find("does not come after 2027") != std::string::npos);
  CHECK(why(plan({{2030, "roofs", {}}}, 2028)).find("end_year 2028") != std::string::npos);
  scenarios::Results old = made.results();
  old.economics.clear();
  CHECK_THROWS_AS(pathway_years(old, plan({}), made.settings(), "br18"), core::Error);
}

namespace {

/// One building that gets a roof while its people move and its lease ends, and one that is sold.
MoneyTown leaving() {
  MoneyTown made;
  made.building("a", "P1");
  made.building("b", "P2");
  const scenarios::PaidMeasure roof{MeasureFate::done, 1.0, 100000.0, 20.0, 0.0};
  const scenarios::PaidMeasure close{MeasureFate::done, 1.0, 300000.0, 0.0, 0.0, -50000.0, 0.0, 300000.0, 0.0};
  const scenarios::PaidMeasure sale{MeasureFate::done, 1.0, -900000.0, 0.0, 0.0, 0.0, 0.0, 0.0, -900000.0};
  made.scenario("baseline", {{100000.0, 40.0, 20000.0, 0.0}, {50000.0, 20.0, 10000.0, 0.0}});
  made.scenario("left", {with_paid({0.0, 0.0, 0.0, 0.0}, {roof, close}), with_paid({0.0, 0.0, 0.0, 0.0}, {sale})});
  return made;
}

}  // namespace

TEST_CASE("What premises cost once, a sale and a change of rent stand apart in a pathway") {
  const MoneyTown made = leaving();
  CHECK(at(made, 1, 0, Economic::premises_once) == 300000.0);
  CHECK(at(made, 1, 1, Economic::premises_sale) == -900000.0);
  const std::vector<PathwayYear> years = years_of(made, plan({{2026, "left", {}}}, 2046));
  CHECK(years[1].premises_once_dkk == 300000.0);
  CHECK(years[1].premises_sale_dkk == -900000.0);
  CHECK(years[1].investment_dkk == 100000.0 + 300000.0 - 900000.0);
  CHECK(years[1].change_maintenance_dkk == 0.0);
  CHECK(years[1].change_rent_dkk == -50000.0);
  CHECK(years[2].cash_flow_dkk == Approx(-years[2].change_bill_dkk + 50000.0));
}

TEST_CASE("Moving is not renewed with the roof it was paid beside") {
  const std::vector<PathwayYear> years = years_of(leaving(), plan({{2026, "left", {}}}, 2047));
  CHECK(years[20].renewal_dkk == 0.0);
  CHECK(years[20].year + 1 == years[21].year);
  CHECK(years[21].renewal_dkk == 100000.0);  // 2046
}
