// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "core/io/workbook.hpp"
#include "models/building/building.hpp"
#include "scenarios/economics/economics_text.hpp"
#include "scenarios/economics/settings_keys.hpp"
#include "scenarios/measure.hpp"
#include "scenarios/report/report_cells.hpp"
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
  std::size_t tables = 0;
  for (const Table& table : report_tables(report, kDanish)) {
    bool has_change = false;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (!table.columns[i].key.starts_with("change_") || table.columns[i].key.starts_with("change_maintenance")) continue;
      has_change = true;
      for (const auto& row : table.rows) {
        INFO(table.key << " " << table.columns[i].key);
        const double* const value = std::get_if<double>(&row[i]);
        const bool baseline = std::find(row.begin(), row.end(), SheetCell(std::string("baseline"))) != row.end();
        if (value == nullptr) continue;  // of a baseline that has nothing: a share of nothing
        CHECK((baseline ? *value == 0.0 : *value <= 0.0));
      }
    }
    if (has_change) ++tables;
  }
  CHECK(tables >= 6);
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
  report.draws =
      tvilling::scenarios::UncertaintyTables{"u.h5", {"baseline", "roofs"}, {"b-001", "b-002", "b-003"}, 9, 2, {}, {}, {}};
  report.draws->plain.figures.resize(2);
  report.draws->plain.intensity[0].resize(3);
  report.draws->spread.scenarios.resize(2);
  report.draws->spread.buildings.resize(3);
  report.draws->spread.buildings[1].plain_rank = 1;
  report.halls.mould.push_back({"roofs", "b-001", "roof", 3.0, 1.0});
  for (const Language language : {Language::da, Language::en}) {
    std::set<std::string> keys;
    std::vector<Table> tables = report_tables(report, Words(language));
    tables.push_back(reconciled_table(report, Words(language)));
    for (const Table& table : tables) {
      INFO(table.key);
      CHECK(keys.insert(table.key).second);
      CHECK(is_table_key(table.key));
      CHECK(table.title.size() <= 31);
      for (const auto& row : table.rows) CHECK(row.size() == table.columns.size());
    }
    for (const char* const wanted :
         {"summary", "buildings", "economics", "data_quality", "assumptions", "uncertainty", "worst_buildings"}) {
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

TEST_CASE("A scenario that costs nothing and saves is within the line with no years", "[report]") {
  tvilling::scenarios::Results results = tests::report_results();
  for (auto& economy : results.economics[1]) {
    economy[index(tvilling::scenarios::Economic::investment)] = 0.0;
    economy[index(tvilling::scenarios::Economic::saving)] = 2000.0;
  }
  const Report report = tests::make_small_report(std::move(results));
  CHECK(joined(limit_notes(report, kEnglish)) == "Within 6 years of payback: Tage <isoleret> (0 years).\n");
  CHECK(report.scenarios[1].within_limit.buildings == 3);
  CHECK(report.scenarios[1].within_limit.saving_dkk == 6000.0);
  const Table summary = summary_table(report, kEnglish);
  CHECK(summary.columns.back().key == "within_limit");
  CHECK(summary.rows[0].back() == SheetCell(true));
}

TEST_CASE("A bill stands as simulated and as money counts it", "[report]") {
  tvilling::scenarios::Results results = tests::report_results();
  double simulated_dkk = 0.0;
  for (std::size_t b = 0; b < 3; ++b) {
    auto& economy = results.economics[1][b];
    simulated_dkk -= economy[index(tvilling::scenarios::Economic::saving)];
    economy[index(tvilling::scenarios::Economic::saving)] =
        0.5 * economy[index(tvilling::scenarios::Economic::saving)] - 10.0;  // less maintenance
    economy[index(tvilling::scenarios::Economic::maintenance)] = 10.0;
  }
  tvilling::scenarios::EconomicSettings settings;
  settings.realised_saving_fraction = 0.5;
  results.provenance.emplace_back("economics", tvilling::scenarios::economics_text(settings, {}));
  const Report report = tests::make_small_report(std::move(results));
  const auto of = [](const Table& table, std::string_view key) {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& c) { return c.key == key; });
    return std::get<double>(table.rows[0][static_cast<std::size_t>(found - table.columns.begin())]);
  };
  for (const Table& table : {summary_table(report, kEnglish), economics_table(report, kEnglish)}) {
    CHECK(of(table, "change_bill_1000_dkk") == Approx(simulated_dkk / 1000.0));
    CHECK(of(table, "change_bill_realised_1000_dkk") == Approx(0.5 * simulated_dkk / 1000.0));
    CHECK(joined(table.notes).find("50 %") != std::string::npos);
  }
  for (const Table& table : municipal_tables_noted(report, kEnglish)) {
    CHECK(joined(table.notes).find("use, CO2 and bill too") != std::string::npos);
  }
}

