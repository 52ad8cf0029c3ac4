// SPDX-License-Identifier: MPL-2.0
// A municipality edits the archetype tables: what it gives is used, and every mistake is named at its place.
#include "models/portfolio/own_archetypes.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "core/error.hpp"
#include "core/io/csv.hpp"
#include "core/io/file.hpp"
#include "models/portfolio/archetype_codes.hpp"
#include "models/portfolio/archetype_tables.hpp"
#include "models/portfolio/archetypes.hpp"
#include "tests/support/portfolio_tables.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace tvilling;
namespace code = models::archetype_code;
namespace fs = std::filesystem;

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

/// A portfolio of one nursing home and one listed school, with the built-in tables in `archetypes`.
struct City {
  tests::TemporaryFolder folder;
  fs::path tables = folder / "archetypes";
  core::Findings findings;
  models::Portfolio portfolio;

  City() {
    core::write_file_atomic(
        folder / "buildings.csv",
        "building_id,use,area_m2,year,listed\nA,nursing_home,3000,1940,no\nB,school,4000,1900,yes\nC,school,4000,1900,no\n");
  }
  void write(tvilling::core::CsvForm form = tvilling::core::CsvForm::house) const { models::write_archetypes(tables, form); }
  void change(const std::string& file, const std::string& from, const std::string& to) const {
    core::write_file_atomic(tables / file, replaced(core::read_file(tables / file), from, to));
  }
  void read() {
    findings = {};
    portfolio = models::read_portfolio(folder.path(), findings);
    if (!findings.stops()) models::fill_portfolio(portfolio, findings);
  }
  /// The only finding that stops.
  [[nodiscard]] const core::Finding& mistake() const {
    for (const core::Finding& f : findings.list) {
      if (f.severity == core::Severity::stops) UNSCOPED_INFO(core::to_string(f));
    }
    REQUIRE(findings.count(core::Severity::stops) == 1);
    return *std::find_if(findings.list.begin(), findings.list.end(),
                         [](const core::Finding& f) { return f.severity == core::Severity::stops; });
  }
  [[nodiscard]] std::size_t count(const core::FindingCode& wanted) const {
    return static_cast<std::size_t>(std::count_if(findings.list.begin(), findings.list.end(),
                                                  [&wanted](const core::Finding& f) { return f.code == wanted.code; }));
  }
};

struct Edit {
  const char* file;
  const char* from;
  const char* to;
  core::FindingCode code;
  int line;
  int column;
  const char* said;
};

}  // namespace

TEST_CASE("The written tables read back change no building in either form") {
  City city;
  city.read();
  const models::Portfolio plain = city.portfolio;
  const std::size_t warned = city.findings.count(core::Severity::warns);
  CHECK(city.count(code::kOwn) == 0);
  for (const tvilling::core::CsvForm form : {tvilling::core::CsvForm::house, tvilling::core::CsvForm::danish}) {
    fs::remove_all(city.tables);
    city.write(form);
    city.read();
    CHECK_FALSE(city.findings.stops());
    CHECK(city.findings.count(core::Severity::warns) == warned);
    CHECK(city.count(code::kOwn) == 1);
    CHECK(tests::same_tables(plain, city.portfolio));
    REQUIRE(city.portfolio.inputs.size() == 8);
    CHECK(city.portfolio.inputs.back().sha256.size() == 64);
    CHECK(city.portfolio.inputs.back().detected == (form == tvilling::core::CsvForm::house
                                                        ? "comma, decimal point, UTF-8"
                                                        : "semicolon, decimal comma, UTF-8 with byte order mark"));
  }
}

TEST_CASE("An own number fills the buildings it is for and keeps the origin archetype") {
  City city;
  city.read();
  CHECK(city.portfolio.buildings[0].building.wall_u_value_w_m2k == 1.21);
  CHECK(city.portfolio.buildings[1].building.wall_u_value_w_m2k == 1.20);
  CHECK(city.portfolio.buildings[2].building.wall_u_value_w_m2k == 0.96);
  const auto origin = city.portfolio.buildings[0].origin;
  city.write();
  for (const core::EmbeddedFile& file : models::built_in_archetype_files()) {
    if (file.name != "archetype_u_values.csv") fs::remove(city.tables / file.name);
  }
  city.change("archetype_u_values.csv", "housing,1931,1950,1.21", "housing,1931,1950,0.77");
  city.read();
  REQUIRE_FALSE(city.findings.stops());
  CHECK(city.portfolio.buildings[0].building.wall_u_value_w_m2k == 0.77);
  CHECK(city.portfolio.buildings[1].building.wall_u_value_w_m2k == 1.20);
  CHECK(city.portfolio.buildings[0].origin == origin);
  REQUIRE(city.portfolio.inputs.size() == 2);
  CHECK(city.portfolio.inputs[1].path == (city.tables / "archetype_u_values.csv").string());
}

