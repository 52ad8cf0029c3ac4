// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "scenarios/consolidation/plan_json.hpp"

namespace tvilling::cli {

/// One page: limits that the plan breaks, if any, and what it brings, each in a line; figures, what is given up, who moves, what
/// locks cost.
[[nodiscard]] std::string consolidate_text(const scenarios::ProposalInputs& report);
/// The smallest change of an approved plan.
[[nodiscard]] std::string keep_text(const scenarios::KeptInputs& report);

}  // namespace tvilling::cli
