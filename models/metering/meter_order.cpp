// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <utility>

#include "models/metering/meter_intervals.hpp"

namespace tvilling::models {

namespace {

constexpr std::int64_t kHour_s = 3600;
constexpr std::int64_t kDay_s = 24 * kHour_s;

bool earlier(const Reading& a, const Reading& b) {
  return std::pair(a.time_s, a.line) < std::pair(b.time_s, b.line);
}

/// Of two readings for one time in the hour that the clock shows twice, the first belongs to summer time.
void split_doubled_hour(std::vector<Reading>& readings) {
  std::vector<std::size_t> doubled;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    if ((readings[i].marks & ReadingMark::twice) != 0) doubled.push_back(i);
  }
  std::sort(doubled.begin(), doubled.end(), [&readings](std::size_t a, std::size_t b) {
    return std::pair(readings[a].time_s, a) < std::pair(readings[b].time_s, b);
  });
  for (std::size_t i = 0; i + 1 < doubled.size();) {
    Reading& first = readings[doubled[i]];
    if (readings[doubled[i + 1]].time_s != first.time_s) {
      ++i;
      continue;
    }
    first.time_s -= kHour_s;
    i += 2;
  }
}

/// Newest first is an order too: turned round, so that the doubled hour reads as it was written.
void turn_to_time(std::vector<Reading>& readings, MeterNotices& notices) {
  std::size_t falls = 0;
  const Reading* first_fall = nullptr;
  for (std::size_t i = 1; i < readings.size(); ++i) {
    if (readings[i].time_s >= readings[i - 1].time_s) continue;
    ++falls;
    if (first_fall == nullptr) first_fall = &readings[i];
  }
  if (first_fall == nullptr) return;
  for (std::size_t i = 0; i < falls; ++i) notices.add(Notice::unsorted, *first_fall);
  if (2 * falls > readings.size()) std::reverse(readings.begin(), readings.end());
}

/// First and last days of the months about a day.
struct DayInMonth {
  bool first = false;
  bool last = false;
  int days_to_end = 0;
  int month = 0;
};

DayInMonth day_in_month(const DayCalendar& calendar, std::size_t day) {
  const auto [year, month] = calendar.month_of(day);
  const std::size_t end = calendar.first_day(year, month + 1);
  return {day == calendar.first_day(year, month), day + 1 == end, static_cast<int>(end - day), month};
}

/// "2025-01-31 00:00" month after month is a date that a spreadsheet gave a time.
bool are_dates(const std::vector<Reading>& readings, const DayCalendar& calendar) {
  constexpr int kAtMonthEnd = 4;
  return std::all_of(readings.begin(), readings.end(), [&calendar](const Reading& reading) {
    const std::size_t day = calendar.day_of(reading.time_s);
    return calendar.begin_s(day) == reading.time_s && day_in_month(calendar, day).days_to_end <= kAtMonthEnd;
  });
}

/// "2025-01-31 00:00" day after day is the day itself.
bool are_midnights(const std::vector<Reading>& readings, const DayCalendar& calendar) {
  return std::all_of(readings.begin(), readings.end(), [&calendar](const Reading& reading) {
    return calendar.begin_s(calendar.day_of(reading.time_s)) == reading.time_s;
  });
}

bool all_marked(const std::vector<Reading>& readings, std::uint8_t mark) {
  return std::all_of(readings.begin(), readings.end(), [mark](const Reading& r) { return (r.marks & mark) != 0; });
}

std::int64_t median_step(const std::vector<Reading>& ordered) {
  std::vector<std::int64_t> steps;
  steps.reserve(ordered.size());
  for (std::size_t i = 1; i < ordered.size(); ++i) steps.push_back(ordered[i].time_s - ordered[i - 1].time_s);
  const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
  std::nth_element(steps.begin(), middle, steps.end());
  return *middle;
}

bool is_month(std::int64_t step_s) {
  return step_s >= 27 * kDay_s && step_s <= 32 * kDay_s;
}

bool is_year(std::int64_t step_s) {
  return step_s >= 360 * kDay_s && step_s <= 371 * kDay_s;
}

/// One reading alone names a year when it is dated to its end or its beginning.
MeterRhythm rhythm_of_one(const Reading& reading, const DayCalendar& calendar) {
  constexpr int kDecember = 11;
  const DayInMonth day = day_in_month(calendar, calendar.day_of(reading.time_s));
  const bool new_year = (day.first && day.month == 0) || (day.last && day.month == kDecember);
  if ((reading.marks & ReadingMark::day) != 0 && new_year) return {Rhythm::years, 365 * kDay_s};
  return {};
}

/// Several readings for nearly every day, none with a clock time: more than a file that was delivered some times over.
bool lost_clock(const std::vector<Reading>& sorted) {
  constexpr std::size_t kLeastOfDay = 6;
  const auto is_double = [](const Reading& a, const Reading& b) {
    return a.time_s == b.time_s && (a.marks & b.marks & ReadingMark::day) != 0;
  };
  std::size_t doubles = 0;
  for (std::size_t i = 1; i < sorted.size(); ++i) doubles += is_double(sorted[i - 1], sorted[i]) ? 1 : 0;
  return doubles >= kLeastOfDay && (sorted.size() - doubles) * kLeastOfDay <= sorted.size();
}

}  // namespace

