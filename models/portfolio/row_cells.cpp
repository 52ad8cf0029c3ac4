// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/row_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <string>

#include "core/text.hpp"
#include "models/metering/danish_clock.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/source_codes.hpp"
#include "models/portfolio/use_alias.hpp"

namespace tvilling::models {

namespace {

using namespace std::chrono;

sys_seconds last_sunday(year of, month in) {
  return sys_seconds(sys_days(of / in / Sunday[last])) + hours(1);
}

/// How far the Danish clock is ahead of UTC. Leases are older than the rule that DanishClock has: from 1981 to 1995 summer time
/// ended in September, in 1980 it began on 6 April, and before there was none.
seconds ahead_of_utc(sys_seconds utc) {
  static const DanishClock clock;
  const year of = year_month_day(floor<days>(utc)).year();
  const int number = static_cast<int>(of);
  if (number >= DanishClock::kFirstYear && number <= DanishClock::kLastYear) {
    return seconds(clock.ahead_s(std::int64_t{utc.time_since_epoch().count()}, number));
  }
  constexpr int kFirstSummer = 1980;
  if (number < kFirstSummer || number > DanishClock::kLastYear) return hours(1);
  const sys_seconds begin = number == kFirstSummer ? sys_seconds(sys_days(of / April / 6)) + hours(1) : last_sunday(of, March);
  return utc >= begin && utc < last_sunday(of, September) ? hours(2) : hours(1);
}

}  // namespace

std::optional<Use> known_use(TableReader& table, TableReader::Row row, std::string_view column) {
  const std::string& text = table.text(row, column);
  const std::optional<UseMatch> match = match_use(text);
  if (!match) return std::nullopt;
  if (match->approximate) {
    table.note(
        portfolio_code::kApproximateUse,
        fmt::format("{} \"{}\" is read as {}, which it fits only in part", column, core::shown(text), to_string(match->use)),
        "Write the use that fits best, where it is another.", row, column);
  }
  return match->use;
}

core::TimeText on_danish_clock(const core::TimeText& time) {
  core::TimeText local = time;
  local.offset_min.reset();
  if (!time.offset_min) return local;
  const sys_seconds utc = sys_seconds(seconds(core::clock_seconds(time))) - minutes(*time.offset_min);
  const sys_seconds clock = utc + ahead_of_utc(utc);
  const sys_days day = floor<days>(clock);
  const year_month_day date(day);
  constexpr year kLastWritten{9999};
  if (date.year() > kLastWritten) return local;  // "no end": there is no later day to write
  const hh_mm_ss<seconds> at(clock - day);
  local.year = static_cast<int>(date.year());
  local.month = static_cast<int>(static_cast<unsigned int>(date.month()));
  local.day = static_cast<int>(static_cast<unsigned int>(date.day()));
  local.hour = static_cast<int>(at.hours().count());
  local.minute = static_cast<int>(at.minutes().count());
  local.second = static_cast<int>(at.seconds().count());
  return local;
}

std::optional<core::TimeText> danish_time(TableReader& table, TableReader::Row row, std::string_view column) {
  const std::optional<core::TimeText> time = table.time(row, column);
  if (!time) return std::nullopt;
  const core::TimeText local = on_danish_clock(*time);
  if (core::clock_seconds(local) != core::clock_seconds(*time)) {
    table.note(source_code::kOffset, fmt::format("{} is brought from its offset from UTC to the Danish clock", column),
               "Write the time on the clock of the place, without offset, to silence this.", row, column, core::Severity::info);
  }
  return local;
}

std::optional<core::TimeText> clock_time(TableReader& table, TableReader::Row row, std::string_view column,
                                         std::string_view hint) {
  const std::optional<core::TimeText> time = danish_time(table, row, column);
  const std::string& text = table.text(row, column);
  if (!time) {
    if (text.empty())
      table.stop(portfolio_code::kMissingValue, row, column, fmt::format("{} is missing", column), std::string(hint));
    return std::nullopt;
  }
  if (time->has_time) return time;
  table.stop(portfolio_code::kNotATime, row, column,
             fmt::format("{} is \"{}\", which has no time of day", column, core::shown(text)),
             "Write the time on the clock of the place: 2025-01-31T18:00.");
  return std::nullopt;
}

void need_one(TableReader& table, TableReader::Row row, std::span<const std::string_view> columns) {
  const bool named =
      std::any_of(columns.begin(), columns.end(), [&](std::string_view column) { return !table.text(row, column).empty(); });
  if (named) return;
  table.stop(portfolio_code::kNoOwner, row, columns.front(),
             fmt::format("{} {} empty", fmt::join(columns, " and "), columns.size() == 1 ? "is" : "are"),
             "Say what the row belongs to.");
}

void need_number(TableReader& table, TableReader::Row row, std::string_view column, std::string_view hint) {
  if (!table.has(column)) return;  // told once for the table
  const std::optional<double> value = table.plain_number(row, column);
  if (value && std::isnan(*value))
    table.stop(portfolio_code::kMissingValue, row, column, fmt::format("{} is missing", column), std::string(hint));
}

}  // namespace tvilling::models
