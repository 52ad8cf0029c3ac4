// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::scenarios {

/// Hours of a year in which inner surfaces of a swimming hall are wet in a scenario, and in the baseline.
struct Dampness {
  std::string scenario;
  std::string building_id;
  std::string_view construction;  ///< "walls", "roof" or "windows"; of mould "walls or roof"
  double hours = 0.0;
  double baseline_hours = 0.0;

  friend bool operator==(const Dampness&, const Dampness&) = default;
};

/// Hours of a year in which more people are in the water than it holds, in a scenario and in the baseline.
struct Crowding {
  std::string scenario;
  std::string building_id;
  double hours = 0.0;
  double baseline_hours = 0.0;

  friend bool operator==(const Crowding&, const Crowding&) = default;
};

/// What scenarios, the baseline among them, do to the halls.
struct HallSafety {
  std::string baseline;                ///< name of the scenario that the others are measured against
  std::size_t halls = 0;               ///< of each scenario
  std::vector<Dampness> condensation;  ///< water condenses there, the baseline's hours too
  std::vector<Dampness> mould;         ///< more than in the baseline: over 80 % humidity behind furniture (ISO 13788)
  std::vector<Crowding> crowding;      ///< more than in the baseline
};

/// Adds where water condenses in `result`, and what else is worse in it than in `baseline`, the unchanged building's; nothing
/// where one of them has no hall or failed.
void add_dampness(HallSafety& safety, const std::string& scenario, const std::string& building_id,
                  const models::BuildingResult& result, const models::BuildingResult& baseline);

/// Of all scenarios and halls of a result file, in its order, against its first scenario.
[[nodiscard]] HallSafety hall_safety(const Results& results);

/// True when the scenario wets a wall, roof or window for more hours than the baseline.
[[nodiscard]] bool wets(const HallSafety& safety, std::string_view scenario);

/// True when water condenses in the scenario at all.
[[nodiscard]] bool is_wet(const HallSafety& safety, std::string_view scenario);

/// The baseline's condensation first, once for each construction; then what is more in scenarios: condensation and crowding as
/// warnings, mould as information.
void tell_of_dampness(const HallSafety& safety, core::Findings& findings);

}  // namespace tvilling::scenarios
