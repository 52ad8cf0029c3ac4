// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "models/building/building.hpp"

namespace tvilling::viz {

using models::Point;
using Ring = std::vector<Point>;
using Triangle = std::array<std::size_t, 3>;  ///< places in the ring, counter-clockwise

/// Area in m2, positive for counter-clockwise rings.
[[nodiscard]] double signed_area_m2(std::span<const Point> ring) noexcept;

/// Middle of the ring's corners.
[[nodiscard]] Point middle_of(std::span<const Point> ring) noexcept;

/// A ring that can be drawn: without repeated points (also the closing one), counter-clockwise. Empty when the given ring
/// is degenerate: fewer than three corners, not finite, area below 0.01 m2, or crossing itself.
[[nodiscard]] Ring clean_ring(std::span<const Point> ring);

/// Triangles of a simple counter-clockwise ring by cutting ears; concave rings are allowed. Empty when the ring crosses itself.
[[nodiscard]] std::vector<Triangle> triangulate(std::span<const Point> ring);

/// Square of `area_m2` around `centre`, counter-clockwise.
[[nodiscard]] Ring square_around(Point centre, double area_m2);

/// The ring grown around its middle until the square root of its area is `min_width_m`; a larger ring is returned as it is.
[[nodiscard]] Ring grown_to(std::span<const Point> ring, double min_width_m);

}  // namespace tvilling::viz
