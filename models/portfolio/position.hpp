// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "models/building/building.hpp"

namespace tvilling::models {

/// What is wrong with a position that should be in Denmark, in EPSG:25832 (UTM zone 32, metres).
enum class PositionProblem { none, swapped, degrees, outside };

/// The box in which all of Denmark lies (Bornholm included), in metres of EPSG:25832.
struct DanishBox {
  static constexpr double kMinX = 400000.0;
  static constexpr double kMaxX = 900000.0;
  static constexpr double kMinY = 6000000.0;
  static constexpr double kMaxY = 6450000.0;

  [[nodiscard]] static constexpr bool contains(Point p) noexcept {
    return p.x_m >= kMinX && p.x_m <= kMaxX && p.y_m >= kMinY && p.y_m <= kMaxY;
  }
};

/// Swapped axes and degrees of longitude and latitude are told from other places outside.
[[nodiscard]] constexpr PositionProblem check_position(Point p) noexcept {
  if (DanishBox::contains(p)) return PositionProblem::none;
  if (DanishBox::contains({p.y_m, p.x_m})) return PositionProblem::swapped;
  const bool degrees = p.x_m >= -180.0 && p.x_m <= 180.0 && p.y_m >= -180.0 && p.y_m <= 180.0;
  return degrees ? PositionProblem::degrees : PositionProblem::outside;
}

}  // namespace tvilling::models
