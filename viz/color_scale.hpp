// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tvilling::viz {

using Rgb = std::array<std::uint8_t, 3>;

/// Buildings without a value are drawn in this grey.
inline constexpr Rgb kNoDataColor{150, 152, 155};

/// From values to colours. `sequential`: pale orange (low) to dark violet (high), lightness falling evenly. `diverging`: blue
/// below zero, cream at zero, red above.
struct ColorScale {
  enum class Kind : std::uint8_t { sequential, diverging };
  Kind kind = Kind::sequential;
  double low = 0.0;          ///< values at or below have the first colour
  double high = 1.0;         ///< values at or above have the last colour
  bool low_is_cut = false;   ///< some values lie below `low`
  bool high_is_cut = false;  ///< some values lie above `high`
  std::string rule;          ///< how the limits were chosen, for the picture
};

/// Colour of a value; kNoDataColor for NaN.
[[nodiscard]] Rgb color_of(const ColorScale& scale, double value) noexcept;

/// The colour made darker: 1 leaves it, 0 gives black.
[[nodiscard]] Rgb shaded(Rgb color, double factor) noexcept;

/// Limits at the 2nd and 98th percentile of the finite values, so that a few extremes do not eat the colours.
[[nodiscard]] ColorScale sequential_scale(std::span<const double> values);

/// Limits at plus and minus the larger of the 2nd and 98th percentile (by size) of the values that are not zero.
[[nodiscard]] ColorScale diverging_scale(std::span<const double> values);

/// Round numbers inside the limits, and the limits themselves; increasing.
[[nodiscard]] std::vector<double> legend_ticks(const ColorScale& scale);

/// Three significant digits with thousands commas: "1,240,000", "43.1", "0.012", "-7.5".
[[nodiscard]] std::string short_number(double value);

/// All digits, with thousands commas: "3,500".
[[nodiscard]] std::string whole_number(std::size_t count);

}  // namespace tvilling::viz
