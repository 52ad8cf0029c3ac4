// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <limits>

namespace tvilling::models {

/// A number that nobody knows yet.
inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

}  // namespace tvilling::models
