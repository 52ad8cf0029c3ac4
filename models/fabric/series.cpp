// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "core/io/csv.hpp"
#include "core/io/file.hpp"
#include "core/io/toml_reader.hpp"
#include "core/suggest.hpp"
#include "core/text.hpp"
#include "core/time_axis.hpp"
#include "models/fabric/fabric_codes.hpp"
#include "models/fabric/time_text.hpp"

namespace tvilling::models {

namespace {

constexpr std::size_t kMostFindings = 5;  // of a kind: the next ones only repeat it
constexpr int kHoursPerDay = 24;
constexpr std::size_t kNoRow = std::numeric_limits<std::size_t>::max();

[[nodiscard]] std::optional<std::size_t> find_column(const core::Table& table, const std::string& name,
                                                     core::Findings& findings) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    if (table.header[i].text == name) return i;
    names.push_back(table.header[i].text);
  }
  core::add_stop(findings, fabric_code::kTimeColumn, {table.file, 1, 0},
                 fmt::format("there is no column \"{}\" with the times", core::shown(name)), core::did_you_mean(name, names));
  return std::nullopt;
}

/// Follows the hours from row to row.
class HourReader {
 public:
  HourReader(const core::Table& table, double fill_gaps_h, Series& series, core::Findings& findings)
      : table_(table), fill_gaps_h_(fill_gaps_h), series_(series), findings_(findings) {}

  /// How many hours are missing before the row; nothing when the row does not belong to the run.
  [[nodiscard]] std::optional<std::size_t> take(const core::TableCell& cell) {
    const std::optional<LocalHour> time = read_local_hour(cell.text);
    if (!time || time->hour_of_year != std::floor(time->hour_of_year)) {
      stop(fabric_code::kBadTime, cell, fmt::format("\"{}\" is no hour", core::shown(cell.text)),
           "Write the start of the hour as \"2013-08-21 00:00\".");
      return std::nullopt;
    }
    if (time->leap_day) {
      if (!leap_day_told_) {
        findings_.add({std::string(fabric_code::kLeapDayOut.code), core::Severity::info, table_.pos(cell),
                       "29 February is left out: a year has 365 days here", ""});
      }
      leap_day_told_ = true;
      return std::nullopt;
    }
    const int hour = static_cast<int>(time->hour_of_year);
    const bool first = !begun_;
    begun_ = true;
    if (first) series_.period = {time->year, hour / kHoursPerDay, hour % kHoursPerDay, 0, 1};
    const int at = (time->year - series_.period.year) * core::kHoursPerYear + hour;
    const std::optional<std::size_t> missing = first ? std::optional<std::size_t>(0) : follow(at, *time, cell);
    if (missing) last_ = at;
    return missing;
  }

 private:
  [[nodiscard]] std::optional<std::size_t> follow(int at, const LocalHour& time, const core::TableCell& cell) {
    if (at <= last_) {
      stop(fabric_code::kTimeOrder, cell, fmt::format("{} comes {}", cell.text, at == last_ ? "twice" : "after a later hour"),
           "Order the rows by time.");
      return std::nullopt;
    }
    if (time.year != series_.period.year) {
      if (!other_year_told_) {
        stop(fabric_code::kOtherYear, cell, fmt::format("the series goes on into {}", time.year), "End it with the year.");
      }
      other_year_told_ = true;
      return std::nullopt;
    }
    const int missing = at - last_ - 1;
    if (missing > fill_gaps_h_) {
      stop(fabric_code::kTimeOrder, cell, fmt::format("{} hours are missing before {}", missing, cell.text),
           "Give a row for every hour (its cells may be blank), or let short gaps be interpolated: [series] fill_gaps_h.");
    } else if (missing > 0) {
      findings_.add({std::string(fabric_code::kGapFilled.code), core::Severity::filled, table_.pos(cell),
                     fmt::format("{} hours are missing before {}: every column is interpolated", missing, cell.text), ""});
    }
    return static_cast<std::size_t>(missing);
  }

  void stop(const core::FindingCode& code, const core::TableCell& cell, std::string message, std::string hint) {
    if (++told_ <= kMostFindings) core::add_stop(findings_, code, table_.pos(cell), std::move(message), std::move(hint));
  }

