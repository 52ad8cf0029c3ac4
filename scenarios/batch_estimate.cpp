// SPDX-License-Identifier: MPL-2.0
#include "scenarios/batch_estimate.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <unordered_set>
#include <utility>

#include "core/stopwatch.hpp"
#include "models/building/simulate.hpp"
#include "scenarios/batch_group.hpp"
#include "scenarios/batch_jobs.hpp"
#include "scenarios/batch_money.hpp"
#include "scenarios/content_key.hpp"
#include "scenarios/provenance.hpp"
#include "scenarios/results_layout.hpp"
#include "scenarios/selection.hpp"

namespace tvilling::scenarios {

namespace {

constexpr std::size_t kMeasuredBuildings = 256;

/// A condition that asks for results is taken to match all buildings.
ResolvedScenario resolve_at_most(const Scenario& scenario, std::size_t position, const Selection& selection,
                                 std::size_t buildings, bool& at_most) {
  ResolvedScenario resolved;
  resolved.position = position;
  resolved.name = scenario.name;
  for (const Measure& measure : scenario.measures) {
    core::Findings tried;
    std::vector<std::size_t> matches = selection.select(measure, tried);
    if (tried.stops()) {
      at_most = true;
      matches.resize(buildings);
      std::iota(matches.begin(), matches.end(), std::size_t{0});
    }
    ResolvedMeasure of;
    of.type = find_measure_type(measure.type);
    of.parameters = measure.parameters;
    of.buildings = std::move(matches);
    resolved.measures.push_back(std::move(of));
  }
  return resolved;
}

/// Different buildings over all scenarios: each is simulated once.
std::size_t different_buildings(const Study& study, const BatchInputs& inputs, bool& at_most) {
  const models::Portfolio& part = *inputs.portfolio;
  const Selection selection(part);
  std::unordered_set<ContentKey> keys;
  for (std::size_t s = 0; s < study.scenarios.size(); ++s) {
    const ResolvedScenario scenario = resolve_at_most(study.scenarios[s], s, selection, part.buildings.size(), at_most);
    for (const ContentKey& key : keys_of(scenario, inputs)) keys.insert(key);
  }
  return keys.size();
}

double building_years_per_second(const BatchInputs& inputs, const core::RunContext& context) {
  const models::Portfolio sample = sample_portfolio(*inputs.portfolio, kMeasuredBuildings, 1);
  BatchInputs of_sample = inputs;
  of_sample.portfolio = &sample;
  ResolvedScenario baseline;
  baseline.name = "baseline";
  BatchCounts counts;
  const core::Stopwatch started;
  static_cast<void>(
      run_group(std::span(&baseline, 1), of_sample, nullptr, context, counts, [](ResultsBlock&) {}, [](std::size_t) {}));
  return static_cast<double>(counts.simulated) / std::max(started.seconds(), 1e-6);
}

}  // namespace

RunEstimate estimate_run(const Study& study, const models::Portfolio& part, const models::Weather& weather,
                         const RunOptions& options, const core::RunContext& context) {
  const models::Environment environment = models::make_environment(weather, study.base_year);
  const BatchInputs inputs{&part, &environment, environment_key(weather, study.base_year), options.hourly, options.isa};
  RunEstimate out;
  out.building_years = study.scenarios.size() * part.buildings.size();
  out.simulated = different_buildings(study, inputs, out.at_most);
  ResultsLayout layout;
  for (const Scenario& scenario : study.scenarios) layout.scenario_names.push_back(scenario.name);
  layout.hourly = options.hourly;
  layout.axis = environment.axis;
  layout.measures = applied_measures(study);
  layout.provenance = make_provenance(study, part, weather, options, 0);
  out.bytes = results_bytes(part, layout);
  out.per_second = building_years_per_second(inputs, context);
  out.simulate_s = static_cast<double>(out.simulated) / out.per_second;
  return out;
}

}  // namespace tvilling::scenarios
