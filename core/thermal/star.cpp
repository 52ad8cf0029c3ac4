// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/star.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace tvilling::core {

namespace {

constexpr double kSameShare = 1e-12;

struct Neighbour {
  std::size_t node;
  double conductance_w_k;
};

/// Takes a network apart; `ok` falls when it is no star.
class StarReader {
 public:
  StarReader(const ThermalNetwork& network, double step_s)
      : network_(network), step_s_(step_s), neighbours_(network.nodes().size()), boundaries_(network.nodes().size()) {
    for (const Link& link : network.links()) {
      neighbours_[index(link.a)].push_back({index(link.b), link.conductance_w_k});
      neighbours_[index(link.b)].push_back({index(link.a), link.conductance_w_k});
    }
    for (const BoundaryLink& link : network.boundary_links()) {
      boundaries_[index(link.node)].push_back({link.boundary, link.conductance_w_k});
    }
  }

  std::optional<Star> read() {
    if (!find_zone() || !read_elements() || !read_sources()) return std::nullopt;
    if (!std::all_of(star_.elements.begin(), star_.elements.end(), [](const StarElement& e) { return !e.nodes.empty(); })) {
      return std::nullopt;
    }
    solve_zone();
    return std::move(star_);
  }

 private:
  [[nodiscard]] double capacity_w_k(std::size_t node) const { return network_.nodes()[node].capacity_j_k / step_s_; }
  [[nodiscard]] bool is_zone(std::size_t node) const { return node == air_ || node == radiant_; }

  /// The air is what driven links lead to; the radiant node is the other one that the thermostat looks at.
  bool find_zone() {
    if (network_.thermostats().size() != 1 || network_.driven_links().empty()) return false;
    air_ = index(network_.driven_links().front().node);
    for (const DrivenLink& link : network_.driven_links()) {
      if (link.kind != DrivenLink::Kind::boundary || index(link.node) != air_) return false;
    }
    radiant_ = air_;
    for (const auto& [node, weight] : network_.thermostats().front().control) {
      (index(node) == air_ ? star_.control_air : star_.control_radiant) += weight;
      if (index(node) == air_) continue;
      if (radiant_ != air_ && radiant_ != index(node)) return false;
      radiant_ = index(node);
    }
    if (radiant_ == air_ || capacity_w_k(radiant_) != 0.0 || !boundaries_[radiant_].empty()) return false;
    star_.air = NodeId{static_cast<std::uint32_t>(air_)};
    star_.radiant = NodeId{static_cast<std::uint32_t>(radiant_)};
    star_.air_capacity_w_k = capacity_w_k(air_);
    star_.bridges = boundaries_[air_];
    return true;
  }

  /// From every inner face (a node that touches the zone) outward.
  bool read_elements() {
    element_of_face_.assign(network_.nodes().size(), kNone);
    std::size_t seen = 2;
    for (std::size_t face = 0; face < network_.nodes().size(); ++face) {
      const auto touches = [this](const Neighbour& n) { return is_zone(n.node); };
      if (is_zone(face) || std::none_of(neighbours_[face].begin(), neighbours_[face].end(), touches)) continue;
      StarElement element;
      const std::optional<std::vector<Neighbour>> chain = walk(face, element);
      if (!chain || !condense(*chain, element)) return false;
      seen += chain->size();
      element_of_face_[face] = star_.elements.size();
      star_.elements.push_back(std::move(element));
    }
    return seen == network_.nodes().size();
  }

  /// Films of a face; no node further out may touch the zone.
  bool take_zone_links(std::size_t node, bool face, StarElement& element) const {
    for (const Neighbour& n : neighbours_[node]) {
      if (!is_zone(n.node)) continue;
      if (!face) return false;
      (n.node == air_ ? element.air_w_k : element.radiant_w_k) += n.conductance_w_k;
    }
    return true;
  }

  /// The nodes from the face outward, each with its conductance towards the next one outside; nothing when it is no chain.
  std::optional<std::vector<Neighbour>> walk(std::size_t face, StarElement& element) const {
    std::vector<Neighbour> chain;
    std::size_t from = face;
    for (std::size_t node = face; node != kNone;) {
      std::size_t next = kNone;
      double outward_w_k = 0.0;
      for (const Neighbour& n : neighbours_[node]) {
        if (is_zone(n.node) || (n.node == from && node != face)) continue;
        if (next != kNone && next != n.node) return std::nullopt;
        next = n.node;
        outward_w_k += n.conductance_w_k;
      }
      if (!take_zone_links(node, node == face, element)) return std::nullopt;
      chain.push_back({node, outward_w_k});
      if (next != kNone && !boundaries_[node].empty()) return std::nullopt;  // something beyond half-way
      if (chain.size() > network_.nodes().size()) return std::nullopt;
      from = node;
      node = next;
    }
    return chain;
  }

