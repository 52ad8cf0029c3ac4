// SPDX-License-Identifier: MPL-2.0
#include "scenarios/capacity/capacity.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "tests/support/capacity_case.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using core::Severity;
using scenarios::CapacitySums;
using scenarios::Season;
using test::CapacityCase;

const std::string kHall = "building_id,use,year,area_m2\nH,sports_hall,1974,1200\n";
/// 49 h open; with two hours to heat up each day, 61 h heated.
const std::string kHours = "building_id,days,opens,closes\nH,mon-fri,14:00,22:00\nH,sat,9:00,18:00\n";
const std::string kHead = "booking_id,building_id,start,end,activity,persons\n";

/// 14 h in the week from Monday 3 November 2025.
const std::string kFourteen = kHead +
                              "1,H,2025-11-03T16:00,2025-11-03T19:00,a,20\n"
                              "2,H,2025-11-04T16:00,2025-11-04T18:30,b,20\n"
                              "3,H,2025-11-05T17:00,2025-11-05T20:00,c,20\n"
                              "4,H,2025-11-06T19:00,2025-11-06T22:00,d,20\n"
                              "5,H,2025-11-08T10:00,2025-11-08T12:30,e,20\n";

}  // namespace

TEST_CASE("A hall is heated 61 h for 14 booked") {
  const CapacityCase c{{"buildings.csv", kHall}, {"opening_hours.csv", kHours}, {"bookings.csv", kFourteen}};
  const CapacitySums sums = c.sums("H");
  CHECK(sums.offered_h == Approx(49));
  CHECK(sums.heated_h == Approx(61));
  CHECK(sums.booked_h == Approx(14));
  CHECK(sums.idle_heated_h == Approx(47));
  CHECK(sums.utilisation_fraction() == Approx(14.0 / 49.0));
  CHECK(c.told("TV-3472").empty());
}

TEST_CASE("Prime time is 17 to 22 on weekdays") {
  const CapacityCase c{{"buildings.csv", kHall}, {"opening_hours.csv", kHours}, {"bookings.csv", kFourteen}};
  const CapacitySums sums = c.sums("H");
  CHECK(sums.prime_offered_h == Approx(25));
  CHECK(sums.prime_booked_h == Approx(2 + 1.5 + 3 + 3));
  CHECK(sums.prime_utilisation_fraction() == Approx(9.5 / 25.0));
}

TEST_CASE("Booked but half empty shows in the effective use") {
  const CapacityCase c{{"buildings.csv", kHall},
                       {"rooms.csv", "room_id,building_id,area_m2,capacity_persons\nR,H,900,50\n"},
                       {"opening_hours.csv", kHours},
                       {"bookings.csv", kFourteen}};
  // 14 h with 20 persons of 49 h with 50.
  CHECK(c.sums("H").effective_fraction() == Approx(14.0 * 20.0 / (49.0 * 50.0)));
  CHECK(c.space_sums("R").effective_fraction() == Approx(14.0 * 20.0 / (49.0 * 50.0)));
}

TEST_CASE("A building without bookings is not used 0 percent, nobody knows") {
  const CapacityCase c{{"buildings.csv", kHall}, {"opening_hours.csv", kHours}};
  const CapacitySums sums = c.sums("H");
  CHECK(sums.known == 0);
  CHECK(std::isnan(sums.utilisation_fraction()));
  CHECK(std::isnan(sums.effective_fraction()));
  CHECK(sums.heated_h == Approx(61));
  REQUIRE(c.told("TV-3471").size() == 1);
  CHECK(c.told("TV-3471")[0].severity == Severity::warns);
  CHECK(c.told("TV-3471")[0].id == "H");
}

