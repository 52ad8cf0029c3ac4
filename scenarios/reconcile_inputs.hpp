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
#include "scenarios/reconcile_factors.hpp"
#include "scenarios/study.hpp"

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
  std::string weather;                 ///< as a study names it; empty: the reference year
  int year = 0;                        ///< only this one is simulated with its measured weather; 0: all metered years
  int base_year = kReconcileBaseYear;  ///< weekdays and holidays of the baseline
};

/// Reads, fills and simulates. Nothing when findings stop it: they say all of it. Throws Error (io) only when the path itself
/// cannot be read, or interrupted.
[[nodiscard]] std::optional<ReconcileInputs> reconcile_inputs(const std::filesystem::path& path,
                                                              const ReconcileInputOptions& options,
                                                              const core::RunContext& context, core::Findings& findings);

/// What makes the baseline of a study's portfolio the metered one, in the portfolio's order; nothing when it has no meters or the
/// study does not want it (`reconcile = false`). Findings of meters that are not in `findings` already are added. Throws as
/// reconcile_inputs does, and Error (bad_input) with all that stops.
[[nodiscard]] std::optional<ReconciledBaseline> reconciled_of(const Study& study, const core::RunContext& context,
                                                              core::Findings& findings);

}  // namespace tvilling::scenarios
