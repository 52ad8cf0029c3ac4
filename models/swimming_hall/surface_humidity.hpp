// SPDX-License-Identifier: MPL-2.0
#pragma once

namespace tvilling::models {

/// Inner surface resistance [m2 K/W] for condensation, and the greater one for mould behind furniture and in corners (ISO 13788).
inline constexpr double kInsideResistance_m2k_w = 0.13;
inline constexpr double kInsideResistanceMould_m2k_w = 0.25;

/// Temperature factor of an inner surface: 1 - R_si U, not below 0. `u_value` has the resistance 0.13 in it; with another it is
/// that of the same layers behind the other (ISO 13788).
[[nodiscard]] double surface_temperature_factor(double u_value_w_m2k,
                                                double inside_resistance_m2k_w = kInsideResistance_m2k_w) noexcept;
/// Temperature of an inner surface: T_o + f (T_i - T_o).
[[nodiscard]] double surface_temperature_degc(double factor, double indoor_degc, double outdoor_degc) noexcept;
/// Highest relative humidity (0 to 1) of the indoor air at which a surface with the factor stays dry by `margin_k`.
[[nodiscard]] double dry_surface_humidity(double factor, double indoor_degc, double outdoor_degc, double margin_k) noexcept;
/// Relative humidity at a surface (above 1: water condenses) of air with a vapour pressure.
[[nodiscard]] double humidity_at_surface(double surface_degc, double vapour_pressure_pa) noexcept;

}  // namespace tvilling::models
