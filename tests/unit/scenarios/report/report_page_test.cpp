// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "scenarios/report/city_map.hpp"
#include "scenarios/report/html_page.hpp"
#include "scenarios/report/svg.hpp"
#include "tests/support/report_case.hpp"

namespace tests = tvilling::tests;
using namespace tvilling::scenarios::report;

namespace {

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

}  // namespace

TEST_CASE("Text cannot become markup", "[report]") {
  CHECK(escaped("<a href='x'>\"&\"</a>") == "&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;&lt;/a&gt;");
  CHECK(escaped("Skolen på Øen") == "Skolen på Øen");
}

TEST_CASE("A name with a script in it is text in the page", "[report]") {
  tvilling::scenarios::Results results = tests::report_results();
  const std::string bad = "<script>alert(\"1\")</script> & 'co'";
  results.portfolio.buildings[0].building.name = bad;
  results.portfolio.buildings[1].building.administration = bad;
  results.study_name = bad;
  results.scenario_names[1] = bad;
  results.messages[1][2] = bad;
  results.status[1][2] = tvilling::scenarios::TaskStatus::failed;
  const std::string page = html_page(tests::make_small_report(std::move(results)), Words(Language::da));
  CHECK(count(page, "<script>") == 1);
  CHECK(page.find("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;co&#39;") != std::string::npos);
}

TEST_CASE("A page names no place to load from", "[report]") {
  const std::string page = html_page(tests::make_small_report(), Words(Language::en));
  for (const char* const part : {"http:", "https:", "src=", "url(//", "@import", "<link"}) {
    INFO(part);
    CHECK(page.find(part) == std::string::npos);
  }
  CHECK(page.find("default-src 'none'") != std::string::npos);
}

TEST_CASE("The hash of a page's script is that of the standard's example", "[report]") {
  CHECK(policy_hash("alert('Hello, world.');") == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
}

TEST_CASE("Run key and checksum stand in the page's footer", "[report]") {
  const std::string page = html_page(tests::make_small_report(), Words(Language::da));
  const std::string footer = page.substr(page.find("<footer>"));
  CHECK(footer.find("0123abcd") != std::string::npos);
  CHECK(footer.find("feed") != std::string::npos);
}

TEST_CASE("A page without economics still tells of energy", "[report]") {
  tvilling::scenarios::Results results = tests::report_results();
  results.economics.clear();
  const std::string page = html_page(tests::make_small_report(std::move(results)), Words(Language::en));
  CHECK(page.find("no economics") != std::string::npos);
  CHECK(page.find("Largest saving of CO2: Tage &lt;isoleret&gt;") != std::string::npos);
  CHECK(page.find(">nan") == std::string::npos);
}

TEST_CASE("Ticks are round and enclose the values", "[report]") {
  const std::vector<double> ticks = nice_ticks(-47.0, 812.0, 5);
  CHECK(ticks.front() <= -47.0);
  CHECK(ticks.back() >= 812.0);
  CHECK(ticks == std::vector<double>{-200.0, 0.0, 200.0, 400.0, 600.0, 800.0, 1000.0});
  CHECK(nice_ticks(5.0, 5.0, 4).size() >= 2);
  CHECK(tick_decimals({0.0, 0.25, 0.5}) == 2);
}

TEST_CASE("A bar of a saving lies left of the zero line", "[report]") {
  const std::vector<Bar> bars{{"saves", -50.0, "-50", true}, {"costs", 50.0, "+50", false}};
  const std::string svg = bar_chart({"c", "T", "D"}, bars, Words(Language::en));
  CHECK(svg.find("<rect x=\"8.0\" y=\"20.0\" width=\"192.0\" height=\"12.0\" class=\"less\">") != std::string::npos);
  CHECK(svg.find("<rect x=\"200.0\" y=\"58.0\" width=\"192.0\" height=\"12.0\" class=\"more\">") != std::string::npos);
}

TEST_CASE("Before and after of a map have one scale", "[report]") {
  std::vector<MapBuilding> buildings;
  for (int i = 0; i < 100; ++i) {
    MapBuilding b;
    b.x_m = 720000.0 + 50.0 * i;
    b.y_m = 6170000.0 + 30.0 * (i % 10);
    b.before = 100.0 + i;
    b.after = 80.0 + i;
    buildings.push_back(b);
  }
  const Breaks breaks = value_breaks(buildings);
  REQUIRE(breaks.size() == 6);
  CHECK(class_of(0.0, breaks) == 0);
  CHECK(class_of(1000.0, breaks) == 6);
  const Breaks changes = change_breaks(buildings);
  CHECK(class_of(0.0, changes) == 3);
  CHECK(class_of(-20.0, changes) < 3);
  CHECK(class_of(-changes[0], changes) == 6);
}

TEST_CASE("A building without a number is hatched and one without a place is not drawn", "[report]") {
  std::vector<MapBuilding> buildings(3);
  for (MapBuilding& b : buildings) {
    b.x_m = 720000.0;
    b.y_m = 6170000.0;
    b.before = 100.0;
    b.after = 90.0;
  }
  buildings[1].after = tvilling::models::kMissing;
  buildings[2].x_m = tvilling::models::kMissing;
  const std::string map = city_map(buildings, "roofs", Words(Language::en));
  CHECK(count(map, "<use href=\"#b0\"") == 3);
  CHECK(count(map, "<use href=\"#b1\" class=\"none\"/>") == 2);
  CHECK(count(map, "<use href=\"#b2\"") == 0);
  CHECK(map.find("no data") != std::string::npos);
  CHECK(city_map({}, "roofs", Words(Language::en)).empty());
}

TEST_CASE("A city of 3500 buildings is a page of some megabytes", "[report]") {
  std::vector<MapBuilding> buildings(3500);
  for (std::size_t i = 0; i < buildings.size(); ++i) {
    buildings[i].name = "0101-000001 Administrationsbygning Pilegård: før 100, efter 90, ændring -10 kWh/m²";
    buildings[i].x_m = 715000.0 + static_cast<double>(i % 60) * 200.0;
    buildings[i].y_m = 6170000.0 + static_cast<double>(i / 60) * 200.0;
    buildings[i].before = static_cast<double>(i % 300);
    buildings[i].after = static_cast<double>(i % 250);
  }
  CHECK(city_map(buildings, "roofs", Words(Language::da)).size() < 2'000'000);
}
