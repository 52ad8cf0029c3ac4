// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/week_hours.hpp"

#include <algorithm>

#include "core/time_axis.hpp"
#include "core/time_text.hpp"

namespace tvilling::models {

std::optional<std::int64_t> clock_seconds_of(const std::string& text) {
  const std::optional<core::TimeText> time = core::parse_time(text);
  if (!time) return std::nullopt;
  return core::clock_seconds(*time);
}

std::int64_t day_of_second(std::int64_t seconds) noexcept {
  return seconds >= 0 ? seconds / kDay_s : -((kDay_s - 1 - seconds) / kDay_s);
}

std::size_t WeekDays::of(std::int64_t day) {
  const std::chrono::sys_days date{std::chrono::days(day)};
  const int year = static_cast<int>(std::chrono::year_month_day(date).year());
  constexpr int kFirstYear = 1990;  // that the calendar of holidays knows
  constexpr int kLastYear = 2100;
  if (year >= kFirstYear && year <= kLastYear && years_.insert(year).second) add_holidays(year);
  constexpr std::size_t kSunday = 6;
  return holidays_.contains(date) ? kSunday : std::chrono::weekday(date).iso_encoding() - 1;
}

void WeekDays::add_holidays(int year) {
  for (const core::ClockHour& hour : core::make_time_axis(year).clock) {
    if (hour.public_holiday) holidays_.insert(core::calendar_day(year, hour.day_of_year));
  }
}

void add_hours(WeekHours& week, const OpeningHours& row, double per_hour) {
  for (std::size_t hour = 0; hour < kWeekHours; ++hour) {
    if (!row.days.test(hour / 24)) continue;
    const double begin_h = static_cast<double>(hour % 24);
    const double share = std::min(row.closes_h, begin_h + 1.0) - std::max(row.opens_h, begin_h);
    if (share > 0.0) week[hour] += per_hour * share;
  }
}

std::vector<Spell> united(std::vector<Spell> spells) {
  std::sort(spells.begin(), spells.end());
  std::vector<Spell> apart;
  for (const Spell& spell : spells) {
    if (!apart.empty() && spell.first <= apart.back().second) {
      apart.back().second = std::max(apart.back().second, spell.second);
    } else {
      apart.push_back(spell);
    }
  }
  return apart;
}

}  // namespace tvilling::models
