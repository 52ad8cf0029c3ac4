// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <vector>

namespace tvilling::core {

inline constexpr int kHoursPerYear = 8760;
inline constexpr int kMonths = 12;
inline constexpr std::array<int, 12> kDaysInMonth{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

/// Month 0..11 of each hour of a 365-day year.
[[nodiscard]] int month_of_hour(int hour) noexcept;

/// First hour of month 0..12 (12 gives 8760).
[[nodiscard]] int first_hour_of_month(int month) noexcept;

/// The calendar day of a day 0..364 of the 365-day year, which has no 29 February.
[[nodiscard]] std::chrono::sys_days calendar_day(int year, int day_of_year) noexcept;

/// Easter Sunday of the Gregorian calendar. Source: Meeus/Jones/Butcher (Meeus, Astronomical Algorithms, chapter 8).
[[nodiscard]] std::chrono::sys_days easter_sunday(int year) noexcept;

/// The week of a day after ISO 8601, 1..53: it is a week of the year in which its Thursday lies.
[[nodiscard]] int iso_week(std::chrono::sys_days day) noexcept;

/// What the clock on the wall says in one hour of the standard-time axis.
struct ClockHour {
  std::int16_t day_of_year = 0;  ///< 0..364 of the 365-day year, by the clock
  std::uint8_t month = 0;        ///< 0..11 by standard time
  std::uint8_t hour = 0;         ///< 0..23 by the clock (one ahead in summer time)
  std::uint8_t weekday = 0;      ///< 0 = Monday
  bool public_holiday = false;
};

/// 8,760 hours of local standard time. 29 February is left out of a leap year.
struct TimeAxis {
  int base_year = 2025;
  double utc_offset_h = 1.0;
  std::vector<ClockHour> clock;  ///< 8,760 entries

  /// Hours since `base_year`-01-01 00:00 UTC of the beginning of `hour`.
  [[nodiscard]] double utc_begin_h(int hour) const noexcept;
};

/// Builds the axis: weekdays of `base_year`, Danish public holidays, EU summer time for the clock.
/// Throws Error (bad_input) for a year outside 1990..2100.
[[nodiscard]] TimeAxis make_time_axis(int base_year, double utc_offset_h = 1.0);

}  // namespace tvilling::core
