// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "models/building/simulate.hpp"

namespace tvilling::scenarios {

/// How a building's air is in a year with the plant that it has.
struct IndoorAir {
  double least_l_s_person = 0.0;      ///< outdoor air per person in the fullest hour in use
  double co2_above_1000_ppm_h = 0.0;  ///< hours in use
  double co2_max_ppm = 0.0;
  double above_26_degc_h = 0.0;  ///< hours in use, operative temperature (Annual::overheating)
};

/// CO2 of well-mixed air hour by hour: people give 20 l/h each (EN 16798-1, ISO 16000-26: light office work), outdoor air has 420
/// ppm, the flow is what the plant or windows give in use and leakage else; windows opened against heat are left out (they only
/// help). Throws Error (bad_input) for a building with unknown numbers.
[[nodiscard]] IndoorAir indoor_air(const models::Building& building, const models::Environment& environment);

}  // namespace tvilling::scenarios
