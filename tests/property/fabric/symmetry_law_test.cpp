// SPDX-License-Identifier: MPL-2.0
// Larger, shuffled and divided buildings.
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "tests/property/fabric/compare.hpp"
#include "tests/support/random_fabric.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)

/// Sums in another order round differently, by 1e-13 K a step; films pass that on without enlarging it much, since both runs
/// take the same number of repetitions. (kFilmTolerance_k does not come in: both stop at the same place.)
constexpr double kRounding_k = 1e-7;

void scale(models::Schedule& schedule, double factor) {
  for (double& value : schedule.values) value *= factor;
}

void scale_zone(models::Zone& zone, double factor) {
  zone.volume_m3 *= factor;
  zone.floor_area_m2 *= factor;
  zone.furniture_j_k *= factor;
  for (models::Gain& gain : zone.gains) scale(gain.power_w, factor);
  if (!zone.thermostat) return;
  scale(zone.thermostat->heating_capacity_w, factor);
  scale(zone.thermostat->cooling_capacity_w, factor);
}

/// All that is counted in the size of the building times a factor.
void scale(models::Fabric& fabric, double factor) {
  for (models::Zone& zone : fabric.zones) scale_zone(zone, factor);
  for (models::Surface& surface : fabric.surfaces) surface.area_m2 *= factor;
  for (models::Window& window : fabric.windows) {
    window.area_m2 *= factor;
    window.edge_w_k *= factor;
  }
  for (models::AirPath& path : fabric.air_paths) scale(path.flow_m3_h, factor);
  for (models::Bridge& bridge : fabric.bridges) bridge.conductance_w_k *= factor;
}

struct Order {
  std::vector<std::size_t> old_of;  ///< new place -> old place
  std::vector<std::size_t> new_of;  ///< old place -> new place
};

Order random_order(tests::Dice& dice, std::size_t count) {
  Order order{std::vector<std::size_t>(count), std::vector<std::size_t>(count)};
  std::iota(order.old_of.begin(), order.old_of.end(), std::size_t{0});
  for (std::size_t i = count; i > 1; --i) std::swap(order.old_of[i - 1], order.old_of[dice.below(i)]);
  for (std::size_t i = 0; i < count; ++i) order.new_of[order.old_of[i]] = i;
  return order;
}

template <typename Part>
void put_in(std::vector<Part>& parts, const Order& order) {
  std::vector<Part> sorted;
  for (const std::size_t old : order.old_of) sorted.push_back(parts[old]);
  parts = std::move(sorted);
}

struct Shuffled {
  models::Fabric fabric;
  Order zones, surfaces, windows;
};

Shuffled shuffle(const models::Fabric& old, std::uint64_t seed) {
  tests::Dice dice(seed, "shuffle");
  Shuffled s{old, random_order(dice, old.zones.size()), random_order(dice, old.surfaces.size()),
             random_order(dice, old.windows.size())};
  const Order constructions = random_order(dice, old.constructions.size());
  put_in(s.fabric.zones, s.zones);
  put_in(s.fabric.surfaces, s.surfaces);
  put_in(s.fabric.windows, s.windows);
  put_in(s.fabric.constructions, constructions);
  put_in(s.fabric.air_paths, random_order(dice, old.air_paths.size()));
  put_in(s.fabric.bridges, random_order(dice, old.bridges.size()));
  for (models::Surface& surface : s.fabric.surfaces) {
    surface.zone = s.zones.new_of[surface.zone];
    surface.construction = constructions.new_of[surface.construction];
    if (surface.beyond == models::Beyond::zone) surface.beyond_index = s.zones.new_of[surface.beyond_index];
  }
  for (models::Window& window : s.fabric.windows) window.surface = s.surfaces.new_of[window.surface];
  for (models::AirPath& path : s.fabric.air_paths) {
    path.to = s.zones.new_of[path.to];
    if (path.from == models::Beyond::zone) path.from_index = s.zones.new_of[path.from_index];
  }
  for (models::Bridge& bridge : s.fabric.bridges) bridge.zone = s.zones.new_of[bridge.zone];
  return s;
}

