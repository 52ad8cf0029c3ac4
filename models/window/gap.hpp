// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>

namespace tvilling::models {

/// The space between two panes.
struct Gap {
  enum class Gas { air, argon, krypton };
  double thickness_m = 0.016;
  Gas gas = Gas::air;
  /// Radiation and convection together, when known; else EN 673.
  std::optional<double> conductance_w_m2k;
};

/// Whole temperature difference between outermost and innermost pane in EN 673 [K].
inline constexpr double kEn673Difference_k = 15.0;

/// Conductance of a vertical gap after EN 673:2011 at a mean of 283 K: radiation between the two faces and gas.
/// `difference_k` is the part of the difference that lies across this gap. A given conductance is returned as it is.
/// Throws core::Error (internal) when thickness or an emissivity is not above 0, or an emissivity is above 1.
[[nodiscard]] double gap_conductance_w_m2k(const Gap& gap, double emissivity_a, double emissivity_b,
                                           double difference_k = kEn673Difference_k);

}  // namespace tvilling::models
