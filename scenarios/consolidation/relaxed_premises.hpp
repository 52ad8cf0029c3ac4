// SPDX-License-Identifier: MPL-2.0
// Premises on their own, once "every unit sits in exactly one place" is priced: how many blocks are held and which units are
// worth their desks. Only for the bound.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "scenarios/consolidation/case.hpp"

namespace tvilling::scenarios {

/// Whole steps of desks: what units need is rounded down, so nothing that fits is ever left out.
struct DeskGrid {
  double step_desks = 0.1;
  [[nodiscard]] int cells_of_unit(double desks) const noexcept;
  /// Of premises in which at most `units` sit.
  [[nodiscard]] int cells_of_room(double desks, std::size_t units) const noexcept;
};
/// The coarsest on which what every unit needs is a whole number; a tenth of a desk where none is.
[[nodiscard]] DeskGrid grid_of(const ConsolidationCase& c);

struct KnapsackItem {
  std::size_t unit = 0;
  int cells = 0;
  double cost = 0.0;      ///< less than nothing: worth taking
  double per_cell = 0.0;  ///< cost / cells, for the order of those worth taking; minus infinity where cells are none
};

struct TakenItems {
  double cost = 0.0;
  bool is_exact = false;           ///< false: `cost` is only a bound, not below `stop_at`
  std::vector<std::size_t> units;  ///< of an exact answer
};

/// The set of items with the least sum of costs that fits into `cells`; items by cost per cell, all with cost below 0. Where the
/// fractional bound is not below `stop_at` it ends with that.
[[nodiscard]] TakenItems cheapest_items(const std::vector<KnapsackItem>& items, int cells,
                                        double stop_at = std::numeric_limits<double>::infinity());

}  // namespace tvilling::scenarios
