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
inline constexpr FindingCode kUnusedFile{"TV-1109", "A file of the folder is not a table of a portfolio and is not used."};

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
inline constexpr FindingCode kDamagedId{"TV-1215", "An id looks as if a spreadsheet had turned it into a number or a date."};
inline constexpr FindingCode kUnknownWord{"TV-1216", "A word is not one of those a column may have."};
inline constexpr FindingCode kSimilarId{"TV-1217", "Two ids of a table differ only in case or spaces."};
inline constexpr FindingCode kNotATime{"TV-1218", "Text stands where a date or time is needed."};
inline constexpr FindingCode kSpreadsheetError{"TV-1219",
                                               "A formula or a spreadsheet's error mark stands in a cell; it counts as missing."};
inline constexpr FindingCode kYearInText{"TV-1220", "A year was taken out of a text and marked as filled."};
inline constexpr FindingCode kImpossibleYear{"TV-1221", "A year of construction cannot be; it counts as missing."};
inline constexpr FindingCode kExcluded{"TV-1222", "A building is demolished, planned or not finished, and was left out."};
inline constexpr FindingCode kUnknownStatus{"TV-1223", "The status of a building is not known; it was kept."};
inline constexpr FindingCode kOriginWord{"TV-1224", "A column of origins has a word that is no origin, or is without a number."};
inline constexpr FindingCode kUseParts{"TV-1225", "The further uses of a building are incomplete or larger than the building."};
inline constexpr FindingCode kWrongOrder{"TV-1226", "An end lies before its start."};
inline constexpr FindingCode kLargerPart{"TV-1227", "A part is larger than its whole."};
inline constexpr FindingCode kNoOwner{"TV-1228", "A row names nothing that it belongs to."};

/// Everything that reading a portfolio may find, besides core::csv_code::kAll.
inline constexpr std::array kAll{
    kNoBuildings,    kMissingColumn,  kUnknownColumn,  kSameColumn,       kFormat,     kUnclearNumbers,     kTotalsRow,
    kTwoFiles,       kUnusedFile,     kMissingId,      kDuplicateId,      kNotANumber, kOutOfRange,         kMissingValue,
    kFilledLater,    kUnknownUse,     kApproximateUse, kUnknownReference, kPosition,   kUnreadableGeometry, kInvalidGeometry,
    kMendedGeometry, kNotYesOrNo,     kDamagedId,      kUnknownWord,      kSimilarId,  kNotATime,           kSpreadsheetError,
    kYearInText,     kImpossibleYear, kExcluded,       kUnknownStatus,    kOriginWord, kUseParts,           kWrongOrder,
    kLargerPart,     kNoOwner,
};

}  // namespace tvilling::models::portfolio_code
