// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "core/run_context.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/preflight/overrides.hpp"
#include "scenarios/economics/bill.hpp"
#include "scenarios/screening/screening.hpp"

namespace tvilling::scenarios {

/// The tables of a portfolio, the use of its buildings, and how they are screened.
struct ScreeningInputs {
  models::Portfolio portfolio;  ///< filled; protected names and places are in it
  models::Overrides overrides;
  std::vector<ScreenedYear> years;
  ScreeningSettings settings;
  std::string weather;
  std::size_t metered = 0;  ///< buildings with a metered use of something
  std::size_t failed = 0;   ///< buildings that could not be simulated

  [[nodiscard]] ScreeningInput view() const { return {portfolio, overrides.locks, years}; }
};

struct ScreeningInputOptions {
  std::string weather;  ///< as a study names it; empty: the reference year
};

/// Reads, fills, simulates the baseline and takes metered use, corrected to the normal year, where meters are usable and within
/// 0.5-2 of it. Nothing when findings stop it. Throws Error (io) only when the path itself cannot be read, or interrupted.
[[nodiscard]] std::optional<ScreeningInputs> screening_inputs(const std::filesystem::path& path,
                                                              const ScreeningInputOptions& options,
                                                              const core::RunContext& context, core::Findings& findings);

/// What a result is screened as: energy with its origin, and what the tariff asks for heat, electricity and water.
[[nodiscard]] ScreenedYear screened_year(const models::BuildingResult& result, const models::Building& building,
                                         const Tariff& tariff);

}  // namespace tvilling::scenarios
