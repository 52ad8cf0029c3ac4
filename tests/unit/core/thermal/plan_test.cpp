// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/plan.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "core/error.hpp"

namespace {

using namespace tvilling::core;  // NOLINT(google-build-using-namespace)

/// Chains of five nodes around an air and a radiant node, as a building has them.
ThermalNetwork make_star(int chains) {
  ThermalNetwork n;
  const BoundaryId outdoor = n.add_boundary("outdoor");
  const TermId loss = n.add_term("loss");
  const NodeId air = n.add_node("air", 1e5);
  const NodeId radiant = n.add_node("radiant", 0.0);
  for (int chain = 0; chain < chains; ++chain) {
    NodeId last = n.add_node("outside", 1e5);
    n.connect(last, outdoor, 20.0, loss);
    for (int i = 0; i < 4; ++i) {
      const NodeId next = n.add_node("inside", 1e5);
      n.connect(last, next, 5.0);
      last = next;
    }
    n.connect(last, air, 2.5);
    n.connect(last, radiant, 5.0);
  }
  (void)n.connect_driven(air, outdoor, loss);
  const SourceId heat = n.add_source({{{air, 1.0}}, loss});
  n.add_thermostat({{{air, 0.5}, {radiant, 0.5}}, heat});
  return n;
}

}  // namespace

TEST_CASE("Chains around a zone are eliminated without fill") {
  const Plan plan = make_plan(make_star(11));
  CHECK(plan.static_count == 55);
  // Per chain: four links to the next node and two of the inside surface to air and radiant.
  CHECK(plan.rows.size() == 11 * (4 + 2));
  REQUIRE(plan.blocks.size() == 1);
  CHECK(plan.blocks[0].size() == 2);
  CHECK(plan.blocks[0].thermostat == 0);
}

TEST_CASE("A plan fits networks of the same graph and no other") {
  const Plan plan = make_plan(make_star(3));
  CHECK(plan.fits(make_star(3)));
  CHECK_FALSE(plan.fits(make_star(4)));
}

TEST_CASE("Components that are not connected get blocks of their own") {
  ThermalNetwork n;
  const BoundaryId outdoor = n.add_boundary("outdoor");
  const TermId loss = n.add_term("loss");
  for (int i = 0; i < 3; ++i) {
    const NodeId wall = n.add_node("wall", 1.0);
    const NodeId room = n.add_node("room", 1.0);
    n.connect(wall, room, 1.0);
    (void)n.connect_driven(room, outdoor, loss);
  }
  const Plan plan = make_plan(n);
  REQUIRE(plan.blocks.size() == 3);
  CHECK(std::all_of(plan.blocks.begin(), plan.blocks.end(), [](const ZoneBlock& b) { return b.size() == 1; }));
}

TEST_CASE("Two thermostats on one connected network are refused") {
  ThermalNetwork n = make_star(2);
  n.add_thermostat({{{static_cast<NodeId>(0), 1.0}}, static_cast<SourceId>(0)});
  CHECK_THROWS_AS(make_plan(n), Error);
}
