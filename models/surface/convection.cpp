// SPDX-License-Identifier: MPL-2.0
#include "models/surface/convection.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tvilling::models {

namespace {

// The cosine of 90 degrees is not exactly 0 in floating point.
constexpr double kVerticalCosTilt = 1e-6;

}  // namespace

double natural_convection_w_m2k(double tilt_deg, double surface_minus_air_k, SurfaceSide side) noexcept {
  const double outward_cos_tilt = std::cos(tilt_deg * std::numbers::pi / 180.0);
  const double face_cos_tilt = side == SurfaceSide::outside ? outward_cos_tilt : -outward_cos_tilt;
  const double steepness = std::abs(face_cos_tilt);
  const double root = std::cbrt(std::abs(surface_minus_air_k));
  if (steepness < kVerticalCosTilt) return std::max(kLeastConvection_w_m2k, 1.31 * root);
  // Warm air below or cold air above wants to move: it stirs the layer.
  const bool enhanced = (face_cos_tilt > 0.0) == (surface_minus_air_k > 0.0);
  const double coefficient_w_m2k = enhanced ? 9.482 * root / (7.283 - steepness) : 1.810 * root / (1.382 + steepness);
  return std::max(kLeastConvection_w_m2k, coefficient_w_m2k);
}

double roughness_factor(Roughness roughness) noexcept {
  switch (roughness) {
    case Roughness::very_rough: return 2.17;
    case Roughness::rough: return 1.67;
    case Roughness::medium_rough: return 1.52;
    case Roughness::medium_smooth: return 1.13;
    case Roughness::smooth: return 1.11;
    case Roughness::very_smooth: return 1.0;
  }
  return 1.0;
}

double outside_convection_w_m2k(double natural_w_m2k, double wind_m_s, WindSide side, Roughness roughness) noexcept {
  const double speed_m_s = std::max(0.0, wind_m_s);
  const double forced_w_m2k = side == WindSide::windward ? 3.26 * std::pow(speed_m_s, 0.89) : 3.55 * std::pow(speed_m_s, 0.617);
  const double smooth_w_m2k = std::hypot(natural_w_m2k, forced_w_m2k);
  return natural_w_m2k + roughness_factor(roughness) * (smooth_w_m2k - natural_w_m2k);
}

}  // namespace tvilling::models
