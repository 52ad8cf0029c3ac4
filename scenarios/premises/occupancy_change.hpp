// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "models/building/building.hpp"
#include "models/missing.hpp"

namespace tvilling::scenarios {

/// What goes with a person who moves (defaults: docs/physics/moves.md).
struct PersonNeeds {
  double ventilation_l_s = 7.0;  ///< outdoor air, EN 16798-1 category II
};

/// What people take along from a building, per person: the building's own people-driven numbers over its people when full.
struct PersonLoad {
  double heat_w = 0.0;            ///< sensible heat of a person
  double appliance_w = 0.0;       ///< equipment that follows people
  double hot_water_l_year = 0.0;  ///< heated
  double water_m3_year = 0.0;
  double ventilation_l_s = 0.0;  ///< design flow that follows a person
};
[[nodiscard]] PersonLoad person_load(const models::Building& building, const PersonNeeds& needs = {});

/// Persons come (positive) or leave (negative), with their load: people when full, appliances, hot water, water and air change by
/// what they bring or take; light, fans' efficiency and set points stay the building's. Floors: never below nobody. Pure.
[[nodiscard]] models::Building with_persons(const models::Building& building, double persons, const PersonLoad& load);

/// Emptied premises: `fraction` of the building.
enum class EmptyState {
  frost_guard,  ///< held with nobody: heated to the frost guard, no people, light, appliances, ventilation or hot water
  handed_over,  ///< another's: the municipality pays for no energy or water of it
};
/// The building with a fraction of it emptied. Of a part, the rest stays as it is; people are taken out by with_persons first.
[[nodiscard]] models::Building emptied(const models::Building& building, double fraction, EmptyState state,
                                       double frost_guard_degc);

}  // namespace tvilling::scenarios
