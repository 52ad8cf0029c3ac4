// SPDX-License-Identifier: MPL-2.0
#include "scenarios/selection.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "models/catalog.hpp"
#include "scenarios/batch_resolve.hpp"
#include "scenarios/selection_sql.hpp"

using namespace tvilling;
using core::Findings;
using core::Severity;
using models::Use;
using scenarios::Measure;
using scenarios::Selection;

namespace {

using Rows = std::vector<std::size_t>;

models::BuildingRecord building(const std::string& id, Use use, double year, double area_m2) {
  models::BuildingRecord record;
  record.building.building_id = id;
  record.building.name = "House " + id;
  record.building.administration = "BUF";
  record.building.use = use;
  record.building.year = year;
  record.building.area_m2 = area_m2;
  return record;
}

models::Portfolio five() {
  models::Portfolio portfolio;
  portfolio.buildings = {building("a", Use::school, 1900, 3000), building("b", Use::school, 1980, 2000),
                         building("c", Use::office, 1950, 5000), building("d", Use::daycare, 1970, 600),
                         building("e", Use::office, 2010, 800)};
  portfolio.buildings[2].building.listed = true;
  return portfolio;
}

Measure where(const std::string& expression) {
  Measure measure;
  measure.type = "insulate_roof";
  measure.where = expression;
  measure.pos = {"s.toml", 10, 1};
  measure.where_pos = {"s.toml", 12, 9};
  return measure;
}

Rows select(const std::string& expression) {
  Findings findings;
  const Rows rows = Selection(five()).select(where(expression), findings);
  INFO(expression);
  for (const core::Finding& finding : findings.list) UNSCOPED_INFO(core::to_string(finding));
  REQUIRE_FALSE(findings.stops());
  return rows;
}

core::Finding refused(const Measure& measure) {
  Findings findings;
  const Rows rows = Selection(five()).select(measure, findings);
  INFO(measure.where << " | " << measure.order_by);
  REQUIRE(rows.empty());
  REQUIRE(findings.list.size() == 1);
  REQUIRE(findings.list[0].severity == Severity::stops);
  return findings.list[0];
}

core::Finding refused(const std::string& expression) {
  return refused(where(expression));
}

}  // namespace

TEST_CASE("No expression means all buildings") {
  REQUIRE(select("") == Rows{0, 1, 2, 3, 4});
}

TEST_CASE("Columns of the register choose buildings") {
  REQUIRE(select("use = 'school' AND year < 1973") == Rows{0});
  REQUIRE(select("area_m2 BETWEEN 600 AND 2000 OR listed") == Rows{1, 2, 3, 4});
  REQUIRE(select("name LIKE '%e' AND administration = 'BUF'") == Rows{4});
  REQUIRE(select("building_id IN ('a','c')") == Rows{0, 2});
}

TEST_CASE("A subquery over the buildings is allowed") {
  REQUIRE(select("area_m2 > (SELECT avg(area_m2) FROM buildings)") == Rows{0, 2});
}

TEST_CASE("Danish words and BBR codes are understood as uses") {
  REQUIRE(select("use = 'skole'") == Rows{0, 1});
  REQUIRE(select("use = 421") == Rows{0, 1});
  REQUIRE(select("use = '421'") == Rows{0, 1});
  REQUIRE(select("421 = use") == Rows{0, 1});
  REQUIRE(select("use IN ('421', 'kontor')") == Rows{0, 1, 2, 4});
  REQUIRE(select("USE NOT IN (421, \n 'Kontor')") == Rows{3});
  REQUIRE(select("\"use\" <> 'skole' AND buildings.use != 'kontor'") == Rows{3});
  REQUIRE(select("use IS NOT 'skole' AND name <> 'skole'") == Rows{2, 3, 4});
}

TEST_CASE("A literal between two uses is read once") {
  REQUIRE(scenarios::prepare_expression("use = 'skole' = use") == "use = 'school' = use");
  REQUIRE(scenarios::prepare_expression("use IS 421 == use AND 'skole' = use = 'kontor'") ==
          "use IS 'school' == use AND 'school' = use = 'office'");
  REQUIRE(select("use = 'skole' = use").empty());  // (use = 'school') is 0 or 1 and no use
}

