// SPDX-License-Identifier: MPL-2.0
#include "models/metering/meter_intervals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace tvilling::models {

namespace {

constexpr std::int64_t kDay_s = 86400;

/// Makes the intervals of one meter.
class IntervalMaker {
 public:
  IntervalMaker(const Meter& meter, const std::vector<Reading>& readings, const MeterRhythm& rhythm, const DayCalendar& calendar,
                MeterNotices& notices)
      : meter_(meter), readings_(readings), rhythm_(rhythm), calendar_(calendar), notices_(notices) {}

  [[nodiscard]] std::vector<UseInterval> of_register() {
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < readings_.size(); ++i) {
      if (std::isnan(readings_[i].value)) continue;  // the use is told by the next reading
      if (is_estimated(i)) continue;
      kept.push_back(i);
    }
    drop_low_outliers(kept);
    std::vector<UseInterval> intervals;
    for (std::size_t k = 1; k < kept.size(); ++k) {
      const double amount = difference(kept[k - 1], kept[k]);
      intervals.push_back({state_time(kept[k - 1]), state_time(kept[k]), amount, kept[k]});
    }
    if (intervals.empty() && !readings_.empty()) notices_.add(Notice::too_few, readings_.front());
    return intervals;
  }

  [[nodiscard]] std::vector<UseInterval> of_uses(HourLabel label) {
    std::vector<UseInterval> intervals;
    intervals.reserve(readings_.size());
    if (rhythm_.rhythm == Rhythm::unknown) {
      if (!readings_.empty()) notices_.add(Notice::too_few, readings_.front());
      return intervals;
    }
    for (std::size_t i = 0; i < readings_.size(); ++i) {
      UseInterval interval = span_of(i, label);
      interval.reading = i;
      interval.amount = use_of(i);
      if (interval.end_s <= interval.begin_s) continue;
      if (!intervals.empty() && interval.begin_s < intervals.back().end_s) {  // two dates in one month, a month in a year
        note(Notice::overlap, i, ReadingFlag::overlap);
        if (intervals.back().begin_s == interval.begin_s) intervals.back() = interval;
      } else {
        intervals.push_back(interval);
      }
    }
    return intervals;
  }

 private:
  [[nodiscard]] int year_of(std::size_t i) const { return calendar_.month_of(calendar_.day_of(readings_[i].time_s)).first; }
  void note(Notice notice, std::size_t i, ReadingFlag flag, const std::string& detail = {}) {
    notices_.add(notice, readings_[i], detail);
    notices_.flag(year_of(i), flag);
  }

  bool is_estimated(std::size_t i) {
    if ((readings_[i].marks & ReadingMark::estimated) == 0) return false;
    note(Notice::estimated, i, ReadingFlag::estimated);
    return true;
  }

  [[nodiscard]] bool may_be_negative() const { return meter_.carrier == Carrier::electricity && meter_.feeds_out; }

  double use_of(std::size_t i) {
    if (is_estimated(i)) return kMissing;
    const double value = readings_[i].value;
    if (!(value < 0.0) || may_be_negative()) return value;
    note(Notice::negative, i, ReadingFlag::negative);
    return kMissing;
  }

  /// Written as a month or year: "2025-01", "2025".
  [[nodiscard]] bool names_period(std::size_t i) const {
    return (readings_[i].marks & (ReadingMark::month | ReadingMark::year)) != 0;
  }

  /// A whole month or year of the calendar.
  [[nodiscard]] UseInterval calendar_span(std::size_t i, bool year) const {
    const auto [y, m] = calendar_.month_of(calendar_.day_of(readings_[i].time_s));
    const std::size_t first = calendar_.first_day(y, year ? 0 : m);
    const std::size_t last = calendar_.first_day(y, year ? 12 : m + 1) - 1;
    return {calendar_.begin_s(first), calendar_.begin_s(last) + calendar_.length_s(last), 0.0, i};
  }

