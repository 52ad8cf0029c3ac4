// SPDX-License-Identifier: MPL-2.0
// The synthetic city uses as much as a Danish municipality does (domain.md E): no factor is tuned to get there.
#include <catch2/catch.hpp>

#include "models/building/simulate.hpp"
#include "models/portfolio/portfolio.hpp"
#include "tests/support/example_building.hpp"

using namespace tvilling;  // NOLINT(google-build-using-namespace)

TEST_CASE("A fifth of the synthetic city uses 95 to 125 kWh heat and 28 to 40 kWh electricity per m2") {
  models::Portfolio city = models::synthetic_city({.buildings = 700, .seed = 1});
  core::Findings findings;
  models::fill_portfolio(city, findings);
  models::HourlySeries hourly;
  double area_m2 = 0.0;
  double heat_kwh = 0.0;
  double electricity_kwh = 0.0;
  double unmet_h = 0.0;
  for (const models::BuildingRecord& record : city.buildings) {
    const models::BuildingResult r = models::simulate_building(record.building, tests::reference_environment(), hourly);
    area_m2 += record.building.area_m2;
    heat_kwh += tests::annual(r, models::Annual::heat);
    electricity_kwh += tests::annual(r, models::Annual::electricity);
    unmet_h += tests::annual(r, models::Annual::unmet);
  }
  INFO("heat " << heat_kwh / area_m2 << " kWh/m2, electricity " << electricity_kwh / area_m2 << " kWh/m2");
  CHECK(heat_kwh / area_m2 > 95.0);
  CHECK(heat_kwh / area_m2 < 125.0);
  CHECK(electricity_kwh / area_m2 > 28.0);
  CHECK(electricity_kwh / area_m2 < 40.0);
  CHECK(unmet_h / 700.0 < 10.0);  // the sized plants are large enough
}
