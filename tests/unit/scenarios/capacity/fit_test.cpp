// SPDX-License-Identifier: MPL-2.0
#include "scenarios/capacity/fit.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "models/weather/weather.hpp"
#include "tests/support/capacity_case.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using scenarios::FitAnswer;
using scenarios::FitPriority;
using scenarios::FitSettings;
using test::CapacityCase;

/// Two halls 500 m apart and a third 5 km away.
const std::string kBuildings =
    "building_id,use,year,area_m2,x_m,y_m\nA,sports_hall,1974,1200,722000,6176000\nB,sports_hall,1974,1200,722300,6176400\n"
    "C,sports_hall,1974,1200,727000,6176000\n";
const std::string kHours = "building_id,days,opens,closes\nA,mon-fri,15:00,22:00\nB,mon-fri,15:00,22:00\nC,mon-fri,15:00,22:00\n";
const std::string kHead = "booking_id,building_id,start,end,activity,persons\n";

struct Fitted {
  CapacityCase c;
  std::vector<scenarios::OpenHours> hours;
  FitAnswer answer;
  core::Findings found;

  Fitted(const std::string& bookings, const FitSettings& settings, const std::string& hours_csv = kHours)
      : c{{"buildings.csv", kBuildings}, {"opening_hours.csv", hours_csv}, {"bookings.csv", kHead + bookings}} {
    const models::Weather weather = models::reference_year();
    core::RunContext context;
    context.threads = 1;
    hours = scenarios::open_hours_of(c.capacity, c.portfolio(), weather, {}, context, found);
    answer = scenarios::fit_bookings(c.capacity, hours, c.portfolio(), weather, {}, settings, context, found);
  }
  [[nodiscard]] std::string seat(std::string_view booking) const {
    for (std::size_t r = 0; r < answer.requests.size(); ++r) {
      if (answer.requests[r].booking_id != booking) continue;
      if (!answer.seat[r]) return "none";
      return c.capacity.spaces[answer.seat[r]->space].id + " " + std::to_string(answer.seat[r]->first);
    }
    return "not asked";
  }
  [[nodiscard]] const scenarios::FitBuilding& building(std::string_view id) const {
    for (const scenarios::FitBuilding& of : answer.buildings) {
      const std::size_t place = c.capacity.buildings[of.building].building;
      if (c.portfolio().buildings[place].building.building_id == id) return of;
    }
    FAIL("no building " << id);
    return answer.buildings.front();
  }
};

}  // namespace

TEST_CASE("Two half empty halls become one, and the other needs no hour") {
  const Fitted f(
      "1,A,2025-11-03T17:00,2025-11-03T19:00,a,20\n2,A,2025-11-04T17:00,2025-11-04T19:00,a,20\n"
      "3,B,2025-11-03T19:00,2025-11-03T20:00,b,20\n",
      {.shift_h = 0.0, .close = 1});
  CHECK(f.answer.proven);
  CHECK(f.answer.served_h == Approx(5));
  CHECK(f.building("B").closed);
  CHECK(f.seat("3") == "A 76");
  CHECK(f.seat("1") == "A 68");
  double open = 0.0;
  for (const double share : f.building("B").open_fitted) open += share;
  CHECK(open == 0.0);
  // What was simulated: an unused hall needs less, and no bookings are served elsewhere for nothing.
  CHECK(f.building("B").change_fitted.electricity_kwh < f.building("B").change_stay.electricity_kwh);
  CHECK(f.building("A").change_fitted.electricity_kwh > f.building("A").change_stay.electricity_kwh);
}

TEST_CASE("Nobody is sent farther than the limit") {
  const std::string bookings =
      "1,A,2025-11-03T17:00,2025-11-03T19:00,a,20\n2,B,2025-11-03T17:00,2025-11-03T19:00,b,20\n"
      "3,C,2025-11-03T19:00,2025-11-03T20:00,c,20\n";
  const Fitted f(bookings, {.shift_h = 0.0, .max_distance_m = 2000.0, .close = 1});
  CHECK(f.answer.served_h == Approx(4));  // the longer ones
  CHECK(f.building("C").closed);
  CHECK(f.seat("3") == "none");
  const Fitted far(bookings, {.shift_h = 0.0, .max_distance_m = 6000.0, .close = 1});
  CHECK(far.answer.served_h == Approx(5));
}

