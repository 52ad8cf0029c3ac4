// SPDX-License-Identifier: MPL-2.0
#include "viz/city_scene.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "core/error.hpp"
#include "tests/unit/viz/small_city.hpp"

namespace {

using namespace tvilling;
using tests::small_results;
using viz::CityScene;
using viz::make_city_scene;

}  // namespace

TEST_CASE("The scene carries the annual value of each building") {
  const CityScene scene = make_city_scene(small_results(), {"heat_kwh", "baseline", false, {}});
  REQUIRE(scene.buildings.size() == 4);
  CHECK(scene.buildings[2].value == 300000.0);
  CHECK(scene.unit == "kWh per year");
}

TEST_CASE("The ending _m2 divides by the gross floor area") {
  const CityScene scene = make_city_scene(small_results(), {"heat_kwh_m2", "roofs", false, {}});
  CHECK(scene.buildings[1].value == Approx(180000.0 / 3000.0));
  CHECK(scene.unit == "kWh/m² per year");
  CHECK(make_city_scene(small_results(), {"peak_heat_kw_m2", "baseline", false, {}}).unit == "kW/m²");
}

TEST_CASE("A difference is the scenario minus the baseline") {
  const CityScene scene = make_city_scene(small_results(), {"heat_kwh", "roofs", true, {}});
  CHECK(scene.buildings[0].value == 0.0);
  CHECK(scene.buildings[1].value == Approx(-20000.0));
  CHECK(scene.scale.kind == viz::ColorScale::Kind::diverging);
  CHECK(scene.scale.low == -scene.scale.high);
}

TEST_CASE("A failed building has no data and says why") {
  const CityScene scene = make_city_scene(small_results(), {"heat_kwh", "roofs", false, {}});
  CHECK(std::isnan(scene.buildings[3].value));
  CHECK(scene.without_data == 1);
  CHECK(scene.buildings[3].status == "failed: the first law does not hold");
  CHECK(scene.city_figure == "All buildings: 550 MWh per year, over 3 of 4 buildings");
}

TEST_CASE("A failed baseline building has no difference and says where it failed") {
  scenarios::Results results = small_results();
  results.status[0][1] = scenarios::TaskStatus::failed;
  results.messages[0][1] = "no area";
  const CityScene scene = make_city_scene(results, {"heat_kwh", "roofs", true, {}});
  CHECK(std::isnan(scene.buildings[1].value));
  CHECK(scene.buildings[1].status == "in the baseline failed: no area");
}

TEST_CASE("The city figure of a difference gives the change in percent of the baseline") {
  const CityScene scene = make_city_scene(small_results(), {"heat_kwh", "roofs", true, {}});
  CHECK(scene.city_figure == "All buildings: -50 MWh per year (-8.3 %), over 3 of 4 buildings");
}

TEST_CASE("Peaks of buildings have no city figure") {
  CHECK(make_city_scene(small_results(), {"peak_heat_kw", "baseline", false, {}}).city_figure.empty());
  CHECK(make_city_scene(small_results(), {"overheating_h", "baseline", false, {}}).city_figure.empty());
}

TEST_CASE("A building without a ring becomes a square of its footprint area around its point") {
  const CityScene scene = make_city_scene(small_results(), {});
  const viz::SceneBuilding& building = scene.buildings[2];
  CHECK_FALSE(building.ring_from_table);
  CHECK(viz::signed_area_m2(building.ring) == Approx(400.0));
  CHECK(viz::middle_of(building.ring).x_m + scene.offset_x_m == Approx(724300.0));
  CHECK(scene.without_ring == 2);
  CHECK(building.height_m == Approx(12.0));
}

TEST_CASE("A degenerate ring is replaced by a square and a missing position is counted") {
  scenarios::Results results = small_results();
  results.portfolio.buildings[0].building.footprint = {{724000.0, 6175000.0}, {724010.0, 6175000.0}};
  results.portfolio.buildings[3].building.x_m = models::kMissing;
  const CityScene scene = make_city_scene(results, {});
  CHECK(viz::signed_area_m2(scene.buildings[0].ring) == Approx(1000.0));
  CHECK(scene.buildings[3].ring.empty());
  CHECK(scene.without_position == 1);
  CHECK(scene.without_ring == 2);
}

TEST_CASE("Drawn coordinates are small and the offset gives the real ones back") {
  const CityScene scene = make_city_scene(small_results(), {});
  CHECK(scene.offset_x_m == 724000.0);
  CHECK(scene.offset_y_m == 6175000.0);
  CHECK(scene.buildings[1].ring[1].x_m == Approx(180.0));
  CHECK(scene.extent.max_y_m < 1000.0);
}

TEST_CASE("Title and subtitle name study and quantity and scenario") {
  const CityScene scene = make_city_scene(small_results(), {"heat_kwh_m2", "roofs", true, {}});
  CHECK(scene.title == "Roofs of four schools");
  CHECK(scene.subtitle == "Delivered heat per floor area, kWh/m² per year · change: scenario roofs minus baseline");
  CHECK(make_city_scene(small_results(), {"heat_kwh", "roofs", false, "My title"}).title == "My title");
}

TEST_CASE("An unknown variable is refused with the nearest name") {
  try {
    static_cast<void>(make_city_scene(small_results(), {"heat_kwh_m3", "baseline", false, {}}));
    FAIL("no error");
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::bad_input);
    CHECK(error.message() == "unknown variable \"heat_kwh_m3\"");
    CHECK(error.hint() == "Did you mean \"heat_kwh_m2\"?");
  }
}

TEST_CASE("An unknown scenario is refused with the nearest name") {
  try {
    static_cast<void>(make_city_scene(small_results(), {"heat_kwh", "roof", false, {}}));
    FAIL("no error");
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::bad_input);
    CHECK(error.hint().find("roofs") != std::string::npos);
  }
}

TEST_CASE("Results without any position are refused") {
  scenarios::Results results = small_results();
  for (models::BuildingRecord& record : results.portfolio.buildings) {
    record.building.footprint.clear();
    record.building.y_m = models::kMissing;
  }
  CHECK_THROWS_AS(make_city_scene(results, {}), core::Error);
}

TEST_CASE("The card names the building with its value and unit and status") {
  const CityScene scene = make_city_scene(small_results(), {"heat_kwh_m2", "baseline", false, {}});
  CHECK(viz::building_card(scene, 0) ==
        "Building A\nA\nuse: school\narea: 2,000 m²\nChildren and Youth\nheat_kwh_m2: 50 kWh/m² per year\nstatus: done");
}
