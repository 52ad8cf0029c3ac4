// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/thermal/network.hpp"

namespace tvilling::core {

/// The nodes of one connected component that are solved anew every step: those with a driven conductance and those that a
/// thermostat looks at. Positions `begin` to `end` of the elimination order.
struct ZoneBlock {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::int32_t thermostat = -1;  ///< index into the network's thermostats, or -1

  [[nodiscard]] std::size_t size() const noexcept { return end - begin; }
};

/// How networks of one shape (same graph, other numbers) are solved: elimination order and symbolic factor of the
/// symmetric heat-balance matrix. Static nodes first (chains from outside to inside: no fill), zone blocks last.
struct Plan {
  std::size_t node_count = 0;
  std::size_t static_count = 0;             ///< nodes eliminated once for all steps
  std::vector<std::uint32_t> position;      ///< node -> place in the elimination order
  std::vector<std::uint32_t> column_begin;  ///< static_count + 1 entries into `rows`
  std::vector<std::uint32_t> rows;          ///< places below the diagonal of each eliminated column, ascending
  std::vector<ZoneBlock> blocks;

  /// The graph it was made for: ends of links, nodes of driven links and of thermostats.
  std::vector<std::pair<NodeId, NodeId>> link_ends;
  std::vector<NodeId> zone_nodes;
  std::vector<NodeId> thermostat_nodes;  ///< first node that each thermostat looks at

  /// True when `network` has this shape.
  [[nodiscard]] bool fits(const ThermalNetwork& network) const;
};

/// Orders by Boost.Graph: connected components, then minimum degree within the static nodes.
/// Throws Error (internal) for a component with more than one thermostat.
[[nodiscard]] Plan make_plan(const ThermalNetwork& network);

}  // namespace tvilling::core
