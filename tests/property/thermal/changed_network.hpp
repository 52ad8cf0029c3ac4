// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/random_network.hpp"

namespace tvilling::tests {

/// `order[i]`: the old index that stands at i; `place[old]`: where it went.
struct Shuffle {
  std::vector<std::size_t> order;
  std::vector<std::size_t> place;
};

inline Shuffle shuffle(Dice& dice, std::size_t count) {
  Shuffle s{std::vector<std::size_t>(count), std::vector<std::size_t>(count)};
  std::iota(s.order.begin(), s.order.end(), std::size_t{0});
  for (std::size_t i = count; i > 1; --i) std::swap(s.order[i - 1], s.order[dice.below(i)]);
  for (std::size_t i = 0; i < count; ++i) s.place[s.order[i]] = i;
  return s;
}

/// A network with other numbers for the same things.
struct PermutedNetwork {
  RandomNetwork network;
  Shuffle nodes;
  Shuffle boundaries;
  Shuffle terms;
  Shuffle driven;
  Shuffle sources;
  Shuffle thermostats;

  [[nodiscard]] core::NodeId node(core::NodeId old) const { return static_cast<core::NodeId>(nodes.place[core::index(old)]); }
  [[nodiscard]] core::BoundaryId boundary(core::BoundaryId old) const {
    return static_cast<core::BoundaryId>(boundaries.place[core::index(old)]);
  }
  [[nodiscard]] core::TermId term(core::TermId old) const { return static_cast<core::TermId>(terms.place[core::index(old)]); }
  [[nodiscard]] core::SourceId source(core::SourceId old) const {
    return static_cast<core::SourceId>(sources.place[core::index(old)]);
  }
  [[nodiscard]] std::vector<std::pair<core::NodeId, double>> weights(
      const std::vector<std::pair<core::NodeId, double>>& old) const {
    std::vector<std::pair<core::NodeId, double>> moved;
    for (const auto& [old_node, weight] : old) moved.emplace_back(node(old_node), weight);
    return moved;
  }
};

inline void add_driven(core::ThermalNetwork& n, const core::DrivenLink& link) {
  switch (link.kind) {
    case core::DrivenLink::Kind::boundary: (void)n.connect_driven(link.node, link.boundary, link.term); break;
    case core::DrivenLink::Kind::exchange: (void)n.connect_driven(link.node, link.other); break;
    case core::DrivenLink::Kind::flow: (void)n.connect_flow(link.other, link.node, link.term); break;
  }
}

inline void add_links(const core::ThermalNetwork& old, Dice& dice, PermutedNetwork& p) {
  core::ThermalNetwork& n = p.network.network;
  for (const std::size_t i : shuffle(dice, old.links().size()).order) {
    const core::Link& link = old.links()[i];
    const bool turned = dice.chance(0.5);
    n.connect(p.node(turned ? link.b : link.a), p.node(turned ? link.a : link.b), link.conductance_w_k);
  }
  for (const std::size_t i : shuffle(dice, old.boundary_links().size()).order) {
    const core::BoundaryLink& link = old.boundary_links()[i];
    n.connect(p.node(link.node), p.boundary(link.boundary), link.conductance_w_k, p.term(link.term));
  }
  for (const std::size_t i : p.driven.order) {
    const core::DrivenLink& link = old.driven_links()[i];
    const bool turned = link.kind == core::DrivenLink::Kind::exchange && dice.chance(0.5);
    const core::NodeId node = p.node(turned ? link.other : link.node);
    const core::NodeId other = p.node(turned ? link.node : link.other);
    const bool outside = link.kind == core::DrivenLink::Kind::boundary;
    add_driven(n, {link.kind, node, other, outside ? p.boundary(link.boundary) : link.boundary, p.term(link.term)});
  }
}

/// The input of the old network in the order of the new one.
inline void take_input(const RandomNetwork& old, PermutedNetwork& p) {
  const auto permuted = [](const std::vector<double>& values, const Shuffle& by) {
    std::vector<double> moved;
    for (const std::size_t i : by.order) moved.push_back(values[i]);
    return moved;
  };
  p.network.boundary_degc = permuted(old.boundary_degc, p.boundaries);
  p.network.driven_w_k = permuted(old.driven_w_k, p.driven);
  p.network.source_w = permuted(old.source_w, p.sources);
  p.network.set_points.clear();
  for (const std::size_t i : p.thermostats.order) p.network.set_points.push_back(old.set_points[i]);
}

inline PermutedNetwork permute(const RandomNetwork& r, std::uint64_t seed) {
  const core::ThermalNetwork& old = r.network;
  Dice dice(seed, "permute");
  PermutedNetwork p{{},
                    shuffle(dice, old.nodes().size()),
                    shuffle(dice, old.boundaries().size()),
                    shuffle(dice, old.terms().size()),
                    shuffle(dice, old.driven_links().size()),
                    shuffle(dice, old.sources().size()),
                    shuffle(dice, old.thermostats().size())};
  core::ThermalNetwork& n = p.network.network;
  for (const std::size_t i : p.nodes.order) (void)n.add_node(old.nodes()[i].name, old.nodes()[i].capacity_j_k);
  for (const std::size_t i : p.boundaries.order) (void)n.add_boundary(old.boundaries()[i]);
  for (const std::size_t i : p.terms.order) (void)n.add_term(old.terms()[i]);
  add_links(old, dice, p);
  for (const std::size_t i : p.sources.order) {
    (void)n.add_source({p.weights(old.sources()[i].weights), p.term(old.sources()[i].term)});
  }
  for (const std::size_t i : p.thermostats.order) {
    const core::Thermostat& t = old.thermostats()[i];
    n.add_thermostat({p.weights(t.control), p.source(t.heating), p.source(t.cooling)});
  }
  take_input(r, p);
  return p;
}

/// Adds all of `part` to `whole`, linked to nothing that is there already.
inline void append(const RandomNetwork& part, RandomNetwork& whole) {
  core::ThermalNetwork& n = whole.network;
  const core::ThermalNetwork& add = part.network;
  const auto node = [base = n.nodes().size()](core::NodeId id) { return static_cast<core::NodeId>(base + core::index(id)); };
  const auto boundary = [base = n.boundaries().size()](core::BoundaryId id) {
    return static_cast<core::BoundaryId>(base + core::index(id));
  };
  const auto term = [base = n.terms().size()](core::TermId id) { return static_cast<core::TermId>(base + core::index(id)); };
  const auto source = [base = n.sources().size()](core::SourceId id) {
    return static_cast<core::SourceId>(base + core::index(id));
  };
  const auto weights = [node](std::vector<std::pair<core::NodeId, double>> moved) {
    for (std::pair<core::NodeId, double>& weight : moved) weight.first = node(weight.first);
    return moved;
  };
  for (const core::HeatNode& old : add.nodes()) (void)n.add_node(old.name, old.capacity_j_k);
  for (const std::string& name : add.boundaries()) (void)n.add_boundary(name);
  for (const std::string& name : add.terms()) (void)n.add_term(name);
  for (const core::Link& l : add.links()) n.connect(node(l.a), node(l.b), l.conductance_w_k);
  for (const core::BoundaryLink& l : add.boundary_links()) {
    n.connect(node(l.node), boundary(l.boundary), l.conductance_w_k, term(l.term));
  }
  for (const core::DrivenLink& l : add.driven_links()) {
    add_driven(n, {l.kind, node(l.node), node(l.other), boundary(l.boundary), term(l.term)});
  }
  for (const core::Source& s : add.sources()) (void)n.add_source({weights(s.weights), term(s.term)});
  for (const core::Thermostat& t : add.thermostats())
    n.add_thermostat({weights(t.control), source(t.heating), source(t.cooling)});
}

/// The inputs of the parts one after the other.
inline void append_input(const RandomNetwork& part, RandomNetwork& whole) {
  whole.boundary_degc.insert(whole.boundary_degc.end(), part.boundary_degc.begin(), part.boundary_degc.end());
  whole.driven_w_k.insert(whole.driven_w_k.end(), part.driven_w_k.begin(), part.driven_w_k.end());
  whole.source_w.insert(whole.source_w.end(), part.source_w.begin(), part.source_w.end());
  whole.set_points.insert(whole.set_points.end(), part.set_points.begin(), part.set_points.end());
}

}  // namespace tvilling::tests
