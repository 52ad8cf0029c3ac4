// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace tvilling::core {

/// Where a table was read from.
enum class TableSource : std::uint8_t { text, workbook, layer };

enum class Encoding : std::uint8_t { utf8, utf8_bom, latin1, cp1252 };
[[nodiscard]] std::string_view to_string(Encoding encoding) noexcept;

/// What was detected in a table, to be reported and stored.
struct TableFormat {
  TableSource source = TableSource::text;
  char delimiter = ',';                ///< of text
  Encoding encoding = Encoding::utf8;  ///< of text
  std::string detail;                  ///< of a workbook or layer: "xlsx", "GeoPackage, EPSG:4326 made EPSG:25832"
};

/// A cell as text in UTF-8, trimmed, quotes removed, with the place it came from.
struct TableCell {
  std::string text;
  int line = 0;    ///< line of a text, row of a sheet, feature id of a layer
  int column = 0;  ///< text: character column of the cell's first character; sheet: 1 is A; layer: number of the field
};

/// A table with a header row. Every row has as many cells as the header.
struct Table {
  std::string file;
  std::string sheet;  ///< of a workbook or layer; empty for text
  TableFormat format;
  std::vector<TableCell> header;
  std::vector<std::vector<TableCell>> rows;
  std::vector<std::vector<TableCell>> ragged;  ///< rows with more or fewer cells than the header (told): not in `rows`
  std::vector<bool> numeric;  ///< of each column: the file itself stores numbers (written here with a point); empty for text

  /// "file:line:column"; "file:sheet!B7"; "file:layer:fid:field".
  [[nodiscard]] SourcePos pos(const TableCell& cell) const;
};

/// The name of a sheet's column: 1 is "A", 27 is "AA".
[[nodiscard]] std::string sheet_column(int column);

}  // namespace tvilling::core
