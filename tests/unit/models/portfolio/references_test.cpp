// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "core/io/file.hpp"
#include "models/portfolio/portfolio.hpp"
#include "tests/support/portfolio_reading.hpp"
#include "tests/support/temporary_folder.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
using core::Severity;
using models::Portfolio;
using tvilling::tests::read_buildings_csv;
using tvilling::tests::TemporaryFolder;
using Reading = tvilling::tests::PortfolioReading;

TEST_CASE("References to rows that are not there are told once each") {
  const Reading r(
      {{"buildings.csv",
        "building_id,use,year,area_m2,property_id\nA,school,1950,100,P1\nB,school,1950,100,P9\nC,school,1950,100,P9\n"},
       {"properties.csv", "property_id,name\nP1,x\n"},
       {"leases.csv", "lease_id,property_id,building_id,use,tenure\nL1,P1,A,kontor,ejet\nL2,P1,Z,office,lejet\n"},
       {"units.csv", "unit_id,lease_id,employees,movable\nU1,L1,12,nej\nU2,L7,3,\n"}});
  CHECK_FALSE(r.findings.stops());
  const std::vector<core::Finding> findings = r.all("TV-1209");
  REQUIRE(findings.size() == 3);
  CHECK(findings[0].message == "property \"P9\" is not in the properties table (2 rows)");
  CHECK(findings[0].pos.line == 3);
  CHECK(findings[1].message == "building \"Z\" is not in the buildings table (1 row)");
  CHECK(findings[2].message == "lease \"L7\" is not in the leases table (1 row)");
  CHECK(r.portfolio.leases[0].use == "office");
  CHECK(r.portfolio.leases[1].tenure == "third_party");
  CHECK_FALSE(r.portfolio.units[0].movable);
  CHECK(r.portfolio.units[1].movable);
}

TEST_CASE("A row that stops is there for those who refer to it, and hides no other reference") {
  const Reading r({{"buildings.csv", "building_id,use,year,area_m2,property_id\nA,school,1950,-1,P1\nB,school,1950,100,P1,x\n"},
                   {"properties.csv", "property_id,value_dkk\nP1,much\n"},
                   {"leases.csv", "lease_id,property_id,building_id\nL1,P1,A\nL2,P1,B\nL3,P1,Z\n"}});
  CHECK(r.portfolio.kept_out.size() == 3);
  const std::vector<core::Finding> findings = r.all("TV-1209");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].message == "building \"Z\" is not in the buildings table (1 row)");
}

TEST_CASE("Bookings of rooms are told once where there is no table of rooms, but for those that name their building") {
  const std::string buildings = "building_id,use,year,area_m2\nA,sports,1950,100\n";
  const std::string bookings =
      "booking_id,building_id,room_id,start,end\nB1,A,R1,2025-01-06T18:00,2025-01-06T19:00\n"
      "B2,,R1,2025-01-07T18:00,2025-01-07T19:00\nB3,,R2,2025-01-08T18:00,2025-01-08T19:00\n";
  const Reading without({{"buildings.csv", buildings}, {"bookings.csv", bookings}});
  const std::vector<core::Finding> findings = without.all("TV-1209");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].message ==
        "bookings say where they are by a name as \"R1\", and there is no rooms table: they count nowhere (2 rows)");
  CHECK(findings[0].pos.line == 3);
  CHECK(findings[0].rows == std::vector<std::string>{"B2", "B3"});
  const std::string rooms = "room_id,building_id,area_m2\nR1,A,50\nR2,A,50\n";
  const Reading with({{"buildings.csv", buildings}, {"bookings.csv", bookings}, {"rooms.csv", rooms}});
  CHECK(with.count("TV-1209") == 0);
}

TEST_CASE("References to a table that could not be read are not told") {
  const Reading r({{"buildings.csv", "building_id,use,year,area_m2,property_id\nA,school,1950,100,P1\n"},
                   {"properties.csv", "property_id,name\nP2,\"open\n"}});
  CHECK(r.findings.stops());
  CHECK(r.portfolio.unread.contains(models::PortfolioTable::properties));
  const auto told = [](const core::Finding& finding) { return finding.code == "TV-1209"; };
  CHECK(std::none_of(r.findings.list.begin(), r.findings.list.end(), told));
}

TEST_CASE("A finding that stands for several rows names them all, and a ragged row is named by its id") {
  const Reading r = read_buildings_csv(
      "building_id,name,use,year,area_m2\nA,B\u00c3\u00b8gen,school,0,100\nB,,school,1950,100\nC,,school,0,100\nD,,school\n");
  const std::vector<core::Finding> filled = r.all("TV-1206");
  const auto year =
      std::find_if(filled.begin(), filled.end(), [](const core::Finding& f) { return f.message.starts_with("year"); });
  REQUIRE(year != filled.end());
  CHECK(year->rows == std::vector<std::string>{"A", "C"});
  CHECK(r.all("TV-1004").at(0).rows == std::vector<std::string>{"A"});
  CHECK(r.all("TV-1006").at(0).id == "D");
  CHECK(r.all("TV-1006").at(0).table == "buildings");
}
