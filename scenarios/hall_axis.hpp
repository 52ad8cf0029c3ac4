// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "scenarios/hall_variant.hpp"

namespace tvilling::scenarios {

/// Values that one parameter takes in turn.
struct SweepAxis {
  HallKey key;
  std::vector<double> values;
};

/// A range that a parameter may be chosen from.
struct HallRange {
  HallKey key;
  double low = 0.0;
  double high = 0.0;
};

inline constexpr std::size_t kMostSweepAxes = 3;
inline constexpr std::size_t kMostSweepPoints = 100'000;

/// "KEY=a:b:n": n values evenly from a to b (12 digits; a and b as they are written; n = 1: a alone), or "KEY=a". Throws Error
/// (wrong_usage) for text that is neither, for an unknown key, for values outside the parameter's range and for a range whose
/// values are all the same.
[[nodiscard]] SweepAxis parse_axis(std::string_view text);

/// "KEY=a:b". Throws as parse_axis.
[[nodiscard]] HallRange parse_range(std::string_view text);

/// How many combinations the axes have. Throws Error (wrong_usage) for none or more than kMostSweepAxes axes, for a key that
/// stands twice and for more than kMostSweepPoints combinations.
[[nodiscard]] std::size_t count_points(const std::vector<SweepAxis>& axes);

}  // namespace tvilling::scenarios
