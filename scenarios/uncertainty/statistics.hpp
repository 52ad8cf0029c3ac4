// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace tvilling::scenarios {

/// The shares of draws that lie below P10, P50 and P90.
inline constexpr std::array<double, 3> kQuantiles{0.1, 0.5, 0.9};
using Quantiles = std::array<double, kQuantiles.size()>;

/// The quantile of ascending values, linear between the two nearest (type 7 of Hyndman and Fan 1996, as numpy has it). Infinite
/// values are numbers: an even share of them gives infinity. NaN for no values.
[[nodiscard]] double quantile(std::span<const double> ascending, double share);

/// P10, P50 and P90 of values in any order; NaN when one of them is.
[[nodiscard]] Quantiles quantiles(std::vector<double> values);

/// Spearman's rank correlation of pairs, -1 to 1; equal values share the mean of their ranks. NaN when a value is NaN, when
/// either is the same in all pairs, and for fewer than three pairs.
[[nodiscard]] double rank_correlation(std::span<const double> x, std::span<const double> y);

/// The rank of each value, the greatest first with rank 1, equal ones in their order; 0 for NaN.
[[nodiscard]] std::vector<std::size_t> ranks_from_greatest(std::span<const double> values);

}  // namespace tvilling::scenarios
