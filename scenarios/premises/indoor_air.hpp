// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "models/building/simulate.hpp"

namespace tvilling::scenarios {

/// How a building's air is in a year with the plant that it has. Of several zones the worst counts, an hour once.
struct IndoorAir {
  /// Outdoor air per person in the fullest hour in use, of the plant or windows; NaN: nobody is there.
  double least_l_s_person = 0.0;
  double co2_above_1000_ppm_h = 0.0;  ///< hours in use
  double co2_max_ppm = 0.0;           ///< highest mean of an hour
  double above_26_degc_h = 0.0;       ///< hours in use, operative temperature (Annual::overheating)
};

/// CO2 of well-mixed air hour by hour: people give 20 l/h each (EN 16798-1, ISO 16000-26: light office work), outdoor air has 420
/// ppm, the flow is what the plant or windows give in use and leakage else; windows opened against heat are left out (they only
/// help). Throws Error (bad_input) for a building with unknown numbers.
[[nodiscard]] IndoorAir indoor_air(const models::Building& building, const models::Environment& environment);

/// The same of a building that people came to, with the plant of its unchanged self (with_plant_of).
[[nodiscard]] IndoorAir indoor_air(const models::Building& building, const models::Building& unchanged,
                                   const models::Environment& environment);

}  // namespace tvilling::scenarios
