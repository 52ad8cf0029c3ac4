// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "scenarios/study.hpp"

using namespace tvilling;
using core::Finding;
using core::Findings;
using scenarios::EconomicSettings;
using scenarios::Study;

namespace {

const std::string kHead = "[study]\nportfolio = \".\"\n";  // two lines
const std::string kRoofs = "[[scenario]]\nname = \"roofs\"\n[[scenario.measure]]\ntype = \"insulate_roof\"\n";
const std::string kGrid =
    "[[scenario]]\nname = \"windows\"\n[[scenario.measure]]\ntype = \"replace_windows\"\ngrid.u_value_w_m2k = [0.8, 1.1]\n";

Study parse(const std::string& text, Findings& findings) {
  return scenarios::parse_study(text, "s.toml", std::filesystem::temp_directory_path(), findings);
}

Study good(const std::string& text) {
  Findings findings;
  Study study = parse(text, findings);
  for (const Finding& finding : findings.list) UNSCOPED_INFO(core::to_string(finding));
  REQUIRE(findings.list.empty());
  return study;
}

/// "TV-3005 s.toml:4:9" of the only finding, which must have a hint.
std::string only(const std::string& text) {
  Findings findings;
  (void)parse(text, findings);
  for (const Finding& finding : findings.list) UNSCOPED_INFO(core::to_string(finding));
  REQUIRE(findings.list.size() == 1);
  const Finding& finding = findings.list[0];
  CHECK(finding.severity == core::Severity::stops);
  return finding.code + " " + core::to_string(finding.pos);
}

std::string hint(const std::string& text) {
  Findings findings;
  (void)parse(text, findings);
  REQUIRE(findings.list.size() == 1);
  return findings.list[0].hint;
}

}  // namespace

TEST_CASE("A study without tables of money has the defaults") {
  const EconomicSettings settings = good(kHead).economics;
  CHECK(settings.price_level_year == 2025);
  CHECK(settings.horizon_years == 30);
  CHECK(settings.discount.size() == 3);
  CHECK(settings.tariff.heat_dkk_kwh == 0.56430);
  CHECK(settings.prices.empty());
}

TEST_CASE("The table economics sets how money is counted") {
  const EconomicSettings settings =
      good(kHead +
           "[economics]\nprice_level_year = 2026\nhorizon_years = 40\nclient_cost_fraction = 0.2\nlisted_cost_factor = 2\n"
           "realised_saving_fraction = 0.75\npayback_limit_years = 5\nprofitability_limit = 1.0\n"
           "discount = [{ from_year = 1, rate_fraction = 0.04 }, { from_year = 36, rate_fraction = 0.03 }]\n")
          .economics;
  CHECK(settings.price_level_year == 2026);
  CHECK(settings.horizon_years == 40);
  CHECK(settings.client_cost_fraction == 0.2);
  CHECK(settings.listed_cost_factor == 2.0);
  CHECK(settings.realised_saving_fraction == 0.75);
  CHECK(settings.payback_limit_years == 5.0);
  CHECK(settings.profitability_limit == 1.0);
  REQUIRE(settings.discount.size() == 2);
  CHECK(settings.discount[0].from_year == 1);
  CHECK(settings.discount[0].rate_fraction == 0.04);
  CHECK(settings.discount[1].from_year == 36);
  CHECK(settings.discount[1].rate_fraction == 0.03);
}

