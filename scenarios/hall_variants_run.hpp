// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "core/run_context.hpp"
#include "scenarios/hall_case.hpp"

namespace tvilling::scenarios {

/// A variant of a hall and what became of it.
struct VariantRun {
  models::BuildingResult result{};
  std::string failure;  ///< empty: done
};

/// Simulates one. Errors of the simulation, but internal ones, become its failure.
[[nodiscard]] VariantRun run_variant(const HallCase& hall, const models::Building& variant, models::HourlySeries& hourly);

/// Simulates `count` variants on all threads. `variant(i)` makes one, on any thread. `done(n)` is told how many are finished, on
/// the calling thread. Throws Error (interrupted) when context.stop is requested. Neither threads nor order change a bit.
[[nodiscard]] std::vector<VariantRun> run_variants(const HallCase& hall, std::size_t count,
                                                   const std::function<models::Building(std::size_t)>& variant,
                                                   const core::RunContext& context, const std::function<void(std::size_t)>& done);

}  // namespace tvilling::scenarios
