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
};

/// A proven bound for the whole problem (docs/physics/consolidation.md): of small cases by branch and bound, else by relaxation:
/// periods and premises on their own, "every unit sits in exactly one place" and budgets priced, affinities and payback left out.
/// `best_dkk_per_year`: the cost of a known plan, which the bound never passes. Equal input gives equal bits unless time ends it.
/// Throws Error (interrupted) when it is asked to stop.
[[nodiscard]] Bound lower_bound(const ConsolidationCase& c, double best_dkk_per_year, const BoundSettings& settings,
                                const core::RunContext& context);
/// The same by relaxation, whatever the size.
[[nodiscard]] Bound relaxed_bound(const ConsolidationCase& c, double best_dkk_per_year, const BoundSettings& settings,
                                  const core::RunContext& context);

/// (best - bound) / best; 0 when they are equal.
[[nodiscard]] double gap_fraction(double best_dkk_per_year, double bound_dkk_per_year) noexcept;

}  // namespace tvilling::scenarios
