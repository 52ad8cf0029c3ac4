// SPDX-License-Identifier: MPL-2.0
#include "models/surface/radiation.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "core/error.hpp"

namespace tvilling::models {

namespace {

constexpr double kZeroCelsius_k = 273.15;
constexpr double kDegree = std::numbers::pi / 180.0;
constexpr int kHalvings = 200;  // far more than the bits of a double: the loop ends when the interval is one step wide

[[noreturn]] void fail(const char* message) {
  throw core::Error(core::ErrorKind::internal, message);
}

/// The share p of a surface in the node, over (1 - t), when the largest surface has share t. `ratio` is its area over the
/// largest one's. It is the smaller root of p (1 - p) = ratio t (1 - t), written without cancellation.
[[nodiscard]] double reduced_share(double ratio, double t) noexcept {
  const double from_middle = 1.0 - 2.0 * t;
  const double root = std::sqrt(from_middle * from_middle + 4.0 * t * (1.0 - t) * (1.0 - ratio));
  return 2.0 * ratio * t / (1.0 + root);
}

/// Sum of all shares less 1, over (1 - t). It never falls with t, is -1 at t = 0, and (sum of the others / largest) - 1 at t = 1.
[[nodiscard]] double excess(std::span<const double> areas_m2, std::size_t largest, double t) noexcept {
  double sum = -1.0;
  for (std::size_t i = 0; i < areas_m2.size(); ++i) {
    if (i != largest) sum += reduced_share(areas_m2[i] / areas_m2[largest], t);
  }
  return sum;
}

/// Share of the largest surface: the smallest t with no excess below 0; 1 when there is none.
[[nodiscard]] double largest_share(std::span<const double> areas_m2, std::size_t largest) noexcept {
  if (excess(areas_m2, largest, 1.0) <= 0.0 && excess(areas_m2, largest, 0.5) < 0.0) return 1.0;
  double low = 0.0;
  double high = 1.0;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) break;
    if (excess(areas_m2, largest, middle) >= 0.0) {
      high = middle;
    } else {
      low = middle;
    }
  }
  return high;
}

}  // namespace

double longwave_conductance_w_m2k(double emissivity, double view_factor, double a_degc, double b_degc) noexcept {
  const double a_k = a_degc + kZeroCelsius_k;
  const double b_k = b_degc + kZeroCelsius_k;
  return emissivity * kStefanBoltzmann_w_m2k4 * view_factor * (a_k * a_k + b_k * b_k) * (a_k + b_k);
}

double sky_view_factor(double tilt_deg) noexcept {
  return 0.5 * (1.0 + std::cos(tilt_deg * kDegree));
}

double ground_view_factor(double tilt_deg) noexcept {
  return 0.5 * (1.0 - std::cos(tilt_deg * kDegree));
}

OutsideLongwave outside_longwave(double emissivity, double tilt_deg, const OutsideTemperatures& at) noexcept {
  const double sky = sky_view_factor(tilt_deg);
  const double beta = std::sqrt(sky);
  return {longwave_conductance_w_m2k(emissivity, sky * beta, at.surface_degc, at.sky_degc),
          longwave_conductance_w_m2k(emissivity, sky * (1.0 - beta), at.surface_degc, at.air_degc),
          longwave_conductance_w_m2k(emissivity, ground_view_factor(tilt_deg), at.surface_degc, at.ground_degc)};
}

std::vector<double> carroll_view_factors(std::span<const double> areas_m2) {
  for (const double area_m2 : areas_m2) {
    if (!std::isfinite(area_m2) || area_m2 < 0.0) fail("carroll view factors: an area is negative or not finite");
  }
  std::vector<double> views(areas_m2.size(), 1.0);
  if (areas_m2.empty()) return views;
  const std::size_t largest = static_cast<std::size_t>(std::max_element(areas_m2.begin(), areas_m2.end()) - areas_m2.begin());
  if (areas_m2[largest] <= 0.0) return views;

  const double t = largest_share(areas_m2, largest);
  for (std::size_t i = 0; i < areas_m2.size(); ++i) {
    const double share = i == largest ? t : (1.0 - t) * reduced_share(areas_m2[i] / areas_m2[largest], t);
    views[i] = 1.0 / std::max(1.0 - share, 1.0 / kLargestNodeView);
  }
  return views;
}

double node_conductance_w_m2k(double emissivity, double node_view, double mean_degc) noexcept {
  const double mean_k = mean_degc + kZeroCelsius_k;
  // Numerator and denominator times the emissivity: no division by 0 for a perfect mirror.
  return 4.0 * kStefanBoltzmann_w_m2k4 * mean_k * mean_k * mean_k * emissivity / (1.0 - emissivity + emissivity / node_view);
}

}  // namespace tvilling::models