TEST_CASE("The table tariff sets every price and the rule of cooling") {
  const EconomicSettings settings =
      good(kHead +
           "[tariff]\nheat_dkk_kwh = 0.6\nheat_capacity_dkk_kw = 210\ncooling_dkk_kwh_k = 0.005\nrequired_cooling_k = 25\n"
           "cooling_band_k = 4\ncooling_band_counts = true\nelectricity_dkk_kwh = 0.9\nelectricity_sold_dkk_kwh = 0.3\n"
           "water_dkk_m3 = 40\nwater_meter_dkk = 2288\n[tariff.rise]\nheat_fraction_year = 0.005\n"
           "electricity_fraction_year = -0.01\nwater_fraction_year = 0.01\n")
          .economics;
  CHECK(settings.tariff.heat_dkk_kwh == 0.6);
  CHECK(settings.tariff.heat_capacity_dkk_kw == 210.0);
  CHECK(settings.tariff.cooling_dkk_kwh_k == 0.005);
  CHECK(settings.tariff.required_cooling_k == 25.0);
  CHECK(settings.tariff.cooling_band_k == 4.0);
  CHECK(settings.tariff.cooling_band_counts);
  CHECK(settings.tariff.electricity_dkk_kwh == 0.9);
  CHECK(settings.tariff.electricity_sold_dkk_kwh == 0.3);
  CHECK(settings.tariff.water_dkk_m3 == 40.0);
  CHECK(settings.tariff.water_meter_dkk == 2288.0);
  CHECK(settings.rise.heat_fraction_year == 0.005);
  CHECK(settings.rise.electricity_fraction_year == -0.01);
  CHECK(settings.rise.water_fraction_year == 0.01);
}

TEST_CASE("Prices of later years are read in their order and what they leave out is unknown") {
  const EconomicSettings settings =
      good(kHead + "[[price]]\nyear = 2026\nelectricity_dkk_kwh = 0.9\n[[price]]\nyear = 2030\nheat_dkk_kwh = 0.6\n").economics;
  REQUIRE(settings.prices.size() == 2);
  CHECK(settings.prices[0].year == 2026);
  CHECK(settings.prices[0].electricity_dkk_kwh == 0.9);
  CHECK(std::isnan(settings.prices[0].heat_dkk_kwh));
  CHECK(settings.prices[1].heat_dkk_kwh == 0.6);
}

TEST_CASE("Unknown keys of money name the nearest") {
  CHECK(only(kHead + "[economics]\nhorizon_year = 20\n") == "TV-3002 s.toml:4:1");
  CHECK(hint(kHead + "[economics]\nhorizon_year = 20\n") == "Did you mean \"horizon_years\"?");
  CHECK(hint(kHead + "[tariff]\nheat_dkk_kw = 0.5\n") == "Did you mean \"heat_dkk_kwh\"?");
  CHECK(hint(kHead + "[tariff.rise]\nheat_fraction_yr = 0.005\n") == "Did you mean \"heat_fraction_year\"?");
  CHECK(hint(kHead + "[[price]]\nyear = 2026\nwater_dkk_m3 = 1\nwater_dkk_m2 = 40\n") == "Did you mean \"water_dkk_m3\"?");
  CHECK(hint(kHead + "[tarif]\nheat_dkk_kwh = 0.5\n") == "Did you mean \"tariff\"?");
  CHECK(only(kHead + "[[economics.discount]]\nfrom_year = 1\nrate = 0.03\nrate_fraction = 0.03\n") == "TV-3002 s.toml:5:1");
}

TEST_CASE("Values of money that cannot be are told with their place") {
  CHECK(only(kHead + "[economics]\nhorizon_years = 0\n") == "TV-3005 s.toml:4:17");
  CHECK(only(kHead + "[economics]\nhorizon_years = 20.5\n") == "TV-3004 s.toml:4:17");
  CHECK(only(kHead + "[economics]\nrealised_saving_fraction = -0.1\n") == "TV-3005 s.toml:4:28");
  CHECK(only(kHead + "[economics]\nclient_cost_fraction = \"0.15\"\n") == "TV-3004 s.toml:4:24");
  CHECK(only(kHead + "[tariff]\nheat_dkk_kwh = 564.3\n") == "TV-3005 s.toml:4:16");
  CHECK(only(kHead + "[tariff]\ncooling_band_counts = 1\n") == "TV-3004 s.toml:4:23");
  CHECK(only(kHead + "[tariff]\nrise = 0.01\n") == "TV-3004 s.toml:4:8");
  CHECK(only(kHead + "[tariff.rise]\nheat_fraction_year = 5\n") == "TV-3005 s.toml:4:22");
  CHECK(only("economics = 3\n" + kHead) == "TV-3004 s.toml:1:13");
}

