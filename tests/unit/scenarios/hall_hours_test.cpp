// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_hours.hpp"

#include <catch2/catch.hpp>
#include <numeric>

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::HallWeek;
using models::kWeekHours;
using scenarios::shift_opening_hours;

/// Open on all days from 6 to 20 with 10 visitors an hour.
HallWeek every_day() {
  HallWeek week;
  for (std::size_t h = 0; h < kWeekHours; ++h) {
    if (h % 24 < 6 || h % 24 >= 20) continue;
    week.open[h] = 1.0;
    week.visits[h] = 10.0;
  }
  return week;
}

double sum(const models::WeekHours& hours) {
  return std::accumulate(hours.begin(), hours.end(), 0.0);
}

}  // namespace

TEST_CASE("A hall that opens an hour later and closes two earlier is open three hours less a day") {
  const HallWeek week = shift_opening_hours(every_day(), 1.0, 2.0);
  CHECK(sum(week.open) == Approx(7 * 11));
  for (const std::size_t day : {0U, 3U, 6U}) {
    CHECK(week.open[day * 24 + 6] == 0.0);
    CHECK(week.open[day * 24 + 7] == 1.0);
    CHECK(week.open[day * 24 + 17] == 1.0);
    CHECK(week.open[day * 24 + 18] == 0.0);
  }
}

TEST_CASE("Visitors of hours that fall away come in the others") {
  const HallWeek week = shift_opening_hours(every_day(), 1.0, 2.0);
  CHECK(sum(week.visits) == Approx(7 * 140.0));
  CHECK(week.visits[6] == 0.0);
  CHECK(week.visits[10] == Approx(140.0 / 11.0));
}

TEST_CASE("Parts of hours open and close within the hour") {
  const HallWeek week = shift_opening_hours(every_day(), 0.25, 0.5);
  CHECK(week.open[6] == Approx(0.75));
  CHECK(week.open[19] == Approx(0.5));
  CHECK(week.visits[6] == Approx(0.75 * week.visits[7]));
  CHECK(sum(week.visits) == Approx(7 * 140.0));
}

TEST_CASE("A hall that opens at half past keeps that minute when it opens an hour later") {
  HallWeek base = every_day();
  base.open[6] = 0.5;
  base.open[19] = 0.25;
  const HallWeek later = shift_opening_hours(base, 1.0, 1.0);
  CHECK(later.open[6] == 0.0);
  CHECK(later.open[7] == Approx(0.5));
  CHECK(later.open[18] == Approx(0.25));
  CHECK(later.open[19] == 0.0);
  const HallWeek earlier = shift_opening_hours(base, -1.0, -1.0);
  CHECK(earlier.open[5] == Approx(0.5));
  CHECK(earlier.open[6] == 1.0);
  CHECK(earlier.open[19] == 1.0);
  CHECK(earlier.open[20] == Approx(0.25));
}

TEST_CASE("New hours have the visitors of the hour beside them and the year's number stays") {
  HallWeek base = every_day();
  base.visits[19] = 30.0;
  const HallWeek week = shift_opening_hours(base, 0.0, -1.0);
  CHECK(week.open[20] == 1.0);
  CHECK(week.visits[20] == Approx(week.visits[19]));
  CHECK(week.visits[18] == Approx(week.visits[19] / 3.0));
  CHECK(sum(week.visits) == Approx(sum(base.visits)));
}

TEST_CASE("Hours go over from Sunday to Monday") {
  HallWeek base;
  for (const std::size_t h : {164U, 165U, 166U, 167U, 0U}) {
    base.open[h] = 1.0;
    base.visits[h] = 1.0;
  }
  const HallWeek longer = shift_opening_hours(base, 0.0, -2.0);
  CHECK(longer.open[2] == 1.0);
  CHECK(longer.open[3] == 0.0);
  CHECK(sum(longer.open) == Approx(7.0));
  const HallWeek shorter = shift_opening_hours(base, 0.0, 1.5);
  CHECK(shorter.open[0] == 0.0);
  CHECK(shorter.open[167] == Approx(0.5));
  CHECK(sum(shorter.open) == Approx(3.5));
}

TEST_CASE("Only the first opening and the last closing of a day move") {
  HallWeek base;
  for (std::size_t h = 0; h < kWeekHours; ++h) {
    const std::size_t clock = h % 24;
    if ((clock >= 6 && clock < 9) || (clock >= 15 && clock < 21)) base.open[h] = base.visits[h] = 1.0;
  }
  const HallWeek later = shift_opening_hours(base, 1.0, 0.0);
  CHECK(sum(later.open) == Approx(7 * 8));
  CHECK(later.open[6] == 0.0);
  CHECK(later.open[7] == 1.0);
  CHECK(later.open[15] == 1.0);
  const HallWeek longer = shift_opening_hours(base, -1.0, -1.5);
  CHECK(sum(longer.open) == Approx(7 * 11.5));
  CHECK(longer.open[9] == 0.0);
  CHECK(longer.open[14] == 0.0);
  const HallWeek much_later = shift_opening_hours(base, 12.0, 0.0);  // opens at 18
  CHECK(sum(much_later.open) == Approx(7 * 3));
  CHECK(much_later.open[17] == 0.0);
  CHECK(much_later.open[18] == 1.0);
}

TEST_CASE("Spells that meet over midnight become one and no hour is open twice") {
  HallWeek base;
  for (const std::size_t h : {20U, 21U, 22U, 25U, 26U, 27U}) base.open[h] = base.visits[h] = 1.0;
  const HallWeek week = shift_opening_hours(base, -1.5, -1.5);
  CHECK(week.open[18] == Approx(0.5));
  for (std::size_t h = 19; h <= 28; ++h) CHECK(week.open[h] == Approx(1.0));
  CHECK(week.open[29] == Approx(0.5));
  CHECK(sum(week.open) == Approx(11.0));
}

TEST_CASE("A spell that is too short falls away and its visitors come in the others") {
  HallWeek base = every_day();
  base.open[22] = 1.0;
  base.visits[22] = 20.0;
  const HallWeek week = shift_opening_hours(base, 0.0, 1.0);
  CHECK(week.open[22] == 0.0);
  CHECK(week.visits[22] == 0.0);
  CHECK(week.open[19] == 1.0);
  CHECK(sum(week.visits) == Approx(7 * 140.0 + 20.0));
}

TEST_CASE("A pause within an hour stays") {
  HallWeek base = every_day();
  base.open[12] = 0.5;
  base.visits[12] = 5.0;
  const HallWeek week = shift_opening_hours(base, 1.0, 0.0);
  CHECK(week.open[12] == Approx(0.5));
  CHECK(week.visits[12] == Approx(0.5 * week.visits[13]));
}

TEST_CASE("A hall that never closes and one without a change stay as they are") {
  HallWeek always;
  always.open.fill(1.0);
  always.visits.fill(2.0);
  CHECK(shift_opening_hours(always, 3.0, 3.0).open == always.open);
  const HallWeek base = every_day();
  CHECK(shift_opening_hours(base, 0.0, 0.0).visits == base.visits);
}

TEST_CASE("A hall without an hour left has no visitors") {
  const HallWeek week = shift_opening_hours(every_day(), 8.0, 8.0);
  CHECK(sum(week.open) == 0.0);
  CHECK(sum(week.visits) == 0.0);
}
