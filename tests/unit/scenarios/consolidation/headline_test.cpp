// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/headline.hpp"

#include <catch2/catch.hpp>

#include "scenarios/consolidation/plan_view.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using scenarios::AirLimit;
using scenarios::PlanCheck;
using scenarios::PlanHeadline;

std::string sentence(const PlanHeadline& headline) {
  const scenarios::report::Words words(scenarios::report::Language::en);
  return scenarios::headline_sentence(headline, words,
                                      [&words](double value, int decimals) { return words.number(value, decimals); });
}

std::vector<std::string> minded(const PlanCheck& check) {
  const scenarios::report::Words words(scenarios::report::Language::en);
  return scenarios::mind_sentences(check, {}, words,
                                   [&words](double value, int decimals) { return words.number(value, decimals); });
}

/// A building with so many hours above 1,000 ppm and above 26 degC.
scenarios::ReceivingAir building(const std::string& id, double co2_today_h, double co2_h, double hot_today_h, double hot_h) {
  scenarios::ReceivingAir air;
  air.building_id = id;
  air.before.least_l_s_person = 10.0;
  air.after.least_l_s_person = 9.0;
  air.before.co2_above_1000_ppm_h = co2_today_h;
  air.after.co2_above_1000_ppm_h = co2_h;
  air.before.above_26_degc_h = hot_today_h;
  air.after.above_26_degc_h = hot_h;
  return air;
}

}  // namespace

TEST_CASE("A headline tells cash and internal rent apart, and what is used more") {
  PlanHeadline headline;
  headline.saving_cash_dkk_year = 12e6;
  headline.once_dkk = 5e6;
  headline.payback_years = 5.0 / 12.0;
  headline.payback_cash_years = 5.0 / 12.0;
  CHECK(sentence(headline) == "Saves 12.0 M DKK (all in cash) a year; costs 5.0 M DKK once, paid back in 0.4 years");
  headline.saving_internal_rent_dkk_year = 3e6;
  headline.is_simulated = true;
  headline.saving_heat_kwh = 1234e3;
  headline.saving_electricity_kwh = -20e3;
  headline.saving_co2_kg = 100e3;
  CHECK(sentence(headline) ==
        "Saves 15.0 M DKK (12.0 in cash, 3.0 internal rent), 1,234 MWh heat, 100 t CO2 a year; takes 20 MWh electricity more "
        "a year; costs 5.0 M DKK once, paid back in 0.4 years (in cash alone: 0.4 years)");
  headline.payback_cash_years = tvilling::models::kMissing;
  CHECK(sentence(headline).ends_with("paid back in 0.4 years (in cash alone: never)"));
}

TEST_CASE("A plan that costs more says so, its parts with the sign of what is paid") {
  PlanHeadline headline;
  headline.saving_cash_dkk_year = -3e6;
  headline.saving_internal_rent_dkk_year = 1e6;
  headline.once_dkk = 400e3;
  CHECK(sentence(headline) ==
        "Saves nothing; takes 2.0 M DKK (3.0 in cash, -1.0 internal rent) more a year; costs 0.400 M DKK once, never paid back");
  headline.once_dkk = -2e6;
  CHECK(sentence(headline).ends_with("brings in 2.0 M DKK once"));
}

TEST_CASE("Buildings that break a limit are counted once, and the worst new breach is named") {
  PlanCheck check;
  check.is_done = true;
  CHECK(minded(check).empty());
  check.receiving = {building("B1", 0, 0, 90, 95), building("B2", 500, 2000, 0, 0), building("B3", 0, 300, 50, 120),
                     building("B4", 0, 0, 150, 140)};
  const scenarios::BrokenLimits broken = scenarios::broken_limits(check);
  CHECK(broken.buildings == 2);
  CHECK(broken.newly == 1);
  CHECK(broken.worst == 2);
  CHECK(broken.breach.limit == AirLimit::co2);
  REQUIRE(minded(check).size() == 1);
  CHECK(minded(check).front() ==
        "2 buildings break a limit when the plan is done (1 of them newly): worst is B3, CO2 above 1,000 ppm for 300 hours "
        "(today 0).");
  check.heat_kwh = {100e3, 50e3};
  CHECK(minded(check).size() == 2);
}

TEST_CASE("A move that only the upper end of a forecast needs makes room for the forecast") {
  scenarios::ConsolidationCase c;
  scenarios::CasePremises a;
  a.lease_id = "A";
  a.desks = 40.0;
  scenarios::CasePremises b = a;
  b.lease_id = "B";
  c.premises = {a, b};
  c.units = {{"U1", 20.0, 20.0, 24.0, 0, 0.0, false, {0, 1}}, {"U2", 20.0, 20.0, 24.0, 0, 0.0, false, {0, 1}}};
  c.periods = {{0.0}, {1.0}, {1.0}, {}};
  const scenarios::Plan plan{{0, 1}, {0, 0}, {{1}, {1}}};
  REQUIRE(scenarios::moves_of(c, plan).size() == 1);
  CHECK(scenarios::moves_of(c, plan).front().reason == scenarios::MoveReason::forecast);
  c.units[0].desks = 21.0;
  CHECK(scenarios::moves_of(c, plan).front().reason == scenarios::MoveReason::crowded);
  c.units[0].desks = c.units[0].desks_high = c.units[1].desks_high = 20.0;
  CHECK(scenarios::moves_of(c, plan).front().reason == scenarios::MoveReason::sits_together);
}
