// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "core/findings.hpp"
#include "scenarios/consolidation/consolidate.hpp"
#include "scenarios/consolidation/proposal.hpp"
#include "scenarios/study.hpp"

namespace tvilling::scenarios {

/// All of a plan as JSON, and what read_plan (plan_file.hpp) reads back. Costs in DKK a year, energy in kWh, area in m2.
[[nodiscard]] std::string plan_json(const ProposalInputs& inputs);

/// The smallest change of an approved plan.
struct KeptInputs {
  const Study* study = nullptr;
  const models::Portfolio* portfolio = nullptr;
  const KeptPlan* result = nullptr;
  core::Findings warnings;  ///< of the smallest change, and limits that the approved plan no longer keeps
};
/// All of it as JSON.
[[nodiscard]] std::string kept_plan_json(const KeptInputs& inputs);

}  // namespace tvilling::scenarios
