// SPDX-License-Identifier: MPL-2.0
// Runs that must not differ: repeated, in threads, and with the same coefficients given in another way.
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <thread>

#include "models/fabric/fabric_network.hpp"
#include "models/surface/constant_films.hpp"
#include "tests/property/fabric/compare.hpp"
#include "tests/support/random_fabric.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)

/// Gives every face the coefficients that the option `constant` would give it.
void write_constants(models::Fabric& fabric) {
  for (models::Surface& surface : fabric.surfaces) {
    surface.inside_convection_w_m2k = models::standard_140_inside_convection_w_m2k(surface.tilt_deg, false);
    if (surface.beyond == models::Beyond::boundary) continue;  // still air of its own behind it, whatever the option
    // The far side of an inner wall is a face of a room too, seen from there.
    surface.outside_convection_w_m2k = surface.beyond == models::Beyond::zone
                                           ? models::standard_140_inside_convection_w_m2k(180.0 - surface.tilt_deg, false)
                                           : models::standard_140_outside_convection_w_m2k(surface.tilt_deg, false);
  }
  for (models::Window& window : fabric.windows) {
    const double tilt_deg = fabric.surfaces[window.surface].tilt_deg;
    window.inside_convection_w_m2k = models::standard_140_inside_convection_w_m2k(tilt_deg, true);
    window.outside_convection_w_m2k = models::standard_140_outside_convection_w_m2k(tilt_deg, true);
  }
}

void forget_coefficients(models::Fabric& fabric) {
  for (models::Surface& surface : fabric.surfaces) {
    surface.inside_convection_w_m2k.reset();
    surface.outside_convection_w_m2k.reset();
  }
  for (models::Window& window : fabric.windows) {
    window.inside_convection_w_m2k.reset();
    window.outside_convection_w_m2k.reset();
    window.frame_fraction = 0.0;  // a window's coefficient is for glass and frame; the option tells them apart
  }
}

}  // namespace

TEST_CASE("The same building gives the same bits twice and in two threads at once") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    const tests::RandomFabric r = tests::random_fabric(seed);
    const models::FabricResult first = r.run(1);
    models::FabricResult here;
    models::FabricResult there;
    std::thread other([&r, &there]() { there = r.run(1); });
    here = r.run(1);
    other.join();
    RC_ASSERT(tests::is_same(first, here));
    RC_ASSERT(tests::is_same(first, there));
  }));
}

TEST_CASE("Constant coefficients written at every face are the option constant to the bit") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomFabric by_option = tests::random_fabric(seed);
    forget_coefficients(by_option.fabric);
    tests::RandomFabric by_face = by_option;
    by_option.fabric.options.inside_convection = models::FabricOptions::InsideConvection::constant;
    by_option.fabric.options.outside_convection = models::FabricOptions::OutsideConvection::constant;
    by_face.fabric.options.inside_convection = models::FabricOptions::InsideConvection::natural;
    by_face.fabric.options.outside_convection = models::FabricOptions::OutsideConvection::wind;
    write_constants(by_face.fabric);
    RC_ASSERT(tests::is_same(by_option.run(), by_face.run()));
  }));
}

// A face that emits nothing has a driven film of exactly its fixed convection, and none to the sky.
TEST_CASE("A driven film equals a fixed film of the same value") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomFabric driven = tests::random_fabric(seed, {.places = false});
    driven.fabric.options.driven_radiation = true;
    driven.fabric.options.outside_convection = models::FabricOptions::OutsideConvection::constant;
    driven.fabric.options.inside_convection = models::FabricOptions::InsideConvection::constant;
    for (models::Construction& construction : driven.fabric.constructions) construction.emissivity_outside = 0.0;
    tests::RandomFabric fixed = driven;
    const auto outdoors = [](const models::Surface& s) { return s.beyond == models::Beyond::outdoors; };
    for (models::Surface& surface : driven.fabric.surfaces) {
      if (outdoors(surface)) surface.outside_radiation_w_m2k.reset();
    }
    for (models::Surface& surface : fixed.fabric.surfaces) {
      if (outdoors(surface)) surface.outside_radiation_w_m2k = 0.0;
    }
    const models::FabricResult a = driven.run();
    const models::FabricResult b = fixed.run();
    for (std::size_t z = 0; z < a.zones.size(); ++z) {
      // The order of the elimination differs, nothing else: rounding.
      RC_ASSERT(tests::difference_k(a.zones[z], b.zones[z]) <= 1e-7);
      RC_ASSERT(tests::difference_w(a.zones[z], b.zones[z]) <= 1e-7 * (tests::largest_load_w(a.zones[z]) + 1.0));
    }
  }));
}
