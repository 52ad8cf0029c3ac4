// SPDX-License-Identifier: MPL-2.0
// Knapsacks as linear models. Only for scenarios/choice.
#pragma once

#include <cstddef>
#include <vector>

#include "scenarios/choice/knapsack.hpp"

namespace tvilling::scenarios {

struct RelaxedAnswer {
  bool is_feasible = false;
  std::vector<double> share;  ///< [item] 0 to 1
  std::vector<double> price;  ///< [row], not negative
};

/// The linear relaxation: shares of items may be taken.
[[nodiscard]] RelaxedAnswer solve_relaxed(const Knapsack& problem);

struct BranchedAnswer {
  ChoiceEnd end = ChoiceEnd::optimal;
  bool is_found = false;
  std::vector<std::size_t> items;  ///< ascending
  double bound = 0.0;              ///< no choice is worth more
  int nodes = 0;
};

/// Branch and bound. `must_take` [class]: one of the class's items is taken. `start`: items of a known choice; may be empty.
[[nodiscard]] BranchedAnswer solve_branched(const Knapsack& problem, const std::vector<bool>& must_take,
                                            const std::vector<std::size_t>& start, const ChoiceSearch& search);

}  // namespace tvilling::scenarios
