// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

/// What may be said of swimming halls: TV-119x when their tables are read, TV-133x when they are filled.
namespace tvilling::models::hall_code {

using core::FindingCode;

inline constexpr FindingCode kPercent{
    "TV-1190", "Shares that are written in percent were read as such, or one beside them may be either (stops)."};
inline constexpr FindingCode kNotADay{"TV-1191", "Text stands where days of the week or a time of day are needed."};
inline constexpr FindingCode kOverlap{"TV-1192", "Opening hours of a hall overlap."};
inline constexpr FindingCode kTooManyPersons{"TV-1193",
                                             "A booking, a school or club, or a count has more people than the water holds."};
inline constexpr FindingCode kTooManyVisitors{"TV-1194", "A hall has more visitors a year than its water can hold."};
inline constexpr FindingCode kVolume{"TV-1195", "The volume of a basin does not go with its area and depth."};
inline constexpr FindingCode kNoBasins{"TV-1196",
                                       "A hall or its hours are described, but it has no basin or is no swimming hall."};
inline constexpr FindingCode kOnlyCapacity{
    "TV-1197", "Opening hours or visits of a building that is no swimming hall: they count in its capacity, not in a run."};

inline constexpr FindingCode kFilled{"TV-1330", "Numbers of swimming halls or basins were filled and marked with their origin."};
inline constexpr FindingCode kWeek{"TV-1331", "The week of swimming halls was made from what is known of their hours."};
inline constexpr FindingCode kNotInWeek{"TV-1332",
                                        "Visits or bookings that no week can be made of, or that come while it is closed."};
inline constexpr FindingCode kMoreThanYear{"TV-1333",
                                           "Counts, or schools, clubs and bookings, do not come to the visitors of the year."};
inline constexpr FindingCode kOwnNumbers{"TV-1334", "A number of a building is not used: its swimming hall has its own."};
inline constexpr FindingCode kNoZones{"TV-1335", "Rooms or further uses of a swimming hall with basins are not used."};

/// Everything that may be told of swimming halls.
inline constexpr std::array kAll{kPercent,      kNotADay, kOverlap, kTooManyPersons, kTooManyVisitors, kVolume,     kNoBasins,
                                 kOnlyCapacity, kFilled,  kWeek,    kNotInWeek,      kMoreThanYear,    kOwnNumbers, kNoZones};

}  // namespace tvilling::models::hall_code
