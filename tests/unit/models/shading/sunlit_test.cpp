// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <span>
#include <vector>

#include "core/error.hpp"
#include "models/shading/shading.hpp"

namespace models = tvilling::models;
using models::RayScene;
using models::Rectangle;
using models::Side;
using models::to_sun;

namespace {

constexpr double kDegree = 3.14159265358979323846 / 180.0;
/// How well the grid places the edge of a shadow that runs along a side of the target.
constexpr double kEdge = 0.001;

const std::span<const Rectangle> kNothing{};

/// 2 m x 2 m, looking south.
Rectangle south_wall() {
  return models::rectangle_on_wall(180.0, 90.0, {0, 0, 0}, 2.0, 2.0);
}

/// The mean over 8 x 8 parts of the target, each with its own grid.
double finely_sunlit_fraction(const Rectangle& target, const models::Vector3& sun, const RayScene& scene) {
  double sum = 0.0;
  for (int i = 0; i < 8; ++i) {
    for (int j = 0; j < 8; ++j) {
      const Rectangle part{target.point(i / 8.0, j / 8.0), 0.125 * target.edge_u, 0.125 * target.edge_v};
      sum += models::sunlit_fraction(part, sun, scene);
    }
  }
  return sum / 64.0;
}

}  // namespace

TEST_CASE("A free surface is lit from the front only") {
  CHECK(models::sunlit_fraction(south_wall(), to_sun(30.0, 180.0), kNothing) == 1.0);
  CHECK(models::sunlit_fraction(south_wall(), to_sun(30.0, 91.0), kNothing) == 1.0);
  CHECK(models::sunlit_fraction(south_wall(), to_sun(30.0, 90.0), kNothing) == 0.0);
  CHECK(models::sunlit_fraction(south_wall(), to_sun(30.0, 0.0), kNothing) == 0.0);
}

TEST_CASE("An overhang shades its depth times the tangent of the elevation") {
  const std::array<Rectangle, 1> shade{models::overhang(south_wall(), 0.7)};
  for (int elevation_deg = 0; elevation_deg < 89; elevation_deg += 3) {
    CAPTURE(elevation_deg);
    const double expected = 1.0 - std::min(1.0, 0.7 * std::tan(elevation_deg * kDegree) / 2.0);
    CHECK(models::sunlit_fraction(south_wall(), to_sun(elevation_deg, 180.0), shade) ==
          Approx(expected).margin(kEdge).epsilon(0));
  }
}

TEST_CASE("An overhang higher up leaves a lit strip between shadow and overhang when it is short of depth") {
  // At 45 degrees the shadow of the edge falls 0.8 m below the overhang, 0.5 m below the top of the wall.
  const std::array<Rectangle, 1> shade{models::overhang(south_wall(), 0.8, 0.3)};
  CHECK(models::sunlit_fraction(south_wall(), to_sun(45.0, 180.0), shade) == Approx(0.75).margin(kEdge).epsilon(0));
}

TEST_CASE("A tall fin shades its depth with the sun at 45 degrees to its side and nothing from the other side") {
  const std::array<Rectangle, 1> left{models::fin(south_wall(), Side::left, 0.5, 0.0, 10.0)};
  CHECK(models::sunlit_fraction(south_wall(), to_sun(30.0, 225.0), left) == Approx(0.75).margin(kEdge).epsilon(0));
  CHECK(models::sunlit_fraction(south_wall(), to_sun(30.0, 135.0), left) == 1.0);
  const std::array<Rectangle, 1> apart{models::fin(south_wall(), Side::left, 0.5, 0.2, 10.0)};
  CHECK(models::sunlit_fraction(south_wall(), to_sun(30.0, 225.0), apart) == Approx(0.85).margin(kEdge).epsilon(0));
}

