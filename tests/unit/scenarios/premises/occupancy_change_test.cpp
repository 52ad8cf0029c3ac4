// SPDX-License-Identifier: MPL-2.0
#include "scenarios/premises/occupancy_change.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "models/building/envelope.hpp"
#include "scenarios/premises/indoor_air.hpp"
#include "tests/support/example_office.hpp"
#include "tests/support/zoned_building.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Annual;
using models::Building;
using scenarios::EmptyState;
using tests::annual;
using tests::example_office;
using tests::simulated;

/// Every hour of two years is rounded to a multiple of 2^-20.
constexpr double kRounding = 8760.0 * 0x1.0p-20;

/// Two uses side by side: an office of 40 % and a health centre.
Building office_and_health() {
  Building b = tests::cut_in_two(example_office(), 0.4, 100.0);
  b.zones[1].use = models::Use::health;
  return b;
}

}  // namespace

TEST_CASE("A person takes along what the building has for one") {
  const scenarios::PersonLoad load = scenarios::person_load(example_office());
  CHECK(load.heat_w == 75.0);
  CHECK(load.appliance_w == Approx(6.0 * 0.8 * 25.0));  // beyond the base load
  CHECK(load.hot_water_l_year == Approx(100.0 * 25.0));
  CHECK(load.water_m3_year == Approx(0.22 * 25.0));
  CHECK(load.ventilation_l_s == 7.0);
}

TEST_CASE("Nobody takes along more air than the building has for its people") {
  Building stuffy = example_office();
  stuffy.mechanical_ventilation_l_s_m2 = 0.45;  // 0.10 beyond the floor's part, on 25 m2 a person
  CHECK(scenarios::person_load(stuffy).ventilation_l_s == Approx(2.5));
}

TEST_CASE("Ten people more have their desks, water and air") {
  const Building before = example_office();
  const Building after = scenarios::with_persons(before, 10.0, scenarios::person_load(before));
  CHECK(scenarios::people_when_full(after) == Approx(58.0));
  CHECK(after.employees == 58.0);
  CHECK(after.appliance_w_m2 * after.area_m2 == Approx(6.0 * 1200.0 + 10.0 * 120.0));
  CHECK(after.appliance_w_m2 * after.appliance_base_fraction == Approx(6.0 * 0.2));
  CHECK(after.hot_water_l_m2 == Approx(100.0 * 58.0 / 48.0));
  CHECK(after.mechanical_ventilation_l_s_m2 == Approx(1.2 + 70.0 / 1200.0));
  CHECK(after.lighting_w_m2 == before.lighting_w_m2);
}

TEST_CASE("Without a plant those who come open windows") {
  Building aired = example_office();
  aired.mechanical_ventilation_l_s_m2 = 0.0;
  const Building after = scenarios::with_persons(aired, 10.0, {.ventilation_l_s = 7.0});
  CHECK(after.mechanical_ventilation_l_s_m2 == 0.0);
  CHECK(after.natural_ventilation_per_h == Approx(0.6 + 70.0 * 3.6 / (1200.0 * 3.2)));
}

TEST_CASE("When all have left nobody is there and nobody draws water") {
  const Building before = example_office();
  const Building after = scenarios::with_persons(before, -48.0, scenarios::person_load(before));
  const models::BuildingResult year = simulated(after);
  CHECK(annual(year, Annual::occupancy) == 0.0);
  CHECK(annual(year, Annual::water) == 0.0);
  CHECK(annual(year, Annual::hot_water) == 0.0);
  CHECK(annual(year, Annual::electricity) > 0.0);  // light, fans, base load
  CHECK(after.employees == 0.0);
}

TEST_CASE("No more people leave than there are") {
  const Building before = example_office();
  const Building after = scenarios::with_persons(before, -100.0, scenarios::person_load(before));
  CHECK(scenarios::people_when_full(after) == 0.0);
}

TEST_CASE("People sit in the zones of their use") {
  const Building before = office_and_health();
  const Building after = scenarios::with_persons(before, 10.0, scenarios::person_load(before), models::Use::office);
  CHECK(scenarios::people_when_full(after) == Approx(58.0));
  CHECK(after.zones[1].occupant_density_m2_person == before.zones[1].occupant_density_m2_person);
  CHECK(480.0 / after.zones[0].occupant_density_m2_person == Approx(19.2 + 10.0));
}

