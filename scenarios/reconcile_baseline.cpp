// SPDX-License-Identifier: MPL-2.0
#include "scenarios/reconcile_baseline.hpp"

#include <span>

#include "scenarios/batch_group.hpp"
#include "scenarios/content_key.hpp"

namespace tvilling::scenarios {

SimulatedYear simulate_baseline(const models::Portfolio& portfolio, const models::Weather& weather, int base_year,
                                const core::RunContext& context) {
  SimulatedYear year;
  if (portfolio.buildings.empty()) return year;
  const models::Environment environment = models::make_environment(weather, base_year);
  BatchInputs inputs;
  inputs.portfolio = &portfolio;
  inputs.environment = &environment;
  inputs.environment_key = environment_key(weather, base_year);
  const ResolvedScenario baseline{0, "baseline", {}};
  BatchCounts counts;
  const auto keep = [&year](const ResultsBlock& block) {
    year.results.insert(year.results.end(), block.results.begin(), block.results.end());
    year.status.insert(year.status.end(), block.status.begin(), block.status.end());
    year.messages.insert(year.messages.end(), block.messages.begin(), block.messages.end());
    year.origin.insert(year.origin.end(), block.origin.begin(), block.origin.end());
  };
  const auto progress = [&context, &counts, &portfolio](std::size_t done) {
    if (context.on_progress) context.on_progress({"baseline", done, portfolio.buildings.size(), counts.failed});
  };
  (void)run_group(std::span(&baseline, 1), inputs, nullptr, context, counts, keep, progress);
  return year;
}

}  // namespace tvilling::scenarios
