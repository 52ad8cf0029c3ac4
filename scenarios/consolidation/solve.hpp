// SPDX-License-Identifier: MPL-2.0
// The parts of consolidate() that seek: plan, bound, prices. Only for scenarios/consolidation.
#pragma once

#include "scenarios/consolidation/consolidate.hpp"

namespace tvilling::scenarios {

/// How the time or the steps are shared out.
struct SolveShares {
  SearchSettings first;  ///< a good plan soon
  BoundSettings bound;
  SearchSettings improve;  ///< from the first plan on
  SearchSettings price;    ///< steps for each lock, time for all of them
};
[[nodiscard]] SolveShares solve_shares(const ConsolidateSettings& settings);

/// Plan, bound, greedy and alternatives. Leaves `best` empty when no plan keeps all limits (`is_proven`) or none was found.
void solve(Consolidation& out, const ConsolidateSettings& settings, const core::RunContext& context, const FirstPlan& first);

/// Why there is no plan: the smallest set of locks that contradict each other, too few desks, limits of money, or that none was
/// found. `is_proven`: there is none.
void tell_no_plan(const PlanBasis& basis, bool is_proven, core::Findings& findings);

/// The best plan of a case near a known one: exactly where it is small.
[[nodiscard]] FoundPlan best_from(const ConsolidationCase& c, const FoundPlan& known, const SolveShares& shares,
                                  const core::RunContext& context);

}  // namespace tvilling::scenarios
