// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/mapping.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "core/io/file.hpp"
#include "tests/support/portfolio_reading.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
using core::Severity;
using tvilling::tests::PortfolioReading;
using tvilling::tests::TemporaryFolder;

namespace {

/// The table of a municipality of its own mind, under a mapping.
PortfolioReading read_mapped(const std::string& mapping, const std::string& table =
                                                             "Nr;Brug;Alder;Bygn. areal brutto\n"
                                                             "1;Særlig brug;1950;100\n2;skole;1960;200\n") {
  return PortfolioReading({{"udtraek_2026.csv", table}, {"mapping.toml", mapping}});
}

const std::string kFiles = "[files]\n\"udtraek_2026.csv\" = \"buildings\"\n";
const std::string kColumns =
    "[buildings]\n\"Nr\" = \"building_id\"\n\"Brug\" = \"use\"\n\"Alder\" = \"year\"\n\"Bygn. areal brutto\" = \"area_m2\"\n";
const std::string kUses = "[use]\n\"Særlig brug\" = \"office\"\n";

}  // namespace

TEST_CASE("A table of unknown names is read with a mapping file") {
  const PortfolioReading r = read_mapped(kFiles + kColumns + kUses);
  CHECK_FALSE(r.findings.stops());
  CHECK(r.findings.count(Severity::warns) == r.count("TV-1206"));  // no position
  REQUIRE(r.portfolio.buildings.size() == 2);
  CHECK(r.portfolio.buildings[0].building.building_id == "1");
  CHECK(r.portfolio.buildings[0].building.use == models::Use::office);
  CHECK(r.portfolio.buildings[1].building.use == models::Use::school);
  CHECK(r.portfolio.buildings[1].building.area_m2 == 200.0);
}

TEST_CASE("What was mapped is told and kept for the record") {
  const PortfolioReading r = read_mapped(kFiles + kColumns + kUses);
  const std::vector<core::Finding> told = r.all("TV-1126");
  REQUIRE(told.size() == 5);
  CHECK(told[0].severity == Severity::info);
  CHECK(told[0].message == "column \"Nr\" is read as building_id, as mapped");
  CHECK(told[4].message == "use \"Særlig brug\" is read as office in 1 row, as mapped");
  REQUIRE(r.portfolio.inputs.size() == 2);
  CHECK(r.portfolio.inputs[1].path.find("mapping.toml") != std::string::npos);
  CHECK(r.portfolio.inputs[1].sha256.size() == 64);
  CHECK(r.portfolio.inputs[1].detected.find("\"Bygn. areal brutto\" = area_m2") != std::string::npos);
}

TEST_CASE("Names of a mapping file are compared like all names") {
  const PortfolioReading r = read_mapped(
      "[files]\nUDTRAEK_2026 = \"buildings\"\n[buildings]\nnr = \"building_id\"\nBRUG = \"use\"\nalder = \"year\"\n"
      "\"bygn areal, brutto\" = \"area_m2\"\n[use]\n\"saerlig  brug\" = \"office\"\n");
  CHECK_FALSE(r.findings.stops());
  CHECK(r.portfolio.buildings.size() == 2);
}

TEST_CASE("A column or file mapped to none is left out without a warning") {
  const PortfolioReading r(
      {{"buildings.csv", "building_id;use;year;area_m2;areal;colour\nA;school;1950;100;90;red\n"},
       {"old.csv", "x;y\n1;2\n"},
       {"mapping.toml", "[files]\n\"old.csv\" = \"none\"\n[buildings]\nareal = \"none\"\ncolour = \"none\"\n"}});
  CHECK_FALSE(r.findings.stops());
  CHECK(r.count("TV-1103") == 0);
  CHECK(r.count("TV-1109") == 0);
  CHECK(r.count("TV-1124") == 0);
  REQUIRE(r.portfolio.buildings.size() == 1);
  CHECK(r.portfolio.buildings[0].building.area_m2 == 100.0);
}

TEST_CASE("An entry that matches nothing is told at its line") {
  const PortfolioReading r = read_mapped(kFiles + "\"gone.csv\" = \"leases\"\n" + kColumns + "\"Farve\" = \"name\"\n" + kUses +
                                         "\"Rumskib\" = \"club\"\n[pools]\n\"Vand\" = \"volume_m3\"\n");
  CHECK_FALSE(r.findings.stops());
  const std::vector<core::Finding> told = r.all("TV-1124");
  REQUIRE(told.size() == 4);
  for (const core::Finding& finding : told) {
    CHECK(finding.severity == Severity::warns);
    CHECK(finding.pos.file.find("mapping.toml") != std::string::npos);
  }
  CHECK(told[0].message == "there is no file or sheet \"gone.csv\"");
  CHECK(told[0].pos.line == 3);
  CHECK(told[1].message == "there is no pools table with a column \"Vand\"");
  CHECK(told[2].message == "there is no column of the buildings table \"Farve\"");
  CHECK(told[3].message == "there is no use \"Rumskib\"");
}

