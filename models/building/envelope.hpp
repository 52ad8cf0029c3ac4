// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "models/building/building.hpp"

namespace tvilling::models {

/// One of the four facades of the rectangle that stands for a building's plan.
struct Facade {
  double azimuth_deg = 0.0;  ///< outward normal
  double wall_m2 = 0.0;      ///< opaque, to the outdoors
  double window_m2 = 0.0;    ///< with frame
};

/// Areas of the heated part of a building [m2].
struct Envelope {
  double heated_area_m2 = 0.0;
  double volume_m3 = 0.0;
  std::array<Facade, 4> facades{};
  double party_wall_m2 = 0.0;  ///< to neighbours at the same temperature
  double roof_m2 = 0.0;
  double floor_m2 = 0.0;
  double perimeter_m = 0.0;
  double partition_m2 = 0.0;

  [[nodiscard]] double wall_m2() const noexcept;
  [[nodiscard]] double window_m2() const noexcept;
};

/// The rectangle with the building's footprint area and perimeter (a square where the perimeter is too short for its area),
/// turned to its azimuth, over all storeys; a partly heated building keeps the heated share of every area, a zone its share of
/// the building's (EnvelopeShare).
[[nodiscard]] Envelope envelope_of(const Building& building) noexcept;

}  // namespace tvilling::models
