// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "models/building/building.hpp"
#include "models/building/simulate.hpp"

namespace tvilling::models {

/// Throws Error (bad_input) naming the first number of the building's hall that is unknown or out of its range. simulate_building
/// does this and more; here so that a batch can refuse before it starts.
void check_hall(const Building& building);

/// Runs a building with basins (Building::hall) through warm-up and year: the pool hall and the rest of the building as two
/// zones, every basin a node of water with a thermostat of its own, the vapour of the hall air solved with them and the air
/// handling hour by hour. simulate_building calls this for buildings that have a hall. BuildingResult::hall holds the terms.
/// Pure.
[[nodiscard]] BuildingResult simulate_hall(const Building& building, const Environment& environment, HourlySeries& hourly);

}  // namespace tvilling::models
