// SPDX-License-Identifier: MPL-2.0
// Laws that hold for every building of several zones.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <functional>
#include <utility>

#include "core/random.hpp"
#include "models/portfolio/portfolio.hpp"
#include "tests/support/example_building.hpp"
#include "tests/support/zoned_building.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Annual;
using models::Building;
using tests::annual;

/// The synthetic city with two more uses in every building.
const models::Portfolio& city() {
  static const models::Portfolio portfolio = [] {
    models::Portfolio p = models::synthetic_city({.buildings = 120, .seed = 9});
    for (std::size_t i = 0; i < p.buildings.size(); ++i) {
      Building& b = p.buildings[i].building;
      const auto use = [i](std::size_t by) { return static_cast<models::Use>((i + by) % models::kUseNames.size()); };
      b.parts = {{use(1), 0.3 * b.area_m2}, {use(5), 0.2 * b.area_m2}};
    }
    core::Findings findings;
    models::fill_portfolio(p, findings);
    return p;
  }();
  return portfolio;
}

models::BuildingResult simulate(const Building& building,
                                const models::Environment& environment = tests::reference_environment()) {
  models::HourlySeries hourly;
  return models::simulate_building(building, environment, hourly);
}

/// A simulated year of several zones per try: six tries a law.
void few(const std::function<void(const Building&)>& law) {
  for (std::uint64_t k = 0; k < 6; ++k) {
    const std::uint64_t bits = core::random_bits({.seed = 21, .entity = "law", .attribute = "zones", .k = k});
    std::size_t i = bits % city().buildings.size();
    while (city().buildings[i].building.zones.size() < 2) i = (i + 1) % city().buildings.size();
    INFO(city().buildings[i].building.building_id);
    law(city().buildings[i].building);
  }
}

}  // namespace

TEST_CASE("The first law closes over the year for every building of several zones") {
  few([](const Building& b) {
    const models::BuildingResult r = simulate(b);
    const double in_kwh = annual(r, Annual::heat_demand) + annual(r, Annual::solar) + annual(r, Annual::internal);
    const double out_kwh = annual(r, Annual::transmission) + annual(r, Annual::ventilation) + annual(r, Annual::infiltration) +
                           annual(r, Annual::storage);
    CHECK(in_kwh == Approx(out_kwh).margin(0.15));
  });
}

TEST_CASE("Twice the area of every zone and wall between them is twice the load") {
  // Without sun: a rectangle of twice the area has other shares of its four directions.
  models::Weather dark = tests::reference_environment().weather;
  for (auto* series : {&dark.direct_normal_w_m2, &dark.diffuse_horizontal_w_m2, &dark.global_horizontal_w_m2}) {
    std::fill(series->begin(), series->end(), 0.0);
  }
  const models::Environment e = models::make_environment(dark, 2025);
  const auto double_areas = [](Building& b) {
    for (double Building::* member :
         {&Building::area_m2, &Building::footprint_area_m2, &Building::perimeter_m, &Building::employees}) {
      b.*member *= 2.0;
    }
  };
  few([&](const Building& b) {
    Building twice = b;
    double_areas(twice);
    for (Building& zone : twice.zones) double_areas(zone);
    for (models::ZoneLink& link : twice.zone_links) link.area_m2 *= 2.0;
    const models::BuildingResult one = simulate(b, e);
    const models::BuildingResult two = simulate(twice, e);
    const double rounding = 8760.0 * 1.5 * 0x1.0p-20 * static_cast<double>(b.zones.size());
    for (const Annual load : {Annual::heat_demand, Annual::hot_water, Annual::heat, Annual::electricity, Annual::water,
                              Annual::peak_heat, Annual::occupancy, Annual::transmission, Annual::internal}) {
      CHECK(annual(two, load) == Approx(2.0 * annual(one, load)).epsilon(1e-9).margin(rounding));
    }
  });
}

TEST_CASE("The order of a building's zones does not matter") {
  few([](const Building& b) {
    Building turned = b;
    std::reverse(turned.zones.begin(), turned.zones.end());
    for (models::ZoneLink& link : turned.zone_links) {
      link.a = b.zones.size() - 1 - link.a;
      link.b = b.zones.size() - 1 - link.b;
    }
    const models::BuildingResult one = simulate(b);
    const models::BuildingResult two = simulate(turned);
    for (const Annual v : {Annual::heat_demand, Annual::electricity, Annual::transmission, Annual::solar}) {
      CHECK(annual(two, v) == Approx(annual(one, v)).epsilon(1e-9).margin(8760.0 * 0x1.0p-20));
    }
  });
}

TEST_CASE("More insulation of the whole building never raises its heating") {
  few([](const Building& b) {
    const double before = annual(simulate(b), Annual::heat_demand);
    for (double Building::* u : {&Building::wall_u_value_w_m2k, &Building::roof_u_value_w_m2k, &Building::window_u_value_w_m2k}) {
      Building better = b;
      for (Building& zone : better.zones) zone.*u *= 0.7;
      CHECK(annual(simulate(better), Annual::heat_demand) <= before + 1e-3);
    }
  });
}

TEST_CASE("Heat between zones of one temperature changes nothing") {
  few([](const Building& b) {
    Building warm = b;
    warm.zone_links.clear();
    for (Building& zone : warm.zones) zone = tests::zone_of(b.zones[0], zone.area_m2 / b.zones[0].area_m2);
    for (std::size_t z = 0; z < warm.zones.size(); ++z) {
      const double share = b.zones[z].area_m2 / b.area_m2;
      warm.zones[z].share = {share, share, share};
    }
    Building linked = warm;
    linked.zone_links = b.zone_links;
    CHECK(annual(simulate(linked), Annual::heat_demand) ==
          Approx(annual(simulate(warm), Annual::heat_demand)).epsilon(1e-6).margin(8760.0 * 0x1.0p-19));
  });
}

TEST_CASE("A building of several zones gives the same bits twice") {
  few([](const Building& b) {
    const models::BuildingResult one = simulate(b);
    const models::BuildingResult two = simulate(b);
    CHECK(one.annual == two.annual);
    CHECK(one.monthly == two.monthly);
  });
}
