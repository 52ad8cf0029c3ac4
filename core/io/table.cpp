// SPDX-License-Identifier: MPL-2.0
#include "core/io/table.hpp"

#include <algorithm>

namespace tvilling::core {

std::string sheet_column(int column) {
  constexpr int kLetters = 26;
  std::string name;
  for (int rest = column; rest > 0; rest = (rest - 1) / kLetters) {
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % kLetters));
  }
  return name;
}

SourcePos Table::pos(const TableCell& cell) const {
  switch (format.source) {
    case TableSource::text: return {file, cell.line, cell.column, {}};
    case TableSource::workbook:
      return {file, cell.line, cell.column, sheet + "!" + sheet_column(cell.column) + std::to_string(cell.line)};
    case TableSource::layer: {
      const auto field =
          std::find_if(header.begin(), header.end(), [&cell](const TableCell& name) { return name.column == cell.column; });
      const std::string row = cell.line > 0 ? ":" + std::to_string(cell.line) : "";
      return {file, cell.line, cell.column, sheet + row + (field == header.end() ? "" : ":" + field->text)};
    }
  }
  return {file, 0, 0, {}};
}

}  // namespace tvilling::core
