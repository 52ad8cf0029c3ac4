// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>

#include "core/findings.hpp"
#include "core/run_context.hpp"
#include "scenarios/consolidation/make_case.hpp"
#include "scenarios/consolidation/variants.hpp"

namespace tvilling::scenarios {

/// How straight the lines are: the largest distance of a building's use without people from its line, as a share of its use
/// today.
struct EnergyCurvature {
  double heat_fraction = 0.0;
  double electricity_fraction = 0.0;
  std::string building_id;  ///< of the larger one
  std::size_t simulated = 0;
};

/// Gives every premises of the case its energy by simulation (docs/physics/premises_energy.md): each building as it is today,
/// with as many people more as there are desks (with the load that the case's people take along on the mean), without the people
/// of its units, and with each of its premises at frost guard. A building's use follows its people on the line through today and
/// the full building, so that today costs what the baseline says. A building that several premises share is shared by area.
/// Premises that are empty today go on as they are: what is not used is not heated less by a plan. Frost guard of premises with
/// internal rent goes on after they are given up (kept_energy). Nothing is done where
/// [consolidation] energy is "none". Buildings that fail are a finding.
EnergyCurvature add_energy(PlanBasis& basis, const PlanInputs& inputs, const core::RunContext& context, core::Findings& findings);

}  // namespace tvilling::scenarios
