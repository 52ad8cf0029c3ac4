// SPDX-License-Identifier: MPL-2.0
#pragma once

namespace tvilling::models {

/// Heat that the surface of a basin exchanges beside evaporation, and what its pumps and make-up water take.

inline constexpr double kWaterDensity_kg_m3 = 1000.0;
inline constexpr double kWaterHeatCapacity_j_kgk = 4186.0;
inline constexpr double kWaterEmissivity = 0.95;

/// Convection [W/(m2 K)] that goes with a mass transfer [m/h] by Lewis: beta rho cp Le^(2/3), Le 0.865, rho 1.15, cp 1007.
[[nodiscard]] double convection_of_mass_transfer_w_m2k(double beta_m_h) noexcept;
/// Mass transfer [m/h] that an evaporation [kg/(m2 h)] at a difference of vapour pressure [Pa] stands for; 0 without a
/// difference.
[[nodiscard]] double mass_transfer_m_h(double evaporation_kg_m2h, double pressure_difference_pa, double mean_degc) noexcept;
/// Long-wave loss [W/m2] of water to surroundings of a mean radiant temperature.
[[nodiscard]] double radiation_w_m2(double water_degc, double surroundings_degc) noexcept;
/// The same as a conductance [W/(m2 K)] at a mean of the two temperatures.
[[nodiscard]] double radiation_coefficient_w_m2k(double mean_degc) noexcept;

/// Electric power [kW] of circulation pumps: rho g H Q / eta, with 15 m head and an efficiency of 0.7 (assumptions).
[[nodiscard]] double circulation_power_kw(double flow_m3_h, double head_m = 15.0, double efficiency = 0.7) noexcept;
/// Heat [kWh] that warms water from cold to warm.
[[nodiscard]] double water_heat_kwh(double volume_m3, double cold_degc, double warm_degc) noexcept;

}  // namespace tvilling::models
