// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/thermal/network.hpp"

namespace tvilling::core {

/// The nodes of one connected component that are solved anew every step: those with a driven conductance and those that a
/// thermostat looks at. Places `begin` to `end` of the elimination order.
struct ZoneBlock {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::vector<std::uint32_t> thermostats;  ///< indices into the network's thermostats, ascending

  [[nodiscard]] std::size_t size() const noexcept { return end - begin; }
};

/// How networks of one shape (same graph, other numbers) are solved: elimination order and symbolic factor of the heat-balance
/// matrix. Static nodes first (the inside of elements, from outside to inside: no fill), then the nodes that are solved every
/// step: outer faces, inner faces, zone nodes. What is left of an element after its static nodes is its two-port.
struct Plan {
  std::size_t node_count = 0;
  std::size_t static_count = 0;             ///< nodes eliminated once for all steps
  std::vector<std::uint32_t> position;      ///< node -> place in the elimination order
  std::vector<std::uint32_t> column_begin;  ///< node_count + 1 entries into `rows`
  std::vector<std::uint32_t> rows;          ///< places below the diagonal of each eliminated column, ascending
  std::vector<ZoneBlock> blocks;

  /// Places in the per-step factor `[diagonal | lower | upper]` (see factor_size) that the elimination of each per-step column
  /// changes, column after column, row by row.
  std::vector<std::uint32_t> updates;

  /// The graph it was made for.
  std::vector<std::pair<NodeId, NodeId>> link_ends;
  std::vector<DrivenLink> driven_links;
  std::vector<NodeId> zone_nodes;
  std::vector<NodeId> thermostat_nodes;  ///< first node that each thermostat looks at

  [[nodiscard]] std::size_t zone_count() const noexcept { return node_count - static_count; }
  /// Entries below the diagonal of the per-step columns.
  [[nodiscard]] std::size_t lower_count() const noexcept { return rows.size() - column_begin[static_count]; }
  /// Diagonal, lower and upper entries of the per-step factor; upper[k] mirrors lower[k].
  [[nodiscard]] std::size_t factor_size() const noexcept { return zone_count() + 2 * lower_count(); }

  /// Where entry (i, k) of the matrix, two different places that are linked in the factor, stands in `rows`.
  [[nodiscard]] std::size_t row_entry(std::size_t i, std::size_t k) const;

  /// Where entry (i, k) of the matrix, two linked per-step places, stands in the per-step factor.
  [[nodiscard]] std::uint32_t factor_entry(std::uint32_t i, std::uint32_t k) const;

  /// True when `network` has this shape.
  [[nodiscard]] bool fits(const ThermalNetwork& network) const;
};

/// Orders by Boost.Graph: connected components, then minimum degree within the static nodes and within the others.
[[nodiscard]] Plan make_plan(const ThermalNetwork& network);

}  // namespace tvilling::core
