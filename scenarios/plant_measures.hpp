// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "scenarios/measure.hpp"

namespace tvilling::scenarios {

/// The measures on ventilation, heating, hot water, light and solar cells, on how they are run, and what people do afterwards.
[[nodiscard]] std::vector<MeasureType> plant_measure_types();

}  // namespace tvilling::scenarios
