// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>

#include "scenarios/consolidation/bound.hpp"
#include "scenarios/consolidation/plan.hpp"

namespace tvilling::scenarios {

/// Whether a case is so small that branch and bound of the whole multi-period model ends soon.
[[nodiscard]] bool is_small(const ConsolidationCase& c) noexcept;

struct ExactAnswer {
  std::optional<Plan> plan;             ///< the best; none: nothing keeps all limits, or none was found within the nodes
  bool proven = false;                  ///< optimal, or infeasible
  double bound_dkk_per_year = 0.0;      ///< what CBC proved: no plan costs less; of no meaning when nothing is feasible
  double tolerance_dkk_per_year = 0.0;  ///< of CBC: a plan that costs so much more than the bound is not told apart from it
  bool ended_by_time = false;
};

/// The mixed-integer model of domain.md D4 solved by CBC (one thread, limit of nodes: repeatable). `start` may be given.
[[nodiscard]] ExactAnswer solve_exact(const ConsolidationCase& c, const std::optional<Plan>& start,
                                      const BoundSettings& settings);

struct NearestPlan {
  Plan plan;
  bool proven = false;  ///< no plan that keeps all limits changes fewer seats
};

/// A feasible plan that differs from `plan` in as few seats as possible (CBC); of equally near ones the cheapest. Units that a
/// breach is about (misplaced, locked elsewhere, or where desks are too few when locked ones are back) may sit anywhere, when
/// they move in the plan. Where the answer could be nearer, others may stay at home, too. Only where that is infeasible they may
/// move in any period, and at last every unit may sit anywhere. What is given up when is chosen anew. Within `max_nodes` for each
/// step and `max_seconds` for all of them. None: nothing that keeps all limits was found.
[[nodiscard]] std::optional<NearestPlan> nearest_plan(const ConsolidationCase& c, const Plan& plan,
                                                      const BoundSettings& settings);

}  // namespace tvilling::scenarios
