// SPDX-License-Identifier: MPL-2.0
#include "models/shading/beam.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <span>
#include <vector>

#include "core/error.hpp"

namespace models = tvilling::models;
using models::RayScene;
using models::Rectangle;
using models::to_sun;

namespace {

constexpr double kDegree = 3.14159265358979323846 / 180.0;
/// How well the grid places a line along a side of the window.
constexpr double kEdge = 0.002;

const std::span<const Rectangle> kNothing{};

enum Surface : std::size_t { floor_, ceiling, south, east, north, west };

/// 8 m x 6 m x 2.7 m; all normals point out of the room.
std::vector<Rectangle> room() {
  return {
      models::rectangle_on_wall(180.0, 180.0, {0, 6, 0}, 8.0, 6.0), models::rectangle_on_wall(180.0, 0.0, {0, 0, 2.7}, 8.0, 6.0),
      models::rectangle_on_wall(180.0, 90.0, {0, 0, 0}, 8.0, 2.7),  models::rectangle_on_wall(90.0, 90.0, {8, 0, 0}, 6.0, 2.7),
      models::rectangle_on_wall(0.0, 90.0, {8, 6, 0}, 8.0, 2.7),    models::rectangle_on_wall(270.0, 90.0, {0, 6, 0}, 6.0, 2.7)};
}

/// 3 m wide, from 0.2 m to 2.2 m over the floor.
Rectangle window_from(double x_m) {
  return models::rectangle_on_wall(180.0, 90.0, {x_m, 0, 0.2}, 3.0, 2.0);
}

struct Targets {
  models::BeamEntry entry;
  std::vector<double> share_by_surface;
};

Targets follow_beam(const Rectangle& window, const models::Vector3& sun_direction, std::span<const Rectangle> obstacles,
                    std::span<const Rectangle> surfaces) {
  Targets targets{{}, std::vector<double>(surfaces.size())};
  targets.entry =
      models::find_beam_targets(window, sun_direction, RayScene(obstacles), RayScene(surfaces), targets.share_by_surface);
  return targets;
}

double sum(const Targets& targets) {
  double total = targets.entry.missed;
  for (const double share : targets.share_by_surface) total += share;
  return total;
}

}  // namespace

TEST_CASE("A high sun falls on the floor") {
  const Targets targets = follow_beam(window_from(2.5), to_sun(60.0, 180.0), kNothing, room());
  CHECK(targets.entry.sunlit == 1.0);
  CHECK(targets.entry.missed == 0.0);
  CHECK(targets.share_by_surface == std::vector<double>{1, 0, 0, 0, 0, 0});
}

TEST_CASE("A low sun falls on the back wall but for what enters lower than its drop over the depth of the room") {
  const Targets targets = follow_beam(window_from(2.5), to_sun(5.0, 180.0), kNothing, room());
  const double on_floor = (6.0 * std::tan(5.0 * kDegree) - 0.2) / 2.0;
  CHECK(targets.share_by_surface[floor_] == Approx(on_floor).margin(kEdge).epsilon(0));
  CHECK(targets.share_by_surface[north] == Approx(1.0 - on_floor).margin(kEdge).epsilon(0));
  CHECK(sum(targets) == Approx(1.0).epsilon(1e-12));
}

TEST_CASE("A low sun from the side splits between the side wall and the back wall") {
  // At 45 degrees what enters less than 6 m from the west wall meets it first. The drop is under 0.15 m: nothing on the floor.
  const Targets morning = follow_beam(window_from(5.0), to_sun(1.0, 135.0), kNothing, room());
  CHECK(morning.share_by_surface[west] == Approx(1.0 / 3.0).margin(kEdge).epsilon(0));
  CHECK(morning.share_by_surface[north] == Approx(2.0 / 3.0).margin(kEdge).epsilon(0));
  const Targets afternoon = follow_beam(window_from(0.0), to_sun(1.0, 225.0), kNothing, room());
  CHECK(afternoon.share_by_surface[east] == Approx(1.0 / 3.0).margin(kEdge).epsilon(0));
  CHECK(afternoon.share_by_surface[north] == Approx(2.0 / 3.0).margin(kEdge).epsilon(0));
}

