// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "core/run_context.hpp"
#include "core/thermal/isa.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/weather/weather.hpp"
#include "scenarios/compare.hpp"
#include "scenarios/hall_safety.hpp"
#include "scenarios/reconcile_factors.hpp"
#include "scenarios/results_file.hpp"
#include "scenarios/study.hpp"

namespace tvilling::scenarios {

struct RunOptions {
  std::filesystem::path out = {};           ///< results.h5
  std::string only = {};                    ///< SQLite expression on the portfolio; empty: all buildings
  std::vector<models::Hourly> hourly = {};  ///< series kept per building
  std::size_t sample = 0;                   ///< so many of these buildings, drawn at random; 0: all
  std::uint64_t sample_seed = 1;            ///< of the draw
  bool resume = false;
  std::filesystem::path reuse = {};  ///< an earlier result file: equal content is taken from there; may be empty
  core::Isa isa = core::best_isa();  ///< changes no bit
  /// What makes the baseline of every building of the run (of `only` and `sample`) the metered one; none: no meters.
  std::optional<ReconciledBaseline> reconciled = {};
  bool reproducible = false;      ///< leave out time, host, command line, thread count and paths
  std::string command_line = {};  ///< for the record
};

/// Seconds that a run's phases take, by the clock on the wall.
struct RunPhases {
  double prepare_s = 0.0;   ///< weather and sun, choice of buildings, networks
  double simulate_s = 0.0;  ///< warm-up and year, with the sums that are made while running
  double reduce_s = 0.0;    ///< totals of threads, money and CO2, results into blocks
  double write_s = 0.0;     ///< the result file
};

/// A building that failed in a scenario.
struct Failure {
  std::string scenario;
  std::string building_id;
  std::string message;
};

struct RunSummary {
  std::size_t scenarios = 0;
  std::size_t buildings = 0;
  std::size_t simulated = 0;  ///< building-years that were computed
  std::size_t reused = 0;     ///< building-years taken from an equal building, of another scenario or of the same
  std::size_t failed = 0;
  std::size_t taken = 0;  ///< building-years taken from an earlier file (`reuse`)
  std::size_t lanes = 0;  ///< places for buildings that were stepped; simulated / lanes is how well they were used
  RunPhases phases;
  std::vector<ComparisonRow> totals;  ///< the whole portfolio per scenario against the baseline
  std::vector<Failure> failures;      ///< the first ones
  HallSafety safety;                  ///< what scenarios do to swimming halls
  double wall_s = 0.0;
  std::filesystem::path out;
};

/// The portfolio with the buildings for which the expression `only` holds; all of them when it is empty. Throws Error (bad_input)
/// for an expression that cannot be evaluated or matches no building.
[[nodiscard]] models::Portfolio restrict_portfolio(models::Portfolio portfolio, const std::string& only,
                                                   core::Findings& findings);
/// The same of a run of all buildings.
void check_measures(const Study& study, const models::Portfolio& portfolio, core::Findings& findings);

/// `count` of the buildings in their order, drawn by random numbers of `seed` and their ids; each use has its share. All of them
/// when there are not more, or `count` is 0.
[[nodiscard]] models::Portfolio sample_portfolio(models::Portfolio portfolio, std::size_t count, std::uint64_t seed);

/// Loads weather as a study names it.
[[nodiscard]] models::Weather load_weather(const std::string& weather, core::Findings& findings);

/// What a run of the part of a portfolio would tell of the study's measures before it simulates: buildings named that the whole
/// portfolio does not have and conditions that cannot be evaluated (stop), that match no building or better none (warn). Of
/// conditions on the baseline's results only what stops is known before a run.
void check_measures(const Study& study, const models::Portfolio& portfolio, const models::Portfolio& part,
                    core::Findings& findings);

/// The parallel core: simulates every scenario for every building and writes the result file while running. The portfolio
/// must be filled. One failing building becomes a status and a message, never the end of the batch. Stopping (context.stop)
/// throws Error (interrupted) and leaves a `.partial` file that `resume` goes on with. Findings (a `where` without a match)
/// are added. The results do not depend on the number of threads.
RunSummary run_study(const Study& study, const models::Portfolio& portfolio, const models::Weather& weather,
                     const RunOptions& options, const core::RunContext& context, core::Findings& findings);

}  // namespace tvilling::scenarios