TEST_CASE("A fin as tall as the wall leaves a lit triangle at the top") {
  // tan(elevation) = cos 45: the shadow falls as far down as it runs sideways. Shadow 0.5 x 2 less the triangle 0.5 x 0.5 / 2.
  const double elevation_deg = std::atan(std::sqrt(0.5)) / kDegree;
  const std::array<Rectangle, 1> left{models::fin(south_wall(), Side::left, 0.5)};
  const double expected = 1.0 - (0.5 * 2.0 - 0.125) / 4.0;
  CHECK(models::sunlit_fraction(south_wall(), to_sun(elevation_deg, 225.0), left) == Approx(expected).margin(0.01).epsilon(0));
  CHECK(models::sunlit_fraction(south_wall(), to_sun(elevation_deg, 225.0), left, 64) ==
        Approx(expected).margin(0.002).epsilon(0));
}

TEST_CASE("A fin on the left shades in the afternoon what one on the right shades in the morning") {
  const std::array<Rectangle, 2> left{models::fin(south_wall(), Side::left, 0.6, 0.1), models::overhang(south_wall(), 0.4)};
  const std::array<Rectangle, 2> right{models::fin(south_wall(), Side::right, 0.6, 0.1), models::overhang(south_wall(), 0.4)};
  for (const double side_deg : {10.0, 40.0, 70.0}) {
    CAPTURE(side_deg);
    const double morning = models::sunlit_fraction(south_wall(), to_sun(35.0, 180.0 - side_deg), right);
    const double afternoon = models::sunlit_fraction(south_wall(), to_sun(35.0, 180.0 + side_deg), left);
    CHECK(morning < 1.0);
    CHECK(morning == Approx(afternoon).margin(0.01).epsilon(0));
  }
}

TEST_CASE("The wall around a window does not shade it") {
  const Rectangle window = models::rectangle_on_wall(213.0, 90.0, {1.1, 2.2, 0.7}, 1.3, 1.1);
  Rectangle wall = window;
  wall.corner = window.point(-1.0, -0.5);
  wall.edge_u = 3.0 * window.edge_u;
  wall.edge_v = 2.0 * window.edge_v;
  for (const double azimuth_deg : {125.0, 213.0, 302.0}) {
    CHECK(models::sunlit_fraction(window, to_sun(20.0, azimuth_deg), std::array<Rectangle, 1>{wall}) == 1.0);
  }
}

TEST_CASE("An overhang at the edge and a fin at the edge do not shade a sun straight in front on the horizon") {
  const std::array<Rectangle, 3> shades{models::overhang(south_wall(), 1.0), models::fin(south_wall(), Side::left, 1.0),
                                        models::fin(south_wall(), Side::right, 1.0)};
  CHECK(models::sunlit_fraction(south_wall(), to_sun(0.0, 180.0), shades) == 1.0);
}

TEST_CASE("An overhang in the middle of a wall does not shade the part above it") {
  Rectangle lower = south_wall();
  lower.edge_v = 0.5 * lower.edge_v;
  const std::array<Rectangle, 1> shade{models::overhang(lower, 0.5)};
  CHECK(models::sunlit_fraction(south_wall(), to_sun(45.0, 180.0), shade) == Approx(0.75).margin(kEdge).epsilon(0));
}

TEST_CASE("An obstacle blocks from both sides and counts once however often it is named") {
  const Rectangle shade = models::overhang(south_wall(), 0.7, 0.2, 0.1, 0.3);
  const Rectangle turned{shade.corner, shade.edge_v, shade.edge_u};
  const models::Vector3 sun = to_sun(50.0, 200.0);
  const double once = models::sunlit_fraction(south_wall(), sun, std::array<Rectangle, 1>{shade});
  CHECK(once > 0.0);
  CHECK(once < 1.0);
  CHECK(models::sunlit_fraction(south_wall(), sun, std::array<Rectangle, 1>{turned}) == once);
  CHECK(models::sunlit_fraction(south_wall(), sun, std::array<Rectangle, 2>{shade, turned}) == once);
}

