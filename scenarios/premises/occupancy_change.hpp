// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>

#include "models/building/building.hpp"
#include "models/missing.hpp"

namespace tvilling::scenarios {

/// What goes with a person who moves (docs/physics/moves.md).
struct PersonNeeds {
  double ventilation_l_s = 7.0;  ///< outdoor air, EN 16798-1 category II
};

/// Outdoor air of a floor whoever is there: EN 16798-1 table B.7, category II, very low-polluting building; BR18 section 447 has
/// the same. What a building has beyond it may follow its people.
inline constexpr double kAreaVentilation_l_s_m2 = 0.35;

/// Set point of premises that are held with nobody: as low as pipes are safe in all rooms, and walls stay dry.
inline constexpr double kFrostGuard_degc = 8.0;

/// What people take along from a building, per person: the building's own people-driven numbers over its people when full.
struct PersonLoad {
  double heat_w = 0.0;            ///< sensible heat of a person
  double appliance_w = 0.0;       ///< equipment that follows people: what runs in use beyond the base load
  double hot_water_l_year = 0.0;  ///< heated
  double water_m3_year = 0.0;
  double ventilation_l_s = 0.0;  ///< design flow that follows a person: what he needs, at most what the building has for him
};

/// Adds a load some times.
void add_load(PersonLoad& sum, const PersonLoad& load, double times) noexcept;

/// `use`: the zones that people leave or come to; none: those of the building's own use. A building of one zone is all of it.
[[nodiscard]] PersonLoad person_load(const models::Building& building, const PersonNeeds& needs = {},
                                     std::optional<models::Use> use = std::nullopt);

/// People when full, of all zones.
[[nodiscard]] double people_when_full(const models::Building& building) noexcept;

/// Persons come (positive) or leave (negative), with their load: people when full, appliances, hot water, water and air change by
/// what they bring or take; base load, light, fans' efficiency and set points stay the building's. They spread over the zones of
/// `use` by area. Never below nobody: then no person is left in any hour, and no water. Exactly additive: ten twice are twenty,
/// and those who come back find it as it was. Pure.
[[nodiscard]] models::Building with_persons(const models::Building& building, double persons, const PersonLoad& load,
                                            std::optional<models::Use> use = std::nullopt);

/// Emptied premises: `fraction` of the building.
enum class EmptyState {
  frost_guard,  ///< held with nobody: heated to the frost guard, no people, light, appliances, ventilation or hot water
  handed_over,  ///< another's: the municipality pays for no energy or water of it
};
/// The building with a fraction of its gross area emptied. Of a part, the rest stays as it is, with all people that are still
/// there; people are taken out by with_persons first. A part becomes a zone beside the rest (docs/physics/moves.md); what was
/// emptied before is not emptied again. An emptied swimming hall has no water in its basins; of a part of one: throws Error
/// (bad_input).
[[nodiscard]] models::Building emptied(const models::Building& building, double fraction, EmptyState state,
                                       double frost_guard_degc = kFrostGuard_degc);

/// The building with the air flows per area of its unchanged self: a plant does not grow because people come. Zones that
/// `emptied` made stay closed.
[[nodiscard]] models::Building with_plant_of(const models::Building& building, const models::Building& unchanged);

}  // namespace tvilling::scenarios
