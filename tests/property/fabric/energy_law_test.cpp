// SPDX-License-Identifier: MPL-2.0
// The first law and rest, for every detailed building.
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "core/findings.hpp"
#include "models/fabric/fabric_check.hpp"
#include "models/fabric/fabric_network.hpp"
#include "tests/property/fabric/compare.hpp"
#include "tests/support/random_fabric.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)

/// Every conductance of a network with heat capacities over the step [W/K], streams at their largest and films at `film_w_m2k`.
double total_w_k(const tests::RandomFabric& r, double film_w_m2k) {
  const models::FabricNetwork net = models::make_fabric_network(r.fabric);
  double total = 0.0;
  for (const core::HeatNode& node : net.network.nodes()) total += node.capacity_j_k / 3600.0 * r.period.steps_per_hour;
  for (const core::Link& link : net.network.links()) total += link.conductance_w_k;
  for (const core::BoundaryLink& link : net.network.boundary_links()) total += link.conductance_w_k;
  for (const models::InsideFace& face : net.inside_faces) total += face.area_m2 * film_w_m2k;
  for (const models::OutsideFace& face : net.outside_faces) total += face.area_m2 * film_w_m2k;
  for (const models::AirPath& path : r.fabric.air_paths) total += 0.4 * models::range_of(path.flow_m3_h).second;
  return total;
}

void bring_to_rest(tests::RandomFabric& r, double degc) {
  r.weather = tests::still_weather(r.period.hours, degc);
  r.fabric.start_degc = degc;
  for (models::GivenTemperature& given : r.fabric.boundaries) given.temperature_degc = models::Schedule::of(degc);
  for (models::Zone& zone : r.fabric.zones) {
    zone.gains.clear();
    if (!zone.thermostat) continue;
    for (double& set_degc : zone.thermostat->heating_set_point_degc.values) set_degc = std::min(set_degc, degc);
    for (double& set_degc : zone.thermostat->cooling_set_point_degc.values) set_degc = std::max(set_degc, degc);
  }
}

}  // namespace

TEST_CASE("Every random building passes the checks of an engineer's file") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    const tests::RandomFabric r = tests::random_fabric(seed);
    models::FabricFile file;
    file.fabric = r.fabric;
    core::Findings findings;
    models::check_fabric(file, r.period, {}, findings);
    RC_ASSERT(!findings.stops());
  }));
}

TEST_CASE("The terms of every building add up to the heat that it stores") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    const tests::RandomFabric r = tests::random_fabric(seed);
    const models::FabricResult found = r.run();
    double residual_kwh = -found.storage_kwh;
    double throughput_kwh = std::abs(found.storage_kwh);
    for (const models::FabricTerm& term : found.terms) {
      residual_kwh += term.energy_kwh;
      throughput_kwh += std::abs(term.energy_kwh);
    }
    // Every product of a conductance (or capacity over step) and a temperature up to 100 K is rounded by 1e-16 of it in every
    // step, and a few operations follow; 1e-14 stands for them. Films stay below 60 W/(m2 K): DOE-2 in 12 m/s, very rough.
    const double rounding_kwh = 1e-14 * 100.0 * total_w_k(r, 60.0) * static_cast<double>(r.period.hours) * 1e-3;
    RC_ASSERT(std::abs(residual_kwh) <= 1e-9 * throughput_kwh + rounding_kwh);
  }));
}

TEST_CASE("Heating and cooling by the hour add up to their terms") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    const models::FabricResult found = tests::random_fabric(seed).run();
    double cooling_kwh = 0.0;
    for (const models::ZoneHours& zone : found.zones) {
      for (const double heat_w : zone.cooling_w) cooling_kwh += 1e-3 * heat_w;
    }
    for (const models::FabricTerm& term : found.terms) {
      const double expected_kwh = term.name == "heating" ? tests::heating_kwh(found) : -cooling_kwh;
      if (term.name != "heating" && term.name != "cooling") continue;
      // Sums of less than 10,000 numbers, each rounded by 1e-16; the weights of a source add up to 1 as well.
      RC_ASSERT(std::abs(term.energy_kwh - expected_kwh) <= 1e-12 * (std::abs(expected_kwh) + 1.0));
    }
  }));
}

TEST_CASE("At one temperature everywhere and without sun and gains nothing flows in any building") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomFabric r = tests::random_fabric(seed);
    bring_to_rest(r, 20.0);
    const models::FabricResult found = r.run();
    for (const models::ZoneHours& zone : found.zones) {
      for (const double degc : zone.air_degc) RC_ASSERT(std::abs(degc - 20.0) <= 1e-9);
      for (const double degc : zone.operative_degc) RC_ASSERT(std::abs(degc - 20.0) <= 1e-9);
      RC_ASSERT(tests::largest_load_w(zone) == 0.0);
    }
    // What is left is conductance times the rounding of 20 degC (4e-15 K a step, which may add up).
    const double rounding_kwh = 1e-12 * total_w_k(r, 60.0) * static_cast<double>(r.period.hours) * 1e-3;
    for (const models::FabricTerm& term : found.terms) RC_ASSERT(std::abs(term.energy_kwh) <= rounding_kwh);
    RC_ASSERT(std::abs(found.storage_kwh) <= rounding_kwh);
  }));
}