TEST_CASE("The sunlit part alone decides where the beam falls") {
  // The overhang shades the upper half: what is left enters between 0.2 m and 1.2 m.
  const double depth_m = 1.0 / std::tan(5.0 * kDegree);
  const std::array<Rectangle, 1> shade{models::overhang(window_from(2.5), depth_m, 0.0, 1.0, 1.0)};
  const Targets targets = follow_beam(window_from(2.5), to_sun(5.0, 180.0), shade, room());
  CHECK(targets.entry.sunlit == Approx(0.5).margin(kEdge).epsilon(0));
  CHECK(targets.share_by_surface[floor_] == Approx(6.0 * std::tan(5.0 * kDegree) - 0.2).margin(2.0 * kEdge).epsilon(0));
  CHECK(sum(targets) == Approx(1.0).epsilon(1e-12));
}

TEST_CASE("A roof window lets the sun straight down on the floor") {
  const Rectangle window = models::rectangle_on_wall(180.0, 0.0, {3, 2, 2.7}, 1.0, 1.0);
  CHECK(follow_beam(window, to_sun(90.0, 180.0), kNothing, room()).share_by_surface[floor_] == 1.0);
}

TEST_CASE("The first surface in the way takes the beam") {
  std::vector<Rectangle> surfaces = room();
  surfaces.push_back(models::rectangle_on_wall(0.0, 90.0, {8, 2, 0}, 8.0, 2.7));
  const Targets targets = follow_beam(window_from(2.5), to_sun(2.0, 180.0), kNothing, surfaces);
  CHECK(targets.share_by_surface[north] == 0.0);
  CHECK(targets.share_by_surface[6] == 1.0);
}

TEST_CASE("The first surface in the way takes the beam in whatever order the surfaces are named") {
  std::vector<Rectangle> surfaces = room();
  surfaces.insert(surfaces.begin(), models::rectangle_on_wall(0.0, 90.0, {8, 2, 0}, 8.0, 2.7));
  const Targets targets = follow_beam(window_from(2.5), to_sun(2.0, 180.0), kNothing, surfaces);
  CHECK(targets.share_by_surface[0] == 1.0);
}

TEST_CASE("A window that stands out before its wall does not light the wall from behind") {
  Rectangle window = window_from(2.5);
  window.corner = window.corner + 0.3 * window.normal();
  const Targets targets = follow_beam(window, to_sun(5.0, 180.0), kNothing, room());
  CHECK(targets.share_by_surface[south] == 0.0);
  CHECK(targets.share_by_surface[floor_] == Approx((6.3 * std::tan(5.0 * kDegree) - 0.2) / 2.0).margin(kEdge).epsilon(0));
  CHECK(sum(targets) == Approx(1.0).epsilon(1e-12));
}

TEST_CASE("Rays that meet no surface are told apart") {
  std::vector<Rectangle> surfaces = room();
  surfaces.erase(surfaces.begin() + north);
  const Targets targets = follow_beam(window_from(2.5), to_sun(5.0, 180.0), kNothing, surfaces);
  CHECK(targets.entry.missed == Approx(1.0 - (6.0 * std::tan(5.0 * kDegree) - 0.2) / 2.0).margin(kEdge).epsilon(0));
  CHECK(sum(targets) == Approx(1.0).epsilon(1e-12));
}

TEST_CASE("A sun behind the window gives nothing") {
  const Targets targets = follow_beam(window_from(2.5), to_sun(30.0, 0.0), kNothing, room());
  CHECK(targets.entry.sunlit == 0.0);
  CHECK(targets.entry.missed == 0.0);
  CHECK(targets.share_by_surface == std::vector<double>(6, 0.0));
}

TEST_CASE("Shares of the hour before are overwritten") {
  const RayScene surfaces(room());
  std::vector<double> shares(6, 7.0);
  (void)models::find_beam_targets(window_from(2.5), to_sun(30.0, 0.0), RayScene(kNothing), surfaces, shares);
  CHECK(shares == std::vector<double>(6, 0.0));
}

TEST_CASE("A span of another length than the room is an error of ours") {
  std::vector<double> shares(5);
  CHECK_THROWS_AS(models::find_beam_targets(window_from(2.5), to_sun(30.0, 180.0), RayScene(kNothing), RayScene(room()), shares),
                  tvilling::core::Error);
}
