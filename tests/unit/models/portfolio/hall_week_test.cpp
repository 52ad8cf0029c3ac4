// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/hall_week.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <numeric>
#include <string>

#include "models/building/occupancy.hpp"
#include "models/portfolio/hall_codes.hpp"
#include "tests/support/hall_city.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
namespace code = models::hall_code;
using models::Portfolio;
using models::WeekHours;
using tvilling::tests::hall_city;
using tvilling::tests::hall_of;

namespace {

constexpr std::size_t kSunday = 6;

double sum(const WeekHours& week) {
  return std::accumulate(week.begin(), week.end(), 0.0);
}

models::OpeningHours hours(unsigned days, double opens_h, double closes_h, double persons = models::kMissing) {
  models::OpeningHours row;
  row.building_id = "H";
  row.days = days;
  row.opens_h = opens_h;
  row.closes_h = closes_h;
  row.persons = persons;
  return row;
}

models::Booking booking(const std::string& start, const std::string& end, double persons) {
  models::Booking b;
  b.pool_id = "large";
  b.start = start;
  b.end = end;
  b.persons = persons;
  return b;
}

/// Counts of `visitors` in an hour on days of March 2025; the 3rd is a Monday.
void count(Portfolio& city, int first_day, int last_day, int hour, double visitors) {
  for (int day = first_day; day <= last_day; ++day) {
    city.visits.push_back({"H", fmt::format("2025-03-{:02}T{:02}:00", day, hour), visitors, {}});
  }
}

struct Filled {
  Portfolio city;
  core::Findings findings;

  explicit Filled(Portfolio given) : city(std::move(given)) { models::fill_portfolio(city, findings); }
  [[nodiscard]] const models::HallWeek& week() const { return *hall_of(city).week; }
  [[nodiscard]] bool told(const core::FindingCode& of) const {
    return std::any_of(findings.list.begin(), findings.list.end(), [&of](const core::Finding& f) { return f.code == of.code; });
  }
};

}  // namespace

TEST_CASE("A hall of which no hours are known has those of its use, and visitors as the profile has people") {
  const Filled f(hall_city());
  const models::UseWeek profile = models::week_of_use(models::Use::swimming_hall);
  CHECK(f.week().open == profile.open);
  CHECK(sum(profile.open) == 93.0);
  CHECK(f.week().visits[16] / f.week().visits[6] == Approx(0.7 / 0.3));
  CHECK(f.week().visits[5] == 0.0);
  CHECK(f.city.buildings[0].hall_origins.week == models::Origin::archetype);
}

TEST_CASE("The visitors of a mean week are those of the year") {
  const Filled f(hall_city());
  CHECK(sum(f.week().visits) == Approx(f.city.buildings[0].building.visitors_per_year * 7.0 / 365.0));
}

TEST_CASE("Opening hours give each hour its share, halves too") {
  Portfolio city = hall_city();
  city.opening_hours = {hours(0b0000001U, 6.5, 21.25)};
  const Filled f(city);
  CHECK(f.week().open[6] == Approx(0.5));
  CHECK(f.week().open[7] == 1.0);
  CHECK(f.week().open[21] == Approx(0.25));
  CHECK(f.week().open[22] == 0.0);
  CHECK(sum(f.week().open) == Approx(14.75));
  CHECK(f.week().visits[6] == Approx(0.5 * f.week().visits[7]));
  CHECK(f.week().visits[21] > 0.0);  // the profile is closed then: as in its quietest hour
}

TEST_CASE("A school that says how many it is has its hours alone, one that does not shares with the public") {
  Portfolio city = hall_city();
  city.opening_hours = {hours(0b0000001U, 8.0, 10.0, 25.0), hours(0b0000001U, 10.0, 20.0)};
  const Filled f(city);
  CHECK(f.week().visits[8] == 25.0);
  CHECK(f.week().visits[9] == 25.0);
  CHECK(sum(f.week().visits) == Approx(f.city.buildings[0].building.visitors_per_year * 7.0 / 365.0));
  city.opening_hours[0].persons = models::kMissing;
  const Filled shared(city);
  CHECK(shared.week().visits[8] == Approx(shared.week().visits[10]));
}

TEST_CASE("Bookings are part of the year's visitors and come in their hours, each person once") {
  Portfolio city = hall_city();
  city.bookings = {booking("2025-03-03T17:00", "2025-03-03T19:00", 60.0), booking("2025-03-10T17:00", "2025-03-10T19:00", 30.0),
                   booking("2025-03-16T22:30", "2025-03-16T23:30", 10.0)};  // a Sunday, two weeks in all
  const Filled with(city);
  const Filled without(hall_city());
  CHECK(sum(with.week().visits) == Approx(sum(without.week().visits)));
  const double public_share = (sum(without.week().visits) - 50.0) / sum(without.week().visits);
  CHECK(with.week().visits[17] == Approx(without.week().visits[17] * public_share + 22.5));
  CHECK(with.week().visits[9] == Approx(without.week().visits[9] * public_share));
  CHECK(with.week().visits[24 * kSunday + 22] == Approx(2.5));
  CHECK(with.week().open[24 * kSunday + 22] == Approx(0.25));  // half an hour every other week
  CHECK(with.week().open[17] == 1.0);
}

