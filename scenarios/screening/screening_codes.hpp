// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

/// The codes of all findings of a screening. docs/how-to/screen.md lists the same.
namespace tvilling::scenarios::screening_code {

using core::FindingCode;

inline constexpr FindingCode kNotToml{"TV-3451", "The settings of the screening are no TOML."};
inline constexpr FindingCode kUnknownKey{"TV-3452", "The settings of the screening have a key or word that is not known."};
inline constexpr FindingCode kMissingKey{"TV-3453", "A reference, or who regrouped what, when and why, is missing."};
inline constexpr FindingCode kBadValue{"TV-3454",
                                       "A value of the screening's settings is empty, of the wrong type or out of its range."};
inline constexpr FindingCode kUnknownPlace{"TV-3455", "A regrouping names a property or lease that is not there."};
inline constexpr FindingCode kTwice{"TV-3456", "A property or lease is regrouped twice."};
inline constexpr FindingCode kIdleReference{"TV-3457", "A reference is given and not used (warns)."};
inline constexpr FindingCode kZeroRent{"TV-3458", "The rent of a lease is 0: it has no ratio (rented: warns; owned: info)."};
inline constexpr FindingCode kNoProperty{"TV-3459",
                                         "Buildings or leases belong to no property and are screened in none (warns)."};
inline constexpr FindingCode kSameCost{"TV-3460",
                                       "A cost stands both for a property and for its buildings; they were added (warns)."};
inline constexpr FindingCode kAloneInGroup{"TV-3461", "A regrouped property or lease has too few others in its group (warns)."};
inline constexpr FindingCode kOldCosts{
    "TV-3462", "The last cost of a kind is of an older year than others of it or of its property (warns)."};

inline constexpr FindingCode kPropertyOfBuilding{"TV-3463",
                                                 "A lease names no property and is screened in that of its building (info)."};

inline constexpr FindingCode kPartCosts{"TV-3464",
                                        "Only some buildings of a property have a cost; it is taken per m2 of those (info)."};

/// Everything that a screening may say.
inline constexpr std::array kAll{
    kNotToml,    kUnknownKey, kMissingKey,   kBadValue, kUnknownPlace,       kTwice,     kIdleReference, kZeroRent,
    kNoProperty, kSameCost,   kAloneInGroup, kOldCosts, kPropertyOfBuilding, kPartCosts,
};

}  // namespace tvilling::scenarios::screening_code
