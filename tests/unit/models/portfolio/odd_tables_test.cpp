// SPDX-License-Identifier: MPL-2.0
// Tables that are large or strange and still have to be read or refused in good order.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "core/io/file.hpp"
#include "core/text.hpp"
#include "models/portfolio/portfolio.hpp"
#include "tests/support/portfolio_reading.hpp"
#include "tests/support/temporary_folder.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
using core::Severity;
using tvilling::tests::read_buildings_csv;
using Reading = tvilling::tests::PortfolioReading;

namespace {

Reading read_area(const std::string& area) {
  return read_buildings_csv("building_id;use;year;area_m2\nA;school;1950;" + area + "\n");
}

}  // namespace

TEST_CASE("Fifty thousand buildings are read whole and in order") {
  std::string csv = "building_id;name;use;year;area_m2;storeys;x_m;y_m;wall_u_value_w_m2k\n";
  constexpr int kBuildings = 50000;
  for (int i = kBuildings; i > 0; --i) {
    const std::string id = std::to_string(100000 + i);
    csv += id + ";Bygning " + id + (i % 2 == 0 ? ";grundskole;" : ";323 Lager;") + (i % 7 == 0 ? "" : "1955") + ";" +
           std::to_string(100 + i % 900) + ",5;2;" + std::to_string(700000 + i) + ";6170000;0,42\n";
  }
  Reading r = read_buildings_csv(csv);
  CHECK_FALSE(r.findings.stops());
  REQUIRE(r.portfolio.buildings.size() == kBuildings);
  CHECK(r.portfolio.buildings.front().building.building_id == "100001");
  CHECK(r.portfolio.buildings.back().building.area_m2 == 100.0 + kBuildings % 900 + 0.5);
  CHECK(r.findings.list.size() < 10);
  models::fill_portfolio(r.portfolio, r.findings);
  CHECK_FALSE(r.findings.stops());
  CHECK(r.portfolio.buildings[6].building.year == 1955.0);
}

TEST_CASE("Very long cells are refused in short messages and kept where they are text") {
  const std::string novel(2000000, 'x');
  const Reading r =
      read_buildings_csv("building_id;name;use;year;area_m2;" + novel + "\nA;" + novel + ";school;1950;100;1\nB;b;" + novel +
                         ";1950;100;1\nC;c;school;1950;" + novel + ";1\n" + novel + ";d;school;1950;-4;1\n");
  CHECK(r.findings.count(Severity::stops) == 3);
  for (const core::Finding& finding : r.findings.list) {
    CHECK(finding.message.size() < 400);
    CHECK(finding.hint.size() < 600);
    CHECK(core::is_utf8(finding.message));
  }
  REQUIRE(r.portfolio.buildings.size() == 1);
  CHECK(r.portfolio.buildings[0].building.name == novel);
}

TEST_CASE("A byte order mark before a table with semicolons is no part of the first name") {
  const Reading r = read_buildings_csv(
      "\xEF\xBB\xBF"
      "building_id;use;year;area_m2\r\nA;skole;1950;1.200,5\r\n");
  CHECK_FALSE(r.findings.stops());
  REQUIRE(r.portfolio.buildings.size() == 1);
  CHECK(r.portfolio.buildings[0].building.building_id == "A");
  CHECK(r.portfolio.buildings[0].building.area_m2 == 1200.5);
  CHECK(r.portfolio.inputs.at(0).detected == "semicolon, decimal comma, UTF-8 with byte order mark");
}

TEST_CASE("A file with only a header stops once") {
  for (const char* csv :
       {"building_id;use;year;area_m2", "building_id;use;year;area_m2\n", "building_id;use;year;area_m2\n;;;\n\n",
        "\xEF\xBB\xBF"
        "building_id,use,year,area_m2\r\n"}) {
    const Reading r = read_buildings_csv(csv);
    CHECK(r.findings.count(Severity::stops) == 1);
    CHECK(r.first("TV-1005").severity == Severity::stops);
    CHECK(r.portfolio.buildings.empty());
  }
}

TEST_CASE("A column that stands twice stops in any spelling and no building is guessed") {
  const Reading same = read_buildings_csv("building_id;use;year;area_m2;area_m2\nA;school;1950;100;200\n");
  CHECK(same.first("TV-1009").message == "columns 4 and 5 are both named \"area_m2\"");
  CHECK(same.findings.stops());
  const Reading spelt = read_buildings_csv("building_id;use;year;area_m2;Area M2\nA;school;1950;100;200\n");
  CHECK(spelt.first("TV-1104").severity == Severity::stops);
  CHECK(spelt.portfolio.buildings.empty());
  const Reading thrice = read_buildings_csv("building_id;use;year;area_m2;areal;etageareal\nA;school;1950;100;200;300\n");
  CHECK(thrice.count("TV-1104") == 2);
}

TEST_CASE("Ids that differ only in case or spaces are two buildings and told") {
  const Reading r = read_buildings_csv(
      "building_id;use;year;area_m2\nA 1;school;1950;100\na1;school;1950;100\n\xC3\x98-2;school;1950;100\n"
      "\xC3\xB8-2;school;1950;100\nA-1;school;1950;100\n");
  CHECK_FALSE(r.findings.stops());
  CHECK(r.portfolio.buildings.size() == 5);
  CHECK(r.count("TV-1217") == 2);
  const core::Finding& finding = r.first("TV-1217");
  CHECK(finding.severity == Severity::warns);
  CHECK(finding.pos.line == 3);
  CHECK(finding.message == "building_id \"a1\" differs from \"A 1\" in line 2 only in case or spaces");
  // Spaces around a cell are no part of the id.
  CHECK(read_buildings_csv("building_id;use;year;area_m2\nA;school;1950;100\n A ;school;1950;100\n").first("TV-1202").severity ==
        Severity::stops);
}

TEST_CASE("Numbers that are none stop and minus zero is zero") {
  for (const char* text : {"1e309", "-1e309", "1e-400", "nan", "NaN", "inf", "-inf", "Infinity", "0x64", "1e", "--1"}) {
    const Reading r = read_area(text);
    INFO(text);
    CHECK(r.findings.count(Severity::stops) == 1);
    CHECK(r.first("TV-1203").pos.column == 15);
    CHECK(r.portfolio.buildings.empty());
  }
  CHECK(read_area("-0").first("TV-1205").message == "area_m2 is 0, which means missing");
  CHECK(read_area("1e308").first("TV-1204").severity == Severity::stops);
  CHECK(read_area("1e3").portfolio.buildings.at(0).building.area_m2 == 1000.0);
  const Reading zero = read_buildings_csv("building_id;use;year;area_m2;heated_fraction\nA;school;1950;100;-0\n");
  REQUIRE(zero.portfolio.buildings.size() == 1);
  CHECK(zero.portfolio.buildings[0].building.heated_fraction == 0.0);
  CHECK_FALSE(std::signbit(zero.portfolio.buildings[0].building.heated_fraction));
}
