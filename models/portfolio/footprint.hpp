// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <span>

#include "models/building/building.hpp"

namespace tvilling::models {

/// Measures of a footprint ring (not closed), in metres and degrees from north. Pure geometry, no errors: a ring of
/// fewer than three points has area and perimeter 0.
[[nodiscard]] double ring_area_m2(std::span<const Point> ring) noexcept;
[[nodiscard]] double ring_perimeter_m(std::span<const Point> ring) noexcept;
[[nodiscard]] Point ring_centroid(std::span<const Point> ring) noexcept;

/// Outward normal of the longest edge, 0 <= azimuth < 360; either sense of rotation.
[[nodiscard]] double ring_azimuth_deg(std::span<const Point> ring) noexcept;

}  // namespace tvilling::models
