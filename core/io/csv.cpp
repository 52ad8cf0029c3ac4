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
#include "core/io/file.hpp"
#include "core/io/table_checks.hpp"
#include "core/text.hpp"

namespace tvilling::core {

namespace {

constexpr std::array<char, 3> kDelimiters{';', '\t', ','};

using Record = std::vector<TableCell>;

Finding stopping(const FindingCode& code, SourcePos pos, std::string message, std::string hint) {
  return {std::string(code.code), Severity::stops, std::move(pos), std::move(message), std::move(hint)};
}

bool is_blank(const Record& record, std::size_t from = 0) {
  return std::all_of(record.begin() + static_cast<std::ptrdiff_t>(std::min(from, record.size())), record.end(),
                     [](const TableCell& cell) { return cell.text.empty(); });
}

/// Walks through the text character by character and knows the place.
class Cursor {
 public:
  explicit Cursor(std::string_view text) noexcept : text_(text) {}

  [[nodiscard]] bool at_end() const noexcept { return at_ >= text_.size(); }
  [[nodiscard]] char peek() const noexcept { return text_[at_]; }
  [[nodiscard]] bool next_is(char c) const noexcept { return !at_end() && peek() == c; }
  [[nodiscard]] bool at_line_end() const noexcept { return next_is('\n') || next_is('\r'); }
  [[nodiscard]] int line() const noexcept { return line_; }
  [[nodiscard]] int column() const noexcept { return column_; }

  /// Takes one byte, or both of "\r\n".
  std::string_view take() noexcept {
    const std::size_t start = at_;
    const char c = text_[at_++];
    if (c == '\r' && next_is('\n')) ++at_;
    if (c == '\n' || c == '\r') {
      ++line_;
      column_ = 1;
    } else if (at_end() || (static_cast<unsigned char>(peek()) & 0xC0U) != 0x80U) {
      ++column_;  // UTF-8: counted with a character's last byte
    }
    return text_.substr(start, at_ - start);
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  int column_ = 1;
};

/// Cuts the text into records. Quotes count only at the start of a cell (RFC 4180).
class Parser {
 public:
  Parser(std::string_view text, char delimiter, const std::string& file, Findings& findings)
      : cursor_(text), delimiter_(delimiter), file_(file), findings_(findings) {}

  [[nodiscard]] bool at_end() const noexcept { return cursor_.at_end(); }

  /// The next record; nothing when a quote in it is never closed.
  std::optional<Record> record() {
    Record cells;
    while (true) {
      cells.push_back(cell());
      if (broken_) return std::nullopt;
      if (!cursor_.next_is(delimiter_)) break;
      cursor_.take();
    }
    if (!cursor_.at_end()) cursor_.take();  // the line end
    return cells;
  }

 private:
  void skip_spaces() {
    while (cursor_.next_is(' ')) cursor_.take();
  }

  TableCell cell() {
    skip_spaces();
    TableCell cell{{}, cursor_.line(), cursor_.column()};
    const bool quoted = cursor_.next_is('"');
    if (quoted) take_quoted(cell);
    const SourcePos after{file_, cursor_.line(), cursor_.column()};
    std::string rest;
    while (!cursor_.at_end() && !cursor_.at_line_end() && !cursor_.next_is(delimiter_)) rest += cursor_.take();
    if (quoted && !trimmed(rest).empty()) {
      findings_.add(stopping(csv_code::kAfterQuote, after, fmt::format("\"{}\" follows a closing quote", shown(trimmed(rest))),
                             "Double the quotes inside a quoted cell, as in \"the \"\"old\"\" school\"."));
    }
    cell.text = std::string(trimmed(cell.text + rest));
    return cell;
  }

  void take_quoted(TableCell& cell) {
    cursor_.take();
    while (!cursor_.at_end()) {
      if (!cursor_.next_is('"')) {
        cell.text += cursor_.take();
        continue;
      }
      cursor_.take();
      if (!cursor_.next_is('"')) return;
      cell.text += cursor_.take();
    }
    broken_ = true;
    findings_.add(stopping(csv_code::kOpenQuote, {file_, cell.line, cell.column}, "a quote is opened here and never closed",
                           "Close the quote, or take it away."));
  }

