// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "models/portfolio/portfolio.hpp"
#include "tests/support/portfolio_tables.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace tvilling;
using models::Portfolio;

/// A small city with a table of every kind, with numbers that need all their digits.
Portfolio small_city() {
  Portfolio city = models::synthetic_city({.buildings = 40, .seed = 3});
  const std::string building = city.buildings.front().building.building_id;
  models::Building& first = city.buildings.front().building;
  first.name = "Børnehus \"Ærø\"; syd, 1.234";
  first.x_m = 725123.12345678901;
  first.footprint = {{725123.12345678901, 6175000.1}, {725153.1, 6175000.1}, {725153.1, 6175030.3}, {725123.2, 6175030.3}};
  models::Room room;
  room.room_id = "R1";
  room.building_id = building;
  room.area_m2 = 1.0 / 3.0;
  room.use = "office";
  room.adjacent_to = {"Rum 2", "R3"};
  models::Room other = room;
  other.room_id = "Rum 2";
  other.adjacent_to = {"R1"};
  models::Room third = other;
  third.room_id = "R3";
  city.rooms = {room, other, third};
  models::Pool pool;
  pool.basin.pool_id = "P1";
  pool.building_id = building;
  pool.basin.volume_m3 = 1.234;
  pool.basin.water_area_m2 = 312.5;
  pool.basin.outdoor = true;
  pool.basin.heating_capacity_kw = 301.25;
  city.pools = {pool};
  models::HallRow hall;
  hall.building_id = building;
  hall.hall.evaporation_model = models::EvaporationModel::vdi2089;
  hall.hall.relative_humidity = 0.55;
  hall.hall.hall_area_m2 = 1100.5;
  city.swimming_halls = {hall};
  models::OpeningHours hours;
  hours.building_id = building;
  hours.days = 0b1001111U;
  hours.opens_h = 6.5;
  hours.closes_h = 24.0;
  hours.kind = "club";
  hours.persons = 12.5;
  city.opening_hours = {hours};
  models::VisitCount visit;
  visit.building_id = building;
  visit.time = "2025-01-31T18:00";
  visit.visitors = 41.0;
  city.visits = {visit};
  models::Booking booking;
  booking.booking_id = "B1";
  booking.building_id = building;
  booking.room_id = "R1";
  booking.start = "2025-01-31T18:00";
  booking.end = "2025-01-31T20:00";
  booking.persons = 12.0;
  city.bookings = {booking};
  models::Cost cost;
  cost.building_id = building;
  cost.year = 2025.0;
  cost.kind = "heat";
  cost.amount_dkk = 1234.567;
  city.costs = {cost};
  return city;
}

Portfolio read(const std::filesystem::path& path, core::Findings& findings) {
  Portfolio portfolio = models::read_portfolio(path, findings);
  for (const core::Finding& finding : findings.list) {
    if (finding.severity == core::Severity::stops) UNSCOPED_INFO(core::to_string(finding));
  }
  return portfolio;
}

TEST_CASE("A portfolio is the same in every form that it is written in") {
  const tests::TemporaryFolder folder;
  const Portfolio city = small_city();
  models::write_portfolio(city, folder / "house");
  core::Findings findings;
  const Portfolio house = read(folder / "house", findings);
  REQUIRE_FALSE(findings.stops());
  CHECK(house.rooms.size() == 3);
  CHECK(house.pools.size() == 1);
  CHECK(house.swimming_halls.size() == 1);
  CHECK(house.opening_hours.size() == 1);
  CHECK(house.visits.size() == 1);
  CHECK(house.bookings.size() == 1);
  CHECK(house.costs.size() == 1);
  CHECK(tests::same_building(house.buildings.front().building, house.buildings.front().building));
  struct Form {
    std::string name;
    models::WriteOptions options;
  };
  for (const Form& form : {Form{"danish", {true, false}}, Form{"latin", {true, true}}, Form{"city.xlsx", {false, false}},
                           Form{"by.xlsx", {true, false}}, Form{"city.gpkg", {false, false}}, Form{"by.gpkg", {true, false}}}) {
    INFO(form.name);
    models::write_portfolio(city, folder / form.name, form.options);
    core::Findings found;
    const Portfolio back = read(folder / form.name, found);
    CHECK_FALSE(found.stops());
    CHECK(tests::same_tables(house, back));
    CHECK(std::none_of(found.list.begin(), found.list.end(),
                       [](const core::Finding& finding) { return finding.code == "TV-1103"; }));
  }
}

