// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <span>
#include <vector>

namespace tvilling::models {

/// Stefan-Boltzmann constant (CODATA 2018).
inline constexpr double kStefanBoltzmann_w_m2k4 = 5.670374419e-8;

/// Long-wave conductance [W/(m2 K)] between two bodies: h = eps sigma F (Ta^2 + Tb^2)(Ta + Tb) in kelvin. No approximation:
/// h (Ta - Tb) = eps sigma F (Ta^4 - Tb^4).
[[nodiscard]] double longwave_conductance_w_m2k(double emissivity, double view_factor, double a_degc, double b_degc) noexcept;

/// View from an unobstructed plane to the sky, (1 + cos tilt) / 2, and to flat ground, (1 - cos tilt) / 2; 0 roof, 90 wall.
[[nodiscard]] double sky_view_factor(double tilt_deg) noexcept;
[[nodiscard]] double ground_view_factor(double tilt_deg) noexcept;

/// What an outside surface and its surroundings are at. The sky's is Weather::sky_temperature_degc.
struct OutsideTemperatures {
  double surface_degc = 0.0;
  double sky_degc = 0.0;
  double air_degc = 0.0;
  double ground_degc = 0.0;  ///< of the ground's surface; the air's where nothing better is known
};

/// Long-wave conductances from an outside surface [W/(m2 K)].
struct OutsideLongwave {
  double sky_w_m2k = 0.0;
  double air_w_m2k = 0.0;
  double ground_w_m2k = 0.0;
};

/// The view to the sky is split by beta = sqrt(F_sky): beta F_sky at the sky's temperature, (1 - beta) F_sky at the air's, since
/// the sky near the horizon is as warm as the air (Walton 1983; EnergyPlus Engineering Reference, "External longwave radiation").
[[nodiscard]] OutsideLongwave outside_longwave(double emissivity, double tilt_deg, const OutsideTemperatures& at) noexcept;

/// Largest view factor to the radiant node; stands for "no resistance between the surface and the node".
inline constexpr double kLargestNodeView = 1e6;

/// View factors F_i of a room's surfaces to its mean radiant node (Carroll 1980, "An 'MRT method' of computing radiant energy
/// exchange in rooms"; CSE and EnergyPlus Engineering References): F_i = 1 / (1 - A_i F_i / sum_j A_j F_j).
///
/// Solved by bisection in one unknown, which always ends. With G = sum_j A_j F_j and the share p_i = A_i F_i / G the equation
/// reads p_i (1 - p_i) = A_i / G and F_i = 1 / (1 - p_i): the share of the largest surface gives all others, and the shares must
/// sum to 1. When one surface has half of all area or more there is no finite solution (repeated substitution grows without end);
/// then its limit is returned: `kLargestNodeView` for that surface, which the others see alone, and 1 for the others. That is
/// exact for a body in a hollow (two surfaces). Two equal surfaces are infinite parallel plates and get 2.
///
/// Once per room: it allocates the result. Areas are finite and not negative (else core::Error, internal); a surface without area
/// gets 1.
[[nodiscard]] std::vector<double> carroll_view_factors(std::span<const double> areas_m2);

/// Long-wave conductance from one square metre of a surface to the radiant node [W/(m2 K)]:
/// 4 sigma Tm^3 / ((1 - eps) / eps + 1 / F), linearised at `mean_degc`; `node_view` is F of carroll_view_factors.
[[nodiscard]] double node_conductance_w_m2k(double emissivity, double node_view, double mean_degc) noexcept;

}  // namespace tvilling::models
