// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

/// The codes of findings about meters, readings, degree-days and measured weather: TV-1501 to TV-1549.
namespace tvilling::models::metering_code {

using core::FindingCode;

inline constexpr FindingCode kUnknownUnit{"TV-1501",
                                          "The unit of a meter is missing, not known, or does not fit what it counts."};
inline constexpr FindingCode kUnknownCarrier{"TV-1502", "What a meter counts is missing or not known."};
inline constexpr FindingCode kHeatingValue{"TV-1503", "A gas meter in m3 has no heating value."};
inline constexpr FindingCode kShares{"TV-1504", "The shares of a meter do not add up to 1, or name a building twice."};
inline constexpr FindingCode kSharesNeeded{"TV-1505",
                                           "A meter covers several buildings and nobody said how much of it is whose."};
inline constexpr FindingCode kOnlyBuilding{"TV-1506", "A meter was given to the only building of its property."};
inline constexpr FindingCode kNoBuilding{"TV-1507", "A meter belongs to no building of the portfolio."};
inline constexpr FindingCode kNoReadings{"TV-1508", "A meter has no readings, or there is no readings table."};
inline constexpr FindingCode kUnknownMeter{"TV-1509", "Readings or shares of a meter that the meters table does not have."};
inline constexpr FindingCode kTime{"TV-1510", "The time of a reading cannot be read."};
inline constexpr FindingCode kNotANumber{"TV-1511", "A reading is not a number."};
inline constexpr FindingCode kSkippedHour{"TV-1512", "Readings in the hour that the clock leaves out in spring."};
inline constexpr FindingCode kUnsorted{"TV-1513", "Readings are not in the order of time."};
inline constexpr FindingCode kOverlap{"TV-1514", "Two readings for one time: the finer, else the last delivered, is kept."};
inline constexpr FindingCode kFuture{"TV-1515", "Readings of the future are left out."};
inline constexpr FindingCode kNegative{"TV-1516", "Negative use is taken as missing."};
inline constexpr FindingCode kSpike{"TV-1517", "Days outside three interquartile ranges; they are kept."};
inline constexpr FindingCode kRepeated{"TV-1518", "The same value again and again."};
inline constexpr FindingCode kEstimated{"TV-1519", "Estimated readings count as missing."};
inline constexpr FindingCode kRollover{"TV-1520", "A register counted over its end and began at 0."};
inline constexpr FindingCode kReset{"TV-1521", "A register fell where a reset or exchange is confirmed."};
inline constexpr FindingCode kUnconfirmedFall{"TV-1522", "A register fell and nobody said why."};
inline constexpr FindingCode kGapFilled{"TV-1523", "Missing days were filled from similar ones."};
inline constexpr FindingCode kYearNotUsable{"TV-1524", "Too much of a meter's year is missing."};
inline constexpr FindingCode kLastDay{"TV-1525", "The last day is incomplete and left out."};
inline constexpr FindingCode kZero{"TV-1526", "A meter shows no use for a whole year."};
inline constexpr FindingCode kTooFew{"TV-1527", "The readings do not tell what time they stand for."};
inline constexpr FindingCode kSpread{"TV-1528", "Use between readings was spread evenly over months."};
inline constexpr FindingCode kUseIncomplete{"TV-1529", "A building's use lacks one of its meters in a year."};
inline constexpr FindingCode kHourLabel{"TV-1530", "Whether times are the beginnings or the ends of what they stand for."};
inline constexpr FindingCode kNoMeters{"TV-1531", "Readings or shares without a meters table."};
inline constexpr FindingCode kMeterRow{"TV-1532", "A cell of the meters or shares table is missing or not one of its words."};
inline constexpr FindingCode kDegreeDayRow{"TV-1533", "A row of the degree-days table is wrong or there twice."};
inline constexpr FindingCode kWeatherTime{"TV-1534", "A time of the weather table cannot be read or is there twice."};
inline constexpr FindingCode kWeatherGap{"TV-1535", "Short gaps of the weather were bridged."};
inline constexpr FindingCode kWeatherMonth{"TV-1536", "A month of the weather has too much missing and is not used."};
inline constexpr FindingCode kWeatherYear{"TV-1537", "A year of the weather cannot be simulated."};
inline constexpr FindingCode kWeatherFilled{"TV-1538",
                                            "A quantity the weather table lacks was computed or taken from the normal climate."};
inline constexpr FindingCode kWeatherLeapDay{"TV-1539", "29 February is left out of the simulated year."};

inline constexpr FindingCode kLooksLikeRegister{"TV-1540", "Uses that never fall look like the states of a counter."};

inline constexpr FindingCode kClockLost{"TV-1541", "Many readings of a day have no clock time: it stands in another column."};

/// Everything about meters, degree-days and measured weather.
inline constexpr std::array kAll{
    kUnknownUnit,  kUnknownCarrier,  kHeatingValue,  kShares,         kSharesNeeded,
    kOnlyBuilding, kNoBuilding,      kNoReadings,    kUnknownMeter,   kTime,
    kNotANumber,   kSkippedHour,     kUnsorted,      kOverlap,        kFuture,
    kNegative,     kSpike,           kRepeated,      kEstimated,      kRollover,
    kReset,        kUnconfirmedFall, kGapFilled,     kYearNotUsable,  kLastDay,
    kZero,         kTooFew,          kSpread,        kUseIncomplete,  kHourLabel,
    kNoMeters,     kMeterRow,        kDegreeDayRow,  kWeatherTime,    kWeatherGap,
    kWeatherMonth, kWeatherYear,     kWeatherFilled, kWeatherLeapDay, kLooksLikeRegister,
    kClockLost,
};

}  // namespace tvilling::models::metering_code
