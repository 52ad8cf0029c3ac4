// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace tvilling::models {

/// What a moment of the Danish clock is in UTC.
struct ClockMoment {
  std::int64_t utc_s = 0;  ///< since 1970-01-01T00:00 UTC
  bool twice = false;      ///< of the hour that the clock shows twice in autumn; read as standard time
  bool skipped = false;    ///< of the hour that it leaves out in spring; read as summer time
};

/// Clock time in Denmark: UTC+1, in summer UTC+2 (last Sunday of March to last Sunday of October, 01:00 UTC; EU rule of 1996).
class DanishClock {
 public:
  static constexpr int kFirstYear = 1996;
  static constexpr int kLastYear = 2099;

  DanishClock();
  /// `clock_s`: seconds since 1970-01-01T00:00 on the clock; years kFirstYear to kLastYear.
  [[nodiscard]] ClockMoment read(std::int64_t clock_s, int year) const noexcept;
  /// Seconds that the clock is ahead of UTC.
  [[nodiscard]] std::int64_t ahead_s(std::int64_t utc_s, int year) const noexcept;

 private:
  /// Begin and end of summer time in UTC.
  std::array<std::pair<std::int64_t, std::int64_t>, kLastYear - kFirstYear + 1> summers_{};
};

/// The days of some whole years by the clock, each with its beginning in UTC: 23 and 25 hours long twice a year.
class DayCalendar {
 public:
  DayCalendar(const DanishClock& clock, int first_year, int last_year);

  [[nodiscard]] std::size_t days() const noexcept { return begins_.size() - 1; }
  [[nodiscard]] std::int64_t begin_s(std::size_t day) const noexcept { return begins_[day]; }
  [[nodiscard]] std::int64_t length_s(std::size_t day) const noexcept { return begins_[day + 1] - begins_[day]; }
  /// The day of a moment; moments outside give the first or the last day.
  [[nodiscard]] std::size_t day_of(std::int64_t utc_s) const noexcept;
  [[nodiscard]] int first_year() const noexcept { return first_year_; }
  [[nodiscard]] int last_year() const noexcept { return last_year_; }
  /// First day of a month 0..12 (12: the year's end).
  [[nodiscard]] std::size_t first_day(int year, int month) const noexcept;
  /// Year and month (0..11) of a day.
  [[nodiscard]] std::pair<int, int> month_of(std::size_t day) const noexcept;

 private:
  int first_year_;
  int last_year_;
  std::vector<std::int64_t> begins_;  ///< of each day, and the end of the last
  std::vector<std::size_t> months_;   ///< first day of each month, and the end
};

}  // namespace tvilling::models