TEST_CASE("A municipality may add a set of U-values and give it to a use") {
  City city;
  city.write();
  core::write_file_atomic(city.tables / "archetype_u_values.csv", core::read_file(city.tables / "archetype_u_values.csv") +
                                                                      "ours,0,9999,0.5,0.2,0.3,1.1,survey of 2024\n");
  city.change("archetype_uses.csv", "u_value_set,service,service", "u_value_set,service,ours");
  city.read();
  REQUIRE_FALSE(city.findings.stops());
  CHECK(city.portfolio.buildings[2].building.wall_u_value_w_m2k == 0.5);
  CHECK(city.portfolio.buildings[2].building.window_g_value == 0.5);
  CHECK(city.portfolio.buildings[1].building.wall_u_value_w_m2k == 1.20);  // listed: another row
}

TEST_CASE("Every mistake in an own table is named with its line and column") {
  const Edit edit = GENERATE(
      Edit{"archetype_uses.csv", "column,office", "column,ofice", code::kMissing, 1, 0, "column office is missing"},
      Edit{"archetype_uses.csv", "storeys,4", "stories,4", code::kUnknownName, 4, 1, "\"stories\" is not known"},
      Edit{"archetype_uses.csv", "person_heat_w,75", "person_heat_w,75 W", code::kNotANumber, 16, 15, "\"75 W\" is not a number"},
      Edit{"archetype_uses.csv", "person_heat_w,75", "person_heat_w,", code::kNotANumber, 16, 15, "office is empty"},
      Edit{"archetype_uses.csv", "person_heat_w,75", "person_heat_w,7500", code::kOutOfRange, 16, 15, "outside 0 to 300"},
      Edit{"archetype_uses.csv", "u_value_set,service", "u_value_set,servise", code::kUnknownName, 2, 13, "no set \"servise\""},
      Edit{"archetype_u_values.csv", "service,1945", "service,1946", code::kEpochs, 3, 9, "there is a gap before it"},
      Edit{"archetype_u_values.csv", "service,1945", "service,1940", code::kEpochs, 3, 9, "it overlaps the one before"},
      Edit{"archetype_u_values.csv", "housing,0,", "housing,1800,", code::kEpochs, 9, 9, "earlier buildings have no values"},
      Edit{"archetype_u_values.csv", "service,2011,9999", "service,2011,2030", code::kEpochs, 8, 14,
           "later buildings have no values"},
      Edit{"archetype_u_values.csv", "0.96,0.48", "9.6,0.48", code::kOutOfRange, 2, 16, "9.6 is outside 0.05 to 5"},
      Edit{"archetype_fabric.csv", "1930,4.0", "1930,4.0x", code::kNotANumber, 2, 8, "\"4.0x\" is not a number"},
      Edit{"archetype_glazing.csv", "0,0.50,\"TABULA DK: advanced triple glazing\"", "0,0.50,", code::kNoSource, 4, 8,
           "the row names no source"},
      Edit{"archetype_glazing.csv", "1.2,0.63", "2.3,0.63", code::kSteps, 3, 1, "not below"},
      Edit{"archetype_glazing.csv", "0,0.50", "0.5,0.50", code::kSteps, 4, 1, "better windows"},
      Edit{"archetype_general.csv", "footprint_aspect", "inner_radius_m", code::kTwice, 10, 1, "stands twice"},
      Edit{"city_districts.csv", "x_m,y_m", "x_m,y", code::kMissing, 1, 0, "column y_m is missing"});
  City city;
  city.write();
  city.change(edit.file, edit.from, edit.to);
  city.read();
  INFO(edit.file << ": " << edit.to);
  if (edit.code.code == code::kTwice.code) {  // and the other row is missing
    REQUIRE(city.findings.count(core::Severity::stops) == 2);
    CHECK(city.count(code::kMissing) == 1);
    return;
  }
  const core::Finding& mistake = city.mistake();
  CHECK(mistake.code == edit.code.code);
  CHECK(mistake.pos.file == (city.tables / edit.file).string());
  CHECK(mistake.pos.line == edit.line);
  CHECK(mistake.pos.column == edit.column);
  CHECK_THAT(mistake.message, Catch::Matchers::Contains(edit.said));
  CHECK_FALSE(mistake.hint.empty());
  CHECK(city.portfolio.archetypes == nullptr);
}

TEST_CASE("All mistakes of all own tables are told at once") {
  City city;
  city.write();
  city.change("archetype_uses.csv", "person_heat_w,75,75", "person_heat_w,warm,-1");
  city.change("archetype_fabric.csv", "1931,1950", "1935,1950");
  city.read();
  CHECK(city.findings.count(core::Severity::stops) == 3);
}