TEST_CASE("Rates of discount begin in the first year and come one after the other") {
  CHECK(only(kHead + "[economics]\ndiscount = [{ from_year = 2, rate_fraction = 0.03 }]\n") == "TV-3005 s.toml:4:27");
  CHECK(only(kHead +
             "[economics]\ndiscount = [{ from_year = 1, rate_fraction = 0.03 }, { from_year = 1, rate_fraction = 0.02 }]\n") ==
        "TV-3022 s.toml:4:68");
  CHECK(only(kHead + "[economics]\ndiscount = [{ from_year = 1 }]\n").starts_with("TV-3003 s.toml:4:"));
  CHECK(only(kHead + "[economics]\ndiscount = []\n") == "TV-3003 s.toml:4:12");
  CHECK(only(kHead + "[economics]\ndiscount = [0.035]\n") == "TV-3004 s.toml:4:13");
  CHECK(only(kHead + "[economics]\ndiscount = 0.035\n") == "TV-3004 s.toml:4:1");
}

TEST_CASE("Prices come one after the other and have a year and a price") {
  CHECK(only(kHead + "[[price]]\nyear = 2030\nheat_dkk_kwh = 0.6\n[[price]]\nyear = 2030\nheat_dkk_kwh = 0.7\n") ==
        "TV-3022 s.toml:7:8");
  CHECK(only(kHead + "[[price]]\nheat_dkk_kwh = 0.6\n") == "TV-3003 s.toml:3:1");
  CHECK(only(kHead + "[[price]]\nyear = 2030\n") == "TV-3003 s.toml:3:1");
  CHECK(only(kHead + "[price]\nyear = 2030\nheat_dkk_kwh = 1\n").starts_with("TV-3004 s.toml:3:"));
}

TEST_CASE("A measure's own cost goes before that of its type") {
  const Study study = good(kHead + kRoofs +
                           "unit_cost_dkk = 300\n[[scenario.measure]]\ntype = \"replace_windows\"\n"
                           "[measure_cost.insulate_roof]\nunit_cost_dkk = 500\nfixed_cost_dkk = 20000\nlifetime_years = 50\n"
                           "maintenance_dkk_year = -2\n");
  const scenarios::CostOverride& roof = study.scenarios[1].measures.at(0).cost;
  CHECK(roof.unit_cost_dkk == 300.0);
  CHECK(roof.fixed_cost_dkk == 20000.0);
  CHECK(roof.lifetime_years == 50.0);
  CHECK(roof.maintenance_dkk_year == -2.0);
  const scenarios::CostOverride& windows = study.scenarios[1].measures.at(1).cost;
  CHECK(std::isnan(windows.unit_cost_dkk));
}

TEST_CASE("Costs of measures that cannot be are told with their place") {
  CHECK(only(kHead + kRoofs + "unit_cost_dkk = -1\n") == "TV-3005 s.toml:7:17");
  CHECK(only(kHead + kRoofs + "lifetime_years = 0\n") == "TV-3005 s.toml:7:18");
  CHECK(hint(kHead + kRoofs + "unit_cost_dk = 1\n") == "Did you mean \"unit_cost_dkk\"?");
  CHECK(only(kHead + "[measure_cost.insulate_rof]\nunit_cost_dkk = 1\n") == "TV-3013 s.toml:3:15");
  CHECK(hint(kHead + "[measure_cost.insulate_rof]\nunit_cost_dkk = 1\n") == "Did you mean \"insulate_roof\"?");
  CHECK(hint(kHead + "[measure_cost.insulate_roof]\nlifetime_year = 1\n") == "Did you mean \"lifetime_years\"?");
  CHECK(only(kHead + "[measure_cost]\ninsulate_roof = 400\n") == "TV-3004 s.toml:4:17");
}

TEST_CASE("A measure may name its buildings") {
  const Study study = good(kHead + kRoofs + "buildings = [\"b-1\", \"b-2\"]\n");
  CHECK(study.scenarios[1].measures[0].buildings == std::vector<std::string>{"b-1", "b-2"});
  CHECK(only(kHead + kRoofs + "buildings = [\"b-1\", \"b-1\"]\n") == "TV-3025 s.toml:7:21");
  CHECK(only(kHead + kRoofs + "buildings = [1]\n") == "TV-3004 s.toml:7:14");
  CHECK(only(kHead + kRoofs + "buildings = [\"\"]\n") == "TV-3017 s.toml:7:14");
  CHECK(only(kHead + kRoofs + "buildings = []\n") == "TV-3003 s.toml:7:13");
  CHECK(only(kHead + kRoofs + "buildings = \"b-1\"\n") == "TV-3004 s.toml:7:13");
}

