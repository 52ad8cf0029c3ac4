// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>

#include "scenarios/consolidation/bound.hpp"
#include "scenarios/consolidation/plan.hpp"

namespace tvilling::scenarios {

/// Whether a case is so small that branch and bound of the whole multi-period model ends soon.
[[nodiscard]] bool is_small(const ConsolidationCase& c) noexcept;

struct ExactAnswer {
  std::optional<Plan> plan;  ///< the best; none: nothing keeps all limits, or none was found within the nodes
  bool proven = false;       ///< optimal, or infeasible
  double bound_dkk_per_year = 0.0;
};

/// The mixed-integer model of domain.md D4 solved by CBC (one thread, limit of nodes: repeatable). `start` may be given.
[[nodiscard]] ExactAnswer solve_exact(const ConsolidationCase& c, const std::optional<Plan>& start,
                                      const BoundSettings& settings);

/// The feasible plan that differs from `plan` in as few seats as possible (CBC); of equally near ones the cheapest. Premises and
/// units that are not in the plan's breaches stay unless they must move. None: nothing keeps all limits.
[[nodiscard]] std::optional<Plan> nearest_plan(const ConsolidationCase& c, const Plan& plan, const BoundSettings& settings);

}  // namespace tvilling::scenarios
