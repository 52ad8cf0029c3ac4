// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "core/io/file.hpp"
#include "models/portfolio/portfolio.hpp"
#include "tests/support/portfolio_tables.hpp"
#include "tests/support/temporary_folder.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
namespace fs = std::filesystem;
using models::Portfolio;
using tvilling::tests::same_tables;
using tvilling::tests::TemporaryFolder;

namespace {

std::size_t column(std::string_view name) {
  return static_cast<std::size_t>(models::find_building_column(name) - models::building_columns().data());
}

models::BuildingRecord record(const std::string& id) {
  models::BuildingRecord record;
  record.origin.fill(models::Origin::default_);
  record.building.building_id = id;
  record.building.area_m2 = 123.4;
  record.origin[column("area_m2")] = models::Origin::register_;
  return record;
}

Portfolio round_trip(const Portfolio& portfolio) {
  const TemporaryFolder folder;
  models::write_portfolio(portfolio, folder.path() / "city");
  core::Findings findings;
  Portfolio read = models::read_portfolio(folder.path() / "city", findings);
  INFO((findings.list.empty() ? std::string() : core::to_string(findings.list.front())));
  CHECK_FALSE(findings.stops());
  return read;
}

}  // namespace

TEST_CASE("The Danish example written in the house form is the same portfolio") {
  core::Findings findings;
  const Portfolio portfolio = models::read_portfolio(fs::path(TVILLING_SOURCE_DIR) / "examples/danish_small", findings);
  REQUIRE(portfolio.buildings.size() == 12);
  CHECK(same_tables(round_trip(portfolio), portfolio));
}

TEST_CASE("All tables and kinds of values come back") {
  Portfolio portfolio;
  models::BuildingRecord first = record("007");
  first.building.name = "A \"quoted\", name; with all";
  first.building.listed = true;
  first.building.footprint = {{724000.1, 6175000.0}, {724010.0, 6175000.0}, {724010.0, 6175020.3}};
  first.building.wall_u_value_w_m2k = 0.31;
  first.origin[column("wall_u_value_w_m2k")] = models::Origin::register_;
  portfolio.buildings = {first, record("7")};
  portfolio.properties = {{"P1", "navn\nto linjer", "", "", 1.5e6, true}};
  portfolio.leases = {
      {"L1", "P1", "7", "office", 12.25, models::kMissing, "third_party", 1750.0, 4.0, "2015-07-01", "2027-06-30", 6.0, true}};
  portfolio.units = {{"U1", "Enhed", "x", "L1", 3.0, 2.5, false, "borgerservice"}};
  CHECK(same_tables(round_trip(portfolio), portfolio));
}

TEST_CASE("Only what was given is written") {
  Portfolio portfolio;
  portfolio.buildings = {record("A")};
  portfolio.buildings[0].building.storeys = 2.0;  // filled from an archetype
  portfolio.buildings[0].origin[column("storeys")] = models::Origin::archetype;
  const TemporaryFolder folder;
  models::write_portfolio(portfolio, folder.path());
  CHECK(core::read_file(folder.path() / "buildings.csv") == "building_id,use,year,area_m2\nA,office,,123.4\n");
  CHECK_FALSE(fs::exists(folder.path() / "leases.csv"));
}

TEST_CASE("A folder with another portfolio's tables is refused") {
  const TemporaryFolder folder;
  core::write_file_atomic(folder / "leases.csv", "lease_id,property_id\nL,P\n");
  Portfolio portfolio;
  portfolio.buildings = {record("A")};
  CHECK_THROWS_AS(models::write_portfolio(portfolio, folder.path()), core::Error);
  CHECK_FALSE(fs::exists(folder.path() / "buildings.csv"));
  CHECK_THROWS_AS(models::write_portfolio(portfolio, "/dev/null/city"), core::Error);
}

TEST_CASE("The whole synthetic city written and read again is identical to its origins") {
  const Portfolio city = models::synthetic_city();
  REQUIRE(city.buildings.size() == 3500);
  const Portfolio read = round_trip(city);
  CHECK(same_tables(read, city));
  std::size_t unknown = 0;
  for (const models::BuildingRecord& r : city.buildings) {
    for (std::size_t i = 0; i < models::kBuildingColumnCount; ++i) {
      const bool missing = std::isnan(r.building.*models::building_columns()[i].member);
      if (missing) ++unknown;
      REQUIRE(r.origin[i] == (missing ? models::Origin::default_ : models::Origin::register_));
    }
  }
  CHECK(unknown > 0);
}
