// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/schedule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "core/time_axis.hpp"

namespace tvilling::models {

namespace {

namespace chr = std::chrono;

constexpr int kHoursPerDay = 24;
constexpr int kDaysPerYear = 365;
constexpr std::size_t kDay = 24;
constexpr std::size_t kWeek = 168;

[[noreturn]] void throw_unchecked(const std::string& what) {
  throw core::Error(core::ErrorKind::internal, "a schedule was not checked: " + what);
}

/// The calendar day of a day of the 365-day year; a run may go on into the next years.
[[nodiscard]] chr::sys_days day_of_run(int year, int day) noexcept {
  return core::calendar_day(year + day / kDaysPerYear, day % kDaysPerYear);
}

[[nodiscard]] std::size_t hour_of_week(int year, double hour) noexcept {
  const int whole = static_cast<int>(std::floor(hour));
  const chr::weekday weekday(day_of_run(year, whole / kHoursPerDay));
  const int monday_first = static_cast<int>(weekday.iso_encoding()) - 1;
  const int hour_of = monday_first * kHoursPerDay + whole % kHoursPerDay;
  return static_cast<std::size_t>(hour_of);
}

[[nodiscard]] double hourly_value(const Schedule& schedule, const RunPeriod& period, std::size_t step) {
  const std::vector<double>& values = schedule.values;
  const double hour = period.middle_h(step);
  if (values.size() == kDay) return values[static_cast<std::size_t>(std::floor(hour)) % kDay];
  if (values.size() == kWeek) return values[hour_of_week(period.year, hour)];
  return values[step / static_cast<std::size_t>(period.steps_per_hour)];
}

/// The last point at or before `hour`, or one before the first.
[[nodiscard]] std::ptrdiff_t point_before(const Schedule& schedule, double hour) noexcept {
  const auto after = std::upper_bound(schedule.points.begin(), schedule.points.end(), hour,
                                      [](double h, const std::pair<double, double>& point) { return h < point.first; });
  return after - schedule.points.begin() - 1;
}

/// The day is a circle: before its first point the last one of the day before counts.
[[nodiscard]] double point_value(const Schedule& schedule, double hour_of_day) noexcept {
  const std::ptrdiff_t count = static_cast<std::ptrdiff_t>(schedule.points.size());
  const std::ptrdiff_t before = point_before(schedule, hour_of_day);
  const std::ptrdiff_t after = before + 1;
  std::pair<double, double> low = schedule.points[static_cast<std::size_t>(before < 0 ? count - 1 : before)];
  std::pair<double, double> high = schedule.points[static_cast<std::size_t>(after < count ? after : 0)];
  if (!schedule.linear) return low.second;
  if (before < 0) low.first -= kHoursPerDay;
  if (after >= count) high.first += kHoursPerDay;
  if (!(high.first > low.first)) return low.second;
  return low.second + (high.second - low.second) * (hour_of_day - low.first) / (high.first - low.first);
}

[[nodiscard]] double dated_value(const Schedule& schedule, const RunPeriod& period, std::size_t step) noexcept {
  const double hour = period.middle_h(step) + static_cast<double>(period.year - schedule.year) * core::kHoursPerYear;
  return schedule.points[static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, point_before(schedule, hour)))].second;
}

void fill_column(const Schedule& schedule, const RunPeriod& period, const SeriesTable& series, std::vector<double>& values) {
  const SeriesTable::const_iterator column = series.find(schedule.name);
  if (column == series.end()) throw_unchecked("no column " + schedule.name);
  if (column->second.size() != period.hours) throw_unchecked("column " + schedule.name + " has another length than the run");
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = schedule.scale * column->second[i / static_cast<std::size_t>(period.steps_per_hour)];
  }
  if (schedule.during.empty()) return;
  const std::vector<double> during = values_of(schedule.during.front(), period, series);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (during[i] == 0.0) values[i] = 0.0;
  }
}

}  // namespace

std::string time_of_step(const RunPeriod& period, std::size_t step) {
  const std::size_t per_hour = static_cast<std::size_t>(period.steps_per_hour);
  const int hour = kHoursPerDay * period.first_day_of_year + period.first_hour + static_cast<int>(step / per_hour);
  const chr::year_month_day day(day_of_run(period.year, hour / kHoursPerDay));
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()), hour % kHoursPerDay, 60 * (step % per_hour) / per_hour);
}

std::vector<double> values_of(const Schedule& schedule, const RunPeriod& period, const SeriesTable& series) {
  const bool with_points = schedule.kind == Schedule::Kind::points || schedule.kind == Schedule::Kind::dated;
  if (with_points ? schedule.points.empty() : schedule.values.empty()) throw_unchecked("it has no value");
  const std::size_t count = schedule.values.size();
  if (schedule.kind == Schedule::Kind::hourly && count != kDay && count != kWeek && count != period.hours) {
    throw_unchecked("wrong length");
  }
  std::vector<double> values(period.steps(), schedule.values.empty() ? 0.0 : schedule.values.front());
  if (schedule.kind == Schedule::Kind::column) fill_column(schedule, period, series, values);
  for (std::size_t step = 0; step < values.size(); ++step) {
    switch (schedule.kind) {
      case Schedule::Kind::constant:
      case Schedule::Kind::column: break;
      case Schedule::Kind::hourly: values[step] = hourly_value(schedule, period, step); break;
      case Schedule::Kind::points: values[step] = point_value(schedule, std::fmod(period.middle_h(step), kHoursPerDay)); break;
      case Schedule::Kind::dated: values[step] = dated_value(schedule, period, step); break;
    }
  }
  return values;
}

std::pair<double, double> range_of(const Schedule& schedule) noexcept {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (schedule.kind == Schedule::Kind::column) return {-kInfinity, kInfinity};
  if (schedule.kind == Schedule::Kind::constant || schedule.kind == Schedule::Kind::hourly) {
    if (schedule.values.empty()) return {-kInfinity, kInfinity};
    const auto [low, high] = std::minmax_element(schedule.values.begin(), schedule.values.end());
    return {*low, *high};
  }
  if (schedule.points.empty()) return {-kInfinity, kInfinity};
  const auto by_value = [](const std::pair<double, double>& a, const std::pair<double, double>& b) {
    return a.second < b.second;
  };
  const auto [low, high] = std::minmax_element(schedule.points.begin(), schedule.points.end(), by_value);
  return {low->second, high->second};
}

}  // namespace tvilling::models
