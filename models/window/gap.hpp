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

/// What lies around a gap in an hour.
struct GapState {
  double outer_degc = 0.0;  ///< face of the pane on the outdoor side
  double inner_degc = 0.0;  ///< face of the pane on the room side
  double tilt_deg = 90.0;   ///< of the glazing's outward normal: 0 roof light, 90 vertical
};

/// The same at the temperatures of the hour: radiation between the two faces exactly, gas with the properties of EN 673, table 1,
/// at the mean temperature (linear between its rows), Nusselt number by its clause 5.3.1 (vertical 0.035, 0.38; 45 degrees 0.10,
/// 0.31; level 0.16, 0.28 with heat going up; linear in the tilt between; heat going down: 1). A given conductance is returned as
/// it is.
[[nodiscard]] double gap_conductance_w_m2k(const Gap& gap, double emissivity_a, double emissivity_b, const GapState& state);

}  // namespace tvilling::models
