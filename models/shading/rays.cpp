// SPDX-License-Identifier: MPL-2.0
#include "models/shading/rays.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/error.hpp"

namespace tvilling::models {

namespace {

/// Closer hits are the surface that the ray leaves, or one that touches it.
constexpr double kNearest_m = 1e-6;
/// Rectangles reach this share over their edges: no ray slips through where two of them meet.
constexpr double kEdgeTolerance = 1e-9;
/// Cosine below which a ray counts as running along a plane.
constexpr double kGrazing = 1e-9;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Interval {
  double low = 0.0;
  double high = 0.0;
};

/// The part of `points` where `value` is in [low, high].
[[nodiscard]] Interval within(const Interval& points, const AlongLine& value, double low, double high) noexcept {
  if (value.step == 0.0) {
    const bool inside = value.first >= low && value.first <= high;
    return inside ? points : Interval{kInfinity, -kInfinity};
  }
  const double one = (low - value.first) / value.step;
  const double other = (high - value.first) / value.step;
  return {std::max(points.low, std::min(one, other)), std::min(points.high, std::max(one, other))};
}

[[nodiscard]] std::uint64_t bits(const PointRange& range) noexcept {
  if (range.first >= range.end) return 0;
  constexpr std::uint64_t all = ~std::uint64_t{0};
  return (all >> (kMostPointsPerSide - (range.end - range.first))) << range.first;
}

}  // namespace

RayScene::RayScene(std::span<const Rectangle> rectangles) {
  rectangles_.reserve(rectangles.size());
  for (const Rectangle& rectangle : rectangles) {
    const double area_m2 = rectangle.area_m2();
    if (!(area_m2 > 0.0)) throw core::Error(core::ErrorKind::internal, "a rectangle of a ray scene has no area");
    const Vector3 normal = rectangle.normal();
    rectangles_.push_back({rectangle.corner, normal, (1.0 / area_m2) * cross(rectangle.edge_v, normal),
                           (1.0 / area_m2) * cross(normal, rectangle.edge_u)});
  }
}

std::optional<HitMap> hit_map(const Rectangle& from, const Vector3& direction, const PreparedRectangle& onto) noexcept {
  const double approach = dot(onto.normal, direction);
  if (std::abs(approach) < kGrazing) return std::nullopt;
  const Vector3 start = from.corner - onto.corner;
  const Affine distance_m{-dot(onto.normal, start) / approach, -dot(onto.normal, from.edge_u) / approach,
                          -dot(onto.normal, from.edge_v) / approach};
  const double u_per_m = dot(onto.dual_u, direction);
  const double v_per_m = dot(onto.dual_v, direction);
  const Affine u{dot(onto.dual_u, start) + u_per_m * distance_m.at_corner,
                 dot(onto.dual_u, from.edge_u) + u_per_m * distance_m.per_u,
                 dot(onto.dual_u, from.edge_v) + u_per_m * distance_m.per_v};
  const Affine v{dot(onto.dual_v, start) + v_per_m * distance_m.at_corner,
                 dot(onto.dual_v, from.edge_u) + v_per_m * distance_m.per_u,
                 dot(onto.dual_v, from.edge_v) + v_per_m * distance_m.per_v};
  return HitMap{distance_m, u, v};
}

GridLine grid_line(std::size_t line, std::size_t points_per_side) noexcept {
  const double cell = 1.0 / static_cast<double>(points_per_side);
  const double j = static_cast<double>(line);
  const double shift = (j + 0.5) * (std::numbers::phi - 1.0);
  return {(shift - std::floor(shift)) * cell, (j + 0.5 * cell) * cell, cell, cell * cell};
}

AlongLine along(const Affine& map, const GridLine& line) noexcept {
  return {map.at_corner + line.first_u * map.per_u + line.first_v * map.per_v, line.step_u * map.per_u + line.step_v * map.per_v};
}

PointRange hit_range(const HitMap& map, const GridLine& line, std::size_t points_per_side) noexcept {
  Interval points{0.0, static_cast<double>(points_per_side - 1)};
  points = within(points, along(map.distance_m, line), kNearest_m, kInfinity);
  points = within(points, along(map.u, line), -kEdgeTolerance, 1.0 + kEdgeTolerance);
  points = within(points, along(map.v, line), -kEdgeTolerance, 1.0 + kEdgeTolerance);
  const double first = std::ceil(points.low);
  const double last = std::floor(points.high);
  if (!(first <= last)) return {};
  return {static_cast<std::size_t>(first), static_cast<std::size_t>(last) + 1};
}

std::size_t LitPoints::count() const noexcept {
  std::size_t sum = 0;
  for (std::size_t j = 0; j < points_per_side; ++j) sum += static_cast<std::size_t>(std::popcount(lines[j]));
  return sum;
}

LitPoints lit_points(const Rectangle& target, const Vector3& sun_direction, const RayScene& obstacles,
                     std::size_t points_per_side) {
  if (points_per_side < 1 || points_per_side > kMostPointsPerSide) {
    throw core::Error(core::ErrorKind::internal, "a grid of rays has from 1 to 64 points along a side");
  }
  LitPoints lit;
  lit.points_per_side = points_per_side;
  if (dot(target.normal(), sun_direction) < kGrazing) return lit;
  std::fill_n(lit.lines.begin(), points_per_side, bits({0, points_per_side}));
  for (const PreparedRectangle& obstacle : obstacles.rectangles()) {
    const std::optional<HitMap> map = hit_map(target, sun_direction, obstacle);
    if (!map) continue;
    for (std::size_t j = 0; j < points_per_side; ++j) {
      lit.lines[j] &= ~bits(hit_range(*map, grid_line(j, points_per_side), points_per_side));
    }
  }
  return lit;
}

}  // namespace tvilling::models
