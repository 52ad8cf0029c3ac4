// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/plan.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/minimum_degree_ordering.hpp>
#include <numeric>
#include <set>

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
  for (const DrivenLink& link : network.driven_links()) {
    nodes.push_back(link.node);
    nodes.push_back(link.other);
  }
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
  const auto join = [&neighbours](NodeId a, NodeId b) {
    if (a == b) return;
    neighbours[index(a)].insert(static_cast<std::uint32_t>(index(b)));
    neighbours[index(b)].insert(static_cast<std::uint32_t>(index(a)));
  };
  for (const Link& link : network.links()) join(link.a, link.b);
  for (const DrivenLink& link : network.driven_links()) join(link.node, link.other);
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

/// All nodes in minimum-degree order.
std::vector<std::uint32_t> minimum_degree_order(const Neighbours& neighbours) {
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
    if (static_cast<std::size_t>(node) < neighbours.size()) order.push_back(static_cast<std::uint32_t>(node));
  }
  return order;
}

/// Takes `node` out of the graph: its neighbours become linked with one another.
void eliminate(std::uint32_t node, Neighbours& neighbours) {
  const std::set<std::uint32_t> around = std::move(neighbours[node]);
  neighbours[node].clear();
  for (const std::uint32_t a : around) {
    neighbours[a].erase(node);
    for (const std::uint32_t b : around) {
      if (a != b) neighbours[a].insert(b);
    }
  }
}

/// Static nodes in minimum-degree order of the whole graph: the others take part, so that chains are eliminated from their far
/// end and never fill towards the zone. Then the others, component by component, in minimum-degree order of what is left.
std::vector<std::uint32_t> elimination_order(const Neighbours& neighbours, const std::vector<bool>& is_zone,
                                             const std::vector<int>& component) {
  std::vector<std::uint32_t> order;
  Neighbours left = neighbours;
  for (const std::uint32_t node : minimum_degree_order(neighbours)) {
    if (is_zone[node]) continue;
    order.push_back(node);
    eliminate(node, left);
  }
  const std::vector<std::uint32_t> rest = minimum_degree_order(left);
  const int components = component.empty() ? 0 : *std::max_element(component.begin(), component.end()) + 1;
  for (int c = 0; c < components; ++c) {
    for (const std::uint32_t node : rest) {
      if (is_zone[node] && component[node] == c) order.push_back(node);
    }
  }
  return order;
}

std::vector<ZoneBlock> blocks_of(const ThermalNetwork& network, const std::vector<std::uint32_t>& order, std::size_t static_count,
                                 const std::vector<int>& component) {
  std::vector<ZoneBlock> blocks;
  std::vector<int> block_component;
  for (std::uint32_t place = static_cast<std::uint32_t>(static_count); place < order.size(); ++place) {
    if (block_component.empty() || block_component.back() != component[order[place]]) {
      blocks.push_back({place, place, {}});
      block_component.push_back(component[order[place]]);
    }
    blocks.back().end = place + 1;
  }
  for (std::uint32_t t = 0; t < network.thermostats().size(); ++t) {
    const int wanted = component[index(network.thermostats()[t].control.front().first)];
    const auto found = std::find(block_component.begin(), block_component.end(), wanted);
    blocks[static_cast<std::size_t>(found - block_component.begin())].thermostats.push_back(t);
  }
  return blocks;
}

/// Eliminates all nodes symbolically: each eliminated node links its later neighbours with one another.
void factor_symbolically(const std::vector<std::uint32_t>& order, const Neighbours& neighbours, Plan& plan) {
  Neighbours later(order.size());
  for (std::uint32_t place = 0; place < order.size(); ++place) {
    for (const std::uint32_t neighbour : neighbours[order[place]]) {
      if (plan.position[neighbour] > place) later[place].insert(plan.position[neighbour]);
    }
  }
  plan.column_begin.push_back(0);
  for (std::uint32_t place = 0; place < order.size(); ++place) {
    for (auto a = later[place].begin(); a != later[place].end(); ++a) {
      for (auto b = std::next(a); b != later[place].end(); ++b) later[*a].insert(*b);
    }
    plan.rows.insert(plan.rows.end(), later[place].begin(), later[place].end());
    plan.column_begin.push_back(static_cast<std::uint32_t>(plan.rows.size()));
  }
}

void list_updates(Plan& plan) {
  for (std::size_t j = plan.static_count; j < plan.node_count; ++j) {
    for (std::uint32_t a = plan.column_begin[j]; a < plan.column_begin[j + 1]; ++a) {
      for (std::uint32_t b = plan.column_begin[j]; b < plan.column_begin[j + 1]; ++b) {
        plan.updates.push_back(plan.factor_entry(plan.rows[a], plan.rows[b]));
      }
    }
  }
}

}  // namespace

bool Plan::fits(const ThermalNetwork& network) const {
  return network.nodes().size() == node_count && link_ends_of(network) == link_ends && network.driven_links() == driven_links &&
         zone_nodes_of(network) == zone_nodes && thermostat_nodes_of(network) == thermostat_nodes;
}

std::size_t Plan::row_entry(std::size_t i, std::size_t k) const {
  const std::size_t column = std::min(i, k);
  const auto begin = rows.begin() + column_begin[column];
  const auto end = rows.begin() + column_begin[column + 1];
  return static_cast<std::size_t>(std::lower_bound(begin, end, std::max(i, k)) - rows.begin());
}

std::uint32_t Plan::factor_entry(std::uint32_t i, std::uint32_t k) const {
  if (i == k) return static_cast<std::uint32_t>(i - static_count);
  const std::size_t lower = row_entry(i, k) - column_begin[static_count];
  return static_cast<std::uint32_t>(zone_count() + lower + (i > k ? 0 : lower_count()));
}

Plan make_plan(const ThermalNetwork& network) {
  Plan plan;
  plan.node_count = network.nodes().size();
  plan.link_ends = link_ends_of(network);
  plan.driven_links = network.driven_links();
  plan.zone_nodes = zone_nodes_of(network);
  plan.thermostat_nodes = thermostat_nodes_of(network);
  plan.static_count = plan.node_count - plan.zone_nodes.size();

  const Neighbours neighbours = neighbours_of(network);
  const std::vector<int> component = components_of(neighbours);
  std::vector<bool> is_zone(plan.node_count, false);
  for (const NodeId node : plan.zone_nodes) is_zone[index(node)] = true;

  const std::vector<std::uint32_t> order = elimination_order(neighbours, is_zone, component);
  plan.blocks = blocks_of(network, order, plan.static_count, component);
  plan.position.resize(plan.node_count);
  for (std::uint32_t place = 0; place < order.size(); ++place) plan.position[order[place]] = place;
  factor_symbolically(order, neighbours, plan);
  list_updates(plan);
  return plan;
}

}  // namespace tvilling::core