TEST_CASE("A missing set is told in the table of U-values when the uses are the built-in ones") {
  City city;
  city.write();
  fs::remove(city.tables / "archetype_uses.csv");
  core::write_file_atomic(city.tables / "archetype_u_values.csv",
                          "set,from_year,to_year,wall_u_value_w_m2k,roof_u_value_w_m2k,floor_u_value_w_m2k,"
                          "window_u_value_w_m2k,source\nservice,0,9999,1,1,1,1,me\nlisted,0,9999,1,1,1,1,me\n");
  city.read();
  REQUIRE(city.findings.count(core::Severity::stops) == 4);  // two uses, listed or not
  CHECK(city.count(code::kMissing) == 4);
}

TEST_CASE("A file in the folder that is no archetype table is not passed over in silence") {
  City city;
  fs::create_directories(city.tables);
  core::write_file_atomic(city.tables / "archetype_use.csv", "a\n1\n");
  city.read();
  REQUIRE(city.count(code::kUnusedFile) == 1);
  const auto found = std::find_if(city.findings.list.begin(), city.findings.list.end(),
                                  [](const core::Finding& f) { return f.code == code::kUnusedFile.code; });
  CHECK_THAT(found->hint, Catch::Matchers::Contains("archetype_uses.csv"));
}

TEST_CASE("A table's name with a slip stops, another file in the folder warns") {
  const auto severity_of = [](const std::string& name) {
    City city;
    fs::create_directories(city.tables);
    core::write_file_atomic(city.tables / name, "a\n1\n");
    city.read();
    REQUIRE(city.count(code::kUnusedFile) == 1);
    return city.findings.count(core::Severity::stops) > 0 ? core::Severity::stops : core::Severity::warns;
  };
  CHECK(severity_of("archetype_use.csv") == core::Severity::stops);
  CHECK(severity_of("archetype_uses.CSV") == core::Severity::stops);
  CHECK(severity_of("archetype_uses.csv.bak") == core::Severity::warns);
  CHECK(severity_of("archetype_doors.csv") == core::Severity::warns);
  CHECK(severity_of("notes.txt") == core::Severity::warns);
}

TEST_CASE("A number that can be read in two ways stops instead of being guessed") {
  City city;
  fs::create_directories(city.tables);
  core::write_file_atomic(city.tables / "archetype_glazing.csv",
                          "above_u_value_w_m2k;window_g_value;source\n2;0.760;me\n0;0.500;me\n");
  city.read();
  CHECK_FALSE(city.findings.stops());  // a leading zero cannot be a thousand
  core::write_file_atomic(city.tables / "archetype_glazing.csv",
                          "above_u_value_w_m2k;window_g_value;source\n1.200;1;me\n0;1;me\n");
  city.read();
  const core::Finding& mistake = city.mistake();
  CHECK(mistake.code == code::kNotANumber.code);
  CHECK_THAT(mistake.message, Catch::Matchers::Contains("two ways"));
}

TEST_CASE("Beside a single file the own archetypes stand in a folder with its name") {
  const tests::TemporaryFolder folder;
  const fs::path file = folder / "nord.csv";
  core::write_file_atomic(file, "building_id,use,area_m2,year\nA,office,3000,1940\n");
  CHECK(models::own_archetypes_folder(file) == folder / "archetypes_nord");
  CHECK(models::own_archetypes_folder(folder.path()) == folder / "archetypes");
  fs::create_directories(folder / "archetypes_nord");
  core::write_file_atomic(folder / "archetypes_nord/archetype_glazing.csv",
                          "above_u_value_w_m2k,window_g_value,source\n0,0.4,measured\n");
  core::Findings findings;
  models::Portfolio portfolio = models::read_portfolio(file, findings);
  models::fill_portfolio(portfolio, findings);
  CHECK(portfolio.buildings.at(0).building.window_g_value == 0.4);
}

TEST_CASE("Writing the tables replaces no file") {
  const tests::TemporaryFolder folder;
  core::write_file_atomic(folder / "archetype_general.csv", "mine");
  CHECK_THROWS_WITH(models::write_archetypes(folder.path(), tvilling::core::CsvForm::house),
                    Catch::Matchers::Contains("already"));
  CHECK(core::read_file(folder / "archetype_general.csv") == "mine");
  CHECK_FALSE(fs::exists(folder / "archetype_uses.csv"));
}

TEST_CASE("Every row of every archetype table names a source") {
  for (const core::EmbeddedFile& file : models::built_in_archetype_files()) {
    core::Findings findings;
    const core::Table table = core::parse_csv(*file.text, std::string(file.name), findings);
    REQUIRE(findings.list.empty());
    REQUIRE(table.header.back().text == "source");
    for (const auto& row : table.rows) CHECK_FALSE(row.back().text.empty());
  }
}
