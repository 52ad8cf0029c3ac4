// SPDX-License-Identifier: MPL-2.0
#include "models/building/sizing.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "models/building/ground.hpp"

using namespace tvilling;

namespace {

/// 10 m x 20 m, two storeys of 3 m, with numbers that can be added up by hand.
models::Building plain_building() {
  models::Building b;
  b.building_id = "B1";
  b.area_m2 = 400.0;
  b.heated_fraction = 1.0;
  b.storeys = 2.0;
  b.storey_height_m = 3.0;
  b.footprint_area_m2 = 200.0;
  b.perimeter_m = 60.0;
  b.party_wall_fraction = 0.5;
  b.window_fraction = 0.25;
  b.wall_u_value_w_m2k = 0.4;
  b.window_u_value_w_m2k = 2.0;
  b.roof_u_value_w_m2k = 0.2;
  b.floor_u_value_w_m2k = 0.3;
  b.thermal_bridge_w_m2k = 0.05;
  b.partition_area_fraction = 1.0;
  b.azimuth_deg = 0.0;
  b.window_airing_per_h = 0.0;
  b.q50_l_s_m2 = 1.0;
  b.mechanical_ventilation_l_s_m2 = 1.0;
  b.natural_ventilation_per_h = 0.6;
  b.heat_recovery_fraction = 0.8;
  b.heating_set_point_degc = 20.0;
  b.night_set_back_k = 0.0;
  return b;
}

}  // namespace

TEST_CASE("The heating capacity is 1.15 times the design loss over 32 K") {
  models::Building b = plain_building();
  // Facade 60 x 6 x 0.5 = 180 m2: windows 45 x 2.0, walls 135 x 0.4; roof 200 x 0.2; bridges (180 + 200) x 0.05.
  const double above_ground_w_k = 90.0 + 54.0 + 40.0 + 19.0;
  const double ground_w_k = 200.0 * models::ground_u_value_w_m2k(200.0, 60.0, 0.3);
  // Leakage 0.10 and a fifth of 1.0 l/(s m2) at 1.2 W per l/s and K.
  const double air_w_m2k = 1.2 * (0.10 + 0.20);
  const double expected = 1.15 * ((above_ground_w_k + ground_w_k) / 400.0 + air_w_m2k) * 32.0;
  CHECK(models::sized_heating_capacity_w_m2(b) == Approx(expected).epsilon(1e-12));
  b.night_set_back_k = 2.0;
  CHECK(models::sized_heating_capacity_w_m2(b) == Approx(expected + 15.0).epsilon(1e-12));
}

TEST_CASE("A building aired through windows is sized for its natural ventilation") {
  models::Building b = plain_building();
  const double with_plant = models::sized_heating_capacity_w_m2(b);
  b.mechanical_ventilation_l_s_m2 = 0.0;
  // 0.6 air changes of 3 m are 0.5 l/(s m2) instead of 0.2.
  CHECK(models::sized_heating_capacity_w_m2(b) - with_plant == Approx(1.15 * 1.2 * 0.3 * 32.0).epsilon(1e-12));
}

TEST_CASE("A swimming hall is sized for its own warmth") {
  models::Building b = plain_building();
  const double at_20 = models::sized_heating_capacity_w_m2(b);
  b.heating_set_point_degc = 28.0;
  CHECK(models::sized_heating_capacity_w_m2(b) == Approx(at_20 * 40.0 / 32.0).epsilon(1e-12));
}

TEST_CASE("An unheated building needs no plant") {
  models::Building b = plain_building();
  b.heated_fraction = 0.0;
  CHECK(models::sized_heating_capacity_w_m2(b) == 0.0);
}

TEST_CASE("A missing number stops the sizing and is named") {
  models::Building b = plain_building();
  b.q50_l_s_m2 = models::kMissing;
  REQUIRE_THROWS_AS(models::sized_heating_capacity_w_m2(b), core::Error);
  REQUIRE_THROWS_WITH(models::sized_heating_capacity_w_m2(b), Catch::Matchers::Contains("q50_l_s_m2"));
}
