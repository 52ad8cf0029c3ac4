// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "scenarios/measure.hpp"

namespace tvilling::scenarios {

/// The measures on roof, walls, floor, windows and joints.
[[nodiscard]] std::vector<MeasureType> envelope_measure_types();

/// True when a building's envelope is better than the unchanged one's: a lower U-value or less leakage.
[[nodiscard]] bool envelope_bettered(const models::Building& building, const models::Building& base);

}  // namespace tvilling::scenarios
