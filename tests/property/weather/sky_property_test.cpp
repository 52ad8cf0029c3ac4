// SPDX-License-Identifier: MPL-2.0
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "models/weather/sky.hpp"

namespace models = tvilling::models;

namespace {

/// A number from `low` to `high` in steps of a ten thousandth of the range.
double number(double low, double high) {
  return low + (high - low) * *rc::gen::inRange(0, 10001) / 10000.0;
}

models::SolarPosition any_position() {
  return {number(-20.0, 90.0), number(0.0, 360.0), 0.0, number(1320.0, 1415.0)};
}

models::Irradiance any_sun() {
  const double diffuse = number(0.0, 700.0);
  const double beam = number(0.0, 1100.0);
  return {beam, diffuse, diffuse + number(0.0, 1.0) * beam};
}

}  // namespace

TEST_CASE("Radiation on a plane is never negative") {
  REQUIRE(rc::check([]() {
    const models::PlaneIrradiance plane =
        models::perez_irradiance(any_sun(), any_position(), {number(0.0, 360.0), number(0.0, 180.0)});
    RC_ASSERT(std::isfinite(plane.total_w_m2()));
    RC_ASSERT(plane.beam_w_m2 >= 0.0);
    RC_ASSERT(plane.sky_w_m2() >= -1e-9);
    RC_ASSERT(plane.total_w_m2() >= -1e-9);
  }));
}

TEST_CASE("An isotropic sky gives a flat roof its horizontal radiation") {
  REQUIRE(rc::check([]() {
    const models::Irradiance sun = any_sun();
    const models::PlaneIrradiance roof = models::isotropic_irradiance(sun, any_position(), {number(0.0, 360.0), 0.0});
    RC_ASSERT(std::abs(roof.sky_w_m2() - sun.diffuse_horizontal_w_m2) < 1e-9);
    RC_ASSERT(std::abs(roof.ground_w_m2) < 1e-9);
  }));
}

TEST_CASE("The angular factor never rises with the angle") {
  REQUIRE(rc::check([]() {
    const double smaller = number(0.0, 1.0);
    const double larger = number(smaller, 1.0);
    const int panes = *rc::gen::inRange(1, 4);
    RC_ASSERT(models::angular_g_ratio(smaller, panes) <= models::angular_g_ratio(larger, panes) + 1e-12);
  }));
}
