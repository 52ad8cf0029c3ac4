// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>

#include "core/findings.hpp"
#include "scenarios/consolidation/make_case.hpp"
#include "scenarios/consolidation/plan.hpp"

namespace tvilling::scenarios {

/// Reads a plan that `tvilling consolidate --json` wrote back into the study's case. Units, leases and periods that the case does
/// not have, and moves from where a unit does not sit, are findings that stop (TV-3427): the plan is of another study, or the
/// portfolio has changed since. Throws Error (io, bad_input) for a file that is no JSON.
[[nodiscard]] Plan read_plan(const std::filesystem::path& path, const PlanBasis& basis, core::Findings& findings);

}  // namespace tvilling::scenarios
