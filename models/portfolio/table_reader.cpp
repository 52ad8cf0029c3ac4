// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/suggest.hpp"
#include "core/text.hpp"
#include "models/building/building.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/fold.hpp"
#include "models/portfolio/mapping.hpp"
#include "models/portfolio/table_text.hpp"

namespace tvilling::models {

namespace {

using core::NumberFormat;
using core::Severity;
using core::shown;

std::string line_list(const std::vector<int>& lines) {
  constexpr std::size_t kListed = 5;
  std::string text = lines.size() == 1 ? "line " : "lines ";
  for (std::size_t i = 0; i < std::min(lines.size(), kListed); ++i) text += (i == 0 ? "" : ", ") + std::to_string(lines[i]);
  if (lines.size() > kListed) text += fmt::format(" and {} more", lines.size() - kListed);
  return text;
}

std::string_view delimiter_name(char delimiter) {
  if (delimiter == ';') return "semicolon";
  return delimiter == '\t' ? "tab" : "comma";
}

bool differ(const std::optional<double>& point, const std::optional<double>& comma) {
  if (point.has_value() != comma.has_value()) return true;
  return point && *point != *comma && !(std::isnan(*point) && std::isnan(*comma));
}

const std::string kNothing;

}  // namespace

TableReader::TableReader(PortfolioTable kind, core::Table table, std::span<const std::string_view> numbers,
                         std::span<const std::string_view> required, core::Findings& findings)
    : kind_(kind), table_(std::move(table)), findings_(findings), id_column_(required.front()) {
  map_columns();
  name_rows_of_file();
  require(required);
  drop_totals_rows();
  blank_error_marks();
  for (const std::string_view name : numbers) {
    const auto found = columns_.find(name);
    if (found != columns_.end()) detect_numbers(name, found->second);
  }
  tell(Severity::info, portfolio_code::kFormat, {table_.file},
       fmt::format("read as {}; {} {}", detected(), rows(), rows() == 1 ? "row" : "rows"), {});
}

void TableReader::map_columns() {
  for (std::size_t i = 0; i < table_.header.size(); ++i) {
    const core::TableCell& cell = table_.header[i];
    const std::string_view name = find_column(kind_, cell.text);
    if (name.empty()) {
      const bool own_number = table_.format.source == core::TableSource::layer && is_feature_number(cell.text);
      const std::string near = own_number ? "" : suggest_column(kind_, cell.text);
      tell(own_number ? Severity::info : Severity::warns, portfolio_code::kUnknownColumn, table_.pos(cell),
           fmt::format("column \"{}\" is not used", shown(cell.text)),
           fmt::format("{}{} {}.", near, near.empty() ? "If it is one of ours, write" : " If so, rename it, or write",
                       mapping_line(kind_, cell.text)));
      continue;
    }
    const auto [place, is_new] = columns_.emplace(name, Column{i, std::nullopt, false});
    const core::TableCell& first = table_.header[place->second.index];
    if (is_new || first.text == cell.text) continue;  // the same name twice: the CSV reader has said so
    complete_ = false;
    tell(Severity::stops, portfolio_code::kSameColumn, table_.pos(cell),
         fmt::format("columns \"{}\" and \"{}\" both mean {}", shown(first.text), shown(cell.text), name),
         "Remove or rename one of them.");
  }
}

void TableReader::require(std::span<const std::string_view> required) {
  constexpr std::size_t kListed = 8;
  if (table_.header.empty()) complete_ = false;
  for (const std::string_view name : required) {
    if (table_.header.empty() || has(name)) continue;
    complete_ = false;
    std::vector<std::string_view> unused;
    for (const core::TableCell& cell : table_.header) {
      if (find_column(kind_, cell.text).empty()) unused.emplace_back(cell.text);
    }
    const std::string near = core::nearest(name, unused);
    std::string hint = near.empty() ? "" : fmt::format("Is it \"{}\"? ", near);
    if (near.empty() && !unused.empty() && unused.size() <= kListed)
      hint = fmt::format("Is it one of: {}? ", fmt::join(unused, ", "));
    hint += fmt::format("Add the column, or name it \"{}\".", name);
    tell(Severity::stops, portfolio_code::kMissingColumn, {table_.file, table_.header.front().line, 0},
         fmt::format("column {} is missing", name), hint);
  }
}

void TableReader::drop_totals_rows() {
  const auto is_totals_row = [this](const std::vector<core::TableCell>& row) {
    if (!has(id_column_)) return false;
    const std::string& id = row[columns_.at(id_column_).index].text;
    if (!id.empty()) return is_total(id);
    const auto first = std::find_if(row.begin(), row.end(), [](const core::TableCell& cell) { return !cell.text.empty(); });
    return first != row.end() && is_total(first->text);
  };
  for (const std::vector<core::TableCell>& row : table_.rows) {
    if (!is_totals_row(row)) continue;
    tell(Severity::warns, portfolio_code::kTotalsRow, row_pos(row), "a row with totals is left out",
         "Remove it from the table to silence this.");
  }
  std::erase_if(table_.rows, is_totals_row);
}

void TableReader::blank_error_marks() {
  for (const auto& [name, column] : columns_) {
    for (Row row = 0; row < rows(); ++row) {
      std::string& cell = table_.rows[row][column.index].text;
      if (cell.empty() || !is_spreadsheet_error(cell)) continue;
      note(portfolio_code::kSpreadsheetError,
           fmt::format("{} is \"{}\", which counts as missing,", name, is_formula(cell) ? "a formula" : shown(cell)),
           "Mend it in the spreadsheet and export the table again.", row, name);
      cell.clear();
    }
  }
}

void TableReader::detect_numbers(std::string_view name, Column& column) {
  if (column.index < table_.numeric.size() && table_.numeric[column.index]) {
    column.format = NumberFormat::point;
    return;
  }
  std::vector<std::string_view> cells;
  cells.reserve(rows());
  for (const std::vector<core::TableCell>& row : table_.rows) {
    const std::string_view text = row[column.index].text;
    cells.push_back(text);
    column.proved =
        column.proved || differ(core::parse_number(text, NumberFormat::point), core::parse_number(text, NumberFormat::comma));
  }
  column.format = core::detect_number_format(cells, table_.format.delimiter == ';');
  if (!column.format) report_unclear(name, column);
}

void TableReader::report_unclear(std::string_view name, const Column& column) {
  const core::TableCell* either = nullptr;
  const core::TableCell* only_point = nullptr;
  const core::TableCell* only_comma = nullptr;
  for (const std::vector<core::TableCell>& row : table_.rows) {
    const core::TableCell& cell = row[column.index];
    const std::optional<double> point = core::parse_number(cell.text, NumberFormat::point);
    const std::optional<double> comma = core::parse_number(cell.text, NumberFormat::comma);
    if (!differ(point, comma)) continue;
    const core::TableCell*& place = point && comma ? either : (point ? only_point : only_comma);
    if (place == nullptr) place = &cell;
  }
  if (only_point != nullptr && only_comma != nullptr) {
    tell(Severity::stops, portfolio_code::kUnclearNumbers, table_.pos(*only_comma),
         fmt::format("{} has \"{}\" with a decimal comma here and \"{}\" with a decimal point in line {}", name,
                     shown(only_comma->text), shown(only_point->text), only_point->line),
         "Use one decimal sign in the whole column.");
  } else if (either != nullptr) {
    tell(Severity::stops, portfolio_code::kUnclearNumbers, table_.pos(*either),
         fmt::format("{} is \"{}\": that may be {} or {}, and no other value of the column tells", name, shown(either->text),
                     *core::parse_number(either->text, NumberFormat::point),
                     *core::parse_number(either->text, NumberFormat::comma)),
         "Write the column without thousands signs, or give one value its decimals (\"1234,0\").");
  }
}

std::string TableReader::detected() const {
  std::string comma;
  std::string point;
  for (const auto& [name, column] : columns_) {
    if (!column.proved || !column.format) continue;
    std::string& names = *column.format == NumberFormat::comma ? comma : point;
    names += (names.empty() ? "" : " ") + std::string(name);
  }
  std::string decimal = "whole numbers";
  if (!comma.empty() && !point.empty()) {
    decimal = fmt::format("decimal comma ({}), decimal point ({})", comma, point);
  } else if (!comma.empty() || !point.empty()) {
    decimal = comma.empty() ? "decimal point" : "decimal comma";
  }
  if (table_.format.source != core::TableSource::text) {  // numbers stored as such have no sign to detect
    return comma.empty() && point.empty() ? table_.format.detail : fmt::format("{}, {}", table_.format.detail, decimal);
  }
  return fmt::format("{}, {}, {}", delimiter_name(table_.format.delimiter), decimal, core::to_string(table_.format.encoding));
}

const std::string& TableReader::header(std::string_view column) const {
  const auto found = columns_.find(column);
  return found == columns_.end() ? kNothing : table_.header[found->second.index].text;
}

const std::string& TableReader::text(Row row, std::string_view column) const {
  const auto found = columns_.find(column);
  return found == columns_.end() ? kNothing : table_.rows[row][found->second.index].text;
}

core::SourcePos TableReader::row_pos(const std::vector<core::TableCell>& cells) const {
  if (table_.format.source == core::TableSource::text) return {table_.file, cells.front().line, 0};
  return table_.pos(cells.front());  // a sheet or layer needs its name
}

core::SourcePos TableReader::pos(Row row, std::string_view column) const {
  const auto found = columns_.find(column);
  return found == columns_.end() ? row_pos(table_.rows[row]) : table_.pos(table_.rows[row][found->second.index]);
}

double TableReader::number(Row row, std::string_view column, const NumberRange& range, std::string_view unit) {
  const auto found = columns_.find(column);
  if (found == columns_.end()) return kMissing;
  if (!found->second.format) {  // told once for the column
    stopped_ = true;
    return kMissing;
  }
  const std::string& cell = text(row, column);
  const std::optional<double> value = core::parse_number(cell, *found->second.format);
  if (!value) {
    const std::size_t digit = cell.find_first_of("0123456789");
    const std::size_t end = std::min(cell.find_first_not_of("0123456789.,", digit), cell.size());
    std::string hint = "Write the number alone, without text or unit";
    hint += digit == std::string::npos ? ", or leave the cell empty."
                                       : fmt::format(": \"{}\".", shown(std::string_view(cell).substr(digit, end - digit)));
    stop(portfolio_code::kNotANumber, row, column, fmt::format("{} is \"{}\", which is not a number", column, shown(cell)), hint);
    return kMissing;
  }
  if (*value < range.min || *value > range.max) {
    const std::string of_unit = unit.empty() || unit == "1" ? "" : " " + std::string(unit);
    stop(portfolio_code::kOutOfRange, row, column, fmt::format("{} is {}", column, shown(cell)),
         fmt::format("Allowed is {:.10g} to {:.10g}{}.", range.min, range.max, of_unit));
    return kMissing;
  }
  return *value + 0.0;  // "-0" is 0
}

std::optional<double> TableReader::plain_number(Row row, std::string_view column) const {
  const auto found = columns_.find(column);
  if (found == columns_.end()) return kMissing;
  return found->second.format ? core::parse_number(text(row, column), *found->second.format) : std::nullopt;
}

bool TableReader::flag(Row row, std::string_view column, bool fallback) {
  const std::string& cell = text(row, column);
  const std::string word = fold(cell);
  constexpr std::array<std::string_view, 9> kYes{"1", "ja", "j", "yes", "y", "true", "sand", "x", "fredet"};
  constexpr std::array<std::string_view, 8> kNo{"0", "nej", "n", "no", "false", "falsk", "ikkefredet", "ingen"};
  if (word.empty()) return fallback;
  if (std::find(kYes.begin(), kYes.end(), word) != kYes.end()) return true;
  if (std::find(kNo.begin(), kNo.end(), word) != kNo.end()) return false;
  // BBR's code list of protection: every code but 0 is a kind of protection.
  const bool bbr_code = fold(header(column)).starts_with("byg070") && word.find_first_not_of("0123456789") == std::string::npos;
  if (bbr_code) return true;
  stop(portfolio_code::kNotYesOrNo, row, column, fmt::format("{} is \"{}\", which is neither yes nor no", column, shown(cell)),
       "Write yes or no (ja or nej, 1 or 0), or leave the cell empty.");
  return fallback;
}

std::string TableReader::word(Row row, std::string_view column, std::span<const ColumnWord> words, std::string_view hint) {
  const std::string& cell = text(row, column);
  const std::string folded = fold(cell);
  if (folded.empty()) return {};
  const auto found = std::find_if(words.begin(), words.end(), [&folded](const ColumnWord& w) { return w.word == folded; });
  if (found != words.end()) return std::string(found->meaning);
  stop(portfolio_code::kUnknownWord, row, column, fmt::format("{} is \"{}\"", column, shown(cell)), std::string(hint));
  return {};
}

std::optional<core::TimeText> TableReader::time(Row row, std::string_view column) {
  const std::string& cell = text(row, column);
  if (cell.empty() || cell == "-") return std::nullopt;
  const std::optional<core::TimeText> time = core::parse_time(cell);
  if (time) return time;
  const bool serial = cell.find_first_not_of("0123456789.,") == std::string::npos;
  stop(portfolio_code::kNotATime, row, column, fmt::format("{} is \"{}\", which is no date or time", column, shown(cell)),
       serial ? "It may be a spreadsheet's number of a day: format the column as a date and export the table again."
              : "Write 2025-01-31 or 31-01-2025, with a time 2025-01-31T18:00; years have four digits.");
  return std::nullopt;
}

void TableReader::stop(const core::FindingCode& code, Row row, std::string_view column, std::string message, std::string hint) {
  stopped_ = true;
  about(Severity::stops, code, row, column, std::move(message), std::move(hint));
}

void TableReader::warn(const core::FindingCode& code, Row row, std::string_view column, std::string message, std::string hint) {
  about(Severity::warns, code, row, column, std::move(message), std::move(hint));
}

void TableReader::say(Severity severity, const core::FindingCode& code, Row row, std::string_view column, std::string message,
                      std::string hint) {
  about(severity, code, row, column, std::move(message), std::move(hint));
}

core::Finding& TableReader::about(Severity severity, const core::FindingCode& code, Row row, std::string_view column,
                                  std::string message, std::string hint) {
  tell(severity, code, pos(row, column), std::move(message), std::move(hint));
  core::Finding& finding = findings_.list.back();
  finding.id = id_text(row);
  finding.value = text(row, column);
  return finding;
}

void TableReader::tell(Severity severity, const core::FindingCode& code, core::SourcePos pos, std::string message,
                       std::string hint) {
  if (severity == Severity::stops) stopped_ = true;
  findings_.add({std::string(code.code),
                 severity,
                 std::move(pos),
                 std::move(message),
                 std::move(hint),
                 std::string(to_string(kind_)),
                 {},
                 {}});
}

void TableReader::note(const core::FindingCode& code, const std::string& what, std::string_view hint, Row row,
                       std::string_view column, Severity severity) {
  const auto [place, is_new] = notes_.try_emplace(what);
  if (is_new) place->second = {code, severity, std::string(hint), pos(row, column), {}, {}};
  place->second.lines.push_back(line(row));
  place->second.ids.push_back(id_text(row));
}

void TableReader::tell_notes() {
  for (const auto& [what, note] : std::exchange(notes_, {})) {
    tell(note.severity, note.code, note.first,
         fmt::format("{} in {} {} ({})", what, note.lines.size(), note.lines.size() == 1 ? "row" : "rows", line_list(note.lines)),
         note.hint);
    findings_.list.back().rows = note.ids;
  }
}

}  // namespace tvilling::models
