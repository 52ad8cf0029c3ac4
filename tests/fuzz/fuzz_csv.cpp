// SPDX-License-Identifier: MPL-2.0
// Any bytes as a table: rows are as wide as the header, positions are real, texts are trimmed; numbers survive writing.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "core/io/csv.hpp"
#include "tests/fuzz/require.hpp"

using namespace tvilling;

static void check_column(const core::Table& table, std::size_t column) {
  std::vector<std::string_view> cells;
  for (const std::vector<core::TableCell>& row : table.rows) cells.push_back(row[column].text);
  const std::optional<core::NumberFormat> format = core::detect_number_format(cells, table.format.delimiter == ';');
  if (!format) return;
  for (const std::string_view cell : cells) {
    const std::optional<double> value = core::parse_number(cell, *format);
    if (!value || !std::isfinite(*value)) continue;
    core::CsvWriter writer;
    writer.cell(*value);
    FUZZ_REQUIRE(core::parse_number(writer.text(), core::NumberFormat::point) == value);
  }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  core::Findings findings;
  const core::Table table = core::parse_csv({reinterpret_cast<const char*>(data), size}, "fuzz.csv", findings);
  for (const std::vector<core::TableCell>& row : table.rows) {
    FUZZ_REQUIRE(row.size() == table.header.size());
    for (const core::TableCell& cell : row) FUZZ_REQUIRE(cell.line >= 1 && cell.column >= 1);
  }
  FUZZ_REQUIRE(!table.rows.empty() || findings.stops());
  for (std::size_t column = 0; column < table.header.size() && column < 8; ++column) check_column(table, column);
  return 0;
}
