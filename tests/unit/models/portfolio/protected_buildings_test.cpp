// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/protected_buildings.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "core/io/file.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "tests/support/temporary_folder.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;

namespace {

/// A town whose second building stands in a property that is protected, or not.
core::Findings read_town(const std::string& columns, const std::string& cells, bool is_protected, bool by_lease = false) {
  const tvilling::tests::TemporaryFolder folder;
  core::write_file_atomic(folder / "buildings.csv", "building_id;property_id;use;year;area_m2;" + columns +
                                                        "\nA;P1;school;1950;900;\nB;" + (by_lease ? "P1" : "P2") +
                                                        ";school;1950;900;" + cells + "\n");
  core::write_file_atomic(folder / "properties.csv",
                          std::string("property_id;protected_address\nP1;no\nP2;") + (is_protected ? "yes" : "no") + "\n");
  core::write_file_atomic(folder / "leases.csv",
                          std::string("lease_id;property_id;building_id\nL1;P2;") + (by_lease ? "B" : "") + "\n");
  core::Findings findings;
  (void)models::read_portfolio(folder.path(), findings);
  return findings;
}

std::string told(const core::Findings& findings) {
  std::string text;
  for (const core::Finding& f : findings.list) text += f.message + "|" + f.hint + "|" + f.value + "\n";
  return text;
}

struct Place {
  std::string column;
  std::string cell;
  std::string secret;
};

const std::vector<Place> kPlaces{
    {"position", "POINT(6175712 724813)", "724813"},
    {"position", "POINT(724813 x)", "724813"},
    {"x_m", "724813 m", "724813"},
    {"x_m", "724813", "724813"},
    {"geometry", "POLYGON((724813 6175712, 724823 6175712, 724813 6175722))", "724813"},
    {"geometry", "POLYGON((724813 6175712, 724823 6175722, 724823 6175712, 724813 6175722, 724813 6175712))", "724813"},
    {"geometry", "POLYGON((12.5689 55.67, 12.57 55.67, 12.57 55.68, 12.5689 55.67))", "12.5689"}};

}  // namespace

TEST_CASE("A finding about the place of a protected building tells no coordinate") {
  for (const Place& place : kPlaces) {
    INFO(place.column << " " << place.cell);
    const core::Findings open = read_town(place.column, place.cell, false);
    CHECK_THAT(told(open), Catch::Matchers::Contains(place.secret));
    for (const bool by_lease : {false, true}) {
      const core::Findings hidden = read_town(place.column, place.cell, true, by_lease);
      CHECK_THAT(told(hidden), !Catch::Matchers::Contains(place.secret) && Catch::Matchers::Contains("(protected)"));
      REQUIRE(hidden.list.size() == open.list.size());
      for (std::size_t i = 0; i < open.list.size(); ++i) {
        CHECK(hidden.list[i].code == open.list[i].code);
        CHECK(hidden.list[i].pos.line == open.list[i].pos.line);
        CHECK(hidden.list[i].severity == open.list[i].severity);
      }
    }
  }
}

TEST_CASE("A property id that lost its zeros still protects, unless a property of that id is there") {
  models::Portfolio portfolio;
  portfolio.properties.resize(1);
  portfolio.properties[0].property_id = "000216";
  portfolio.properties[0].protected_address = true;
  portfolio.buildings.resize(3);
  portfolio.buildings[0].building.property_id = "216";
  portfolio.buildings[1].building.property_id = "2160";
  portfolio.buildings[2].building.building_id = "C";
  portfolio.leases.resize(1);
  portfolio.leases[0].property_id = "216";
  portfolio.leases[0].building_id = "C";
  CHECK(models::protected_buildings(portfolio) == std::vector<std::uint8_t>{1, 0, 1});
  portfolio.properties.resize(2);
  portfolio.properties[1].property_id = "216";
  CHECK(models::protected_buildings(portfolio) == std::vector<std::uint8_t>{0, 0, 0});
}
