// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "models/building/building.hpp"
#include "scenarios/measure.hpp"
#include "scenarios/report/report_tables.hpp"
#include "scenarios/report/report_workbook.hpp"
#include "tests/support/report_case.hpp"
#include "tests/support/temporary_folder.hpp"

namespace tests = tvilling::tests;
using namespace tvilling::scenarios::report;
using tvilling::core::SheetCell;

namespace {

const Words kDanish(Language::da);
const Words kEnglish(Language::en);

std::string joined(const std::vector<std::string>& notes) {
  std::string text;
  for (const std::string& note : notes) text += note + "\n";
  return text;
}

}  // namespace

TEST_CASE("Every text of a report has both languages with the same gaps", "[report]") {
  std::set<std::string> keys;
  for (const WordRow& row : word_rows()) {
    INFO(row.key);
    CHECK(keys.insert(row.key).second);
    CHECK_FALSE(row.da.empty());
    CHECK_FALSE(row.en.empty());
    CHECK(std::count(row.da.begin(), row.da.end(), '{') == std::count(row.en.begin(), row.en.end(), '{'));
  }
}

TEST_CASE("Every use and every measure has a name in a report", "[report]") {
  for (const std::string_view use : tvilling::models::kUseNames) CHECK(kDanish.named("use", use) != use);
  for (const auto& type : tvilling::scenarios::measure_types()) {
    INFO(type.name);
    CHECK(kDanish.named("measure", type.name) != type.name);
  }
}

TEST_CASE("Numbers are written as Danes and as English write them", "[report]") {
  CHECK(kDanish.number(1234567.84, 1) == "1.234.567,8");
  CHECK(kEnglish.number(1234567.84, 1) == "1,234,567.8");
  CHECK(kDanish.number(-0.04, 1) == "0,0");
  CHECK(kDanish.number(999.6) == "1.000");
  CHECK(kDanish.number(tvilling::models::kMissing) == "–");
  CHECK(kDanish.change(12.0) == "+12");
  CHECK(kDanish.change(-1234.0) == "-1.234");
  CHECK(kDanish.change(0.2) == "0");
  CHECK(kDanish.sensible(0.123) == "0,12");
  CHECK(kDanish.sensible(5.44) == "5,4");
  CHECK(kDanish.sensible(41.3) == "41");
  CHECK(Words::date("2026-11-27T10:00:00Z") == "27-11-2026");
}

TEST_CASE("A text that nobody wrote is a fault of the program", "[report]") {
  CHECK_THROWS_AS(kDanish("no_such_text"), tvilling::core::Error);
  CHECK_THROWS_AS(language_of("de"), tvilling::core::Error);
}

TEST_CASE("Danish tables have semicolons, decimal commas and a byte order mark", "[report]") {
  const Table table{
      "t", "T", "", {{"a_m2", "Areal, m²", Shown::one_decimal}, {"name", "Navn"}}, {{1234.5, std::string("Ø; \"x\"")}}};
  CHECK(table_csv(table, kDanish) ==
        "\xEF\xBB\xBF"
        "Areal, m²;Navn\r\n1234,5;\"Ø; \"\"x\"\"\"\r\n");
  CHECK(table_csv(table, kEnglish) == "a_m2,name\n1234.5,\"Ø; \"\"x\"\"\"\n");
}

TEST_CASE("A saving is negative in every table of a report", "[report]") {
  const Report report = tests::make_small_report();
  const Table table = summary_table(report, kDanish);
  REQUIRE(table.rows.size() == 1);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (!table.columns[i].key.starts_with("change_")) continue;
    INFO(table.columns[i].key);
    CHECK(std::get<double>(table.rows[0][i]) < 0.0);
  }
}

TEST_CASE("The rows of every table are as wide as its head", "[report]") {
  Report report = tests::make_small_report();
  report.pathways.push_back({"slow", std::vector<tvilling::scenarios::PathwayYear>(3)});
  report.results.measures.emplace_back();
  report.halls.mould.push_back({"roofs", "b-001", "roof", 3.0, 1.0});
  for (const Language language : {Language::da, Language::en}) {
    std::set<std::string> keys;
    std::vector<Table> tables = report_tables(report, Words(language));
    tables.push_back(reconciled_table(report, Words(language)));
    for (const Table& table : tables) {
      INFO(table.key);
      CHECK(keys.insert(table.key).second);
      CHECK(table.title.size() <= 31);
      for (const auto& row : table.rows) CHECK(row.size() == table.columns.size());
    }
    for (const char* const wanted : {"summary", "buildings", "economics", "data_quality", "assumptions"}) {
      CHECK(keys.contains(wanted));
    }
  }
}

TEST_CASE("When nothing is within the line the report says so and names what is nearest", "[report]") {
  tvilling::scenarios::Results results = tests::report_results();
  for (auto& economy : results.economics[1]) economy[index(tvilling::scenarios::Economic::saving)] = 2000.0;
  const std::string text = joined(limit_notes(tests::make_small_report(std::move(results)), kEnglish));
  CHECK(text.find("No scenario is within 6 years of payback. The nearest is “Tage <isoleret>” with 104 years.") !=
        std::string::npos);
}

TEST_CASE("What is within the line is named with its payback", "[report]") {
  tvilling::scenarios::Results results = tests::report_results();
  for (auto& economy : results.economics[1]) economy[index(tvilling::scenarios::Economic::saving)] = 62500.0;
  CHECK(joined(limit_notes(tests::make_small_report(std::move(results)), kDanish)) ==
        "Inden for 6 års tilbagebetaling: Tage <isoleret> (3,3 år).\n");
}

TEST_CASE("A workbook of a report has the same bytes each time", "[report]") {
  const tests::TemporaryFolder folder;
  const std::vector<Table> tables = report_tables(tests::make_small_report(), kDanish);
  write_workbook(folder.path() / "a.xlsx", tables, kDanish);
  write_workbook(folder.path() / "b.xlsx", tables, kDanish);
  CHECK(tvilling::core::read_file(folder.path() / "a.xlsx") == tvilling::core::read_file(folder.path() / "b.xlsx"));
}

TEST_CASE("Without pathways the municipal form is of the scenario shown and its sums are of what is shown", "[report]") {
  const std::vector<Table> tables = municipal_tables(tests::make_small_report(), kDanish);
  REQUIRE(tables.size() == 3);
  CHECK(tables[2].title == "Tabel 2");
  CHECK(std::get<std::string>(tables[2].rows.at(0)[1]) == "under 5 mio. kr.");
  const Table& consequences = tables[0];
  CHECK(consequences.title == "Tabel 1.1");
  CHECK(consequences.about.find("Tage <isoleret>") != std::string::npos);
  CHECK(consequences.about.find("2025 p/l") != std::string::npos);
  REQUIRE(consequences.totals > 0);
  for (std::size_t year = 2; year < consequences.columns.size(); ++year) {
    double sum = 0.0;
    for (std::size_t r = 0; r + consequences.totals < consequences.rows.size(); ++r) {
      sum += std::get<double>(consequences.rows[r][year]);
    }
    CHECK(std::get<double>(consequences.rows.back()[year]) == sum);
  }
  CHECK(std::get<double>(consequences.rows.front()[2]) == 625.0);
}
