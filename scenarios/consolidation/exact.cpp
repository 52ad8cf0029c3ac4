// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/exact.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "scenarios/consolidation/plan_model.hpp"

namespace tvilling::scenarios {

namespace {

constexpr double kGap = 1e-9;

double weights_of(const ConsolidationCase& c) {
  return std::accumulate(c.periods.weight_years.begin(), c.periods.weight_years.end(), 0.0);
}

/// The plan of an answer; none when rounding let it break a limit.
std::optional<Plan> plan_of(const ConsolidationCase& c, const PlanModel& model, const IntegerAnswer& answer) {
  if (!answer.is_found) return std::nullopt;
  Plan plan = model.plan_of(answer.value);
  if (!breaches(c, plan).empty()) return std::nullopt;
  return plan;
}

}  // namespace

bool is_small(const ConsolidationCase& c) noexcept {
  constexpr std::size_t kMostChoices = 120;
  std::size_t choices = 0;
  for (const CaseUnit& unit : c.units) {
    if (!unit.locked) choices += unit.places.size() * c.periods.size();
  }
  return choices <= kMostChoices;
}

ExactAnswer solve_exact(const ConsolidationCase& c, const std::optional<Plan>& start, const BoundSettings& settings) {
  check_case(c);
  ExactAnswer answer;
  PlanModel model(c, all_options(c));
  if (!model.has_choice()) {
    answer.proven = true;
    return answer;
  }
  const std::vector<double> known = start && breaches(c, *start).empty() ? model.values_of(*start) : std::vector<double>{};
  const IntegerAnswer found = solve_integer(model.model(), known, {kGap, settings.max_nodes, settings.max_seconds});
  answer.ended_by_time = found.end == BranchEnd::time_limit;
  if (found.end == BranchEnd::infeasible) {
    answer.proven = true;
    return answer;
  }
  answer.plan = plan_of(c, model, found);
  if (!known.empty() &&
      (!answer.plan || cost_of(c, *start).objective_dkk_per_year < cost_of(c, *answer.plan).objective_dkk_per_year)) {
    answer.plan = start;
  }
  answer.bound_dkk_per_year = (found.bound + model.fixed_dkk()) / weights_of(c);
  answer.tolerance_dkk_per_year = found.tolerance / weights_of(c);
  answer.proven = found.end == BranchEnd::optimal && answer.plan.has_value();
  if (answer.plan) {
    answer.bound_dkk_per_year =
        bound_below(answer.bound_dkk_per_year, cost_of(c, *answer.plan).objective_dkk_per_year, "branch and bound");
  }
  return answer;
}

}  // namespace tvilling::scenarios
