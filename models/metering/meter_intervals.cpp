// SPDX-License-Identifier: MPL-2.0
#include "models/metering/meter_intervals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
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
    drop_outliers(kept);
    std::vector<UseInterval> intervals;
    for (std::size_t k = 1, last = 0; k < kept.size(); ++k) {
      const std::int64_t begin = state_time(kept[last]);
      const std::int64_t end = state_time(kept[k]);
      if (end <= begin && readings_[kept[k]].value != readings_[kept[last]].value) {  // "2025-01" before 31 January
        note(Notice::same_moment, kept[k], ReadingFlag::overlap);
        continue;
      }
      if (end > begin) intervals.push_back({begin, end, difference(kept[last], kept[k]), kept[k]});
      last = k;
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
      if (interval.end_s <= interval.begin_s) {
        if (i > 0 && interval.amount != 0.0 && !std::isnan(interval.amount)) note(Notice::same_moment, i, ReadingFlag::overlap);
        continue;
      }
      if (make_room(intervals, interval)) intervals.push_back(interval);
    }
    return intervals;
  }

 private:
  /// Of two uses for one time the finer is kept (months, not their sum), of like ones the later; false when it is not this one.
  bool make_room(std::vector<UseInterval>& intervals, const UseInterval& interval) {
    const auto length = [](const UseInterval& one) { return one.end_s - one.begin_s; };
    while (!intervals.empty() && interval.begin_s < intervals.back().end_s) {
      const bool is_finer = length(interval) <= length(intervals.back());
      note(Notice::coarser, is_finer ? intervals.back().reading : interval.reading, ReadingFlag::overlap);
      if (!is_finer) return false;
      intervals.pop_back();
    }
    return true;
  }

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

  /// The moment of a state: a month, a year, and a day at a month's end mean their ends; not where every day is read.
  [[nodiscard]] std::int64_t state_time(std::size_t i) const {
    const Reading& reading = readings_[i];
    if (names_period(i)) return calendar_span(i, (reading.marks & ReadingMark::year) != 0).end_s;
    if ((reading.marks & ReadingMark::day) == 0 || rhythm_.rhythm == Rhythm::days) return reading.time_s;
    const std::size_t day = calendar_.day_of(reading.time_s);
    const auto [year, month] = calendar_.month_of(day);
    const bool month_end = day + 1 == calendar_.first_day(year, month + 1);
    if (!month_end) return reading.time_s;
    const std::int64_t end = reading.time_s + calendar_.length_s(day);
    const bool meets_next = i + 1 < readings_.size() && readings_[i + 1].time_s <= end;  // that of the first of the month
    return meets_next ? reading.time_s : end;
  }

  /// 99999 is what a register of five digits shows last: it begins at 0 after 100000.
  static double register_end(double rollover) {
    double power = 10.0;
    while (power < rollover) power *= 10.0;
    return rollover == power - 1.0 ? power : rollover;
  }

  /// The value at which the register begins at 0 again when it falls from `before` to `after`; nothing when it is no rollover.
  [[nodiscard]] std::optional<double> rollover(double before, double after) const {
    constexpr double kNearEnd = 0.95;
    constexpr double kNearBegin = 0.05;
    const auto passes = [before, after](double end) {
      return before <= end && after >= 0.0 && before >= kNearEnd * end && after <= kNearBegin * end;
    };
    if (!std::isnan(meter_.rollover)) {
      const double declared = register_end(meter_.rollover);
      return passes(declared) ? std::optional(declared) : std::nullopt;
    }
    if (meter_.resets) return std::nullopt;  // said to be exchanged or reset: nothing to guess
    double end = 10.0;
    while (end < before) end *= 10.0;
    constexpr double kLeastRegister = 1000.0;  // no register has fewer than three digits
    return end >= kLeastRegister && passes(end) ? std::optional(end) : std::nullopt;
  }

  /// Where resets are confirmed, a state is a mistake of reading only if it makes a rise far from the usual ones.
  [[nodiscard]] double least_odd_rise(const std::vector<std::size_t>& kept) const {
    constexpr double kUsualRises = 5.0;
    if (!meter_.resets) return 0.0;
    std::vector<double> rises;
    for (std::size_t k = 1; k < kept.size(); ++k) {
      const double rise = readings_[kept[k]].value - readings_[kept[k - 1]].value;
      if (rise > 0.0) rises.push_back(rise);
    }
    if (rises.empty()) return 0.0;
    const auto middle = rises.begin() + static_cast<std::ptrdiff_t>((rises.size() - 1) / 2);
    std::nth_element(rises.begin(), middle, rises.end());
    return kUsualRises * *middle;
  }

  /// A single state below or above its neighbours, which go on rising without it, is a mistake of reading: they tell the use. A
  /// register that passes its end between them would have turned wholly: believed only where that end is declared.
  void drop_outliers(std::vector<std::size_t>& kept) {
    if (may_be_negative()) return;
    const bool declared = !std::isnan(meter_.rollover);
    const double least_rise = least_odd_rise(kept);
    const auto value = [this, &kept](std::size_t k) { return readings_[kept[k]].value; };
    const auto is_fall = [&](std::size_t k) {
      return value(k) < value(k - 1) && !(declared && rollover(value(k - 1), value(k)));
    };
    for (std::size_t k = 1; k + 1 < kept.size();) {
      const bool low = is_fall(k) && value(k + 1) >= value(k - 1) && value(k + 1) - value(k) >= least_rise;
      const bool next_low = k + 2 < kept.size() && value(k + 2) >= value(k);
      const bool high = is_fall(k + 1) && value(k + 1) >= value(k - 1) && !next_low && value(k) - value(k - 1) >= least_rise;
      if (!low && !high) {
        ++k;
        continue;
      }
      note(low ? Notice::low_state : Notice::high_state, kept[k], ReadingFlag::unconfirmed_fall);
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
      return kMissing;  // what the old count went on to, and when, nobody knows
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

/// The least difference between values: the last digit of a meter, or finer; 0 where all are the same.
double resolution_of(const std::vector<double>& distinct) {
  double step = std::numeric_limits<double>::infinity();
  for (std::size_t i = 1; i < distinct.size(); ++i) step = std::min(step, distinct[i] - distinct[i - 1]);
  return distinct.size() > 1 ? step : 0.0;
}

struct Standstill {
  const UseInterval* first = nullptr;
  std::int64_t length_s = 0;
};

/// The longest time in which a value of at least `least` is told again and again.
Standstill longest_standstill(const std::vector<UseInterval>& intervals, double least) {
  Standstill longest;
  const UseInterval* begin = nullptr;
  std::int64_t told_until_s = 0;
  for (const UseInterval& interval : intervals) {
    const bool after_hole = interval.begin_s > told_until_s;
    told_until_s = interval.end_s;
    if (!(interval.amount >= least) || interval.amount == 0.0) {  // NaN too
      begin = nullptr;
      continue;
    }
    if (begin == nullptr || after_hole || begin->amount != interval.amount) begin = &interval;
    if (interval.end_s - begin->begin_s > longest.length_s) longest = {begin, interval.end_s - begin->begin_s};
  }
  return longest;
}

/// The values but 0, sorted and each once.
std::vector<double> distinct_values(const std::vector<UseInterval>& intervals) {
  std::vector<double> values;
  for (const UseInterval& interval : intervals) {
    if (interval.amount != 0.0 && !std::isnan(interval.amount)) values.push_back(interval.amount);
  }
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

/// Whether most values of at least `least` equal the one before and fewer than a tenth of them differ.
bool repeats_itself(const std::vector<UseInterval>& intervals, double least) {
  constexpr std::size_t kLeast = 100;
  constexpr std::size_t kUniquePart = 10;  // a tenth
  std::set<double> distinct;
  std::size_t count = 0;
  std::size_t repeats = 0;
  double before = kMissing;
  for (const UseInterval& interval : intervals) {
    if (std::isnan(interval.amount) || interval.amount == 0.0) continue;
    const bool fine = interval.amount >= least;
    count += fine ? 1 : 0;
    repeats += fine && interval.amount == before ? 1 : 0;
    if (fine) distinct.insert(interval.amount);
    before = interval.amount;
  }
  return count >= kLeast && 2 * repeats > count && distinct.size() * kUniquePart < count;
}

/// Values that stand still. Values of few steps of the resolution repeat themselves for want of digits: only those of many steps
/// are looked at, or those that stand for two months.
void notice_repeats(const std::vector<UseInterval>& intervals, const std::vector<Reading>& readings, const DayCalendar& calendar,
                    MeterNotices& notices) {
  constexpr double kManySteps = 50.0;
  constexpr double kSomeSteps = 10.0;
  constexpr std::int64_t kWeek_s = 7 * kDay_s;
  constexpr std::int64_t kTwoMonths_s = 60 * kDay_s;
  const std::vector<double> distinct = distinct_values(intervals);
  const double step = resolution_of(distinct);
  Standstill still = longest_standstill(intervals, kManySteps * step);
  const bool repeats = still.first != nullptr && repeats_itself(intervals, kManySteps * step);
  if (!repeats && still.length_s < kWeek_s) {
    still = longest_standstill(intervals, kSomeSteps * step);
    if (still.length_s < kTwoMonths_s) return;
  }
  const Reading& reading = readings[still.first->reading];
  notices.add(Notice::repeated, reading,
              repeats ? fmt::format("{} different values in {} readings", distinct.size(), intervals.size())
                      : fmt::format("{:.10g} for {} days", reading.value, still.length_s / kDay_s));
  const auto year_of = [&calendar](std::int64_t time_s) { return calendar.month_of(calendar.day_of(time_s)).first; };
  const std::int64_t end_s = repeats ? intervals.back().end_s : still.first->begin_s + still.length_s;
  const int last = year_of(end_s - 1);
  for (int year = year_of(repeats ? intervals.front().begin_s : still.first->begin_s); year <= last; ++year) {
    notices.flag(year, ReadingFlag::repeated);
  }
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
  if (rhythm.rhythm == Rhythm::steps && rhythm.step_s <= kTwoHours_s) notice_repeats(intervals, ordered, calendar, notices);
  return intervals;
}

}  // namespace tvilling::models