TEST_CASE("Assumptions are the numbers that were counted with and none is left out", "[report]") {
  tvilling::scenarios::Results results = tests::report_results();
  tvilling::scenarios::EconomicSettings settings;
  settings.tariff.heat_dkk_kwh = 0.564321987;
  settings.discount = {{1, 0.035}};
  settings.prices = {{2030, 0.61, tvilling::models::kMissing, tvilling::models::kMissing, tvilling::models::kMissing}};
  results.provenance.emplace_back("economics", tvilling::scenarios::economics_text(settings, {}));
  const Table table = assumptions_table(tests::make_small_report(std::move(results)), kDanish);
  const auto value = [&table](std::string_view name) {
    for (const auto& row : table.rows) {
      if (row[0] == SheetCell(std::string(name))) return row[1];
    }
    return SheetCell();
  };
  CHECK(value("Fjernvarme, energi") == SheetCell(0.564321987));
  CHECK(value("Real diskonteringsrente fra år 1") == SheetCell(3.5));
  CHECK(value("Fjernvarme, energi fra 2030") == SheetCell(0.61));
  CHECK(value("El, solgt fra solceller") == SheetCell(0.4));
  CHECK(cell_text(0.564321987, Shown::exact, kDanish) == "0,564321987");
  CHECK(cell_text(1528.0, Shown::exact, kEnglish) == "1528");
  const auto has_words = [](const auto& keys) {
    for (const auto& key : keys) {
      INFO(key.name);
      CHECK(kDanish.named("assume", key.name) != key.name);
      if (!key.range.unit.empty() && key.range.unit != std::string_view("K")) {
        CHECK(std::any_of(word_rows().begin(), word_rows().end(), [&](const WordRow& row) {
          return row.key == "unit_" + std::string(key.range.unit) || row.key == "unit_%/a";
        }));
      }
    }
  };
  has_words(tvilling::scenarios::kEconomicKeys);
  has_words(tvilling::scenarios::kTariffKeys);
  has_words(tvilling::scenarios::kRiseKeys);
  has_words(tvilling::scenarios::kPriceKeys);
}

TEST_CASE("Scripts find the name of a scenario beside its title", "[report]") {
  const Report report = tests::make_small_report();
  const Table table = with_scenario_names(report, summary_table(report, kEnglish));
  CHECK(table.columns[2].key == "scenario_name");
  CHECK(table.rows[0][2] == SheetCell(std::string("roofs")));
  CHECK(table.rows[0].size() == table.columns.size());
}

TEST_CASE("A table that is longer than a sheet gives its first rows and says so", "[report]") {
  const tests::TemporaryFolder folder;
  Table table{"t", "T", "", {{"a", "A"}, {"b", "B", Shown::whole}}, {}};
  for (int i = 0; i < 5; ++i) table.rows.push_back({std::string("x"), static_cast<double>(i)});
  write_workbook(folder.path() / "a.xlsx", std::vector<Table>{table}, kEnglish, 2);
  tvilling::core::Findings findings;
  const auto sheet = tvilling::core::read_sheet(folder.path() / "a.xlsx", "T", findings);
  REQUIRE(sheet.rows.size() == 2);
  CHECK(sheet.rows[1][1].text == "1");
  CHECK(table_csv(table, kEnglish) == "a,b\nx,0\nx,1\nx,2\nx,3\nx,4\n");
}

TEST_CASE("No table of a report has a minus before nothing", "[report]") {
  CHECK_FALSE(std::signbit(std::get<double>(thousands(-0.0))));
  CHECK_FALSE(std::signbit(std::get<double>(as_change(0.0))));
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