TEST_CASE("Danish CSV has semicolons, decimal commas, BBR names and the line ends of Windows") {
  const tests::TemporaryFolder folder;
  models::write_portfolio(small_city(), folder / "by", {true, true});
  const std::string pools = core::read_file(folder / "by" / "bassiner.csv");
  CHECK(pools.find("1,2340") != std::string::npos);
  const std::string buildings = core::read_file(folder / "by" / "bygninger.csv");
  CHECK(buildings.starts_with("id_lokalId;"));
  CHECK(buildings.find("byg026Opf\xF8relses\xE5r") != std::string::npos);
  CHECK(buildings.find("\r\n") != std::string::npos);
  CHECK(buildings.find("skole") != std::string::npos);
}

TEST_CASE("A letter that ISO-8859-1 does not have is refused and nothing is changed silently") {
  const tests::TemporaryFolder folder;
  Portfolio city = small_city();
  city.buildings.front().building.name = "Žižkov";
  CHECK_THROWS_AS(models::write_portfolio(city, folder / "by", {true, true}), core::Error);
}

TEST_CASE("A table in two places stops, and names both") {
  const tests::TemporaryFolder folder;
  models::write_portfolio(small_city(), folder / "city");
  models::write_portfolio(small_city(), folder.path() / "city" / "more.xlsx");
  core::Findings findings;
  static_cast<void>(models::PortfolioSource(folder / "city", findings));
  CHECK(findings.stops());
  CHECK(findings.list.front().code == "TV-1108");
  CHECK(findings.list.front().message.find("more.xlsx:") != std::string::npos);
}

TEST_CASE("The only sheet or layer of a file is the table that its file is") {
  const tests::TemporaryFolder folder;
  std::filesystem::create_directory(folder / "by");
  std::ofstream(folder.path() / "by" / "bygninger.geojson")
      << R"({"type":"FeatureCollection","name":"udtraek","features":[{"type":"Feature","properties":{"id":"000214","anvendelse":"skole",)"
         R"("areal":3000.5,"opfoert":1965},"geometry":{"type":"Polygon","coordinates":[[[12.5698,55.6759],[12.5708,55.6759],[12.5708,55.6764],)"
         R"([12.5698,55.6759]]]}}]})";
  core::Findings findings;
  const Portfolio city = read(folder / "by", findings);
  CHECK_FALSE(findings.stops());
  REQUIRE(city.buildings.size() == 1);
  CHECK(city.buildings[0].building.building_id == "000214");
  CHECK(city.buildings[0].building.footprint.size() == 3);
  CHECK(city.inputs.at(0).detected.starts_with("GeoJSON, EPSG:4326 made EPSG:25832"));
}

TEST_CASE("A mapping beside one file that has a folder's name is told with the name it should have") {
  const tests::TemporaryFolder folder;
  core::write_file_atomic(folder / "city.csv", "building_id;use;year;area_m2\nA;school;1950;100\n");
  core::write_file_atomic(folder / "mapping.toml", "[buildings]\n");
  core::Findings findings;
  (void)models::PortfolioSource(folder / "city.csv", findings);
  REQUIRE(findings.list.size() == 1);
  CHECK(findings.list[0].code == "TV-1117");
  CHECK_THAT(findings.list[0].hint, Catch::Matchers::Contains("city.mapping.toml"));
  core::write_file_atomic(folder / "city.mapping.toml", "[buildings]\n");
  core::Findings mended;
  (void)models::PortfolioSource(folder / "city.csv", mended);
  CHECK(std::none_of(mended.list.begin(), mended.list.end(), [](const core::Finding& f) { return f.code == "TV-1117"; }));
}

TEST_CASE("Buildings with a position and no outline are told to be boxes, once") {
  Portfolio city = small_city();
  city.buildings[0].building.footprint.clear();
  city.buildings[1].building.footprint.clear();
  core::Findings findings;
  models::fill_portfolio(city, findings);
  const auto boxes =
      std::count_if(findings.list.begin(), findings.list.end(), [](const core::Finding& f) { return f.code == "TV-1115"; });
  CHECK(boxes == 1);
}

TEST_CASE("Positions in degrees of longitude and latitude are brought to EPSG:25832, told once") {
  const tests::TemporaryFolder folder;
  std::ofstream(folder / "by.csv")
      << "building_id,use,year,area_m2,x,y\nA,school,1950,100,12.5698,55.6759\nB,school,1950,100,12.57,55.676\n";
  core::Findings findings;
  const Portfolio city = read(folder / "by.csv", findings);
  CHECK_FALSE(findings.stops());
  REQUIRE(city.buildings.size() == 2);
  CHECK(city.buildings[0].building.x_m == Approx(724447.34).margin(0.01));
  CHECK(city.buildings[0].building.y_m == Approx(6175786.64).margin(0.01));
  CHECK(std::count_if(findings.list.begin(), findings.list.end(), [](const core::Finding& f) { return f.code == "TV-1114"; }) ==
        1);
}

}  // namespace
