// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "models/fabric/fabric.hpp"

namespace tvilling::models {

/// Heat nodes of one square metre of an element, outside to inside. The first and the last node are its faces.
struct Chain {
  std::vector<double> capacity_j_m2k;
  std::vector<double> conductance_w_m2k;  ///< between neighbours: one less than nodes
};

/// The nodes of a construction.
/// * By layers: every layer is cut into equal cells no thicker than sqrt(conductivity / (density specific heat) x 900 s), so that
///   a quarter of an hour is resolved; nodes at the cell ends carry half of each neighbouring cell. Second order in the cell.
/// * As an element of EN ISO 52016-1: five nodes. Layers give their resistance and capacity, and the class of the place where
/// most
///   of the capacity lies (three fifths of it in one third of the resistance).
[[nodiscard]] Chain chain_of(const Construction& construction, FabricOptions::Elements elements);

/// Panes of a glazing: two faces each, half of a pane's capacity at each. A gap has its EN 673 conductance here, or 0 when
/// `driven`: then the caller links its two sides.
[[nodiscard]] Chain chain_of(const Glazing& glazing, bool driven);

/// Two faces without mass.
[[nodiscard]] Chain chain_of_resistance(double resistance_m2k_w);

}  // namespace tvilling::models
