// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

/// The codes of all findings about offered, booked and used hours. docs/how-to/capacity.md lists the same.
namespace tvilling::scenarios::capacity_code {

using core::FindingCode;

inline constexpr FindingCode kNoBookings{"TV-3471", "Buildings have no bookings: nobody knows how much of their hours is used."};
inline constexpr FindingCode kOutsideHours{"TV-3472", "Bookings lie outside the opening hours of their building."};
inline constexpr FindingCode kTooManyPersons{"TV-3473", "A booking has more persons than its room or building holds."};
inline constexpr FindingCode kOverlap{"TV-3474", "Bookings of one room overlap."};
inline constexpr FindingCode kTooLong{"TV-3475", "Bookings are longer than a week and are not counted."};
inline constexpr FindingCode kNoPersons{"TV-3476", "Bookings without persons: the effective use of their place is not known."};
inline constexpr FindingCode kProfileHours{"TV-3477", "Opening hours were taken from the profile of the use (filled)."};
inline constexpr FindingCode kFilledCapacity{"TV-3478", "The persons that a place holds were taken from its area (filled)."};
inline constexpr FindingCode kNotSimulated{"TV-3479", "A building could not be simulated: its open hours have no price."};
inline constexpr FindingCode kNotFitted{"TV-3480",
                                        "Bookings are left out of the fitting: they are none of a hall's ordinary week."};
inline constexpr FindingCode kTwice{"TV-3481", "A booking is there twice."};
inline constexpr FindingCode kFewerWeeks{
    "TV-3482", "The bookings of buildings span fewer weeks than those of others; each has its own mean."};

/// Everything about offered, booked and used hours.
inline constexpr std::array kAll{
    kNoBookings,   kOutsideHours,   kTooManyPersons, kOverlap,   kTooLong, kNoPersons,
    kProfileHours, kFilledCapacity, kNotSimulated,   kNotFitted, kTwice,   kFewerWeeks,
};

}  // namespace tvilling::scenarios::capacity_code
