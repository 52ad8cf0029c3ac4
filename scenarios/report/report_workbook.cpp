// SPDX-License-Identifier: MPL-2.0
#include "scenarios/report/report_workbook.hpp"

namespace tvilling::scenarios::report {

namespace {

constexpr std::size_t kMostRows = 1'000'000;  // a sheet holds 1,048,576 with its head

}  // namespace

void write_workbook(const std::filesystem::path& path, std::span<const Table> tables, const Words& words) {
  core::WorkbookWriter book(path);
  for (const Table& table : tables) {
    if (table.rows.size() <= kMostRows) {
      write_sheet(book, table, words);
      continue;
    }
    Table head{table.key, table.title, table.about, table.columns, {}};
    head.notes.push_back(words.fill("too_long", words.number(static_cast<double>(table.rows.size()))));
    write_sheet(book, head, words);
  }
  book.finish();
}

}  // namespace tvilling::scenarios::report