TEST_CASE("A scenario may have a title, and members of a grid say which they are") {
  const Study study = good(kHead +
                           "[[scenario]]\nname = \"w\"\ntitle = \"Nye vinduer\"\n[[scenario.measure]]\n"
                           "type = \"replace_windows\"\ngrid.u_value_w_m2k = [0.8, 1.1]\n" +
                           kRoofs);
  CHECK(study.scenarios[1].title == "Nye vinduer [u_value_w_m2k=0.8]");
  CHECK(study.scenarios[2].title == "Nye vinduer [u_value_w_m2k=1.1]");
  CHECK(study.scenarios[3].title.empty());
}

TEST_CASE("A pathway says what is done when") {
  const std::string grid =
      "[[scenario]]\nname = \"windows\"\nextends = \"roofs\"\n" + kGrid.substr(kGrid.find("[[scenario.measure]]"));
  const Study study = good(kHead + kRoofs + grid +
                           "[[pathway]]\nname = \"plan\"\nend_year = 2040\n[[pathway.step]]\nyear = 2026\nscenario = \"roofs\"\n"
                           "[[pathway.step]]\nyear = 2030\nscenario = \"windows[u_value_w_m2k=0.8]\"\n");
  REQUIRE(study.pathways.size() == 1);
  CHECK(study.pathways[0].name == "plan");
  CHECK(study.pathways[0].end_year == 2040);
  REQUIRE(study.pathways[0].steps.size() == 2);
  CHECK(study.pathways[0].steps[1].year == 2030);
  CHECK(study.pathways[0].steps[1].scenario == "windows[u_value_w_m2k=0.8]");
}

TEST_CASE("A pathway that cannot be is told with its place") {
  const std::string start = kHead + kRoofs + "[[pathway]]\nname = \"plan\"\n";  // eight lines
  const auto step = [](const std::string& year, const std::string& scenario) {
    return "[[pathway.step]]\nyear = " + year + "\nscenario = \"" + scenario + "\"\n";
  };
  CHECK(only(start + step("2026", "rofs")) == "TV-3023 s.toml:11:12");
  CHECK(hint(start + step("2026", "rofs")) == "Did you mean \"roofs\"?");
  CHECK(only(start + step("2030", "roofs") + step("2028", "baseline")) == "TV-3022 s.toml:13:8");
  CHECK(only(start + step("2024", "roofs")) == "TV-3005 s.toml:10:8");
  CHECK(only(start + "end_year = 2027\n" + step("2028", "roofs")) == "TV-3005 s.toml:9:12");
  CHECK(only(start) == "TV-3003 s.toml:7:1");
  CHECK(only(start + "[[pathway.step]]\nscenario = \"roofs\"\n") == "TV-3003 s.toml:9:1");
  CHECK(only(start + step("2026", "roofs") + "[[pathway]]\nname = \"plan\"\n" + step("2027", "roofs")) == "TV-3008 s.toml:13:8");
  CHECK(only(kHead + kRoofs + "[[pathway]]\nname = \"Plan A\"\n" + step("2026", "roofs")) == "TV-3007 s.toml:8:8");
  CHECK(only(kHead + kGrid + "[[pathway]]\nname = \"plan\"\n" + step("2026", "windows")) == "TV-3023 s.toml:12:12");
  CHECK(hint(kHead + kGrid + "[[pathway]]\nname = \"plan\"\n" + step("2026", "windows")) ==
        "Name the member: \"windows[u_value_w_m2k=0.8]\", or another.");
}

TEST_CASE("A scenario that is wrong itself is not missed by a pathway too") {
  CHECK(only(kHead + "[[scenario]]\nname = \"roofs\"\nextends = \"nobody\"\n[[scenario.measure]]\ntype = \"lighting\"\n"
                     "[[pathway]]\nname = \"plan\"\n[[pathway.step]]\nyear = 2026\nscenario = \"roofs\"\n") ==
        "TV-3010 s.toml:5:11");
}

