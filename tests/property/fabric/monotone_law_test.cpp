// SPDX-License-Identifier: MPL-2.0
// What can only lower or raise heating. These are laws of linear systems, so all films are fixed; a film that follows the
// temperatures may turn them round by a little (a warmer pane convects less).
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/property/fabric/compare.hpp"
#include "tests/support/random_fabric.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)

constexpr double kSetPoint_degc = 20.0;

/// A thermostat that is within 1e-9 K of its set point is content; times some 1e5 W/K of room over 100 h that is 1e-5 kWh.
constexpr double kContent_kwh = 1e-5;
constexpr double kContent_k = 1e-8;

tests::FabricWish heated_only(std::size_t most_zones) {
  return {.most_zones = most_zones,
          .places = false,
          .fixed_films = true,
          .cooling = false,
          .control_where_heated = true,
          .loops_of_air = false};
}

/// One zone without sun and gains that starts at its set point and is kept there by heat to the air; its surfaces have
/// constructions of their own, by layers.
tests::RandomFabric kept_room(std::uint64_t seed) {
  tests::RandomFabric r = tests::random_fabric(seed, heated_only(1));
  models::Zone& zone = r.fabric.zones[0];
  zone.gains.clear();
  zone.thermostat = models::ZoneThermostat{};
  zone.thermostat->heating_set_point_degc = models::Schedule::of(kSetPoint_degc);
  zone.thermostat->heating_capacity_w = models::Schedule::of(1e9);
  r.fabric.start_degc = kSetPoint_degc;
  r.fabric.options.elements = models::FabricOptions::Elements::layers;
  std::vector<models::Construction> own;
  for (models::Surface& surface : r.fabric.surfaces) {
    own.push_back(r.fabric.constructions[surface.construction]);
    surface.construction = own.size() - 1;
  }
  r.fabric.constructions = own;
  return r;
}

/// Air and sky that start below the set point and never rise.
models::Weather falling_weather(std::uint64_t seed, std::size_t hours) {
  tests::Dice dice(seed, "falling");
  models::Weather w = tests::still_weather(hours, 0.0);
  double air_degc = dice.number(0.0, kSetPoint_degc);
  double sky_degc = air_degc - dice.number(0.0, 20.0);
  for (std::size_t h = 0; h < hours; ++h) {
    if (dice.chance(0.3)) air_degc -= dice.number(0.0, 1.0);
    if (dice.chance(0.3)) sky_degc -= dice.number(0.0, 1.0);
    w.dry_bulb_degc[h] = air_degc;
    w.sky_temperature_degc[h] = sky_degc;
  }
  return w;
}

enum class Better { wall, glazing, frame };

/// The same room with more insulation without mass somewhere between inside and outside.
tests::RandomFabric insulated(const tests::RandomFabric& old, std::uint64_t seed, Better what) {
  tests::Dice dice(seed, "insulated");
  tests::RandomFabric r = old;
  if (what == Better::wall) {
    for (const models::Surface& surface : r.fabric.surfaces) {
      if (surface.beyond != models::Beyond::outdoors && surface.beyond != models::Beyond::boundary) continue;
      std::vector<models::Layer>& layers = r.fabric.constructions[surface.construction].layers;
      const std::size_t place = dice.below(layers.size());
      const models::Layer mat{0.0, 0.0, 0.0, 0.0, dice.magnitude(0.01, 5.0)};
      layers.insert(layers.begin() + static_cast<std::ptrdiff_t>(place), mat);
    }
  } else if (what == Better::glazing) {
    for (models::GlazingType& type : r.fabric.glazings) {
      if (type.u_value_w_m2k) *type.u_value_w_m2k *= dice.number(0.3, 1.0);
      const double factor = dice.number(0.3, 1.0);
      for (models::Gap& gap : type.glazing.gaps) gap.conductance_w_m2k = factor * gap.conductance_w_m2k.value_or(6.0);
    }
  } else {
    for (models::Window& window : r.fabric.windows) window.frame_u_value_w_m2k *= dice.number(0.3, 1.0);
  }
  return r;
}

/// Gaps with conductances that are known, so that a better one can be told.
void name_gaps(tests::RandomFabric& r) {
  for (models::GlazingType& type : r.fabric.glazings) {
    for (models::Gap& gap : type.glazing.gaps) gap.conductance_w_m2k = gap.conductance_w_m2k.value_or(6.0);
  }
}

void require_no_more_heat(const tests::RandomFabric& before, std::uint64_t seed) {
  const double before_kwh = tests::heating_kwh(before.run());
  for (const Better what : {Better::wall, Better::glazing, Better::frame}) {
    RC_ASSERT(tests::heating_kwh(insulated(before, seed, what).run()) <= before_kwh * (1.0 + 1e-9) + kContent_kwh);
  }
}

double unmet_kh(const models::ZoneThermostat& thermostat, const models::ZoneHours& zone) {
  double sum_kh = 0.0;
  for (std::size_t h = 0; h < zone.air_degc.size(); ++h) {
    sum_kh += std::max(0.0, thermostat.heating_set_point_degc.values[h % 24] - zone.air_degc[h]);
  }
  return sum_kh;
}

