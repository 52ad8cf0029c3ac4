// SPDX-License-Identifier: MPL-2.0
#include "scenarios/report/report_workbook.hpp"

namespace tvilling::scenarios::report {

void write_workbook(const std::filesystem::path& path, std::span<const Table> tables, const Words& words, std::size_t most_rows) {
  core::WorkbookWriter book(path);
  for (const Table& table : tables) write_sheet(book, table, words, most_rows);
  book.finish();
}

}  // namespace tvilling::scenarios::report