TEST_CASE("Two bookings of one hour are one booked hour, and are told") {
  const CapacityCase c{
      {"buildings.csv", kHall},
      {"opening_hours.csv", kHours},
      {"bookings.csv", kHead + "1,H,2025-11-03T16:00,2025-11-03T18:00,a,\n2,H,2025-11-03T17:00,2025-11-03T19:00,b,\n"}};
  CHECK(c.sums("H").booked_h == Approx(3));
  REQUIRE(c.told("TV-3474").size() == 1);
  CHECK(c.told("TV-3474")[0].id == "2");
  CHECK(c.told("TV-3474")[0].pos.line == 3);
}

TEST_CASE("Bookings that meet do not overlap") {
  const CapacityCase c{
      {"buildings.csv", kHall},
      {"opening_hours.csv", kHours},
      {"bookings.csv", kHead + "1,H,2025-11-03T16:00,2025-11-03T17:00,a,\n2,H,2025-11-03T17:00,2025-11-03T19:00,b,\n"}};
  CHECK(c.told("TV-3474").empty());
}

TEST_CASE("Rooms of a building offer and are booked room by room, and it idles only while all are empty") {
  const CapacityCase c{
      {"buildings.csv", kHall},
      {"rooms.csv", "room_id,building_id,area_m2,capacity_persons\nA,H,500,30\nB,H,300,30\n"},
      {"opening_hours.csv", kHours},
      {"bookings.csv",
       "booking_id,room_id,start,end\n1,A,2025-11-03T16:00,2025-11-03T18:00\n2,B,2025-11-03T17:00,2025-11-03T20:00\n"}};
  const CapacitySums sums = c.sums("H");
  CHECK(sums.offered_h == Approx(2 * 49));
  CHECK(sums.booked_h == Approx(5));
  CHECK(sums.in_use_h == Approx(4));
  CHECK(sums.heated_h == Approx(61));
  CHECK(sums.idle_heated_h == Approx(57));
  CHECK(c.told("TV-3474").empty());
}

TEST_CASE("A booking of the whole building takes all of its rooms") {
  const CapacityCase c{{"buildings.csv", kHall},
                       {"rooms.csv", "room_id,building_id,area_m2,capacity_persons\nA,H,500,30\nB,H,300,30\n"},
                       {"opening_hours.csv", kHours},
                       {"bookings.csv", kHead + "1,H,2025-11-03T16:00,2025-11-03T18:00,a,50\n"}};
  CHECK(c.sums("H").booked_h == Approx(4));
  CHECK(c.sums("H").in_use_h == Approx(2));
  CHECK(c.told("TV-3473").empty());
}

TEST_CASE("A booking outside the opening hours is told with its place and counts as booked, not as used of what is offered") {
  const CapacityCase c{{"buildings.csv", kHall},
                       {"opening_hours.csv", kHours},
                       {"bookings.csv", kHead + "1,H,2025-11-03T13:00,2025-11-03T15:00,a,\n"}};
  REQUIRE(c.told("TV-3472").size() == 1);
  CHECK(c.told("TV-3472")[0].severity == Severity::warns);
  CHECK(c.told("TV-3472")[0].pos.line == 2);
  const CapacitySums sums = c.sums("H");
  CHECK(sums.booked_h == Approx(2));
  CHECK(sums.booked_offered_h == Approx(1));
  CHECK(sums.open_h == Approx(50));  // somebody opened it
}

TEST_CASE("More persons than the room holds are told at their cell") {
  const CapacityCase c{{"buildings.csv", kHall},
                       {"rooms.csv", "room_id,building_id,area_m2,capacity_persons\nA,H,900,30\n"},
                       {"opening_hours.csv", kHours},
                       {"bookings.csv", "booking_id,room_id,start,end,persons\n1,A,2025-11-03T16:00,2025-11-03T18:00,31\n"}};
  REQUIRE(c.told("TV-3473").size() == 1);
  CHECK(c.told("TV-3473")[0].pos.line == 2);
  CHECK(c.told("TV-3473")[0].pos.column == 39);
}