  const core::Table& table_;
  double fill_gaps_h_;
  Series& series_;
  core::Findings& findings_;
  int last_ = 0;
  std::size_t told_ = 0;
  bool begun_ = false;
  bool leap_day_told_ = false;
  bool other_year_told_ = false;
};

/// The decimal sign of the whole file: a column of whole numbers does not tell.
[[nodiscard]] core::NumberFormat number_format(const core::Table& table, std::size_t time) {
  std::vector<std::string_view> cells;
  for (const std::vector<core::TableCell>& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i != time) cells.push_back(row[i].text);
    }
  }
  return core::detect_number_format(cells, table.format.delimiter == ';').value_or(core::NumberFormat::point);
}

/// The numbers of a column in the rows of the run; nothing when a text stands in it.
[[nodiscard]] std::optional<std::vector<double>> numbers_of(const core::Table& table, const std::vector<std::size_t>& rows,
                                                            std::size_t column, core::NumberFormat format,
                                                            core::Findings& findings) {
  std::vector<double> values;
  const core::TableCell* text = nullptr;
  for (const std::size_t row : rows) {
    if (row == kNoRow) {
      values.push_back(std::numeric_limits<double>::quiet_NaN());
      continue;
    }
    const core::TableCell& cell = table.rows[row][column];
    const std::optional<double> number = core::parse_number(cell.text, format);
    if (number) {
      values.push_back(*number);
    } else if (text == nullptr) {
      text = &cell;
    }
  }
  if (text == nullptr) return values;
  const bool has_numbers = std::any_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
  if (has_numbers) {
    findings.add({std::string(fabric_code::kTextInColumn.code), core::Severity::warns, table.pos(*text),
                  fmt::format("column \"{}\" is not used: \"{}\" is no number", core::shown(table.header[column].text),
                              core::shown(text->text)),
                  "Leave a cell blank where nothing was measured."});
  }
  return std::nullopt;
}

/// Gives missing rows the straight line between the rows around.
void fill_missing_rows(const std::vector<std::size_t>& rows, std::vector<double>& values) {
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (rows[at] != kNoRow) continue;
    std::size_t end = at;  // never at the ends: a gap lies between two rows
    while (rows[end] == kNoRow) ++end;
    const double before = values[at - 1];
    const double slope = (values[end] - before) / static_cast<double>(end - at + 1);
    for (std::size_t i = at; i < end; ++i) values[i] = before + slope * static_cast<double>(i - at + 1);
    at = end;
  }
}

}  // namespace

Series parse_series(std::string_view bytes, const std::string& file, const SeriesRules& rules, core::Findings& findings) {
  Series series;
  const core::Table table = core::parse_csv(bytes, file, findings);
  if (table.header.empty()) return series;
  const std::optional<std::size_t> time = find_column(table, rules.time_column, findings);
  if (!time) return series;
  HourReader hours(table, rules.fill_gaps_h, series, findings);
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const core::TableCell& cell = table.rows[row][*time];
    const std::optional<std::size_t> missing = hours.take(cell);
    if (!missing) continue;
    // Blank rows keep the hours after a gap in their place, so that all findings name the right ones.
    rows.insert(rows.end(), *missing, kNoRow);
    series.times.insert(series.times.end(), *missing, std::string());
    rows.push_back(row);
    series.times.push_back(cell.text);
  }
  series.period.hours = rows.size();
  const core::NumberFormat format = number_format(table, *time);
  for (std::size_t column = 0; column < table.header.size(); ++column) {
    if (column == *time || table.header[column].text.empty()) continue;
    std::optional<std::vector<double>> values = numbers_of(table, rows, column, format, findings);
    if (values) fill_missing_rows(rows, *values);
    if (values) series.columns[table.header[column].text] = std::move(*values);
  }
  return series;
}

Series read_series(const std::filesystem::path& path, const SeriesRules& rules, core::Findings& findings) {
  return parse_series(core::read_file(path), path.string(), rules, findings);
}

}  // namespace tvilling::models
