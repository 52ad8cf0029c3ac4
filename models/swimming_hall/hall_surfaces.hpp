// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>

#include "models/swimming_hall/hall_run.hpp"
#include "models/swimming_hall/hall_totals.hpp"

namespace tvilling::models {

/// Building safety: where the vapour of the hall air condenses on the inside of its envelope, hour by hour (domain.md A4, ISO
/// 13788). Steady state: f_Rsi of each construction's U-value; films and thermal bridges of their own are not seen.
class HallSurfaces {
 public:
  explicit HallSurfaces(const HallRun& run);
  /// Adds the hours of condensation by construction, and of mould risk (above 80 % at walls or roof).
  void count(const HallHour& hour, const Weather& weather, int of_year, HallTotals& totals) const;

 private:
  std::optional<double> wall_w_m2k_;  ///< none: the pool hall has no such surface
  std::optional<double> roof_w_m2k_;
  std::optional<double> window_w_m2k_;
};

}  // namespace tvilling::models