TEST_CASE("Without opening hours those of the use's profile are taken and marked, and bookings add to them") {
  const CapacityCase c{{"buildings.csv", kHall}, {"bookings.csv", kHead + "1,H,2025-11-08T20:00,2025-11-08T22:00,a,10\n"}};
  const CapacitySums sums = c.sums("H");
  CHECK(sums.offered_h == Approx(5 * 14 + 2 * 9 + 2));  // profiles.csv: 8-22, 9-18
  CHECK(sums.booked_offered_h == Approx(2));
  CHECK(c.told("TV-3472").empty());
  REQUIRE(c.told("TV-3477").size() == 1);
  CHECK(c.told("TV-3477")[0].severity == Severity::filled);
  CHECK(c.capacity.buildings[0].hours_origin == models::Origin::archetype);
}

TEST_CASE("The pupils of a school are in it without booking") {
  const CapacityCase c{{"buildings.csv", "building_id,use,year,area_m2\nS,school,1962,4000\n"},
                       {"bookings.csv", kHead + "1,S,2025-11-03T18:00,2025-11-03T20:00,a,10\n"}};
  const CapacitySums sums = c.sums("S");
  CHECK(sums.booked_h == Approx(2));
  CHECK(sums.in_use_h == Approx(5 * 8 + 2));
  CHECK(sums.heated_h == Approx(5 * 10 + 4));  // 6-16 and 16-20
  CHECK(sums.idle_heated_h == Approx(12));
}

TEST_CASE("A library is not in use in hours in which nobody was ever counted") {
  std::string visits = "building_id,time,visitors\n";
  for (int day = 3; day <= 9; ++day) {
    for (int hour = 10; hour < 14; ++hour) visits += "L,2025-11-0" + std::to_string(day) + "T" + std::to_string(hour) + ":00,5\n";
  }
  const CapacityCase c{{"buildings.csv", "building_id,use,year,area_m2\nL,culture,1962,900\n"},
                       {"opening_hours.csv", "building_id,days,opens,closes\nL,all,10:00,18:00\n"},
                       {"visits.csv", visits},
                       {"bookings.csv", kHead + "1,L,2025-11-03T16:00,2025-11-03T18:00,a,10\n"}};
  const CapacitySums sums = c.sums("L");
  CHECK(sums.visitors == Approx(7 * 4 * 5));
  CHECK(sums.in_use_h == Approx(7 * 4 + 2));
  CHECK(c.reading.count("TV-1197") == 1);
  CHECK(c.reading.first("TV-1197").severity == Severity::info);
  CHECK(c.reading.count("TV-1196") == 0);
}

TEST_CASE("Hours that a school or club has are booked hours") {
  const std::string held = "building_id,days,opens,closes,kind\nH,mon-fri,8:00,14:00,school\nH,mon-fri,14:00,16:00,club\n";
  const CapacityCase c{{"buildings.csv", kHall}, {"opening_hours.csv", held}};
  CHECK(c.sums("H").known == 1);
  CHECK(c.sums("H").booked_h == Approx(40));
  CHECK(c.sums("H").utilisation_fraction() == Approx(1.0));
  CHECK(c.told("TV-3471").empty());
  // Of hours that others may have nobody knows anything without bookings; with bookings they are empty but for these.
  const std::string open = held + "H,mon-fri,16:00,22:00,\n";
  const CapacityCase unknown{{"buildings.csv", kHall}, {"opening_hours.csv", open}};
  CHECK(unknown.sums("H").known == 0);
  CHECK(std::isnan(unknown.sums("H").utilisation_fraction()));
  CHECK(unknown.told("TV-3471").size() == 1);
  const CapacityCase booked{{"buildings.csv", kHall},
                            {"opening_hours.csv", open},
                            {"bookings.csv", kHead + "1,H,2025-11-03T16:00,2025-11-03T18:00,a,10\n"}};
  CHECK(booked.sums("H").booked_h == Approx(42));
  CHECK(booked.sums("H").utilisation_fraction() == Approx(42.0 / 70.0));
}

