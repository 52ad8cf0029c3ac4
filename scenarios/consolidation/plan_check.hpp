// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "scenarios/consolidation/plan.hpp"

namespace tvilling::scenarios {

/// Throws Error (internal) when a plan is none of the case: sizes, places or periods out of range, blocks that come back.
void check_plan(const ConsolidationCase& c, const Plan& plan);

}  // namespace tvilling::scenarios
