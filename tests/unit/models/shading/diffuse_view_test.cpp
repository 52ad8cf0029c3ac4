// SPDX-License-Identifier: MPL-2.0
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <span>

#include "models/shading/shading.hpp"

namespace models = tvilling::models;
using models::DiffuseView;
using models::Rectangle;
using models::Side;

namespace {

constexpr double kDegree = 3.14159265358979323846 / 180.0;
constexpr double kLong_m = 5000.0;

/// Points of a strip seen from nearly one place.
Rectangle south_spot() {
  return models::rectangle_on_wall(180.0, 90.0, {0, 0, 0}, 1e-4, 1e-4);
}

}  // namespace

TEST_CASE("A free surface gets all of the sky and the horizon and the ground") {
  for (const double tilt_deg : {0.0, 45.0, 90.0, 180.0}) {
    const DiffuseView view =
        models::diffuse_view(models::rectangle_on_wall(140.0, tilt_deg, {}, 2.0, 1.0), std::span<const Rectangle>{});
    CHECK(view.sky == 1.0);
    CHECK(view.horizon == 1.0);
    CHECK(view.ground == 1.0);
  }
}

TEST_CASE("Under a long overhang a spot on a wall sees the sine of the angle to its edge") {
  // In two dimensions a wall gets (sin b2 - sin b1) / 2 from the sky between the angles b1 and b2 over the horizontal.
  for (const double angle_deg : {10.0, 30.0, 45.0, 60.0, 80.0}) {
    CAPTURE(angle_deg);
    const std::array<Rectangle, 1> shade{models::overhang(south_spot(), 1.0, std::tan(angle_deg * kDegree), kLong_m, kLong_m)};
    const DiffuseView view = models::diffuse_view(south_spot(), shade);
    CHECK(view.sky == Approx(std::sin(angle_deg * kDegree)).margin(0.02).epsilon(0));
    CHECK(view.ground == 1.0);
  }
}

TEST_CASE("Under a long overhang the mean over a wall is the integral of that sine") {
  // (sqrt(H^2 + D^2) - D) / H for a wall of height H right under an overhang of depth D.
  for (const double height_m : {0.5, 1.0, 2.0, 5.0}) {
    CAPTURE(height_m);
    const Rectangle wall = models::rectangle_on_wall(180.0, 90.0, {0, 0, 0}, 1.0, height_m);
    const std::array<Rectangle, 1> shade{models::overhang(wall, 1.0, 0.0, kLong_m, kLong_m)};
    const double expected = (std::hypot(height_m, 1.0) - 1.0) / height_m;
    CHECK(models::diffuse_view(wall, shade).sky == Approx(expected).epsilon(0.01));
  }
}

TEST_CASE("Beside an endless fin a spot loses the same share of sky and ground") {
  // Seen at the angle g from the normal the fin takes (1 - sin g) / 2.
  for (const double angle_deg : {20.0, 45.0, 70.0}) {
    CAPTURE(angle_deg);
    const double gap_m = std::tan(angle_deg * kDegree);
    const std::array<Rectangle, 1> left{models::fin(south_spot(), Side::left, 1.0, gap_m, kLong_m, kLong_m)};
    const DiffuseView view = models::diffuse_view(south_spot(), left);
    const double expected = 0.5 * (1.0 + std::sin(angle_deg * kDegree));
    CHECK(view.sky == Approx(expected).epsilon(0.02));
    CHECK(view.ground == Approx(view.sky).margin(1e-9));
    CHECK(view.horizon == Approx(expected).epsilon(0.02));
    const std::array<Rectangle, 1> right{models::fin(south_spot(), Side::right, 1.0, gap_m, kLong_m, kLong_m)};
    CHECK(models::diffuse_view(south_spot(), right).sky == Approx(view.sky).margin(1e-9));
  }
}

TEST_CASE("A long row of houses across takes the sine of its angle from the sky and nearly all of the horizon") {
  const double height_m = 10.0 * std::tan(25.0 * kDegree);
  const std::array<Rectangle, 1> row{models::rectangle_on_wall(0.0, 90.0, {kLong_m, -10, 0}, 2.0 * kLong_m, height_m)};
  const DiffuseView view = models::diffuse_view(south_spot(), row);
  CHECK(view.sky == Approx(1.0 - std::sin(25.0 * kDegree)).epsilon(0.02));
  CHECK(view.horizon < 0.05);
  CHECK(view.ground == 1.0);
}

TEST_CASE("A long wall beside a flat roof takes the two-dimensional share of its sky") {
  // Seen up to 40 degrees over the roof the wall leaves (1 + cos 40) / 2.
  const Rectangle spot = models::rectangle_on_wall(180.0, 0.0, {0, 0, 0}, 1e-4, 1e-4);
  const double height_m = 3.0 * std::tan(40.0 * kDegree);
  const std::array<Rectangle, 1> wall{models::rectangle_on_wall(0.0, 90.0, {kLong_m, -3, 0}, 2.0 * kLong_m, height_m)};
  const DiffuseView view = models::diffuse_view(spot, wall);
  CHECK(view.sky == Approx(0.5 * (1.0 + std::cos(40.0 * kDegree))).epsilon(0.02));
  CHECK(view.ground == 1.0);
}

TEST_CASE("A surface in a closed box sees nothing of the outdoors") {
  const Rectangle wall = models::rectangle_on_wall(180.0, 90.0, {0, 0, 0}, 1.0, 1.0);
  Rectangle lid = wall;
  lid.corner = wall.corner + wall.normal();
  const Rectangle bottom{wall.corner, wall.edge_u, wall.normal()};
  const std::array<Rectangle, 5> box{models::overhang(wall, 1.0), models::fin(wall, Side::left, 1.0),
                                     models::fin(wall, Side::right, 1.0), lid, bottom};
  const DiffuseView view = models::diffuse_view(wall, box);
  CHECK(view.sky == 0.0);
  CHECK(view.horizon == 0.0);
  CHECK(view.ground == 0.0);
}