TEST_CASE("A place without a line is a place too") {
  Measure only;
  only.where = "foo = 1";
  only.where_pos.file = "--only";
  const core::Finding finding = refused(only);
  REQUIRE(finding.pos.file == "--only");
  REQUIRE(core::to_string(finding).starts_with("--only: "));
}

TEST_CASE("A measure without an expression is refused at its own place") {
  Measure measure = where("");
  measure.where_pos = {};
  measure.order_by = "yeear";
  REQUIRE(core::to_string(refused(measure).pos) == "s.toml:10:1");
}

TEST_CASE("Only literals compared with the use are aliases") {
  REQUIRE(select("name = 'skole' OR year = 421").empty());
}

TEST_CASE("An unknown use names the nearest instead of matching nothing") {
  const core::Finding finding = refused("use = 'scool'");
  REQUIRE(finding.code == "TV-3103");
  REQUIRE(finding.message.find("scool") != std::string::npos);
  REQUIRE(finding.hint.find("school") != std::string::npos);
  REQUIRE(core::to_string(finding.pos) == "s.toml:12:9");
}

TEST_CASE("An unknown column names the nearest") {
  const core::Finding finding = refused("yeear < 1973");
  REQUIRE(finding.code == "TV-3101");
  REQUIRE(finding.message == "no such column: yeear");
  REQUIRE(finding.hint == "Did you mean \"year\"?");
  REQUIRE(refused("yaer < 1973").hint == "Did you mean \"year\"?");
}

TEST_CASE("Text in double quotes asks for single quotes") {
  REQUIRE(refused("name = \"Hall\"").hint.find("'Hall'") != std::string::npos);
}

TEST_CASE("Bad SQL is reported in the words of SQLite") {
  REQUIRE(refused("year <").message.find("syntax error") != std::string::npos);
  REQUIRE(refused("year < 1973 AND").code == "TV-3101");
}

TEST_CASE("What is more than one expression is refused") {
  for (const char* text : {"1) OR (1", "1 -- all", "1 /* all */", "1; DROP TABLE buildings", "use = 'a", "(year < 3", "year = ?1",
                           "year = :y", "1 UNION SELECT 1", "1 LIMIT 1", "SELECT 1", "year AS y", "DISTINCT year", "*", "1, 2"}) {
    INFO(text);
    REQUIRE_FALSE(refused(text).message.empty());
  }
}

TEST_CASE("An expression can do nothing but read the buildings") {
  for (const char* text : {"(SELECT count(*) FROM sqlite_master) > 0", "load_extension('x')", "random() > 0",
                           "year < date('now')", "(SELECT 1 FROM pragma_table_info('buildings'))", "randomblob(1000000) IS NULL",
                           "(WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM t) SELECT max(n) FROM t) > 0"}) {
    INFO(text);
    REQUIRE(refused(text).code == "TV-3101");
  }
}

TEST_CASE("The table is whole after refused expressions") {
  const Selection selection(five());
  Findings findings;
  (void)selection.select(where("1; DELETE FROM buildings"), findings);
  (void)selection.select(where("random() > 0"), findings);
  REQUIRE(selection.select(where(""), findings).size() == 5);
}

TEST_CASE("No match warns at the expression") {
  Findings findings;
  REQUIRE(Selection(five()).select(where("year > 2050"), findings).empty());
  REQUIRE(findings.list.size() == 1);
  REQUIRE(findings.list[0].severity == Severity::warns);
  REQUIRE(findings.list[0].pos.line == 12);
}

TEST_CASE("The same finding comes once for scenarios that share a measure") {
  const Selection selection(five());
  Findings findings;
  (void)selection.select(where("yeear > 2050"), findings);
  (void)selection.select(where("yeear > 2050"), findings);
  REQUIRE(findings.list.size() == 1);
}

TEST_CASE("Order and limit take the first buildings and give them ascending") {
  Measure measure = where("");
  measure.order_by = "area_m2 DESC";
  measure.limit = 2;
  Findings findings;
  REQUIRE(Selection(five()).select(measure, findings) == Rows{0, 2});
  measure.order_by = "year";
  measure.limit = 3;
  REQUIRE(Selection(five()).select(measure, findings) == Rows{0, 2, 3});
  measure.order_by.clear();
  REQUIRE(Selection(five()).select(measure, findings) == Rows{0, 1, 2});
  REQUIRE(findings.list.empty());
}

