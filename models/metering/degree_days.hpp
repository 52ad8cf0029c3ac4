// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <span>

#include "models/metering/metering.hpp"

namespace tvilling::models {

/// Degree-days of a whole year: its own row, else the sum of its twelve months; its normal likewise, each by itself. NaN: not
/// told.
[[nodiscard]] DegreeDays degree_days_of_year(std::span<const DegreeDays> all, int year);

}  // namespace tvilling::models
