// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "core/io/csv_codes.hpp"
#include "core/io/file.hpp"
#include "models/portfolio/archetype_codes.hpp"
#include "models/portfolio/fill_codes.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/mapping_codes.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/weather/epw_codes.hpp"
#include "tests/support/portfolio_reading.hpp"
#include "tests/support/portfolio_tables.hpp"
#include "tests/support/temporary_folder.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
namespace fs = std::filesystem;
using core::Severity;
using models::Building;
using models::Portfolio;
using tvilling::tests::read_buildings_csv;
using tvilling::tests::TemporaryFolder;
using Reading = tvilling::tests::PortfolioReading;

namespace {

/// One building with one column more than needed.
Reading read_one(const std::string& column, const std::string& value) {
  return read_buildings_csv("building_id;use;year;area_m2;" + column + "\nA;school;1950;100;" + value + "\n");
}

std::string line_column(const core::Finding& finding) {
  return std::to_string(finding.pos.line) + ":" + std::to_string(finding.pos.column);
}

const fs::path kExample = fs::path(TVILLING_SOURCE_DIR) / "examples/danish_small";

// The example's twin: English words, UTF-8, comma and point, other order of columns and rows.
constexpr std::string_view kEnglishBuildings =
    R"(year,use,building_id,name,property_id,administration,area_m2,footprint_area_m2,storeys,listed,easting,northing,visitors,employees
1898,office,0701,Rådmandsgården,000801,Økonomiforvaltningen,4310,862,5,no,724396.5,6175795,,148
,workshop,0702,Værkstedet bag gården,000801,Økonomiforvaltningen,265,265,1,,724421,6175770,,6
1908,school,0101,"Ærøgades Skole, hovedbygning",000214,Børne- og Ungdomsforvaltningen,6240,1640,4,,722950.5,6178120,,64
1964,sports hall,0102,"Ærøgades Skole, idrætshal",000214,Børne- og Ungdomsforvaltningen,1215.5,1215.5,1,,723010,6178155.5,,
,shed,0103,"Ærøgades Skole, cykelskur",000214,Børne- og Ungdomsforvaltningen,48,48,1,,722988,6178098,,
1978,daycare,0201,Børnehuset Tusindfryd,000377,Børne- og Ungdomsforvaltningen,612,612,1,,719420,6176910.5,,17
1978,club,0202,Fritidshjemmet Krudttønden,000377,Børne- og Ungdomsforvaltningen,385.5,192,2,,719451,6176932,,9
1971,nursing home,0301,Plejecenter Søbredden,000415,Sundheds- og Omsorgsforvaltningen,5180,1295,4,,724880,6179310,,92
1934,residential care,0401,Bostedet Kløverhus,000502,Socialforvaltningen,840,280,3,,727815.5,6173660,,21
1988,swimming pool,0501,Østre Svømmehal,000618,Kultur- og Fritidsforvaltningen,2960,2110,2,,725120,6179020,118000,26
1955,clubhouse,0502,Klubhuset ved Østre Bane,000618,Kultur- og Fritidsforvaltningen,210,210,1,,725188,6179061.5,,
1931,library,0601,Vesterhavns Bibliotek,000733,Kultur- og Fritidsforvaltningen,1475,738,2,yes,722705,6173905,96500,18
)";
constexpr std::string_view kEnglishProperties = R"(property_id,name,address,administration,value_dkk,protected_address
000214,Ærøgades Skole,Ærøgade 12,Børne- og Ungdomsforvaltningen,84500000,no
000377,Tusindfryd,Jyllingevangen 3,Børne- og Ungdomsforvaltningen,11250000,no
000415,Søbredden,Søbredden 40,Sundheds- og Omsorgsforvaltningen,71000000,no
000502,Kløverhus,,Socialforvaltningen,13900000,yes
000618,Østre Svømmehal og Bane,Østre Banevej 1,Kultur- og Fritidsforvaltningen,46000000,no
000733,Vesterhavns Bibliotek,Vesterhavnsgade 22,Kultur- og Fritidsforvaltningen,24750000,no
000801,Rådmandsgården,Rådmandsstræde 7,Økonomiforvaltningen,118000000,no
)";

}  // namespace

