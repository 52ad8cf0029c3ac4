// SPDX-License-Identifier: MPL-2.0
// Linear and mixed-integer problems for the solvers Clp and CBC (COIN-OR), whose headers stay in one .cpp of the layer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace tvilling::scenarios {

/// No bound of a column or row on that side.
inline constexpr double kUnbounded = std::numeric_limits<double>::max();

/// A column's part of a row.
struct LinearTerm {
  std::size_t column = 0;
  double factor = 0.0;
};

/// The least sum of cost x value, every column and every row within its bounds. Costs and each row are divided by their largest
/// number before they are solved, so that the solvers' absolute tolerances mean the same for DKK, tonnes and desks.
struct LinearModel {
  std::vector<double> cost;  ///< [column]
  std::vector<double> column_lower;
  std::vector<double> column_upper;
  std::vector<bool> is_integer;
  std::vector<std::vector<LinearTerm>> row;
  std::vector<double> row_lower;
  std::vector<double> row_upper;

  /// Give their index.
  std::size_t add_column(double lower, double upper, double cost_each, bool integer = false);
  std::size_t add_row(double lower, double upper, std::vector<LinearTerm> terms);
};

enum class BranchEnd : std::uint8_t {
  optimal,     ///< nothing is better by more than the gap asked for
  node_limit,  ///< stopped at the limit of nodes
  time_limit,  ///< stopped at the limit of time
  infeasible,  ///< nothing keeps all limits
};

/// How long it is searched. By nodes the answer is the same in every run and on every machine; by time it is not.
struct BranchSettings {
  double gap_fraction = 1e-6;  ///< proven gap at which the answer is good enough
  int max_nodes = 5000;
  double max_seconds = 0.0;  ///< 0: no limit
  bool cuts = true;          ///< knapsacks are sooner solved without
};

struct LinearAnswer {
  bool is_feasible = false;
  std::vector<double> value;  ///< [column]
  std::vector<double> price;  ///< [row] change of the sum for one more of the row's bound
  double objective = 0.0;
};

/// Without the integers (Clp, dual simplex). Throws Error (internal) when the solver gives up.
[[nodiscard]] LinearAnswer solve_linear(const LinearModel& model);

struct IntegerAnswer {
  BranchEnd end = BranchEnd::optimal;
  bool is_found = false;
  std::vector<double> value;  ///< [column]; integers rounded
  double objective = 0.0;     ///< of `value`, summed in the order of columns
  double bound = 0.0;         ///< no answer costs less; less `tolerance`
  double tolerance = 0.0;     ///< of the solver, in the unit of costs: what is nearer to the bound is not told apart from it
  int nodes = 0;
};

/// Branch and bound (CBC, one thread). `start`: the values of a known answer, or empty. Throws Error (internal) when the solver
/// gives up.
[[nodiscard]] IntegerAnswer solve_integer(const LinearModel& model, std::span<const double> start,
                                          const BranchSettings& settings);

}  // namespace tvilling::scenarios
