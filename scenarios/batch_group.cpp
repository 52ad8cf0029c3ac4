// SPDX-License-Identifier: MPL-2.0
#include "scenarios/batch_group.hpp"

#include <omp.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "core/error.hpp"
#include "core/stopwatch.hpp"
#include "scenarios/batch_jobs.hpp"
#include "scenarios/batch_lanes.hpp"

namespace tvilling::scenarios {

namespace {

using models::BuildingResult;

constexpr std::size_t kHours = core::kHoursPerYear;
constexpr std::size_t kMostScenarios = 128;
constexpr std::size_t kScenariosWithHourly = 8;
constexpr std::size_t kBaselinesTogether = 2;
constexpr std::size_t kMostBlockResults = std::size_t{1} << 16U;  // about 60 MB
constexpr std::size_t kMostBlockBuildings = 8192;
constexpr std::size_t kBlockWithHourly = 64;

BuildingResult not_a_result() {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  BuildingResult result;
  result.annual.fill(nan);
  for (auto& months : result.monthly) months.fill(nan);
  return result;
}

/// The origin of a result is the weakest of its inputs; what is unknown and not needed (a head count) is no input, nor what only
/// counts in money.
std::uint8_t weakest_origin(const models::BuildingRecord& record) {
  models::Origin weakest = models::weakest(record.zones_origin, record.hall_origins.weakest_of_all());
  const auto columns = models::building_columns();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const bool is_input = is_simulated(columns[c]) && !std::isnan(record.building.*columns[c].member);
    if (is_input) weakest = models::weakest(weakest, record.origin[c]);
  }
  return static_cast<std::uint8_t>(weakest);
}

/// One group on its way through the portfolio.
class GroupRun {
 public:
  GroupRun(std::span<const ResolvedScenario> group, const BatchInputs& inputs, const ScenarioResults* baseline, int threads)
      : group_(group),
        inputs_(inputs),
        baseline_(baseline),
        threads_(threads),
        lanes_(*inputs.environment, inputs.isa, threads, group.size(), !inputs.hourly.empty()) {}

  /// Buildings `first` to `first + count` in all scenarios of the group.
  std::vector<ResultsBlock> run_block(std::size_t first, std::size_t count, const core::RunContext& context, BatchCounts& counts,
                                      const std::function<void(std::size_t)>& progress) {
    const core::Stopwatch started;
    BlockPlan plan = plan_block(group_, inputs_, baseline_, first, count, threads_);
    counts.phases.prepare_s += started.seconds();
    lanes_.run(plan.jobs, context, counts.phases, [&progress, first, count](double share) {
      progress(first + static_cast<std::size_t>(share * static_cast<double>(count)));
    });
    if (context.stop.stop_requested()) throw core::Error(core::ErrorKind::interrupted, "stopped by the user");

    const core::Stopwatch simulated;
    std::vector<ResultsBlock> blocks = make_blocks(first, count, plan);
    hand_over(plan, first, blocks, counts);
    counts.phases.reduce_s += simulated.seconds();
    return blocks;
  }

  /// The city's hours per scenario: those of the baseline and what the scenario changes in them.
  std::vector<CityHourly> city(BatchCounts& counts) const {
    const core::Stopwatch started;
    std::vector<CityHourly> total = lanes_.city();
    const CityHourly unchanged = baseline_ != nullptr ? baseline_->city : total.front();
    for (std::size_t s = baseline_ != nullptr ? 0 : 1; s < total.size(); ++s) {
      for (std::size_t i = 0; i < total[s].size(); ++i) total[s][i] += unchanged[i];
    }
    counts.lanes += lanes_.lanes();
    counts.phases.reduce_s += started.seconds();
    return total;
  }

 private:
  std::vector<ResultsBlock> make_blocks(std::size_t first, std::size_t count, BlockPlan& plan) const {
    std::vector<std::uint8_t> origin;
    origin.reserve(count);
    for (std::size_t slot = 0; slot < count; ++slot) {
      origin.push_back(weakest_origin(inputs_.portfolio->buildings[first + slot]));
    }
    std::vector<ResultsBlock> blocks(group_.size());
    for (std::size_t s = 0; s < group_.size(); ++s) {
      ResultsBlock& block = blocks[s];
      block.scenario = group_[s].position;
      block.first_building = first;
      block.results.assign(count, not_a_result());
      block.status.assign(count, TaskStatus::failed);
      block.messages.resize(count);
      block.origin = origin;
      block.keys = std::move(plan.keys[s]);
      block.hourly.assign(count * inputs_.hourly.size() * kHours, std::numeric_limits<double>::quiet_NaN());
    }
    return blocks;
  }

