// SPDX-License-Identifier: MPL-2.0
#include "models/metering/danish_clock.hpp"

#include <algorithm>
#include <chrono>

namespace tvilling::models {

namespace {

constexpr std::int64_t kHour_s = 3600;
constexpr std::int64_t kDay_s = 24 * kHour_s;
constexpr int kMonths = 12;

std::int64_t seconds(std::chrono::sys_days day) noexcept {
  return std::int64_t{day.time_since_epoch().count()} * kDay_s;
}

std::int64_t last_sunday_s(int year, std::chrono::month month) noexcept {
  return seconds(std::chrono::sys_days(std::chrono::year(year) / month / std::chrono::Sunday[std::chrono::last]));
}

}  // namespace

DanishClock::DanishClock() {
  for (int year = kFirstYear; year <= kLastYear; ++year) {
    summers_[static_cast<std::size_t>(year - kFirstYear)] = {last_sunday_s(year, std::chrono::March) + kHour_s,
                                                             last_sunday_s(year, std::chrono::October) + kHour_s};
  }
}

ClockMoment DanishClock::read(std::int64_t clock_s, int year) const noexcept {
  const auto [begin, end] = summers_[static_cast<std::size_t>(year - kFirstYear)];
  const std::int64_t standard = clock_s - kHour_s;
  const std::int64_t summer = clock_s - 2 * kHour_s;
  if (standard < begin || summer >= end) return {standard, false, false};
  if (summer < begin) return {summer, false, true};
  if (standard >= end) return {standard, true, false};
  return {summer, false, false};
}

std::int64_t DanishClock::ahead_s(std::int64_t utc_s, int year) const noexcept {
  const auto [begin, end] = summers_[static_cast<std::size_t>(year - kFirstYear)];
  return utc_s >= begin && utc_s < end ? 2 * kHour_s : kHour_s;
}

DayCalendar::DayCalendar(const DanishClock& clock, int first_year, int last_year)
    : first_year_(first_year), last_year_(last_year) {
  for (int year = first_year; year <= last_year; ++year) {
    for (unsigned month = 1; month <= kMonths; ++month) {
      months_.push_back(begins_.size());
      const std::chrono::sys_days first = std::chrono::year(year) / std::chrono::month(month) / 1;
      const std::chrono::sys_days last = std::chrono::year(year) / std::chrono::month(month) / std::chrono::last;
      for (std::chrono::sys_days day = first; day <= last; day += std::chrono::days(1)) {
        begins_.push_back(clock.read(seconds(day), year).utc_s);
      }
    }
  }
  months_.push_back(begins_.size());
  begins_.push_back(seconds(std::chrono::sys_days(std::chrono::year(last_year + 1) / std::chrono::January / 1)) - kHour_s);
}

std::size_t DayCalendar::day_of(std::int64_t utc_s) const noexcept {
  // Days are an hour longer or shorter at most: the division is right or one off.
  const std::int64_t about =
      std::clamp<std::int64_t>((utc_s - begins_.front()) / kDay_s, 0, static_cast<std::int64_t>(days()) - 1);
  std::size_t day = static_cast<std::size_t>(about);
  if (utc_s < begins_[day] && day > 0) --day;
  if (utc_s >= begins_[day + 1] && day + 1 < days()) ++day;
  return day;
}

std::size_t DayCalendar::first_day(int year, int month) const noexcept {
  return months_[static_cast<std::size_t>((year - first_year_) * kMonths + month)];
}

std::pair<int, int> DayCalendar::month_of(std::size_t day) const noexcept {
  const auto after = std::upper_bound(months_.begin(), months_.end(), day);
  const int index = static_cast<int>(after - months_.begin()) - 1;
  return {first_year_ + index / kMonths, index % kMonths};
}

}  // namespace tvilling::models
