// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string_view>

#include "core/run_context.hpp"
#include "scenarios/consolidation/plan.hpp"

namespace tvilling::scenarios {

struct BoundSettings {
  int rounds = 6000;         ///< of the relaxation, over all periods
  int max_nodes = 20000;     ///< of CBC; nodes, not seconds: repeatable
  double max_seconds = 0.0;  ///< 0: none
};

/// No plan within the limits costs less.
struct Bound {
  double objective_dkk_per_year = 0.0;
  std::string_view method;  ///< "branch and bound" or "Lagrangian relaxation"
  bool ended_by_time = false;
  bool is_infeasible = false;           ///< nothing keeps all limits: proven. The objective is then infinite
  double tolerance_dkk_per_year = 0.0;  ///< of the solver: a plan that costs so much more is not told apart from the bound
};

/// A proven bound for the whole problem (docs/physics/consolidation.md): of small cases by branch and bound, else by relaxation:
/// periods and premises on their own, "every unit sits in exactly one place" and budgets priced, affinities and payback left out.
/// `best_dkk_per_year`: the cost of a known plan, infinite when none is known. Equal input gives equal bits unless time ends it.
/// Throws Error (interrupted) when it is asked to stop, and Error (internal) when the bound comes out above the known plan by
/// more than rounding, or nothing is feasible though a plan is said to be known: one of the two is wrong.
[[nodiscard]] Bound lower_bound(const ConsolidationCase& c, double best_dkk_per_year, const BoundSettings& settings,
                                const core::RunContext& context);
/// The same by relaxation, whatever the size.
[[nodiscard]] Bound relaxed_bound(const ConsolidationCase& c, double best_dkk_per_year, const BoundSettings& settings,
                                  const core::RunContext& context);

/// A bound that is above the cost of a known plan by no more than rounding (relative 1e-9) is that cost; by more it is a fault:
/// throws Error (internal). Not a number: a fault, too.
[[nodiscard]] double bound_below(double bound_dkk_per_year, double best_dkk_per_year, std::string_view method);

/// (best - bound) / best, and of the saving where that is larger than what the best plan costs: proceeds can take its costs near
/// zero or below. 0 when they are nearer than `tolerance_dkk_per_year`.
[[nodiscard]] double gap_fraction(double best_dkk_per_year, double bound_dkk_per_year, double tolerance_dkk_per_year = 0.0,
                                  double saving_dkk_per_year = 0.0) noexcept;

}  // namespace tvilling::scenarios
