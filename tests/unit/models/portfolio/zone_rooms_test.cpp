// SPDX-License-Identifier: MPL-2.0
// Zones that are made of rooms.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "models/portfolio/zones.hpp"
#include "tests/unit/models/portfolio/zone_school.hpp"

using namespace tvilling;         // NOLINT(google-build-using-namespace)
using namespace tvilling::tests;  // NOLINT(google-build-using-namespace)

TEST_CASE("Rooms of one use and set point that lie next to each other are one zone") {
  // A - B | C - D: C and D are a library (culture) beside the classrooms A and B; E is a classroom beyond it.
  const Filled f = fill(school(), {room("A", 60, 0, {"B"}), room("B", 60, 0, {"C"}), room("C", 80, 0, {"D"}, "culture"),
                                   room("D", 40, 0, {"E"}, "culture"), room("E", 50, 0)});
  const Building& b = f.building();
  REQUIRE(b.zones.size() == 4);
  CHECK(b.zones[0].area_m2 == 120.0);
  CHECK(b.zones[1].area_m2 == 120.0);
  CHECK(b.zones[1].use == Use::culture);
  CHECK(b.zones[2].area_m2 == 50.0);
  CHECK(b.zones[3].area_m2 == 910.0);  // the rest
  CHECK(b.zones[3].use == Use::school);
  CHECK(f.has(models::zone_code::kRest, core::Severity::filled));
  check_shared_out(b);
}

TEST_CASE("Neighbours may be given from one side or both") {
  const Building one = fill(school(), {room("A", 60, 0, {"B"}), room("B", 60, 0, {}, "office")}).building();
  const Building both = fill(school(), {room("A", 60, 0, {"B", "B"}), room("B", 60, 0, {"A"}, "office")}).building();
  REQUIRE(one.zone_links.size() == both.zone_links.size());
  CHECK(one.zone_links[0].area_m2 == both.zone_links[0].area_m2);
}

TEST_CASE("Adjacent rooms share a wall on one storey and a slab from storey to storey") {
  const Building b =
      fill(school(), {room("A", 100, 0, {"B", "C"}), room("B", 64, 0, {}, "office"), room("C", 81, 1, {}, "club")}).building();
  REQUIRE(b.zone_links.size() == 3);  // and the rest to one of them
  const auto link = [&b](std::size_t x, std::size_t y) {
    return std::find_if(b.zone_links.begin(), b.zone_links.end(),
                        [x, y](const models::ZoneLink& l) { return l.a == x && l.b == y; });
  };
  CHECK(link(0, 1)->area_m2 == Approx(8.0 * 3.0));
  CHECK(link(0, 2)->area_m2 == 81.0);
  CHECK(link(0, 3)->area_m2 == Approx(std::sqrt(100.0 / 2.0) * 2 * 3.0));
}

TEST_CASE("Without neighbours rooms go together by use, set point and storey") {
  std::vector<Room> rooms{room("A", 300, 0), room("B", 300, 0, {}, "office"), room("C", 200, 1), room("D", 200, 1),
                          room("E", 200, 1)};
  rooms[4].heating_set_point_degc = 24.0;
  const Filled f = fill(school(), rooms);
  const Building& b = f.building();
  REQUIRE(b.zones.size() == 4);
  CHECK(b.zones[2].area_m2 == 400.0);
  CHECK(b.zones[3].heating_set_point_degc == 24.0);
  CHECK(f.find(models::zone_code::kRest) == nullptr);
  // Slabs: as if each lay anywhere on its storey of 600 m2.
  double slabs_m2 = 0.0;
  for (const models::ZoneLink& link : b.zone_links) {
    if (link.a < 2 && link.b >= 2) slabs_m2 += link.area_m2;
  }
  CHECK(slabs_m2 == Approx(600.0));
  // The roof belongs to the upper storey, the floor to the lower.
  CHECK(b.zones[0].share.roof == 0.0);
  CHECK(b.zones[0].share.floor == Approx(0.5));
  CHECK(b.zones[2].share.roof == Approx(2.0 / 3.0));
  CHECK(b.zones[2].share.floor == 0.0);
  check_shared_out(b);
}