std::vector<Reading> in_order(std::vector<Reading> readings, const DayCalendar& calendar, std::int64_t now_s,
                              MeterNotices& notices) {
  turn_to_time(readings, notices);
  split_doubled_hour(readings);
  if (!std::is_sorted(readings.begin(), readings.end(), earlier)) std::sort(readings.begin(), readings.end(), earlier);
  const Notice same_time_notice = lost_clock(readings) ? Notice::clock_lost : Notice::overlap;
  std::vector<Reading> ordered;
  ordered.reserve(readings.size());
  for (const Reading& reading : readings) {
    if (reading.time_s > now_s) {
      notices.add(Notice::future, reading);
      continue;
    }
    constexpr std::uint8_t kPeriods = ReadingMark::month | ReadingMark::year;  // "2025" and "2025-01" begin together
    const bool same_time =
        !ordered.empty() && ordered.back().time_s == reading.time_s && ((ordered.back().marks ^ reading.marks) & kPeriods) == 0;
    const auto is_skipped = [](const Reading& r) { return (r.marks & ReadingMark::skipped) != 0; };
    if (is_skipped(reading)) notices.add(Notice::skipped_hour, reading);
    if (same_time && is_skipped(reading) != is_skipped(ordered.back())) {  // never in the place of what was read at that time
      if (!is_skipped(reading)) ordered.back() = reading;
    } else if (same_time) {
      notices.add(same_time_notice, reading);
      notices.flag(calendar.month_of(calendar.day_of(reading.time_s)).first, ReadingFlag::overlap);
      ordered.back() = reading;
    } else {
      ordered.push_back(reading);
    }
  }
  return ordered;
}

MeterRhythm rhythm_of(const std::vector<Reading>& ordered, const DayCalendar& calendar) {
  if (ordered.empty()) return {};
  if (all_marked(ordered, ReadingMark::year)) return {Rhythm::years, 365 * kDay_s};
  if (all_marked(ordered, ReadingMark::month | ReadingMark::year)) return {Rhythm::months, 30 * kDay_s};
  if (ordered.size() == 1) return rhythm_of_one(ordered.front(), calendar);
  const std::int64_t step_s = median_step(ordered);
  constexpr std::int64_t kLongestDay_s = 26 * kHour_s;
  const bool dates = all_marked(ordered, ReadingMark::day);
  if (step_s <= kLongestDay_s) return {dates || are_midnights(ordered, calendar) ? Rhythm::days : Rhythm::steps, step_s};
  if (dates || are_dates(ordered, calendar)) {
    if (is_month(step_s)) return {Rhythm::months, step_s};
    if (is_year(step_s)) return {Rhythm::years, step_s};
  }
  return {Rhythm::irregular, step_s};
}

std::optional<HourLabel> label_of(const std::vector<Reading>& ordered, const MeterRhythm& rhythm, const DayCalendar& calendar) {
  if (rhythm.rhythm != Rhythm::steps || ordered.size() < 2) return std::nullopt;
  const auto midnight = [&calendar](std::int64_t time_s) { return calendar.begin_s(calendar.day_of(time_s)) == time_s; };
  const std::int64_t first = ordered.front().time_s;
  const std::int64_t last = ordered.back().time_s;
  const bool begins = midnight(first) && midnight(last + rhythm.step_s);
  const bool ends = midnight(first - rhythm.step_s) && midnight(last);
  if (begins == ends) return std::nullopt;
  return begins ? HourLabel::begin : HourLabel::end;
}

}  // namespace tvilling::models
