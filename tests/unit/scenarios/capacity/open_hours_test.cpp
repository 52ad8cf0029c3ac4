// SPDX-License-Identifier: MPL-2.0
#include "scenarios/capacity/open_hours.hpp"

#include <catch2/catch.hpp>
#include <numeric>
#include <string>

#include "models/weather/weather.hpp"
#include "tests/support/capacity_case.hpp"
#include "tests/support/example_building.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::UseWeek;
using scenarios::EdgeHour;
using scenarios::OpenHours;
using scenarios::WeekEnergy;
using test::CapacityCase;

double sum(const models::WeekHours& week) {
  return std::accumulate(week.begin(), week.end(), 0.0);
}

UseWeek weekdays(std::size_t from, std::size_t to) {
  UseWeek week;
  for (std::size_t day = 0; day < 5; ++day) {
    for (std::size_t h = from; h < to; ++h) {
      week.open[24 * day + h] = 1.0;
      week.presence[24 * day + h] = 0.3;
    }
  }
  return week;
}

const std::string kBuildings = "building_id,use,year,area_m2\nH,sports_hall,1974,1200\n";
const std::string kHours = "building_id,days,opens,closes\nH,mon-fri,14:00,22:00\nH,sat,9:00,18:00\n";
const std::string kBookings = "booking_id,building_id,start,end,activity,persons\n1,H,2025-11-03T16:00,2025-11-03T19:00,a,20\n";

std::vector<OpenHours> simulated(const CapacityCase& c, int threads = 1) {
  core::RunContext context;
  context.threads = threads;
  core::Findings findings;
  return scenarios::open_hours_of(c.capacity, c.portfolio(), models::reference_year(), {}, context, findings);
}

const scenarios::EdgeChange& change(const OpenHours& hours, EdgeHour edge, bool more) {
  for (const scenarios::EdgeChange& one : hours.changes) {
    if (one.edge == edge && one.more == more) return one;
  }
  FAIL("no such change");
  return hours.changes.front();
}

}  // namespace

TEST_CASE("An hour more in the evening is an hour of each open weekday, as full as the one before it") {
  const UseWeek week = weekdays(8, 16);
  const std::optional<UseWeek> more = scenarios::edge_changed(week, EdgeHour::weekday_evening, true);
  REQUIRE(more);
  CHECK(sum(more->open) == Approx(45));
  CHECK(more->open[16] == 1.0);
  CHECK(more->presence[16] == Approx(0.3));
  CHECK(more->open[17] == 0.0);
}

TEST_CASE("An hour fewer in the morning takes its people away") {
  const std::optional<UseWeek> fewer = scenarios::edge_changed(weekdays(8, 16), EdgeHour::weekday_morning, false);
  REQUIRE(fewer);
  CHECK(sum(fewer->open) == Approx(35));
  CHECK(fewer->presence[8] == 0.0);
  CHECK(fewer->open[9] == 1.0);
}

TEST_CASE("A closed Saturday opens for six hours, and without an open day of the weekend there is none to close") {
  const UseWeek week = weekdays(8, 16);
  const std::optional<UseWeek> more = scenarios::edge_changed(week, EdgeHour::weekend_day, true);
  REQUIRE(more);
  CHECK(sum(more->open) == Approx(46));
  CHECK(more->open[5 * 24 + 10] == 1.0);
  CHECK_FALSE(scenarios::edge_changed(week, EdgeHour::weekend_day, false));
}

TEST_CASE("A place that never closes cannot open longer") {
  UseWeek week;
  week.open.fill(1.0);
  CHECK_FALSE(scenarios::edge_changed(week, EdgeHour::weekday_evening, true));
  CHECK_FALSE(scenarios::edge_changed(week, EdgeHour::weekend_day, true));
}

TEST_CASE("The profile's own week gives the year that a run has") {
  const models::Environment& environment = tests::reference_environment();
  const models::Building school = tests::example_school();
  models::HourlySeries hourly;
  const models::BuildingResult run = models::simulate_building(school, environment, hourly);
  scenarios::WeekRun weeks(environment, {}, scenarios::emission_factors("br18", 2025));
  const WeekEnergy energy = weeks.run(school, models::week_of_use(school.use), {});
  CHECK(energy.heat_kwh == run.annual[models::index(models::Annual::heat)]);
  CHECK(energy.electricity_kwh == run.annual[models::index(models::Annual::electricity)]);
  CHECK(energy.heat_kwh_of[1] + energy.heat_kwh_of[2] == Approx(energy.heat_kwh));
}

TEST_CASE("Opening hours cost electricity for the light, and fewer of them save it") {
  const CapacityCase c{{"buildings.csv", kBuildings}, {"opening_hours.csv", kHours}, {"bookings.csv", kBookings}};
  const OpenHours hours = simulated(c).front();
  REQUIRE(hours.failure.empty());
  const WeekEnergy more = change(hours, EdgeHour::weekday_evening, true).change;
  const WeekEnergy fewer = change(hours, EdgeHour::weekday_evening, false).change;
  CHECK(more.open_h == Approx(250));  // 261 weekdays of 2025 less 11 public holidays
  CHECK(more.electricity_kwh > 0.0);
  CHECK(fewer.open_h == Approx(-more.open_h));
  CHECK(fewer.electricity_kwh < 0.0);
  CHECK(scenarios::energy_dkk_per_open_h(hours, EdgeHour::weekday_evening, true) > 0.0);
  REQUIRE(hours.only_in_use);
  CHECK(hours.only_in_use->open_h < 0.0);
  CHECK(hours.only_in_use->electricity_kwh < fewer.electricity_kwh);
}