/// The parts of the one zone of a building once more for a zone 1. Areas and the like stay.
models::Fabric doubled_zone(const models::Fabric& whole) {
  models::Fabric two = whole;
  two.zones.push_back(whole.zones[0]);
  for (models::Surface surface : whole.surfaces) {
    surface.zone = 1;
    if (surface.beyond == models::Beyond::zone) surface.beyond_index = 1;
    two.surfaces.push_back(surface);
  }
  for (models::Window window : whole.windows) {
    window.surface += whole.surfaces.size();
    two.windows.push_back(window);
  }
  for (models::AirPath path : whole.air_paths) {
    path.to = 1;
    two.air_paths.push_back(path);
  }
  for (models::Bridge bridge : whole.bridges) {
    bridge.zone = 1;
    two.bridges.push_back(bridge);
  }
  return two;
}

void exchange_air(models::Fabric& fabric, double flow_m3_h) {
  fabric.air_paths.push_back({"there", models::Beyond::zone, 0, 1, false, models::Schedule::of(flow_m3_h), false, {}});
  fabric.air_paths.push_back({"back", models::Beyond::zone, 1, 0, false, models::Schedule::of(flow_m3_h), false, {}});
}

}  // namespace

TEST_CASE("A building of twice the size has twice the loads and the same temperatures") {
  // Without places: a place has a height for the wind and a room for the light, which do not grow with the area alone.
  REQUIRE(rc::check([](std::uint64_t seed) {
    const tests::RandomFabric one = tests::random_fabric(seed, {.places = false});
    tests::RandomFabric two = one;
    scale(two.fabric, 2.0);
    const models::FabricResult a = one.run();
    const models::FabricResult b = two.run();
    for (std::size_t z = 0; z < a.zones.size(); ++z) {
      // Doubling is exact in floating point. What is left is the helper link of a radiant node that nothing ties (1 W/K always).
      RC_ASSERT(tests::difference_k(a.zones[z], b.zones[z]) <= 1e-9);
      RC_ASSERT(tests::difference_w(a.zones[z], b.zones[z], 2.0) <= 1e-9 * (tests::largest_load_w(b.zones[z]) + 1.0));
    }
    for (std::size_t t = 0; t < a.terms.size(); ++t) {
      RC_ASSERT(std::abs(2.0 * a.terms[t].energy_kwh - b.terms[t].energy_kwh) <= 1e-9 * (std::abs(b.terms[t].energy_kwh) + 1.0));
    }
    RC_ASSERT(tests::largest_difference(a.incident_kwh_m2, b.incident_kwh_m2) <= 1e-9);
    RC_ASSERT(tests::largest_difference(a.transmitted_kwh_m2, b.transmitted_kwh_m2) <= 1e-9);
  }));
}

TEST_CASE("A room in which only the windows radiate does not know its size") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomFabric one = tests::random_fabric(seed, {.places = false, .fixed_films = true});
    for (models::Surface& surface : one.fabric.surfaces) surface.inside_radiation_w_m2k = 0.0;
    for (models::Surface& surface : one.fabric.surfaces) {
      if (surface.beyond == models::Beyond::zone) surface.outside_radiation_w_m2k = 0.0;
    }
    tests::RandomFabric two = one;
    scale(two.fabric, 2.0);
    const models::FabricResult a = one.run();
    const models::FabricResult b = two.run();
    for (std::size_t z = 0; z < a.zones.size(); ++z) RC_ASSERT(tests::difference_k(a.zones[z], b.zones[z]) <= 1e-9);
  }));
}

TEST_CASE("A room whose faces emit nothing can be simulated") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomFabric r = tests::random_fabric(seed, {.places = false});
    r.fabric.options.driven_radiation = true;
    r.fabric.windows.clear();
    for (models::Construction& construction : r.fabric.constructions) {
      construction.emissivity_inside = construction.emissivity_outside = 0.0;
    }
    for (models::Surface& surface : r.fabric.surfaces) {
      surface.inside_radiation_w_m2k.reset();
      if (surface.beyond == models::Beyond::zone) surface.outside_radiation_w_m2k.reset();
    }
    for (const models::ZoneHours& zone : r.run().zones) {
      RC_ASSERT(tests::largest_difference(zone.air_degc, zone.operative_degc) <= 1e-9);  // the node follows the air
    }
  }));
}

