// SPDX-License-Identifier: MPL-2.0
#include "models/surface/radiation.hpp"

#include <catch2/catch.hpp>
#include <cmath>

namespace models = tvilling::models;
using models::OutsideLongwave;

namespace {
[[nodiscard]] Approx exactly(double value) {
  return Approx(value).margin(0).epsilon(1e-12);
}

[[nodiscard]] double emitted_w_m2(double temperature_degc) {
  return models::kStefanBoltzmann_w_m2k4 * std::pow(temperature_degc + 273.15, 4.0);
}
}  // namespace

TEST_CASE("The linear conductance times the difference is the exact exchange of the fourth powers") {
  CHECK(models::longwave_conductance_w_m2k(0.9, 1.0, 20.0, -10.0) * 30.0 == exactly(132.17029748690817));
  CHECK(models::longwave_conductance_w_m2k(0.9, 0.5, 20.0, -10.0) * 30.0 == exactly(0.5 * 132.17029748690817));
}

TEST_CASE("At equal temperatures the conductance is 4 eps sigma T cubed") {
  CHECK(models::longwave_conductance_w_m2k(0.9, 1.0, 20.0, 20.0) == exactly(5.142614061152997));
}

TEST_CASE("A roof sees only sky and a wall half of it and a floor only ground") {
  CHECK(models::sky_view_factor(0.0) == 1.0);
  CHECK(models::ground_view_factor(0.0) == 0.0);
  CHECK(models::sky_view_factor(90.0) == exactly(0.5));
  CHECK(models::ground_view_factor(90.0) == exactly(0.5));
  CHECK(models::sky_view_factor(180.0) == 0.0);
  CHECK(models::ground_view_factor(180.0) == 1.0);
}

TEST_CASE("A flat roof exchanges with the sky alone and a floor over air with the ground alone") {
  const models::OutsideTemperatures at{.surface_degc = 10.0, .sky_degc = -20.0, .air_degc = 0.0, .ground_degc = 2.0};
  const OutsideLongwave roof = models::outside_longwave(0.9, 0.0, at);
  CHECK(roof.sky_w_m2k == exactly(models::longwave_conductance_w_m2k(0.9, 1.0, 10.0, -20.0)));
  CHECK(roof.air_w_m2k == 0.0);
  CHECK(roof.ground_w_m2k == 0.0);
  const OutsideLongwave floor = models::outside_longwave(0.9, 180.0, at);
  CHECK(floor.sky_w_m2k == 0.0);
  CHECK(floor.air_w_m2k == 0.0);
  CHECK(floor.ground_w_m2k == exactly(models::longwave_conductance_w_m2k(0.9, 1.0, 10.0, 2.0)));
}

TEST_CASE("A wall shares its view by 0.354 to the sky and 0.146 to the air and 0.5 to the ground") {
  const models::OutsideTemperatures at{.surface_degc = 10.0, .sky_degc = -20.0, .air_degc = 0.0, .ground_degc = 2.0};
  const OutsideLongwave wall = models::outside_longwave(0.8, 90.0, at);
  const double to_sky = 0.5 * std::sqrt(0.5);
  const double loss_w_m2 = wall.sky_w_m2k * 30.0 + wall.air_w_m2k * 10.0 + wall.ground_w_m2k * 8.0;
  const double around_w_m2 = to_sky * emitted_w_m2(-20.0) + (0.5 - to_sky) * emitted_w_m2(0.0) + 0.5 * emitted_w_m2(2.0);
  CHECK(to_sky == Approx(0.354).margin(5e-4).epsilon(0));
  CHECK(loss_w_m2 == Approx(0.8 * (emitted_w_m2(10.0) - around_w_m2)).margin(0).epsilon(1e-11));
}