TEST_CASE("Rooms several storeys apart share no slab") {
  BuildingRecord r = school();
  r.building.storeys = 6;
  const auto slab_m2 = [&r](double storey) {
    const Building b = fill(r, {room("A", 200, 0), room("B", 200, storey, {}, "office")}).building();
    double sum_m2 = 0.0;
    for (const models::ZoneLink& link : b.zone_links) sum_m2 += link.a == 0 && link.b == 1 ? link.area_m2 : 0.0;
    return sum_m2;
  };
  CHECK(slab_m2(1) == Approx(200.0));
  CHECK(slab_m2(5) == 0.0);
}

TEST_CASE("The order of the rooms changes nothing") {
  std::vector<Room> rooms{room("A", 100, 0, {"B", "C"}), room("B", 64, 0, {}, "office"), room("C", 81, 1, {}, "club"),
                          room("D", 50, 1)};
  const Building one = fill(school(), rooms).building();
  std::reverse(rooms.begin(), rooms.end());
  const Building two = fill(school(), rooms).building();
  REQUIRE(one.zones.size() == two.zones.size());
  for (std::size_t z = 0; z < one.zones.size(); ++z) CHECK(one.zones[z].area_m2 == two.zones[z].area_m2);
  REQUIRE(one.zone_links.size() == two.zone_links.size());
  for (std::size_t l = 0; l < one.zone_links.size(); ++l) CHECK(one.zone_links[l].area_m2 == two.zone_links[l].area_m2);
}

TEST_CASE("Rooms that are all as the building leave it in one zone") {
  BuildingRecord r = school();
  r.building.storeys = 1;
  CHECK(fill(r, {room("A", 700, 0, {"B"}), room("B", 500, 0)}).building().zones.empty());
  // One use throughout, but another than the register says.
  const Building other = fill(r, {room("A", 700, 0, {"B"}, "office"), room("B", 500, 0, {}, "office")}).building();
  REQUIRE(other.zones.size() == 1);
  CHECK(other.zones[0].use == Use::office);
  check_shared_out(other);
}

TEST_CASE("Rooms of more area than their building stop") {
  const Filled f = fill(school(), {room("A", 700, 0), room("B", 600, 0, {}, "office")});
  CHECK(f.has(models::zone_code::kRoomsTooLarge, core::Severity::stops));
  CHECK(f.building().zones.empty());
}

TEST_CASE("What is wrong with a room is told with its id and value") {
  const Filled f =
      fill(school(), {room("A", 60, 0, {"A", "X", "B"}), room("B", 60, 4, {}, "office"), room("C", models::kMissing, 0)});
  CHECK(f.has(models::zone_code::kOwnNeighbour, core::Severity::warns));
  CHECK(f.has(models::zone_code::kUnknownRoom, core::Severity::warns));
  CHECK(f.find(models::zone_code::kUnknownRoom)->value == "X");
  CHECK(f.find(models::zone_code::kUnknownRoom)->id == "A");
  CHECK(f.find(models::zone_code::kUnknownRoom)->table == "rooms");
  CHECK(f.has(models::zone_code::kFarStoreys, core::Severity::warns));
  CHECK(f.has(models::zone_code::kRoomWithoutArea, core::Severity::warns));
  CHECK(f.find(models::zone_code::kRoomWithoutArea)->id == "C");
  CHECK(f.find(models::zone_code::kRoomWithoutArea)->pos.line == 7);
}

TEST_CASE("A room of an unknown use stops and names the nearest") {
  const Filled f = fill(school(), {room("A", 60, 0, {}, "ofice")});
  REQUIRE(f.has(models::zone_code::kUnknownRoomUse, core::Severity::stops));
  CHECK_THAT(f.find(models::zone_code::kUnknownRoomUse)->hint, Catch::Matchers::Contains("office"));
}

TEST_CASE("Rooms decide where a building has them and other uses too") {
  BuildingRecord r = school();
  r.building.parts = {{Use::swimming_hall, 300.0}};
  const Filled f = fill(r, {room("A", 100, 0, {}, "office")});
  CHECK(f.has(models::zone_code::kPartsUnused, core::Severity::info));
  CHECK(f.building().zones.size() == 2);
  CHECK(f.building().zones[0].use == Use::office);
}