TEST_CASE("What is wrong in a mapping file stops at its place with the nearest name") {
  const auto only = [](const std::string& mapping) { return read_mapped(kFiles + kColumns + kUses + mapping); };
  const PortfolioReading section = only("[building]\n\"x\" = \"name\"\n");
  CHECK(section.stops_only_with("TV-1121"));
  CHECK(section.first("TV-1121").hint == "Did you mean \"buildings\"?");
  CHECK(section.first("TV-1121").pos.line == 10);
  CHECK(only("[leases]\n\"x\" = \"aera_m2\"\n").first("TV-1123").hint == "Did you mean \"area_m2\"?");
  CHECK(only("\"y\" = \"ofice\"\n").first("TV-1123").hint.find("\"office\"") != std::string::npos);
  CHECK(only("\"y\" = 3\n").stops_only_with("TV-1122"));
  CHECK(only("leases = 3\n").first("TV-1122").severity == Severity::stops);
  CHECK(only("[leases]\n\"x\" = \"area_m2\"\n\"y\" = \"area_m2\"\n").stops_only_with("TV-1125"));
  CHECK(only("[leases]\n\"x\" = \"area_m2\"\n\"X \" = \"name\"\n").first("TV-1125").severity == Severity::stops);
  CHECK(only("[leases\n").first("TV-1120").severity == Severity::stops);
}

TEST_CASE("An unknown header and an unknown file get the line to write in the mapping file") {
  const PortfolioReading r({{"buildings.csv", "building_id;use;year;area_m2;Bygn. areal brutto\nA;school;1950;100;1\n"},
                            {"udtraek.csv", "a;b\n1;2\n"}});
  CHECK(r.first("TV-1103").hint.find("in mapping.toml: [buildings] \"Bygn. areal brutto\" = \"") != std::string::npos);
  CHECK(r.first("TV-1109").hint.find("in mapping.toml: [files] \"udtraek.csv\" = \"buildings\"") != std::string::npos);
}

TEST_CASE("A portfolio of one file has its mapping file beside it") {
  const TemporaryFolder folder;
  core::write_file_atomic(folder / "byen.csv", "Nr;Brug;Alder;Bygn. areal brutto\n1;skole;1950;100\n");
  core::write_file_atomic(folder / "byen.mapping.toml", kColumns);
  core::Findings findings;
  CHECK(models::read_portfolio(folder / "byen.csv", findings).buildings.size() == 1);
  CHECK_FALSE(findings.stops());
}

TEST_CASE("A column mapped to none is left out of rows with other numbers of cells too") {
  const PortfolioReading r({{"buildings.csv", "colour;building_id;use;year;area_m2\nred;A;school;1950;100\nred;B;school;1950\n"},
                            {"leases.csv", "lease_id,property_id,building_id\nL1,P1,B\n"},
                            {"mapping.toml", "[buildings]\ncolour = \"none\"\n"}});
  REQUIRE(r.portfolio.kept_out.size() == 1);
  CHECK(r.portfolio.kept_out[0].id == "B");
  CHECK(r.count("TV-1209") == 0);
}

TEST_CASE("Files that may be tables and are not read are told") {
  const PortfolioReading r({{"buildings.csv", "building_id;use;year;area_m2\nA;school;1950;100\n"},
                            {"leases.tsv", "lease_id\tproperty_id\n"},
                            {"udtræk.shp", "x"},
                            {"rooms.txt", "room_id\n"},
                            {"readme.txt", "Hej"},
                            {"old.xlsb", "x"},
                            {"plan.pdf", "x"},
                            {"mapping.toml", "[files]\n\"old.xlsb\" = \"none\"\n"}});
  const std::vector<core::Finding> told = r.all("TV-1109");
  REQUIRE(told.size() == 4);
  for (const core::Finding& f : told) {
    CHECK((f.severity == Severity::info) == f.pos.file.ends_with("readme.txt"));
  }
}

TEST_CASE("A table named faults is passed over only when it is the record of planted faults") {
  const std::string buildings = "building_id;use;year;area_m2\nA;school;1950;100\n";
  CHECK(PortfolioReading({{"buildings.csv", buildings}, {"faults.csv", "id;fejl\nA;tag\n"}}).count("TV-1109") == 1);
  CHECK(PortfolioReading(
            {{"buildings.csv", buildings}, {"faults.csv", "table,id,column,kind,code,was,now,told_table,told_id,also\n"}})
            .count("TV-1109") == 0);
}