TEST_CASE("The frost guard heats less than people do") {
  const Building before = example_office();
  const models::BuildingResult in_use = simulated(before);
  const models::BuildingResult held = simulated(scenarios::emptied(before, 1.0, EmptyState::frost_guard));
  CHECK(annual(held, Annual::heat) > 0.0);
  CHECK(annual(held, Annual::heat) < 0.6 * annual(in_use, Annual::heat));
  CHECK(annual(held, Annual::electricity) < 0.2 * annual(in_use, Annual::electricity));
  CHECK(annual(held, Annual::occupancy) == 0.0);
  CHECK(annual(held, Annual::water) == 0.0);
}

TEST_CASE("What is handed over uses nothing") {
  Building before = example_office();
  before.pv_capacity_kw = 20.0;
  const models::BuildingResult year = simulated(scenarios::emptied(before, 1.0, EmptyState::handed_over));
  for (const Annual v : {Annual::heat, Annual::heat_demand, Annual::electricity, Annual::water, Annual::occupancy}) {
    CHECK(annual(year, v) == 0.0);
  }
}

TEST_CASE("Where a part is handed over with its people the rest stays as it is") {
  const Building before = example_office();
  const Building left = scenarios::with_persons(before, -12.0, scenarios::person_load(before));
  const Building after = scenarios::emptied(left, 0.25, EmptyState::handed_over);
  REQUIRE(after.zones.size() == 2);
  const Building& kept = after.zones[0];
  CHECK(kept.area_m2 == Approx(900.0));
  CHECK(kept.occupant_density_m2_person == Approx(25.0));
  CHECK(kept.appliance_w_m2 == Approx(6.0));
  CHECK(kept.appliance_base_fraction == Approx(0.2));
  CHECK(kept.hot_water_l_m2 == Approx(100.0));
  CHECK(kept.water_m3_m2 == Approx(0.22));
  CHECK(kept.mechanical_ventilation_l_s_m2 == Approx(1.2));
  const models::BuildingResult half = simulated(after);
  const models::BuildingResult whole = simulated(before);
  CHECK(annual(half, Annual::occupancy) == Approx(0.75 * annual(whole, Annual::occupancy)).margin(kRounding));
  CHECK(annual(half, Annual::electricity) == Approx(0.75 * annual(whole, Annual::electricity)).epsilon(1e-6));
  CHECK(annual(half, Annual::heat_demand) == Approx(0.75 * annual(whole, Annual::heat_demand)).epsilon(0.01));
}

TEST_CASE("An emptied floor is not emptied again") {
  const Building before = example_office();
  const Building once = scenarios::emptied(before, 0.5, EmptyState::frost_guard);
  const Building twice = scenarios::emptied(once, 0.25, EmptyState::handed_over);
  double kept_m2 = 0.0;
  double handed_over_m2 = 0.0;
  for (const Building& zone : twice.zones) {
    if (zone.lighting_w_m2 > 0.0) kept_m2 += zone.area_m2;
    if (zone.heated_fraction == 0.0) handed_over_m2 += zone.area_m2;
  }
  CHECK(kept_m2 == Approx(300.0));
  CHECK(handed_over_m2 == Approx(300.0));
  (void)simulated(twice);  // zones still share out the building
  const Building all = scenarios::emptied(once, 0.5, EmptyState::frost_guard);
  CHECK(scenarios::people_when_full(all) == 0.0);
}

TEST_CASE("A part at frost guard is warmer beside the rest than alone and costs the rest some heat") {
  const Building left = scenarios::with_persons(example_office(), -24.0, scenarios::person_load(example_office()));
  const Building held = scenarios::emptied(left, 0.5, EmptyState::frost_guard);
  Building apart = held;
  apart.zone_links.clear();
  const auto demand = [](const Building& b) { return annual(simulated(b), Annual::heat_demand); };
  CHECK(demand(held) > 0.5 * demand(example_office()));
  CHECK(demand(held) < demand(example_office()));
  CHECK(demand(held) != demand(apart));
}

