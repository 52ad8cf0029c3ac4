// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/zones.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "models/building/envelope.hpp"
#include "models/building/simulate.hpp"
#include "models/portfolio/zone_codes.hpp"
#include "models/portfolio/zone_plan.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Building;
using models::BuildingRecord;
using models::Origin;
using models::Room;
using models::Use;

/// A school of two storeys, 20 m deep: 600 m2 on 20 m x 30 m.
BuildingRecord school() {
  BuildingRecord r;
  r.origin.fill(Origin::register_);
  Building& b = r.building;
  b.building_id = "B1";
  b.use = Use::school;
  b.year = 1965;
  b.area_m2 = 1200;
  b.storeys = 2;
  b.storey_height_m = 3.0;
  b.footprint_area_m2 = 600;
  b.perimeter_m = 100;
  b.x_m = 719300;
  b.y_m = 6179100;
  return r;
}

Room room(std::string id, double area_m2, double storey, std::vector<std::string> adjacent_to = {}, std::string use = {}) {
  Room r;
  r.room_id = std::move(id);
  r.building_id = "B1";
  r.use = std::move(use);
  r.area_m2 = area_m2;
  r.storey = storey;
  r.adjacent_to = std::move(adjacent_to);
  r.pos = {"rooms.csv", 7, 1};
  return r;
}

struct Filled {
  models::Portfolio portfolio;
  core::Findings findings;

  [[nodiscard]] const Building& building() const { return portfolio.buildings.front().building; }
  [[nodiscard]] const core::Finding* find(const core::FindingCode& code) const {
    const auto found =
        std::find_if(findings.list.begin(), findings.list.end(), [&code](const core::Finding& f) { return f.code == code.code; });
    return found == findings.list.end() ? nullptr : &*found;
  }
  [[nodiscard]] bool has(const core::FindingCode& code, core::Severity severity) const {
    const core::Finding* finding = find(code);
    return finding != nullptr && finding->severity == severity;
  }
};

Filled fill(BuildingRecord record, std::vector<Room> rooms = {}) {
  Filled f;
  f.portfolio.buildings.push_back(std::move(record));
  f.portfolio.rooms = std::move(rooms);
  models::fill_portfolio(f.portfolio, f.findings);
  return f;
}

Filled fill_with_parts(std::vector<models::UsePart> parts) {
  BuildingRecord r = school();
  r.building.parts = std::move(parts);
  return fill(std::move(r));
}

void check_shared_out(const Building& b) {
  const models::Envelope whole = models::envelope_of(b);
  double area_m2 = 0.0;
  models::EnvelopeShare sum{0.0, 0.0, 0.0};
  double roof_m2 = 0.0;
  double wall_m2 = 0.0;
  for (const Building& zone : b.zones) {
    area_m2 += zone.area_m2;
    sum = {sum.facade + zone.share.facade, sum.roof + zone.share.roof, sum.floor + zone.share.floor};
    roof_m2 += models::envelope_of(zone).roof_m2;
    wall_m2 += models::envelope_of(zone).wall_m2();
  }
  CHECK(area_m2 == Approx(b.area_m2).epsilon(1e-12));
  CHECK(sum.facade == Approx(1.0).epsilon(1e-12));
  CHECK(sum.roof == Approx(1.0).epsilon(1e-12));
  CHECK(sum.floor == Approx(1.0).epsilon(1e-12));
  CHECK(roof_m2 == Approx(whole.roof_m2).epsilon(1e-12));
  CHECK(wall_m2 == Approx(whole.wall_m2()).epsilon(1e-12));
  CHECK_NOTHROW(models::check_building(b));
}

}  // namespace

TEST_CASE("A building of one use without rooms has no zones") {
  const Filled f = fill(school());
  CHECK(f.building().zones.empty());
  CHECK(f.portfolio.buildings[0].zones_origin == Origin::metered);
  CHECK(f.find(models::zone_code::kZones) == nullptr);
}

TEST_CASE("Each use of a building becomes a zone with the archetype of that use and the building's fabric") {
  const Filled f = fill_with_parts({{Use::swimming_hall, 300.0}, {Use::office, 150.0}});
  const Building& b = f.building();
  REQUIRE(b.zones.size() == 3);
  CHECK(b.zones[0].use == Use::school);
  CHECK(b.zones[0].area_m2 == 750.0);
  CHECK(b.zones[1].use == Use::office);
  CHECK(b.zones[2].use == Use::swimming_hall);
  CHECK(b.zones[2].area_m2 == 300.0);
  CHECK(b.zones[2].heating_set_point_degc == 26.0);
  CHECK(b.zones[2].process_heat_kwh_m2 == 150.0);
  CHECK(b.zones[0].heating_set_point_degc == 21.0);
  for (const Building& zone : b.zones) {
    CHECK(zone.wall_u_value_w_m2k == b.wall_u_value_w_m2k);
    CHECK(zone.year == b.year);
    CHECK(zone.window_fraction == b.window_fraction);
    CHECK(zone.schedule_shift_h == b.schedule_shift_h);
    CHECK(zone.share.roof == Approx(zone.area_m2 / 1200.0));
  }
  check_shared_out(b);
  CHECK(f.has(models::zone_code::kZones, core::Severity::filled));
  CHECK_THAT(f.find(models::zone_code::kZones)->message, Catch::Matchers::StartsWith("1 buildings have 3 zones"));
  CHECK(f.portfolio.buildings[0].zones_origin >= Origin::filled);
}

