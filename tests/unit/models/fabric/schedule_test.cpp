// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/schedule.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

using namespace tvilling;
using models::RunPeriod;
using models::Schedule;
using models::SeriesTable;
using models::values_of;

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

// 21 August 2013, a Wednesday.
const RunPeriod kTwoDays{2013, 232, 0, 48, 1};

Schedule hourly(std::size_t count) {
  Schedule schedule;
  schedule.kind = Schedule::Kind::hourly;
  schedule.values.resize(count);
  std::iota(schedule.values.begin(), schedule.values.end(), 0.0);
  return schedule;
}

Schedule points(std::vector<std::pair<double, double>> list, bool linear) {
  Schedule schedule;
  schedule.kind = Schedule::Kind::points;
  schedule.points = std::move(list);
  schedule.linear = linear;
  return schedule;
}

RunPeriod with_steps(RunPeriod period, int steps_per_hour) {
  period.steps_per_hour = steps_per_hour;
  return period;
}

}  // namespace

TEST_CASE("A constant is the same in every step") {
  const std::vector<double> values = values_of(Schedule::of(21.5), with_steps(kTwoDays, 4), {});
  CHECK(values == std::vector<double>(192, 21.5));
}

TEST_CASE("A list of 24 repeats each day from the hour in which the run begins") {
  RunPeriod period = kTwoDays;
  period.first_hour = 22;
  period.hours = 4;
  CHECK(values_of(hourly(24), period, {}) == std::vector<double>{22, 23, 0, 1});
}

TEST_CASE("A list of 168 begins on Monday whatever day the year begins") {
  const std::vector<double> values = values_of(hourly(168), kTwoDays, {});
  CHECK(values.front() == 48.0);  // Wednesday 00:00
  CHECK(values.back() == 95.0);
  // 1 January 2025 was a Wednesday, 6 January a Monday.
  const RunPeriod january{2025, 5, 0, 1, 1};
  CHECK(values_of(hourly(168), january, {}).front() == 0.0);
}

TEST_CASE("A week goes on past the end of a year") {
  // 31 December 2024 was a Tuesday.
  const RunPeriod new_year{2024, 364, 23, 2, 1};
  CHECK(values_of(hourly(168), new_year, {}) == std::vector<double>{47, 48});
}

TEST_CASE("A week in a leap year knows that 29 February is left out") {
  // 28 February 2024 was a Wednesday, 1 March a Friday.
  const RunPeriod leap{2024, 58, 23, 2, 1};
  CHECK(values_of(hourly(168), leap, {}) == std::vector<double>{71, 96});
}

TEST_CASE("A list as long as the run gives each of its hours to all steps of that hour") {
  const std::vector<double> values = values_of(hourly(48), with_steps(kTwoDays, 2), {});
  REQUIRE(values.size() == 96);
  CHECK(values[0] == 0.0);
  CHECK(values[1] == 0.0);
  CHECK(values[94] == 47.0);
  CHECK(values[95] == 47.0);
}

TEST_CASE("Points hold until the next one and over midnight") {
  const std::vector<double> values = values_of(points({{7, 20}, {23, 10}}, false), kTwoDays, {});
  CHECK(values[0] == 10.0);
  CHECK(values[6] == 10.0);
  CHECK(values[7] == 20.0);
  CHECK(values[22] == 20.0);
  CHECK(values[23] == 10.0);
  CHECK(values[24 + 7] == 20.0);
}

TEST_CASE("A jump between two half hours is seen by the steps at their middle") {
  const std::vector<double> values = values_of(points({{0, 1}, {7.5, 2}}, false), with_steps(kTwoDays, 2), {});
  CHECK(values[14] == 1.0);
  CHECK(values[15] == 2.0);
}

TEST_CASE("Linear points are met at the middle of each step") {
  // BESTEST 640: a ramp from 10 to 20 degrees between 7 and 8, a jump at 23.
  const Schedule ramp = points({{0, 10}, {7, 10}, {8, 20}, {23, 20}, {23, 10}, {24, 10}}, true);
  const std::vector<double> values = values_of(ramp, with_steps(kTwoDays, 4), {});
  CHECK(values[27] == Approx(10.0).margin(1e-12));
  CHECK(values[28] == Approx(11.25).margin(1e-12));
  CHECK(values[29] == Approx(13.75).margin(1e-12));
  CHECK(values[31] == Approx(18.75).margin(1e-12));
  CHECK(values[91] == Approx(20.0).margin(1e-12));
  CHECK(values[92] == Approx(10.0).margin(1e-12));
}

