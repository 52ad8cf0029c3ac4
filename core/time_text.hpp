// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tvilling::core {

/// A moment as it is written, in clock time. Only a moment with a time of day can have an offset from UTC.
struct TimeText {
  int year = 0;
  int month = 0;  ///< 1 to 12
  int day = 0;    ///< 1 to 31
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::optional<int> offset_min;  ///< minutes ahead of UTC: "Z" is 0, "+01:00" is 60
  bool has_time = false;          ///< false: only a day is written

  friend bool operator==(const TimeText&, const TimeText&) = default;
};

/// Reads a day or a moment, and nothing that may mean two things. Days: "2025-01-31", and day first with a four-digit year,
/// "31-01-2025", "1.2.2025", "31/1/2025" (the second number is always the month, so "1/31/2025" is refused, as are years of
/// two digits). Times follow after "T" or a blank: "18:00", "18.00", "18:00:30", with a fraction of a second that is cut off,
/// "24:00" is the next day's midnight. Offsets follow a time: "Z", "+01", "+0100", "+01:00". Blanks at the ends do not matter.
/// Allocates nothing.
[[nodiscard]] std::optional<TimeText> parse_time(std::string_view text) noexcept;

/// Seconds from 1970-01-01T00:00 on the clock the moment is written in: the offset is not taken off.
[[nodiscard]] std::int64_t clock_seconds(const TimeText& time) noexcept;

/// "2025-01-31", or "2025-01-31T18:00" with ":30" and "+01:00" or "Z" where they are.
[[nodiscard]] std::string to_string(const TimeText& time);

}  // namespace tvilling::core
