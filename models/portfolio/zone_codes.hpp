// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

namespace tvilling::models::zone_code {

using core::FindingCode;

inline constexpr FindingCode kZones{"TV-1310", "Buildings were divided into zones, by their uses or their rooms."};
inline constexpr FindingCode kPartsTooLarge{"TV-1311", "A building's other uses have more area than the building."};
inline constexpr FindingCode kPartWithoutArea{"TV-1312", "Another use of a building has no area; it was left out."};
inline constexpr FindingCode kRoomsTooLarge{"TV-1313", "The rooms of a building have more area than the building."};
inline constexpr FindingCode kRest{"TV-1314", "Rooms cover a part of their building; the rest is taken as its main use."};
inline constexpr FindingCode kUnknownRoom{"TV-1315", "A room is adjacent to an id that is no room of its building."};
inline constexpr FindingCode kOwnNeighbour{"TV-1316", "A room is adjacent to itself."};
inline constexpr FindingCode kFarStoreys{"TV-1317", "Adjacent rooms lie more than one storey apart."};
inline constexpr FindingCode kRoomWithoutArea{"TV-1318", "A room has no area; it was left out."};
inline constexpr FindingCode kUnknownRoomUse{"TV-1319", "The use of a room is not known."};
inline constexpr FindingCode kMerged{"TV-1320", "Zones were joined with the main one: too many, or too small."};
inline constexpr FindingCode kPartsUnused{"TV-1321", "A building has rooms; its columns of other uses are not used."};

/// Everything that making zones may say.
inline constexpr std::array kAll{kZones,        kPartsTooLarge, kPartWithoutArea, kRoomsTooLarge,  kRest,   kUnknownRoom,
                                 kOwnNeighbour, kFarStoreys,    kRoomWithoutArea, kUnknownRoomUse, kMerged, kPartsUnused};

}  // namespace tvilling::models::zone_code