TEST_CASE("Linear points go on over midnight") {
  const std::vector<double> values = values_of(points({{6, 0}, {18, 12}}, true), kTwoDays, {});
  CHECK(values[0] == Approx(5.5).margin(1e-12));
  CHECK(values[12] == Approx(6.5).margin(1e-12));
  CHECK(values[23] == Approx(6.5).margin(1e-12));
}

TEST_CASE("One linear point is a constant") {
  CHECK(values_of(points({{12, 3}}, true), kTwoDays, {}) == std::vector<double>(48, 3.0));
}

TEST_CASE("Dates hold until the next one and the first one also before") {
  Schedule schedule;
  schedule.kind = Schedule::Kind::dated;
  schedule.year = 2013;
  schedule.points = {{232 * 24.0 + 10, 1.0}, {233 * 24.0, 2.0}};
  std::vector<double> values = values_of(schedule, kTwoDays, {});
  CHECK(values[0] == 1.0);
  CHECK(values[23] == 1.0);
  CHECK(values[24] == 2.0);
  CHECK(values[47] == 2.0);
  SECTION("and keep their own year") {
    RunPeriod later = kTwoDays;
    later.year = 2014;
    CHECK(values_of(schedule, later, {}) == std::vector<double>(48, 2.0));
  }
}

TEST_CASE("A column is scaled and where its switch is off it is not looked at") {
  Schedule schedule;
  schedule.kind = Schedule::Kind::column;
  schedule.name = "heat";
  schedule.scale = 0.5;
  RunPeriod period = with_steps(kTwoDays, 2);
  period.hours = 3;
  const SeriesTable series{{"heat", {10.0, kNothing, 30.0}}};
  SECTION("without a switch a blank stays a blank") {
    const std::vector<double> values = values_of(schedule, period, series);
    CHECK(values[1] == 5.0);
    CHECK(std::isnan(values[2]));
    CHECK(values[5] == 15.0);
  }
  SECTION("with a switch it is zero there") {
    schedule.during = {points({{0, 1}, {1, 0}, {2, 7}}, false)};
    CHECK(values_of(schedule, period, series) == std::vector<double>{5, 5, 0, 0, 15, 15});
  }
}

TEST_CASE("The range of a schedule is told without the series") {
  CHECK(models::range_of(Schedule::of(3.0)) == std::pair(3.0, 3.0));
  CHECK(models::range_of(hourly(24)) == std::pair(0.0, 23.0));
  CHECK(models::range_of(points({{0, 5}, {3, -1}}, true)) == std::pair(-1.0, 5.0));
  Schedule column;
  column.kind = Schedule::Kind::column;
  CHECK(std::isinf(models::range_of(column).first));
  CHECK(std::isinf(models::range_of(column).second));
}

TEST_CASE("A schedule that nobody checked is our own bug") {
  Schedule column;
  column.kind = Schedule::Kind::column;
  column.name = "heat";
  CHECK_THROWS_AS(values_of(column, kTwoDays, {}), core::Error);
  CHECK_THROWS_AS(values_of(column, kTwoDays, {{"heat", {1.0}}}), core::Error);
  CHECK_THROWS_AS(values_of(hourly(23), kTwoDays, {}), core::Error);
  CHECK_THROWS_AS(values_of(points({}, false), kTwoDays, {}), core::Error);
}

TEST_CASE("A step is named by the calendar") {
  CHECK(models::time_of_step(with_steps(kTwoDays, 4), 5) == "2013-08-21 01:15");
  CHECK(models::time_of_step({2024, 58, 23, 2, 1}, 1) == "2024-03-01 00:00");
  CHECK(models::time_of_step({2024, 364, 23, 2, 1}, 1) == "2025-01-01 00:00");
}
