// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/run_context.hpp"
#include "scenarios/batch_group.hpp"
#include "scenarios/economics/settings.hpp"
#include "scenarios/uncertainty/uncertainty.hpp"

/// Inside of the draws' room: baseline and scenarios of one portfolio, reduced to key figures while running.
namespace tvilling::scenarios {

/// What a draw is made of.
struct DrawInputs {
  BatchInputs batch;  ///< with the drawn portfolio
  const EconomicSettings* settings = nullptr;
  std::string factor_set;
  EmissionFactors factors;  ///< of the study's year
};

struct OneDraw {
  DrawResult result;
  ScenarioResults baseline;
  std::size_t failed = 0;  ///< building-years that are not in the sums
};

/// Simulates `scenarios`, all of a study in its order (position = place), the baseline first. Sums are made building by building
/// in the portfolio's order. Throws Error (interrupted) when context.stop is requested.
[[nodiscard]] OneDraw run_one_draw(std::span<const ResolvedScenario> scenarios, const DrawInputs& inputs,
                                   const core::RunContext& context, BatchCounts& counts,
                                   const std::function<void(std::size_t building_years_done)>& progress);

}  // namespace tvilling::scenarios
