// SPDX-License-Identifier: MPL-2.0
// Sun reaches only what it can reach.
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cstddef>
#include <utility>
#include <vector>

#include "tests/property/fabric/compare.hpp"
#include "tests/support/random_fabric.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)

constexpr double kHeld_degc = 20.0;

/// Set points at 20 degC from both sides and power without end to the air.
models::ZoneThermostat held() {
  models::ZoneThermostat t;
  t.heating_set_point_degc = t.cooling_set_point_degc = models::Schedule::of(kHeld_degc);
  t.heating_capacity_w = t.cooling_capacity_w = models::Schedule::of(1e9);
  return t;
}

/// Simple glass spreads its sun over all faces of its room, whatever they throw back: here every glazing has panes.
void give_panes(models::Fabric& fabric) {
  fabric.options.glass = models::FabricOptions::Glass::layers;
  for (models::GlazingType& type : fabric.glazings) {
    if (!type.glazing.panes.empty()) continue;
    models::Pane pane;
    pane.transmittance_solar = 0.8;
    pane.reflectance_solar_front = pane.reflectance_solar_back = 0.07;
    type.glazing.panes.push_back(pane);
  }
}

/// A building in which one more zone lies between its first zone and a second held one. It has neither windows nor surfaces
/// outdoors; what its neighbours show it exchanges heat with their air alone, which stays at 20 degC.
tests::RandomFabric with_inner_zone(std::uint64_t seed) {
  tests::RandomFabric r = tests::random_fabric(seed, {.most_zones = 2});
  models::Fabric& fabric = r.fabric;
  models::Zone inner;
  inner.name = "inner";
  inner.volume_m3 = 60.0;
  inner.floor_area_m2 = 20.0;
  models::Zone beyond = inner;
  beyond.name = "beyond";
  beyond.thermostat = held();
  fabric.zones[0].thermostat = held();
  const std::size_t at = fabric.zones.size();
  fabric.zones.push_back(std::move(inner));
  fabric.zones.push_back(std::move(beyond));
  for (const std::size_t neighbour : {std::size_t{0}, at + 1}) {
    models::Surface wall;
    wall.name = "inner wall";
    wall.zone = at;
    wall.beyond = models::Beyond::zone;
    wall.beyond_index = neighbour;
    wall.construction = fabric.constructions.size();
    wall.area_m2 = 15.0;
    // The neighbour's face takes no sun and sees no other face: only the air behind it is felt.
    wall.outside_radiation_w_m2k = 0.0;
    fabric.surfaces.push_back(wall);
  }
  models::Construction mirror = fabric.constructions[0];
  mirror.solar_absorptance_outside = 0.0;
  mirror.emissivity_outside = 0.0;
  fabric.constructions.push_back(std::move(mirror));
  give_panes(fabric);
  return r;
}

}  // namespace

TEST_CASE("A zone without windows or outdoor surfaces between two zones held at 20 degC does not know the sun") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    const tests::RandomFabric bright = with_inner_zone(seed);
    tests::RandomFabric dark = bright;
    tests::take_sun_away(dark.weather);
    const std::size_t inner = bright.fabric.zones.size() - 2;
    const models::FabricResult a = bright.run();
    const models::FabricResult b = dark.run();
    // Thermostats are content within 1e-9 K; films settle within 0.005 K at both faces of two walls, if other faces than these
    // call for another repetition.
    RC_ASSERT(tests::largest_difference(a.zones[inner].air_degc, b.zones[inner].air_degc) <= 0.02);
    RC_ASSERT(tests::largest_difference(a.zones[inner].operative_degc, b.zones[inner].operative_degc) <= 0.02);
  }));
}

TEST_CASE("A zone without windows or outdoor surfaces and with fixed films does not know the sun to rounding") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomFabric bright = with_inner_zone(seed);
    bright.fabric.options.driven_radiation = false;
    bright.fabric.options.inside_convection = models::FabricOptions::InsideConvection::constant;
    bright.fabric.options.outside_convection = models::FabricOptions::OutsideConvection::constant;
    for (models::GlazingType& type : bright.fabric.glazings) {
      for (models::Gap& gap : type.glazing.gaps) gap.conductance_w_m2k = 3.0;
    }
    tests::RandomFabric dark = bright;
    tests::take_sun_away(dark.weather);
    const std::size_t inner = bright.fabric.zones.size() - 2;
    RC_ASSERT(tests::largest_difference(bright.run().zones[inner].air_degc, dark.run().zones[inner].air_degc) <= 1e-6);
  }));
}

TEST_CASE("Windows of random buildings stand in surfaces to outdoors") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    const tests::RandomFabric r = tests::random_fabric(seed);
    for (const models::Window& window : r.fabric.windows) {
      RC_ASSERT(r.fabric.surfaces[window.surface].beyond == models::Beyond::outdoors);
    }
  }));
}
