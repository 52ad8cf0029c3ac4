// SPDX-License-Identifier: MPL-2.0
#include "models/building/ground.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "models/building/element.hpp"

namespace tvilling::models {

double floor_resistance_m2k_w(double floor_u_value_w_m2k) noexcept {
  return std::max(0.01, 1.0 / floor_u_value_w_m2k - kFloorInsideFilm_m2k_w - kFloorOutsideFilm_m2k_w);
}

GroundFloor ground_floor(const GroundFloorInput& in) noexcept {
  constexpr double pi = std::numbers::pi;
  constexpr double lambda = kGroundConductivity_w_mk;
  const double floor_m2k_w = floor_resistance_m2k_w(in.floor_u_value_w_m2k);
  const double width_m = in.area_m2 / (0.5 * in.perimeter_m);  // characteristic dimension B'
  const double thickness_m = kWallThickness_m + lambda * (kFloorInsideFilm_m2k_w + floor_m2k_w + kFloorOutsideFilm_m2k_w);

  GroundFloor ground;
  ground.u_value_w_m2k = thickness_m < width_m ? 2.0 * lambda / (pi * width_m + thickness_m) * std::log(pi * width_m / thickness_m + 1.0)
                                               : lambda / (0.457 * width_m + thickness_m);
  ground.virtual_resistance_m2k_w =
      std::max(0.01, 1.0 / ground.u_value_w_m2k - kFloorInsideFilm_m2k_w - floor_m2k_w - kGroundResistance_m2k_w);
  ground.periodic_external_w_k = 0.37 * in.perimeter_m * lambda * std::log(kGroundPenetration_m / thickness_m + 1.0);

  const auto& monthly = in.outdoor_monthly_degc;
  const double mean_degc = std::accumulate(monthly.begin(), monthly.end(), 0.0) / core::kMonths;
  const auto [lowest, highest] = std::minmax_element(monthly.begin(), monthly.end());
  const double amplitude_k = 0.5 * (*highest - *lowest);
  const double coldest = static_cast<double>(lowest - monthly.begin());
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
