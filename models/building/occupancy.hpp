// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/time_axis.hpp"
#include "models/building/building.hpp"

namespace tvilling::models {

/// How a use runs through the year: for each hour of the axis the share of people present and whether it is open
/// (ventilation, light and the day set point run).
struct UseProfile {
  std::vector<double> presence;    ///< 0..1, 8,760 values
  std::vector<std::uint8_t> open;  ///< 0 or 1, 8,760 values
};

/// Profiles of all uses, made once per calendar from the embedded table models/building/data/profiles.csv.
struct UseProfiles {
  std::array<UseProfile, kUseNames.size()> of_use;

  [[nodiscard]] const UseProfile& operator[](Use use) const { return of_use[static_cast<std::size_t>(use)]; }
};

[[nodiscard]] UseProfiles make_use_profiles(const core::TimeAxis& axis);

}  // namespace tvilling::models
