// SPDX-License-Identifier: MPL-2.0
#include "core/time_axis.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/error.hpp"

namespace tvilling::core {

namespace {

namespace chr = std::chrono;

constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;
constexpr int kDaysPerYear = 365;
constexpr int kDaysBeforeMarch = 59;
constexpr int kLastYearOfGreatPrayerDay = 2023;

[[nodiscard]] bool is_leap(int year) noexcept {
  return chr::year{year}.is_leap();
}

[[nodiscard]] chr::sys_days date(int year, unsigned month, unsigned day) noexcept {
  return chr::sys_days{chr::year{year} / chr::month{month} / chr::day{day}};
}

/// Days on which Danish public buildings are closed: the holidays, Constitution Day, Christmas Eve, New Year's Eve.
[[nodiscard]] std::vector<chr::sys_days> closed_days(int year) {
  const chr::sys_days easter = easter_sunday(year);
  std::vector<chr::sys_days> days{
      date(year, 1, 1),        // New Year
      easter - chr::days{3},   // Maundy Thursday
      easter - chr::days{2},   // Good Friday
      easter,                  // Easter Sunday
      easter + chr::days{1},   // Easter Monday
      easter + chr::days{39},  // Ascension
      easter + chr::days{49},  // Whit Sunday
      easter + chr::days{50},  // Whit Monday
      date(year, 6, 5),        // Constitution Day
      date(year, 12, 24),
      date(year, 12, 25),
      date(year, 12, 26),
      date(year, 12, 31),
  };
  // Great Prayer Day was given up by law from 2024 on.
  if (year <= kLastYearOfGreatPrayerDay) days.push_back(easter + chr::days{26});
  return days;
}

[[nodiscard]] chr::sys_days last_sunday(int year, unsigned month) noexcept {
  return chr::sys_days{chr::year{year} / chr::month{month} / chr::Sunday[chr::last]};
}

/// Beginning and end of summer time in hours since 1 January 00:00 UTC.
struct SummerTime {
  double begin_h = 0.0;
  double end_h = 0.0;
};

/// Both changes are at 01:00 UTC. Source: Directive 2000/84/EC; until 1995 summer time ended in September.
[[nodiscard]] SummerTime summer_time(int year) noexcept {
  const chr::sys_days new_year = date(year, 1, 1);
  const unsigned end_month = year < 1996 ? 9 : 10;
  const auto hours_to = [new_year](chr::sys_days day) { return static_cast<double>((day - new_year).count()) * 24.0 + 1.0; };
  return {hours_to(last_sunday(year, 3)), hours_to(last_sunday(year, end_month))};
}

}  // namespace

chr::sys_days calendar_day(int year, int day_of_year) noexcept {
  const int skipped = is_leap(year) && day_of_year >= kDaysBeforeMarch ? 1 : 0;
  return date(year, 1, 1) + chr::days{day_of_year + skipped};
}

chr::sys_days easter_sunday(int year) noexcept {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int d = b / 4;
  const int e = b % 4;
  const int f = (b + 8) / 25;
  const int g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4;
  const int k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return date(year, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1));
}

int iso_week(chr::sys_days day) noexcept {
  const unsigned weekday = chr::weekday{day}.iso_encoding();  // Monday is 1
  const chr::sys_days thursday = day + chr::days{4 - static_cast<int>(weekday)};
  const chr::sys_days new_year{chr::year_month_day{thursday}.year() / chr::January / 1};
  return static_cast<int>((thursday - new_year).count()) / 7 + 1;
}

int first_hour_of_month(int month) noexcept {
  int days = 0;
  for (int m = 0; m < std::clamp(month, 0, kMonths); ++m) days += kDaysInMonth[static_cast<std::size_t>(m)];
  return days * 24;
}

int month_of_hour(int hour) noexcept {
  int month = 0;
  while (month < kMonths - 1 && hour >= first_hour_of_month(month + 1)) ++month;
  return month;
}

double TimeAxis::utc_begin_h(int hour) const noexcept {
  const int skipped_h = is_leap(base_year) && hour >= kDaysBeforeMarch * 24 ? 24 : 0;
  return static_cast<double>(hour + skipped_h) - utc_offset_h;
}

TimeAxis make_time_axis(int base_year, double utc_offset_h) {
  if (base_year < kFirstYear || base_year > kLastYear) {
    throw Error(ErrorKind::bad_input, "base_year is " + std::to_string(base_year), {},
                "use a year from " + std::to_string(kFirstYear) + " to " + std::to_string(kLastYear));
  }
  if (!std::isfinite(utc_offset_h) || std::abs(utc_offset_h) > 14.0) {
    throw Error(ErrorKind::bad_input, "utc_offset_h is " + std::to_string(utc_offset_h), {}, "use hours from -14 to 14");
  }
  const std::vector<chr::sys_days> closed = closed_days(base_year);
  std::array<ClockHour, kDaysPerYear> days{};
  for (int d = 0; d < kDaysPerYear; ++d) {
    const chr::sys_days day = calendar_day(base_year, d);
    ClockHour& entry = days[static_cast<std::size_t>(d)];
    entry.day_of_year = static_cast<std::int16_t>(d);
    entry.weekday = static_cast<std::uint8_t>(chr::weekday{day}.iso_encoding() - 1);
    entry.public_holiday = std::find(closed.begin(), closed.end(), day) != closed.end();
  }

  const SummerTime summer = summer_time(base_year);
  TimeAxis axis{base_year, utc_offset_h, {}};
  axis.clock.reserve(kHoursPerYear);
  for (int h = 0; h < kHoursPerYear; ++h) {
    const double utc_h = axis.utc_begin_h(h);
    const int clock_h = h + (utc_h >= summer.begin_h && utc_h < summer.end_h ? 1 : 0);
    ClockHour entry = days[static_cast<std::size_t>(clock_h / 24)];
    entry.hour = static_cast<std::uint8_t>(clock_h % 24);
    entry.month = static_cast<std::uint8_t>(month_of_hour(h));
    axis.clock.push_back(entry);
  }
  return axis;
}

}  // namespace tvilling::core
