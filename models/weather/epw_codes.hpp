// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

/// The codes of all findings about weather files: TV-20xx. A code keeps its meaning for ever.
namespace tvilling::models::epw_code {

using core::FindingCode;

inline constexpr FindingCode kEmpty{"TV-2001", "The file is empty."};
inline constexpr FindingCode kNoEpw{"TV-2002", "The first line is not LOCATION."};
inline constexpr FindingCode kPlace{"TV-2003", "The place is wrong: latitude, longitude, time zone or elevation."};
inline constexpr FindingCode kPeriods{"TV-2004", "The file has more than one data period or record per hour."};
inline constexpr FindingCode kFields{"TV-2005", "A line is too short, or of another length than the first."};
inline constexpr FindingCode kNotANumber{"TV-2006", "Text stands where a number is needed."};
inline constexpr FindingCode kMissing{"TV-2007", "A value is marked as missing (99.9, 9999, ...)."};
inline constexpr FindingCode kImpossible{"TV-2008", "A value cannot be, or is NaN."};
inline constexpr FindingCode kDate{"TV-2009", "A month, day or hour is wrong."};
inline constexpr FindingCode kGap{"TV-2010", "Hours are missing."};
inline constexpr FindingCode kOrder{"TV-2011", "Hours come twice or out of order."};
inline constexpr FindingCode kCut{"TV-2012", "The file is cut."};
inline constexpr FindingCode kLeapDay{"TV-2013", "29 February is left out."};
inline constexpr FindingCode kInfraredFilled{"TV-2014", "Infrared radiation is missing or 0 and was computed."};
inline constexpr FindingCode kTimeZone{"TV-2015", "The time zone does not fit the longitude."};
inline constexpr FindingCode kNoDataPeriods{"TV-2016", "Line 8 is not DATA PERIODS."};
inline constexpr FindingCode kPressureFilled{"TV-2017", "Pressure is missing or 0 and was computed from the elevation."};
inline constexpr FindingCode kWindDirectionFilled{"TV-2018", "Wind direction is missing and was taken from another hour."};

/// Everything that reading a weather file may find.
inline constexpr std::array kAll{kEmpty,   kNoEpw,          kPlace,    kPeriods,       kFields,         kNotANumber,
                                 kMissing, kImpossible,     kDate,     kGap,           kOrder,          kCut,
                                 kLeapDay, kInfraredFilled, kTimeZone, kNoDataPeriods, kPressureFilled, kWindDirectionFilled};

}  // namespace tvilling::models::epw_code