  void hand_over(BlockPlan& plan, std::size_t first, std::vector<ResultsBlock>& blocks, BatchCounts& counts) const {
    for (const Job& job : plan.jobs) {
      for (const Job::Place& place : job.results) give(job, place.slot, blocks[place.scenario]);
      if (!job.results.empty()) counts.reused += job.results.size() - 1;
    }
    for (const BlockPlan::Known& known : plan.from_baseline) {
      ResultsBlock& block = blocks[known.scenario];
      block.results[known.slot] = baseline_->results[first + known.slot];
      block.status[known.slot] = baseline_->status[first + known.slot];
      block.messages[known.slot] = baseline_->messages[first + known.slot];
    }
    for (BlockPlan::Refused& refused : plan.refused) {
      blocks[refused.scenario].messages[refused.slot] = std::move(refused.message);
    }
    counts.simulated += plan.jobs.size();
    counts.reused += plan.from_baseline.size();
    for (const ResultsBlock& block : blocks) {
      const auto failed = std::count(block.status.begin(), block.status.end(), TaskStatus::failed);
      counts.failed += static_cast<std::size_t>(failed);
    }
  }

  void give(const Job& job, std::size_t slot, ResultsBlock& block) const {
    if (!job.failure.empty()) {
      block.messages[slot] = job.failure;
      return;
    }
    block.results[slot] = job.result;
    block.status[slot] = TaskStatus::done;
    double* to = block.hourly.data() + slot * inputs_.hourly.size() * kHours;
    for (const models::Hourly variable : inputs_.hourly) {
      to = std::copy(job.hourly[variable].begin(), job.hourly[variable].end(), to);
    }
  }

  std::span<const ResolvedScenario> group_;
  const BatchInputs& inputs_;
  const ScenarioResults* baseline_;
  int threads_;
  LaneRunner lanes_;
};

}  // namespace

const ParameterValues& parameters_for(const ResolvedMeasure& measure, std::size_t building) {
  if (measure.steps.empty()) return measure.parameters;
  const auto at = std::ranges::lower_bound(measure.buildings, building);
  return measure.steps[static_cast<std::size_t>(at - measure.buildings.begin())];
}

std::size_t touched_buildings(const ResolvedScenario& scenario) {
  std::set<std::size_t> buildings;
  for (const ResolvedMeasure& measure : scenario.measures) buildings.insert(measure.buildings.begin(), measure.buildings.end());
  return buildings.size();
}

std::size_t block_size(std::size_t scenarios, bool with_hourly) {
  if (with_hourly) return kBlockWithHourly;
  return std::clamp(kMostBlockResults / scenarios, std::size_t{64}, kMostBlockBuildings);
}

std::vector<CityHourly> run_group(std::span<const ResolvedScenario> group, const BatchInputs& inputs,
                                  const ScenarioResults* baseline, const core::RunContext& context, BatchCounts& counts,
                                  const std::function<void(ResultsBlock&)>& write,
                                  const std::function<void(std::size_t)>& progress) {
  const std::size_t buildings = inputs.portfolio->buildings.size();
  GroupRun run(group, inputs, baseline, thread_count(context));
  const std::size_t size = block_size(group.size(), !inputs.hourly.empty());
  for (std::size_t first = 0; first < buildings; first += size) {
    const std::size_t count = std::min(size, buildings - first);
    std::vector<ResultsBlock> blocks = run.run_block(first, count, context, counts, progress);
    const core::Stopwatch started;
    for (ResultsBlock& block : blocks) write(block);
    counts.phases.write_s += started.seconds();
  }
  progress(buildings);
  return run.city(counts);
}

ResultsBlock empty_block(const ResolvedScenario& scenario, const BatchInputs& inputs) {
  ResultsBlock block;
  block.scenario = scenario.position;
  for (const models::BuildingRecord& record : inputs.portfolio->buildings) block.origin.push_back(weakest_origin(record));
  block.messages.resize(block.origin.size());
  block.keys = keys_of(scenario, inputs);
  return block;
}

std::size_t group_size(std::span<const ResolvedScenario> scenarios, const BatchInputs& inputs) {
  const std::size_t most = inputs.hourly.empty() ? kMostScenarios : kScenariosWithHourly;
  const std::size_t buildings = inputs.portfolio->buildings.size();
  std::size_t changed = 0;
  std::size_t size = 0;
  while (size < std::min(most, scenarios.size())) {
    changed += touched_buildings(scenarios[size]);
    if (size > 0 && changed > kBaselinesTogether * buildings) break;
    ++size;
  }
  return size;
}

int thread_count(const core::RunContext& context) {
  const int machine = omp_get_max_threads();
  return std::clamp(context.threads > 0 ? context.threads : machine, 1, std::max(64, machine));
}

}  // namespace tvilling::scenarios
