// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "models/building/simulate.hpp"
#include "scenarios/batch_group.hpp"
#include "scenarios/content_key.hpp"

namespace tvilling::scenarios {

/// How often a building's hours count in the city of a scenario of the group: -1 takes the unchanged building out.
struct CityShare {
  std::size_t scenario = 0;
  double times = 0.0;

  friend auto operator<=>(const CityShare&, const CityShare&) = default;
};

/// A building variant that is simulated once, whoever has it.
struct Job {
  /// A place for its result: scenario of the group, building of the block.
  struct Place {
    std::size_t scenario = 0;
    std::size_t slot = 0;
  };
  models::Building building;
  ContentKey key;
  std::vector<Place> results;
  std::vector<CityShare> city;  ///< by scenario, ascending
  models::BuildingResult result{};
  std::string failure;  ///< empty: done
  models::HourlySeries hourly{0};

  [[nodiscard]] bool heated() const noexcept { return building.heated_fraction > 0.0; }
  /// Of several zones, or a swimming hall: takes no lane.
  [[nodiscard]] bool alone() const noexcept { return !building.zones.empty() || building.hall != nullptr; }
};

/// What neighbouring buildings need of a group of scenarios: jobs, results known already, and buildings that cannot be simulated.
struct BlockPlan {
  struct Known {
    std::size_t scenario = 0;
    std::size_t slot = 0;
  };
  struct Refused {
    std::size_t scenario = 0;
    std::size_t slot = 0;
    std::string message;
  };
  std::vector<Job> jobs;
  std::vector<Known> from_baseline;
  std::vector<Refused> refused;
  std::vector<std::vector<ContentKey>> keys;  ///< [scenario of the group][slot]
};

/// The keys of all buildings in a scenario.
[[nodiscard]] std::vector<ContentKey> keys_of(const ResolvedScenario& scenario, const BatchInputs& inputs);

/// Finds the distinct variants of buildings `first` to `first + count`. The city of a scenario is the baseline's plus the
/// differences of its changed buildings. `baseline`: as for run_group.
[[nodiscard]] BlockPlan plan_block(std::span<const ResolvedScenario> group, const BatchInputs& inputs,
                                   const ScenarioResults* baseline, std::size_t first, std::size_t count, int threads);

}  // namespace tvilling::scenarios
