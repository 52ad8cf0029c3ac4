// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

#include "scenarios/study.hpp"
#include "scenarios/uncertainty/uncertainty_codes.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using scenarios::Shared;
using scenarios::Spread;

struct Read {
  scenarios::UncertaintySettings settings;
  core::Findings findings;
};

/// The study with these lines about uncertainty; its portfolio is the source folder, which exists.
Read read(const std::string& text) {
  Read out;
  out.settings =
      scenarios::parse_study("[study]\nportfolio = \".\"\n" + text, "study.toml", TVILLING_SOURCE_DIR, out.findings).uncertainty;
  return out;
}

/// The one finding that an input's lines give.
core::Finding finding(const std::string& lines) {
  const Read out = read("[[uncertainty.input]]\n" + lines);
  INFO(lines);
  REQUIRE(out.findings.list.size() == 1);
  CHECK(out.findings.list[0].pos.line >= 3);
  CHECK(!out.findings.list[0].hint.empty());
  return out.findings.list[0];
}

}  // namespace

TEST_CASE("A study says what is uncertain") {
  const Read out = read(
      "[uncertainty]\ndraws = 50\nseed = 7\nworst = 10\n"
      "[[uncertainty.input]]\nname = \"wall_u_value_w_m2k\"\nlow = 0.8\nhigh = 1.2\n"
      "[[uncertainty.input]]\nname = \"set_point_correction_k\"\neffect = \"add\"\nspread = \"normal\"\nmean = 0.0\n"
      "standard_deviation = 0.5\nshared = \"city\"\n"
      "[[uncertainty.input]]\nname = \"heat_price\"\nspread = \"lognormal\"\np10 = 0.9\np90 = 1.2\n");
  CHECK(out.findings.list.empty());
  CHECK(out.settings.draws == 50);
  CHECK(out.settings.seed == 7);
  CHECK(out.settings.worst == 10);
  REQUIRE(out.settings.inputs.size() == 3);
  const scenarios::UncertainInput& wall = out.settings.inputs[0];
  CHECK((wall.factor && wall.spread == Spread::triangular && wall.shared == Shared::building && wall.low == 0.8 &&
         wall.high == 1.2));
  const scenarios::UncertainInput& warm = out.settings.inputs[1];
  CHECK((!warm.factor && warm.spread == Spread::normal && warm.shared == Shared::city && warm.low == 0.0 && warm.high == 0.5));
  CHECK(out.settings.inputs[2].shared == Shared::city);  // a price is the city's
}

TEST_CASE("A study without the table has no draws") {
  const Read out = read("");
  CHECK(out.findings.list.empty());
  CHECK(out.settings.draws == 0);
  CHECK(out.settings.worst == 20);
}

TEST_CASE("What cannot be drawn is told with the nearest name") {
  const core::Finding near = finding("name = \"wall_u_value\"\nlow = 0.8\nhigh = 1.2\n");
  CHECK(near.code == "TV-3301");
  CHECK(near.hint == "Did you mean \"wall_u_value_w_m2k\"?");
  CHECK(finding("name = \"area_m2\"\nlow = 0.8\nhigh = 1.2\n").code == "TV-3301");
  CHECK(finding("name = \"q50_l_s_m2\"\nlow = 0.8\nhigh = 1.2\nspread = \"triangluar\"\n").hint ==
        "Did you mean \"triangular\"?");
  CHECK(finding("name = \"q50_l_s_m2\"\nlow = 0.8\nhigh = 1.2\neffect = \"times\"\n").code == "TV-3302");
  CHECK(finding("name = \"q50_l_s_m2\"\nlow = 0.8\nhigh = 1.2\nshared = \"all\"\n").code == "TV-3302");
}

TEST_CASE("A spread needs its own two numbers in their order") {
  CHECK(read("[[uncertainty.input]]\nname = \"q50_l_s_m2\"\nlow = 1.2\nhigh = 0.8\n").settings.inputs.empty());
  CHECK(finding("name = \"q50_l_s_m2\"\nlow = 1.2\nhigh = 0.8\n").code == "TV-3303");
  CHECK(finding("name = \"q50_l_s_m2\"\nlow = 0.8\nhigh = 1.2\nspread = \"lognormal\"\n").code == "TV-3303");
  CHECK(finding("name = \"q50_l_s_m2\"\nlow = 0.8\n").code == "TV-3003");
  CHECK(finding("name = \"q50_l_s_m2\"\nlow = -0.8\nhigh = 1.2\n").code == "TV-3005");
  CHECK(finding("name = \"q50_l_s_m2\"\nlow = 0.8\nhigh = 1.2\nspan = 3\n").code == "TV-3002");
}

TEST_CASE("A price is multiplied and is the same for all buildings") {
  CHECK(finding("name = \"heat_price\"\neffect = \"add\"\nlow = 0.1\nhigh = 0.2\n").code == "TV-3304");
  CHECK(finding("name = \"heat_price\"\nshared = \"building\"\nlow = 0.9\nhigh = 1.2\n").code == "TV-3304");
  CHECK(finding("name = \"discount_rate_fraction\"\nlow = 0.9\nhigh = 1.2\n").code == "TV-3304");
}

TEST_CASE("An input may stand for the city and for the buildings and no more") {
  const std::string one = "[[uncertainty.input]]\nname = \"q50_l_s_m2\"\nlow = 0.8\nhigh = 1.2\n";
  CHECK(read(one + one + "shared = \"city\"\n").findings.list.empty());
  const Read twice = read(one + one);
  REQUIRE(twice.findings.list.size() == 1);
  CHECK(twice.findings.list[0].code == "TV-3305");
  CHECK(twice.settings.inputs.size() == 1);
}

TEST_CASE("Draws have a least and a greatest number") {
  for (const char* line : {"draws = 1", "draws = 20000", "worst = 0", "seed = -1"}) {
    const Read out = read(std::string("[uncertainty]\n") + line + "\n");
    REQUIRE(out.findings.list.size() == 1);
    CHECK(out.findings.list[0].code == "TV-3005");
  }
}

TEST_CASE("The how-to lists the codes about uncertainty as they are") {
  std::ifstream file(std::string(TVILLING_SOURCE_DIR) + "/docs/how-to/how-sure.md");
  REQUIRE(file.good());
  std::string table = "| code | meaning |\n| --- | --- |\n";
  for (const core::FindingCode& code : scenarios::uncertainty_code::kAll) {
    table += "| " + std::string(code.code) + " | " + std::string(code.meaning) + " |\n";
  }
  std::ostringstream page;
  page << file.rdbuf();
  INFO("The how-to needs this table:\n" << table);
  REQUIRE(page.str().find(table) != std::string::npos);
}
