// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <span>

#include "models/shading/geometry.hpp"
#include "models/shading/rays.hpp"

namespace tvilling::models {

/// How much of a window the beam reaches, and how much of that beam meets no surface of the room.
struct BeamEntry {
  double sunlit = 0.0;  ///< share of the window, 0 to 1
  double missed = 0.0;  ///< share of the beam through the sunlit part, 0 to 1; 0 in a closed room
};

/// Follows the beam through the sunlit part of `window` to the first surface of the room that faces it. `sun_direction` has
/// length 1. Normals point out of the room, that of the window outdoors. No refraction: the glass does not turn the beam. Writes
/// one share for each surface of `room` into `share_by_surface`, without allocating: with `missed` they sum to 1, or all are 0
/// when nothing of the window is lit.
BeamEntry find_beam_targets(const Rectangle& window, const Vector3& sun_direction, const RayScene& obstacles,
                            const RayScene& room, std::span<double> share_by_surface, std::size_t points_per_side = 32);

}  // namespace tvilling::models