TEST_CASE("Bookings are averaged over the whole weeks of the table, also those without any") {
  const CapacityCase c{
      {"buildings.csv", kHall},
      {"opening_hours.csv", kHours},
      {"bookings.csv", kHead + "1,H,2025-11-03T16:00,2025-11-03T18:00,a,10\n2,H,2025-11-28T16:00,2025-11-28T18:00,a,10\n"}};
  CHECK(c.capacity.buildings[0].weeks[0] == Approx(4));
  CHECK(c.sums("H").booked_h == Approx(1));
}

TEST_CASE("A hall with a typical week is as full beside a hall with a season of weeks") {
  const std::string two = kHall + "G,sports_hall,1974,1200\n";
  std::string bookings = kFourteen;
  for (const char* day : {"2025-09-02", "2025-09-09", "2025-12-09"}) {
    bookings += "g,G," + std::string(day) + "T16:00," + day + "T18:00,a,20\n";
  }
  const CapacityCase c{
      {"buildings.csv", two}, {"opening_hours.csv", kHours + "G,mon-fri,14:00,22:00\n"}, {"bookings.csv", bookings}};
  CHECK(c.sums("H").booked_h == Approx(14));
  CHECK(c.sums("G").booked_h == Approx(3.0 * 2.0 / 15.0));
  CHECK(std::isnan(c.sums("H", Season::summer).utilisation_fraction()));
  CHECK_FALSE(std::isnan(c.sums("G", Season::summer).utilisation_fraction()));
  REQUIRE(c.told("TV-3482").size() == 1);
  CHECK(c.told("TV-3482")[0].id == "H");
  CHECK(c.told("TV-3482")[0].severity == Severity::warns);
  CHECK(c.told("TV-3482")[0].message.find("of building \"G\" (booking g on 2025-09-02 to g on 2025-12-09)") != std::string::npos);
}

TEST_CASE("An equal booking twice is told, once, and its persons add up") {
  const CapacityCase c{{"buildings.csv", kHall},
                       {"opening_hours.csv", kHours},
                       {"bookings.csv", kHead + "1,H,2025-11-03T16:00,2025-11-03T18:00,a,20\n"
                                                "2,H,2025-11-03T16:00,2025-11-03T18:00,a,20\n"
                                                "3,H,2025-11-04T16:00,2025-11-04T18:00,a,20\n"}};
  REQUIRE(c.told("TV-3481").size() == 1);
  CHECK(c.told("TV-3481")[0].id == "2");
  CHECK(c.told("TV-3474").empty());
  CHECK(c.sums("H").booked_h == Approx(4));
  CHECK(c.sums("H").used_person_h == Approx(120));
}

TEST_CASE("Bookings of one hour with other persons are no equal ones, they overlap") {
  const CapacityCase c{{"buildings.csv", kHall},
                       {"opening_hours.csv", kHours},
                       {"bookings.csv", kHead + "1,H,2025-11-03T16:00,2025-11-03T18:00,a,20\n"
                                                "2,H,2025-11-03T16:00,2025-11-03T18:00,a,\n"}};
  CHECK(c.told("TV-3481").empty());
  CHECK(c.told("TV-3474").size() == 1);
}

TEST_CASE("Winter and summer have weeks of their own") {
  const CapacityCase c{
      {"buildings.csv", kHall},
      {"opening_hours.csv", kHours},
      {"bookings.csv", kHead + "1,H,2025-03-25T16:00,2025-03-25T18:00,a,10\n2,H,2025-04-08T16:00,2025-04-08T20:00,a,10\n"}};
  CHECK(c.capacity.buildings[0].weeks[index(Season::winter)] == Approx(1));  // that of Thursday 27 March
  CHECK(c.capacity.buildings[0].weeks[index(Season::summer)] == Approx(2));
  CHECK(c.sums("H", Season::winter).booked_h == Approx(2));
  CHECK(c.sums("H", Season::summer).booked_h == Approx(2));
  CHECK(c.sums("H").booked_h == Approx(2));
}