TEST_CASE("Children come first where not all can be served") {
  const Fitted f(
      "1,A,2025-11-03T17:00,2025-11-03T18:00,Junior,20\n2,B,2025-11-03T17:00,2025-11-03T19:00,Senior,20\n"
      "3,B,2025-11-04T17:00,2025-11-04T19:00,Senior,20\n",
      {.shift_h = 0.0, .close = 1});
  CHECK(f.seat("1") != "none");
  CHECK(f.seat("3") != "none");
  CHECK(f.seat("2") == "none");  // at the same time as the juniors
}

TEST_CASE("With an hour to shift all fit into one hall") {
  const Fitted f("1,A,2025-11-03T17:00,2025-11-03T18:00,Junior,20\n2,B,2025-11-03T17:00,2025-11-03T19:00,Senior,20\n",
                 {.shift_h = 1.0, .close = 1});
  CHECK(f.answer.served_h == Approx(3));
  CHECK(f.answer.proven);
}

TEST_CASE("Half an hour that lies in an hour of its own is shifted to its neighbour") {
  const Fitted f("1,A,2025-11-03T17:00,2025-11-03T19:00,a,20\n2,A,2025-11-03T20:00,2025-11-03T21:00,b,20\n", {.shift_h = 1.0});
  double open = 0.0;
  for (const double share : f.building("A").open_fitted) open += share;
  CHECK(open == Approx(3));
  CHECK(f.seat("2") != "none");
  CHECK(f.answer.objective_dkk >= f.answer.bound_dkk);
}

TEST_CASE("Nobody moves for nothing") {
  const Fitted f("1,A,2025-11-03T17:00,2025-11-03T19:00,a,20\n2,C,2025-11-04T17:00,2025-11-04T19:00,b,20\n", {.shift_h = 1.0});
  CHECK(f.seat("1") == "A 68");
  CHECK(f.seat("2") == "C 68");
}

TEST_CASE("A school's hours are not taken by others, and its building stays open") {
  const Fitted f(
      "1,A,2025-11-03T15:00,2025-11-03T16:00,a,20\n2,B,2025-11-03T16:00,2025-11-03T17:00,b,20\n", {.shift_h = 1.0, .close = 1},
      "building_id,days,opens,closes,kind\nA,mon-fri,8:00,15:00,school\nA,mon-fri,15:00,22:00,\nB,mon-fri,15:00,22:00,\n");
  CHECK(f.building("B").closed);
  CHECK_FALSE(f.building("A").closed);
  CHECK(f.answer.served_h == Approx(2));
  for (std::size_t h = 8; h < 15; ++h) CHECK(f.building("A").open_fitted[h] == 1.0);
}

TEST_CASE("More halls than live by bookings cannot be closed") {
  CHECK_THROWS_WITH(Fitted("1,A,2025-11-03T17:00,2025-11-03T19:00,a,20\n", {.close = 2}), Catch::Contains("2 buildings cannot"));
}

TEST_CASE("Without bookings there is nothing to fit") {
  CHECK_THROWS_WITH(Fitted("", {}), Catch::Contains("no booking of an ordinary week"));
}

TEST_CASE("What comes seldom is left where it is, and told") {
  const Fitted f(
      "1,A,2025-11-03T17:00,2025-11-03T19:00,a,20\n1,A,2025-11-10T17:00,2025-11-10T19:00,a,20\n"
      "1,A,2025-11-17T17:00,2025-11-17T19:00,a,20\n9,A,2025-11-22T10:00,2025-11-22T12:00,match,40\n",
      {});
  REQUIRE(f.answer.requests.size() == 1);
  CHECK(f.answer.left_out == 1);
  CHECK(f.seat("9") == "not asked");
  bool told = false;
  for (const core::Finding& finding : f.found.list) told = told || (finding.code == "TV-3480" && finding.id == "9");
  CHECK(told);
}

TEST_CASE("A booking over midnight keeps its hall and its hours") {
  std::string bookings;
  for (const char* days : {"07,08", "14,15", "21,22"}) {
    const std::string text = days;
    const std::string from = text.substr(0, 2);
    const std::string to = text.substr(3);
    bookings += "1,A,2025-11-" + from + "T17:00,2025-11-" + from + "T19:00,a,20\n";
    bookings += "2,B,2025-11-" + from + "T19:00,2025-11-" + from + "T20:00,b,20\n";
    bookings += "3,B,2025-11-" + from + "T22:00,2025-11-" + to + "T01:00,night,40\n";
  }
  const std::string hours = "building_id,days,opens,closes\nA,mon-fri,15:00,22:00\nB,mon-fri,15:00,24:00\nB,sat,0:00,1:00\n";
  const Fitted f(bookings, {.shift_h = 0.0, .close = 1}, hours);
  CHECK(f.answer.left_out == 3);
  CHECK(f.building("A").closed);  // the longer series moves, for B has the night
  CHECK(f.seat("1") == "B 68");
  for (const auto* open : {&f.building("B").open_stay, &f.building("B").open_fitted}) {
    CHECK((*open)[4 * 24 + 22] == 1.0);
    CHECK((*open)[4 * 24 + 23] == 1.0);
    CHECK((*open)[5 * 24] == 1.0);
    CHECK((*open)[5 * 24 + 1] == 0.0);
  }
  CHECK_THROWS_WITH(Fitted(bookings, {.shift_h = 0.0, .close = 2}, hours), Catch::Contains("1 live by bookings alone"));
}

