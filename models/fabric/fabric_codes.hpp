// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

/// The codes of all findings about detailed building files. TV-40xx: the file; TV-41xx: the building in it; TV-42xx: the measured
/// series. A code has one meaning and keeps it for ever. docs/how-to/write-a-building.md lists the same.
namespace tvilling::models::fabric_code {

using core::FindingCode;

inline constexpr FindingCode kNotToml{"TV-4001", "The building file is not TOML."};
inline constexpr FindingCode kUnknownKey{"TV-4002", "A key of a building file is not known."};
inline constexpr FindingCode kMissingKey{"TV-4003", "A key of a building file that must be given is missing."};
inline constexpr FindingCode kWrongType{"TV-4004", "A value of a building file is of the wrong type."};
inline constexpr FindingCode kOutOfRange{"TV-4005", "A number of a building file is outside its range."};
inline constexpr FindingCode kEmptyText{"TV-4006", "A text of a building file is empty."};
inline constexpr FindingCode kNulCharacter{"TV-4007", "A text of a building file holds a NUL character."};
inline constexpr FindingCode kBadName{"TV-4008", "The name of a thing has a sign it may not have, or means something else."};
inline constexpr FindingCode kUnknownThing{"TV-4009", "A thing is named that the building does not have."};
inline constexpr FindingCode kUnknownChoice{"TV-4010", "A word is not among those that can be chosen."};
inline constexpr FindingCode kTwoWays{"TV-4011", "Things are given that exclude each other."};
inline constexpr FindingCode kWrongCount{"TV-4012", "A list has too few or too many entries."};
inline constexpr FindingCode kBadSchedule{"TV-4013", "A schedule cannot be understood: its times, its order, its kind."};
inline constexpr FindingCode kNoBaseFile{"TV-4014", "The file that `extends` names cannot be read."};
inline constexpr FindingCode kExtendsLoop{"TV-4015", "Building files extend each other in a loop, or too deeply."};
inline constexpr FindingCode kNothingToRemove{"TV-4016", "`remove` has nothing to take away, or does not stand alone."};
inline constexpr FindingCode kNoSuchFile{"TV-4017", "The weather file or the measured series does not exist."};
inline constexpr FindingCode kNoWeather{"TV-4018", "A building is to be run without weather."};

inline constexpr FindingCode kEmptyBuilding{"TV-4101", "The building has no zone or no surface."};
inline constexpr FindingCode kNoConductivity{"TV-4102", "A layer has neither conductivity nor resistance."};
inline constexpr FindingCode kNoThickness{"TV-4103", "A layer with a conductivity has no thickness."};
inline constexpr FindingCode kWindowTooLarge{"TV-4104", "Windows are larger than their surface, or stick out of it."};
inline constexpr FindingCode kNoOutsidePath{"TV-4105", "A zone has no path to outdoors or a boundary, and no plant."};
inline constexpr FindingCode kMasslessLoop{"TV-4106", "Zones without heat capacity are joined only with each other."};
inline constexpr FindingCode kScheduleLength{"TV-4107", "A schedule has the wrong number of values."};
inline constexpr FindingCode kUnknownColumn{"TV-4108", "A column is not in the measured series."};
inline constexpr FindingCode kColumnGap{"TV-4109", "A column has no value in hours in which it is needed."};
inline constexpr FindingCode kSetPointsCross{"TV-4110", "The heating set point lies above the cooling one."};
inline constexpr FindingCode kColumnRange{"TV-4111", "A column has values outside the range of what it is used for."};
inline constexpr FindingCode kGlazing{"TV-4112", "A glazing cannot be: shares of light above 1, angles out of order."};
inline constexpr FindingCode kRadiation{"TV-4113",
                                        "A fixed radiation coefficient contradicts the emissivity (0 stops, too low warns)."};
inline constexpr FindingCode kFloorArea{"TV-4114", "Volume and floor area of a zone give an odd height (warns)."};
inline constexpr FindingCode kToItself{"TV-4115", "An air path leads from a zone to itself."};
inline constexpr FindingCode kBlindWindow{"TV-4116", "A window stands in a surface that is not to outdoors."};
inline constexpr FindingCode kDatedOutside{"TV-4117", "No date of a schedule falls into the run (warns)."};
inline constexpr FindingCode kAirBalance{"TV-4118", "More air leaves a zone for others than comes into it (warns)."};
inline constexpr FindingCode kUnshaded{"TV-4119", "A window without a place is not shaded by the obstacles (warns)."};
inline constexpr FindingCode kWeatherLength{"TV-4120", "The weather does not have the hours of the run."};

inline constexpr FindingCode kTimeColumn{"TV-4201", "The time column is not in the measured series."};
inline constexpr FindingCode kBadTime{"TV-4202", "A time of the measured series cannot be read."};
inline constexpr FindingCode kTimeOrder{"TV-4203", "Hours of the measured series are missing, come twice or out of order."};
inline constexpr FindingCode kLeapDayOut{"TV-4204", "29 February of the measured series is left out (info)."};
inline constexpr FindingCode kTextInColumn{"TV-4205", "A column of numbers holds a text and is not used (warns)."};
inline constexpr FindingCode kOtherYear{"TV-4206", "The measured series goes on into another year."};
inline constexpr FindingCode kWeatherMissing{"TV-4207", "Measured weather is missing in hours of the run."};
inline constexpr FindingCode kWeatherImpossible{"TV-4208", "Measured weather has values that cannot be."};
inline constexpr FindingCode kHumidityFilled{"TV-4209", "Humidity is not measured and was assumed (filled)."};
inline constexpr FindingCode kGapFilled{"TV-4210", "Missing hours of the measured series are interpolated (filled)."};

/// Everything that reading and checking a building file may find.
inline constexpr std::array kAll{
    kNotToml,        kUnknownKey,      kMissingKey,     kWrongType,         kOutOfRange,     kEmptyText,      kNulCharacter,
    kBadName,        kUnknownThing,    kUnknownChoice,  kTwoWays,           kWrongCount,     kBadSchedule,    kNoBaseFile,
    kExtendsLoop,    kNothingToRemove, kNoSuchFile,     kNoWeather,         kEmptyBuilding,  kNoConductivity, kNoThickness,
    kWindowTooLarge, kNoOutsidePath,   kMasslessLoop,   kScheduleLength,    kUnknownColumn,  kColumnGap,      kSetPointsCross,
    kColumnRange,    kGlazing,         kRadiation,      kFloorArea,         kToItself,       kBlindWindow,    kDatedOutside,
    kAirBalance,     kUnshaded,        kWeatherLength,  kTimeColumn,        kBadTime,        kTimeOrder,      kLeapDayOut,
    kTextInColumn,   kOtherYear,       kWeatherMissing, kWeatherImpossible, kHumidityFilled, kGapFilled,
};

}  // namespace tvilling::models::fabric_code
