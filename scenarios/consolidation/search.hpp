// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/run_context.hpp"
#include "scenarios/consolidation/plan.hpp"

namespace tvilling::scenarios {

struct SearchSettings {
  std::uint64_t seed = 1;
  std::size_t steps = 2'000'000;  ///< tried changes in all; the same steps give the same plan on every machine
  double max_seconds = 0.0;       ///< 0: none. Ended by time, another run may end otherwise
  /// So many plans that differ in which premises are wholly given up, each the best that moves and swaps find for its premises.
  std::size_t keep_best = 1;
};

/// A plan that keeps every limit, with its cost.
struct FoundPlan {
  Plan plan;
  PlanCost cost;
};

struct SearchAnswer {
  std::vector<FoundPlan> best;  ///< the best first; empty: nothing was found that keeps all limits
  bool ended_by_time = false;
  std::size_t steps = 0;
};

/// Closes the premises with the largest saving whose units all fit elsewhere (largest unit first, into the fullest place first);
/// repeats until none is left (domain.md D4). Of several periods everything is done in the first that the budget allows.
/// It mends nothing: where today breaks a limit, the plan may.
[[nodiscard]] FoundPlan greedy_plan(const ConsolidationCase& c);

/// Simulated annealing over who sits where from when (moves, swaps, chains, emptying, exchanging and reopening of premises), in
/// two chains, from the greedy plan and from today (where both lack desks: from a seating that does not), then a descent that
/// tries every single change. Never worse than the greedy plan. Plans may break limits on the way, at a price; those that are
/// returned keep all. Random numbers are counter-based: neither threads nor machine change the answer, unless time ends it.
/// Throws Error (interrupted) when the context says stop.
[[nodiscard]] SearchAnswer search_plan(const ConsolidationCase& c, const SearchSettings& settings,
                                       const core::RunContext& context);
/// The same from a known plan, at lower temperatures: what is left of it is kept where it pays. The plan may break limits; a unit
/// that may not sit where the plan has it begins at home. Throws Error (internal) when the plan is none of the case.
[[nodiscard]] SearchAnswer improve_plan(const ConsolidationCase& c, const Plan& start, const SearchSettings& settings,
                                        const core::RunContext& context);

}  // namespace tvilling::scenarios