TEST_CASE("Unknown values come last in any order") {
  models::Portfolio portfolio = five();
  portfolio.buildings[1].building.year = models::kMissing;
  portfolio.buildings[3].building.employees = 7.0;
  const Selection selection(portfolio);
  const auto first = [&selection](const std::string& order_by, std::int64_t limit) {
    Measure measure = where("");
    measure.order_by = order_by;
    measure.limit = limit;
    Findings findings;
    const Rows rows = selection.select(measure, findings);
    INFO(order_by);
    REQUIRE(findings.list.empty());
    return rows;
  };
  REQUIRE(first("year", 1) == Rows{0});
  REQUIRE(first("year", 4) == Rows{0, 2, 3, 4});
  REQUIRE(first("year DESC", 4) == Rows{0, 2, 3, 4});
  REQUIRE(first("year desc nulls first", 1) == Rows{1});
  REQUIRE(first("year ASC NULLS FIRST", 1) == Rows{1});
  REQUIRE(first("employees, area_m2 DESC", 2) == Rows{2, 3});
  REQUIRE(first("max(employees, 1), round(year, -1) DESC, name COLLATE NOCASE", 2) == Rows{3, 4});
  REQUIRE(first("use = 'skole' DESC, year", 1) == Rows{0});
}

TEST_CASE("Every term of an order puts unknown values last") {
  REQUIRE(scenarios::prepare_order("year") == "year NULLS LAST");
  REQUIRE(scenarios::prepare_order("year DESC, max(a, b) ASC NULLS first,use = 421") ==
          "year DESC NULLS LAST, max(a, b) ASC NULLS first,use = 'school' NULLS LAST");
}

TEST_CASE("A failed building is never the first choice") {
  Selection selection(five());
  std::vector<models::BuildingResult> results(5);
  for (std::size_t i = 0; i < results.size(); ++i) {
    results[i].annual[index(models::Annual::heat)] =
        1000.0 * five().buildings[i].building.area_m2 / (1.0 + static_cast<double>(i));
  }
  selection.add_results(results, std::vector<std::uint8_t>{0, 0, 0, 0, 1});
  for (const auto& [order_by, chosen] : {std::pair<const char*, Rows>{"heat_kwh_m2", {3}}, {"heat_kwh_m2 DESC", {0}}}) {
    Measure measure = where("");
    measure.order_by = order_by;
    measure.limit = 1;
    Findings findings;
    REQUIRE(selection.select(measure, findings) == chosen);
  }
}

TEST_CASE("A bad order is refused in the user's own words") {
  Measure measure = where("");
  measure.order_by = "year <";
  REQUIRE(refused(measure).message.find("LAST") == std::string::npos);
}

TEST_CASE("A bad order is refused") {
  for (const char* text : {"yeear", "year LIMIT 1", "year) (", "sum(year)", "year; DROP TABLE buildings", "random()", "year,",
                           ",year", "year NULLS"}) {
    Measure measure = where("");
    measure.order_by = text;
    INFO(text);
    REQUIRE_FALSE(refused(measure).message.empty());
  }
}

TEST_CASE("A sample depends on seed and building id only") {
  models::Portfolio portfolio;
  for (int i = 0; i < 1000; ++i) portfolio.buildings.push_back(building(std::to_string(1000 + i), Use::office, 1950, 100));
  Measure measure = where("");
  measure.sample = 0.3;
  measure.seed = 7;
  Findings findings;
  const Rows rows = Selection(portfolio).select(measure, findings);
  REQUIRE(rows.size() > 240);
  REQUIRE(rows.size() < 360);
  REQUIRE(Selection(portfolio).select(measure, findings) == rows);
  // Taking the first building away changes nothing for the others.
  models::Portfolio shorter = portfolio;
  shorter.buildings.erase(shorter.buildings.begin());
  Rows expected;
  for (const std::size_t row : rows) {
    if (row > 0) expected.push_back(row - 1);
  }
  REQUIRE(Selection(shorter).select(measure, findings) == expected);
  measure.seed = 8;
  REQUIRE(Selection(portfolio).select(measure, findings) != rows);
}

