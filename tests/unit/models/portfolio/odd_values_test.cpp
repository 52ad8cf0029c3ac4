// SPDX-License-Identifier: MPL-2.0
// Values as registers and spreadsheets write them: years, states, ids, error marks, origins and further uses.
#include <catch2/catch.hpp>
#include <cmath>
#include <sstream>
#include <string>

#include "models/portfolio/table_text.hpp"
#include "tests/support/made_zip.hpp"
#include "tests/support/portfolio_reading.hpp"
#include "tests/support/portfolio_tables.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
using core::Severity;
using models::Origin;
using models::Use;
using tvilling::tests::PortfolioReading;
using tvilling::tests::read_buildings_csv;
using tvilling::tests::TemporaryFolder;

namespace {

const std::string kHeader = "building_id;use;year;area_m2";

PortfolioReading read_year(const std::string& year) {
  return read_buildings_csv(kHeader + "\nA;school;" + year + ";100\nB;school;1950;100\n");
}

/// Two buildings, the first with more columns.
PortfolioReading read_more(const std::string& columns, const std::string& values) {
  const std::string blanks(static_cast<std::size_t>(std::count(columns.begin(), columns.end(), ';')), ';');
  return read_buildings_csv(kHeader + ";" + columns + "\nA;school;1950;1000;" + values + "\nB;school;1950;1000;" + blanks + "\n");
}

const models::BuildingRecord& building(const PortfolioReading& reading, const std::string& id) {
  const auto found = std::find_if(reading.portfolio.buildings.begin(), reading.portfolio.buildings.end(),
                                  [&id](const models::BuildingRecord& r) { return r.building.building_id == id; });
  REQUIRE(found != reading.portfolio.buildings.end());
  return *found;
}

Origin origin_of(const models::BuildingRecord& record, std::string_view column) {
  return record.origin[static_cast<std::size_t>(models::find_building_column(column) - models::building_columns().data())];
}

}  // namespace

TEST_CASE("A year with a decimal zero is that year and nothing is told of it") {
  for (const char* year : {"1960", "1960.0", "1960,0"}) {
    INFO(year);
    const PortfolioReading r = read_year(year);
    CHECK(building(r, "A").building.year == 1960.0);
    CHECK(origin_of(building(r, "A"), "year") == Origin::register_);
    CHECK(r.count("TV-1220") == 0);
  }
}

TEST_CASE("The one plausible year in a text is taken and marked as filled") {
  for (const char* year : {"ca. 1900", "1900'erne", "før 1900", "1900/01", "01-01-1900", "opf. 1900 (123)"}) {
    INFO(year);
    const PortfolioReading r = read_year(year);
    CHECK_FALSE(r.findings.stops());
    CHECK(building(r, "A").building.year == 1900.0);
    CHECK(origin_of(building(r, "A"), "year") == Origin::filled);
    const core::Finding finding = r.first("TV-1220");
    CHECK(finding.severity == Severity::filled);
    CHECK(finding.value == year);
    CHECK(finding.id == "A");
    CHECK(finding.pos.line == 2);
  }
  for (const char* year : {"1900-1910", "gammel", "18xx", "ca. 190", "0950 e.Kr."}) {
    INFO(year);
    CHECK(read_year(year).stops_only_with("TV-1203"));
  }
}

TEST_CASE("A year that cannot be counts as missing and is told") {
  for (const char* year : {"19500", "1099", "2032", "-5"}) {
    INFO(year);
    const PortfolioReading r = read_year(year);
    CHECK_FALSE(r.findings.stops());
    CHECK(std::isnan(building(r, "A").building.year));
    CHECK(r.first("TV-1221").severity == Severity::warns);
    CHECK(r.first("TV-1221").value == year);
  }
  CHECK(building(read_year("1100"), "A").building.year == 1100.0);
  CHECK(building(read_year("2026"), "A").building.year == 2026.0);
}

TEST_CASE("A building of a coming year is left out and listed") {
  for (const char* year : {"2027", "2031", "forventet 2028"}) {
    INFO(year);
    const PortfolioReading r = read_year(year);
    CHECK_FALSE(r.findings.stops());
    CHECK(r.portfolio.buildings.size() == 1);
    REQUIRE(r.portfolio.excluded.size() == 1);
    CHECK(r.portfolio.excluded[0].building_id == "A");
    CHECK(r.portfolio.inputs.at(0).detected.ends_with("; 1 of later than 2026 left out"));
    CHECK(r.first("TV-1222").severity == Severity::info);
  }
}

