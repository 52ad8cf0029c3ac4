// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "models/swimming_hall/swimming_hall.hpp"

namespace tvilling::models {

/// Air over a water surface.
struct MoistAir {
  double temperature_degc = 30.0;
  double vapour_pressure_pa = 0.0;
  double pressure_pa = 101325.0;
};

/// Latent heat of evaporation [J/kg] of water at its temperature: 2500.9 - 2.381 t kJ/kg (domain.md, house conventions).
[[nodiscard]] double latent_heat_j_kg(double temperature_degc) noexcept;

/// Mass transfer of VDI 2089-1 (2010) [m/h].
inline constexpr double kBetaCovered_m_h = 0.7;
inline constexpr double kBetaAtRest_m_h = 7.0;
/// What a cover keeps back: 0.7 of 7 passes.
inline constexpr double kCoverKeepsBack = 1.0 - kBetaCovered_m_h / kBetaAtRest_m_h;
inline constexpr double kBetaPublicDeep_m_h = 28.0;     ///< deeper than 1.35 m, in use
inline constexpr double kBetaPublicShallow_m_h = 40.0;  ///< in use
/// Of a public basin in use.
[[nodiscard]] constexpr double beta_in_use_m_h(double depth_m) noexcept {
  return depth_m < kShallow_m ? kBetaPublicShallow_m_h : kBetaPublicDeep_m_h;
}

// Each gives kg/(m2 h) and is never below 0 (nothing condenses on the water). `water_degc`: of the water.

/// VDI 2089-1 (2010): beta / (R_D T_m) (p_w - p_a). In-use values of beta are design maxima: overflow channel, wet deck, wet
/// skin.
[[nodiscard]] double evaporation_vdi_kg_m2h(double water_degc, const MoistAir& air, double beta_m_h) noexcept;
/// The form before 2010: epsilon (p_w - p_a), epsilon in g/(m2 h mbar): 0.5 covered, 5 at rest, 15 private, 20 public, 28
/// leisure.
[[nodiscard]] double evaporation_vdi_old_kg_m2h(double water_degc, const MoistAir& air, double epsilon_g_m2h_mbar) noexcept;
/// Shah (2014), nobody in the water: the greater of natural convection, C rho_w (rho_r - rho_w)^(1/3) (W_w - W_r), and forced,
/// 5.0e-5 (p_w - p_a). C is 40 below a difference of densities of 0.015 kg/m3 and 35 above 0.025, linear between (the source
/// steps at 0.02).
[[nodiscard]] double evaporation_shah_at_rest_kg_m2h(double water_degc, const MoistAir& air) noexcept;
/// Shah (2013) with `bathers_m2` people in the water per m2: (1.9 - 21 (rho_r - rho_w) + 5.3 N/A) times that at rest; below 0.05
/// per m2 linear to 1. Never below the value at rest.
[[nodiscard]] double evaporation_shah_kg_m2h(double water_degc, const MoistAir& air, double bathers_m2) noexcept;
/// ASHRAE Applications: (0.089 + 0.0782 v)(p_w - p_a) / Y F_a, v 0.1 m/s over an indoor basin, Y the latent heat at the water's
/// temperature.
[[nodiscard]] double evaporation_ashrae_kg_m2h(double water_degc, const MoistAir& air, double air_speed_m_s,
                                               double activity_factor) noexcept;
/// Smith, Loef and Jones, quiet water: (30.6 + 32.1 v)(p_w - p_a) / h_fg in mmHg and kJ/kg. For comparison only.
[[nodiscard]] double evaporation_smith_kg_m2h(double water_degc, const MoistAir& air, double air_speed_m_s) noexcept;

/// How a surface is used in an hour.
struct SurfaceUse {
  double bathers_m2 = 0.0;        ///< people in the water per m2
  double open_share = 0.0;        ///< of the hour
  double covered_fraction = 0.0;  ///< of the surface, while closed
  double feature_fraction = 0.0;  ///< water features: evaporation in use is higher by so much
  double depth_m = 1.8;           ///< VDI: shallow basins evaporate more
};

/// Evaporation of a surface in an hour [kg/(m2 h)].
struct SurfaceEvaporation {
  double all_kg_m2h = 0.0;
  double in_use_kg_m2h = 0.0;  ///< of that while open: what wets the floor goes with it
};

/// Evaporation of a basin in a hall by the chosen model [kg/(m2 h)]: in use for the open share of the hour, at rest and with its
/// cover (which keeps 90 % of it back: 0.7/7) for the rest. VDI and ASHRAE (activity 1.0 in use, 0.5 at rest) do not follow the
/// bathers; Smith in use is 1.04 + 4.3 N/A times that at rest (doubtful).
[[nodiscard]] SurfaceEvaporation surface_evaporation(EvaporationModel model, double water_degc, const MoistAir& air,
                                                     const SurfaceUse& use) noexcept;

}  // namespace tvilling::models
