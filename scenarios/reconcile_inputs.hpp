// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "core/run_context.hpp"
#include "models/metering/metering.hpp"
#include "models/portfolio/portfolio.hpp"
#include "scenarios/reconcile.hpp"

namespace tvilling::scenarios {

/// Weekdays and holidays of the simulated year, as of a study that does not say.
inline constexpr int kReconcileBaseYear = 2025;

/// The tables of a portfolio and the years that their meters are held against, simulated.
struct ReconcileInputs {
  models::Portfolio portfolio;  ///< filled; protected names and places are in it
  models::Metering metering;
  std::string weather;  ///< that the scenarios run on
  SimulatedYear baseline;
  std::vector<MeasuredBaseline> measured;
  DegreeDayMonths baseline_degree_days{};
  std::vector<models::DegreeDays> weather_degree_days;

  [[nodiscard]] ReconcileInput view() const {
    return {portfolio, metering, baseline, measured, baseline_degree_days, weather_degree_days};
  }
};

struct ReconcileInputOptions {
  std::string weather;  ///< as a study names it; empty: the reference year
  int year = 0;         ///< only this one is simulated with its measured weather; 0: all metered years
};

/// Reads, fills and simulates. Nothing when findings stop it: they say all of it. Throws Error (io) only when the path itself
/// cannot be read, or interrupted.
[[nodiscard]] std::optional<ReconcileInputs> reconcile_inputs(const std::filesystem::path& path,
                                                              const ReconcileInputOptions& options,
                                                              const core::RunContext& context, core::Findings& findings);

}  // namespace tvilling::scenarios
