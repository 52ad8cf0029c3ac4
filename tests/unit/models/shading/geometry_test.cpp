// SPDX-License-Identifier: MPL-2.0
#include "models/shading/geometry.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>

namespace models = tvilling::models;
using models::Rectangle;
using models::Side;
using models::Vector3;

namespace {

constexpr double kDegree = 3.14159265358979323846 / 180.0;

bool same(const Vector3& a, const Vector3& b) {
  return models::length_m(a - b) < 1e-12;
}

}  // namespace

TEST_CASE("The sun on the horizon stands in its compass direction and at 90 degrees straight up") {
  CHECK(same(models::to_sun(0.0, 0.0), {0, 1, 0}));
  CHECK(same(models::to_sun(0.0, 90.0), {1, 0, 0}));
  CHECK(same(models::to_sun(0.0, 180.0), {0, -1, 0}));
  CHECK(same(models::to_sun(90.0, 77.0), {0, 0, 1}));
  CHECK(models::length_m(models::to_sun(34.0, 211.0)) == Approx(1.0).epsilon(1e-14));
}

TEST_CASE("A south wall runs east along its bottom and up and looks south") {
  const Rectangle wall = models::rectangle_on_wall(180.0, 90.0, {1, 2, 3}, 4.0, 2.5);
  CHECK(same(wall.corner, {1, 2, 3}));
  CHECK(same(wall.edge_u, {4, 0, 0}));
  CHECK(same(wall.edge_v, {0, 0, 2.5}));
  CHECK(same(wall.normal(), {0, -1, 0}));
  CHECK(same(wall.point(0.5, 1.0), {3, 2, 5.5}));
  CHECK(wall.area_m2() == Approx(10.0).epsilon(1e-14));
}

TEST_CASE("Roofs face up and floors face down") {
  CHECK(same(models::rectangle_on_wall(123.0, 0.0, {}, 2.0, 3.0).normal(), {0, 0, 1}));
  CHECK(same(models::rectangle_on_wall(123.0, 180.0, {}, 2.0, 3.0).normal(), {0, 0, -1}));
}

TEST_CASE("The cosine of the beam on a rectangle is that of its azimuth and tilt") {
  for (const double azimuth_deg : {0.0, 75.0, 180.0, 301.0}) {
    for (const double tilt_deg : {0.0, 35.0, 90.0, 140.0}) {
      CAPTURE(azimuth_deg, tilt_deg);
      const Rectangle plane = models::rectangle_on_wall(azimuth_deg, tilt_deg, {5, 6, 7}, 2.0, 3.0);
      const double expected = std::sin(40.0 * kDegree) * std::cos(tilt_deg * kDegree) +
                              std::cos(40.0 * kDegree) * std::sin(tilt_deg * kDegree) * std::cos((200.0 - azimuth_deg) * kDegree);
      CHECK(dot(plane.normal(), models::to_sun(40.0, 200.0)) == Approx(expected).margin(1e-12));
      CHECK(plane.area_m2() == Approx(6.0).epsilon(1e-12));
    }
  }
}

TEST_CASE("An overhang stands out over the top and over both sides") {
  const Rectangle window = models::rectangle_on_wall(180.0, 90.0, {1, 0, 1}, 2.0, 1.5);
  const Rectangle shade = models::overhang(window, 0.8, 0.3, 0.2, 0.5);
  CHECK(same(shade.corner, {0.8, 0, 2.8}));
  CHECK(same(shade.point(1.0, 1.0), {3.5, -0.8, 2.8}));
  CHECK(same(shade.normal(), {0, 0, 1}));
}

TEST_CASE("Fins stand out left and right as seen from outdoors") {
  const Rectangle window = models::rectangle_on_wall(180.0, 90.0, {1, 0, 1}, 2.0, 1.5);
  const Rectangle left = models::fin(window, Side::left, 0.8, 0.1, 0.4, 0.3);
  CHECK(same(left.corner, {0.9, 0, 0.7}));
  CHECK(same(left.point(1.0, 1.0), {0.9, -0.8, 2.9}));
  CHECK(same(left.normal(), {-1, 0, 0}));
  const Rectangle right = models::fin(window, Side::right, 0.8, 0.1, 0.4, 0.3);
  CHECK(same(right.corner, {3.1, 0, 0.7}));
  CHECK(same(right.point(1.0, 1.0), {3.1, -0.8, 2.9}));
  CHECK(same(right.normal(), {1, 0, 0}));
}

TEST_CASE("Overhangs and fins turn with the wall") {
  // On an east wall the left side, seen from outdoors, is the southern one.
  const Rectangle window = models::rectangle_on_wall(90.0, 90.0, {0, 0, 0}, 2.0, 1.0);
  CHECK(same(models::overhang(window, 0.5).point(1.0, 0.5), {0.5, 1.0, 1.0}));
  CHECK(same(models::fin(window, Side::left, 0.5, 0.25).corner, {0, -0.25, 0}));
}
