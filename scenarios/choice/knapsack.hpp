// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "scenarios/milp/linear_model.hpp"

namespace tvilling::scenarios {

/// Multiple-choice knapsack: the largest sum of values, at most one item of each class, no row's sum of weights above its limit.
/// Items of a class stand together, classes ascend.
struct Knapsack {
  std::size_t classes = 0;
  std::vector<std::size_t> class_of;        ///< [item]
  std::vector<double> value;                ///< [item]
  std::vector<std::vector<double>> weight;  ///< [row][item]; may be negative
  std::vector<double> limit;                ///< [row]; finite
};

/// How long it is searched.
using ChoiceSearch = BranchSettings;

using ChoiceEnd = BranchEnd;

struct KnapsackAnswer {
  std::vector<std::size_t> items;  ///< ascending
  double value = 0.0;
  double bound = 0.0;         ///< no choice is worth more; not below `value`
  std::vector<double> price;  ///< [row] value per unit of the limit, in the linear relaxation; not negative
  ChoiceEnd end = ChoiceEnd::optimal;
  int nodes = 0;
};

/// Whether a sum keeps a limit: sums of doubles are rounded, so a billionth more is no more.
[[nodiscard]] bool keeps_limit(double sum, double limit) noexcept;

/// Solves by the linear relaxation (its prices bound the answer and rule most items out), a rounded start, and branch and bound
/// on what is left (CBC). Equal input gives an equal answer, unless `max_seconds` ends it. Throws Error (internal) when a solver
/// gives up.
[[nodiscard]] KnapsackAnswer solve_knapsack(const Knapsack& problem, const ChoiceSearch& search = {});

}  // namespace tvilling::scenarios
