// SPDX-License-Identifier: MPL-2.0
#include "models/metering/meter_days.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace tvilling::models {

namespace {

constexpr std::int64_t kDay_s = 86400;

std::string day_text(const DayCalendar& calendar, std::size_t day) {
  const auto [year, month] = calendar.month_of(day);
  return fmt::format("{}-{:02}-{:02}", year, month + 1, day - calendar.first_day(year, month) + 1);
}

int year_of(const DayCalendar& calendar, std::size_t day) {
  return calendar.month_of(day).first;
}

/// Whether an interval tells the use of its months, or only that of them together.
bool tells_months(const UseInterval& interval, const DayCalendar& calendar) {
  constexpr std::int64_t kNear_s = kDay_s + kDay_s / 2;  // readings are taken a day early or late
  if (interval.end_s - interval.begin_s <= kNear_s) return true;
  const std::size_t middle = calendar.day_of(interval.begin_s + (interval.end_s - interval.begin_s) / 2);
  const auto [year, month] = calendar.month_of(middle);
  const std::size_t last = calendar.first_day(year, month + 1) - 1;
  const std::int64_t begin = calendar.begin_s(calendar.first_day(year, month));
  const std::int64_t end = calendar.begin_s(last) + calendar.length_s(last);
  return interval.begin_s >= begin - kNear_s && interval.end_s <= end + kNear_s;
}

void note_spread(const UseInterval& interval, const std::vector<Reading>& readings, const DayCalendar& calendar,
                 MeterNotices& notices) {
  notices.add(Notice::spread, readings[interval.reading]);
  const int last = year_of(calendar, calendar.day_of(interval.end_s - 1));
  for (int year = year_of(calendar, calendar.day_of(interval.begin_s)); year <= last; ++year) {
    notices.flag(year, ReadingFlag::spread);
  }
}

/// The value below which a part of the sorted values lies, interpolated.
double quantile(const std::vector<double>& sorted, double part) {
  const double at = part * static_cast<double>(sorted.size() - 1);
  const std::size_t below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

void leave_out_last_day(DailyUse& use, const DayCalendar& calendar, MeterNotices& notices) {
  constexpr std::int64_t kTolerance_s = 60;  // "23:59:59"
  std::size_t day = use.covered_s.size();
  while (day > 0 && use.covered_s[day - 1] == 0) --day;
  if (day-- == 0) return;
  if (use.covered_s[day] >= calendar.length_s(day) - kTolerance_s) return;
  use.amount[day] = 0.0;
  use.covered_s[day] = 0;
  notices.add_time(Notice::last_day, day_text(calendar, day));
}

/// Use of a day as if it were told in all its hours and had 24 of them; NaN: told to less than a half.
double even_day(const DailyUse& use, std::size_t day) {
  if (std::int64_t{2} * use.covered_s[day] < kDay_s) return kMissing;
  return use.amount[day] * static_cast<double>(kDay_s) / static_cast<double>(use.covered_s[day]);
}

void notice_spikes(const DailyUse& use, const std::vector<Reading>& readings, const DayCalendar& calendar,
                   MeterNotices& notices) {
  constexpr std::size_t kLeastDays = 30;
  constexpr double kRanges = 3.0;
  std::vector<double> sorted;
  for (std::size_t d = 0; d < use.amount.size(); ++d) {
    const double amount = even_day(use, d);
    if (!std::isnan(amount)) sorted.push_back(amount);
  }
  if (sorted.size() < kLeastDays) return;
  std::sort(sorted.begin(), sorted.end());
  const double low = quantile(sorted, 0.25);
  const double high = quantile(sorted, 0.75);
  constexpr double kLeastRange = 0.05;  // of the use: days of a constant load differ by nothing, or by the meter's last digit
  const double range = std::max(high - low, kLeastRange * high);
  if (!(range > 0.0)) return;
  for (std::size_t d = 0; d < use.amount.size(); ++d) {
    const double amount = even_day(use, d);
    if (!(amount > 0.0)) continue;  // NaN is not either
    if (amount <= high + kRanges * range && amount >= low - kRanges * range) continue;
    const std::int64_t begin = calendar.begin_s(d);
    const auto first = std::find_if(readings.begin(), readings.end(), [begin](const Reading& r) { return r.time_s >= begin; });
    notices.add(Notice::spike, first == readings.end() ? readings.back() : *first,
                fmt::format("{}: {:.6g}, usual are {:.6g} to {:.6g}", day_text(calendar, d), amount, low, high));
    notices.flag(year_of(calendar, d), ReadingFlag::spike);
  }
}

/// Finds days like a missing one among those that were told.
class SimilarDays {
 public:
  SimilarDays(const DailyUse& use, const DayCalendar& calendar, std::span<const double> temperature_degc)
      : use_(use), calendar_(calendar), temperature_degc_(temperature_degc) {}

  [[nodiscard]] std::optional<double> amount(std::size_t day) const {
    std::optional<double> per_day = by_temperature(day);
    if (!per_day) per_day = by_weekday(day);
    if (!per_day) return std::nullopt;
    return *per_day * static_cast<double>(calendar_.length_s(day)) / static_cast<double>(kDay_s);
  }

 private:
  [[nodiscard]] bool told(std::size_t day) const { return use_.covered_s[day] > 0 && !use_.filled[day]; }
  /// Use of a day as if it had 24 hours.
  [[nodiscard]] double even(std::size_t day) const {
    return use_.amount[day] * static_cast<double>(kDay_s) / static_cast<double>(calendar_.length_s(day));
  }
  [[nodiscard]] bool weekend(std::size_t day) const {
    // Noon of the day by UTC lies in it; day 0 of 1970 was a Thursday.
    const std::int64_t days = (calendar_.begin_s(day) + kDay_s / 2) / kDay_s;
    return (days + 3) % 7 >= 5;
  }

  /// The mean of the three days nearest in temperature, of the same kind of day, within half a year and 5 K.
  [[nodiscard]] std::optional<double> by_temperature(std::size_t day) const {
    constexpr double kNear_k = 5.0;
    constexpr std::size_t kWindow = 183;
    constexpr std::size_t kDays = 3;
    if (temperature_degc_.size() != use_.amount.size() || std::isnan(temperature_degc_[day])) return std::nullopt;
    std::vector<std::pair<double, std::size_t>> near;
    const std::size_t end = std::min(use_.amount.size(), day + kWindow + 1);
    for (std::size_t d = day - std::min(day, kWindow); d < end; ++d) {
      const double off = std::abs(temperature_degc_[d] - temperature_degc_[day]);
      if (told(d) && off <= kNear_k && weekend(d) == weekend(day)) near.emplace_back(off, d);
    }
    if (near.empty()) return std::nullopt;
    std::sort(near.begin(), near.end());
    near.resize(std::min(near.size(), kDays));
    double sum = 0.0;
    for (const auto& [off, d] : near) sum += even(d);
    return sum / static_cast<double>(near.size());
  }

  /// The mean of the same weekday one and two weeks before and after; where those are missing too, of the nearest week that has
  /// it.
  [[nodiscard]] std::optional<double> by_weekday(std::size_t day) const {
    constexpr std::size_t kWeeks = 8;
    constexpr std::size_t kNearWeeks = 2;
    double sum = 0.0;
    int count = 0;
    for (std::size_t week = 1; week <= kWeeks; ++week) {
      if (week > kNearWeeks && count > 0) break;
      const std::size_t off = 7 * week;
      if (day >= off && told(day - off)) {
        sum += even(day - off);
        ++count;
      }
      if (day + off < use_.amount.size() && told(day + off)) {
        sum += even(day + off);
        ++count;
      }
    }
    if (count == 0) return std::nullopt;
    return sum / count;
  }

  const DailyUse& use_;
  const DayCalendar& calendar_;
  std::span<const double> temperature_degc_;
};

/// What of a year is told.
struct YearCover {
  std::int64_t length_s = 0;
  std::int64_t covered_s = 0;
  std::size_t longest_gap_days = 0;
};

YearCover cover_of(const DailyUse& use, const DayCalendar& calendar, std::size_t first, std::size_t end) {
  YearCover cover;
  std::size_t gap = 0;
  for (std::size_t d = first; d < end; ++d) {
    cover.length_s += calendar.length_s(d);
    cover.covered_s += use.covered_s[d];
    gap = use.covered_s[d] > 0 ? 0 : gap + 1;
    cover.longest_gap_days = std::max(cover.longest_gap_days, gap);
  }
  return cover;
}

/// A day told to at least a half counts whole, at its mean; one told to less is missing.
void complete_days(DailyUse& use, const DayCalendar& calendar) {
  for (std::size_t d = 0; d < use.amount.size(); ++d) {
    const std::int64_t covered = use.covered_s[d];
    if (covered == 0 || covered >= calendar.length_s(d)) continue;
    if (2 * covered < calendar.length_s(d)) {
      use.amount[d] = 0.0;
      use.covered_s[d] = 0;
    } else {
      use.amount[d] *= static_cast<double>(calendar.length_s(d)) / static_cast<double>(covered);
    }
  }
}

/// Fills the missing days of a usable year; false when one has no like.
bool fill_year(DailyUse& use, const SimilarDays& similar, std::size_t first, std::size_t end) {
  bool whole = true;
  for (std::size_t d = first; d < end; ++d) {
    if (use.covered_s[d] > 0) continue;
    const std::optional<double> amount = similar.amount(d);
    if (!amount) {
      whole = false;
      continue;
    }
    use.amount[d] = *amount;
    use.filled[d] = true;
  }
  return whole;
}

void sum_year(MeterYear& year, const DailyUse& use, const DayCalendar& calendar) {
  year.amount = 0.0;
  for (int m = 0; m < 12; ++m) {
    double month = 0.0;
    for (std::size_t d = calendar.first_day(year.year, m); d < calendar.first_day(year.year, m + 1); ++d) month += use.amount[d];
    year.monthly[static_cast<std::size_t>(m)] = month;
    year.amount += month;
  }
}

}  // namespace

DailyUse daily_use(const Meter& meter, const std::vector<UseInterval>& intervals, const std::vector<Reading>& readings,
                   const DayCalendar& calendar, MeterNotices& notices) {
  DailyUse use{std::vector<double>(calendar.days()), std::vector<std::int32_t>(calendar.days()),
               std::vector<bool>(calendar.days())};
  for (const UseInterval& interval : intervals) {
    if (std::isnan(interval.amount)) continue;
    const double amount = interval.amount * meter.factor;
    const double length_s = static_cast<double>(interval.end_s - interval.begin_s);
    std::int64_t at = interval.begin_s;
    for (std::size_t day = calendar.day_of(at); at < interval.end_s && day < calendar.days(); ++day) {
      const std::int64_t end = std::min(interval.end_s, calendar.begin_s(day) + calendar.length_s(day));
      if (end <= at) break;  // beyond the calendar
      use.amount[day] +=
          end - at == interval.end_s - interval.begin_s ? amount : amount * static_cast<double>(end - at) / length_s;
      use.covered_s[day] += static_cast<std::int32_t>(end - at);
      at = end;
    }
    if (!tells_months(interval, calendar)) note_spread(interval, readings, calendar, notices);
  }
  return use;
}

void check_days(DailyUse& use, const std::vector<Reading>& readings, const DayCalendar& calendar, MeterNotices& notices) {
  leave_out_last_day(use, calendar, notices);
  if (!readings.empty()) notice_spikes(use, readings, calendar, notices);
}

std::vector<MeterYear> meter_years(std::size_t meter, DailyUse& use, const DayCalendar& calendar,
                                   std::span<const double> temperature_degc, MeterNotices& notices) {
  constexpr double kLeastCovered = 0.9;
  constexpr std::size_t kLongestGap_days = 50;
  std::vector<MeterYear> years;
  complete_days(use, calendar);
  const SimilarDays similar(use, calendar, temperature_degc);
  for (int y = calendar.first_year(); y <= calendar.last_year(); ++y) {
    const std::size_t first = calendar.first_day(y, 0);
    const std::size_t end = calendar.first_day(y, 12);
    const YearCover cover = cover_of(use, calendar, first, end);
    if (cover.covered_s < kDay_s) continue;  // the hour of a neighbouring year that a reading at New Year closes
    MeterYear year;
    year.meter = meter;
    year.year = y;
    year.covered_fraction = static_cast<double>(cover.covered_s) / static_cast<double>(cover.length_s);
    year.usable = year.covered_fraction >= kLeastCovered && cover.longest_gap_days <= kLongestGap_days &&
                  fill_year(use, similar, first, end);
    sum_year(year, use, calendar);
    if (!year.usable) {
      notices.flag(y, ReadingFlag::gap_long);
      notices.add_time(Notice::year_not_usable, fmt::format("{} ({:.1f} % told, longest gap {} days)", y,
                                                            100.0 * year.covered_fraction, cover.longest_gap_days));
    } else if (cover.covered_s < cover.length_s) {
      year.filled_fraction = 1.0 - year.covered_fraction;
      notices.flag(y, ReadingFlag::gap_filled);
      notices.add_time(Notice::gap_filled, fmt::format("{} ({:.2f} %)", y, 100.0 * year.filled_fraction));
    }
    if (year.usable && year.amount == 0.0) {
      notices.flag(y, ReadingFlag::zero);
      notices.add_time(Notice::zero, std::to_string(y));
    }
    year.flags = notices.flags(y);
    years.push_back(year);
  }
  return years;
}

}  // namespace tvilling::models
