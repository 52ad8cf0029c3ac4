// SPDX-License-Identifier: MPL-2.0
#include "core/time_axis.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <set>
#include <vector>

#include "core/error.hpp"

using tvilling::core::ClockHour;
using tvilling::core::first_hour_of_month;
using tvilling::core::make_time_axis;
using tvilling::core::month_of_hour;
using tvilling::core::TimeAxis;

namespace {

/// Standard-time hour at which a day of a 365-day year begins; month and day from 1.
int hour_of(int month, int day) {
  return first_hour_of_month(month - 1) + (day - 1) * 24;
}

const ClockHour& noon(const TimeAxis& axis, int month, int day) {
  return axis.clock.at(static_cast<std::size_t>(hour_of(month, day) + 12));
}

std::set<int> closed_days(const TimeAxis& axis) {
  std::set<int> days;
  for (const ClockHour& hour : axis.clock) {
    if (hour.public_holiday) days.insert(hour.day_of_year);
  }
  return days;
}

int day_of(int month, int day) {
  return hour_of(month, day) / 24;
}

}  // namespace

TEST_CASE("The months of a year begin and end where the calendar says") {
  CHECK(first_hour_of_month(0) == 0);
  CHECK(first_hour_of_month(1) == 744);
  CHECK(first_hour_of_month(2) == 1416);
  CHECK(first_hour_of_month(12) == 8760);
  CHECK(month_of_hour(0) == 0);
  CHECK(month_of_hour(743) == 0);
  CHECK(month_of_hour(744) == 1);
  CHECK(month_of_hour(8759) == 11);
}

TEST_CASE("A year has 8760 hours and 1 January 2025 is a Wednesday") {
  const TimeAxis axis = make_time_axis(2025);
  REQUIRE(axis.clock.size() == 8760);
  CHECK(axis.clock.front().weekday == 2);
  CHECK(axis.clock.front().hour == 0);
  CHECK(axis.clock.back().weekday == 2);
  CHECK(axis.clock.back().day_of_year == 364);
  CHECK(axis.clock.back().hour == 23);
}

TEST_CASE("The holidays of 2025 are closed and Great Prayer Day is not") {
  const std::set<int> expected{day_of(1, 1),   day_of(4, 17),  day_of(4, 18), day_of(4, 20), day_of(4, 21),
                               day_of(5, 29),  day_of(6, 5),   day_of(6, 8),  day_of(6, 9),  day_of(12, 24),
                               day_of(12, 25), day_of(12, 26), day_of(12, 31)};
  CHECK(closed_days(make_time_axis(2025)) == expected);
}

TEST_CASE("Great Prayer Day is closed in 2023 and open in 2024") {
  CHECK(noon(make_time_axis(2023), 5, 5).public_holiday);
  CHECK_FALSE(noon(make_time_axis(2024), 4, 26).public_holiday);
}

TEST_CASE("Easter falls where the church calendar puts it") {
  // Easter Mondays: 1991 and 2008 early, 2011 and 2038 late.
  CHECK(noon(make_time_axis(1991), 4, 1).public_holiday);
  CHECK(noon(make_time_axis(2008), 3, 24).public_holiday);
  CHECK(noon(make_time_axis(2011), 4, 25).public_holiday);
  CHECK(noon(make_time_axis(2038), 4, 26).public_holiday);
}

TEST_CASE("The clock is one hour ahead in summer time and back after it") {
  const TimeAxis axis = make_time_axis(2025);
  const auto at = [&axis](int month, int day, int hour) {
    return axis.clock.at(static_cast<std::size_t>(hour_of(month, day) + hour));
  };
  // 30 March 2025: 01:59 is followed by 03:00.
  CHECK(at(3, 30, 1).hour == 1);
  CHECK(at(3, 30, 2).hour == 3);
  // 26 October 2025: the hour from 2 to 3 comes twice.
  CHECK(at(10, 26, 1).hour == 2);
  CHECK(at(10, 26, 2).hour == 2);
  CHECK(at(10, 26, 3).hour == 3);
  // The last standard hour of a summer day is the first clock hour of the next day.
  CHECK(at(7, 31, 23).hour == 0);
  CHECK(at(7, 31, 23).day_of_year == day_of(8, 1));
  CHECK(at(7, 31, 23).weekday == 4);
  CHECK(at(7, 31, 23).month == 6);
}