TEST_CASE("Buildings that are not built or demolished are left out whatever else is wrong with them") {
  const PortfolioReading r = read_buildings_csv(
      kHeader + ";status\nA;school;1950;100;6\nB;;abc;;10\nC;school;1950;100;Nedrevet\nA;school;1950;100;3 Under opførelse\n" +
      "D;school;1950;100;opført\nE;school;1950;100;\nF;school;1950;100;6 Opført\n");
  CHECK_FALSE(r.findings.stops());
  CHECK(r.portfolio.buildings.size() == 4);
  REQUIRE(r.portfolio.excluded.size() == 3);
  CHECK(r.portfolio.excluded[1].building_id == "B");
  CHECK(r.portfolio.excluded[1].reason == "status is \"10\"");
  const std::vector<core::Finding> listed = r.all("TV-1222");
  REQUIRE(listed.size() == 3);
  CHECK(listed[0].id == "B");
  CHECK(listed[0].pos.line == 3);
  CHECK(listed[0].message == "the building is left out: status is \"10\"");
}

TEST_CASE("A status that is not known keeps the building and is told once") {
  const PortfolioReading r = read_buildings_csv(kHeader + ";status\nA;school;1950;100;fin\nB;school;1950;100;fin\n");
  CHECK(r.portfolio.buildings.size() == 2);
  REQUIRE(r.count("TV-1223") == 1);
  CHECK(r.first("TV-1223").severity == Severity::warns);
}

TEST_CASE("A column of states that leaves out most buildings is told and one that leaves out all stops") {
  const PortfolioReading most =
      read_buildings_csv(kHeader + ";status\nA;school;1950;100;1\nB;school;1950;100;6\nC;school;1950;100;1\n");
  CHECK(most.count("TV-1222") == 3);
  CHECK(most.findings.count(Severity::warns) > 0);
  CHECK_FALSE(most.findings.stops());
  const PortfolioReading all = read_buildings_csv(kHeader + ";status\nA;school;1950;100;1\nB;school;1950;100;1\n");
  CHECK(all.stops_only_with("TV-1222"));
}

TEST_CASE("A reference to a building that was left out says so") {
  const PortfolioReading r(
      {{"buildings.csv", kHeader + ";status\nA;school;1950;100;6\nC;school;1950;100;6\nB;school;1950;100;10\n"},
       {"leases.csv", "lease_id;property_id;building_id\nL1;P1;B\nL2;P1;A\n"}});
  REQUIRE(r.count("TV-1209") == 1);
  CHECK(r.first("TV-1209").message == "building \"B\" was left out: status is \"10\" (1 row)");
  CHECK(r.first("TV-1209").pos.line == 2);
  CHECK(r.first("TV-1209").id == "L1");
}

TEST_CASE("Error marks and formulas of a spreadsheet are missing and told") {
  for (const char* mark : {"#N/A", "#I/T", "#REFERENCE!", "#REF!", "#VÆRDI!", "#VALUE!", "#DIVISION/0!", "#NAVN?", "=A1+B1"}) {
    INFO(mark);
    const PortfolioReading r = read_more("storeys;name", std::string(mark) + ";" + mark);
    CHECK_FALSE(r.findings.stops());
    CHECK(std::isnan(building(r, "A").building.storeys));
    CHECK(building(r, "A").building.name.empty());
    CHECK(r.count("TV-1219") == 2);
    CHECK(r.first("TV-1219").severity == Severity::warns);
    CHECK(r.first("TV-1219").pos.line == 2);
  }
  CHECK(read_buildings_csv(kHeader + "\nA;school;1950;#REFERENCE!\n").stops_only_with("TV-1205"));
  CHECK(read_more("name", "#1 Hovedbygning").count("TV-1219") == 0);
}

