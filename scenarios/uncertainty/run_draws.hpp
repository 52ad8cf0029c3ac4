// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "core/run_context.hpp"
#include "core/thermal/isa.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/weather/weather.hpp"
#include "scenarios/study.hpp"
#include "scenarios/uncertainty/uncertainty.hpp"

namespace tvilling::scenarios {

/// As many when nobody says how many.
inline constexpr std::size_t kUsualDraws = 100;

struct DrawOptions {
  std::filesystem::path out;
  std::string only;  ///< SQLite expression on the portfolio; empty: all buildings
  bool resume = false;
  bool reproducible = false;         ///< leave out time, host, command line, thread count and paths
  core::Isa isa = core::best_isa();  ///< changes no bit
  std::string command_line;          ///< for the record
};

/// What N draws of a study say.
struct UncertaintyRun {
  std::vector<std::string> scenarios;
  std::vector<std::vector<std::string>> measures;  ///< types of each scenario's
  std::vector<std::string> buildings;
  std::vector<models::Use> uses;
  UncertaintySettings settings;  ///< as drawn: with the usual inputs where the study names none
  DrawResult plain;              ///< the unchanged portfolio
  UncertaintySpread spread;
  std::size_t simulated = 0;  ///< building-years computed
  std::size_t kept = 0;       ///< draws taken from the unfinished file
  std::size_t failed = 0;     ///< building-years, of all draws, that are not in the sums
  double wall_s = 0.0;
};

/// The scenarios of a study that are named, in the study's order, the baseline first; all when none is named. Throws Error
/// (wrong_usage) for a name that is not there, with the nearest.
[[nodiscard]] std::vector<Scenario> chosen_scenarios(const Study& study, const std::vector<std::string>& names);

/// Simulates the unchanged portfolio and study.uncertainty.draws draws of it, baseline and every scenario of each, and writes the
/// file while running: memory holds one draw at a time and what is kept of each. A measure is for the buildings that it is for in
/// the unchanged portfolio. A building that fails is left out of its draw's sums and counted. Stopping (context.stop) throws
/// Error (interrupted) and leaves a `.partial` file that `resume` goes on with. Neither threads nor resuming change a bit.
[[nodiscard]] UncertaintyRun run_draws(const Study& study, const models::Portfolio& portfolio, const models::Weather& weather,
                                       const DrawOptions& options, const core::RunContext& context, core::Findings& findings);

}  // namespace tvilling::scenarios
