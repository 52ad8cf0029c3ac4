// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/finding_code.hpp"

namespace tvilling::core::workbook_code {

inline constexpr FindingCode kUnreadable{"TV-1011", "A workbook is damaged, or is no .xlsx or .ods file."};
inline constexpr FindingCode kEncrypted{"TV-1012", "A workbook has a password, or is an old .xls file."};
inline constexpr FindingCode kTitleRows{"TV-1013", "Lines above the header of a sheet were left out."};
inline constexpr FindingCode kErrorCell{"TV-1014", "A cell holds an error such as #REF! instead of a value."};
inline constexpr FindingCode kNoStoredValue{"TV-1015", "The result of a formula is not stored in the workbook."};
inline constexpr FindingCode kBadDate{"TV-1016", "A date of a sheet is not in the calendar."};
inline constexpr FindingCode kMixedColumn{"TV-1017", "A column of numbers has texts that may be read in two ways."};

/// Everything the workbook reader may find, besides csv_code::kEmpty, kDuplicateColumn and kNamelessColumn.
inline constexpr std::array kAll{kUnreadable, kEncrypted, kTitleRows, kErrorCell, kNoStoredValue, kBadDate, kMixedColumn};

}  // namespace tvilling::core::workbook_code
