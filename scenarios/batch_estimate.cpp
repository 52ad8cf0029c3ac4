// SPDX-License-Identifier: MPL-2.0
#include "scenarios/batch_estimate.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "core/stopwatch.hpp"
#include "models/building/simulate.hpp"
#include "scenarios/batch_group.hpp"
#include "scenarios/batch_jobs.hpp"
#include "scenarios/batch_money.hpp"
#include "scenarios/batch_resolve.hpp"
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
    add_steps(measure, selection, of);
    resolved.measures.push_back(std::move(of));
  }
  return resolved;
}

struct Counted {
  std::size_t simulated = 0;
  std::size_t repeated = 0;
};

/// The groups of a run in their order, counted.
class GroupCount {
 public:
  GroupCount(const BatchInputs& inputs, int threads) : inputs_(inputs), threads_(threads) {}

  /// To the building, when the scenarios are what the run will have.
  void add(std::span<const ResolvedScenario> group) {
    const std::size_t buildings = inputs_.portfolio->buildings.size();
    const std::size_t size = block_size(group.size(), !inputs_.hourly.empty());
    const ScenarioResults* baseline = group.front().position == 0 ? nullptr : &done_;
    if (baseline != nullptr) done_.status.assign(buildings, TaskStatus::done);
    for (std::size_t first = 0; first < buildings; first += size) {
      const BlockPlan plan = plan_block(group, inputs_, baseline, first, std::min(size, buildings - first), threads_);
      counted_.simulated += plan.jobs.size();
      counted_.repeated +=
          static_cast<std::size_t>(std::ranges::count_if(plan.jobs, [](const Job& j) { return j.results.empty(); }));
    }
  }

  /// No more than that, whatever the conditions match: each changed building once for each scenario, and in each group each
  /// unchanged one that a changed one stands for. Fewer matches make neither more changes nor more groups.
  void add_at_most(std::span<const ResolvedScenario> group) {
    const std::size_t buildings = inputs_.portfolio->buildings.size();
    std::size_t changed = 0;
    for (const ResolvedScenario& scenario : group) changed += touched_buildings(scenario);
    const bool only_changed = inputs_.hourly.empty();  // whose hours are kept is simulated in each group
    const std::size_t again = only_changed ? std::min(changed, buildings) : buildings;
    counted_.simulated += changed + again;
    if (only_changed) counted_.repeated += again;
  }

  [[nodiscard]] Counted counted() const { return counted_; }

 private:
  const BatchInputs& inputs_;
  int threads_;
  ScenarioResults done_;
  Counted counted_;
};

/// The building-years that the run simulates: scenarios in the groups that they run in.
Counted simulated_buildings(const Study& study, const BatchInputs& inputs, int threads, bool& at_most) {
  const models::Portfolio& part = *inputs.portfolio;
  const Selection selection(part);
  std::vector<ResolvedScenario> scenarios;
  for (std::size_t s = 0; s < study.scenarios.size(); ++s) {
    scenarios.push_back(resolve_at_most(study.scenarios[s], s, selection, part.buildings.size(), at_most));
  }
  GroupCount count(inputs, threads);
  std::span<const ResolvedScenario> rest(scenarios);
  if (at_most) {  // the baseline goes first, alone
    count.add(rest.first(1));
    rest = rest.subspan(1);
  }
  while (!rest.empty()) {
    const std::size_t size = group_size(rest, inputs);
    at_most ? count.add_at_most(rest.first(size)) : count.add(rest.first(size));
    rest = rest.subspan(size);
  }
  return count.counted();
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
                         const RunOptions& options, std::size_t metered_years, const core::RunContext& context) {
  const models::Environment environment = models::make_environment(weather, study.base_year);
  const BatchInputs inputs{&part, &environment, environment_key(weather, study.base_year), options.hourly, options.isa};
  RunEstimate out;
  out.building_years = study.scenarios.size() * part.buildings.size();
  out.at_most = options.resume || !options.reuse.empty();
  const Counted counted = simulated_buildings(study, inputs, thread_count(context), out.at_most);
  out.repeated = counted.repeated;
  out.metered = metered_years * part.buildings.size();
  out.simulated = counted.simulated + out.metered;
  out.at_most = out.at_most || metered_years > 1;  // not every measured year is metered
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
