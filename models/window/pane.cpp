// SPDX-License-Identifier: MPL-2.0
#include "models/window/pane.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"

namespace tvilling::models {

namespace {

constexpr double kSameSide = 1e-6;
constexpr double kGrazing = 1e-9;
constexpr double kSumSlack = 1e-12;  // rounding of a caller's transmittance + reflectance = 1
constexpr double kClearGlass = 0.645;

/// One polarisation: a slab with surface reflectance r and one-way transmittance a.
[[nodiscard]] PaneOptics slab(double r, double a) noexcept {
  const double transmittance = (1.0 - r) * (1.0 - r) * a / ((1.0 - r * a) * (1.0 + r * a));
  const double reflectance = r * (1.0 + a * transmittance);
  return {transmittance, reflectance, reflectance};
}

/// Finlayson et al. 1993: coefficients of cos^0 to cos^4 for the transmittance and for transmittance + reflectance.
struct Polynomial {
  double c0, c1, c2, c3, c4;
  [[nodiscard]] double at(double c) const noexcept { return c0 + c * (c1 + c * (c2 + c * (c3 + c * c4))); }
};

constexpr Polynomial kClearTau{-0.0015, 3.355, -3.840, 1.460, 0.0288};
constexpr Polynomial kClearSum{0.999, -0.563, 2.043, -2.532, 1.054};
constexpr Polynomial kBronzeTau{-0.002, 2.813, -2.341, -0.05725, 0.599};
constexpr Polynomial kBronzeSum{0.997, -1.868, 6.513, -7.862, 3.225};

[[nodiscard]] PaneOptics coated_optics(const Pane& pane, double c) noexcept {
  const bool clear = pane.transmittance_solar > kClearGlass;
  const double tau = (clear ? kClearTau : kBronzeTau).at(c);
  const double rho = (clear ? kClearSum : kBronzeSum).at(c) - tau;
  // The fits leave [0, 1] a little at both ends; cut there, normal incidence gives back the pane's own values.
  const double tau_bar = std::clamp(tau, 0.0, 1.0);
  const double rho_bar = std::clamp(rho, 0.0, 1.0);
  PaneOptics result;
  result.reflectance_front = pane.reflectance_solar_front * (1.0 - rho_bar) + rho_bar;
  result.reflectance_back = pane.reflectance_solar_back * (1.0 - rho_bar) + rho_bar;
  const double most = 1.0 - std::max(result.reflectance_front, result.reflectance_back);
  result.transmittance = std::clamp(pane.transmittance_solar * tau_bar, 0.0, std::max(0.0, most));
  return result;
}

[[nodiscard]] bool is_share(double value) noexcept {
  return value >= 0.0 && value <= 1.0;
}

void check(const Pane& pane) {
  const double reflectance = std::max(pane.reflectance_solar_front, pane.reflectance_solar_back);
  const bool shares =
      is_share(pane.transmittance_solar) && is_share(pane.reflectance_solar_front) && is_share(pane.reflectance_solar_back);
  if (!shares || reflectance >= 1.0 || pane.transmittance_solar + reflectance > 1.0 + kSumSlack || !(pane.thickness_m > 0.0)) {
    throw core::Error(core::ErrorKind::internal, "A pane needs a thickness, and transmittance + reflectance of at most 1.");
  }
}

}  // namespace

bool is_coated(const Pane& pane) noexcept {
  return std::abs(pane.reflectance_solar_front - pane.reflectance_solar_back) > kSameSide ||
         std::abs(pane.emissivity_front - pane.emissivity_back) > kSameSide;
}

GlassIndex glass_index(double transmittance, double reflectance, double thickness_m) noexcept {
  const double t = transmittance;
  // Both roots are written without differences of near numbers, so that black and clear glass work alike.
  const double beta = t * t - reflectance * reflectance + 2.0 * reflectance + 1.0;
  const double root = std::sqrt(std::max(0.0, beta * beta - 4.0 * (2.0 - reflectance) * reflectance));
  const double surface = 2.0 * reflectance / (beta + root);
  const double square = (1.0 - surface) * (1.0 - surface);
  const double path = 2.0 * t / (square + std::sqrt(square * square + 4.0 * surface * surface * t * t));
  const double amplitude = std::sqrt(surface);
  return {(1.0 + amplitude) / (1.0 - amplitude), std::max(0.0, -std::log(path) / thickness_m)};
}

PaneOptics PolarisedOptics::mean() const noexcept {
  return {0.5 * (across.transmittance + along.transmittance), 0.5 * (across.reflectance_front + along.reflectance_front),
          0.5 * (across.reflectance_back + along.reflectance_back)};
}

PolarisedOptics glass_optics(const GlassIndex& glass, double thickness_m, double cos_incidence) noexcept {
  if (!(cos_incidence > kGrazing)) return {};
  const double c = std::min(1.0, cos_incidence);
  const double n = glass.refractive_index;
  const double refracted = std::sqrt((n - 1.0) * (n + 1.0) + c * c) / n;
  const double s = (c - n * refracted) / (c + n * refracted);
  const double p = (n * c - refracted) / (n * c + refracted);
  const double path = std::exp(-glass.extinction_per_m * thickness_m / refracted);
  return {slab(s * s, path), slab(p * p, path)};
}

PolarisedOptics polarised_optics(const Pane& pane, double cos_incidence) {
  check(pane);
  if (!(cos_incidence > kGrazing)) return {};
  if (is_coated(pane)) {
    const PaneOptics unpolarised = coated_optics(pane, std::min(1.0, cos_incidence));
    return {unpolarised, unpolarised};
  }
  const double reflectance = 0.5 * (pane.reflectance_solar_front + pane.reflectance_solar_back);
  const GlassIndex glass = glass_index(pane.transmittance_solar, reflectance, pane.thickness_m);
  return glass_optics(glass, pane.thickness_m, cos_incidence);
}

PaneOptics pane_optics(const Pane& pane, double cos_incidence) {
  return polarised_optics(pane, cos_incidence).mean();
}

}  // namespace tvilling::models
