// SPDX-License-Identifier: MPL-2.0
#pragma once

namespace tvilling::models {

/// One pane of glass. Solar values at normal incidence, over the whole solar spectrum. Front is the outdoor side.
struct Pane {
  double thickness_m = 0.004;
  double conductivity_w_mk = 1.0;
  double transmittance_solar = 0.0;
  double reflectance_solar_front = 0.0;
  double reflectance_solar_back = 0.0;
  double emissivity_front = 0.84;
  double emissivity_back = 0.84;
  double density_kg_m3 = 2500.0;
  double specific_heat_j_kgk = 750.0;
};

/// Shares of the light that falls on a pane at one angle; the rest is absorbed. The transmittance is the same both ways.
struct PaneOptics {
  double transmittance = 0.0;
  double reflectance_front = 1.0;
  double reflectance_back = 1.0;
};

/// The same for the two polarisations of the light; Fresnel treats them apart, and panes in a row keep them apart.
struct PolarisedOptics {
  PaneOptics across;  ///< electric field across the plane of incidence (s)
  PaneOptics along;   ///< electric field in the plane of incidence (p)

  [[nodiscard]] PaneOptics mean() const noexcept;
};

/// What an uncoated pane is made of, as its solar values tell.
struct GlassIndex {
  double refractive_index = 1.0;
  double extinction_per_m = 0.0;  ///< K of Bouguer's law, natural logarithm; infinite for an opaque pane
};

/// True when the two sides differ by more than 1e-6 in reflectance or emissivity.
[[nodiscard]] bool is_coated(const Pane& pane) noexcept;

/// Index and extinction from transmittance and reflectance at normal incidence (EnergyPlus Engineering Reference, "Window
/// Calculation Module", uncoated glass). Closed form; needs reflectance < 1 and transmittance + reflectance <= 1.
[[nodiscard]] GlassIndex glass_index(double transmittance, double reflectance, double thickness_m) noexcept;

/// Uncoated pane by Snell, Fresnel and Bouguer, all reflections inside the glass summed for each polarisation.
/// `cos_incidence` in [0, 1] from the normal; 0 and less reflect everything.
[[nodiscard]] PolarisedOptics glass_optics(const GlassIndex& glass, double thickness_m, double cos_incidence) noexcept;

/// A pane at an angle: uncoated by `glass_optics`, coated by the polynomials of WINDOW 4 (Finlayson et al. 1993, LBL-33943),
/// which know only unpolarised light and stand for both polarisations.
/// Throws core::Error (internal) when the values of the pane are not those of a pane.
[[nodiscard]] PolarisedOptics polarised_optics(const Pane& pane, double cos_incidence);

/// The same for unpolarised light: the mean of both polarisations.
[[nodiscard]] PaneOptics pane_optics(const Pane& pane, double cos_incidence);

}  // namespace tvilling::models