double smallest_rise_k(const models::FabricResult& low, const models::FabricResult& high) {
  double least_k = INFINITY;
  for (std::size_t z = 0; z < low.zones.size(); ++z) {
    for (std::size_t h = 0; h < low.zones[z].air_degc.size(); ++h) {
      least_k = std::min(least_k, high.zones[z].air_degc[h] - low.zones[z].air_degc[h]);
    }
  }
  return least_k;
}

}  // namespace

// From rest at the set point into air and sky that never rise, every node only cools, and heat flows outwards at every place of
// a wall that nothing else than the room's constant air warms. A new resistance holds that heat on its inner side, which nears
// the face to the air. So it is a law when no face warms another (no long-wave inside: a warm wall would give its store to a
// cold pane through the room) and the layer has no mass. Sun on the outside, or air that rises again, turns flows round: no law.
TEST_CASE("More insulation never raises heating while it grows colder outside") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomFabric r = kept_room(seed);
    name_gaps(r);
    r.weather = falling_weather(seed, r.period.hours);
    for (models::Surface& surface : r.fabric.surfaces) surface.inside_radiation_w_m2k = 0.0;
    for (models::Window& window : r.fabric.windows) window.inside_radiation_w_m2k = 0.0;
    require_no_more_heat(r, seed);
  }));
}

// Without mass in the walls every step is steady. With one temperature outdoors (the sky's too) below the set point heat flows
// outwards everywhere, also with long-wave between the faces. A second temperature (cellar, clear sky) could draw heat from the
// other through the room, so there is none.
TEST_CASE("More insulation of walls without mass never raises heating with radiation inside in any cold weather") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomFabric r = kept_room(seed);
    name_gaps(r);
    tests::take_sun_away(r.weather);
    for (double& degc : r.weather.dry_bulb_degc) degc = std::min(degc, kSetPoint_degc);
    r.weather.sky_temperature_degc = r.weather.dry_bulb_degc;
    for (models::Construction& construction : r.fabric.constructions) {
      for (models::Layer& layer : construction.layers) layer.density_kg_m3 = 0.0;
    }
    for (models::GlazingType& type : r.fabric.glazings) {
      for (models::Pane& pane : type.glazing.panes) pane.density_kg_m3 = 0.0;
    }
    for (models::Surface& surface : r.fabric.surfaces) {
      if (surface.beyond == models::Beyond::boundary) surface.beyond = models::Beyond::outdoors;
    }
    std::erase_if(r.fabric.air_paths, [](const models::AirPath& path) { return path.from == models::Beyond::boundary; });
    std::erase_if(r.fabric.bridges, [](const models::Bridge& bridge) { return bridge.beyond == models::Beyond::boundary; });
    require_no_more_heat(r, seed);
  }));
}

// The room's air is held above an obstacle by heat to that air: with fixed coefficients a higher obstacle raises every
// temperature, so losses and store, so the sum of heat. Sun and gains may be there. Excluded: cooling (it would take the extra
// heat away), air that does not come back between zones (it brings heat without taking it), control of what is not heated.
TEST_CASE("A higher heating set point never lowers heating or any temperature") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    const tests::RandomFabric low = tests::random_fabric(seed, heated_only(4));
    tests::RandomFabric high = low;
    for (models::Zone& zone : high.fabric.zones) {
      if (!zone.thermostat) continue;
      for (double& degc : zone.thermostat->heating_set_point_degc.values) degc += 1.0;
    }
    const models::FabricResult a = low.run();
    const models::FabricResult b = high.run();
    RC_ASSERT(tests::heating_kwh(b) >= tests::heating_kwh(a) * (1.0 - 1e-9) - kContent_kwh);
    RC_ASSERT(smallest_rise_k(a, b) >= -kContent_k);
  }));
}

TEST_CASE("A larger heating capacity never raises the unmet degree hours or lowers a temperature") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    const tests::RandomFabric small = tests::random_fabric(seed, heated_only(4));
    tests::RandomFabric large = small;
    for (models::Zone& zone : large.fabric.zones) {
      if (!zone.thermostat) continue;
      for (double& power_w : zone.thermostat->heating_capacity_w.values) power_w *= 1.5;
    }
    const models::FabricResult a = small.run();
    const models::FabricResult b = large.run();
    RC_ASSERT(smallest_rise_k(a, b) >= -kContent_k);
    for (std::size_t z = 0; z < a.zones.size(); ++z) {
      const std::optional<models::ZoneThermostat>& thermostat = small.fabric.zones[z].thermostat;
      if (!thermostat) continue;
      const double rounding_kh = kContent_k * static_cast<double>(small.period.hours);
      RC_ASSERT(unmet_kh(*thermostat, b.zones[z]) <= unmet_kh(*thermostat, a.zones[z]) + rounding_kh);
    }
  }));
}
