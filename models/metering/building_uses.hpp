// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <span>
#include <vector>

#include "models/metering/metering.hpp"

namespace tvilling::models {

/// The use of each building, carrier and year: its shares of all meters. A year in which one of them is missing is left out and
/// told; `unshared`: buildings of which a meter without shares counts something.
[[nodiscard]] std::vector<MeteredUse> building_uses(const Metering& metering, std::span<const MeterShare> unshared,
                                                    core::Findings& findings);

}  // namespace tvilling::models
