// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

#include "core/time_axis.hpp"

namespace tvilling::models {

/// Slab on ground after EN ISO 13370 (domain.md B7): what the heat-balance network needs of the ground.
struct GroundFloor {
  double u_value_w_m2k = 0.0;           ///< of floor and ground together
  double virtual_resistance_m2k_w = 0;  ///< between the half metre of ground in the network and the virtual temperature
  double periodic_external_w_k = 0.0;   ///< H_pe
  std::array<double, core::kMonths> virtual_degc{};  ///< temperature below the virtual layer, month by month
};

struct GroundFloorInput {
  double area_m2 = 0.0;
  double perimeter_m = 0.0;
  double floor_u_value_w_m2k = 0.0;  ///< of the construction, with films 0.17 and 0.04 m2 K/W
  double indoor_degc = 20.0;         ///< yearly mean
  std::array<double, core::kMonths> outdoor_monthly_degc{};
};

inline constexpr double kGroundConductivity_w_mk = 2.0;
inline constexpr double kGroundPenetration_m = 3.2;
inline constexpr double kWallThickness_m = 0.4;
inline constexpr double kFloorInsideFilm_m2k_w = 0.17;
inline constexpr double kFloorOutsideFilm_m2k_w = 0.04;

/// The floor construction's own resistance [m2 K/W], at least 0.01.
[[nodiscard]] double floor_resistance_m2k_w(double floor_u_value_w_m2k) noexcept;

/// Steady transmittance of a slab on ground with the construction `floor_u_value_w_m2k` (ISO 13370, 9.1) [W/(m2 K)].
[[nodiscard]] double ground_u_value_w_m2k(double area_m2, double perimeter_m, double floor_u_value_w_m2k) noexcept;

/// Amplitude and phase of the outdoor year are those of its first harmonic.
[[nodiscard]] GroundFloor ground_floor(const GroundFloorInput& input) noexcept;

}  // namespace tvilling::models
