// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

namespace tvilling::core::csv_code {

inline constexpr FindingCode kUtf16{"TV-1001", "The file is UTF-16, which is not read."};
inline constexpr FindingCode kBinary{"TV-1002", "The file is not text (a workbook, an archive, or damaged)."};
inline constexpr FindingCode kEncoding{"TV-1003", "A byte is no letter in UTF-8, Windows-1252 or ISO-8859-1."};
inline constexpr FindingCode kMojibake{"TV-1004", "Letters look damaged by an earlier conversion; they are kept as they are."};
inline constexpr FindingCode kEmpty{"TV-1005", "The table is empty: no header, or no row below it."};
inline constexpr FindingCode kRagged{"TV-1006", "A row has more or fewer cells than the header."};
inline constexpr FindingCode kOpenQuote{"TV-1007", "A quote is opened and never closed."};
inline constexpr FindingCode kAfterQuote{"TV-1008", "Text follows a closing quote in the same cell."};
inline constexpr FindingCode kDuplicateColumn{"TV-1009", "Two columns have the same name."};
inline constexpr FindingCode kNamelessColumn{"TV-1010", "A column has values but no name."};

/// Everything the CSV reader may find.
inline constexpr std::array kAll{kUtf16,  kBinary,    kEncoding,   kMojibake,        kEmpty,
                                 kRagged, kOpenQuote, kAfterQuote, kDuplicateColumn, kNamelessColumn};

}  // namespace tvilling::core::csv_code
