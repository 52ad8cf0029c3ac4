// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "models/portfolio/hall_tables.hpp"

/// From dated spells on the clock to hours of the week.
namespace tvilling::models {

inline constexpr std::int64_t kHour_s = 3600;
inline constexpr std::int64_t kDay_s = 86400;

/// The clock's seconds of a time as the tables hold it; nothing for what is no time.
[[nodiscard]] std::optional<std::int64_t> clock_seconds_of(const std::string& text);
/// The day of the calendar (0: 1970-01-01) that holds a second.
[[nodiscard]] std::int64_t day_of_second(std::int64_t seconds) noexcept;

/// The days of the week that days of the calendar are: a public holiday is a Sunday.
class WeekDays {
 public:
  /// 0: Monday
  [[nodiscard]] std::size_t of(std::int64_t day);

 private:
  void add_holidays(int year);
  std::set<int> years_;
  std::set<std::chrono::sys_days> holidays_;
};

/// Adds the share of each hour of a row, on its days.
void add_hours(WeekHours& week, const OpeningHours& row, double per_hour);

/// From the first second to the one after the last.
using Spell = std::pair<std::int64_t, std::int64_t>;

/// The same time without overlaps, in order.
[[nodiscard]] std::vector<Spell> united(std::vector<Spell> spells);

/// Calls `part(hour of the week, seconds)` for each hour that the spell reaches into.
template <typename Part>
void for_each_hour(const Spell& spell, WeekDays& days, const Part& part) {
  for (std::int64_t at = spell.first; at < spell.second;) {
    const std::int64_t day = day_of_second(at);
    const std::int64_t hour = (at - day * kDay_s) / kHour_s;
    const std::int64_t next = std::min(spell.second, day * kDay_s + (hour + 1) * kHour_s);
    part(24 * days.of(day) + static_cast<std::size_t>(hour), static_cast<double>(next - at));
    at = next;
  }
}

}  // namespace tvilling::models
