// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_figures.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/made_hall.hpp"

using namespace tvilling;
using models::HallTotal;
using scenarios::HallFigure;
using scenarios::HallFigures;

TEST_CASE("Energy, cost and water of a hall are shared out over its visits and its water surface") {
  const HallFigures f = scenarios::hall_figures(tests::made_hall_result());
  CHECK(f[HallFigure::energy_per_visit] == Approx(13.0));
  CHECK(f[HallFigure::cost_per_visit] == Approx(12.5));
  CHECK(f[HallFigure::water_per_visit] == Approx(124.9));
  CHECK(f[HallFigure::water_per_visit_m3] == Approx(0.1249));
  CHECK(f[HallFigure::energy_per_water_area] == Approx(3250.0));
  CHECK(f[HallFigure::cost_per_water_area] == Approx(3125.0));
  CHECK(f[HallFigure::night_share] == Approx(0.25));
  CHECK(f[HallFigure::evaporation] == Approx(490000.0));
  CHECK(f[HallFigure::peak_heat] == 350.0);
}

TEST_CASE("A hall without a visitor has no figure per visit, and one without water none per m2") {
  models::HallTotals hall = tests::made_hall_totals();
  hall[HallTotal::visits] = 0.0;
  hall[HallTotal::hall_water_area] = 0.0;
  const HallFigures f = scenarios::hall_figures(tests::made_hall_result(hall));
  for (const HallFigure unknown :
       {HallFigure::energy_per_visit, HallFigure::cost_per_visit, HallFigure::water_per_visit, HallFigure::water_per_visit_m3,
        HallFigure::energy_per_water_area, HallFigure::cost_per_water_area}) {
    INFO(scenarios::kHallFigureVariables[scenarios::index(unknown)].name);
    CHECK(std::isnan(f[unknown]));
  }
  CHECK(f[HallFigure::heat] == 1000000.0);
}

TEST_CASE("A building without a hall has no figures of one") {
  models::BuildingResult result = tests::made_hall_result();
  result.hall.reset();
  for (const double value : scenarios::hall_figures(result).value) CHECK(std::isnan(value));
}
