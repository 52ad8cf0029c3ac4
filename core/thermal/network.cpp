// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/network.hpp"

#include <cmath>

#include "core/error.hpp"

namespace tvilling::core {

namespace {

void require(bool holds, const std::string& message) {
  if (!holds) throw Error(ErrorKind::internal, message);
}

bool is_conductance(double value) {
  return std::isfinite(value) && value >= 0.0;
}

}  // namespace

void ThermalNetwork::check_node(NodeId node) const {
  require(index(node) < nodes_.size(), "thermal network: unknown node");
}

NodeId ThermalNetwork::add_node(std::string name, double capacity_j_k) {
  require(std::isfinite(capacity_j_k) && capacity_j_k >= 0.0,
          "thermal network: heat capacity of " + name + " is not a number >= 0");
  nodes_.push_back({std::move(name), capacity_j_k});
  return static_cast<NodeId>(nodes_.size() - 1);
}

BoundaryId ThermalNetwork::add_boundary(std::string name) {
  boundaries_.push_back(std::move(name));
  return static_cast<BoundaryId>(boundaries_.size() - 1);
}

TermId ThermalNetwork::add_term(std::string name) {
  terms_.push_back(std::move(name));
  return static_cast<TermId>(terms_.size() - 1);
}

void ThermalNetwork::connect(NodeId a, NodeId b, double conductance_w_k) {
  check_node(a);
  check_node(b);
  require(a != b, "thermal network: a node is linked to itself");
  require(is_conductance(conductance_w_k), "thermal network: conductance is not a number >= 0");
  links_.push_back({a, b, conductance_w_k});
}

void ThermalNetwork::connect(NodeId node, BoundaryId boundary, double conductance_w_k, TermId term) {
  check_node(node);
  require(index(boundary) < boundaries_.size() && index(term) < terms_.size(), "thermal network: unknown boundary or term");
  require(is_conductance(conductance_w_k), "thermal network: conductance is not a number >= 0");
  boundary_links_.push_back({node, boundary, conductance_w_k, term});
}

DriveId ThermalNetwork::connect_driven(NodeId node, BoundaryId boundary, TermId term) {
  check_node(node);
  require(index(boundary) < boundaries_.size() && index(term) < terms_.size(), "thermal network: unknown boundary or term");
  return add_driven({DrivenLink::Kind::boundary, node, node, boundary, term});
}

DriveId ThermalNetwork::connect_driven(NodeId a, NodeId b) {
  check_node(a);
  check_node(b);
  require(a != b, "thermal network: a node is linked to itself");
  return add_driven({DrivenLink::Kind::exchange, a, b, {}, {}});
}

DriveId ThermalNetwork::connect_flow(NodeId from, NodeId to, TermId term) {
  check_node(from);
  check_node(to);
  require(from != to && index(term) < terms_.size(), "thermal network: a flow to itself or an unknown term");
  return add_driven({DrivenLink::Kind::flow, to, from, {}, term});
}

DriveId ThermalNetwork::add_driven(const DrivenLink& link) {
  driven_links_.push_back(link);
  return static_cast<DriveId>(driven_links_.size() - 1);
}

SourceId ThermalNetwork::add_source(Source source) {
  require(index(source.term) < terms_.size(), "thermal network: unknown term");
  for (const auto& [node, weight] : source.weights) {
    check_node(node);
    require(std::isfinite(weight), "thermal network: source weight is not a number");
  }
  sources_.push_back(std::move(source));
  return static_cast<SourceId>(sources_.size() - 1);
}

void ThermalNetwork::add_thermostat(Thermostat thermostat) {
  require(index(thermostat.heating) < sources_.size() && index(thermostat.cooling) < sources_.size(),
          "thermal network: unknown source");
  for (const Thermostat& other : thermostats_) {
    require(other.heating != thermostat.heating && other.cooling != thermostat.cooling,
            "thermal network: two thermostats heat or cool with one source");
  }
  require(!thermostat.control.empty(), "thermal network: a thermostat without a node to control");
  for (const auto& [node, weight] : thermostat.control) {
    check_node(node);
    require(std::isfinite(weight), "thermal network: thermostat weight is not a number");
  }
  thermostats_.push_back(std::move(thermostat));
}

NetworkOffset ThermalNetwork::append(const ThermalNetwork& other) {
  const auto size = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
  const NetworkOffset by{size(nodes_), size(boundaries_), size(driven_links_), size(sources_), size(terms_)};
  const auto moved = [](auto id, std::uint32_t offset) {
    return static_cast<decltype(id)>(static_cast<std::uint32_t>(id) + offset);
  };
  nodes_.insert(nodes_.end(), other.nodes_.begin(), other.nodes_.end());
  boundaries_.insert(boundaries_.end(), other.boundaries_.begin(), other.boundaries_.end());
  terms_.insert(terms_.end(), other.terms_.begin(), other.terms_.end());
  for (const Link& link : other.links_) {
    links_.push_back({moved(link.a, by.node), moved(link.b, by.node), link.conductance_w_k});
  }
  for (const BoundaryLink& link : other.boundary_links_) {
    boundary_links_.push_back(
        {moved(link.node, by.node), moved(link.boundary, by.boundary), link.conductance_w_k, moved(link.term, by.term)});
  }
  for (const DrivenLink& link : other.driven_links_) {
    driven_links_.push_back({link.kind, moved(link.node, by.node), moved(link.other, by.node), moved(link.boundary, by.boundary),
                             moved(link.term, by.term)});
  }
  for (Source source : other.sources_) {
    for (auto& [node, weight] : source.weights) node = moved(node, by.node);
    source.term = moved(source.term, by.term);
    sources_.push_back(std::move(source));
  }
  for (Thermostat thermostat : other.thermostats_) {
    for (auto& [node, weight] : thermostat.control) node = moved(node, by.node);
    thermostat.heating = moved(thermostat.heating, by.source);
    thermostat.cooling = moved(thermostat.cooling, by.source);
    thermostats_.push_back(std::move(thermostat));
  }
  return by;
}

}  // namespace tvilling::core
