// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>

#include "models/building/building.hpp"

namespace tvilling::models {

/// A hall building in two: the pool hall, whose air is handled by its own unit, and the rooms beside it, an ordinary zone.
struct HallZones {
  Building pool_hall;
  std::optional<Building> rest;  ///< none: all of the building is pool hall
};

/// The pool hall has its shares of roof, facade and floor (without what is basin) and no ventilation but leakage; the rest has
/// the building's own numbers and no water: that is the hall's. Every number must be known.
[[nodiscard]] HallZones hall_zones(const Building& building);

}  // namespace tvilling::models
