// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

/// The codes of the checks over a whole portfolio. TV-1130..1139: the overrides file; TV-14xx: values that do not go together;
/// TV-18xx: what changed since an earlier delivery. A code keeps its meaning for ever.
namespace tvilling::models::preflight_code {

using core::FindingCode;

inline constexpr FindingCode kNotToml{"TV-1130", "The overrides file is not TOML."};
inline constexpr FindingCode kUnknownKey{"TV-1131", "The overrides file has a key that is not known."};
inline constexpr FindingCode kMissingKey{"TV-1132", "An override does not say what, why, by whom or when."};
inline constexpr FindingCode kBadValue{"TV-1133", "A value of the overrides file is empty, of the wrong type, or no date."};
inline constexpr FindingCode kCannotSetAside{"TV-1134", "A finding that stops cannot be set aside."};
inline constexpr FindingCode kNothingSetAside{"TV-1135", "An override sets nothing aside: no warning has its code and id."};
inline constexpr FindingCode kLockNobody{"TV-1136", "A lock names a unit, lease or building that is not there."};
inline constexpr FindingCode kLockTwice{"TV-1137", "The same unit, lease or building is locked twice."};

inline constexpr FindingCode kAreaFootprint{"TV-1401", "The area is far from footprint x storeys."};
inline constexpr FindingCode kStoreyHeight{"TV-1402", "The storey height is unusual for the use."};
inline constexpr FindingCode kIntensity{"TV-1403", "The metered use per m2 is outside the band of the building's use."};
inline constexpr FindingCode kIntensityUnit{"TV-1404", "The metered use per m2 looks like another unit (MWh, kWh, GJ)."};
inline constexpr FindingCode kIntensityUse{"TV-1405", "The metered use per m2 fits another use better."};
inline constexpr FindingCode kNoHeat{"TV-1406", "A heated building has 0 kWh of metered heat."};
inline constexpr FindingCode kVacancy{"TV-1407", "More area is vacant than the lease has."};
inline constexpr FindingCode kLeasedArea{"TV-1408", "The leases of a building have far more area than the building."};
inline constexpr FindingCode kEmployees{"TV-1409", "The employees do not go with the area or the desks."};
inline constexpr FindingCode kRent{"TV-1410", "The rent per m2 is unusual."};
inline constexpr FindingCode kNameAndUse{"TV-1411", "The name says another use than the code."};
inline constexpr FindingCode kVisitors{"TV-1412", "The number of visitors does not go with the area."};
inline constexpr FindingCode kDoubleBuilding{"TV-1413", "Two buildings have the same place and area: one may stand there twice."};
inline constexpr FindingCode kFarAway{"TV-1414", "A building lies far from the others of its property."};
inline constexpr FindingCode kNoAdministration{"TV-1415", "A building has no administration."};
inline constexpr FindingCode kEmptyProperty{"TV-1416", "A property has neither buildings nor leases."};
inline constexpr FindingCode kPoolElsewhere{"TV-1417", "A pool is in a building that is no swimming hall."};
inline constexpr FindingCode kNoPool{"TV-1418", "A swimming hall has no pool, though other halls have theirs."};
inline constexpr FindingCode kNotListed{"TV-1419", "A very old building is not marked as listed."};

inline constexpr FindingCode kNew{"TV-1801", "A building is new since the earlier delivery."};
inline constexpr FindingCode kGone{"TV-1802", "A building of the earlier delivery is gone."};
inline constexpr FindingCode kRenamed{"TV-1803", "A building seems to have another id than in the earlier delivery."};
inline constexpr FindingCode kUseChanged{"TV-1804", "The use changed since the earlier delivery."};
inline constexpr FindingCode kAreaChanged{"TV-1805", "The area changed since the earlier delivery (far: warns)."};
inline constexpr FindingCode kYearChanged{"TV-1806", "The year changed since the earlier delivery."};
inline constexpr FindingCode kPropertyChanged{"TV-1807", "The property of a building changed since the earlier delivery."};
inline constexpr FindingCode kAdministrationChanged{"TV-1808",
                                                    "The administration of a building changed since the earlier delivery."};
inline constexpr FindingCode kOldDelivery{"TV-1809", "The earlier delivery has findings that stop: its rows were left out."};
inline constexpr FindingCode kLostOverride{"TV-1810", "An override or lock of the earlier delivery has lost its row."};
inline constexpr FindingCode kLostLink{"TV-1811", "A link of the earlier delivery has lost its row."};
inline constexpr FindingCode kCarried{"TV-1812", "What was carried forward from the earlier delivery."};
inline constexpr FindingCode kProtectionLost{"TV-1813",
                                             "Buildings with a protected address in the earlier delivery are not protected now."};

/// Everything that the checks over a whole portfolio may say.
inline constexpr std::array kAll{
    kNotToml,     kUnknownKey,       kMissingKey,    kBadValue,      kCannotSetAside, kNothingSetAside, kLockNobody,
    kLockTwice,   kAreaFootprint,    kStoreyHeight,  kIntensity,     kIntensityUnit,  kIntensityUse,    kNoHeat,
    kVacancy,     kLeasedArea,       kEmployees,     kRent,          kNameAndUse,     kVisitors,        kDoubleBuilding,
    kFarAway,     kNoAdministration, kEmptyProperty, kPoolElsewhere, kNoPool,         kNotListed,       kNew,
    kGone,        kRenamed,          kUseChanged,    kAreaChanged,   kYearChanged,    kPropertyChanged, kAdministrationChanged,
    kOldDelivery, kLostOverride,     kLostLink,      kCarried,       kProtectionLost,
};

}  // namespace tvilling::models::preflight_code
