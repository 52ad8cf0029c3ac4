// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "core/io/toml_reader.hpp"
#include "models/fabric/fabric_check.hpp"
#include "models/fabric/fabric_codes.hpp"

namespace tvilling::models {

bool has_mass(const Construction& construction) noexcept {
  if (construction.lumped) return construction.lumped->heat_capacity_j_m2k > 0.0;
  return std::any_of(construction.layers.begin(), construction.layers.end(),
                     [](const Layer& layer) { return layer.capacity_j_m2k() > 0.0; });
}

namespace {

[[nodiscard]] bool is_given(Beyond beyond) noexcept {
  return beyond == Beyond::outdoors || beyond == Beyond::boundary;
}

/// Heat goes both ways through a surface; air brings it one way.
struct ZoneLink {
  std::size_t from = 0;
  std::size_t to = 0;
  bool both_ways = true;
  bool massless = true;
};

/// What holds the temperature of each zone, and how zones are joined.
struct ZoneGraph {
  std::vector<bool> outside;  ///< a path to outdoors or a boundary of its own, at least at times
  std::vector<bool> always;   ///< such a path at all times
  std::vector<bool> mass;     ///< heat capacity of its own
  std::vector<ZoneLink> links;
};

void add_surfaces(const Fabric& fabric, ZoneGraph& graph) {
  for (const Surface& surface : fabric.surfaces) {
    if (surface.zone == kUnresolved) continue;
    // A construction that is not known may have mass: no finding follows from it.
    const bool mass = surface.construction == kUnresolved || has_mass(fabric.constructions[surface.construction]);
    if (mass) graph.mass[surface.zone] = true;
    if (is_given(surface.beyond)) graph.outside[surface.zone] = graph.always[surface.zone] = true;
    if (surface.beyond != Beyond::zone || surface.beyond_index == kUnresolved) continue;
    if (mass) graph.mass[surface.beyond_index] = true;
    graph.links.push_back({surface.zone, surface.beyond_index, true, !mass});
  }
}

[[nodiscard]] ZoneGraph graph_of(const Fabric& fabric) {
  const std::vector<bool> none(fabric.zones.size(), false);
  ZoneGraph graph{none, none, none, {}};
  for (std::size_t z = 0; z < fabric.zones.size(); ++z) {
    graph.mass[z] = fabric.zones[z].volume_m3 > 0.0 || fabric.zones[z].furniture_j_k > 0.0;
  }
  add_surfaces(fabric, graph);
  for (const AirPath& path : fabric.air_paths) {
    if (path.to == kUnresolved) continue;
    const auto [least_m3_h, most_m3_h] = range_of(path.flow_m3_h);
    if (!(most_m3_h > 0.0)) continue;
    if (is_given(path.from)) {
      graph.outside[path.to] = true;
      if (least_m3_h > 0.0) graph.always[path.to] = true;
    } else if (path.from_index != kUnresolved) {
      graph.links.push_back({path.from_index, path.to, false, true});
    }
  }
  for (const Bridge& bridge : fabric.bridges) {
    if (bridge.zone == kUnresolved || !is_given(bridge.beyond) || !(bridge.conductance_w_k > 0.0)) continue;
    graph.outside[bridge.zone] = graph.always[bridge.zone] = true;
  }
  return graph;
}

/// Spreads "reached" along the links until nothing changes.
[[nodiscard]] std::vector<bool> reached(std::vector<bool> reached, const std::vector<ZoneLink>& links) {
  bool changed = true;
  while (changed) {
    changed = false;
    for (const ZoneLink& link : links) {
      if (reached[link.from] && !reached[link.to]) changed = reached[link.to] = true;
      if (link.both_ways && reached[link.to] && !reached[link.from]) changed = reached[link.from] = true;
    }
  }
  return reached;
}

[[nodiscard]] bool has_plant(const Zone& zone) noexcept {
  return zone.thermostat && (range_of(zone.thermostat->heating_capacity_w).second > 0.0 ||
                             range_of(zone.thermostat->cooling_capacity_w).second > 0.0);
}

/// The zones that hang together, each with the number of its group.
[[nodiscard]] std::vector<std::size_t> groups_of(std::size_t zones, const std::vector<ZoneLink>& links) {
  std::vector<std::size_t> group(zones);
  std::iota(group.begin(), group.end(), std::size_t{0});
  for (std::size_t pass = 0; pass < zones; ++pass) {
    for (const ZoneLink& link : links) {
      const std::size_t least = std::min(group[link.from], group[link.to]);
      group[link.from] = group[link.to] = least;
    }
  }
  return group;
}

void report_massless(const Fabric& fabric, const std::vector<std::size_t>& members, core::Findings& findings) {
  std::string names;
  for (const std::size_t z : members) names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", fabric.zones[z].name);
  core::add_stop(
      findings, fabric_code::kMasslessLoop, fabric.zones[members.front()].pos,
      fmt::format("{} {} no heat capacity and no lasting link to outdoors, a boundary or a mass: nothing determines the "
                  "temperature (an adjacency loop of massless nodes)",
                  members.size() == 1 ? "zone " + names : "zones " + names, members.size() == 1 ? "has" : "have"),
      "Give a volume_m3, furniture_j_k or a construction with density and specific heat.");
}

}  // namespace

void check_paths(const Fabric& fabric, core::Findings& findings) {
  const ZoneGraph graph = graph_of(fabric);
  std::vector<bool> held = graph.mass;
  for (std::size_t z = 0; z < held.size(); ++z) held[z] = held[z] || graph.always[z];
  const std::vector<bool> determined = reached(held, graph.links);
  const std::vector<bool> open = reached(graph.outside, graph.links);
  const std::vector<std::size_t> group = groups_of(fabric.zones.size(), graph.links);
  for (std::size_t z = 0; z < fabric.zones.size(); ++z) {
    if (determined[z]) {
      if (open[z] || has_plant(fabric.zones[z])) continue;
      core::add_stop(findings, fabric_code::kNoOutsidePath, fabric.zones[z].pos,
                     fmt::format("zone \"{}\" has no path to outdoors or a boundary, and no plant", fabric.zones[z].name),
                     "Give it a surface, air path or bridge to outdoors, a boundary or a zone with one, or a thermostat.");
      continue;
    }
    std::vector<std::size_t> members;
    for (std::size_t other = 0; other < fabric.zones.size(); ++other) {
      if (group[other] == group[z] && !determined[other]) members.push_back(other);
    }
    if (members.front() == z) report_massless(fabric, members, findings);
  }
}

}  // namespace tvilling::models
