// SPDX-License-Identifier: MPL-2.0
#include "scenarios/change_causes.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "tests/support/made_hall.hpp"
#include "tests/support/small_results.hpp"

using namespace tvilling;
using models::Annual;
using models::BuildingResult;
using models::HallTotal;
using scenarios::change_causes;
using scenarios::ChangeCauses;
using scenarios::CostCause;
using scenarios::ElectricityCause;
using scenarios::Factors;
using scenarios::GroupBy;
using scenarios::HeatCause;
using scenarios::Results;
using scenarios::TaskStatus;

namespace {

void set(BuildingResult& result, Annual variable, double value) {
  result.annual[models::index(variable)] = value;
}

/// A year that balances: 100 kWh of space heat of 110 lost, 30 of hot water, 5 of plant loss.
BuildingResult balanced(double transmission_kwh) {
  BuildingResult r;
  set(r, Annual::transmission, transmission_kwh);
  set(r, Annual::solar, 10.0);
  set(r, Annual::heat_demand, transmission_kwh - 10.0);
  set(r, Annual::hot_water, 30.0);
  set(r, Annual::plant_loss, 5.0);
  set(r, Annual::heat, transmission_kwh + 25.0);
  set(r, Annual::electricity, 50.0);
  set(r, Annual::water, 2.0);
  set(r, Annual::peak_heat, 4.0);
  return r;
}

template <std::size_t N>
double sum(const std::array<double, N>& parts) {
  return std::accumulate(parts.begin(), parts.end(), 0.0);
}

template <typename Cause, std::size_t N>
double part(const scenarios::CausedChange<N>& change, Cause cause) {
  return change.causes[static_cast<std::size_t>(cause)];
}

/// Three buildings in two scenarios, of which the second loses 8 kWh less through the envelope; without prices.
Results made_results() {
  Results results;
  results.scenario_names = {"baseline", "roofs"};
  results.portfolio = tests::small_portfolio();
  for (const double transmission_kwh : {110.0, 102.0}) {
    results.results.emplace_back(3, balanced(transmission_kwh));
    results.status.emplace_back(3, TaskStatus::done);
    results.messages.emplace_back(3);
  }
  return results;
}

}  // namespace

TEST_CASE("Less lost through the envelope is less heat and more sun is less heat too", "[causes]") {
  BuildingResult after = balanced(100.0);
  set(after, Annual::solar, 13.0);
  set(after, Annual::heat, 122.0);
  ChangeCauses causes;
  causes.add(after, balanced(110.0), std::nullopt);
  CHECK(causes.heat.reference == 135.0);
  CHECK(causes.heat.change == -13.0);
  CHECK(part(causes.heat, HeatCause::transmission) == -10.0);
  CHECK(part(causes.heat, HeatCause::solar) == -3.0);
  CHECK(part(causes.heat, HeatCause::rounding) == 0.0);
  CHECK(part(causes.heat, HeatCause::hot_water) == 0.0);
}

TEST_CASE("What no cause explains stands as rounding and is not hidden", "[causes]") {
  BuildingResult after = balanced(110.0);
  set(after, Annual::heat, 136.0);
  ChangeCauses causes;
  causes.add(after, balanced(110.0), std::nullopt);
  CHECK(causes.heat.change == 1.0);
  CHECK(part(causes.heat, HeatCause::rounding) == 1.0);
}

TEST_CASE("The heat pump of a hall is no gain but heat that is not bought", "[causes]") {
  BuildingResult before = balanced(110.0);
  auto hall = std::make_shared<models::HallTotals>();
  (*hall)[HallTotal::shower_heat] = 20.0;
  (*hall)[HallTotal::pool_heating] = 10.0;
  before.hall = hall;
  BuildingResult after = before;
  auto with_pump = std::make_shared<models::HallTotals>(*hall);
  (*with_pump)[HallTotal::heat_pump_air] = 6.0;
  (*with_pump)[HallTotal::heat_pump_pool] = 3.0;
  after.hall = with_pump;
  set(after, Annual::internal, 6.0);  // the rooms' balance counts it among the gains
  set(after, Annual::hot_water, 27.0);
  set(after, Annual::heat, 126.0);
  ChangeCauses causes;
  causes.add(after, before, std::nullopt);
  CHECK(causes.heat.change == -9.0);
  CHECK(part(causes.heat, HeatCause::heat_pump) == -9.0);
  CHECK(part(causes.heat, HeatCause::internal) == 0.0);
  CHECK(part(causes.heat, HeatCause::basins) == 0.0);
  CHECK(part(causes.heat, HeatCause::rounding) == 0.0);
}

