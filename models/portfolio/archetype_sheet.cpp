// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/archetype_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "core/suggest.hpp"
#include "core/text.hpp"
#include "models/portfolio/archetype_codes.hpp"

namespace tvilling::models {

namespace {

namespace code = archetype_code;
using core::NumberFormat;
using core::Severity;

constexpr std::string_view kSource = "source";

}  // namespace

ArchetypeSheet::ArchetypeSheet(core::Table table, std::span<const std::string_view> columns,
                               std::span<const std::string_view> extra, core::Findings& findings)
    : table_(std::move(table)), findings_(findings) {
  if (table_.header.empty()) {  // the CSV reader has said why
    complete_ = false;
    return;
  }
  map_columns(columns, extra);
  if (!complete_) return;
  detect_numbers();
  require_sources();
}

void ArchetypeSheet::map_columns(std::span<const std::string_view> columns, std::span<const std::string_view> extra) {
  std::vector<std::string_view> known(columns.begin(), columns.end());
  known.push_back(kSource);
  const std::size_t needed = known.size();
  known.insert(known.end(), extra.begin(), extra.end());
  std::vector<std::string_view> unknown;
  for (std::size_t i = 0; i < table_.header.size(); ++i) {
    const core::TableCell& name = table_.header[i];
    const auto found = std::find(known.begin(), known.end(), name.text);
    if (found != known.end()) {
      columns_.emplace(*found, i);
      continue;
    }
    unknown.emplace_back(name.text);
    findings_.add({std::string(code::kUnusedFile.code), Severity::warns, table_.pos(name),
                   fmt::format("column \"{}\" is not used", core::shown(name.text)), core::did_you_mean(name.text, known)});
  }
  for (std::size_t i = 0; i < needed; ++i) {
    if (columns_.contains(known[i])) continue;
    complete_ = false;
    const std::string near = core::nearest(known[i], unknown);
    findings_.add({std::string(code::kMissing.code),
                   Severity::stops,
                   {table_.file, table_.header.front().line, 0},
                   fmt::format("column {} is missing", known[i]),
                   near.empty() ? "`tvilling archetypes -o FOLDER` writes the table as it must be."
                                : fmt::format("Is it \"{}\"? Name it \"{}\".", near, known[i])});
  }
}

/// Commas between the cells: decimal points. Else the decimal sign that most numbers prove; the others are told one by one.
void ArchetypeSheet::detect_numbers() {
  if (table_.format.delimiter == ',') return;
  std::size_t only_point = 0;
  std::size_t only_comma = 0;
  const core::TableCell* either = nullptr;
  for (const auto& [name, index] : columns_) {
    for (const std::vector<core::TableCell>& row : table_.rows) {
      const std::optional<double> point = core::parse_number(row[index].text, NumberFormat::point);
      const std::optional<double> comma = core::parse_number(row[index].text, NumberFormat::comma);
      only_point += point && !comma ? 1 : 0;
      only_comma += comma && !point ? 1 : 0;
      if (point && comma && *point != *comma && !std::isnan(*point)) either = &row[index];
    }
  }
  if (only_comma >= only_point) format_ = NumberFormat::comma;
  if (either == nullptr || only_point != only_comma) return;
  complete_ = false;
  findings_.add({std::string(code::kNotANumber.code), Severity::stops, table_.pos(*either),
                 fmt::format("\"{}\" can be read in two ways: the file does not show its decimal sign", either->text),
                 "Write one number of the file with decimals, for example 0,50."});
}

void ArchetypeSheet::require_sources() {
  for (std::size_t row = 0; row < size(); ++row) {
    if (!text(row, kSource).empty()) continue;
    stop(code::kNoSource, row, kSource, "the row names no source", "Say where its numbers are from, or \"assumption\".");
  }
}

double ArchetypeSheet::number(std::size_t row, std::string_view column, const CellRange& range) {
  const std::string& given = text(row, column);
  const std::optional<double> value = core::parse_number(given, format_);
  if (!value || !std::isfinite(*value)) {
    stop(code::kNotANumber, row, column,
         given.empty() ? fmt::format("{} is empty", column)
                       : fmt::format("{}: \"{}\" is not a number", column, core::shown(given)),
         format_ == NumberFormat::comma ? "Write it as 0,25, without a unit." : "Write it as 0.25, without a unit.");
    return std::numeric_limits<double>::quiet_NaN();
  }
  if (*value < range.min || *value > range.max) {
    stop(code::kOutOfRange, row, column, fmt::format("{}: {} is outside {:.10g} to {:.10g}", column, given, range.min, range.max),
         "Correct the number or its unit.");
    return std::numeric_limits<double>::quiet_NaN();
  }
  return *value;
}

void ArchetypeSheet::stop(const core::FindingCode& found, std::size_t row, std::string_view column, std::string message,
                          std::string hint) {
  findings_.add({std::string(found.code),
                 Severity::stops,
                 pos(row, column),
                 std::move(message),
                 std::move(hint),
                 {},
                 {},
                 text(row, column)});
}

void ArchetypeSheet::stop(const core::FindingCode& found, std::string message, std::string hint) {
  findings_.add({std::string(found.code), Severity::stops, {table_.file}, std::move(message), std::move(hint)});
}

std::string ArchetypeSheet::detected() const {
  const std::string_view delimiter = table_.format.delimiter == ';'    ? "semicolon"
                                     : table_.format.delimiter == '\t' ? "tab"
                                                                       : "comma";
  return fmt::format("{}, decimal {}, {}", delimiter, format_ == NumberFormat::comma ? "comma" : "point",
                     core::to_string(table_.format.encoding));
}

}  // namespace tvilling::models
