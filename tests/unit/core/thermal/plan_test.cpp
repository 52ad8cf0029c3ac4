// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/plan.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

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
  n.add_thermostat({{{air, 0.5}, {radiant, 0.5}}, heat, heat});
  return n;
}

}  // namespace

TEST_CASE("Chains around a zone are eliminated without fill") {
  const Plan plan = make_plan(make_star(11));
  CHECK(plan.static_count == 55);
  // Per chain: four links to the next node and two of the inside surface to air and radiant.
  CHECK(plan.column_begin[plan.static_count] == 11 * (4 + 2));
  CHECK(plan.lower_count() == 1);  // air and radiant
  REQUIRE(plan.blocks.size() == 1);
  CHECK(plan.blocks[0].size() == 2);
  CHECK(plan.blocks[0].thermostats == std::vector<std::uint32_t>{0});
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

TEST_CASE("Rooms with a wall between them share a block with both thermostats") {
  ThermalNetwork n;
  const TermId heat = n.add_term("heat");
  std::vector<NodeId> rooms;
  for (int i = 0; i < 3; ++i) {
    rooms.push_back(n.add_node("room", 1.0));
    const SourceId heater = n.add_source({{{rooms.back(), 1.0}}, heat});
    n.add_thermostat({{{rooms.back(), 1.0}}, heater, heater});
  }
  const NodeId wall = n.add_node("wall", 1.0);
  n.connect(rooms[0], wall, 1.0);
  n.connect(rooms[2], wall, 1.0);
  const Plan plan = make_plan(n);
  CHECK(plan.static_count == 1);
  REQUIRE(plan.blocks.size() == 2);
  const std::size_t pair = plan.blocks[0].size() == 2 ? 0 : 1;
  CHECK(plan.blocks[pair].thermostats == std::vector<std::uint32_t>{0, 2});
  CHECK(plan.blocks[1 - pair].thermostats == std::vector<std::uint32_t>{1});
}

TEST_CASE("Driven films make the surfaces nodes of every step and leave the inside of the walls condensed") {
  ThermalNetwork n;
  const NodeId air = n.add_node("air", 1.0);
  constexpr std::size_t kWalls = 6;
  for (std::size_t wall = 0; wall < kWalls; ++wall) {
    const NodeId outside = n.add_node("outside", 1.0);
    const NodeId core = n.add_node("core", 1.0);
    const NodeId inside = n.add_node("inside", 1.0);
    n.connect(outside, core, 1.0);
    n.connect(core, inside, 1.0);
    (void)n.connect_driven(inside, air);
  }
  const Plan plan = make_plan(n);
  CHECK(plan.static_count == 2 * kWalls);
  CHECK(plan.zone_count() == kWalls + 1);
  CHECK(plan.lower_count() == kWalls);  // each surface sees the air and nothing fills in
  CHECK(plan.updates.size() == plan.lower_count());
}

TEST_CASE("A plan does not fit a network in which a film became a stream") {
  const auto make = [](bool stream) {
    ThermalNetwork n;
    const TermId term = n.add_term("air");
    const NodeId a = n.add_node("a", 1.0);
    const NodeId b = n.add_node("b", 1.0);
    if (stream) (void)n.connect_flow(a, b, term);
    if (!stream) (void)n.connect_driven(a, b);
    return n;
  };
  CHECK(make_plan(make(true)).fits(make(true)));
  CHECK_FALSE(make_plan(make(true)).fits(make(false)));
}

TEST_CASE("Every entry of the factor of the step has a place of its own") {
  ThermalNetwork n;
  std::vector<NodeId> rooms;
  for (int i = 0; i < 5; ++i) rooms.push_back(n.add_node("room", 1.0));
  for (std::size_t a = 0; a < rooms.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) (void)n.connect_driven(rooms[a], rooms[b]);
  }
  const Plan plan = make_plan(n);
  std::vector<std::uint32_t> entries;
  for (std::uint32_t i = 0; i < 5; ++i) {
    for (std::uint32_t k = 0; k < 5; ++k) entries.push_back(plan.factor_entry(i, k));
  }
  std::sort(entries.begin(), entries.end());
  CHECK(entries.size() == plan.factor_size());
  CHECK(std::adjacent_find(entries.begin(), entries.end()) == entries.end());
  CHECK(entries.back() == plan.factor_size() - 1);
}

TEST_CASE("Every link of the graph has one entry in the rows of the factor whichever end is named first") {
  const ThermalNetwork n = make_star(7);
  const Plan plan = make_plan(n);
  std::vector<std::size_t> entries;
  for (const Link& link : n.links()) {
    const std::size_t i = plan.position[index(link.a)];
    const std::size_t k = plan.position[index(link.b)];
    const std::size_t entry = plan.row_entry(i, k);
    CHECK(entry == plan.row_entry(k, i));
    REQUIRE(entry < plan.rows.size());
    CHECK(plan.rows[entry] == std::max(i, k));
    CHECK((entry >= plan.column_begin[std::min(i, k)] && entry < plan.column_begin[std::min(i, k) + 1]));
    entries.push_back(entry);
  }
  std::sort(entries.begin(), entries.end());
  CHECK(std::adjacent_find(entries.begin(), entries.end()) == entries.end());
}
