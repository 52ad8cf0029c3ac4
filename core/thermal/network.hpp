// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tvilling::core {

/// Places of a thermal network; distinct types, so that a node is never taken for a boundary.
enum class NodeId : std::uint32_t {};
enum class BoundaryId : std::uint32_t {};  ///< a temperature given from outside: outdoor air, sky, ground, supply air
enum class DriveId : std::uint32_t {};     ///< a conductance given every step: ventilation
enum class SourceId : std::uint32_t {};    ///< a heat flow given every step: sun, people, heating
enum class TermId : std::uint32_t {};      ///< a term of the energy balance that flows are booked under

template <typename Id>
[[nodiscard]] constexpr std::size_t index(Id id) noexcept {
  return static_cast<std::size_t>(id);
}

/// A heat node with its capacity; zero is allowed (a surface without mass, a mean radiant node).
struct HeatNode {
  std::string name;
  double capacity_j_k = 0.0;
};

/// Conductance between two nodes.
struct Link {
  NodeId a{};
  NodeId b{};
  double conductance_w_k = 0.0;
};

/// Fixed conductance between a node and a boundary.
struct BoundaryLink {
  NodeId node{};
  BoundaryId boundary{};
  double conductance_w_k = 0.0;
  TermId term{};
};

/// Conductance that is given every step: to a boundary (outdoor air), between two nodes (a film), or a stream of air that warms
/// `node` with the temperature of `other` and leaves `other` as it is.
struct DrivenLink {
  enum class Kind : std::uint8_t { boundary, exchange, flow };
  Kind kind = Kind::boundary;
  NodeId node{};
  NodeId other{};         ///< exchange: the other end; flow: where the air comes from
  BoundaryId boundary{};  ///< of kind boundary
  TermId term{};          ///< of kinds boundary and flow

  friend bool operator==(const DrivenLink&, const DrivenLink&) = default;
};

/// Where the heat of a source goes; the weights sum to 1 when the source is counted in full.
struct Source {
  std::vector<std::pair<NodeId, double>> weights;
  TermId term{};
};

/// Keeps the weighted mean of some nodes between two set points by means of a source that heats and one that cools (often the
/// same), within their limits.
struct Thermostat {
  std::vector<std::pair<NodeId, double>> control;  ///< e.g. 0.5 air + 0.5 mean radiant = operative temperature
  SourceId heating{};
  SourceId cooling{};
};

/// What an appended network's ids have become greater by.
struct NetworkOffset {
  std::uint32_t node = 0;
  std::uint32_t boundary = 0;
  std::uint32_t drive = 0;
  std::uint32_t source = 0;
  std::uint32_t term = 0;
};

/// Everything that holds heat, as a graph: nodes, links, boundaries and sources. A value; refuses impossible numbers where
/// they are added (Error, internal: the models check the user's numbers first).
class ThermalNetwork {
 public:
  NodeId add_node(std::string name, double capacity_j_k);
  BoundaryId add_boundary(std::string name);
  TermId add_term(std::string name);
  void connect(NodeId a, NodeId b, double conductance_w_k);
  void connect(NodeId node, BoundaryId boundary, double conductance_w_k, TermId term);
  DriveId connect_driven(NodeId node, BoundaryId boundary, TermId term);
  DriveId connect_driven(NodeId a, NodeId b);
  DriveId connect_flow(NodeId from, NodeId to, TermId term);
  SourceId add_source(Source source);
  void add_thermostat(Thermostat thermostat);
  /// Takes in all of another network, unconnected to what is there.
  NetworkOffset append(const ThermalNetwork& other);

  [[nodiscard]] const std::vector<HeatNode>& nodes() const noexcept { return nodes_; }
  [[nodiscard]] const std::vector<std::string>& boundaries() const noexcept { return boundaries_; }
  [[nodiscard]] const std::vector<std::string>& terms() const noexcept { return terms_; }
  [[nodiscard]] const std::vector<Link>& links() const noexcept { return links_; }
  [[nodiscard]] const std::vector<BoundaryLink>& boundary_links() const noexcept { return boundary_links_; }
  [[nodiscard]] const std::vector<DrivenLink>& driven_links() const noexcept { return driven_links_; }
  [[nodiscard]] const std::vector<Source>& sources() const noexcept { return sources_; }
  [[nodiscard]] const std::vector<Thermostat>& thermostats() const noexcept { return thermostats_; }

 private:
  void check_node(NodeId node) const;
  DriveId add_driven(const DrivenLink& link);

  std::vector<HeatNode> nodes_;
  std::vector<std::string> boundaries_;
  std::vector<std::string> terms_;
  std::vector<Link> links_;
  std::vector<BoundaryLink> boundary_links_;
  std::vector<DrivenLink> driven_links_;
  std::vector<Source> sources_;
  std::vector<Thermostat> thermostats_;
};

}  // namespace tvilling::core
