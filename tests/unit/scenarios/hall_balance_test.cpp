// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_balance.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "tests/support/made_hall.hpp"

using namespace tvilling;
using models::HallTotal;
using scenarios::HallBalance;
using scenarios::HallBalanceKind;

namespace {

const HallBalance& balance(const std::vector<HallBalance>& balances, HallBalanceKind kind) {
  return balances.at(static_cast<std::size_t>(kind));
}

double term(const HallBalance& balance, std::string_view name) {
  for (const scenarios::HallTerm& t : balance.terms) {
    if (t.name == name) return t.value;
  }
  FAIL("no term " << name);
  return 0.0;
}

}  // namespace

TEST_CASE("Every balance of a hall adds up to zero") {
  const std::vector<HallBalance> balances = scenarios::hall_balances(tests::made_hall_result());
  REQUIRE(balances.size() == 5);
  for (std::size_t b = 0; b < balances.size(); ++b) {
    INFO(balances[b].name);
    CHECK(balances[b].kind == static_cast<HallBalanceKind>(b));
    CHECK(balances[b].sum() == Approx(0.0).margin(1e-6));
  }
}

TEST_CASE("A term that is wrong by one shows in the sum of its balance") {
  const std::vector<std::pair<HallTotal, HallBalanceKind>> terms{
      {HallTotal::air_heating, HallBalanceKind::heat},           {HallTotal::hall_storage, HallBalanceKind::heat},
      {HallTotal::evaporation, HallBalanceKind::moisture},       {HallTotal::moisture_storage, HallBalanceKind::moisture},
      {HallTotal::waste_water, HallBalanceKind::water},          {HallTotal::shower_heat, HallBalanceKind::delivered_heat},
      {HallTotal::fan_electricity, HallBalanceKind::electricity}};
  for (const auto& [variable, kind] : terms) {
    INFO(models::kHallVariables[models::index(variable)].name);
    models::HallTotals hall = tests::made_hall_totals();
    hall[variable] += 1.0;
    const std::vector<HallBalance> balances = scenarios::hall_balances(tests::made_hall_result(hall));
    CHECK(std::abs(balance(balances, kind).sum()) == Approx(1.0));
  }
}

TEST_CASE("Vapour leaves the water as cubic metres") {
  const std::vector<HallBalance> balances = scenarios::hall_balances(tests::made_hall_result());
  const HallBalance& water = balance(balances, HallBalanceKind::water);
  CHECK(term(water, "evaporation_m3") == Approx(-450.0));
  CHECK(term(water, "outdoor_evaporation_m3") == Approx(-10.0));
  CHECK(term(water, "shower_water_m3") == 5000.0);
}

TEST_CASE("Every variable of a hall's heat, vapour, water and electricity is in a balance") {
  const std::vector<HallBalance> balances = scenarios::hall_balances(tests::made_hall_result());
  for (std::size_t v = 0; v < models::index(HallTotal::visits); ++v) {
    const std::string_view name = models::kHallVariables[v].name;
    // What a heat pump throws away comes from the vapour and its electricity, and warms nothing.
    if (v == models::index(HallTotal::heat_pump_rejected)) continue;
    std::string as_water(name.substr(0, name.rfind('_')));
    as_water += "_m3";
    const bool is_in_one = std::any_of(balances.begin(), balances.end(), [&](const HallBalance& b) {
      return std::any_of(b.terms.begin(), b.terms.end(),
                         [&](const scenarios::HallTerm& t) { return t.name == name || t.name == as_water; });
    });
    INFO(name);
    CHECK(is_in_one);
  }
}

TEST_CASE("A building without basins has no hall to balance") {
  models::BuildingResult result = tests::made_hall_result();
  result.hall.reset();
  CHECK_THROWS_AS(scenarios::hall_balances(result), core::Error);
}
