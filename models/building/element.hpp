// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

namespace tvilling::models {

/// Constants of EN ISO 52016-1 (tables B.8 to B.11; domain.md B2).
inline constexpr double kInsideRadiation_w_m2k = 5.13;
inline constexpr double kOutsideConvection_w_m2k = 20.0;
inline constexpr double kOutsideRadiation_w_m2k = 4.14;
inline constexpr double kConvectiveInternal = 0.40;
inline constexpr double kConvectiveSolar = 0.10;
inline constexpr double kConvectiveHeating = 0.40;

/// Convection inside by the direction of the heat flow [W/(m2 K)].
inline constexpr double kConvectionHorizontal_w_m2k = 2.5;
inline constexpr double kConvectionUpward_w_m2k = 5.0;    ///< ceiling below a cold roof
inline constexpr double kConvectionDownward_w_m2k = 0.7;  ///< floor above cold ground

/// Where the mass of an opaque element lies (ISO 52016-1 classes I, E, IE, D, M).
enum class MassClass { inside, outside, both_sides, distributed, middle };

/// Shares of an element's heat capacity on its five nodes, outside to inside.
[[nodiscard]] std::array<double, 5> mass_shares(MassClass mass) noexcept;

/// The same for the last three nodes of a ground floor, whose first two are the ground.
[[nodiscard]] std::array<double, 3> ground_mass_shares(MassClass mass) noexcept;

/// Resistance between the surfaces from a U-value: 1/U less the films inside and outside [m2 K/W]. At least 0.01, so that very
/// poor constructions (U above about 5.6) stay solvable.
[[nodiscard]] double resistance_of_u_value_m2k_w(double u_value_w_m2k, double inside_convection_w_m2k);

/// Resistance and capacity of the half metre of ground (lambda 2 W/(m K)).
inline constexpr double kGroundResistance_m2k_w = 0.25;
inline constexpr double kGroundCapacity_j_m2k = 1.0e6;

}  // namespace tvilling::models
