// SPDX-License-Identifier: MPL-2.0
#include "models/building/loads.hpp"

#include <catch2/catch.hpp>

#include <cmath>

#include "tests/support/example_building.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)

models::AirFlows flows_of(const models::Building& b, double elevation_m = 0.0) {
  return models::air_flows(b, models::envelope_of(b), elevation_m);
}

models::Building ventilated_school() {
  models::Building b = tests::example_school();
  b.mechanical_ventilation_l_s_m2 = 2.0;
  b.heat_recovery_fraction = 0.8;
  return b;
}

}  // namespace

TEST_CASE("Leakage follows the rule of SBi 213") {
  models::Building b = tests::example_school();
  b.q50_l_s_m2 = 4.0;
  CHECK(flows_of(b).infiltration_w_k(true) == Approx(0.28 * 1200.0 * 1.2));
  CHECK(flows_of(b).infiltration_w_k(false) == Approx(0.24 * 1200.0 * 1.2));
}

TEST_CASE("Heat recovery leaves its complement of the ventilation loss") {
  const models::AirFlows flows = flows_of(ventilated_school());
  CHECK(flows.ventilation_w_k(true, 20.0, 5.0, 20.0) == Approx(0.2 * 2.0 * 1200.0 * 1.2));
  CHECK(flows.ventilation_w_k(false, 20.0, 5.0, 20.0) == 0.0);
}

TEST_CASE("Recovery is bypassed when the room is too warm and it is cooler outside") {
  const models::AirFlows flows = flows_of(ventilated_school());
  CHECK(flows.ventilation_w_k(true, 22.5, 22.0, 20.0) == Approx(2.0 * 1200.0 * 1.2));
  CHECK(flows.ventilation_w_k(true, 22.5, 28.0, 20.0) == Approx(0.2 * 2.0 * 1200.0 * 1.2));
}

TEST_CASE("In hard frost recovery is cut so that exhaust air leaves at 1 degree") {
  const models::AirFlows flows = flows_of(ventilated_school());
  const double recovery = (20.0 - 1.0) / (20.0 + 12.0);
  CHECK(flows.ventilation_w_k(true, 20.0, -12.0, 20.0) == Approx((1.0 - recovery) * 2.0 * 1200.0 * 1.2));
}

TEST_CASE("Windows open from 23 to 25 degrees when it is cooler outside") {
  const models::AirFlows flows = flows_of(tests::example_school());
  const double change_w_k = 1200.0 * 3840.0 / 3600.0;
  CHECK(flows.ventilation_w_k(true, 22.9, 15.0, 20.0) == Approx(0.4 * change_w_k));
  CHECK(flows.ventilation_w_k(true, 24.0, 15.0, 20.0) == Approx((0.4 + 1.0) * change_w_k));
  CHECK(flows.ventilation_w_k(true, 26.0, 15.0, 20.0) == Approx((0.4 + 2.0) * change_w_k));
  CHECK(flows.ventilation_w_k(true, 26.0, 25.0, 20.0) == Approx(0.4 * change_w_k));
}

TEST_CASE("Air in Denver carries less heat than at the sea") {
  const double ratio = flows_of(tests::example_school(), 1650.0).natural_w_k / flows_of(tests::example_school()).natural_w_k;
  CHECK(ratio == Approx(0.8196).margin(5e-4));  // standard atmosphere, 830.4 hPa of 1013.25
}

TEST_CASE("Hot water and water over the year are those of the building") {
  const models::Building b = tests::example_school();
  const models::BuildingLoads loads(b, tests::reference_environment());
  double hot_water_kwh = 0.0;
  double water_m3 = 0.0;
  for (int hour = 0; hour < 8760; ++hour) {
    hot_water_kwh += loads.hot_water_kwh(hour);
    water_m3 += loads.water_m3(hour);
  }
  CHECK(hot_water_kwh == Approx(100.0 * 1.2 * 1.163 * 45.0));
  CHECK(water_m3 == Approx(0.22 * 1200.0));
}

TEST_CASE("The set point rises two hours before opening and falls after closing") {
  const models::Building b = tests::example_school();
  const models::BuildingLoads loads(b, tests::reference_environment());
  int opening = 24 * 35;  // from Wednesday 5 February 2025, a school day
  while (!loads.open(opening)) ++opening;
  CHECK(loads.set_point_degc(opening) == 20.0);
  CHECK(loads.set_point_degc(opening - 2) == 20.0);
  CHECK(loads.set_point_degc(opening - 3) == 19.0);
}

TEST_CASE("One hour in use and one at night have the heat and electricity computed by hand") {
  models::Building b = ventilated_school();
  b.schedule_shift_h = 0.0;
  const models::Environment& e = tests::reference_environment();
  const models::BuildingLoads loads(b, e);
  const int open = 24 * 35 + 9;  // 9 to 10 on a school day in February
  REQUIRE(loads.open(open));
  const double presence = e.profiles[b.use].presence[static_cast<std::size_t>(open)];
  REQUIRE(presence > 0.0);
  // People 1200 / 5.4, appliances 4 W/m2 with a quarter always on, light 9 x 0.7 W/m2, fans 2 l/(s m2) x 2.5 kJ/m3, process 2
  // kWh/m2.
  const double equipment_w = 1200.0 * 4.0 * (0.25 + 0.75 * presence) + 1200.0 * 9.0 * 0.7;
  CHECK(loads.persons(open) == Approx(1200.0 / 5.4 * presence));
  CHECK(loads.electricity_kwh(open) == Approx((equipment_w + 1200.0 * 2.0 * 2.5 + 2400.0 / 8.76) * 1e-3));
  CHECK(loads.internal_w(open) == Approx(1200.0 / 5.4 * presence * 75.0 + equipment_w + 0.5 * 1200.0 * 2.0 * 2.5));
  const int night = 24 * 35 + 2;
  REQUIRE_FALSE(loads.open(night));
  CHECK(loads.electricity_kwh(night) == Approx((1200.0 * 4.0 * 0.25 + 2400.0 / 8.76) * 1e-3));
  CHECK(loads.internal_w(night) == Approx(1200.0 * 4.0 * 0.25));
  CHECK(loads.plant_loss_kwh(100.0) == Approx(0.05 * 100.0 + 0.3 * 1200.0 * 1e-3));
}

TEST_CASE("Where people sleep a tenth of the light is on at night") {
  models::Building b = tests::example_school();
  b.use = models::Use::nursing_home;
  b.appliance_w_m2 = 0.0;
  b.process_electricity_kwh_m2 = 0.0;
  const models::BuildingLoads loads(b, tests::reference_environment());
  const int day = 24 * 35 + 12;
  const int night = 24 * 35 + 2;
  REQUIRE((loads.open(day) && loads.open(night)));
  CHECK(loads.electricity_kwh(night) == Approx(0.1 * loads.electricity_kwh(day)));
}

TEST_CASE("A building with later habits looks like its use an hour before, in part") {
  models::Building b = tests::example_school();
  b.schedule_shift_h = 0.25;
  const models::Environment& e = tests::reference_environment();
  const models::BuildingLoads late(b, e);
  b.schedule_shift_h = -0.25;
  const models::BuildingLoads early(b, e);
  const std::vector<double>& presence = e.profiles[b.use].presence;
  const std::size_t h = 24 * 35 + 8;
  const double full = 1200.0 / 5.4;
  CHECK(late.persons(static_cast<int>(h)) == Approx(full * (0.75 * presence[h] + 0.25 * presence[h - 1])));
  CHECK(early.persons(static_cast<int>(h)) == Approx(full * (0.75 * presence[h] + 0.25 * presence[h + 1])));
}
