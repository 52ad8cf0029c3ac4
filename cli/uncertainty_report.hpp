// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenarios/uncertainty/run_draws.hpp"

namespace tvilling::cli {

/// The baseline, the scenarios against it, what moves their saving most, and the worst buildings with their certainty.
[[nodiscard]] std::string uncertainty_text(const scenarios::UncertaintyRun& run);

/// The same, of all scenarios, inputs and buildings, as JSON.
[[nodiscard]] std::string uncertainty_json(const scenarios::UncertaintyRun& run);

}  // namespace tvilling::cli
