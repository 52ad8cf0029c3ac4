// SPDX-License-Identifier: MPL-2.0
#include "models/weather/sky.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace tvilling::models {

namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kDegree = kPi / 180.0;
constexpr double kLowestBeam_deg = 3.0;
constexpr double kCos85 = 0.08715574274765817;
constexpr double kPerezZenithFactor = 1.041;  // per rad^3

/// Upper ends of the bins of sky clearness; the eighth bin is open.
constexpr std::array<double, 7> kClearness{1.065, 1.230, 1.500, 1.950, 2.800, 4.500, 6.200};

struct Brightness {
  double f11, f12, f13, f21, f22, f23;
};

/// Perez, Ineichen, Seals, Michalsky, Stewart 1990, Solar Energy 44(5), table 6.
constexpr std::array<Brightness, 8> kPerez{{
    {-0.0080, 0.5880, -0.0620, -0.0600, 0.0720, -0.0220},
    {0.1300, 0.6830, -0.1510, -0.0190, 0.0660, -0.0290},
    {0.3300, 0.4870, -0.2210, 0.0550, -0.0640, -0.0260},
    {0.5680, 0.1870, -0.2950, 0.1090, -0.1520, -0.0140},
    {0.8730, -0.3920, -0.3620, 0.2260, -0.4620, 0.0010},
    {1.1320, -1.2370, -0.4120, 0.2880, -0.8230, 0.0560},
    {1.0600, -1.6000, -0.3590, 0.2640, -1.1270, 0.1310},
    {0.6780, -0.3270, -0.2500, 0.1560, -1.3770, 0.2510},
}};

/// Relative optical air mass, Kasten and Young 1989.
[[nodiscard]] double air_mass(double elevation_deg) noexcept {
  return 1.0 / (std::sin(elevation_deg * kDegree) + 0.50572 * std::pow(elevation_deg + 6.07995, -1.6364));
}

[[nodiscard]] double cos_incidence(const SolarPosition& position, const Plane& plane) noexcept {
  const double elevation = position.elevation_deg * kDegree;
  const double tilt = plane.tilt_deg * kDegree;
  return std::sin(elevation) * std::cos(tilt) +
         std::cos(elevation) * std::sin(tilt) * std::cos((position.azimuth_deg - plane.azimuth_deg) * kDegree);
}

}  // namespace

PlaneIrradiance isotropic_irradiance(const Irradiance& sun, const SolarPosition& position, const Plane& plane,
                                     double ground_reflectance) noexcept {
  const double cos_tilt = std::cos(plane.tilt_deg * kDegree);
  PlaneIrradiance result;
  result.cos_incidence = cos_incidence(position, plane);
  if (position.elevation_deg >= kLowestBeam_deg) {
    result.beam_w_m2 = sun.direct_normal_w_m2 * std::max(0.0, result.cos_incidence);
  }
  result.sky_isotropic_w_m2 = sun.diffuse_horizontal_w_m2 * 0.5 * (1.0 + cos_tilt);
  result.ground_w_m2 = ground_reflectance * sun.global_horizontal_w_m2 * 0.5 * (1.0 - cos_tilt);
  return result;
}

PlaneIrradiance perez_irradiance(const Irradiance& sun, const SolarPosition& position, const Plane& plane,
                                 double ground_reflectance) noexcept {
  PlaneIrradiance result = isotropic_irradiance(sun, position, plane, ground_reflectance);
  const double diffuse = sun.diffuse_horizontal_w_m2;
  // The model knows no sun below the horizon: twilight stays isotropic.
  if (diffuse <= 0.0 || position.elevation_deg <= 0.0) return result;

  const double zenith = (90.0 - position.elevation_deg) * kDegree;
  const double cubic = kPerezZenithFactor * zenith * zenith * zenith;
  const double clearness = ((diffuse + sun.direct_normal_w_m2) / diffuse + cubic) / (1.0 + cubic);
  const double brightness = diffuse * air_mass(position.elevation_deg) / position.extraterrestrial_normal_w_m2;
  const std::size_t bin =
      static_cast<std::size_t>(std::upper_bound(kClearness.begin(), kClearness.end(), clearness) - kClearness.begin());
  const Brightness& f = kPerez[bin];
  const double f1 = std::max(0.0, f.f11 + f.f12 * brightness + f.f13 * zenith);
  const double f2 = f.f21 + f.f22 * brightness + f.f23 * zenith;

  const double ratio = std::max(0.0, result.cos_incidence) / std::max(kCos85, std::cos(zenith));
  result.sky_isotropic_w_m2 *= 1.0 - f1;
  result.circumsolar_w_m2 = diffuse * f1 * ratio;
  // A bright zenith (F2 < 0) darkens walls, but never below no light at all.
  const double darkest = -(result.sky_isotropic_w_m2 + result.circumsolar_w_m2);
  result.horizon_w_m2 = std::max(darkest, diffuse * f2 * std::sin(plane.tilt_deg * kDegree));
  return result;
}

double angular_g_ratio(double cos_incidence, int panes) noexcept {
  // Karlsson and Roos 2000, Solar Energy 68(4): category q = 4 (clear glass, common coatings).
  constexpr double q = 4.0;
  constexpr double a = 8.0;
  constexpr double b = 0.25 / q;
  constexpr double c = 1.0 - a - b;
  constexpr double alpha = 5.2 + 0.7 * q;
  const double p = static_cast<double>(panes);
  const double gamma = (5.26 + 0.06 * p) + (0.73 + 0.04 * p) * q;
  const double z = std::acos(std::clamp(cos_incidence, 0.0, 1.0)) / (0.5 * kPi);
  return std::clamp(1.0 - a * std::pow(z, alpha) - b * z * z - c * std::pow(z, gamma), 0.0, 1.0);
}

double erbs_diffuse_share(double clearness) noexcept {
  const double k = clearness;
  if (k <= 0.22) return 1.0 - 0.09 * k;
  if (k > 0.80) return 0.165;
  return 0.9511 + k * (-0.1604 + k * (4.388 + k * (-16.638 + k * 12.336)));
}

}  // namespace tvilling::models