  [[nodiscard]] UseInterval span_of(std::size_t i, HourLabel label) const {
    const std::int64_t time = readings_[i].time_s;
    if (names_period(i)) return calendar_span(i, (readings_[i].marks & ReadingMark::year) != 0);
    switch (rhythm_.rhythm) {
      case Rhythm::days: {
        const std::size_t day = calendar_.day_of(time);
        return {calendar_.begin_s(day), calendar_.begin_s(day) + calendar_.length_s(day), 0.0, i};
      }
      case Rhythm::months: return calendar_span(i, false);
      case Rhythm::years: return calendar_span(i, true);
      case Rhythm::steps: return step_span(i, label);
      default: break;
    }
    if (i > 0) return {state_time(i - 1), state_time(i), 0.0, i};
    // What came before the first reading is known only where the rhythm is a month's or a year's.
    constexpr std::int64_t kLongestMonth_s = 32 * kDay_s;
    const bool regular = rhythm_.step_s <= kLongestMonth_s || (rhythm_.step_s >= 360 * kDay_s && rhythm_.step_s <= 371 * kDay_s);
    return {regular ? state_time(i) - rhythm_.step_s : state_time(i), state_time(i), 0.0, i};
  }

  /// Neighbours that are about a step away bound the interval: days of 23 and 25 hours are then whole.
  [[nodiscard]] UseInterval step_span(std::size_t i, HourLabel label) const {
    const std::int64_t time = readings_[i].time_s;
    const std::int64_t near = rhythm_.step_s + rhythm_.step_s / 2;
    if (label == HourLabel::begin) {
      const bool bounded = i + 1 < readings_.size() && readings_[i + 1].time_s - time <= near;
      return {time, bounded ? readings_[i + 1].time_s : time + rhythm_.step_s, 0.0, i};
    }
    const bool bounded = i > 0 && time - readings_[i - 1].time_s <= near;
    return {bounded ? readings_[i - 1].time_s : time - rhythm_.step_s, time, 0.0, i};
  }

  /// The moment of a state: a month, a year, and a day at a month's end mean their ends.
  [[nodiscard]] std::int64_t state_time(std::size_t i) const {
    const Reading& reading = readings_[i];
    if (names_period(i)) return calendar_span(i, (reading.marks & ReadingMark::year) != 0).end_s;
    if ((reading.marks & ReadingMark::day) == 0) return reading.time_s;
    const std::size_t day = calendar_.day_of(reading.time_s);
    const auto [year, month] = calendar_.month_of(day);
    const bool month_end = day + 1 == calendar_.first_day(year, month + 1);
    return month_end ? reading.time_s + calendar_.length_s(day) : reading.time_s;
  }

  /// The value at which the register begins at 0 again when it falls from `before` to `after`; nothing when it is no rollover.
  [[nodiscard]] std::optional<double> rollover(double before, double after) const {
    constexpr double kNearEnd = 0.95;
    constexpr double kNearBegin = 0.05;
    const auto passes = [before, after](double end) {
      return before <= end && after >= 0.0 && before >= kNearEnd * end && after <= kNearBegin * end;
    };
    if (!std::isnan(meter_.rollover)) return passes(meter_.rollover) ? std::optional(meter_.rollover) : std::nullopt;
    double end = 10.0;
    while (end < before) end *= 10.0;
    constexpr double kLeastRegister = 1000.0;  // no register has fewer than three digits
    return end >= kLeastRegister && passes(end) ? std::optional(end) : std::nullopt;
  }

  /// A single state below its neighbours is a mistake of reading: the others tell the use.
  void drop_low_outliers(std::vector<std::size_t>& kept) {
    if (may_be_negative() || meter_.resets) return;
    for (std::size_t k = 1; k + 1 < kept.size();) {
      const double before = readings_[kept[k - 1]].value;
      const double low = readings_[kept[k]].value;
      const double after = readings_[kept[k + 1]].value;
      if (!(low < before && after >= before) || rollover(before, low)) {
        ++k;
        continue;
      }
      note(Notice::fall, kept[k], ReadingFlag::unconfirmed_fall);
      kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(k));
    }
  }

  double difference(std::size_t from, std::size_t to) {
    const double before = readings_[from].value;
    const double after = readings_[to].value;
    if (after >= before) return after - before;
    const std::optional<double> end = rollover(before, after);
    if (end) {
      const Notice notice = std::isnan(meter_.rollover) ? Notice::rollover_guessed : Notice::rollover;
      note(notice, to, ReadingFlag::rollover, fmt::format("{:.10g}", *end));
      return after + (*end - before);
    }
    if (meter_.resets) {
      note(Notice::reset, to, ReadingFlag::reset, fmt::format("{:.10g}", before));
      return std::max(after, 0.0);
    }
    if (may_be_negative()) return after - before;
    note(Notice::fall, to, ReadingFlag::unconfirmed_fall, fmt::format("{:.10g}", before));
    return kMissing;
  }

  const Meter& meter_;
  const std::vector<Reading>& readings_;
  const MeterRhythm& rhythm_;
  const DayCalendar& calendar_;
  MeterNotices& notices_;
};

