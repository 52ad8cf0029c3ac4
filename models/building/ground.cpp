// SPDX-License-Identifier: MPL-2.0
#include "models/building/ground.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "models/building/element.hpp"

namespace tvilling::models {

namespace {

constexpr double kLambda = kGroundConductivity_w_mk;

/// Equivalent thickness d_t of ISO 13370.
double equivalent_thickness_m(double floor_m2k_w) noexcept {
  return kWallThickness_m + kLambda * (kFloorInsideFilm_m2k_w + floor_m2k_w + kFloorOutsideFilm_m2k_w);
}

}  // namespace

double floor_resistance_m2k_w(double floor_u_value_w_m2k) noexcept {
  return std::max(0.01, 1.0 / floor_u_value_w_m2k - kFloorInsideFilm_m2k_w - kFloorOutsideFilm_m2k_w);
}

double ground_u_value_w_m2k(double area_m2, double perimeter_m, double floor_u_value_w_m2k) noexcept {
  constexpr double pi = std::numbers::pi;
  const double width_m = area_m2 / (0.5 * perimeter_m);  // characteristic dimension B'
  const double thickness_m = equivalent_thickness_m(floor_resistance_m2k_w(floor_u_value_w_m2k));
  if (thickness_m >= width_m) return kLambda / (0.457 * width_m + thickness_m);
  return 2.0 * kLambda / (pi * width_m + thickness_m) * std::log(pi * width_m / thickness_m + 1.0);
}

GroundFloor ground_floor(const GroundFloorInput& in) noexcept {
  constexpr double pi = std::numbers::pi;
  const double floor_m2k_w = floor_resistance_m2k_w(in.floor_u_value_w_m2k);
  GroundFloor ground;
  ground.u_value_w_m2k = ground_u_value_w_m2k(in.area_m2, in.perimeter_m, in.floor_u_value_w_m2k);
  ground.virtual_resistance_m2k_w =
      std::max(0.01, 1.0 / ground.u_value_w_m2k - kFloorInsideFilm_m2k_w - floor_m2k_w - kGroundResistance_m2k_w);
  ground.periodic_external_w_k =
      0.37 * in.perimeter_m * kLambda * std::log(kGroundPenetration_m / equivalent_thickness_m(floor_m2k_w) + 1.0);

  // Mean and first harmonic of the outdoor year: amplitude and phase that do not hang on one month.
  const auto& monthly = in.outdoor_monthly_degc;
  double mean_degc = 0.0;
  double cosine_k = 0.0;
  double sine_k = 0.0;
  for (std::size_t month = 0; month < monthly.size(); ++month) {
    const double angle = 2.0 * pi * static_cast<double>(month) / core::kMonths;
    mean_degc += monthly[month] / core::kMonths;
    cosine_k += 2.0 * monthly[month] * std::cos(angle) / core::kMonths;
    sine_k += 2.0 * monthly[month] * std::sin(angle) / core::kMonths;
  }
  const double amplitude_k = std::hypot(cosine_k, sine_k);
  const double coldest = std::atan2(-sine_k, -cosine_k) * core::kMonths / (2.0 * pi);  // month, a fraction
  const double steady_w = ground.u_value_w_m2k * in.area_m2 * (in.indoor_degc - mean_degc);
  for (int month = 0; month < core::kMonths; ++month) {
    // One month of phase shift: beta of ISO 13370, annex H. The indoor temperature is taken as constant.
    const double swing = std::cos(2.0 * pi * (month - coldest - 1.0) / core::kMonths);
    const double flow_w = steady_w + ground.periodic_external_w_k * amplitude_k * swing;
    ground.virtual_degc[static_cast<std::size_t>(month)] = in.indoor_degc - flow_w / (in.area_m2 * ground.u_value_w_m2k);
  }
  return ground;
}

}  // namespace tvilling::models