  /// Leaves out massless nodes and eliminates from outside to inside.
  bool condense(const std::vector<Neighbour>& chain, StarElement& element) {
    const std::size_t outer = chain.back().node;
    double beyond_w_k = 0.0;
    for (const StarElement::Beyond& b : boundaries_[outer]) beyond_w_k += b.conductance_w_k;
    // Outside of the first kept node: resistances in a row.
    std::size_t at = chain.size();
    double resistance_k_w = 0.0;
    const auto kept = [this, &chain](std::size_t i) { return i == 0 || capacity_w_k(chain[i].node) > 0.0; };
    for (--at; !kept(at); --at) resistance_k_w += 1.0 / chain[at - 1].conductance_w_k;
    const double share = 1.0 / (1.0 + beyond_w_k * resistance_k_w);
    element.outward_w_k = share * beyond_w_k;
    element.sun_share = share;
    for (const StarElement::Beyond& b : boundaries_[outer]) element.beyond.push_back({b.boundary, share * b.conductance_w_k});
    outer_of_element_.push_back(outer);

    double outside_w_k = element.outward_w_k;  // conductance outward of the node at hand, as the elimination leaves it
    double link_w_k = 0.0;                     // to the kept node outside of it
    for (;;) {
      double inside_k_w = 0.0;
      std::size_t next = at;
      while (next > 0) {
        inside_k_w += 1.0 / chain[next - 1].conductance_w_k;
        if (kept(--next)) break;
      }
      const bool last = at == 0;
      const double inside_w_k = last ? element.air_w_k + element.radiant_w_k : 1.0 / inside_k_w;
      StarElement::Node node;
      node.node = NodeId{static_cast<std::uint32_t>(chain[at].node)};
      node.capacity_w_k = capacity_w_k(chain[at].node);
      const double pivot_w_k = node.capacity_w_k + outside_w_k + inside_w_k;
      if (!(pivot_w_k > 0.0) || !std::isfinite(pivot_w_k)) return false;
      node.scaled = node.capacity_w_k / pivot_w_k;
      node.carry = link_w_k / pivot_w_k;
      if (element.nodes.empty()) element.intake_k_w = 1.0 / pivot_w_k;
      if (last) {
        element.to_air = element.air_w_k / pivot_w_k;
        element.to_radiant = element.radiant_w_k / pivot_w_k;
        element.share_k_w = 1.0 / pivot_w_k;  // times the share of the radiant heat, once that is known
      } else {
        node.lower = inside_w_k / pivot_w_k;
      }
      element.nodes.push_back(node);
      if (last) return true;
      outside_w_k = inside_w_k * (1.0 - node.lower);
      link_w_k = inside_w_k;
      at = next;
    }
  }

  bool read_sources() {
    star_.sources.resize(network_.sources().size());
    for (std::size_t s = 0; s < network_.sources().size(); ++s) {
      if (!read_source(s)) return false;
    }
    for (StarElement& element : star_.elements) element.share_k_w *= element.radiant_share;
    return true;
  }

  bool read_source(std::size_t s) {
    const Source& source = network_.sources()[s];
    const Thermostat& thermostat = network_.thermostats().front();
    const bool heats = index(thermostat.heating) == s || index(thermostat.cooling) == s;
    if (!heats && source.weights.size() == 1 && index(source.weights.front().first) != air_) return take_outer_sun(s);
    StarSource split;
    std::vector<double> shares(star_.elements.size(), 0.0);
    for (const auto& [node, weight] : source.weights) {
      if (index(node) == air_) {
        split.air += weight;
        continue;
      }
      const std::size_t element = element_of_face_[index(node)];
      if (element == kNone) return false;
      shares[element] += weight;
      split.radiant += weight;
    }
    star_.sources[s] = split;
    if (split.radiant == 0.0) return true;
    for (std::size_t e = 0; e < shares.size(); ++e) {
      const double share = shares[e] / split.radiant;
      if (shares_known_ && std::abs(star_.elements[e].radiant_share - share) > kSameShare) return false;
      if (!shares_known_) star_.elements[e].radiant_share = share;
    }
    shares_known_ = true;
    return true;
  }

  bool take_outer_sun(std::size_t s) {
    const auto& [node, weight] = network_.sources()[s].weights.front();
    for (std::size_t e = 0; e < star_.elements.size(); ++e) {
      if (outer_of_element_[e] != index(node)) continue;
      if (star_.elements[e].sun || weight != 1.0) return false;
      star_.elements[e].sun = SourceId{static_cast<std::uint32_t>(s)};
      return true;
    }
    return false;
  }

  void solve_zone() {
    double air_w_k = star_.air_capacity_w_k;
    double between_w_k = 0.0;
    double radiant_w_k = 0.0;
    for (const Neighbour& n : neighbours_[air_]) between_w_k += n.node == radiant_ ? n.conductance_w_k : 0.0;
    air_w_k += between_w_k;
    radiant_w_k += between_w_k;
    for (const StarElement::Beyond& bridge : star_.bridges) air_w_k += bridge.conductance_w_k;
    for (const StarElement& e : star_.elements) {
      air_w_k += e.air_w_k * (1.0 - e.to_air);
      between_w_k += e.air_w_k * e.to_radiant;
      radiant_w_k += e.radiant_w_k * (1.0 - e.to_radiant);
    }
    star_.inverse_radiant_k_w = 1.0 / radiant_w_k;
    star_.kappa = between_w_k / radiant_w_k;
    star_.pivot_w_k = air_w_k - between_w_k * star_.kappa;
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  const ThermalNetwork& network_;
  double step_s_;
  std::vector<std::vector<Neighbour>> neighbours_;
  std::vector<std::vector<StarElement::Beyond>> boundaries_;
  std::vector<std::size_t> element_of_face_;
  std::vector<std::size_t> outer_of_element_;
  std::size_t air_ = 0;
  std::size_t radiant_ = 0;
  bool shares_known_ = false;
  Star star_;
};

}  // namespace

std::optional<Star> star_of(const ThermalNetwork& network, double step_s) {
  return StarReader(network, step_s).read();
}

}  // namespace tvilling::core
