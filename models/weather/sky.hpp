// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "models/weather/solar_position.hpp"

namespace tvilling::models {

/// Radiation of one hour on the horizontal and along the beam [W/m2].
struct Irradiance {
  double direct_normal_w_m2 = 0.0;
  double diffuse_horizontal_w_m2 = 0.0;
  double global_horizontal_w_m2 = 0.0;
};

/// A plane: azimuth of its outward normal (north 0, east 90), tilt from horizontal (0 roof, 90 wall).
struct Plane {
  double azimuth_deg = 180.0;
  double tilt_deg = 90.0;
};

/// Radiation on a plane, term by term [W/m2].
struct PlaneIrradiance {
  double beam_w_m2 = 0.0;
  double sky_isotropic_w_m2 = 0.0;
  double circumsolar_w_m2 = 0.0;
  double horizon_w_m2 = 0.0;
  double ground_w_m2 = 0.0;
  double cos_incidence = 0.0;  ///< of the beam; negative behind the plane

  [[nodiscard]] double sky_w_m2() const noexcept { return sky_isotropic_w_m2 + circumsolar_w_m2 + horizon_w_m2; }
  [[nodiscard]] double total_w_m2() const noexcept { return beam_w_m2 + sky_w_m2() + ground_w_m2; }
};

/// Anisotropic sky of Perez et al. 1990 with ground reflection (domain.md B6). Beam below 3 degrees elevation is skipped.
[[nodiscard]] PlaneIrradiance perez_irradiance(const Irradiance& sun, const SolarPosition& position, const Plane& plane,
                                               double ground_reflectance = 0.2) noexcept;

/// Isotropic sky, for comparison.
[[nodiscard]] PlaneIrradiance isotropic_irradiance(const Irradiance& sun, const SolarPosition& position, const Plane& plane,
                                                   double ground_reflectance = 0.2) noexcept;

/// Diffuse share of an hour's global radiation by its clearness index (global over extraterrestrial, both horizontal).
/// Source: Erbs, Klein and Duffie 1982.
[[nodiscard]] double erbs_diffuse_share(double clearness) noexcept;

/// g(theta)/g(0) of a window with `panes` panes, Karlsson and Roos (category q = 4); `cos_incidence` in [0, 1].
[[nodiscard]] double angular_g_ratio(double cos_incidence, int panes) noexcept;

/// The same for diffuse and ground-reflected radiation (domain.md B6: 0.89).
inline constexpr double kDiffuseGRatio = 0.89;

}  // namespace tvilling::models
