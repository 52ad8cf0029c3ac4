// SPDX-License-Identifier: MPL-2.0
#pragma once

// How buildings are operated: numbers that the reference and the lanes share. Constants only (see lane_data.hpp).

namespace tvilling::models {

inline constexpr double kBypassAbove_k = 2.0;      ///< heat recovery is bypassed so much above the set point
inline constexpr double kExhaustLeast_degc = 1.0;  ///< recovery is cut so that exhaust leaves no colder (frost)
inline constexpr double kAiringFrom_degc = 23.0;   ///< windows begin to be opened
inline constexpr double kAiringBand_k = 2.0;       ///< ... and are wide open so much warmer
inline constexpr double kAiringCoolerBy_k = 2.0;   ///< ... when it is so much cooler outside
inline constexpr double kSupplyFanHeat = 0.5;      ///< half of the fan power is the supply fan's and warms the supply air
/// Temperatures that a thermostat holds lie on its set point but for rounding: limits are passed by more than this.
inline constexpr double kOnTheLimit_k = 1e-6;
inline constexpr double kOverheating_degc = 26.0;  ///< operative, in use
inline constexpr double kUnmet_k = 1.0;            ///< below the set point, in use

}  // namespace tvilling::models