TEST_CASE("Zones are emptied with what is between them") {
  const Building before = office_and_health();
  const Building after = scenarios::emptied(before, 0.5, EmptyState::frost_guard);
  REQUIRE(after.zones.size() == 4);
  double between_m2 = 0.0;
  for (const models::ZoneLink& link : after.zone_links) {
    const bool kept = link.a < 2 && link.b < 2;
    const bool emptied = link.a >= 2 && link.b >= 2;
    if (kept || emptied) between_m2 += link.area_m2;
  }
  CHECK(between_m2 == Approx(100.0));
  (void)simulated(after);
}

TEST_CASE("A part of a swimming hall cannot be emptied") {
  Building hall = example_office();
  hall.hall = std::make_shared<models::SwimmingHall>();
  CHECK_THROWS_AS(scenarios::emptied(hall, 0.5, EmptyState::frost_guard), core::Error);
  CHECK(scenarios::emptied(hall, 1.0, EmptyState::frost_guard).hall == nullptr);
}

TEST_CASE("The air of a full office settles where people and plant balance") {
  Building office = example_office();
  office.mechanical_ventilation_l_s_m2 = 0.4;  // 10 l/s a person when full
  const scenarios::IndoorAir air = scenarios::indoor_air(office, tests::reference_environment());
  // Settled: 420 + 1e6 x 0.020 / (10 x 3.6) = 976 ppm with all present.
  CHECK(air.co2_max_ppm > 700.0);
  CHECK(air.co2_max_ppm < 976.0);
  CHECK(air.co2_above_1000_ppm_h == 0.0);
  CHECK(air.least_l_s_person >= 10.0);
  CHECK(air.above_26_degc_h == annual(simulated(office), Annual::overheating));
}

TEST_CASE("A plant does not grow because people come") {
  const Building before = example_office();
  const Building after = scenarios::with_persons(before, 288.0, scenarios::person_load(before));
  const scenarios::IndoorAir air = scenarios::indoor_air(after, before, tests::reference_environment());
  const scenarios::IndoorAir first = scenarios::indoor_air(before, tests::reference_environment());
  CHECK(air.least_l_s_person == Approx(first.least_l_s_person / 7.0));
  CHECK(air.co2_max_ppm > first.co2_max_ppm);
  CHECK(air.co2_above_1000_ppm_h > 0.0);
}

TEST_CASE("An office without people has outdoor air") {
  const Building nobody = scenarios::with_persons(example_office(), -48.0, scenarios::person_load(example_office()));
  const scenarios::IndoorAir air = scenarios::indoor_air(nobody, tests::reference_environment());
  CHECK(air.co2_max_ppm == 420.0);
  CHECK(std::isnan(air.least_l_s_person));
}

TEST_CASE("A building that is handed over part by part leaves nothing with the city") {
  Building before = example_office();
  before.pv_capacity_kw = 20.0;
  before.process_electricity_kwh_m2 = 5.0;
  const Building half = scenarios::emptied(before, 0.75, EmptyState::handed_over);
  CHECK(half.pv_capacity_kw == 20.0);
  const Building after = scenarios::emptied(half, 0.25, EmptyState::handed_over);
  CHECK(after.pv_capacity_kw == 0.0);
  const models::BuildingResult year = simulated(after);
  for (const Annual v : {Annual::heat, Annual::electricity, Annual::water, Annual::occupancy, Annual::cost}) {
    CHECK(annual(year, v) == 0.0);
  }
}

TEST_CASE("A building of which a part is still held keeps its solar cells but no process") {
  Building before = example_office();
  before.pv_capacity_kw = 20.0;
  before.process_electricity_kwh_m2 = 5.0;
  const Building held = scenarios::emptied(before, 0.75, EmptyState::frost_guard);
  const Building after = scenarios::emptied(held, 0.25, EmptyState::handed_over);
  CHECK(after.pv_capacity_kw == 20.0);
  CHECK(after.process_electricity_kwh_m2 == 0.0);
  CHECK(annual(simulated(after), Annual::heat) > 0.0);
}