TEST_CASE("A house across the street shades up to its height less the distance times the tangent") {
  // 4 m high, 6 m away: at 20 degrees the shadow reaches 4 - 6 tan 20 = 1.816 m.
  const std::array<Rectangle, 1> house{models::rectangle_on_wall(0.0, 90.0, {50, -6, 0}, 100.0, 4.0)};
  const double expected = 1.0 - (4.0 - 6.0 * std::tan(20.0 * kDegree)) / 2.0;
  CHECK(models::sunlit_fraction(south_wall(), to_sun(20.0, 180.0), house) == Approx(expected).margin(kEdge).epsilon(0));
  CHECK(models::sunlit_fraction(south_wall(), to_sun(40.0, 180.0), house) == 1.0);
}

TEST_CASE("A parapet shades a flat roof by its height over the tangent of the elevation") {
  const Rectangle roof = models::rectangle_on_wall(180.0, 0.0, {0, 0, 3}, 5.0, 5.0);
  const std::array<Rectangle, 1> parapet{models::rectangle_on_wall(180.0, 90.0, {-20, 0, 3}, 45.0, 1.0)};
  CHECK(models::sunlit_fraction(roof, to_sun(30.0, 180.0), parapet) ==
        Approx(1.0 - std::sqrt(3.0) / 5.0).margin(kEdge).epsilon(0));
  CHECK(models::sunlit_fraction(roof, to_sun(30.0, 0.0), parapet) == 1.0);
}

TEST_CASE("The grid comes within one percent of many rays for all positions of the sun") {
  // An overhang and two fins, as a window in practice has them: oblique edges of shadows are what a grid places least well.
  const Rectangle window = models::rectangle_on_wall(180.0, 90.0, {0, 0, 0.2}, 3.0, 2.0);
  const std::vector<Rectangle> shades{models::overhang(window, 1.0, 0.5, 0.3, 0.3),
                                      models::fin(window, Side::left, 1.0, 0.2, 0.1),
                                      models::fin(window, Side::right, 1.0, 0.2, 0.1)};
  const RayScene scene(shades);
  double worst = 0.0;
  double squares = 0.0;
  int count = 0;
  for (int elevation_deg = 2; elevation_deg < 90; elevation_deg += 5) {
    for (int azimuth_deg = 92; azimuth_deg < 270; azimuth_deg += 5) {
      const models::Vector3 sun = to_sun(elevation_deg, azimuth_deg);
      const double error = models::sunlit_fraction(window, sun, scene) - finely_sunlit_fraction(window, sun, scene);
      worst = std::max(worst, std::abs(error));
      squares += error * error;
      ++count;
    }
  }
  CHECK(worst < 0.01);
  CHECK(std::sqrt(squares / count) < 0.0015);
}

TEST_CASE("Each cell of a grid holds one point and no two points share a height") {
  constexpr std::size_t kSide = 5;
  std::vector<double> heights;
  for (std::size_t j = 0; j < kSide; ++j) {
    const models::GridLine line = models::grid_line(j, kSide);
    for (std::size_t i = 0; i < kSide; ++i) {
      const double u = line.first_u + static_cast<double>(i) * line.step_u;
      const double v = line.first_v + static_cast<double>(i) * line.step_v;
      CHECK(static_cast<std::size_t>(u * 5.0) == i);
      CHECK(static_cast<std::size_t>(v * 5.0) == j);
      heights.push_back(v);
    }
  }
  for (std::size_t k = 0; k < heights.size(); ++k) {
    CHECK(heights[k] == Approx((static_cast<double>(k) + 0.5) / 25.0).margin(1e-12));
  }
}

TEST_CASE("A grid without points and one with too many and a rectangle without area are errors of ours") {
  const models::Vector3 sun = to_sun(30.0, 180.0);
  CHECK_THROWS_AS(models::sunlit_fraction(south_wall(), sun, kNothing, 0), tvilling::core::Error);
  CHECK_THROWS_AS(models::sunlit_fraction(south_wall(), sun, kNothing, 65), tvilling::core::Error);
  CHECK_THROWS_AS(RayScene(std::array<Rectangle, 1>{models::overhang(south_wall(), 0.0)}), tvilling::core::Error);
}
