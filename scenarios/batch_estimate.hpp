// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/run_context.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/weather/weather.hpp"
#include "scenarios/batch.hpp"
#include "scenarios/study.hpp"

namespace tvilling::scenarios {

/// What a run will take.
struct RunEstimate {
  std::size_t building_years = 0;  ///< scenarios times buildings
  std::size_t simulated = 0;       ///< of these, after equal buildings are taken from one another
  bool at_most = false;            ///< some conditions ask for the baseline's results: counted as all buildings
  std::uint64_t bytes = 0;         ///< of the result file
  double per_second = 0.0;         ///< building-years simulated on this machine
  double simulate_s = 0.0;         ///< writing comes on top
};

/// Counts, and simulates the baseline of some buildings (256 at most) for the speed. `part`: the buildings of the run.
[[nodiscard]] RunEstimate estimate_run(const Study& study, const models::Portfolio& part, const models::Weather& weather,
                                       const RunOptions& options, const core::RunContext& context);

}  // namespace tvilling::scenarios
