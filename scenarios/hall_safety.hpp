// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::scenarios {

/// Hours of a year in which a scenario makes inner surfaces of a swimming hall wetter than they are in the baseline.
struct Dampness {
  std::string scenario;
  std::string building_id;
  std::string_view construction;  ///< "walls", "roof" or "windows"; of mould "walls or roof"
  double hours = 0.0;
  double baseline_hours = 0.0;

  friend bool operator==(const Dampness&, const Dampness&) = default;
};

/// What a scenario does to the fabric of the halls.
struct HallSafety {
  std::vector<Dampness> condensation;  ///< water condenses there
  std::vector<Dampness> mould;         ///< more than 80 % humidity at the surface behind furniture (ISO 13788)
};

/// Adds what is worse in `result` than in `baseline`, the unchanged building's; nothing where one of them has no hall or failed.
void add_dampness(HallSafety& safety, const std::string& scenario, const std::string& building_id,
                  const models::BuildingResult& result, const models::BuildingResult& baseline);

/// Of all scenarios and halls of a result file, in its order, against its first scenario.
[[nodiscard]] HallSafety hall_safety(const Results& results);

/// True when the scenario wets a wall, roof or window for more hours than the baseline.
[[nodiscard]] bool wets(const HallSafety& safety, std::string_view scenario);

/// Condensation as warnings, mould as information.
void tell_of_dampness(const HallSafety& safety, core::Findings& findings);

}  // namespace tvilling::scenarios