TEST_CASE("The main use may stand among the parts or have what they leave") {
  const Filled with = fill_with_parts({{Use::school, 900.0}, {Use::office, 300.0}});
  const Filled without = fill_with_parts({{Use::office, 300.0}});
  REQUIRE(with.building().zones.size() == 2);
  CHECK(with.building().zones[0].area_m2 == without.building().zones[0].area_m2);
  CHECK(fill_with_parts({{Use::school, 700.0}}).building().zones.empty());
}

TEST_CASE("Each other use has a wall to the main one, as long as the building is deep at most") {
  const Building b = fill_with_parts({{Use::office, 600.0}, {Use::club, 72.0}}).building();
  REQUIRE(b.zone_links.size() == 2);
  CHECK(b.zones[b.zone_links[0].b].use == Use::office);
  CHECK(b.zone_links[0].a == 0);
  CHECK(b.zone_links[0].area_m2 == Approx(std::sqrt(528.0 / 2.0) * 2 * 3.0));  // the school is smaller, 16 m wide
  CHECK(b.zone_links[1].area_m2 == Approx(6.0 * 2 * 3.0));                     // 36 m2 on each storey: 6 m
  CHECK(b.zone_links[0].u_value_w_m2k == 1.8);
  BuildingRecord narrow = school();
  narrow.building.perimeter_m = 2.0 * (60.0 + 10.0);
  narrow.building.parts = {{Use::office, 600.0}};
  CHECK(fill(narrow).building().zone_links[0].area_m2 == Approx(10.0 * 2 * 3.0));
}

TEST_CASE("Other uses of more area than the building stop") {
  const Filled f = fill_with_parts({{Use::office, 800.0}, {Use::club, 500.0}});
  CHECK(f.has(models::zone_code::kPartsTooLarge, core::Severity::stops));
  CHECK_THAT(f.find(models::zone_code::kPartsTooLarge)->message, Catch::Matchers::Contains("1300 m2"));
  CHECK(f.building().zones.empty());
}

TEST_CASE("Another use without area is left out and told") {
  const Filled f = fill_with_parts({{Use::office, models::kMissing}, {Use::club, 100.0}});
  CHECK(f.has(models::zone_code::kPartWithoutArea, core::Severity::warns));
  CHECK(f.building().zones.size() == 2);
}

TEST_CASE("A number that somebody gave for the building holds in every zone and is told") {
  BuildingRecord r = school();
  r.building.hot_water_l_m2 = 333.0;
  r.building.wall_u_value_w_m2k = 0.4;
  r.building.parts = {{Use::swimming_hall, 300.0}};
  const Filled f = fill(r);
  for (const Building& zone : f.building().zones) {
    CHECK(zone.hot_water_l_m2 == 333.0);
    CHECK(zone.wall_u_value_w_m2k == 0.4);
  }
  CHECK_THAT(f.find(models::zone_code::kZones)->message,
             Catch::Matchers::Contains("hot_water_l_m2") && !Catch::Matchers::Contains("wall_u_value"));
}

TEST_CASE("Visitors and heated area of the building are the sums of its zones, unless they were given") {
  BuildingRecord r = school();
  r.building.parts = {{Use::swimming_hall, 300.0}, {Use::small_building, 100.0}};
  const Building b = fill(r).building();
  CHECK(b.visitors_per_year == std::round(40.7 * 300.0));
  CHECK(b.heated_fraction == Approx(1100.0 / 1200.0));
  r.building.visitors_per_year = 600.0;
  r.building.heated_fraction = 0.8;
  const Building given = fill(r).building();
  CHECK(given.visitors_per_year == 600.0);
  CHECK(given.heated_fraction == 0.8);
  double visitors = 0.0;
  for (const Building& zone : given.zones) {
    visitors += zone.visitors_per_year;
    CHECK(zone.heated_fraction == 0.8);
  }
  CHECK(visitors == Approx(600.0));
}

TEST_CASE("Desks stand in the offices of a building") {
  BuildingRecord r = school();
  r.building.employees = 8.0;
  r.building.parts = {{Use::office, 300.0}};
  const Building b = fill(r).building();
  CHECK(b.zones[1].employees == 8.0);
  CHECK(b.zones[1].occupant_density_m2_person == 37.5);
  CHECK(b.zones[0].employees == 0.0);
}

