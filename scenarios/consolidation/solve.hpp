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
  SearchSettings price;    ///< for each lock
};
[[nodiscard]] SolveShares solve_shares(const ConsolidateSettings& settings, std::size_t locks);

/// Plan, bound, greedy and alternatives. Leaves `best` empty when no plan keeps all limits.
void solve(Consolidation& out, const ConsolidateSettings& settings, const core::RunContext& context, const FirstPlan& first);

/// Why there is no plan: the smallest set of locks that contradict each other, else limits of money or desks.
void tell_no_plan(const PlanBasis& basis, core::Findings& findings);

/// The best plan of a case near a known one: exactly where it is small.
[[nodiscard]] FoundPlan best_from(const ConsolidationCase& c, const FoundPlan& known, const SolveShares& shares,
                                  const core::RunContext& context);

}  // namespace tvilling::scenarios