TEST_CASE("A half of the year is warm and a half is cold, and both together are the year") {
  const CapacityCase c{{"buildings.csv", kBuildings}, {"opening_hours.csv", kHours}, {"bookings.csv", kBookings}};
  const WeekEnergy more = change(simulated(c).front(), EdgeHour::weekday_evening, true).change;
  CHECK(more.heat_kwh_of[1] > more.heat_kwh_of[2]);
  CHECK(more.heat_kwh_of[1] + more.heat_kwh_of[2] == Approx(more.heat_kwh_of[0]));
  CHECK(more.open_h_of[1] + more.open_h_of[2] == Approx(more.open_h));
}

TEST_CASE("Neither threads nor order change a bit of what open hours cost") {
  const CapacityCase c{
      {"buildings.csv", "building_id,use,year,area_m2\nA,sports_hall,1974,1200\nB,culture,1920,800\nC,club,1990,300\n"}};
  const std::vector<OpenHours> one = simulated(c, 1);
  const std::vector<OpenHours> two = simulated(c, 2);
  REQUIRE(one.size() == 3);
  for (std::size_t b = 0; b < one.size(); ++b) {
    REQUIRE(one[b].changes.size() == two[b].changes.size());
    CHECK(one[b].as_is.heat_kwh == two[b].as_is.heat_kwh);
    for (std::size_t i = 0; i < one[b].changes.size(); ++i) {
      CHECK(one[b].changes[i].change.heat_kwh == two[b].changes[i].change.heat_kwh);
      CHECK(one[b].changes[i].change.cost_dkk == two[b].changes[i].change.cost_dkk);
    }
  }
}

TEST_CASE("An hour that is booked in one week of three is an hour in use") {
  std::string bookings = "booking_id,building_id,start,end,activity,persons\n";
  for (const char* day : {"2025-11-03", "2025-11-10", "2025-11-17"}) {
    bookings += "1,H," + std::string(day) + "T16:00," + day + "T19:00,a,20\n";
  }
  const CapacityCase weekly{{"buildings.csv", kBuildings}, {"opening_hours.csv", kHours}, {"bookings.csv", bookings}};
  const CapacityCase rare{{"buildings.csv", kBuildings},
                          {"opening_hours.csv", kHours},
                          {"bookings.csv", bookings + "2,H,2025-11-11T14:00,2025-11-11T22:00,b,20\n"}};
  const double of_weekly = simulated(weekly).front().only_in_use->open_h;
  const double of_rare = simulated(rare).front().only_in_use->open_h;
  CHECK(of_weekly < of_rare);
  CHECK(of_rare - of_weekly > 45 * 8);  // eight hours of most Tuesdays stay open
}

TEST_CASE("A school whose gymnasium is booked opens the gymnasium, not the classrooms") {
  const std::string buildings = "building_id,use,year,area_m2\nS,school,1962,4200\n";
  const std::string hours = "building_id,days,opens,closes,kind\nS,mon-fri,8:00,15:00,school\nS,mon-fri,15:00,21:00,\n";
  const CapacityCase gym{{"buildings.csv", buildings},
                         {"opening_hours.csv", hours},
                         {"rooms.csv", "room_id,building_id,use,area_m2,capacity_persons\nG,S,sports_hall,320,35\n"}};
  const CapacityCase whole{{"buildings.csv", buildings}, {"opening_hours.csv", hours}};
  const double of_gym = change(simulated(gym).front(), EdgeHour::weekday_evening, true).change.electricity_kwh;
  const double of_all = change(simulated(whole).front(), EdgeHour::weekday_evening, true).change.electricity_kwh;
  CHECK(of_gym > 0.0);
  CHECK(of_gym < 0.2 * of_all);
}

TEST_CASE("A pool hall has its own week and can be open longer too") {
  const CapacityCase c{{"buildings.csv", "building_id,use,year,area_m2,visitors_per_year\nP,swimming_hall,1990,2800,120000\n"},
                       {"pools.csv", "pool_id,building_id,water_area_m2\nP1,P,312.5\n"},
                       {"opening_hours.csv", "building_id,days,opens,closes\nP,mon-fri,6:00,21:00\nP,sat-sun,8:00,17:00\n"}};
  const OpenHours hours = simulated(c).front();
  REQUIRE(hours.failure.empty());
  const WeekEnergy fewer = change(hours, EdgeHour::weekday_evening, false).change;
  CHECK(fewer.open_h == Approx(-250));
  CHECK(fewer.heat_kwh < 0.0);
  CHECK(c.sums("P").heated_h == Approx(168));
}
