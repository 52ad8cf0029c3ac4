// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string_view>
#include <vector>

#include "core/run_context.hpp"
#include "scenarios/consolidation/plan.hpp"

namespace tvilling::scenarios {

struct BoundSettings {
  int rounds = 3000;         ///< of the subgradient method
  int max_nodes = 20000;     ///< of CBC; nodes, not seconds: repeatable
  double max_seconds = 0.0;  ///< 0: none
};

/// No plan within the limits costs less.
struct Bound {
  double objective_dkk_per_year = 0.0;
  std::string_view method;  ///< "branch and bound", "Lagrangian relaxation", ...
  bool ended_by_time = false;
};

/// A proven bound for the whole problem. Limits that the relaxation leaves out (budget, payback, affinities) can only raise the
/// true cost. `best`: the cost of a known plan, which steers the method and is never passed by the bound.
[[nodiscard]] Bound lower_bound(const ConsolidationCase& c, double best_dkk_per_year, const BoundSettings& settings,
                                const core::RunContext& context);

/// (best - bound) / best; 0 when they are equal.
[[nodiscard]] double gap_fraction(double best_dkk_per_year, double bound_dkk_per_year) noexcept;

}  // namespace tvilling::scenarios
