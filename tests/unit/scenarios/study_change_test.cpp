// SPDX-License-Identifier: MPL-2.0
#include "scenarios/study_change.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <string>

using namespace tvilling;
using core::Finding;
using core::Findings;
using scenarios::Study;

namespace {

const std::string kHead = "[study]\nportfolio = \".\"\nreconcile = false\n";
const std::string kRoofs = "[[scenario]]\nname = \"roofs\"\n[[scenario.measure]]\ntype = \"insulate_roof\"\n";
const std::string kWindows = "[[scenario]]\nname = \"windows\"\n[[scenario.measure]]\ntype = \"replace_windows\"\n";
const std::string kMoney =
    "[economics]\nhorizon_years = 17\n[tariff]\nwater_dkk_m3 = 41.5\nrise = { heat_fraction_year = 0.01 }\n"
    "[[price]]\nyear = 2030\nheat_dkk_kwh = 0.6\n"
    "[measure_cost.insulate_roof]\nunit_cost_dkk = 777\n[uncertainty]\ndraws = 12\n";
const std::string kPlan =
    "[[pathway]]\nname = \"plan\"\n[[pathway.step]]\nyear = 2027\nscenario = \"roofs\"\n"
    "[[pathway]]\nname = \"glass\"\n[[pathway.step]]\nyear = 2028\nscenario = \"windows\"\n";

Study good(const std::string& text) {
  Findings findings;
  Study study = scenarios::parse_study(text, "s.toml", std::filesystem::temp_directory_path(), findings);
  for (const Finding& finding : findings.list) UNSCOPED_INFO(core::to_string(finding));
  REQUIRE(findings.list.empty());
  return study;
}

Study whole() {
  return good(kHead + kMoney + kRoofs + kWindows + kPlan);
}

}  // namespace

TEST_CASE("Other money replaces only the keys that are given") {
  Findings findings;
  const Study changed =
      scenarios::with_money(whole(), "[economics]\npayback_limit_years = 9\n[tariff]\nheat_dkk_kwh = 1.25\n", "money", findings);
  REQUIRE(findings.list.empty());
  CHECK(changed.economics.payback_limit_years == 9.0);
  CHECK(changed.economics.tariff.heat_dkk_kwh == 1.25);
  CHECK(changed.economics.horizon_years == 17);
  CHECK(changed.economics.tariff.water_dkk_m3 == 41.5);
  CHECK(changed.economics.rise.heat_fraction_year == 0.01);
  REQUIRE(changed.economics.prices.size() == 1);
  CHECK(changed.economics.prices[0].heat_dkk_kwh == 0.6);
  CHECK_FALSE(changed.reconcile);
  CHECK(changed.uncertainty.draws == 12);
  CHECK(changed.pathways.size() == 2);
  CHECK(changed.scenarios.size() == 3);
}

TEST_CASE("The text of a study with other money says so and is the same study otherwise") {
  Findings findings;
  const Study study = whole();
  const Study changed = scenarios::with_money(study, "[tariff]\nheat_dkk_kwh = 1.25\n", "money", findings);
  CHECK(changed.text ==
        "# Run from Python with this in place of what the study says:\n# [tariff]\n# heat_dkk_kwh = 1.25\n" + study.text);
}

TEST_CASE("Other money with an unknown key, table or a wrong number is refused where it stands") {
  Findings findings;
  (void)scenarios::with_money(whole(), "[tariff]\nheat_dk_kwh = 1.0\n[price]\nyear = 2030\n[economics]\nhorizon_years = 0\n",
                              "money", findings);
  std::string told;
  for (const Finding& finding : findings.list) told += finding.code + " " + core::to_string(finding.pos) + "\n";
  CHECK(told == "TV-3002 money:3:2\nTV-3005 money:6:17\nTV-3002 money:2:1\nTV-3004 money:3:2\n");
}

TEST_CASE("Another price level that a pathway does not fit is refused with the pathway's place") {
  Findings findings;
  (void)scenarios::with_money(whole(), "[economics]\nprice_level_year = 2028\n", "money", findings);
  REQUIRE(findings.list.size() == 1);
  CHECK(findings.list[0].code == "TV-3005");
  CHECK(findings.list[0].severity == core::Severity::stops);
  CHECK(findings.list[0].pos.file == "s.toml");
  CHECK(findings.list[0].message.find("\"plan\" reaches from 2027 to 2027") != std::string::npos);
}

TEST_CASE("Other scenarios keep the study's money, costs of measures and the pathways they carry") {
  Findings findings;
  const Study others = good(kHead + kRoofs + "[[scenario.measure]]\ntype = \"replace_windows\"\n");
  const Study changed = scenarios::with_scenarios(whole(), others, findings);
  REQUIRE(changed.scenarios.size() == 2);
  CHECK(changed.scenarios[1].measures[0].cost.unit_cost_dkk == 777.0);
  CHECK(std::isnan(changed.scenarios[1].measures[1].cost.unit_cost_dkk));
  CHECK(changed.economics.horizon_years == 17);
  CHECK_FALSE(changed.reconcile);
  CHECK(changed.uncertainty.draws == 12);
  REQUIRE(changed.pathways.size() == 1);
  CHECK(changed.pathways[0].name == "plan");
  REQUIRE(findings.list.size() == 1);
  CHECK(findings.list[0].code == "TV-3028");
  CHECK(findings.list[0].severity == core::Severity::warns);
  CHECK(findings.list[0].message == "pathway \"glass\" is left out: its scenario \"windows\" is not run");
}

TEST_CASE("A measure's own cost goes before what the study says of its type") {
  Findings findings;
  const Study others = good(kHead + kRoofs + "unit_cost_dkk = 55\n");
  const Study changed = scenarios::with_scenarios(whole(), others, findings);
  CHECK(changed.scenarios[1].measures[0].cost.unit_cost_dkk == 55.0);
}

TEST_CASE("The text of a study with other scenarios is read as the study that was run") {
  Findings findings;
  const Study changed = scenarios::with_scenarios(whole(), good(kHead + kRoofs + "u_value_w_m2k = 0.2\n"), findings);
  const Study again = good(changed.text);
  REQUIRE(again.scenarios.size() == 2);
  CHECK(again.scenarios[1].measures[0].parameters == changed.scenarios[1].measures[0].parameters);
  CHECK(again.scenarios[1].measures[0].cost.unit_cost_dkk == 777.0);
  CHECK(again.economics.horizon_years == 17);
  REQUIRE(again.pathways.size() == 1);
  CHECK(again.pathways[0].name == "plan");
  CHECK(changed.text.starts_with("# Run from Python"));
}

TEST_CASE("Without its scenarios a study has no pathway left") {
  Findings findings;
  const Study changed = scenarios::with_scenarios(whole(), good(kHead), findings);
  CHECK(changed.pathways.empty());
  CHECK(findings.list.size() == 2);
  CHECK(good(changed.text).scenarios.size() == 1);
}
