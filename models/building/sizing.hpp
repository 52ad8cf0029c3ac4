// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "models/building/building.hpp"

namespace tvilling::models {

/// Heating capacity of a building whose plant is unknown, in W per heated m2:
/// 1.15 (sum U A + thermal bridges + H_ve) (20 - (-12)) K, plus 15 W/m2 reheat when there is a night set-back (design
/// temperatures of DS 418; 15 % and 15 W/m2 are assumptions). The areas, the ground (ISO 13370) and the air are those of the
/// simulation: ventilation in use after heat recovery, air leakage in use. A set point above 20 degC raises the design
/// indoor temperature: a swimming hall is sized for its own warmth. A building without heated area has 0.
/// Throws core::Error (bad_input) naming a value that is missing.
[[nodiscard]] double sized_heating_capacity_w_m2(const Building& building);

}  // namespace tvilling::models
