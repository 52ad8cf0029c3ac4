// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tvilling::core {

/// How the numbers of a column are shown. What is stored is always the whole number.
enum class CellFormat : std::uint8_t {
  general,       ///< as many digits as the number has; of text columns too
  whole,         ///< 12,346
  one_decimal,   ///< 12,345.7
  two_decimals,  ///< 12,345.68
  percent,       ///< 0.123 as 12.3 %
};

struct SheetColumn {
  std::string name;
  CellFormat format = CellFormat::general;
  double width = 0.0;  ///< in characters; 0: from what stands in it
};

/// Nothing, text (an id stays text: "000214"), a number (NaN: nothing), yes or no.
using SheetCell = std::variant<std::monostate, std::string, double, bool>;

/// How a row is set off.
enum class RowStyle : std::uint8_t {
  plain,
  total,  ///< bold, with a line above: a sum of the rows before. The filter leaves it alone where it is last
};

/// What a cell's ground says: the lights of a screening.
enum class CellGround : std::uint8_t { none, green, yellow, red, grey };

/// What stands around the table of a sheet.
struct SheetLayout {
  std::vector<std::string> above;  ///< lines over the header, the first as a heading
  int frozen_columns = 0;          ///< stay in view at the left
};

/// Writes an .xlsx file: one table a sheet, with a bold header that stays in view and a filter. Equal content gives equal bytes.
/// The file appears whole under its name in finish(), or not at all.
class WorkbookWriter {
 public:
  explicit WorkbookWriter(std::filesystem::path path);
  ~WorkbookWriter();
  WorkbookWriter(const WorkbookWriter&) = delete;
  WorkbookWriter& operator=(const WorkbookWriter&) = delete;
  WorkbookWriter(WorkbookWriter&&) = delete;
  WorkbookWriter& operator=(WorkbookWriter&&) = delete;

  /// Begins a sheet. Throws Error (wrong_usage) for a name that Excel refuses (over 31 characters, any of []:*?/\, or used).
  void sheet(std::string_view name, std::span<const SheetColumn> columns);
  /// The same for people who print it: lines above, headers that wrap on a grey ground, one page wide.
  void sheet(std::string_view name, std::span<const SheetColumn> columns, const SheetLayout& layout);
  /// A row of the sheet begun last, one cell a column. Throws Error (io) for what a sheet cannot hold: more than 1,048,575 rows,
  /// more than 32,767 characters in a cell, a number that is infinite.
  void row(std::span<const SheetCell> cells, RowStyle style = RowStyle::plain);
  /// The same with a ground for each cell; empty cells are coloured too.
  void row(std::span<const SheetCell> cells, std::span<const CellGround> grounds);
  /// Throws Error (io) when the disk or the folder refuses.
  void finish();

 private:
  void begin_sheet(std::string_view name, std::span<const SheetColumn> columns);
  void begin_row(std::size_t cells) const;

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tvilling::core
