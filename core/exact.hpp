// SPDX-License-Identifier: MPL-2.0
#pragma once

namespace tvilling::core {

/// Rounds to a multiple of 2^-20 (for magnitudes below 2^31). Sums of such values below 2^32 are exact, so hours
/// add up to months, years and the city to the last bit, in any order and on any number of threads.
[[nodiscard]] inline double to_grid(double value) noexcept {
  constexpr double magic = 0x1.8p+32;  // 1.5 * 2^(52-20): adding it pushes the finer bits out
  return (value + magic) - magic;
}

}  // namespace tvilling::core
