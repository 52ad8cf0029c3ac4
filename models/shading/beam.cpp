// SPDX-License-Identifier: MPL-2.0
#include "models/shading/beam.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <optional>

#include "core/error.hpp"

namespace tvilling::models {

namespace {

constexpr std::size_t kNoSurface = std::numeric_limits<std::size_t>::max();

/// The nearest surface so far for each point of one line of the grid.
struct NearestHits {
  std::array<double, kMostPointsPerSide> distance_m{};
  std::array<std::size_t, kMostPointsPerSide> surface{};

  NearestHits() noexcept {
    distance_m.fill(std::numeric_limits<double>::infinity());
    surface.fill(kNoSurface);
  }
};

[[nodiscard]] NearestHits nearest_hits(const Rectangle& window, const Vector3& inward, const RayScene& room, const GridLine& line,
                                       std::size_t points_per_side) noexcept {
  NearestHits nearest;
  for (std::size_t surface = 0; surface < room.size(); ++surface) {
    const PreparedRectangle& rectangle = room.rectangles()[surface];
    // A ray leaves a room through a surface that looks its way: never through the window's own wall.
    if (dot(rectangle.normal, inward) <= 0.0) continue;
    const std::optional<HitMap> map = hit_map(window, inward, rectangle);
    if (!map) continue;
    const PointRange range = hit_range(*map, line, points_per_side);
    const AlongLine distance_m = along(map->distance_m, line);
    for (std::size_t i = range.first; i < range.end; ++i) {
      const double here_m = distance_m.first + static_cast<double>(i) * distance_m.step;
      if (here_m >= nearest.distance_m[i]) continue;
      nearest.distance_m[i] = here_m;
      nearest.surface[i] = surface;
    }
  }
  return nearest;
}

}  // namespace

BeamEntry find_beam_targets(const Rectangle& window, const Vector3& sun_direction, const RayScene& obstacles,
                            const RayScene& room, std::span<double> share_by_surface, std::size_t points_per_side) {
  if (share_by_surface.size() != room.size()) {
    throw core::Error(core::ErrorKind::internal, "beam targets need one share for each surface of the room");
  }
  std::fill(share_by_surface.begin(), share_by_surface.end(), 0.0);
  const LitPoints lit = lit_points(window, sun_direction, obstacles, points_per_side);
  const std::size_t lit_count = lit.count();
  if (lit_count == 0) return {};

  const Vector3 inward = -1.0 * sun_direction;
  std::size_t missed = 0;
  for (std::size_t j = 0; j < points_per_side; ++j) {
    if (lit.lines[j] == 0) continue;
    const NearestHits nearest = nearest_hits(window, inward, room, grid_line(j, points_per_side), points_per_side);
    for (std::uint64_t left = lit.lines[j]; left != 0; left &= left - 1) {
      const std::size_t surface = nearest.surface[static_cast<std::size_t>(std::countr_zero(left))];
      if (surface == kNoSurface) {
        ++missed;
      } else {
        share_by_surface[surface] += 1.0;
      }
    }
  }
  const double rays = static_cast<double>(lit_count);
  for (double& share : share_by_surface) share /= rays;
  return {rays / static_cast<double>(points_per_side * points_per_side), static_cast<double>(missed) / rays};
}

}  // namespace tvilling::models
