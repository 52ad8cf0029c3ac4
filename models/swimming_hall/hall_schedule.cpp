// SPDX-License-Identifier: MPL-2.0
#include "models/swimming_hall/hall_schedule.hpp"

#include <cmath>

#include "core/error.hpp"

namespace tvilling::models {

namespace {

constexpr int kSunday = 6;

std::size_t week_hour(const core::ClockHour& clock) {
  const int weekday = clock.public_holiday ? kSunday : clock.weekday;
  return static_cast<std::size_t>(weekday) * 24 + static_cast<std::size_t>(clock.hour);
}

}  // namespace

HallSchedule make_hall_schedule(const HallWeek& week, double visitors_per_year, const core::TimeAxis& axis) {
  HallSchedule schedule;
  double sum = 0.0;
  for (const core::ClockHour& clock : axis.clock) {
    const std::size_t hour = week_hour(clock);
    schedule.open.push_back(week.open.at(hour));
    schedule.visits.push_back(week.open.at(hour) > 0.0 ? week.visits.at(hour) : 0.0);
    sum += schedule.visits.back();
  }
  if (visitors_per_year > 0.0 && !(sum > 0.0)) {
    throw core::Error(core::ErrorKind::bad_input, "visitors, but no open hour in which they come", {},
                      "Give opening hours in which the hall has visitors.");
  }
  for (double& visits : schedule.visits) visits = sum > 0.0 ? visits / sum * visitors_per_year : 0.0;
  return schedule;
}

}  // namespace tvilling::models