TEST_CASE("A season without bookings in the table is not known") {
  const CapacityCase c{{"buildings.csv", kHall}, {"opening_hours.csv", kHours}, {"bookings.csv", kFourteen}};
  CHECK(std::isnan(c.sums("H", Season::summer).utilisation_fraction()));
  CHECK(c.sums("H", Season::winter).utilisation_fraction() == Approx(14.0 / 49.0));
}

TEST_CASE("A booking longer than a week is told and not counted") {
  const CapacityCase c{{"buildings.csv", kHall},
                       {"opening_hours.csv", kHours},
                       {"bookings.csv", kHead + "1,H,2025-11-03T16:00,2025-12-03T18:00,a,10\n"}};
  REQUIRE(c.told("TV-3475").size() == 1);
  CHECK(c.sums("H").known == 0);
}

TEST_CASE("Clock hours are clock hours in summer time too") {
  const CapacityCase c{{"buildings.csv", kHall},
                       {"opening_hours.csv", kHours},
                       {"bookings.csv", kHead + "1,H,2025-06-02T21:00,2025-06-02T22:00,a,10\n"}};
  CHECK(c.told("TV-3472").empty());
  CHECK(c.capacity.spaces[0].season[0].booked[21] == Approx(1));
}

TEST_CASE("Hours of a municipality add up over its halls") {
  // domain.md D5: 25 500 h a week offered, 56 % of them occupied.
  CapacitySums city;
  for (int hall = 0; hall < 300; ++hall) {
    CapacitySums one;
    one.buildings = one.known = 1;
    one.offered_h = one.known_offered_h = 85.0;
    one.booked_h = one.booked_offered_h = 47.6;
    add(city, one);
  }
  CHECK(city.offered_h == Approx(25500));
  CHECK(city.utilisation_fraction() == Approx(0.56));
}

TEST_CASE("A building whose set point is not lowered at night is heated all week") {
  models::Building building;
  building.night_set_back_k = 0.0;
  models::WeekHours open{};
  open[20] = 1.0;
  double heated = 0.0;
  for (const double share : scenarios::heated_hours(building, open)) heated += share;
  CHECK(heated == Approx(168));
  building.night_set_back_k = 2.0;
  heated = 0.0;
  for (const double share : scenarios::heated_hours(building, open)) heated += share;
  CHECK(heated == Approx(3));
}

TEST_CASE("A room that only the bookings name can be booked all the same, and nobody knows what it holds") {
  const CapacityCase c{{"buildings.csv", kHall},
                       {"opening_hours.csv", kHours},
                       {"bookings.csv",
                        "booking_id,building_id,room_id,start,end,persons\n"
                        "1,H,Sal 2,2025-11-03T16:00,2025-11-03T18:00,20\n"}};
  CHECK(c.space_sums("Sal 2").booked_h == Approx(2));
  CHECK(std::isnan(c.space_sums("Sal 2").effective_fraction()));
  CHECK(c.told("TV-3473").empty());
}

TEST_CASE("Shuffled bookings give the same hours") {
  const std::string one = "1,H,2025-11-03T16:00,2025-11-03T18:00,a,10\n";
  const std::string two = "2,H,2025-11-04T16:20,2025-11-04T18:40,b,20\n";
  const CapacityCase a{{"buildings.csv", kHall}, {"opening_hours.csv", kHours}, {"bookings.csv", kHead + one + two}};
  const CapacityCase b{{"buildings.csv", kHall}, {"opening_hours.csv", kHours}, {"bookings.csv", kHead + two + one}};
  CHECK(a.sums("H").booked_h == b.sums("H").booked_h);
  CHECK(a.sums("H").used_person_h == b.sums("H").used_person_h);
  CHECK(a.sums("H").booked_h == Approx(2 + 140.0 / 60.0));
}
