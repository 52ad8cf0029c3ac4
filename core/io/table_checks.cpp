// SPDX-License-Identifier: MPL-2.0
#include "core/io/table_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include "core/io/csv_codes.hpp"
#include "core/text.hpp"

namespace tvilling::core {

void check_column_names(const Table& table, Findings& findings) {
  std::map<std::string_view, std::size_t> seen;
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    const TableCell& cell = table.header[i];
    if (cell.text.empty()) continue;
    const auto [first, is_new] = seen.emplace(cell.text, i);
    if (is_new) continue;
    findings.add({std::string(csv_code::kDuplicateColumn.code), Severity::stops, table.pos(cell),
                  fmt::format("columns {} and {} are both named \"{}\"", first->second + 1, i + 1, shown(cell.text)),
                  "Rename or remove one of them."});
  }
}

void drop_nameless_columns(Table& table, Findings& findings) {
  for (std::size_t i = table.header.size(); i-- > 0;) {
    if (!table.header[i].text.empty()) continue;
    const auto has_value = [i](const std::vector<TableCell>& row) { return !row[i].text.empty(); };
    const auto used = std::find_if(table.rows.begin(), table.rows.end(), has_value);
    if (used != table.rows.end()) {
      findings.add({std::string(csv_code::kNamelessColumn.code), Severity::warns, table.pos(table.header[i]),
                    fmt::format("column {} has values (first: \"{}\" in line {}) but no name; it is not used", i + 1,
                                shown((*used)[i].text), (*used)[i].line),
                    "Give the column a name if it matters."});
    }
    const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(i);
    table.header.erase(table.header.begin() + at);
    if (i < table.numeric.size()) table.numeric.erase(table.numeric.begin() + at);
    for (std::vector<TableCell>& row : table.rows) row.erase(row.begin() + at);
    for (std::vector<TableCell>& row : table.ragged) {
      if (i < row.size()) row.erase(row.begin() + at);
    }
  }
}

}  // namespace tvilling::core
