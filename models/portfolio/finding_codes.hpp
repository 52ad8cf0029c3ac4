// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

/// The codes of all findings about portfolio tables. TV-10xx: the file (core/io/csv_codes.hpp); TV-11xx: tables and
/// columns; TV-12xx: values. A code keeps its meaning for ever.
namespace tvilling::models::portfolio_code {

using core::FindingCode;

inline constexpr FindingCode kNoBuildings{"TV-1101", "The portfolio has no buildings table."};
inline constexpr FindingCode kMissingColumn{"TV-1102", "A column that every table of this kind needs is missing."};
inline constexpr FindingCode kUnknownColumn{"TV-1103", "A column is not known and not used."};
inline constexpr FindingCode kSameColumn{"TV-1104", "Two columns mean the same."};
inline constexpr FindingCode kFormat{"TV-1105", "What was detected in a file: delimiter, decimal sign, encoding."};
inline constexpr FindingCode kUnclearNumbers{"TV-1106",
                                             "The decimal sign of a column cannot be told, or its cells contradict each other."};
inline constexpr FindingCode kTotalsRow{"TV-1107", "A row with totals was left out."};
inline constexpr FindingCode kTwoFiles{"TV-1108", "Two files of the folder are the same table."};
inline constexpr FindingCode kUnusedFile{"TV-1109", "A CSV file of the folder is not a table of a portfolio and is not used."};

inline constexpr FindingCode kMissingId{"TV-1201", "A row has no id."};
inline constexpr FindingCode kDuplicateId{"TV-1202", "An id occurs twice in a table."};
inline constexpr FindingCode kNotANumber{"TV-1203", "Text stands where a number is needed."};
inline constexpr FindingCode kOutOfRange{"TV-1204", "A number is outside its allowed range."};
inline constexpr FindingCode kMissingValue{"TV-1205", "A value that cannot be filled (area, use) is missing."};
inline constexpr FindingCode kFilledLater{"TV-1206", "Values are missing and will be filled and marked."};
inline constexpr FindingCode kUnknownUse{"TV-1207", "The use or BBR code is not known."};
inline constexpr FindingCode kApproximateUse{"TV-1208", "A BBR code covers more than the use it was read as."};
inline constexpr FindingCode kUnknownReference{"TV-1209", "An id refers to a row that another table does not have."};
inline constexpr FindingCode kPosition{"TV-1210",
                                       "A position is not in Denmark in EPSG:25832 (swapped, in degrees, or elsewhere)."};
inline constexpr FindingCode kUnreadableGeometry{"TV-1211", "A geometry cannot be read."};
inline constexpr FindingCode kInvalidGeometry{"TV-1212", "A footprint crosses itself or encloses no area; it was left out."};
inline constexpr FindingCode kMendedGeometry{"TV-1213", "A footprint was closed, or smaller parts and courtyards were left out."};
inline constexpr FindingCode kNotYesOrNo{"TV-1214", "Text stands where yes or no is needed."};
inline constexpr FindingCode kDamagedId{"TV-1215", "An id looks as if a spreadsheet had turned it into a number."};
inline constexpr FindingCode kUnknownWord{"TV-1216", "A word is not one of those a column may have."};
inline constexpr FindingCode kSimilarId{"TV-1217", "Two ids of a table differ only in case or spaces."};

/// Everything that reading a portfolio may find, besides core::csv_code::kAll.
inline constexpr std::array kAll{
    kNoBuildings,    kMissingColumn, kUnknownColumn,  kSameColumn,       kFormat,     kUnclearNumbers,     kTotalsRow,
    kTwoFiles,       kUnusedFile,    kMissingId,      kDuplicateId,      kNotANumber, kOutOfRange,         kMissingValue,
    kFilledLater,    kUnknownUse,    kApproximateUse, kUnknownReference, kPosition,   kUnreadableGeometry, kInvalidGeometry,
    kMendedGeometry, kNotYesOrNo,    kDamagedId,      kUnknownWord,      kSimilarId,
};

}  // namespace tvilling::models::portfolio_code