/// Values that stand still: nothing else repeats half of all hours and has so few values.
bool notice_repeats(const std::vector<UseInterval>& intervals, const std::vector<Reading>& readings, const DayCalendar& calendar,
                    MeterNotices& notices) {
  constexpr std::size_t kLeast = 100;
  constexpr std::size_t kUniquePart = 10;  // a tenth
  std::vector<double> values;
  std::size_t repeats = 0;
  const UseInterval* first = nullptr;
  for (const UseInterval& interval : intervals) {
    if (std::isnan(interval.amount) || interval.amount == 0.0) continue;
    if (!values.empty() && values.back() == interval.amount) {
      ++repeats;
      if (first == nullptr) first = &interval;
    }
    values.push_back(interval.amount);
  }
  if (values.size() < kLeast || 2 * repeats <= values.size()) return false;
  std::sort(values.begin(), values.end());
  const auto unique = static_cast<std::size_t>(std::unique(values.begin(), values.end()) - values.begin());
  if (unique * kUniquePart >= values.size()) return false;
  const Reading& reading = readings[first->reading];
  notices.add(Notice::repeated, reading, fmt::format("{} different values in {} readings", unique, values.size()));
  for (const std::size_t i : {first->reading, intervals.back().reading}) {
    notices.flag(calendar.month_of(calendar.day_of(readings[i].time_s)).first, ReadingFlag::repeated);
  }
  return true;
}

/// One value for a week and more, on a meter that tells so many values that it is not for want of digits.
void notice_standstill(const std::vector<UseInterval>& intervals, const std::vector<Reading>& readings,
                       const DayCalendar& calendar, MeterNotices& notices) {
  constexpr std::int64_t kLong_s = 7 * kDay_s;
  constexpr std::size_t kValues = 100;
  std::set<double> values;
  const UseInterval* begin = nullptr;  // of the run
  const UseInterval* longest = nullptr;
  std::int64_t longest_s = 0;
  for (const UseInterval& interval : intervals) {
    if (std::isnan(interval.amount) || interval.amount == 0.0) {
      begin = nullptr;
      continue;
    }
    if (values.size() < kValues) values.insert(interval.amount);
    if (begin == nullptr || begin->amount != interval.amount) begin = &interval;
    if (interval.end_s - begin->begin_s <= longest_s) continue;
    longest = begin;
    longest_s = interval.end_s - begin->begin_s;
  }
  if (longest_s < kLong_s || values.size() < kValues) return;
  const Reading& reading = readings[longest->reading];
  notices.add(Notice::repeated, reading, fmt::format("{:.10g} for {} days", reading.value, longest_s / kDay_s));
  notices.flag(calendar.month_of(calendar.day_of(reading.time_s)).first, ReadingFlag::repeated);
}

/// Uses that never fall in 48 readings are more likely the states of a counter.
void notice_register(const Meter& meter, const std::vector<Reading>& readings, MeterNotices& notices) {
  constexpr std::size_t kLeast = 48;
  if (meter.kind != MeterKind::interval || readings.size() < kLeast) return;
  double last = 0.0;
  std::size_t growths = 0;
  std::size_t seen = 0;
  for (const Reading& reading : readings) {
    if (std::isnan(reading.value)) continue;
    if (reading.value < last) return;
    growths += static_cast<std::size_t>(reading.value > last);
    last = reading.value;
    ++seen;
  }
  if (4 * growths > seen) notices.add(Notice::looks_like_register, readings.front());
}

}  // namespace

std::vector<UseInterval> use_intervals(const Meter& meter, const std::vector<Reading>& ordered, const MeterRhythm& rhythm,
                                       HourLabel label, const DayCalendar& calendar, MeterNotices& notices) {
  IntervalMaker maker(meter, ordered, rhythm, calendar, notices);
  if (meter.kind == MeterKind::register_) return maker.of_register();
  std::vector<UseInterval> intervals = maker.of_uses(label);
  notice_register(meter, ordered, notices);
  constexpr std::int64_t kTwoHours_s = 7200;
  if (rhythm.rhythm == Rhythm::steps && rhythm.step_s <= kTwoHours_s && !notice_repeats(intervals, ordered, calendar, notices)) {
    notice_standstill(intervals, ordered, calendar, notices);
  }
  return intervals;
}

}  // namespace tvilling::models