TEST_CASE("A rare booking keeps its hall, and nobody is put in its hours") {
  std::string bookings = "9,B,2025-11-10T15:00,2025-11-10T18:00,school match,50\n";
  for (const char* day : {"03", "10", "17", "24"}) {
    bookings += "1,A,2025-11-" + std::string(day) + "T16:00,2025-11-" + day + "T18:00,a,20\n";
    bookings += "2,B,2025-11-" + std::string(day) + "T18:00,2025-11-" + day + "T20:00,b,20\n";
  }
  const Fitted f(bookings, {.shift_h = 0.0, .close = 1});
  CHECK(f.answer.left_out == 1);
  CHECK(f.building("A").closed);
  CHECK_FALSE(f.building("B").closed);
  CHECK(f.seat("1") == "none");
  for (std::size_t h = 15; h < 20; ++h) {
    CHECK(f.building("B").open_stay[h] == 1.0);
    CHECK(f.building("B").open_fitted[h] == 1.0);
  }
}

TEST_CASE("A series goes on, on a public holiday too, and does not hold its hall for that") {
  // 25 and 26 December 2025 are a Thursday and a Friday.
  std::string bookings;
  for (const char* day : {"2025-12-11", "2025-12-18", "2025-12-25", "2026-01-08"}) {
    bookings += "1,A," + std::string(day) + "T17:00," + day + "T18:00,a,20\n";
    bookings += "2,B," + std::string(day) + "T18:00," + day + "T19:00,b,20\n";
  }
  const Fitted f(bookings, {.shift_h = 0.0, .close = 1});
  CHECK(f.answer.left_out == 0);
  CHECK(f.answer.requests.size() == 2);
  CHECK(f.answer.served_h == Approx(2));
  CHECK(f.building("A").open_stay[6 * 24 + 17] == Approx(0.2));  // one week of five
  CHECK(f.building("A").open_fitted[6 * 24 + 18] == Approx(0.2));
}

TEST_CASE("Persons of one date add up, and a date counts once however many rows it has") {
  const Fitted two(
      "1,A,2025-11-03T17:00,2025-11-03T19:00,a,20\n2,A,2025-11-03T17:00,2025-11-03T19:00,a,15\n"
      "3,A,2025-11-10T17:00,2025-11-10T19:00,a,30\n4,A,2025-11-24T17:00,2025-11-24T19:00,b,30\n",
      {});
  REQUIRE(two.answer.requests.size() == 1);
  CHECK(two.answer.requests[0].persons == 35.0);
  CHECK(two.answer.requests[0].weeks_fraction == Approx(0.5));
  const Fitted seldom(
      "1,A,2025-11-03T17:00,2025-11-03T19:00,a,20\n2,A,2025-11-03T17:00,2025-11-03T19:00,a,15\n"
      "3,A,2025-11-24T18:00,2025-11-24T19:00,b,30\n4,A,2025-11-10T18:00,2025-11-10T19:00,b,30\n",
      {});
  REQUIRE(seldom.answer.requests.size() == 1);
  CHECK(seldom.seat("1") == "not asked");
}

TEST_CASE("Words of an activity tell who comes first") {
  CHECK(scenarios::priority_of("Håndbold pige U13") == FitPriority::first);
  CHECK(scenarios::priority_of("Gymnastik BØRN") == FitPriority::first);
  CHECK(scenarios::priority_of("Firmaidræt") == FitPriority::last);
  CHECK(scenarios::priority_of("Volleyball") == FitPriority::second);
  CHECK(scenarios::priority_of("Aftenskole yoga") == FitPriority::second);
  CHECK(scenarios::priority_of("Old Boys") == FitPriority::second);
  CHECK(scenarios::priority_of("") == FitPriority::second);
}
