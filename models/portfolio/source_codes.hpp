// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

namespace tvilling::models::source_code {

using core::FindingCode;

inline constexpr FindingCode kUnusedSheet{"TV-1110", "A sheet or layer is not a table of a portfolio and is not used."};
inline constexpr FindingCode kTakenAs{"TV-1111", "The only sheet or layer of a file was taken as the table that its file is."};
inline constexpr FindingCode kHiddenSheet{"TV-1112", "A table was read from a hidden sheet."};
inline constexpr FindingCode kOldWorkbook{"TV-1113", "A file of the folder is an old .xls workbook, which is not read."};
inline constexpr FindingCode kDegrees{"TV-1114", "Positions in degrees were brought to EPSG:25832."};
inline constexpr FindingCode kBox{"TV-1115", "Buildings without an outline are shown and calculated as boxes."};
inline constexpr FindingCode kOffset{"TV-1116", "Times with an offset from UTC were brought to the Danish clock."};
inline constexpr FindingCode kNotItsOwn{"TV-1117",
                                        "A file beside a portfolio of one file has the name that a folder's would have."};

/// Everything that finding the tables of a portfolio may tell, besides kNoBuildings, kTwoFiles and kUnusedFile.
inline constexpr std::array kAll{kUnusedSheet, kTakenAs, kHiddenSheet, kOldWorkbook, kDegrees, kBox, kOffset, kNotItsOwn};

}  // namespace tvilling::models::source_code
