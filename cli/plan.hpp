// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "models/portfolio/portfolio.hpp"
#include "scenarios/study.hpp"

namespace tvilling::cli {

/// What a run would do: per scenario its measures and how many buildings they are for ("?" where a condition asks for the
/// baseline's results). Throws Error (bad_input) for a condition that cannot be evaluated.
[[nodiscard]] std::string plan_text(const scenarios::Study& study, const models::Portfolio& part);

}  // namespace tvilling::cli
