// SPDX-License-Identifier: MPL-2.0
// Implicit Euler converges with order 1.
#include <rapidcheck.h>

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "tests/property/fabric/compare.hpp"
#include "tests/support/random_fabric.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)

/// A free-floating room with layered walls, fixed films and a smooth daily wave outdoors that stands still within an hour.
/// Its air is tied to furniture, so that it has no part faster than the steps: those follow the jumps from hour to hour with
/// an error that only falls once the steps are shorter than they are.
tests::RandomFabric slow_room(std::uint64_t seed) {
  tests::Dice dice(seed, "slow room");
  tests::RandomFabric r;
  r.period.hours = 96;
  r.weather = tests::still_weather(r.period.hours, 0.0);
  const double wave_k = dice.number(3.0, 10.0);
  for (std::size_t h = 0; h < r.period.hours; ++h) {
    r.weather.dry_bulb_degc[h] = 10.0 + wave_k * std::sin(2.0 * std::numbers::pi * static_cast<double>(h) / 24.0);
  }
  r.weather.sky_temperature_degc = r.weather.dry_bulb_degc;
  models::Fabric& f = r.fabric;
  f.start_degc = 10.0;
  f.options.inside_convection = models::FabricOptions::InsideConvection::constant;
  f.options.outside_convection = models::FabricOptions::OutsideConvection::constant;
  f.options.driven_radiation = false;
  models::Construction wall;
  wall.layers = {{dice.number(0.05, 0.15), dice.number(0.5, 1.5), dice.number(1000.0, 2000.0), 1000.0, 0.0},
                 {0.0, 0.0, 0.0, 0.0, dice.number(0.5, 2.0)},
                 {dice.number(0.05, 0.15), dice.number(0.5, 1.5), dice.number(1000.0, 2000.0), 1000.0, 0.0}};
  f.constructions.push_back(wall);
  models::Zone zone;
  zone.name = "room";
  zone.volume_m3 = 60.0;
  zone.floor_area_m2 = 20.0;
  zone.furniture_j_k = dice.number(4e6, 1e7);
  f.zones.push_back(zone);
  for (const double tilt_deg : {0.0, 90.0, 180.0}) {
    models::Surface surface;
    surface.name = "side";
    surface.area_m2 = tilt_deg == 90.0 ? 45.0 : 20.0;
    surface.tilt_deg = tilt_deg;
    f.surfaces.push_back(surface);
  }
  f.air_paths.push_back(
      {"leaks", models::Beyond::outdoors, 0, 0, true, models::Schedule::of(dice.number(10.0, 60.0)), false, {}});
  return r;
}

std::vector<double> air_degc(tests::RandomFabric r, int steps_per_hour) {
  r.period.steps_per_hour = steps_per_hour;
  return r.run().zones[0].air_degc;
}

}  // namespace

TEST_CASE("Half the step halves the error of free floating temperatures") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    const tests::RandomFabric r = slow_room(seed);
    std::vector<double> before = air_degc(r, 1);
    double before_k = NAN;
    for (const int steps_per_hour : {2, 4, 8, 16}) {
      const std::vector<double> now = air_degc(r, steps_per_hour);
      const double change_k = tests::largest_difference(before, now);
      // Error E(dt) = c dt: successive differences are c dt / 2, so each is half the one before. Within 20 percent.
      if (!std::isnan(before_k)) {
        RC_ASSERT(before_k / change_k > 1.6);
        RC_ASSERT(before_k / change_k < 2.4);
      }
      before_k = change_k;
      before = now;
    }
    RC_ASSERT(before_k < 0.05);
  }));
}
