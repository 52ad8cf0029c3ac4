// SPDX-License-Identifier: MPL-2.0
#include "scenarios/report/report_table.hpp"

#include <algorithm>
#include <cmath>

#include "core/io/csv.hpp"

namespace tvilling::scenarios::report {

namespace {

constexpr double kPercent = 100.0;
constexpr std::size_t kFewColumns = 6;                       // more: the first stays in view
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // without it Excel reads UTF-8 as Windows' own letters

core::CellFormat format_of(Shown shown) {
  switch (shown) {
    case Shown::text:
    case Shown::exact:
    case Shown::plain: return core::CellFormat::general;
    case Shown::whole: return core::CellFormat::whole;
    case Shown::two_decimals: return core::CellFormat::two_decimals;
    case Shown::one_decimal:
    case Shown::percent:
    case Shown::sensible: return core::CellFormat::one_decimal;
  }
  return core::CellFormat::general;
}

std::string unbroken(std::string text) {
  constexpr std::string_view kSoftHyphen = "\u00AD";
  for (std::size_t at = text.find(kSoftHyphen); at != std::string::npos; at = text.find(kSoftHyphen, at)) {
    text.erase(at, kSoftHyphen.size());
  }
  return text;
}

/// Percent stand as percent everywhere, for their sign is in the header.
double stored(double value, Shown shown) {
  return shown == Shown::percent ? value * kPercent : value;
}

std::string number_text(double value, Shown shown, const Words& words) {
  switch (shown) {
    case Shown::plain: return std::isfinite(value) ? fmt::format("{}", value) : "";
    case Shown::exact: return words.exact(value);
    case Shown::one_decimal:
    case Shown::percent: return words.number(value, 1);
    case Shown::two_decimals: return words.number(value, 2);
    case Shown::sensible: return words.sensible(value);
    case Shown::text:
    case Shown::whole: return words.number(value);
  }
  return {};
}

}  // namespace

Column column(const Words& words, std::string_view key, Shown shown) {
  return {std::string(key), words(fmt::format("column_{}", key)), shown};
}

std::string cell_text(const core::SheetCell& cell, Shown shown, const Words& words) {
  if (const std::string* text = std::get_if<std::string>(&cell)) return *text;
  if (const double* value = std::get_if<double>(&cell)) return number_text(stored(*value, shown), shown, words);
  if (const bool* flag = std::get_if<bool>(&cell)) return words(*flag ? "yes" : "no");
  return {};
}

std::string table_csv(const Table& table, const Words& words) {
  const bool danish = words.language() == Language::da;
  core::CsvWriter csv(danish ? core::CsvForm::danish : core::CsvForm::house);
  for (const Column& c : table.columns) csv.cell(danish ? unbroken(c.header) : c.key);
  csv.end_row();
  for (const std::vector<core::SheetCell>& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const double* value = std::get_if<double>(&row[i]);
      if (value != nullptr) {
        csv.cell(stored(*value, table.columns[i].shown));
      } else {
        csv.cell(cell_text(row[i], table.columns[i].shown, words));
      }
    }
    csv.end_row();
  }
  return danish ? std::string(kByteOrderMark) + csv.text() : csv.text();
}

void write_sheet(core::WorkbookWriter& book, const Table& table, const Words& words, std::size_t most_rows) {
  std::vector<core::SheetColumn> columns;
  columns.reserve(table.columns.size());
  for (const Column& c : table.columns) columns.push_back({unbroken(c.header), format_of(c.shown)});
  core::SheetLayout layout{{table.title},
                           table.columns.size() <= kFewColumns     ? 0
                           : table.columns[0].shown == Shown::text ? 1
                                                                   : 2};
  if (!table.about.empty()) layout.above.push_back(table.about);
  layout.above.insert(layout.above.end(), table.notes.begin(), table.notes.end());
  const std::size_t rows = std::min(table.rows.size(), most_rows);
  if (rows < table.rows.size()) {
    layout.above.push_back(
        words.fill("too_long", words.number(static_cast<double>(table.rows.size())), words.number(static_cast<double>(rows))));
  }
  book.sheet(table.title, columns, layout);
  for (std::size_t r = 0; r < rows; ++r) {
    std::vector<core::SheetCell> cells = table.rows[r];
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (double* value = std::get_if<double>(&cells[i])) *value = stored(*value, table.columns[i].shown);
      if (const bool* flag = std::get_if<bool>(&cells[i])) cells[i] = words(*flag ? "yes" : "no");
    }
    book.row(cells, r + table.totals >= table.rows.size() ? core::RowStyle::total : core::RowStyle::plain);
  }
}

}  // namespace tvilling::scenarios::report
