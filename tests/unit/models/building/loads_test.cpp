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
