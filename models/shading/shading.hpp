// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <span>

#include "models/shading/geometry.hpp"
#include "models/shading/rays.hpp"

namespace tvilling::models {

/// Share of `target` that the beam reaches, 0 to 1: 0 with the sun behind it. `sun_direction` has length 1. Obstacles block from
/// both sides; one in the plane of the target does not. The ground is no obstacle: the caller leaves out a sun below the horizon.
/// With 64 x 64 points the share is good to 0.01, root mean square over the positions of the sun 0.0015.
[[nodiscard]] double sunlit_fraction(const Rectangle& target, const Vector3& sun_direction, const RayScene& obstacles,
                                     std::size_t points_per_side = 64);
[[nodiscard]] double sunlit_fraction(const Rectangle& target, const Vector3& sun_direction, std::span<const Rectangle> obstacles,
                                     std::size_t points_per_side = 64);

/// Shares of the unobstructed isotropic diffuse radiation that still reach a surface, 0 to 1. A part that the surface does not
/// see at all (the ground from a flat roof) has share 1.
struct DiffuseView {
  double sky = 1.0;      ///< all directions above the horizon
  double horizon = 1.0;  ///< the lowest 6 degrees of the sky only
  double ground = 1.0;   ///< all directions below the horizon
};

/// Obstacles are opaque and black: what they reflect is left out. Mean over a grid of points and directions in cells of 5 degrees
/// of azimuth and 3 degrees of elevation, weighted with the solid angle and the cosine on the target.
[[nodiscard]] DiffuseView diffuse_view(const Rectangle& target, const RayScene& obstacles, std::size_t points_per_side = 6);
[[nodiscard]] DiffuseView diffuse_view(const Rectangle& target, std::span<const Rectangle> obstacles,
                                       std::size_t points_per_side = 6);

}  // namespace tvilling::models
