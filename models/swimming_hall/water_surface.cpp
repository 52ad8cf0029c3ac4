// SPDX-License-Identifier: MPL-2.0
#include "models/swimming_hall/water_surface.hpp"

#include <algorithm>
#include <cmath>

#include "models/surface/radiation.hpp"

namespace tvilling::models {

namespace {

constexpr double kZeroCelsius_k = 273.15;
constexpr double kVapourGasConstant_j_kgk = 461.52;
constexpr double kGravity_m_s2 = 9.81;
constexpr double kSecondsPerHour = 3600.0;
constexpr double kJoulePerKilowattHour = 3.6e6;
// Lewis: the air's heat capacity per volume [J/(m3 K)] times Le^(2/3) = 0.865^(2/3).
constexpr double kLewis_j_m3k = 1.15 * 1007.0 * 0.9078429771;
constexpr double kMcAdams_w_m2k43 = 1.52;

}  // namespace

double convection_of_mass_transfer_w_m2k(double beta_m_h) noexcept {
  return beta_m_h / kSecondsPerHour * kLewis_j_m3k;
}

double mass_transfer_m_h(double evaporation_kg_m2h, double pressure_difference_pa, double mean_degc) noexcept {
  if (!(pressure_difference_pa > 0.0)) return 0.0;
  return evaporation_kg_m2h * kVapourGasConstant_j_kgk * (mean_degc + kZeroCelsius_k) / pressure_difference_pa;
}

double radiation_w_m2(double water_degc, double surroundings_degc) noexcept {
  return longwave_conductance_w_m2k(kWaterEmissivity, 1.0, water_degc, surroundings_degc) * (water_degc - surroundings_degc);
}

double radiation_coefficient_w_m2k(double mean_degc) noexcept {
  return longwave_conductance_w_m2k(kWaterEmissivity, 1.0, mean_degc, mean_degc);
}

double circulation_power_kw(double flow_m3_h, double head_m, double efficiency) noexcept {
  return kWaterDensity_kg_m3 * kGravity_m_s2 * head_m * flow_m3_h / kSecondsPerHour / efficiency / 1000.0;
}

double water_heat_kwh(double volume_m3, double cold_degc, double warm_degc) noexcept {
  return volume_m3 * kWaterDensity_kg_m3 * kWaterHeatCapacity_j_kgk * (warm_degc - cold_degc) / kJoulePerKilowattHour;
}

}  // namespace tvilling::models
