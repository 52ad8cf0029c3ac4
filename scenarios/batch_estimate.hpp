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
  std::size_t simulated = 0;       ///< after equal buildings are taken from one another; with `repeated` and `metered`
  std::size_t repeated = 0;        ///< of them, unchanged buildings simulated again for the city's hours of a later group
  std::size_t metered = 0;         ///< of them, for the years that meters are held against
  bool at_most = false;            ///< some conditions ask for the baseline's results, or an earlier file may hold some
  std::uint64_t bytes = 0;         ///< of the result file
  double per_second = 0.0;         ///< building-years simulated on this machine
  double simulate_s = 0.0;         ///< writing comes on top
};

/// Counts, group by group as the run does, and simulates the baseline of some buildings (256 at most) for the speed. `part`: the
/// buildings of the run. `metered_years`: how often its baseline is simulated to be held against meters.
[[nodiscard]] RunEstimate estimate_run(const Study& study, const models::Portfolio& part, const models::Weather& weather,
                                       const RunOptions& options, std::size_t metered_years,
                                       const core::RunContext& context);

}  // namespace tvilling::scenarios