TEST_CASE("A Danish file reads equal to its English twin") {
  const TemporaryFolder folder;
  core::write_file_atomic(folder / "buildings.csv", kEnglishBuildings);
  core::write_file_atomic(folder / "properties.csv", kEnglishProperties);
  core::Findings danish_findings;
  core::Findings english_findings;
  const Portfolio danish = models::read_portfolio(kExample, danish_findings);
  const Portfolio english = models::read_portfolio(folder.path(), english_findings);
  CHECK(danish_findings.count(Severity::stops) == 0);
  CHECK(english_findings.count(Severity::stops) == 0);
  REQUIRE(danish.buildings.size() == 12);
  REQUIRE(danish.properties.size() == 7);
  CHECK(tvilling::tests::same_tables(danish, english));
  CHECK(danish.name == "danish_small");
  REQUIRE(danish.inputs.size() == 3);  // with its mapping.toml
  CHECK(danish.inputs[0].detected == "semicolon, decimal comma, ISO-8859-1");
  CHECK(danish.inputs[0].sha256.size() == 64);
  CHECK(english.inputs[0].detected == "comma, decimal point, UTF-8");
}

TEST_CASE("What the Danish example holds is what stands in it") {
  core::Findings findings;
  const Portfolio portfolio = models::read_portfolio(kExample / "bygninger.csv", findings);
  REQUIRE(portfolio.buildings.size() == 12);
  const Building& school = portfolio.buildings.front().building;
  CHECK(school.building_id == "0101");
  CHECK(school.name == "Ærøgades Skole, hovedbygning");
  CHECK(school.use == models::Use::school);
  CHECK(school.area_m2 == 6240.0);
  CHECK(school.x_m == 722950.5);
  const models::BuildingColumn* const area = models::find_building_column("area_m2");
  const models::BuildingColumn* const wall = models::find_building_column("wall_u_value_w_m2k");
  const models::BuildingColumn* const first = models::building_columns().data();
  CHECK(portfolio.buildings.front().origin[static_cast<std::size_t>(area - first)] == models::Origin::register_);
  CHECK(portfolio.buildings.front().origin[static_cast<std::size_t>(wall - first)] == models::Origin::default_);
  CHECK(portfolio.buildings.front().pos.line == 2);
  CHECK(std::count_if(findings.list.begin(), findings.list.end(), [](const core::Finding& f) { return f.code == "TV-1105"; }) ==
        1);
}

TEST_CASE("A missing path is an error and a folder without buildings a finding") {
  core::Findings findings;
  CHECK_THROWS_AS(models::read_portfolio("/no/such/folder", findings), core::Error);
  const TemporaryFolder folder;
  core::write_file_atomic(folder / "colours.csv", "a,b\n1,2\n");
  const Portfolio portfolio = models::read_portfolio(folder.path(), findings);
  CHECK(portfolio.buildings.empty());
  REQUIRE(findings.list.size() == 2);
  CHECK(findings.list[0].code == "TV-1109");
  CHECK(findings.list[1].code == "TV-1101");
  CHECK(findings.stops());
}

TEST_CASE("Two files for one table stop") {
  const Reading reading({{"buildings.csv", "building_id,use,year,area_m2\nA,school,1950,100\n"},
                         {"bygninger.csv", "building_id,use,year,area_m2\nB,school,1950,100\n"}});
  CHECK(reading.stops_only_with("TV-1108"));
}

TEST_CASE("Empty tables stop") {
  CHECK(read_buildings_csv("").stops_only_with("TV-1005"));
  CHECK(read_buildings_csv("building_id,use,year,area_m2\n").stops_only_with("TV-1005"));
}

TEST_CASE("An unknown column is told with the nearest name and does not stop") {
  const Reading r = read_one("storys", "2");
  const core::Finding finding = r.first("TV-1103");
  CHECK(finding.severity == Severity::warns);
  CHECK(finding.message == "column \"storys\" is not used");
  CHECK(finding.hint ==
        "Did you mean \"storeys\"? If so, rename it, or write in mapping.toml: [buildings] \"storys\" = \"storeys\".");
  CHECK(line_column(finding) == "1:30");
  CHECK(r.portfolio.buildings.size() == 1);
}

TEST_CASE("A missing column stops and names the column that may be it") {
  const Reading r = read_buildings_csv("building_id;use;when;area_m2\nA;school;1950;100\n");
  CHECK(r.stops_only_with("TV-1102"));
  CHECK(r.first("TV-1102").message == "column year is missing");
  CHECK(r.first("TV-1102").hint.find("Is it one of: when?") != std::string::npos);
  CHECK(r.portfolio.buildings.empty());
  const Reading near = read_buildings_csv("building_id;use;year;aera_m2\nA;school;1950;100\n");
  CHECK(near.first("TV-1102").hint.find("Is it \"aera_m2\"?") != std::string::npos);
}

