// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/workbook_writer.hpp"
#include "scenarios/report/report_words.hpp"

namespace tvilling::scenarios::report {

/// How the numbers of a column are shown. What is stored is the whole number.
enum class Shown : std::uint8_t {
  text,
  plain,  ///< a year: no thousands sign
  whole,
  one_decimal,
  two_decimals,
  percent,   ///< 0.123 as 12.3, the sign in the header
  sensible,  ///< some three digits
  exact,     ///< shortest digits that read back equal; text may stand between
};

struct Column {
  std::string key;     ///< its name in a plain CSV file, with unit
  std::string header;  ///< in the report's language, with unit; soft hyphens where a page may break it
  Shown shown = Shown::text;
};

/// A table of a report: the same in CSV, workbook and page.
struct Table {
  std::string key;    ///< name of the CSV file
  std::string title;  ///< and of the sheet (at most 31 characters)
  std::string about;  ///< a sentence under the title
  std::vector<Column> columns;
  std::vector<std::vector<core::SheetCell>> rows;
  std::size_t totals = 0;  ///< so many of the last rows are sums
  std::vector<std::string> notes = {};
};

/// The column `key` with the header `column_KEY` of the words.
[[nodiscard]] Column column(const Words& words, std::string_view key, Shown shown = Shown::text);

/// A cell as it is read: in the words' numbers, "ja" and "nej", empty for nothing.
[[nodiscard]] std::string cell_text(const core::SheetCell& cell, Shown shown, const Words& words);

/// Danish (semicolons, decimal comma, byte order mark, headers as people read them) or plain (commas, points, names as scripts
/// read them). Numbers are whole: shortest digits that read back equal.
[[nodiscard]] std::string table_csv(const Table& table, const Words& words);

/// A sheet holds 1,048,576 rows with what stands above them.
inline constexpr std::size_t kMostSheetRows = 1'000'000;

/// A sheet of its title, its notes and its rows; of more than `most_rows` the first, and a note that says so.
void write_sheet(core::WorkbookWriter& book, const Table& table, const Words& words, std::size_t most_rows = kMostSheetRows);

}  // namespace tvilling::scenarios::report