TEST_CASE("Bookings of a whole hall count, those of its rooms and of other buildings do not") {
  Portfolio city = hall_city();
  models::Booking whole = booking("2025-03-03T22:00", "2025-03-03T23:00", 10.0);
  whole.pool_id = "";
  whole.building_id = "H";
  city.bookings = {whole};
  CHECK(Filled(city).week().visits[22] > 0.0);
  city.bookings[0].room_id = "meeting";
  CHECK(Filled(city).week().visits[22] == 0.0);
  city.bookings[0].room_id = "";
  city.bookings[0].building_id = "elsewhere";
  CHECK(Filled(city).week().visits[22] == 0.0);
}

TEST_CASE("More people in bookings than visitors in the year are told and leave none to the public") {
  Portfolio city = hall_city();
  city.buildings[0].building.visitors_per_year = 1000.0;
  city.bookings = {booking("2025-03-03T17:00", "2025-03-03T18:00", 60.0)};
  const Filled f(city);
  CHECK(f.told(code::kMoreThanYear));
  CHECK(f.week().visits[17] == 60.0);
  CHECK(sum(f.week().visits) == 60.0);
}

TEST_CASE("Visitors that were counted make the week, and the year's number where nobody gave it") {
  Portfolio city = hall_city();
  count(city, 3, 16, 10, 20.0);  // two weeks
  count(city, 8, 8, 12, 14.0);   // one Saturday of two
  const Filled f(city);
  CHECK(f.week().visits[10] == 20.0);
  CHECK(f.week().visits[24 * 5 + 12] == 7.0);
  CHECK(f.week().open[10] == 1.0);
  CHECK(f.week().open[11] == 0.0);
  CHECK(f.city.buildings[0].building.visitors_per_year == std::round((14.0 * 20.0 + 14.0) * 365.0 / 14.0));
  CHECK(f.city.buildings[0].hall_origins.week == models::Origin::register_);
  city.buildings[0].building.visitors_per_year = 50000.0;
  const Filled given(city);
  CHECK(given.city.buildings[0].building.visitors_per_year == 50000.0);
  CHECK(given.week().visits == f.week().visits);
}

TEST_CASE("A counted public holiday is a Sunday") {
  Portfolio city = hall_city();
  for (int day = 14; day <= 20; ++day) {  // Thursday 17, Friday 18 and Sunday 20 April 2025 are holidays
    city.visits.push_back({"H", fmt::format("2025-04-{:02}T10:00", day), 10.0 * day, {}});
  }
  const Filled f(city);
  CHECK(f.week().visits[24 * kSunday + 10] == Approx(10.0 * (17 + 18 + 20) / 3.0));
  CHECK(f.week().visits[24 * 3 + 10] == 0.0);
}

TEST_CASE("Counts of sample weeks are scaled by the days on which somebody counted, closed days by the calendar") {
  Portfolio samples = hall_city();
  count(samples, 3, 9, 10, 20.0);
  for (int day = 1; day <= 7; ++day) samples.visits.push_back({"H", fmt::format("2025-09-{:02}T10:00", day), 20.0, {}});
  CHECK(Filled(samples).city.buildings[0].building.visitors_per_year == 7300.0);
  Portfolio closed = hall_city();
  count(closed, 3, 13, 10, 20.0);
  count(closed, 15, 16, 10, 20.0);  // the 14th is closed
  CHECK(Filled(closed).city.buildings[0].building.visitors_per_year == std::round(13.0 * 20.0 * 365.0 / 14.0));
}

TEST_CASE("A year of counts of a hall that is closed on Mondays is the year's number") {
  Portfolio city = hall_city();
  using std::chrono::sys_days;
  const sys_days new_year{std::chrono::year(2025) / 1 / 1};
  for (int day = 0; day < 365; ++day) {
    const sys_days date = new_year + std::chrono::days(day);
    if (std::chrono::weekday(date) == std::chrono::Monday) continue;
    const std::chrono::year_month_day at(date);
    city.visits.push_back(
        {"H",
         fmt::format("2025-{:02}-{:02}T10:00", static_cast<unsigned>(at.month()), static_cast<unsigned>(at.day())),
         600.0,
         {}});
  }
  CHECK(Filled(city).city.buildings[0].building.visitors_per_year == 187800.0);
  city.opening_hours = {hours(0b1111110U, 9.0, 12.0)};
  CHECK(Filled(city).city.buildings[0].building.visitors_per_year == 187800.0);
}