TEST_CASE("Shuffling zones and surfaces and windows permutes the results") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    const tests::RandomFabric one = tests::random_fabric(seed);
    const Shuffled shuffled = shuffle(one.fabric, seed);
    const models::FabricResult a = one.run();
    const models::FabricResult b = tests::RandomFabric{shuffled.fabric, one.weather, one.period}.run();
    for (std::size_t z = 0; z < a.zones.size(); ++z) {
      const models::ZoneHours& same = b.zones[shuffled.zones.new_of[z]];
      RC_ASSERT(tests::difference_k(a.zones[z], same) <= kRounding_k);
      RC_ASSERT(tests::difference_w(a.zones[z], same) <= 1e-7 * (tests::largest_load_w(a.zones[z]) + 1.0));
    }
    for (std::size_t s = 0; s < a.incident_kwh_m2.size(); ++s) {
      RC_ASSERT(std::abs(a.incident_kwh_m2[s] - b.incident_kwh_m2[shuffled.surfaces.new_of[s]]) <= 1e-9);
    }
    for (std::size_t w = 0; w < a.transmitted_kwh_m2.size(); ++w) {
      RC_ASSERT(std::abs(a.transmitted_kwh_m2[w] - b.transmitted_kwh_m2[shuffled.windows.new_of[w]]) <= 1e-9);
    }
  }));
}

TEST_CASE("Two equal halves joined by much air are the whole zone") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    const tests::RandomFabric whole = tests::random_fabric(seed, {.most_zones = 1, .places = false});
    tests::RandomFabric halves = whole;
    halves.fabric = doubled_zone(whole.fabric);
    scale(halves.fabric, 0.5);
    exchange_air(halves.fabric, 1e5);
    const models::FabricResult a = whole.run();
    const models::FabricResult b = halves.run();
    for (const models::ZoneHours& half : b.zones) RC_ASSERT(tests::difference_k(a.zones[0], half) <= kRounding_k);
    // By symmetry nothing flows between them. Rounding of a temperature times 3e4 W/K of air between them is left.
    models::ZoneHours sum = b.zones[0];
    for (std::size_t h = 0; h < sum.heating_w.size(); ++h) {
      sum.heating_w[h] += b.zones[1].heating_w[h];
      sum.cooling_w[h] += b.zones[1].cooling_w[h];
    }
    RC_ASSERT(tests::difference_w(a.zones[0], sum) <= 1e-7 * (tests::largest_load_w(a.zones[0]) + 1.0));
  }));
}

TEST_CASE("A zone whose surfaces are dealt out to two zones that share their air is the whole zone") {
  // Only air joins the parts, so nothing may radiate or be spread over faces: no sun, no long-wave inside, convective heat.
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomFabric whole =
        tests::random_fabric(seed, {.most_zones = 1, .places = false, .fixed_films = true, .control_where_heated = true});
    tests::take_sun_away(whole.weather);
    for (models::Surface& surface : whole.fabric.surfaces) surface.inside_radiation_w_m2k = 0.0;
    for (models::Window& window : whole.fabric.windows) window.inside_radiation_w_m2k = 0.0;
    for (models::Gain& gain : whole.fabric.zones[0].gains) gain.convective_fraction = 1.0;
    tests::RandomFabric parts = whole;
    models::Fabric& fabric = parts.fabric;
    models::Zone other;
    other.name = "other";
    other.volume_m3 = 0.5 * fabric.zones[0].volume_m3;
    fabric.zones[0].volume_m3 *= 0.5;
    fabric.zones.push_back(other);
    for (std::size_t s = 0; s < fabric.surfaces.size(); s += 2) {
      fabric.surfaces[s].zone = 1;
      if (fabric.surfaces[s].beyond == models::Beyond::zone) fabric.surfaces[s].beyond_index = 1;
    }
    constexpr double kFlow_m3_h = 1e8;
    exchange_air(fabric, kFlow_m3_h);
    const models::FabricResult a = whole.run();
    const models::FabricResult b = parts.run();
    // Their airs differ by what flows from one to the other, at most all heat there is, over the 3.4e7 W/K between them.
    double flow_w = 100.0 * 1e4;  // losses: 100 K times less than 10,000 W/K
    flow_w += tests::largest_load_w(a.zones[0]);
    const double difference_k = flow_w / (kFlow_m3_h * 1.204 * 1006.0 / 3600.0) + kRounding_k;
    for (const models::ZoneHours& part : b.zones) {
      RC_ASSERT(tests::largest_difference(a.zones[0].air_degc, part.air_degc) <= difference_k);
    }
  }));
}
