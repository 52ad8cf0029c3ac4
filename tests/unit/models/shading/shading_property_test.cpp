// SPDX-License-Identifier: MPL-2.0
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <vector>

#include "models/shading/beam.hpp"
#include "models/shading/shading.hpp"

namespace models = tvilling::models;
using models::Rectangle;
using models::Vector3;

namespace {

/// A number from `low` to `high` in steps of a ten thousandth of the range.
double number(double low, double high) {
  return low + (high - low) * *rc::gen::inRange(0, 10001) / 10000.0;
}

Vector3 any_sun() {
  return models::to_sun(number(0.0, 90.0), number(0.0, 360.0));
}

Rectangle any_rectangle(double reach_m) {
  return models::rectangle_on_wall(number(0.0, 360.0), number(0.0, 180.0),
                                   {number(-reach_m, reach_m), number(-reach_m, reach_m), number(-reach_m, reach_m)},
                                   number(0.1, 4.0), number(0.1, 4.0));
}

std::vector<Rectangle> any_obstacles() {
  std::vector<Rectangle> obstacles;
  for (int left = *rc::gen::inRange(0, 5); left > 0; --left) obstacles.push_back(any_rectangle(4.0));
  return obstacles;
}

/// A ray against a rectangle, point by point and without the shortcuts of the model.
bool blocked(const Vector3& start, const Vector3& direction, const Rectangle& obstacle) {
  const double approach = dot(obstacle.normal(), direction);
  if (std::abs(approach) < 1e-9) return false;
  const double distance_m = dot(obstacle.normal(), obstacle.corner - start) / approach;
  const Vector3 inside = start + distance_m * direction - obstacle.corner;
  const double u = dot(inside, obstacle.edge_u) / dot(obstacle.edge_u, obstacle.edge_u);
  const double v = dot(inside, obstacle.edge_v) / dot(obstacle.edge_v, obstacle.edge_v);
  return distance_m > 1e-6 && u >= 0.0 && u <= 1.0 && v >= 0.0 && v <= 1.0;
}

}  // namespace

TEST_CASE("The sunlit share is that of single rays from the same points") {
  REQUIRE(rc::check([]() {
    constexpr std::size_t kSide = 20;
    const Rectangle target = any_rectangle(1.0);
    const Vector3 sun = any_sun();
    const std::vector<Rectangle> obstacles = any_obstacles();
    int lit = 0;
    for (std::size_t j = 0; j < kSide; ++j) {
      const models::GridLine line = models::grid_line(j, kSide);
      for (std::size_t i = 0; i < kSide; ++i) {
        const double k = static_cast<double>(i);
        const Vector3 start = target.point(line.first_u + k * line.step_u, line.first_v + k * line.step_v);
        bool free = dot(target.normal(), sun) >= 1e-9;
        for (const Rectangle& obstacle : obstacles) free = free && !blocked(start, sun, obstacle);
        lit += free ? 1 : 0;
      }
    }
    // A point on the very edge of a shadow may fall to either side.
    RC_ASSERT(std::abs(400.0 * models::sunlit_fraction(target, sun, obstacles, kSide) - lit) < 2.5);
  }));
}

TEST_CASE("More obstacles never give more light and shares lie between none and all") {
  REQUIRE(rc::check([]() {
    const Rectangle target = any_rectangle(1.0);
    const Vector3 sun = any_sun();
    std::vector<Rectangle> obstacles = any_obstacles();
    const double before = models::sunlit_fraction(target, sun, obstacles);
    const models::DiffuseView view_before = models::diffuse_view(target, obstacles, 3);
    obstacles.push_back(any_rectangle(4.0));
    const double after = models::sunlit_fraction(target, sun, obstacles);
    const models::DiffuseView view_after = models::diffuse_view(target, obstacles, 3);
    RC_ASSERT(before >= 0.0 && before <= 1.0);
    RC_ASSERT(after <= before);
    RC_ASSERT(view_after.sky >= 0.0 && view_after.sky <= view_before.sky && view_before.sky <= 1.0);
    RC_ASSERT(view_after.horizon >= 0.0 && view_after.horizon <= view_before.horizon && view_before.horizon <= 1.0);
    RC_ASSERT(view_after.ground >= 0.0 && view_after.ground <= view_before.ground && view_before.ground <= 1.0);
  }));
}

TEST_CASE("All of the beam into a closed room falls on its surfaces") {
  REQUIRE(rc::check([]() {
    // A box turned to any azimuth, built from its own right and inward directions.
    const double azimuth_deg = number(0.0, 360.0);
    const double width_m = number(1.0, 20.0);
    const double depth_m = number(1.0, 20.0);
    const double height_m = number(2.0, 5.0);
    const Rectangle front = models::rectangle_on_wall(azimuth_deg, 90.0, {3, -2, 1}, width_m, height_m);
    const Vector3 inward = -depth_m * front.normal();
    const Vector3 c = front.corner;
    const std::vector<Rectangle> room{front,
                                      {c + inward, front.edge_v, front.edge_u},
                                      {c, inward, front.edge_u},
                                      {c + front.edge_v, front.edge_u, inward},
                                      {c, front.edge_v, inward},
                                      {c + front.edge_u, inward, front.edge_v}};
    const double from_u = number(0.0, 0.9);
    const double from_v = number(0.0, 0.9);
    const Rectangle window{front.point(from_u, from_v), number(0.05, 1.0 - from_u) * front.edge_u,
                           number(0.05, 1.0 - from_v) * front.edge_v};
    const std::vector<Rectangle> obstacles = any_obstacles();
    std::vector<double> share_by_surface(room.size());
    const models::BeamEntry entry =
        models::find_beam_targets(window, any_sun(), models::RayScene(obstacles), models::RayScene(room), share_by_surface);
    RC_ASSERT(entry.sunlit >= 0.0 && entry.sunlit <= 1.0);
    RC_ASSERT(entry.missed == 0.0);
    double sum = 0.0;
    for (const double share : share_by_surface) {
      RC_ASSERT(share >= 0.0 && share <= 1.0);
      sum += share;
    }
    RC_ASSERT(std::abs(sum - (entry.sunlit > 0.0 ? 1.0 : 0.0)) < 1e-12);
    // Neither the window's own wall nor, with the sun above the horizon, the ceiling.
    RC_ASSERT(share_by_surface[0] == 0.0);
    RC_ASSERT(share_by_surface[3] == 0.0);
  }));
}
