// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>

#include "models/building/building.hpp"
#include "scenarios/hall_sweep.hpp"
#include "viz/chart.hpp"

namespace tvilling::cli {

inline constexpr std::size_t kSweepRowsShown = 40;

/// The first combinations with what they use and cost; "!" where water condenses in more hours than in the unchanged hall, "not
/// applied" where a measure changed nothing although the hall is not as it says.
[[nodiscard]] std::string sweep_table(const scenarios::HallSweep& sweep);
/// Everything.
[[nodiscard]] std::string sweep_json(const scenarios::HallSweep& sweep, const scenarios::HallCase& hall);
/// One figure over the first parameter, a line for each value of the second; `third`: place of the third one's value.
[[nodiscard]] viz::LineChart sweep_chart(const scenarios::HallSweep& sweep, const models::Building& hall, std::size_t figure,
                                         std::size_t third);

}  // namespace tvilling::cli
