// SPDX-License-Identifier: MPL-2.0
#include "models/metering/reading_cells.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/time_text.hpp"
#include "models/metering/readings.hpp"
#include "models/portfolio/fold.hpp"

namespace tvilling::models {

namespace {

constexpr std::int64_t kMinute_s = 60;

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// "2025" and "2025-01" as their first day.
std::optional<core::TimeText> parse_long(std::string_view text, std::uint8_t& marks) {
  constexpr std::size_t kYear = 4;
  constexpr std::size_t kMonth = 7;
  core::TimeText time;
  if (text.size() == kYear && all_digits(text)) {
    marks = ReadingMark::year;
    time.month = 1;
  } else if (text.size() == kMonth && text[kYear] == '-' && all_digits(text.substr(0, kYear)) &&
             all_digits(text.substr(kYear + 1))) {
    marks = ReadingMark::month;
    time.month = number(text.substr(kYear + 1));
    if (time.month < 1 || time.month > 12) return std::nullopt;
  } else {
    return std::nullopt;
  }
  time.year = number(text.substr(0, kYear));
  time.day = 1;
  return time;
}

}  // namespace

std::optional<ReadingTime> ReadingClock::read(std::string_view text) {
  if (text == last_text_) return last_;
  last_text_ = text;
  last_ = parse(text);
  return last_;
}

std::optional<ReadingTime> ReadingClock::parse(std::string_view text) const {
  ReadingTime reading;
  std::optional<core::TimeText> time = parse_long(text, reading.marks);
  if (!time) {
    time = core::parse_time(text);
    if (time && !time->has_time) reading.marks = ReadingMark::day;
  }
  if (!time || time->year < DanishClock::kFirstYear || time->year > DanishClock::kLastYear) return std::nullopt;
  const std::int64_t clock_s = core::clock_seconds(*time);
  if (time->offset_min) {
    reading.time_s = clock_s - *time->offset_min * kMinute_s;
    return reading;
  }
  const ClockMoment moment = clock_.read(clock_s, time->year);
  reading.time_s = moment.utc_s;
  if (moment.twice) reading.marks |= ReadingMark::twice;
  if (moment.skipped) reading.marks |= ReadingMark::skipped;
  return reading;
}

std::optional<bool> parse_estimated(std::string_view word) {
  constexpr std::array<std::string_view, 17> kEstimated{"1",         "ja",       "j",        "yes",      "y",         "true",
                                                        "x",         "e",        "est",      "estimat",  "estimated", "estimate",
                                                        "estimeret", "skoennet", "anslaaet", "beregnet", "sand"};
  constexpr std::array<std::string_view, 19> kRead{"",        "0",      "nej",     "no",   "n",     "false",    "falsk",
                                                   "a",       "actual", "r",       "m",    "maalt", "measured", "read",
                                                   "aflaest", "ok",     "faktisk", "good", "reel"};
  const std::string folded = fold(word);
  if (std::find(kRead.begin(), kRead.end(), folded) != kRead.end()) return false;
  if (std::find(kEstimated.begin(), kEstimated.end(), folded) != kEstimated.end()) return true;
  return std::nullopt;
}

}  // namespace tvilling::models
