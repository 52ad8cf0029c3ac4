// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/zones.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "models/portfolio/zone_plan.hpp"
#include "tests/unit/models/portfolio/zone_school.hpp"

using namespace tvilling;         // NOLINT(google-build-using-namespace)
using namespace tvilling::tests;  // NOLINT(google-build-using-namespace)

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
