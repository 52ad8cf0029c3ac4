// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/run_context.hpp"
#include "models/building/simulate.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/weather/weather.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::scenarios {

/// The unchanged portfolio in one year of weather, in the portfolio's order.
struct SimulatedYear {
  std::vector<models::BuildingResult> results;
  std::vector<TaskStatus> status;
  std::vector<std::string> messages;  ///< of the failed ones, else empty
  std::vector<std::uint8_t> origin;   ///< weakest input of each result (models::Origin)
};

/// A metered year, simulated with the weather measured in it.
struct MeasuredBaseline {
  int year = 0;
  SimulatedYear simulated;
};

/// Simulates the unchanged portfolio as `run` does, without a file; the same bits as a study's baseline. The portfolio must be
/// filled. Throws Error (interrupted) when the context is stopped.
[[nodiscard]] SimulatedYear simulate_baseline(const models::Portfolio& portfolio, const models::Weather& weather, int base_year,
                                              const core::RunContext& context);

}  // namespace tvilling::scenarios
