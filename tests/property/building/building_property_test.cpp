// SPDX-License-Identifier: MPL-2.0
// Laws that hold for every building (DESIGN section 5).
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/random.hpp"
#include "models/portfolio/portfolio.hpp"
#include "tests/support/example_building.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Annual;
using tests::annual;

/// A random heated building of the synthetic city, filled from the archetypes.
models::Building random_building(std::uint64_t seed) {
  static const models::Portfolio city = []() {
    models::Portfolio p = models::synthetic_city({.buildings = 300, .seed = 7});
    core::Findings findings;
    models::fill_portfolio(p, findings);
    return p;
  }();
  const auto heated = [](const models::Building& b) { return b.heated_fraction > 0.0 && b.heating_capacity_w_m2 > 0.0; };
  std::size_t i = seed % city.buildings.size();
  while (!heated(city.buildings[i].building)) i = (i + 1) % city.buildings.size();
  return city.buildings[i].building;
}

models::BuildingResult simulate(const models::Building& building) {
  models::HourlySeries hourly;
  return models::simulate_building(building, tests::reference_environment(), hourly);
}

/// Every hour of both years is rounded to a multiple of 2^-20: half of it once for the one and twice for the other.
constexpr double kRounding = 8760.0 * 1.5 * 0x1.0p-20;

void few(const std::function<void(std::uint64_t)>& law) {
  // A simulated year per try: eight tries a law.
  for (std::uint64_t k = 0; k < 8; ++k) law(core::random_bits({.seed = 20, .entity = "law", .attribute = "building", .k = k}));
}

}  // namespace

TEST_CASE("Doubling every area doubles every load") {
  // Without sun, since a rectangle of twice the area and perimeter has other shares of its four directions.
  models::Weather dark = tests::reference_environment().weather;
  for (auto* series : {&dark.direct_normal_w_m2, &dark.diffuse_horizontal_w_m2, &dark.global_horizontal_w_m2}) {
    std::fill(series->begin(), series->end(), 0.0);
  }
  const models::Environment e = models::make_environment(dark, 2025);
  few([&e](std::uint64_t seed) {
    const models::Building b = random_building(seed);
    models::Building twice = b;
    for (double models::Building::* member : {&models::Building::area_m2, &models::Building::footprint_area_m2,
                                              &models::Building::perimeter_m, &models::Building::employees}) {
      twice.*member *= 2.0;
    }
    models::HourlySeries hourly;
    const models::BuildingResult one = models::simulate_building(b, e, hourly);
    const models::BuildingResult two = models::simulate_building(twice, e, hourly);
    for (const Annual load : {Annual::heat_demand, Annual::hot_water, Annual::heat, Annual::electricity, Annual::water,
                              Annual::peak_heat, Annual::occupancy, Annual::transmission, Annual::ventilation,
                              Annual::infiltration, Annual::internal, Annual::plant_loss}) {
      CHECK(annual(two, load) == Approx(2.0 * annual(one, load)).epsilon(1e-9).margin(kRounding));
    }
  });
}

TEST_CASE("The first law closes over the year for every building") {
  few([](std::uint64_t seed) {
    const models::BuildingResult r = simulate(random_building(seed));
    const double in_kwh = annual(r, Annual::heat_demand) + annual(r, Annual::solar) + annual(r, Annual::internal);
    const double out_kwh = annual(r, Annual::transmission) + annual(r, Annual::ventilation) + annual(r, Annual::infiltration) +
                           annual(r, Annual::storage);
    CHECK(in_kwh == Approx(out_kwh).margin(0.05));
  });
}

TEST_CASE("More insulation never raises heating, for every building and element") {
  few([](std::uint64_t seed) {
    const models::Building b = random_building(seed);
    const double before = annual(simulate(b), Annual::heat_demand);
    for (double models::Building::* u : {&models::Building::wall_u_value_w_m2k, &models::Building::roof_u_value_w_m2k,
                                         &models::Building::floor_u_value_w_m2k, &models::Building::window_u_value_w_m2k}) {
      models::Building better = b;
      better.*u *= 0.7;
      CHECK(annual(simulate(better), Annual::heat_demand) <= before);
    }
  });
}

TEST_CASE("At one temperature everywhere, without sun and gains, no building uses heat") {
  models::Weather still = tests::reference_environment().weather;
  std::fill(still.dry_bulb_degc.begin(), still.dry_bulb_degc.end(), 20.0);
  std::fill(still.sky_temperature_degc.begin(), still.sky_temperature_degc.end(), 20.0);
  for (auto* series : {&still.direct_normal_w_m2, &still.diffuse_horizontal_w_m2, &still.global_horizontal_w_m2}) {
    std::fill(series->begin(), series->end(), 0.0);
  }
  const models::Environment e = models::make_environment(still, 2025);
  few([&e](std::uint64_t seed) {
    models::Building b = random_building(seed);
    b.heating_set_point_degc = 20.0;
    b.person_heat_w = 0.0;
    b.appliance_w_m2 = 0.0;
    b.lighting_w_m2 = 0.0;
    b.specific_fan_power_kj_m3 = 0.0;
    models::HourlySeries hourly;
    CHECK(annual(models::simulate_building(b, e, hourly), Annual::heat_demand) < 1e-3);
  });
}

TEST_CASE("The same building gives the same bits twice") {
  few([](std::uint64_t seed) {
    const models::Building b = random_building(seed);
    const models::BuildingResult one = simulate(b);
    const models::BuildingResult two = simulate(b);
    CHECK(one.annual == two.annual);
    CHECK(one.monthly == two.monthly);
  });
}