TEST_CASE("Summer time ended in September until 1995") {
  CHECK(noon(make_time_axis(1995), 10, 10).hour == 12);
  CHECK(noon(make_time_axis(1996), 10, 10).hour == 13);
}

TEST_CASE("A leap year leaves out 29 February and keeps the right weekdays") {
  const TimeAxis axis = make_time_axis(2024);
  REQUIRE(axis.clock.size() == 8760);
  CHECK(noon(axis, 2, 28).weekday == 2);  // a Wednesday
  CHECK(noon(axis, 3, 1).weekday == 4);   // a Friday
  CHECK(noon(axis, 12, 31).weekday == 1);
  CHECK(noon(axis, 3, 31).public_holiday);  // Easter Sunday
  CHECK(axis.clock.at(static_cast<std::size_t>(hour_of(3, 31) + 2)).hour == 3);
}

TEST_CASE("UTC begins where the offset says and jumps over 29 February") {
  const TimeAxis common = make_time_axis(2025);
  CHECK(common.utc_begin_h(0) == -1.0);
  CHECK(common.utc_begin_h(8759) == 8758.0);
  const TimeAxis leap = make_time_axis(2024);
  CHECK(leap.utc_begin_h(59 * 24 - 1) == 59.0 * 24 - 2);
  CHECK(leap.utc_begin_h(59 * 24) == 60.0 * 24 - 1);
  CHECK(leap.utc_begin_h(8759) == 8782.0);
  CHECK(make_time_axis(2025, -7.0).utc_begin_h(0) == 7.0);
}

TEST_CASE("Years and offsets that make no sense are refused") {
  CHECK_THROWS_AS(make_time_axis(1989), tvilling::core::Error);
  CHECK_THROWS_AS(make_time_axis(2101), tvilling::core::Error);
  CHECK_THROWS_AS(make_time_axis(2025, 25.0), tvilling::core::Error);
  CHECK(make_time_axis(1990).clock.size() == 8760);
  CHECK(make_time_axis(2100).clock.size() == 8760);
}

TEST_CASE("Weeks are those of ISO 8601 also where a year begins or ends in a week of its neighbour") {
  namespace chr = std::chrono;
  const auto week = [](int year, unsigned month, unsigned day) {
    return tvilling::core::iso_week(chr::sys_days{chr::year{year} / chr::month{month} / chr::day{day}});
  };
  CHECK(week(2025, 1, 1) == 1);
  CHECK(week(2024, 12, 29) == 52);
  CHECK(week(2024, 12, 30) == 1);
  CHECK(week(2021, 1, 3) == 53);
  CHECK(week(2021, 1, 4) == 1);
  CHECK(week(2020, 12, 31) == 53);
  CHECK(week(2027, 1, 1) == 53);
  CHECK(week(2028, 2, 29) == 9);
  // Within every year weeks go up by one each Monday.
  for (int year = 1990; year <= 2100; ++year) {
    chr::sys_days day{chr::year{year} / chr::January / 4};
    REQUIRE(tvilling::core::iso_week(day) == 1);
    for (int expected = 1; expected <= 52; ++expected, day += chr::days{7}) REQUIRE(tvilling::core::iso_week(day) == expected);
  }
}

TEST_CASE("Easter falls on the Sundays of the church's table") {
  namespace chr = std::chrono;
  const auto is = [](int year, unsigned month, unsigned day) {
    return tvilling::core::easter_sunday(year) == chr::sys_days{chr::year{year} / chr::month{month} / chr::day{day}};
  };
  CHECK(is(2008, 3, 23));
  CHECK(is(2011, 4, 24));
  CHECK(is(2024, 3, 31));
  CHECK(is(2025, 4, 20));
  CHECK(is(2038, 4, 25));
  for (int year = 1990; year <= 2100; ++year) CHECK(chr::weekday{tvilling::core::easter_sunday(year)} == chr::Sunday);
}

TEST_CASE("The days of a leap year leave out 29 February") {
  namespace chr = std::chrono;
  using tvilling::core::calendar_day;
  CHECK(calendar_day(2024, 58) == chr::sys_days{chr::year{2024} / chr::February / 28});
  CHECK(calendar_day(2024, 59) == chr::sys_days{chr::year{2024} / chr::March / 1});
  CHECK(calendar_day(2024, 364) == chr::sys_days{chr::year{2024} / chr::December / 31});
  CHECK(calendar_day(2025, 59) == chr::sys_days{chr::year{2025} / chr::March / 1});
}