  Cursor cursor_;
  char delimiter_;
  const std::string& file_;
  Findings& findings_;
  bool broken_ = false;
};

/// How well a delimiter fits the first records of the text.
struct Fit {
  char delimiter = ',';
  std::size_t columns = 0;
  std::size_t matching_rows = 0;
};

Fit try_delimiter(std::string_view text, char delimiter, const std::string& file) {
  constexpr std::size_t kRecords = 50;
  Findings ignored;  // the real parse reports them
  Parser parser(text, delimiter, file, ignored);
  Fit fit{delimiter, 0, 0};
  for (std::size_t seen = 0; seen < kRecords && !parser.at_end();) {
    const std::optional<Record> record = parser.record();
    if (!record) break;
    if (is_blank(*record)) continue;
    if (fit.columns == 0) fit.columns = record->size();
    if (record->size() == fit.columns) ++fit.matching_rows;
    ++seen;
  }
  return fit;
}

/// The delimiter that cuts the header into at least two cells and most rows into as many.
char detect_delimiter(std::string_view text, const std::string& file) {
  Fit best;
  for (const char delimiter : kDelimiters) {
    const Fit fit = try_delimiter(text, delimiter, file);
    if (fit.columns < 2) continue;
    if (std::pair(fit.matching_rows, fit.columns) > std::pair(best.matching_rows, best.columns)) best = fit;
  }
  return best.delimiter;
}

/// Excel's first line "sep=;" names the delimiter; it is no row. Blanked, so that lines keep their numbers.
std::optional<char> take_separator_line(std::string& text) {
  constexpr std::string_view kPrefix = "sep=";
  if (!text.starts_with(kPrefix) || text.size() <= kPrefix.size()) return std::nullopt;
  const char delimiter = text[kPrefix.size()];
  const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
  if (end != kPrefix.size() + 1 || std::find(kDelimiters.begin(), kDelimiters.end(), delimiter) == kDelimiters.end()) {
    return std::nullopt;
  }
  text.erase(0, end);
  return delimiter;
}

std::string ragged_hint(const Table& table, std::size_t cells) {
  if (cells > table.header.size() && table.format.delimiter == ',') {
    return "A decimal comma or a comma in a text splits a cell: quote it, or save with semicolons.";
  }
  if (cells > table.header.size()) return "Quote the text that holds the delimiter, or remove the extra cells.";
  return "Add the missing cells (they may be empty), or remove the row.";
}

/// Adds a record to the rows, or says why not.
void add_row(Table& table, Record record, Findings& findings) {
  const std::size_t columns = table.header.size();
  if (record.size() > columns && is_blank(record, columns)) record.resize(columns);  // Excel's trailing delimiters
  if (record.size() == columns) {
    table.rows.push_back(std::move(record));
    return;
  }
  findings.add(stopping(csv_code::kRagged, {table.file, record.front().line, 0},
                        fmt::format("the row has {} cells, the header {}", record.size(), columns),
                        ragged_hint(table, record.size())));
}

}  // namespace

Table parse_csv(std::string_view bytes, std::string file, Findings& findings) {
  Table table;
  table.file = std::move(file);
  std::optional<DecodedText> decoded = decode_text(bytes, table.file, findings);
  if (!decoded) return table;
  table.format.encoding = decoded->encoding;
  const std::optional<char> named = take_separator_line(decoded->utf8);
  table.format.delimiter = named ? *named : detect_delimiter(decoded->utf8, table.file);

  Parser parser(decoded->utf8, table.format.delimiter, table.file, findings);
  bool any_row = false;
  bool broken = false;
  while (!parser.at_end()) {
    std::optional<Record> record = parser.record();
    broken = broken || !record;
    if (!record || is_blank(*record)) continue;
    any_row = any_row || !table.header.empty();
    if (table.header.empty()) {
      table.header = std::move(*record);
      check_column_names(table, findings);
    } else {
      add_row(table, std::move(*record), findings);
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

void CsvWriter::cell(std::string_view text) {
  if (!first_) text_ += ',';
  first_ = false;
  const bool quote = text != trimmed(text) || text.find_first_of(",;\t\"\r\n") != std::string_view::npos;
  if (!quote) {
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
  if (!first_) text_ += ',';
  first_ = false;
  if (std::isnan(value)) return;
  std::array<char, 32> digits{};
  const std::to_chars_result result = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  text_.append(digits.data(), result.ptr);
}

void CsvWriter::end_row() {
  text_ += '\n';
  first_ = true;
}

}  // namespace tvilling::core
