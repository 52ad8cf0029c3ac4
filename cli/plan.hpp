// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "models/portfolio/portfolio.hpp"
#include "scenarios/study.hpp"

namespace tvilling::cli {

/// The portfolio with the buildings for which the expression of --only holds; all when it is empty.
/// Throws Error (bad_input) for an expression that cannot be evaluated or matches no building.
[[nodiscard]] models::Portfolio restricted(models::Portfolio portfolio, const std::string& only);

/// What a run would do: per scenario its measures and how many buildings they are for ("?" where a condition asks for the
/// baseline's results). Throws Error (bad_input) for a condition that cannot be evaluated.
[[nodiscard]] std::string plan_text(const scenarios::Study& study, const models::Portfolio& part);

}  // namespace tvilling::cli
