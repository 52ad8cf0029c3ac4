// SPDX-License-Identifier: MPL-2.0
#include "models/building/occupancy.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

using namespace tvilling;
using models::Use;

namespace {

const core::TimeAxis& axis() {
  static const core::TimeAxis instance = core::make_time_axis(2025);
  return instance;
}

const models::UseProfiles& profiles() {
  static const models::UseProfiles instance = models::make_use_profiles(axis());
  return instance;
}

/// The hour of the axis where the clock shows `hour` on that day (month 1..12).
std::size_t hour_at(const core::TimeAxis& of, int month, int day, int hour) {
  int day_of_year = day - 1;
  for (int m = 0; m < month - 1; ++m) day_of_year += core::kDaysInMonth[static_cast<std::size_t>(m)];
  const auto found = std::find_if(of.clock.begin(), of.clock.end(),
                                  [&](const core::ClockHour& c) { return c.day_of_year == day_of_year && c.hour == hour; });
  REQUIRE(found != of.clock.end());
  return static_cast<std::size_t>(found - of.clock.begin());
}

double presence(Use use, int month, int day, int hour) {
  return profiles()[use].presence[hour_at(axis(), month, day, hour)];
}
int open(Use use, int month, int day, int hour) {
  return profiles()[use].open[hour_at(axis(), month, day, hour)];
}

/// Days on which the use opens at all.
int open_days(Use use) {
  std::vector<int> days(365, 0);
  for (std::size_t h = 0; h < axis().clock.size(); ++h) {
    if (profiles()[use].open[h] != 0) days[static_cast<std::size_t>(axis().clock[h].day_of_year)] = 1;
  }
  return std::accumulate(days.begin(), days.end(), 0);
}

}  // namespace

TEST_CASE("Every use has presence between 0 and 1 for each hour of the year") {
  for (const models::UseProfile& profile : profiles().of_use) {
    REQUIRE(profile.presence.size() == 8760);
    REQUIRE(profile.open.size() == 8760);
    CHECK(*std::min_element(profile.presence.begin(), profile.presence.end()) >= 0.0);
    CHECK(*std::max_element(profile.presence.begin(), profile.presence.end()) <= 1.0);
    CHECK(*std::max_element(profile.open.begin(), profile.open.end()) <= 1);
  }
}

TEST_CASE("An office follows EN 16798-1 on a Tuesday and is empty on Sundays and holidays") {
  CHECK(presence(Use::office, 3, 11, 6) == 0.0);
  CHECK(presence(Use::office, 3, 11, 7) == 0.2);
  CHECK(presence(Use::office, 3, 11, 10) == 0.7);
  CHECK(presence(Use::office, 3, 11, 12) == 0.4);
  CHECK(presence(Use::office, 3, 9, 10) == 0.0);   // a Sunday
  CHECK(presence(Use::office, 4, 17, 10) == 0.0);  // Maundy Thursday 2025
  CHECK(presence(Use::office, 12, 25, 10) == 0.0);
}

TEST_CASE("An office is open 45 hours in a working week") {
  int hours = 0;
  for (int day = 10; day <= 16; ++day) {  // Monday 10 to Sunday 16 March 2025
    for (int hour = 0; hour < 24; ++hour) hours += open(Use::office, 3, day, hour);
  }
  CHECK(hours == 45);
}

TEST_CASE("Opening hours are clock time and follow summer time") {
  CHECK(open(Use::office, 7, 2, 7) == 0);
  CHECK(open(Use::office, 7, 2, 8) == 1);
  CHECK(open(Use::office, 7, 2, 16) == 1);
  CHECK(open(Use::office, 7, 2, 17) == 0);
  // 8 on the clock is 7 by standard time in July.
  CHECK(hour_at(axis(), 7, 2, 8) % 24 == 7);
  CHECK(hour_at(axis(), 1, 8, 8) % 24 == 8);
}

TEST_CASE("A school is closed in weeks 7 and 27 to 32 and 42 and 52 and at Easter") {
  CHECK(open(Use::school, 2, 6, 10) == 1);    // week 6
  CHECK(open(Use::school, 2, 10, 10) == 0);   // Monday of week 7
  CHECK(open(Use::school, 2, 14, 10) == 0);   // Friday of week 7
  CHECK(open(Use::school, 2, 17, 10) == 1);   // week 8
  CHECK(open(Use::school, 4, 14, 10) == 0);   // Monday before Easter 2025
  CHECK(open(Use::school, 4, 22, 10) == 1);   // Tuesday after Easter
  CHECK(open(Use::school, 6, 27, 10) == 1);   // week 26
  CHECK(open(Use::school, 6, 30, 10) == 0);   // week 27
  CHECK(open(Use::school, 8, 8, 10) == 0);    // week 32
  CHECK(open(Use::school, 8, 11, 10) == 1);   // week 33
  CHECK(open(Use::school, 10, 15, 10) == 0);  // week 42
  CHECK(open(Use::school, 12, 23, 10) == 0);  // week 52
  CHECK(open(Use::school, 12, 30, 10) == 0);
}

TEST_CASE("A school year has about 200 days") {
  CHECK(open_days(Use::school) >= 195);
  CHECK(open_days(Use::school) <= 205);
}

TEST_CASE("Daycare closes only a few days beyond weekends and holidays") {
  CHECK(open_days(Use::daycare) >= 240);
  CHECK(open_days(Use::daycare) <= 252);
}

TEST_CASE("Nursing homes and residential care never close") {
  for (const Use use : {Use::nursing_home, Use::residential_care}) {
    const models::UseProfile& profile = profiles()[use];
    CHECK(std::accumulate(profile.open.begin(), profile.open.end(), 0) == 8760);
    CHECK(*std::min_element(profile.presence.begin(), profile.presence.end()) > 0.0);
  }
}

TEST_CASE("Weeks and weekdays of a leap year stand after 28 February as well") {
  const core::TimeAxis leap = core::make_time_axis(2024);
  const models::UseProfiles of_leap = models::make_use_profiles(leap);
  const auto school = [&](int month, int day) { return of_leap[Use::school].open[hour_at(leap, month, day, 10)]; };
  CHECK(school(3, 22) == 1);   // Friday of week 12 in 2024
  CHECK(school(3, 25) == 0);   // Monday before Easter (31 March)
  CHECK(school(6, 28) == 1);   // Friday of week 26
  CHECK(school(7, 1) == 0);    // Monday of week 27
  CHECK(school(8, 12) == 1);   // Monday of week 33
  CHECK(school(10, 14) == 0);  // Monday of week 42
  CHECK(school(10, 21) == 1);  // week 43
}
