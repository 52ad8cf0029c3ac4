// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "scenarios/measure.hpp"

namespace tvilling::scenarios {

/// The measures of swimming halls (Building::hall). Each leaves a building without one as it is. They set operation as asked, up
/// or down, and the last counts; changes by so many kelvin are from the unchanged hall.
[[nodiscard]] std::vector<MeasureType> hall_measure_types();

}  // namespace tvilling::scenarios
