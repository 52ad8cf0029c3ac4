// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/run_context.hpp"
#include "models/building/simulate.hpp"
#include "models/portfolio/portfolio.hpp"
#include "scenarios/batch.hpp"
#include "scenarios/economics/measure_cost.hpp"
#include "scenarios/measure.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::scenarios {

/// A measure with the buildings it was resolved to: the ids of the selection, ascending.
struct ResolvedMeasure {
  const MeasureType* type = nullptr;
  ParameterValues parameters;
  std::vector<std::size_t> buildings;
  MeasureCost cost = {};
  std::vector<ParameterValues> steps = {};  ///< of a measure on premises: what it does to each of `buildings`
};

/// What a measure does to one of its buildings.
[[nodiscard]] const ParameterValues& parameters_for(const ResolvedMeasure& measure, std::size_t building);

/// A scenario of a group: where it stands in the result file and what it does.
struct ResolvedScenario {
  std::size_t position = 0;
  std::string name;
  std::vector<ResolvedMeasure> measures;
};

/// What is the same for all groups of a run.
struct BatchInputs {
  const models::Portfolio* portfolio = nullptr;
  const models::Environment* environment = nullptr;
  std::string environment_key;
  std::vector<models::Hourly> hourly;
  core::Isa isa = core::best_isa();
};

struct BatchCounts {
  std::size_t simulated = 0;  ///< building-years computed
  std::size_t reused = 0;     ///< results taken from an equal building, of another scenario or of the same
  std::size_t failed = 0;
  std::size_t lanes = 0;
  RunPhases phases;
};

/// Threads of a run: what the context asks for (0: all that the machine has), at most 64 or what the machine has.
[[nodiscard]] int thread_count(const core::RunContext& context);

/// A block of all buildings of a scenario, with its keys and origins and no results yet.
[[nodiscard]] ResultsBlock empty_block(const ResolvedScenario& scenario, const BatchInputs& inputs);

/// Buildings that a scenario's measures are for: as many at most are changed.
[[nodiscard]] std::size_t touched_buildings(const ResolvedScenario& scenario);

/// How many neighbouring buildings a group of so many scenarios is planned and simulated with at a time.
[[nodiscard]] std::size_t block_size(std::size_t scenarios, bool with_hourly);

/// How many of the scenarios from the front are run together: up to two baselines' worth of changed buildings, so that an
/// interrupted run loses little (nothing of a group is kept before its end), and 128 at most (eight with hourly series), so that
/// a thread's sums of the city stay below 60 MB.
[[nodiscard]] std::size_t group_size(std::span<const ResolvedScenario> scenarios, const BatchInputs& inputs);

/// Runs a group over all buildings, blocks of neighbouring buildings one after the other, each on all threads; `write` is called
/// on the calling thread for each block and scenario; money and CO2 are not counted yet (batch_money.hpp). Returns the city's
/// hourly totals per scenario of the group. `baseline`: results of the unchanged portfolio when it was run before, else null:
/// then the group's first is the baseline. Buildings that a scenario leaves alone cost nothing: their results are the baseline's,
/// and the city's hours are the baseline's plus the differences of the changed buildings. All sums are exact (2^-20 grid), so
/// neither threads nor groups change a bit. Throws Error (interrupted) when context.stop is requested.
[[nodiscard]] std::vector<CityHourly> run_group(std::span<const ResolvedScenario> group, const BatchInputs& inputs,
                                                const ScenarioResults* baseline, const core::RunContext& context,
                                                BatchCounts& counts, const std::function<void(ResultsBlock&)>& write,
                                                const std::function<void(std::size_t buildings_done)>& progress);

}  // namespace tvilling::scenarios
