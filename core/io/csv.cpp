// SPDX-License-Identifier: MPL-2.0
#include "core/io/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <utility>

#include "core/io/csv_codes.hpp"
#include "core/io/csv_encoding.hpp"
#include "core/io/csv_records.hpp"
#include "core/io/file.hpp"
#include "core/io/table_checks.hpp"
#include "core/text.hpp"

namespace tvilling::core {

namespace {

using Record = std::vector<TableCell>;

Finding stopping(const FindingCode& code, SourcePos pos, std::string message, std::string hint) {
  return {std::string(code.code), Severity::stops, std::move(pos), std::move(message), std::move(hint)};
}

Record kept(const std::vector<CsvCell>& cells) {
  Record record;
  record.reserve(cells.size());
  for (const CsvCell& cell : cells) record.push_back({std::string(cell.text), cell.line, cell.column});
  return record;
}

/// Adds a record to the rows, or says why not.
void add_row(Table& table, std::vector<CsvCell>& cells, Findings& findings) {
  const std::size_t columns = table.header.size();
  if (cells.size() > columns && is_blank(cells, columns)) cells.resize(columns);  // Excel's trailing delimiters
  if (cells.size() == columns) {
    table.rows.push_back(kept(cells));
    return;
  }
  findings.add(ragged_row({table.file, cells.front().line, 0}, cells.size(), columns, table.format.delimiter));
  table.ragged.push_back(kept(cells));
}

}  // namespace

std::optional<Table> csv_header(const CsvText& text, const std::string& file, Findings& findings) {
  Table table;
  table.file = file;
  table.format = text.format;
  CsvRecords records = text.records(file, findings);
  std::vector<CsvCell> cells;
  while (table.header.empty() && !records.at_end()) {
    if (!records.next(cells)) return std::nullopt;
    if (!is_blank(cells)) table.header = kept(cells);
  }
  if (table.header.empty()) {
    findings.add(stopping(csv_code::kEmpty, {file}, "the file is empty", "Export the table again, with its header."));
    return std::nullopt;
  }
  check_column_names(table, findings);
  return table;
}

Finding ragged_row(SourcePos pos, std::size_t cells, std::size_t columns, char delimiter) {
  std::string hint = "Add the missing cells (they may be empty), or remove the row.";
  if (cells > columns) {
    hint = delimiter == ',' ? "A decimal comma or a comma in a text splits a cell: quote it, or save with semicolons."
                            : "Quote the text that holds the delimiter, or remove the extra cells.";
  }
  return stopping(csv_code::kRagged, std::move(pos), fmt::format("the row has {} cells, the header {}", cells, columns),
                  std::move(hint));
}

Table parse_csv(std::string_view bytes, std::string file, Findings& findings) {
  Table table;
  table.file = std::move(file);
  const std::optional<DecodedText> decoded = decode_text(bytes, table.file, findings);
  if (!decoded) return table;
  std::string_view text = decoded->utf8;
  table.format.encoding = decoded->encoding;
  table.format.delimiter = take_delimiter(text, table.file);

  CsvRecords records(text, table.format.delimiter, table.file, findings);
  std::vector<CsvCell> cells;
  bool any_row = false;
  bool broken = false;
  while (!records.at_end()) {
    if (!records.next(cells)) {
      broken = true;
      continue;
    }
    if (is_blank(cells)) continue;
    any_row = any_row || !table.header.empty();
    if (table.header.empty()) {
      table.header = kept(cells);
      check_column_names(table, findings);
    } else {
      add_row(table, cells, findings);
    }
  }
  if (table.header.empty() && !broken) {
    findings.add(stopping(csv_code::kEmpty, {table.file}, "the file is empty", "Export the table again, with its header."));
  } else if (!any_row && !broken) {
    findings.add(stopping(csv_code::kEmpty, {table.file, table.header.front().line, 0}, "the table has a header but no rows",
                          "Export the table again, with its rows."));
  }
  drop_nameless_columns(table, findings);
  return table;
}

Table read_csv(const std::filesystem::path& path, Findings& findings) {
  return parse_csv(read_file(path), path.string(), findings);
}

void CsvWriter::begin_cell() {
  if (!first_) text_ += form_ == CsvForm::house ? ',' : ';';
  first_ = false;
}

void CsvWriter::cell(std::string_view text) {
  begin_cell();
  const std::string_view special = form_ == CsvForm::house ? ",;\t\"\r\n" : ";\t\"\r\n";  // a comma is a decimal sign there
  if (text == trimmed(text) && text.find_first_of(special) == std::string_view::npos) {
    text_ += text;
    return;
  }
  text_ += '"';
  for (const char c : text) {
    if (c == '"') text_ += '"';
    text_ += c;
  }
  text_ += '"';
}

void CsvWriter::cell(double value) {
  begin_cell();
  if (std::isnan(value)) return;
  std::array<char, 32> digits{};
  const std::to_chars_result result = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  if (form_ == CsvForm::danish) std::replace(digits.data(), result.ptr, '.', ',');
  text_.append(digits.data(), result.ptr);
}

void CsvWriter::end_row() {
  text_ += form_ == CsvForm::house ? "\n" : "\r\n";
  first_ = true;
}

}  // namespace tvilling::core
