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
  std::size_t keep_best = 1;      ///< so many plans that differ in what is given up
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
[[nodiscard]] FoundPlan greedy_plan(const ConsolidationCase& c);

/// Simulated annealing over who sits where (moves, swaps, emptying and opening of premises), from the greedy and from today, then
/// over when. Never worse than the greedy plan. Random numbers are counter-based: neither threads nor machine change the answer.
[[nodiscard]] SearchAnswer search_plan(const ConsolidationCase& c, const SearchSettings& settings,
                                       const core::RunContext& context);
/// The same from a known plan: what is left of it is kept where it pays.
[[nodiscard]] SearchAnswer improve_plan(const ConsolidationCase& c, const Plan& start, const SearchSettings& settings,
                                        const core::RunContext& context);

}  // namespace tvilling::scenarios
