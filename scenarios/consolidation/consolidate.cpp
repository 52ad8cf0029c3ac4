// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/consolidate.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/consolidation/solve.hpp"

namespace tvilling::scenarios {

std::optional<Consolidation> consolidate(const PlanInputs& inputs, const models::Overrides& overrides,
                                         const ConsolidateSettings& settings, const core::RunContext& context,
                                         core::Findings& findings, const FirstPlan& first) {
  Consolidation out;
  out.basis = make_case(*inputs.study, *inputs.portfolio, overrides, findings);
  if (findings.stops()) return std::nullopt;
  out.curvature = add_energy(out.basis, inputs, context, findings);
  solve(out, settings, context, first);
  if (out.best.empty()) {
    tell_no_plan(out.basis, out.is_proven, findings);
    return std::nullopt;
  }
  out.check = check_plan_by_simulation(out.basis, out.plan().plan, inputs, context);
  tell_plan_check(out.check, *inputs.portfolio, findings);
  models::set_aside_here(overrides, findings);
  return out;
}

}  // namespace tvilling::scenarios