TEST_CASE("Electricity of solar cells that the building uses is not bought and what is sold does not count", "[causes]") {
  BuildingResult after = balanced(110.0);
  set(after, Annual::pv, 20.0);
  set(after, Annual::electricity_sold, 5.0);
  set(after, Annual::electricity, 33.0);  // 48 used
  ChangeCauses causes;
  causes.add(after, balanced(110.0), std::nullopt);
  CHECK(causes.electricity.change == -17.0);
  CHECK(part(causes.electricity, ElectricityCause::solar_cells) == -15.0);
  CHECK(part(causes.electricity, ElectricityCause::equipment) == -2.0);
}

TEST_CASE("The bill changes by carrier at the prices of the run", "[causes]") {
  const Factors factors{{}, {0.1, 0.2}};
  BuildingResult before = balanced(110.0);
  BuildingResult after = balanced(100.0);
  set(after, Annual::peak_heat, 3.0);
  set(after, Annual::water, 0.0);
  scenarios::Tariff tariff;
  set(before, Annual::cost, 1000.0);
  const double saved_dkk =
      10.0 * tariff.heat_dkk_kwh + tariff.heat_capacity_dkk_kw + 2.0 * tariff.water_dkk_m3 + tariff.water_meter_dkk;
  set(after, Annual::cost, 1000.0 - saved_dkk);
  set(before, Annual::co2, 23.5);
  set(after, Annual::co2, 22.5);
  ChangeCauses causes;
  causes.add(after, before, factors);
  CHECK(part(causes.cost, CostCause::heat) == Approx(-10.0 * tariff.heat_dkk_kwh));
  CHECK(part(causes.cost, CostCause::heat_power) == Approx(-tariff.heat_capacity_dkk_kw));
  CHECK(part(causes.cost, CostCause::electricity) == 0.0);
  CHECK(part(causes.cost, CostCause::water) == Approx(-2.0 * tariff.water_dkk_m3));
  CHECK(part(causes.cost, CostCause::water_meter) == -tariff.water_meter_dkk);
  CHECK(part(causes.cost, CostCause::cooling) == Approx(0.0).margin(1e-9));
  CHECK(sum(causes.cost.causes) == Approx(causes.cost.change));
  CHECK(part(causes.co2, scenarios::Co2Cause::heat) == Approx(-1.0));
}

TEST_CASE("Groups count the buildings that succeeded in both scenarios", "[causes]") {
  Results results = made_results();
  results.status[1][2] = TaskStatus::failed;
  const std::vector<ChangeCauses> all = change_causes(results, 1, 0, GroupBy::total);
  REQUIRE(all.size() == 1);
  CHECK(all[0].group == "all");
  CHECK(all[0].buildings == 2);
  CHECK(all[0].missing == 1);
  CHECK(all[0].heat.change == -16.0);
  CHECK(all[0].heat.reference == 270.0);
  const std::vector<ChangeCauses> offices = change_causes(results, 1, 0, GroupBy::administration);
  REQUIRE(offices.size() == 2);
  CHECK(offices[0].group == "BUF");
  CHECK(offices[1].buildings == 1);
  CHECK(offices[1].missing == 1);
  CHECK(offices[1].area_m2 == 2000.0);
  CHECK(offices[1].heat.change == -8.0);
}

TEST_CASE("A file without prices has no parts of cost and one with a broken price neither", "[causes]") {
  Results results = made_results();
  CHECK_FALSE(scenarios::factors_of(results));
  for (const char* name : {"heat_dkk_kwh", "heat_capacity_dkk_kw", "electricity_dkk_kwh", "water_dkk_m3", "water_meter_dkk",
                           "electricity_sold_dkk_kwh", "co2_heat_kg_kwh", "co2_electricity_kg_kwh"}) {
    results.provenance.emplace_back(name, "0.25");
  }
  REQUIRE(scenarios::factors_of(results));
  CHECK(scenarios::factors_of(results)->tariff.heat_dkk_kwh == 0.25);
  CHECK(scenarios::factors_of(results)->co2.heat_kg_kwh == 0.25);
  results.provenance[0].second = "0.25x";
  CHECK_FALSE(scenarios::factors_of(results));
}
