// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/run_context.hpp"
#include "scenarios/hall_axis.hpp"
#include "scenarios/hall_case.hpp"
#include "scenarios/hall_figures.hpp"

namespace tvilling::scenarios {

/// One combination of the axes' values.
struct SweepPoint {
  std::vector<double> values;  ///< one for each axis
  std::string failure;         ///< why it could not be simulated; empty: it was
  HallFigures figures;         ///< NaN where it failed
  HallFigures change;          ///< figures less those of the unvaried hall
  bool condenses = false;      ///< water condenses on wall, roof or window in more hours than in the unchanged hall
  /// Names of measures that changed nothing although the hall is not as they say: the values of their parameters do not count.
  std::vector<std::string_view> not_applied;
};

struct HallSweep {
  std::vector<SweepAxis> axes;
  HallFigures unvaried;             ///< of the hall that the sweep starts from
  HallFigures unchanged;            ///< of the hall without any measure: what wetness is measured against
  bool unvaried_condenses = false;  ///< the start itself is wetter than the unchanged hall
  std::vector<SweepPoint> points;   ///< every combination; the last axis counts fastest
  std::size_t simulated = 0;        ///< hall-years computed: equal variants once
  std::size_t failed = 0;           ///< points
};

/// Hours in which water condenses on walls, roof or windows, each counted, beyond those of `than`; 0 when none has more.
[[nodiscard]] double more_condensation_h(const HallFigures& figures, const HallFigures& than) noexcept;

/// The response of a hall to every combination of the axes' values. A combination that cannot be simulated is a row with a
/// message, never the end. The result does not depend on the number of threads. Throws Error: wrong_usage as count_points and
/// measures_of, interrupted when context.stop is requested, bad_input when the unvaried or the unchanged hall cannot be
/// simulated.
[[nodiscard]] HallSweep sweep_hall(const HallCase& hall, std::vector<SweepAxis> axes, const core::RunContext& context);

}  // namespace tvilling::scenarios
