// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/plan.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/minimum_degree_ordering.hpp>
#include <numeric>
#include <set>

#include "core/error.hpp"

namespace tvilling::core {

namespace {

using Neighbours = std::vector<std::set<std::uint32_t>>;

std::vector<std::pair<NodeId, NodeId>> link_ends_of(const ThermalNetwork& network) {
  std::vector<std::pair<NodeId, NodeId>> ends;
  ends.reserve(network.links().size());
  for (const Link& link : network.links()) ends.emplace_back(link.a, link.b);
  return ends;
}

/// Nodes that must be solved every step, ascending and once each.
std::vector<NodeId> zone_nodes_of(const ThermalNetwork& network) {
  std::vector<NodeId> nodes;
  for (const DrivenLink& link : network.driven_links()) nodes.push_back(link.node);
  for (const Thermostat& thermostat : network.thermostats()) {
    for (const auto& [node, weight] : thermostat.control) nodes.push_back(node);
  }
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

std::vector<NodeId> thermostat_nodes_of(const ThermalNetwork& network) {
  std::vector<NodeId> nodes;
  for (const Thermostat& thermostat : network.thermostats()) nodes.push_back(thermostat.control.front().first);
  return nodes;
}

Neighbours neighbours_of(const ThermalNetwork& network) {
  Neighbours neighbours(network.nodes().size());
  for (const Link& link : network.links()) {
    neighbours[index(link.a)].insert(static_cast<std::uint32_t>(index(link.b)));
    neighbours[index(link.b)].insert(static_cast<std::uint32_t>(index(link.a)));
  }
  return neighbours;
}

std::vector<int> components_of(const Neighbours& neighbours) {
  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> graph(neighbours.size());
  for (std::uint32_t a = 0; a < neighbours.size(); ++a) {
    for (const std::uint32_t b : neighbours[a]) {
      if (a < b) boost::add_edge(a, b, graph);
    }
  }
  std::vector<int> component(neighbours.size());
  boost::connected_components(graph, component.data());
  return component;
}

/// The static nodes in minimum-degree order of the whole graph: the zone nodes take part, so that chains are eliminated from
/// their far end and never fill towards the zone.
std::vector<std::uint32_t> static_order(const Neighbours& neighbours, const std::vector<bool>& is_zone) {
  // minimum_degree_ordering wants a directed graph that holds both arcs of every link. It looks one degree too far when the rest
  // of the graph is complete (Boost 1.74 asserts in bucket_sorter): two vertices without links give it the room.
  constexpr std::size_t kRoom = 2;
  const std::size_t n = neighbours.size() + kRoom;
  boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> graph(n);
  for (std::uint32_t a = 0; a < neighbours.size(); ++a) {
    for (const std::uint32_t b : neighbours[a]) boost::add_edge(a, b, graph);
  }
  std::vector<int> degree(n, 0);
  std::vector<int> old_to_new(n, 0);
  std::vector<int> new_to_old(n, 0);
  std::vector<int> supernode_size(n, 1);
  std::iota(new_to_old.begin(), new_to_old.end(), 0);
  if (boost::num_edges(graph) > 0) {
    boost::minimum_degree_ordering(graph, degree.data(), old_to_new.data(), new_to_old.data(), supernode_size.data(), 0,
                                   get(boost::vertex_index, graph));
  }
  std::vector<std::uint32_t> order;
  for (const int node : new_to_old) {
    const std::size_t place = static_cast<std::size_t>(node);
    if (place < neighbours.size() && !is_zone[place]) order.push_back(static_cast<std::uint32_t>(node));
  }
  return order;
}

/// Zone nodes by component, and the thermostat of each component.
std::vector<ZoneBlock> place_zone_blocks(const ThermalNetwork& network, const std::vector<NodeId>& zone_nodes,
                                         const std::vector<int>& component, std::vector<std::uint32_t>& order) {
  std::vector<NodeId> sorted = zone_nodes;
  const auto before = [&component](NodeId a, NodeId b) {
    return std::pair(component[index(a)], a) < std::pair(component[index(b)], b);
  };
  std::sort(sorted.begin(), sorted.end(), before);
  std::vector<ZoneBlock> blocks;
  std::vector<int> block_component;
  for (const NodeId node : sorted) {
    const std::uint32_t place = static_cast<std::uint32_t>(order.size());
    if (block_component.empty() || block_component.back() != component[index(node)]) {
      blocks.push_back({place, place, -1});
      block_component.push_back(component[index(node)]);
    }
    order.push_back(static_cast<std::uint32_t>(index(node)));
    blocks.back().end = place + 1;
  }
  for (std::size_t t = 0; t < network.thermostats().size(); ++t) {
    const int wanted = component[index(network.thermostats()[t].control.front().first)];
    const auto found = std::find(block_component.begin(), block_component.end(), wanted);
    ZoneBlock& block = blocks[static_cast<std::size_t>(found - block_component.begin())];
    if (block.thermostat >= 0) {
      throw Error(ErrorKind::internal, "thermal plan: two thermostats act on one connected network");
    }
    block.thermostat = static_cast<std::int32_t>(t);
  }
  return blocks;
}

/// Eliminates the static nodes symbolically: each eliminated node links its later neighbours with one another.
void factor_symbolically(const std::vector<std::uint32_t>& order, const Neighbours& neighbours, Plan& plan) {
  Neighbours later(order.size());
  for (std::uint32_t place = 0; place < order.size(); ++place) {
    for (const std::uint32_t neighbour : neighbours[order[place]]) {
      if (plan.position[neighbour] > place) later[place].insert(plan.position[neighbour]);
    }
  }
  plan.column_begin.push_back(0);
  for (std::uint32_t place = 0; place < plan.static_count; ++place) {
    for (auto a = later[place].begin(); a != later[place].end(); ++a) {
      for (auto b = std::next(a); b != later[place].end(); ++b) later[*a].insert(*b);
    }
    plan.rows.insert(plan.rows.end(), later[place].begin(), later[place].end());
    plan.column_begin.push_back(static_cast<std::uint32_t>(plan.rows.size()));
  }
}

}  // namespace

bool Plan::fits(const ThermalNetwork& network) const {
  return network.nodes().size() == node_count && link_ends_of(network) == link_ends && zone_nodes_of(network) == zone_nodes &&
         thermostat_nodes_of(network) == thermostat_nodes;
}

Plan make_plan(const ThermalNetwork& network) {
  Plan plan;
  plan.node_count = network.nodes().size();
  plan.link_ends = link_ends_of(network);
  plan.zone_nodes = zone_nodes_of(network);
  plan.thermostat_nodes = thermostat_nodes_of(network);

  const Neighbours neighbours = neighbours_of(network);
  std::vector<bool> is_zone(plan.node_count, false);
  for (const NodeId node : plan.zone_nodes) is_zone[index(node)] = true;

  std::vector<std::uint32_t> order = static_order(neighbours, is_zone);
  plan.static_count = order.size();
  plan.blocks = place_zone_blocks(network, plan.zone_nodes, components_of(neighbours), order);
  plan.position.resize(plan.node_count);
  for (std::uint32_t place = 0; place < order.size(); ++place) plan.position[order[place]] = place;
  factor_symbolically(order, neighbours, plan);
  return plan;
}

}  // namespace tvilling::core
