// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "models/surface/wind.hpp"

namespace tvilling::models {

/// Which face of an element meets the air. Tilt is always that of the outward normal, so the inside face looks the other way:
/// that of a roof (tilt 0) down, that of a floor (tilt 180) up.
enum class SurfaceSide { outside, inside };

/// No air is quite still: the least coefficient of natural convection [W/(m2 K)] (EnergyPlus's lower limit).
inline constexpr double kLeastConvection_w_m2k = 0.1;

/// Natural convection [W/(m2 K)] of one face, turbulent, by the TARP algorithm (Walton 1983, NBSIR 83-2655; EnergyPlus
/// Engineering Reference, "TARP algorithm"). With d = |surface - air| and c = |cos tilt|:
///   vertical                                        1.31 d^(1/3)
///   warm face up or cold face down (enhanced)       9.482 d^(1/3) / (7.283 - c)
///   cold face up or warm face down (reduced)        1.810 d^(1/3) / (1.382 + c)
/// and never below `kLeastConvection_w_m2k`. `tilt_deg`: 0 roof, 90 wall, 180 floor.
[[nodiscard]] double natural_convection_w_m2k(double tilt_deg, double surface_minus_air_k, SurfaceSide side) noexcept;

/// Roughness of an outside surface (Walton 1983): stucco, brick, concrete, clear pine, smooth plaster, glass.
enum class Roughness { very_rough, rough, medium_rough, medium_smooth, smooth, very_smooth };

/// Factor on forced convection: 2.17, 1.67, 1.52, 1.13, 1.11, 1.00 (Walton 1983).
[[nodiscard]] double roughness_factor(Roughness roughness) noexcept;

/// Outside convection [W/(m2 K)] in wind, natural and forced, by the DOE-2 model (LBL 1994; EnergyPlus Engineering Reference,
/// "DOE-2 model"; coefficients from the MoWiTT measurements of Yazdanian and Klems 1994, ASHRAE Transactions 100(1)):
///   smooth = sqrt(h_n^2 + (a V^b)^2), a = 3.26, b = 0.89 windward, a = 3.55, b = 0.617 leeward
///   h = h_n + R_f (smooth - h_n)
/// `natural_w_m2k` is h_n of natural_convection_w_m2k, `wind_m_s` V at the surface (a negative speed counts as none).
[[nodiscard]] double outside_convection_w_m2k(double natural_w_m2k, double wind_m_s, WindSide side, Roughness roughness) noexcept;

}  // namespace tvilling::models
