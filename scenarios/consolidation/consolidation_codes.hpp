// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

/// The codes of all findings about plans of consolidation. docs/how-to/consolidate.md lists the same.
namespace tvilling::scenarios::consolidation_code {

using core::FindingCode;

inline constexpr FindingCode kUnknownId{"TV-3401", "[consolidation] names a unit, lease or property that the portfolio lacks."};
inline constexpr FindingCode kUnknownWord{"TV-3402", "A word of [consolidation] is not one of those that may stand there."};
inline constexpr FindingCode kLockOfWhat{"TV-3403", "A lock is of nothing, of several things, or closes a unit."};
inline constexpr FindingCode kOutside{"TV-3404", "What is named takes no part in the consolidation (warns)."};
inline constexpr FindingCode kEndedLock{"TV-3405", "A lock is on premises whose lease has ended."};
inline constexpr FindingCode kUnitWithoutLease{
    "TV-3406", "A unit has no lease: nobody knows where it sits (warns where it may be left out)."};
inline constexpr FindingCode kNoHeadcount{"TV-3407", "A unit has neither employees nor full-time equivalents."};
inline constexpr FindingCode kHeadcountFilled{"TV-3408", "The head count of units was taken from the other column (filled)."};
inline constexpr FindingCode kCrowded{"TV-3409", "More people than desks sit in premises today (warns)."};
inline constexpr FindingCode kTooFewDesks{"TV-3410", "All premises together have too few desks."};
inline constexpr FindingCode kFreeRent{"TV-3411",
                                       "A lease of a third party (warns), or an owned one (info), has a rent of zero."};
inline constexpr FindingCode kUnknownRent{"TV-3412", "The rent of a lease is not known and counts as nothing (warns)."};
inline constexpr FindingCode kDesksFilled{"TV-3413", "The desks of leases were filled from their areas (filled)."};
inline constexpr FindingCode kNoPosition{"TV-3414", "Premises have no position: the distance to them has no limit (warns)."};
inline constexpr FindingCode kNoticeFilled{"TV-3415", "The notice of leases was filled (filled)."};
inline constexpr FindingCode kNoBuilding{"TV-3416", "Nobody knows in which building premises are: they have no energy (warns)."};
inline constexpr FindingCode kFailedBuilding{"TV-3417",
                                             "A building of premises could not be simulated: they have no energy (warns)."};
inline constexpr FindingCode kContradiction{"TV-3418",
                                            "Locks cannot all be kept; the smallest set that contradicts itself is told."};
inline constexpr FindingCode kNothingToPlan{"TV-3419", "No lease or no unit takes part in the consolidation."};
inline constexpr FindingCode kSameUnit{"TV-3420", "An affinity is of a unit with itself, or stands twice."};
inline constexpr FindingCode kNoArea{"TV-3421", "A lease has no area: its rent is not known."};
inline constexpr FindingCode kEndedLease{"TV-3422", "Units sit in a lease that has ended before the plan begins (warns)."};
inline constexpr FindingCode kFixedTerm{"TV-3423", "Leases have an agreed end: their rent runs until then (info)."};
inline constexpr FindingCode kNoHome{"TV-3424", "A list of premises leaves out where the unit sits today."};
inline constexpr FindingCode kUnsafe{"TV-3425", "A plan makes the air or the heat of premises worse than a limit (warns)."};
inline constexpr FindingCode kFarFromBooked{
    "TV-3426", "The simulated plan changes heat, electricity, CO2 or the bill by another amount than was booked (warns)."};
inline constexpr FindingCode kOtherPlan{"TV-3427", "A plan file does not fit the study."};
inline constexpr FindingCode kNoTable{"TV-3428", "The study has no table [consolidation]."};
inline constexpr FindingCode kNoPlan{"TV-3429", "No plan keeps all limits."};
inline constexpr FindingCode kNoSaleValue{"TV-3430", "A property that would be sold has no value (warns)."};
inline constexpr FindingCode kNoTenure{"TV-3431", "Nobody knows whether a lease is owned: what giving it up saves is not known."};
inline constexpr FindingCode kNotYet{
    "TV-3432", "A lease begins after the plan's first day: it is left out (warns), or units sit there already (stops)."};
inline constexpr FindingCode kBrokenPlan{"TV-3433", "The approved plan no longer keeps a limit of the study (warns)."};
inline constexpr FindingCode kOperationFilled{"TV-3434", "The cost of operation of leases was filled by their area (filled)."};

/// Everything about plans of consolidation.
inline constexpr std::array kAll{
    kUnknownId,       kUnknownWord, kLockOfWhat,     kOutside,       kEndedLock,     kUnitWithoutLease, kNoHeadcount,
    kHeadcountFilled, kCrowded,     kTooFewDesks,    kFreeRent,      kUnknownRent,   kDesksFilled,      kNoPosition,
    kNoticeFilled,    kNoBuilding,  kFailedBuilding, kContradiction, kNothingToPlan, kSameUnit,         kNoArea,
    kEndedLease,      kFixedTerm,   kNoHome,         kUnsafe,        kFarFromBooked, kOtherPlan,        kNoTable,
    kNoPlan,          kNoSaleValue, kNoTenure,       kNotYet,        kBrokenPlan,    kOperationFilled,
};

}  // namespace tvilling::scenarios::consolidation_code
