// SPDX-License-Identifier: MPL-2.0
#include "cli/hall_report.hpp"

#include <catch2/catch.hpp>

#include "cli/hall_chart.hpp"
#include "tests/support/made_hall.hpp"

using namespace tvilling;
using cli::HallReport;
using models::HallTotal;

namespace {

HallReport unchanged() {
  return {"H1", "Hallen", "baseline", "baseline", tests::made_hall_result(), tests::made_hall_result()};
}

/// Damper air: less vapour to carry out, and wet windows.
HallReport damper() {
  models::HallTotals hall = tests::made_hall_totals();
  hall[HallTotal::air_heating] -= 30000.0;
  hall[HallTotal::hall_ventilation] += 30000.0;
  hall[HallTotal::window_condensation] = 312.0;
  models::BuildingResult result = tests::made_hall_result(hall);
  result.annual[models::index(models::Annual::heat)] -= 30000.0;
  models::HallTotals before = tests::made_hall_totals();
  before[HallTotal::window_condensation] = 4.0;
  return {"H1", "Hallen", "rh_60", "baseline", result, tests::made_hall_result(before)};
}

bool has(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("A wet hall says so before anything else") {
  const std::string text = cli::hall_text(damper());
  CHECK(text.starts_with(
      "H1 Hallen, rh_60 against baseline\n! Water condenses on the windows in 312 h of the year (baseline: 4 h).\n"));
}

TEST_CASE("A dry hall says that it is dry") {
  CHECK(has(cli::hall_text(unchanged()), "No water condenses on walls, roof or windows."));
}

TEST_CASE("A hall that grows mould without condensation says both") {
  HallReport report = unchanged();
  models::HallTotals hall = tests::made_hall_totals();
  hall[HallTotal::mould] = 50.0;
  report.result = report.before = tests::made_hall_result(hall);
  const std::string text = cli::hall_text(report);
  CHECK(has(text, "No water condenses on walls, roof or windows.\n! Mould can grow at walls or roof in 50 h of the year.\n"));
}

TEST_CASE("The text of a hall has every balance with its sum, and the change of a scenario beside it") {
  const std::string same = cli::hall_text(unchanged());
  for (const char* words : {"Heat of rooms and water", "Vapour of the hall air", "Water", "Delivered heat by use",
                            "Electricity by use", "Key figures", "Sum (rounding)", "+400 000", "-280 000"}) {
    INFO(words);
    CHECK(has(same, words));
  }
  CHECK_FALSE(has(same, "change"));
  const std::string changed = cli::hall_text(damper());
  CHECK(has(changed, "change"));
  CHECK(has(changed, "-30 000"));
}

TEST_CASE("Figures of a hall are told with the digits that count") {
  const std::string text = cli::hall_text(unchanged());
  CHECK(has(text, "13.00  kWh"));
  CHECK(has(text, "0.1249  m3"));
  CHECK(has(text, "100 000"));
}

TEST_CASE("A hall without visitors has dashes for what is per visit") {
  models::HallTotals hall = tests::made_hall_totals();
  hall[HallTotal::visits] = 0.0;
  HallReport report = unchanged();
  report.result = report.before = tests::made_hall_result(hall);
  CHECK(has(cli::hall_text(report), "Water per visit"));
  CHECK(has(cli::hall_json(report), "\"water_l_visit\":null"));
}

TEST_CASE("The JSON of a hall names its terms with their changes") {
  const std::string json = cli::hall_json(damper());
  CHECK(has(json, R"("condensation":[{"construction":"windows","hours":312,"reference_hours":4}])"));
  CHECK(has(json, R"("name":"air_heating_kwh","long_name":"Heat to the air of the pool hall","value":370000,"change":-30000})"));
  CHECK(has(json, R"("change_heat_kwh":-30000)"));
}

TEST_CASE("Several halls are a line each") {
  HallReport other = unchanged();
  other.building_id = "H2";
  const std::string text = cli::halls_text({unchanged(), other});
  CHECK(has(text, "\nH1"));
  CHECK(has(text, "\nH2"));
  CHECK(has(text, "kWh/m2"));
}

TEST_CASE("A chart shows saved water as less of each use and leaves out where the water goes") {
  HallReport report = unchanged();
  models::HallTotals hall = tests::made_hall_totals();
  hall[HallTotal::shower_water] -= 1000.0;
  hall[HallTotal::make_up_water] += 200.0;
  hall[HallTotal::waste_water] -= 1000.0;
  hall[HallTotal::evaporation] += 200000.0;
  report.result = tests::made_hall_result(hall);
  report.result.annual[models::index(models::Annual::water)] -= 800.0;
  const viz::BarPanel drawn = cli::hall_change_chart(report).panels.at(2);
  REQUIRE(drawn.bars.size() == 3);
  CHECK(drawn.bars[0].name == "All water");
  CHECK(drawn.bars[0].value == Approx(-800.0));
  CHECK(drawn.bars[1].name == "Shower water");
  CHECK(drawn.bars[1].value == Approx(-1000.0));
  CHECK(drawn.bars[2].name == "Make up water");
  CHECK(drawn.bars[2].value == Approx(200.0));
}

TEST_CASE("Several halls tell first where water condenses, and their changes against the reference") {
  HallReport dry = unchanged();
  dry.building_id = "H2";
  const std::string text = cli::halls_text({dry, damper()});
  CHECK(text.starts_with("! H1: water condenses on the windows in 312 h of the year (baseline: 4 h).\nhall"));
  CHECK(has(text, "against baseline"));
  CHECK(has(text, "-30 000"));
}

TEST_CASE("A chart of a scenario shows the terms that changed and no others") {
  const viz::BarChart chart = cli::hall_change_chart(damper());
  REQUIRE(chart.panels.size() == 3);
  REQUIRE(chart.panels[0].bars.size() == 2);
  CHECK(chart.panels[0].bars[0].name == "All heat");
  CHECK(chart.panels[0].bars[0].value == Approx(-30.0));
  CHECK(chart.panels[0].bars[1].name == "Air heating");
  REQUIRE(chart.panels[1].bars.size() == 2);
  CHECK(chart.panels[1].bars[1].name == "Ventilation");
  CHECK(chart.panels[1].bars[1].value == Approx(30.0));
  CHECK(chart.panels[2].bars.empty());
  CHECK(chart.subtitle.starts_with("! WATER CONDENSES on windows in 312 h (before: 4 h). Heat -30.0 MWh"));
}