TEST_CASE("Two columns of one meaning stop") {
  const Reading r = read_one("Byggeår", "1950");
  CHECK(r.stops_only_with("TV-1104"));
  CHECK(r.first("TV-1104").message == "columns \"year\" and \"Byggeår\" both mean year");
}

TEST_CASE("A duplicate id stops and names both lines") {
  const Reading r = read_buildings_csv("building_id,use,year,area_m2\nA,school,1950,100\nB,school,1950,100\nA,office,1960,200\n");
  CHECK(r.stops_only_with("TV-1202"));
  CHECK(r.first("TV-1202").message == "building_id \"A\" is in line 2 and in line 4");
  CHECK(line_column(r.first("TV-1202")) == "4:1");
  CHECK(r.portfolio.buildings.size() == 2);
}

TEST_CASE("Ids are kept exactly as given") {
  const Reading r =
      read_buildings_csv("building_id,use,year,area_m2\n7,school,1950,100\n007,school,1950,100\n1e3,school,1950,100\n");
  CHECK_FALSE(r.findings.stops());
  REQUIRE(r.portfolio.buildings.size() == 3);
  CHECK(r.portfolio.buildings[0].building.building_id == "007");
  CHECK(r.portfolio.buildings[1].building.building_id == "1e3");
  CHECK(r.portfolio.buildings[2].building.building_id == "7");
  CHECK(read_buildings_csv("building_id;use;year;area_m2\n1,01E+11;school;1950;100\n").first("TV-1215").severity ==
        Severity::warns);
  CHECK(read_buildings_csv("building_id;use;year;area_m2\n;school;1950;100\n").stops_only_with("TV-1201"));
}

TEST_CASE("Text in a number stops at its line and column") {
  const Reading r =
      read_buildings_csv("building_id,use,year,area_m2\nA,school,1950,100\nB,school,before 1900 or 1910,about 120 m2\n");
  CHECK(r.findings.count(Severity::stops) == 2);
  const std::vector<core::Finding> findings = r.all("TV-1203");
  REQUIRE(findings.size() == 2);
  CHECK(line_column(findings[0]) == "3:10");
  CHECK(findings[0].message == "year is \"before 1900 or 1910\", which is not a number");
  CHECK(findings[0].hint.find("\"1900\"") != std::string::npos);
  CHECK(line_column(findings[1]) == "3:30");
  CHECK(r.portfolio.buildings.size() == 1);
}

TEST_CASE("A negative or impossible number stops with the allowed range") {
  const Reading negative = read_buildings_csv("building_id,use,year,area_m2\nA,school,1950,-5\n");
  CHECK(negative.stops_only_with("TV-1204"));
  CHECK(negative.first("TV-1204").message == "area_m2 is -5");
  CHECK(negative.first("TV-1204").hint == "Allowed is 1 to 1000000 m2.");
  CHECK(read_buildings_csv("building_id,use,year,area_m2\nA,school,1960.5,100\n").stops_only_with("TV-1204"));
  CHECK(read_one("wall_u_value_w_m2k", "9").stops_only_with("TV-1204"));
  CHECK(read_one("storeys", "-1").stops_only_with("TV-1204"));
}

TEST_CASE("A missing area stops whether it is blank or 0") {
  CHECK(read_buildings_csv("building_id,use,year,area_m2\nA,school,1950,0\n").stops_only_with("TV-1205"));
  CHECK(read_buildings_csv("building_id,use,year,area_m2\nA,school,1950,\n").stops_only_with("TV-1205"));
  CHECK(read_buildings_csv("building_id,use,year,area_m2\nA,school,1950,#N/A\n").stops_only_with("TV-1205"));
}