TEST_CASE("The baseline's results choose buildings once they are there") {
  Selection selection(five());
  Findings findings;
  REQUIRE(selection.select(where("heat_kwh_m2 > 100"), findings).empty());
  REQUIRE(findings.list.at(0).hint.find("baseline") != std::string::npos);

  std::vector<models::BuildingResult> results(5);
  for (std::size_t i = 0; i < results.size(); ++i) results[i].annual[index(models::Annual::heat)] = 300000.0;
  const std::vector<std::uint8_t> failed{0, 0, 0, 1, 0};
  selection.add_results(results, failed);
  Findings none;
  REQUIRE(selection.select(where("heat_kwh_m2 > 100"), none) == Rows{1, 4});
  REQUIRE(selection.select(where("heat_kwh IS NULL"), none) == Rows{3});
  REQUIRE(selection.select(where("heat_kwh = 300000 AND water_m3 = 0"), none) == Rows{0, 1, 2, 4});
  REQUIRE(none.list.empty());
}

TEST_CASE("Results of another number of buildings are our bug") {
  Selection selection(five());
  const std::vector<models::BuildingResult> results(4);
  const std::vector<std::uint8_t> failed(4, 0);
  REQUIRE_THROWS_AS(selection.add_results(results, failed), core::Error);
}

TEST_CASE("A value that is missing is NULL and matches no comparison") {
  REQUIRE(select("storeys > 0 OR storeys <= 0").empty());
  REQUIRE(select("storeys IS NULL").size() == 5);
}

TEST_CASE("An endless expression is stopped") {
  models::Portfolio portfolio;
  for (int i = 0; i < 3000; ++i) portfolio.buildings.push_back(building(std::to_string(1000 + i), Use::office, 1950, 100));
  Findings findings;
  const Rows rows = Selection(portfolio).select(
      where("(SELECT count(*) FROM buildings a, buildings b, buildings c WHERE a.year + b.year + c.year > 1) > 0"), findings);
  REQUIRE(rows.empty());
  REQUIRE(findings.list.at(0).hint.find("too long") != std::string::npos);
}

TEST_CASE("A list of ids takes only those of the matches") {
  Measure measure = where("year < 1975");
  measure.buildings = {"e", "d", "a"};
  Findings findings;
  const Selection selection(five());
  REQUIRE(selection.select(measure, findings) == Rows{0, 3});
  measure.limit = 1;
  measure.order_by = "area_m2";
  REQUIRE(selection.select(measure, findings) == Rows{3});
  REQUIRE(findings.list.empty());
}

TEST_CASE("A list of ids that the condition leaves out warns") {
  Measure measure = where("year < 1975");
  measure.buildings = {"e"};
  Findings findings;
  REQUIRE(Selection(five()).select(measure, findings).empty());
  REQUIRE(findings.list.size() == 1);
  REQUIRE(findings.list[0].code == "TV-3104");
  REQUIRE(findings.list[0].severity == Severity::warns);
  REQUIRE(findings.list[0].message.find("none of 3 matches is in its list of buildings") != std::string::npos);
}

TEST_CASE("An id that the portfolio does not have stops with the nearest, once for all members of a grid") {
  models::Portfolio portfolio = five();
  portfolio.buildings[1].building.building_id = "skole-17";
  Measure measure = where("");
  measure.buildings = {"a", "skole-71"};
  measure.buildings_pos = {"s.toml", 14, 13};
  scenarios::Study study;
  study.scenarios = {{"baseline", {}}, {"w[u=1]", {measure}}, {"w[u=2]", {measure}}};
  Findings findings;
  scenarios::check_named_buildings(study, portfolio, findings);
  REQUIRE(findings.list.size() == 1);
  REQUIRE(findings.list[0].code == "TV-3024");
  REQUIRE(findings.list[0].severity == Severity::stops);
  REQUIRE(core::to_string(findings.list[0].pos) == "s.toml:14:13");
  REQUIRE(findings.list[0].hint == "Did you mean \"skole-17\"?");
}
