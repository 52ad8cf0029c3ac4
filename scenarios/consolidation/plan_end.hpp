// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "scenarios/consolidation/plan.hpp"

namespace tvilling::scenarios {

/// Running cost of a year at the end of a plan, when all moves are made and all notice is over.
[[nodiscard]] RunningCost lasting_cost(const ConsolidationCase& c, const Plan& plan);

/// Energy at the end of a plan less that of today.
[[nodiscard]] PremisesEnergy lasting_energy_change(const ConsolidationCase& c, const Plan& plan);

/// What is paid once in all periods, not discounted.
[[nodiscard]] OnceCost once_in_all(const PlanCost& cost) noexcept;

}  // namespace tvilling::scenarios
