// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "models/building/building.hpp"

namespace tvilling::models {

/// Heating capacity of a building whose plant is unknown, in W per heated m2:
/// 1.15 (sum U A + thermal bridges + H_ve,min) (20 - (-12)) K, plus 15 W/m2 reheat when there is a night set-back
/// (design temperatures of DS 418; 15 % and 15 W/m2 are assumptions). Walls and windows by the facade that is not party
/// wall, the floor with the ground by ISO 13370, ventilation in use after heat recovery, air leakage by SBi 213.
/// A set point above 20 degC raises the design indoor temperature: a swimming hall is sized for its own warmth.
/// A building without heated area has 0. Throws core::Error (bad_input) naming a value that is missing.
[[nodiscard]] double sized_heating_capacity_w_m2(const Building& building);

/// Steady transmittance of a floor on the ground (ISO 13370, slab without edge insulation, walls 0.4 m, clay or mean soil
/// lambda 2 W/(m K)); `construction_u_value_w_m2k` is that of the floor alone.
[[nodiscard]] double ground_floor_u_value_w_m2k(double area_m2, double perimeter_m, double construction_u_value_w_m2k);

/// Air leakage in l/(s m2) in use (SBi 213, Be18): 0.04 + 0.06 q50.
[[nodiscard]] double infiltration_in_use_l_s_m2(double q50_l_s_m2) noexcept;

}  // namespace tvilling::models
