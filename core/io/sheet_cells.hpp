// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/workbook.hpp"
#include "core/io/zip_archive.hpp"

/// The cells of a sheet as a workbook stores them: what the readers of .xlsx and .ods give to read_sheet().
namespace tvilling::core {

enum class SheetCellKind : std::uint8_t { text, number, date, flag, error, no_stored_value, bad_date };

struct StoredCell {
  int row = 0;     ///< 1 is the first
  int column = 0;  ///< 1 is A
  SheetCellKind kind = SheetCellKind::text;
  std::string text;  ///< number with a point; date in ISO 8601; "true" or "false"; "#REF!"; of a formula its text
};

/// The cells that hold something, by row, then column. Error (bad_input) when the file is damaged.
[[nodiscard]] std::vector<SheetName> xlsx_sheets(const ZipArchive& archive);
[[nodiscard]] std::vector<StoredCell> xlsx_cells(const ZipArchive& archive, const std::string& sheet);
[[nodiscard]] std::vector<SheetName> ods_sheets(const ZipArchive& archive);
[[nodiscard]] std::vector<StoredCell> ods_cells(const ZipArchive& archive, const std::string& sheet);

/// A number as it is written in an id or a cell: whole numbers without exponent and decimals; others as they were stored.
[[nodiscard]] std::string plain_digits(std::string_view stored);

/// A moment in ISO 8601 without the fraction of its second; "Z" and offsets stay.
[[nodiscard]] std::string without_fraction(std::string_view moment);

/// The size of a sheet in Excel and LibreOffice: what claims to stand beyond is damage.
inline constexpr int kMostRows = 1 << 20;
inline constexpr int kMostColumns = 1 << 14;

/// What a cell's number format makes of a number.
enum class DateFormat : std::uint8_t { none, date, date_and_time, time };
[[nodiscard]] DateFormat date_format(std::string_view format_code);
[[nodiscard]] DateFormat date_format(int builtin_format);

/// A day number of a spreadsheet as ISO 8601, to the second; empty outside the calendar (before 1900, after 9999). Hours are kept
/// when the format hides them.
[[nodiscard]] std::string iso_of_serial(double serial, DateFormat format, bool from_1904);

}  // namespace tvilling::core