TEST_CASE("A missing year is filled later and told once with its lines") {
  const Reading r = read_buildings_csv(
      "building_id,use,year,area_m2,x,y\nA,school,0,100,724000,6175000\nB,school,1000,100,724000,6175000\n"
      "C,school,,100,724000,6175000\nD,school,1960.0,100,724000,6175000\n");
  CHECK_FALSE(r.findings.stops());
  REQUIRE(r.portfolio.buildings.size() == 4);
  CHECK(std::isnan(r.portfolio.buildings[0].building.year));
  CHECK(std::isnan(r.portfolio.buildings[1].building.year));
  CHECK(std::isnan(r.portfolio.buildings[2].building.year));
  CHECK(r.portfolio.buildings[3].building.year == 1960.0);
  const std::vector<core::Finding> findings = r.all("TV-1206");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].severity == Severity::warns);
  CHECK(findings[0].message == "year is missing (blank, 0 or 1000) in 3 rows (lines 2, 3, 4)");
}

TEST_CASE("A missing position is told once and the register's zero storeys are missing") {
  const Reading r =
      read_buildings_csv("building_id,use,year,area_m2,storeys,x_m,y_m\nA,school,1950,100,0,,\nB,school,1950,100,2,0,0\n");
  CHECK_FALSE(r.findings.stops());
  REQUIRE(r.portfolio.buildings.size() == 2);
  CHECK(std::isnan(r.portfolio.buildings[0].building.storeys));
  CHECK(std::isnan(r.portfolio.buildings[1].building.x_m));
  CHECK(r.first("TV-1206").message == "the position (x_m, y_m) is missing in 2 rows (lines 2, 3)");
}

TEST_CASE("An unknown use stops with the nearest one and a missing use stops") {
  const Reading r =
      read_buildings_csv("building_id,use,year,area_m2\nA,scool,1950,100\nB,777,1950,100\nC,999,1950,100\nD,,1950,100\n");
  CHECK(r.findings.count(Severity::stops) == 4);
  CHECK(r.first("TV-1207").message == "use \"scool\" is not known");
  CHECK(r.first("TV-1207").hint.find("\"school\"") != std::string::npos);
  CHECK(r.all("TV-1207").size() == 2);
  CHECK(r.all("TV-1205").size() == 2);
  CHECK(r.portfolio.buildings.empty());
}

TEST_CASE("A code that fits only in part is told once") {
  const Reading r = read_buildings_csv(
      "building_id;use;year;area_m2;name\nA;322;1950;100;\nB;322;1950;100;\nC;160;1950;100;Plejecenter Nord\n");
  CHECK_FALSE(r.findings.stops());
  const std::vector<core::Finding> findings = r.all("TV-1208");
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].message == "use \"322\" is read as office, which it fits only in part in 2 rows (lines 2, 3)");
  CHECK(r.portfolio.buildings[2].building.use == models::Use::residential_care);
}

TEST_CASE("A column of thousands that may be decimals stops and says how to mend it") {
  const Reading r = read_buildings_csv("building_id;use;year;area_m2\nA;school;1950;1.234\nB;school;1950;2.345\n");
  CHECK(r.stops_only_with("TV-1106"));
  CHECK(r.first("TV-1106").message == "area_m2 is \"1.234\": that may be 1.234 or 1234, and no other value of the column tells");
  CHECK(line_column(r.first("TV-1106")) == "2:15");
  CHECK(r.first("TV-1106").hint.find("1234,0") != std::string::npos);
  CHECK(r.portfolio.buildings.empty());
  const Reading mended = read_buildings_csv("building_id;use;year;area_m2\nA;school;1950;1.234\nB;school;1950;2.345,0\n");
  REQUIRE(mended.portfolio.buildings.size() == 2);
  CHECK(mended.portfolio.buildings[0].building.area_m2 == 1234.0);
}

TEST_CASE("Two decimal signs in one column stop with both lines") {
  const Reading r = read_buildings_csv("building_id;use;year;area_m2\nA;school;1950;120,5\nB;school;1950;120.5\n");
  CHECK(r.stops_only_with("TV-1106"));
  CHECK(r.first("TV-1106").message ==
        "area_m2 has \"120,5\" with a decimal comma here and \"120.5\" with a decimal point in line 3");
}

TEST_CASE("A totals row is left out and told") {
  for (const char* word : {"I alt", "Total", "Sum:", "SUM"}) {
    INFO(word);
    const Reading r = read_buildings_csv(std::string("building_id;use;year;area_m2\nA;school;1950;100\n") + word + ";;;100\n");
    CHECK_FALSE(r.findings.stops());
    CHECK(r.first("TV-1107").pos.line == 3);
    CHECK(r.portfolio.buildings.size() == 1);
  }
  CHECK(read_buildings_csv("building_id;navn;use;year;area_m2\nA;x;school;1950;100\n;I alt;;;100\n").all("TV-1107").size() == 1);
}