TEST_CASE("Ids that a spreadsheet has damaged are told") {
  const auto id = [](const std::string& text) { return read_buildings_csv(kHeader + "\n" + text + ";school;1950;100\n"); };
  for (const char* damaged : {"1,23E+15", "1.01E+11", "01-feb", "1. feb", "feb-01", "2-okt.", "01-02-2025"}) {
    INFO(damaged);
    const PortfolioReading r = id(damaged);
    CHECK_FALSE(r.findings.stops());
    CHECK(r.first("TV-1215").severity == Severity::warns);
    CHECK(r.portfolio.buildings.at(0).building.building_id == damaged);
  }
  for (const char* good : {"1-2", "101-32131-1", "E+15", "0a3f-11", "februar", "12 feb-mark", "2025", "KK-03"}) {
    INFO(good);
    CHECK(id(good).count("TV-1215") == 0);
  }
}

TEST_CASE("Ids shorter than the padded others are told once with their lines") {
  const PortfolioReading r =
      read_buildings_csv(kHeader + "\n000214;school;1950;100\n001033;school;1950;100\n100200;school;1950;100\n" +
                         "214001;school;1950;100\n1033;school;1950;100\n7;school;1950;100\n");
  CHECK_FALSE(r.findings.stops());
  REQUIRE(r.count("TV-1215") == 1);
  CHECK(r.first("TV-1215").message ==
        "building_id has fewer digits than the 6 of the others: leading zeros may be lost in 2 rows (lines 6, 7)");
  // Numbers of any length, as the registers count them, are no padded ids.
  CHECK(read_buildings_csv(kHeader + "\n100;school;1950;100\n101;school;1950;100\n7;school;1950;100\n").count("TV-1215") == 0);
}

TEST_CASE("A reference that lost its leading zeros is told with the id that it may be") {
  const PortfolioReading r({{"buildings.csv", kHeader + "\n000214;school;1950;100\n"},
                            {"leases.csv", "lease_id;property_id;building_id\nL1;P1;214\n"}});
  CHECK(r.first("TV-1209").hint == "Is it \"000214\", with leading zeros, capitals or spaces lost?");
}

TEST_CASE("A column of origins marks the given numbers") {
  const PortfolioReading r =
      read_more("heating_set_point_degc;heating_set_point_degc_origin;area_m2_origin;storeys_origin", "20,5;kalibreret;målt;");
  CHECK_FALSE(r.findings.stops());
  CHECK(origin_of(building(r, "A"), "heating_set_point_degc") == Origin::calibrated);
  CHECK(origin_of(building(r, "A"), "area_m2") == Origin::metered);
  CHECK(origin_of(building(r, "A"), "year") == Origin::register_);
  CHECK(origin_of(building(r, "B"), "area_m2") == Origin::register_);
  CHECK(origin_of(building(r, "B"), "heating_set_point_degc") == Origin::default_);
  CHECK(read_more("area_m2_origin", "guessed").stops_only_with("TV-1224"));
  const PortfolioReading without = read_more("storeys;storeys_origin", ";metered");
  CHECK_FALSE(without.findings.stops());
  CHECK(without.first("TV-1224").severity == Severity::warns);
}

TEST_CASE("Origins and further uses come back from a written portfolio") {
  const PortfolioReading r =
      read_more("heating_set_point_degc;heating_set_point_degc_origin;area_m2_origin;storeys;storeys_origin;use_2;use_2_area_m2",
                "20,5;calibrated;metered;3;filled;kontor;200");
  REQUIRE_FALSE(r.findings.stops());
  const TemporaryFolder folder;
  models::write_portfolio(r.portfolio, folder.path());
  core::Findings findings;
  const models::Portfolio again = models::read_portfolio(folder.path(), findings);
  CHECK_FALSE(findings.stops());
  CHECK(tvilling::tests::same_tables(r.portfolio, again));
  CHECK(again.buildings.at(0).building.storeys == 3.0);
  CHECK(origin_of(again.buildings.at(0), "storeys") == Origin::filled);
}

TEST_CASE("A year taken from a text stays filled when it is written and read again") {
  const PortfolioReading r = read_year("ca. 1900");
  const TemporaryFolder folder;
  models::write_portfolio(r.portfolio, folder.path());
  core::Findings findings;
  const models::Portfolio again = models::read_portfolio(folder.path(), findings);
  CHECK(again.buildings.at(0).building.year == 1900.0);
  CHECK(origin_of(again.buildings.at(0), "year") == Origin::filled);
}