TEST_CASE("A number of money that stands in a grid is refused, for a grid varies what is simulated") {
  CHECK(only(kHead + kRoofs + "grid.unit_cost_dkk = [300, 400]\n").starts_with("TV-3002 s.toml:7:"));
}

TEST_CASE("The example of the how-to is a study") {
  std::ifstream file(std::string(TVILLING_SOURCE_DIR) + "/docs/how-to/count-money.md");
  REQUIRE(file.good());
  std::ostringstream page;
  page << file.rdbuf();
  const std::string text = page.str();
  const std::string fence = "```toml\n";
  const std::size_t from = text.find(fence);
  REQUIRE(from != std::string::npos);
  const std::string example = text.substr(from + fence.size(), text.find("```", from + fence.size()) - from - fence.size());
  const Study study = good(kHead + example);
  CHECK(study.economics.price_level_year == 2026);
  CHECK(study.scenarios.size() == 3);
  CHECK(study.scenarios[2].measures.at(1).cost.unit_cost_dkk == 7200.0);
  CHECK(study.scenarios[2].measures.at(0).cost.unit_cost_dkk == 600.0);
  CHECK(study.pathways.size() == 1);
}

TEST_CASE("A price of a year before the price level's stops") {
  CHECK(only(kHead + "[economics]\nprice_level_year = 2026\n[[price]]\nyear = 2025\nheat_dkk_kwh = 0.6\n") ==
        "TV-3005 s.toml:6:8");
  CHECK(good(kHead + "[[price]]\nyear = 2025\nheat_dkk_kwh = 0.6\n").economics.prices.size() == 1);
}

TEST_CASE("A cost per unit of a measure that has no unit stops") {
  const std::string set_point =
      "[[scenario]]\nname = \"warm\"\n[[scenario.measure]]\ntype = \"set_point\"\nheating_set_point_degc = 20\n";
  CHECK(only(kHead + set_point + "unit_cost_dkk = 100\n") == "TV-3026 s.toml:8:17");
  CHECK(only(kHead + set_point + "maintenance_dkk_year = 10\n") == "TV-3026 s.toml:8:24");
  CHECK(only(kHead + set_point + "[measure_cost.set_point]\nunit_cost_dkk = 100\n") == "TV-3026 s.toml:9:17");
  CHECK(only(kHead + set_point + "fixed_cost_dkk = 5000\n") == "TV-3026 s.toml:5:1");
  CHECK(good(kHead + set_point + "fixed_cost_dkk = 5000\nlifetime_years = 10\n").scenarios.size() == 2);
}

TEST_CASE("A step that gives up what the one before did is told with the measures lost") {
  const std::string steps = "[[pathway]]\nname = \"plan\"\n[[pathway.step]]\nyear = 2027\nscenario = \"roofs\"\n" +
                            std::string("[[pathway.step]]\nyear = 2030\nscenario = \"windows\"\n");
  const std::string windows = "[[scenario]]\nname = \"windows\"\n";
  const std::string measure = "[[scenario.measure]]\ntype = \"replace_windows\"\n";
  Findings findings;
  (void)parse(kHead + kRoofs + windows + measure + steps, findings);
  REQUIRE(findings.list.size() == 1);
  CHECK(findings.list[0].code == "TV-3027");
  CHECK(findings.list[0].severity == core::Severity::warns);
  CHECK(findings.list[0].message == "from 2030 on \"windows\" gives up what \"roofs\" did: insulate_roof");
  CHECK(good(kHead + kRoofs + windows + "extends = \"roofs\"\n" + measure + steps).pathways.size() == 1);
  // A better roof for all buildings gives nothing up; one for some does.
  const std::string roof = "[[scenario.measure]]\ntype = \"insulate_roof\"\nu_value_w_m2k = 0.08\n";
  CHECK(good(kHead + kRoofs + windows + measure + roof + steps).pathways.size() == 1);
  Findings some;
  (void)parse(kHead + kRoofs + windows + measure + roof + "where = \"year < 1950\"\n" + steps, some);
  CHECK(some.list.size() == 1);
}