TEST_CASE("An office seats no more people than offices do, the others work in the rest of the building") {
  BuildingRecord r = school();
  r.building.employees = 100.0;
  r.building.parts = {{Use::office, 290.0}, {Use::club, 200.0}};
  const Building b = fill(r).building();
  REQUIRE(b.zones.size() == 3);
  CHECK(b.zones[1].use == Use::office);
  CHECK(b.zones[1].employees == Approx(10.0));
  CHECK(b.zones[1].occupant_density_m2_person == Approx(29.0));
  CHECK(b.zones[0].employees == Approx(90.0 * 710.0 / 910.0));
  CHECK(b.zones[2].employees == Approx(90.0 * 200.0 / 910.0));
}

TEST_CASE("A number that was given as an estimate holds in the zones as one from the register does") {
  BuildingRecord r = school();
  r.building.hot_water_l_m2 = 333.0;
  r.building.parts = {{Use::swimming_hall, 300.0}};
  for (std::size_t c = 0; c < models::kBuildingColumnCount; ++c) {
    if (models::building_columns()[c].member != &Building::hot_water_l_m2) continue;
    r.origin[c] = Origin::filled;
    r.given[c] = true;
  }
  const Filled f = fill(r);
  REQUIRE(f.building().zones.size() == 2);
  for (const Building& zone : f.building().zones) CHECK(zone.hot_water_l_m2 == 333.0);
  CHECK(f.find(models::zone_code::kZones)->rows == std::vector<std::string>{"B1"});
}

TEST_CASE("A set point given for a building holds in the zones of its own use, and in all where none is of it") {
  BuildingRecord r = school();
  r.building.heating_set_point_degc = 19.5;
  r.building.night_set_back_k = 3.0;
  BuildingRecord pool = r;
  pool.building.parts = {{Use::swimming_hall, 300.0}};
  const Filled f = fill(pool);
  const Building& b = f.building();
  REQUIRE(b.zones.size() == 2);
  CHECK(b.zones[0].heating_set_point_degc == 19.5);
  CHECK(b.zones[0].night_set_back_k == 3.0);
  CHECK(b.zones[1].heating_set_point_degc == 26.0);
  CHECK(b.zones[1].night_set_back_k == 0.0);
  CHECK(f.find(models::zone_code::kZones)->rows.empty());
  r.building.storeys = 1;
  const Building other = fill(r, {room("A", 1200, 0, {}, "office")}).building();
  REQUIRE(other.zones.size() == 1);
  CHECK(other.zones[0].heating_set_point_degc == 19.5);
}

TEST_CASE("Filling a portfolio again gives the same zones") {
  Filled f = fill_with_parts({{Use::swimming_hall, 300.0}});
  const Building before = f.building();
  core::Findings findings;
  models::fill_portfolio(f.portfolio, findings);
  REQUIRE(f.building().zones.size() == before.zones.size());
  for (std::size_t z = 0; z < before.zones.size(); ++z) {
    for (const models::BuildingColumn& column : models::building_columns()) {
      INFO(column.variable.name);
      const double value = f.building().zones[z].*column.member;
      const double earlier = before.zones[z].*column.member;
      CHECK((value == earlier || (std::isnan(value) && std::isnan(earlier))));
    }
  }
  CHECK(f.building().visitors_per_year == before.visitors_per_year);
}

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

TEST_CASE("A building has at most twelve zones, the smallest join the main one") {
  std::vector<Room> rooms;
  for (int i = 0; i < 30; ++i) {
    rooms.push_back(room("R" + std::to_string(10 + i), 10.0 + i, 0));
    rooms.back().heating_set_point_degc = 15.0 + 0.25 * i;
  }
  const Filled f = fill(school(), rooms);
  CHECK(f.building().zones.size() == models::kMostZones);
  CHECK(f.has(models::zone_code::kMerged, core::Severity::filled));
  check_shared_out(f.building());
  std::set<std::pair<std::size_t, std::size_t>> pairs;
  for (const models::ZoneLink& link : f.building().zone_links) CHECK(pairs.emplace(link.a, link.b).second);
}

TEST_CASE("What is too small for a zone joins the main one") {
  const Filled f = fill_with_parts({{Use::office, 0.4}});
  CHECK(f.building().zones.empty());
  CHECK(f.has(models::zone_code::kMerged, core::Severity::filled));
}

TEST_CASE("The codes of zones are their own") {
  std::set<std::string_view> codes;
  for (const core::FindingCode& code : models::zone_code::kAll) {
    CHECK(codes.insert(code.code).second);
    CHECK(code.code >= "TV-1310");
    CHECK(code.code <= "TV-1329");
  }
}