TEST_CASE("Positions outside Denmark stop and say what they look like") {
  const auto position = [](const char* xy) {
    return read_buildings_csv(std::string("building_id,use,year,area_m2,x,y\nA,school,1950,100,") + xy + "\n");
  };
  const Reading swapped = position("6175000,724000");
  CHECK(swapped.stops_only_with("TV-1210"));
  CHECK(swapped.first("TV-1210").message == "x and y are swapped: x is 6175000, y is 724000");
  CHECK(position("2.35,48.85").first("TV-1210").message.find("in degrees") != std::string::npos);
  CHECK(position("55.67,12.56").first("TV-1210").message.find("in degrees") != std::string::npos);
  CHECK(position("1400000,7500000").first("TV-1210").message.find("not in Denmark") != std::string::npos);
  CHECK(position("724000,").stops_only_with("TV-1210"));
}

TEST_CASE("A position may be a WKT point as in BBR") {
  const Reading r = read_one("byg404Koordinat", "POINT(724396.5 6175795.25)");
  REQUIRE(r.portfolio.buildings.size() == 1);
  CHECK(r.portfolio.buildings[0].building.x_m == 724396.5);
  CHECK(r.portfolio.buildings[0].building.y_m == 6175795.25);
  CHECK(read_one("byg404Koordinat", "here").stops_only_with("TV-1211"));
}

TEST_CASE("Geometries are read or told") {
  const Reading good = read_one("wkt", "POLYGON ((724000 6175000, 724010 6175000, 724010 6175020, 724000 6175000))");
  REQUIRE(good.portfolio.buildings.size() == 1);
  CHECK(good.portfolio.buildings[0].building.footprint.size() == 3);
  const Reading open = read_one("wkt", "POLYGON ((724000 6175000, 724010 6175000, 724010 6175020, 724000 6175020))");
  CHECK(open.first("TV-1213").severity == Severity::warns);
  CHECK(open.portfolio.buildings[0].building.footprint.size() == 4);
  const Reading crossing =
      read_one("wkt", "POLYGON ((724000 6175000, 724010 6175020, 724010 6175000, 724000 6175020, 724000 6175000))");
  CHECK(crossing.first("TV-1212").message == "the footprint is left out: it crosses itself");
  CHECK(crossing.portfolio.buildings[0].building.footprint.empty());
  CHECK(read_one("wkt", "POLYGON ((6175000 724000, 6175000 724010, 6175020 724010, 6175000 724000))").stops_only_with("TV-1210"));
  CHECK(read_one("wkt", "POLYGON").stops_only_with("TV-1211"));
}

TEST_CASE("Protection is read from words and from BBR codes") {
  CHECK(read_one("fredet", "ja").portfolio.buildings.at(0).building.listed);
  CHECK_FALSE(read_one("fredet", "nej").portfolio.buildings.at(0).building.listed);
  CHECK(read_one("byg070Fredning", "3").portfolio.buildings.at(0).building.listed);
  CHECK_FALSE(read_one("byg070Fredning", "0").portfolio.buildings.at(0).building.listed);
  CHECK(read_one("fredet", "maybe").stops_only_with("TV-1214"));
}

TEST_CASE("All problems are told at once") {
  const Reading r = read_buildings_csv("building_id;use;year;area_m2\nA;scool;old;-5\n;school;1950;abc\n");
  CHECK(r.findings.count(Severity::stops) == 5);
  CHECK(r.portfolio.buildings.empty());
}

TEST_CASE("Every finding code is used once and has a meaning") {
  std::set<std::string_view> codes;
  for (const core::FindingCode& code : core::csv_code::kAll) CHECK(codes.insert(code.code).second);
  for (const core::FindingCode& code : models::fill_code::kAll) CHECK(codes.insert(code.code).second);
  for (const core::FindingCode& code : models::archetype_code::kAll) CHECK(codes.insert(code.code).second);
  for (const core::FindingCode& code : models::epw_code::kAll) CHECK(codes.insert(code.code).second);
  for (const core::FindingCode& code : models::mapping_code::kAll) CHECK(codes.insert(code.code).second);
  for (const core::FindingCode& code : models::portfolio_code::kAll) {
    CHECK(codes.insert(code.code).second);
    CHECK(code.meaning.ends_with('.'));
  }
}
