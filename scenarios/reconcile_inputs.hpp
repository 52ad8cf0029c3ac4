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
  const models::Portfolio* part = nullptr;  ///< only these buildings of it are simulated and compared; null: all
};

/// Reads, fills and simulates. Nothing when findings stop it: they say all of it. Throws Error (io) only when the path itself
/// cannot be read, or interrupted.
[[nodiscard]] std::optional<ReconcileInputs> reconcile_inputs(const std::filesystem::path& path,
                                                              const ReconcileInputOptions& options,
                                                              const core::RunContext& context, core::Findings& findings);

/// What makes the baseline of a part of the study's portfolio the metered one, in the part's order; nothing when the portfolio has
/// no meters or the study does not want it (`reconcile = false`). A building's factors do not depend on the part. Findings of
/// meters that are not in `findings` already are added. Throws as reconcile_inputs does, and Error (bad_input) with all that
/// stops.
[[nodiscard]] std::optional<ReconciledBaseline> reconciled_of(const Study& study, const models::Portfolio& part,
                                                              const core::RunContext& context, core::Findings& findings);

/// How often the baseline is simulated for that, at most: with the study's weather and with that of each measured year; 0 when
/// nothing is reconciled. What is wrong in the tables is told by reconciled_of.
[[nodiscard]] std::size_t most_metered_years(const Study& study);

}  // namespace tvilling::scenarios