TEST_CASE("Further uses are read with their areas") {
  const PortfolioReading r = read_more("anvendelse_2;anvendelse_2_areal;use_3;use_3_area_m2", "321;300;svømmehal;700");
  CHECK_FALSE(r.findings.stops());
  const std::vector<models::UsePart>& parts = building(r, "A").building.parts;
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].use == Use::office);
  CHECK(parts[0].area_m2 == 300.0);
  CHECK(parts[1].use == Use::swimming_hall);
  CHECK(building(r, "B").building.parts.empty());
}

TEST_CASE("Further uses that are incomplete or larger than the building stop") {
  CHECK(read_more("use_2;use_2_area_m2", "office;1001").stops_only_with("TV-1225"));
  CHECK(read_more("use_2;use_2_area_m2;use_3;use_3_area_m2", "office;600;club;401").stops_only_with("TV-1225"));
  CHECK(read_more("use_2;use_2_area_m2", "office;").stops_only_with("TV-1225"));
  CHECK(read_more("use_2;use_2_area_m2", ";300").stops_only_with("TV-1225"));
  CHECK(read_more("use_2;use_2_area_m2", "ofice;300").stops_only_with("TV-1207"));
  CHECK_FALSE(read_more("use_2;use_2_area_m2", "office;1000").findings.stops());
  CHECK_FALSE(read_more("use_2;use_2_area_m2", "999;0").findings.stops());
}

TEST_CASE("An area of more than a million square metres stops") {
  CHECK(read_buildings_csv(kHeader + "\nA;school;1950;1000001\n").stops_only_with("TV-1204"));
}

TEST_CASE("Further uses that fill a building but for rounding are read") {
  const PortfolioReading r = read_buildings_csv(
      "building_id;use;year;area_m2;use_2;use_2_area_m2;use_3;use_3_area_m2\nA;school;1950;356.2;office;100.1;club;256.1\n"
      "B;school;1950;356.2;office;100.1;club;256.2\n");
  CHECK(building(r, "A").building.parts.size() == 2);
  CHECK(r.stops_only_with("TV-1225"));
}

TEST_CASE("Codes of protection are read under any name of their column") {
  for (const char* column : {"byg070Fredning", "fredning", "listed"}) {
    INFO(column);
    const PortfolioReading r = read_more(column, "7");
    CHECK_FALSE(r.findings.stops());
    CHECK(building(r, "A").building.listed);
  }
  CHECK(read_more("fredning", "2025").stops_only_with("TV-1214"));
}

TEST_CASE("A column named protected is not taken for listed buildings") {
  const PortfolioReading r = read_more("protected", "1");
  CHECK_FALSE(building(r, "A").building.listed);
  CHECK(r.first("TV-1103").message == "column \"protected\" is not used");
}

TEST_CASE("An error in a cell of a workbook is told once, with its row") {
  const auto cell = [](const std::string& text) {
    const std::string type = text.starts_with('#') ? "calcext:value-type=\"error\"" : "office:value-type=\"string\"";
    return "<table:table-cell " + type + "><text:p>" + text + "</text:p></table:table-cell>";
  };
  std::string content = "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"buildings\">";
  for (const char* row : {"building_id|use|year|area_m2|name", "A|school|1950|100|#REF!", "B|school|1950|100|Skolen"}) {
    content += "<table:table-row>";
    std::istringstream cells(row);
    for (std::string text; std::getline(cells, text, '|');) content += cell(text);
    content += "</table:table-row>";
  }
  content += "</table:table></office:spreadsheet></office:body></office:document-content>";
  const TemporaryFolder folder;
  tvilling::tests::make_zip(folder / "a.ods", {{"content.xml", content}});
  core::Findings findings;
  const models::Portfolio portfolio = models::read_portfolio(folder / "a.ods", findings, {2026});
  REQUIRE(portfolio.buildings.size() == 2);
  CHECK(portfolio.buildings[0].building.name.empty());
  std::vector<core::Finding> told;
  for (const core::Finding& f : findings.list) {
    if (f.code == "TV-1219" || f.code == "TV-1014") told.push_back(f);
  }
  REQUIRE(told.size() == 1);
  CHECK(told[0].rows == std::vector<std::string>{"A"});
}

TEST_CASE("A row with a lost letter is named whatever other letters the file has") {
  const PortfolioReading r = read_more("name", "K?benhavn");
  CHECK(r.first("TV-1004").rows == std::vector<std::string>{"A"});
}