TEST_CASE("Sample weeks of a hall that is closed on Mondays have no visitors on Mondays of the year") {
  Portfolio city = hall_city();
  count(city, 4, 9, 10, 20.0);
  for (int day = 2; day <= 7; ++day) city.visits.push_back({"H", fmt::format("2025-09-{:02}T10:00", day), 20.0, {}});
  // 188 days, of which 26 are Mondays and 2 of these are holidays and so Sundays
  CHECK(Filled(city).city.buildings[0].building.visitors_per_year == std::round(20.0 * 365.0 * 164.0 / 188.0));
}

TEST_CASE("Counts that are far from visitors_per_year are told") {
  Portfolio city = hall_city();
  count(city, 3, 16, 10, 300.0);  // 109,500 a year
  city.buildings[0].building.visitors_per_year = 105000.0;
  CHECK_FALSE(Filled(city).told(code::kMoreThanYear));
  for (const double visitors : {50000.0, 200000.0}) {
    city.buildings[0].building.visitors_per_year = visitors;
    const Filled f(city);
    CHECK(f.told(code::kMoreThanYear));
    CHECK(f.city.buildings[0].building.visitors_per_year == visitors);
  }
}

TEST_CASE("Visitors of the year that only a school's hours are left for are told") {
  Portfolio city = hall_city();
  city.opening_hours = {hours(0b0011111U, 8.0, 12.0, 40.0)};  // 800 a week, 41,714 a year
  city.buildings[0].building.visitors_per_year = 42000.0;
  CHECK_FALSE(Filled(city).told(code::kMoreThanYear));
  city.buildings[0].building.visitors_per_year = 120000.0;
  const Filled f(city);
  CHECK(f.told(code::kMoreThanYear));
  const auto finding = std::find_if(f.findings.list.begin(), f.findings.list.end(),
                                    [](const core::Finding& one) { return one.code == code::kMoreThanYear.code; });
  CHECK_THAT(finding->message, Catch::Matchers::Contains("2.88 times its persons"));
  city.opening_hours.push_back(hours(0b1100000U, 9.0, 16.0));
  CHECK_FALSE(Filled(city).told(code::kMoreThanYear));
}

TEST_CASE("Bookings of the same time open the hall once and bring all their people") {
  Portfolio city = hall_city();
  city.bookings = {booking("2025-03-03T22:00", "2025-03-03T23:00", 10.0), booking("2025-03-03T22:00", "2025-03-03T23:00", 20.0),
                   booking("2025-03-03T22:30", "2025-03-03T23:00", 10.0),
                   booking("2025-03-16T09:00", "2025-03-16T10:00", 10.0)};  // two weeks in all
  const Filled f(city);
  CHECK(f.week().open[22] == Approx(0.5));
  CHECK(f.week().visits[22] == Approx(20.0));
}

TEST_CASE("Counts of less than a week are not used and told") {
  Portfolio city = hall_city();
  count(city, 3, 8, 10, 20.0);
  const Filled f(city);
  CHECK(f.told(code::kNotInWeek));
  CHECK(f.week().visits == Filled(hall_city()).week().visits);
}

TEST_CASE("Visitors counted while the hall is closed are told and left out of the week") {
  Portfolio city = hall_city();
  city.opening_hours = {hours(0b1111111U, 8.0, 16.0)};
  count(city, 3, 9, 10, 20.0);
  CHECK_FALSE(Filled(city).told(code::kNotInWeek));
  count(city, 3, 9, 20, 20.0);
  const Filled f(city);
  CHECK(f.told(code::kNotInWeek));
  CHECK(f.week().visits[20] == 0.0);
  CHECK(f.week().visits[10] == 20.0);
  CHECK(f.city.buildings[0].building.visitors_per_year == std::round(40.0 * 365.0));
}

TEST_CASE("The order of counts and bookings does not matter") {
  Portfolio city = hall_city();
  count(city, 3, 16, 10, 20.0);
  count(city, 3, 16, 15, 31.0);
  city.bookings = {booking("2025-03-03T17:00", "2025-03-03T19:00", 61.0), booking("2025-03-11T07:00", "2025-03-11T08:30", 32.0)};
  const Filled f(city);
  std::reverse(city.visits.begin(), city.visits.end());
  std::reverse(city.bookings.begin(), city.bookings.end());
  const Filled reversed(city);
  CHECK(f.week().visits == reversed.week().visits);
  CHECK(f.week().open == reversed.week().open);
}

TEST_CASE("A booking of more than a week is not used and told") {
  Portfolio city = hall_city();
  city.bookings = {booking("2025-01-01T00:00", "2025-12-31T23:00", 60.0)};
  CHECK(Filled(city).told(code::kNotInWeek));
}

TEST_CASE("A hall whose hours are all a school's of nobody has its visitors in all of them") {
  Portfolio city = hall_city();
  city.opening_hours = {hours(0b0000001U, 8.0, 10.0, 0.0)};
  const Filled f(city);
  CHECK(sum(f.week().visits) > 0.0);
  CHECK(f.week().visits[8] == f.week().visits[9]);
}
