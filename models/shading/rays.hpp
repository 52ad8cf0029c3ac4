// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/shading/geometry.hpp"

namespace tvilling::models {

/// A grid has from 1 to this many points along each side.
inline constexpr std::size_t kMostPointsPerSide = 64;

/// A rectangle with the inverse of its edges: a place p in its plane has u = dual_u . (p - corner), v alike.
struct PreparedRectangle {
  Vector3 corner;
  Vector3 normal;
  Vector3 dual_u;  ///< [1/m]
  Vector3 dual_v;  ///< [1/m]
};

/// Rectangles made ready for many rays: build once, use in every hour. A rectangle without area is an internal error.
class RayScene {
 public:
  explicit RayScene(std::span<const Rectangle> rectangles);

  [[nodiscard]] std::span<const PreparedRectangle> rectangles() const noexcept { return rectangles_; }
  [[nodiscard]] std::size_t size() const noexcept { return rectangles_.size(); }

 private:
  std::vector<PreparedRectangle> rectangles_;
};

/// at_corner + per_u u + per_v v, for the place (u, v) on the rectangle where the rays start.
struct Affine {
  double at_corner = 0.0;
  double per_u = 0.0;
  double per_v = 0.0;
};

/// Where parallel rays from one rectangle meet the plane of another: how far away, and at which u and v there.
struct HitMap {
  Affine distance_m;
  Affine u;
  Affine v;
};

/// Nothing when the rays run along the plane of `onto`. `direction` has length 1.
[[nodiscard]] std::optional<HitMap> hit_map(const Rectangle& from, const Vector3& direction,
                                            const PreparedRectangle& onto) noexcept;

/// One line of a grid: point i stands at u = first_u + i step_u, v = first_v + i step_v.
struct GridLine {
  double first_u = 0.0;
  double first_v = 0.0;
  double step_u = 0.0;
  double step_v = 0.0;
};

/// The grid has one point in each of n x n cells. Lines climb by one cell over their length, so that no two points share a v, and
/// each starts at another multiple of the golden section within its cell (Weyl's sequence). An edge of a shadow along a side of
/// the target then cuts through cells at many places, where points at the cell middles would jump a row at a time.
[[nodiscard]] GridLine grid_line(std::size_t line, std::size_t points_per_side) noexcept;

/// The value of `map` at point 0 of `line`, and its change from point to point.
struct AlongLine {
  double first = 0.0;
  double step = 0.0;
};
[[nodiscard]] AlongLine along(const Affine& map, const GridLine& line) noexcept;

/// Points first, ..., end - 1 of a line.
struct PointRange {
  std::size_t first = 0;
  std::size_t end = 0;
};

/// The points of `line` whose rays meet the rectangle of `map`, ahead of them and not where they start.
[[nodiscard]] PointRange hit_range(const HitMap& map, const GridLine& line, std::size_t points_per_side) noexcept;

/// Which points of a grid the beam reaches: bit i of lines[j] is point i of line j.
struct LitPoints {
  std::array<std::uint64_t, kMostPointsPerSide> lines{};
  std::size_t points_per_side = 0;

  [[nodiscard]] std::size_t count() const noexcept;
};

/// The points of `target` that see the sun past the obstacles; none with the sun behind it.
[[nodiscard]] LitPoints lit_points(const Rectangle& target, const Vector3& sun_direction, const RayScene& obstacles,
                                   std::size_t points_per_side);

}  // namespace tvilling::models
