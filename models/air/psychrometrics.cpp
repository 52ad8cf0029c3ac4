// SPDX-License-Identifier: MPL-2.0
#include "models/air/psychrometrics.hpp"

#include <cmath>
#include <limits>

namespace tvilling::models {

namespace {

constexpr double kZeroCelsius_k = 273.15;
constexpr double kDryAirGasConstant_j_kgk = 287.042;
constexpr double kVapourGasConstant_j_kgk = 461.524;
constexpr double kMolarMassRatio = 0.621945;
constexpr double kSeaLevelPressure_pa = 101325.0;
// Range of the inverse; the correlation itself is fitted from -100 to 200 degC.
constexpr double kColdest_degc = -150.0;
constexpr double kHottest_degc = 250.0;

/// ln(ps / Pa) over water.
[[nodiscard]] double log_pressure_over_water(double t_k) noexcept {
  return -5.8002206e3 / t_k + 1.3914993 + t_k * (-4.8640239e-2 + t_k * (4.1764768e-5 + t_k * -1.4452093e-8)) +
         6.5459673 * std::log(t_k);
}

/// ln(ps / Pa) over ice.
[[nodiscard]] double log_pressure_over_ice(double t_k) noexcept {
  return -5.6745359e3 / t_k + 6.3925247 +
         t_k * (-9.677843e-3 + t_k * (6.2215701e-7 + t_k * (2.0747825e-9 + t_k * -9.484024e-13))) + 4.1635019 * std::log(t_k);
}

[[nodiscard]] double log_saturation_pressure(double temperature_degc) noexcept {
  const double t_k = temperature_degc + kZeroCelsius_k;
  return temperature_degc >= 0.0 ? log_pressure_over_water(t_k) : log_pressure_over_ice(t_k);
}

}  // namespace

double saturation_pressure_pa(double temperature_degc) noexcept {
  return std::exp(log_saturation_pressure(temperature_degc));
}

double dew_point_degc(double vapour_pressure_pa) noexcept {
  if (!(vapour_pressure_pa > 0.0)) return std::numeric_limits<double>::quiet_NaN();
  const double wanted = std::log(vapour_pressure_pa);
  double low = kColdest_degc;
  double high = kHottest_degc;
  // Bisection: safe across the small step between ice and water at 0 degC; 60 halvings of 400 K reach 1e-13 K.
  for (int i = 0; i < 60; ++i) {
    const double middle = 0.5 * (low + high);
    (log_saturation_pressure(middle) < wanted ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

double moist_air_density_kg_m3(double temperature_degc, double vapour_pressure_pa, double pressure_pa) noexcept {
  const double t_k = temperature_degc + kZeroCelsius_k;
  return (pressure_pa - vapour_pressure_pa) / (kDryAirGasConstant_j_kgk * t_k) +
         vapour_pressure_pa / (kVapourGasConstant_j_kgk * t_k);
}

double humidity_ratio_kg_kg(double vapour_pressure_pa, double pressure_pa) noexcept {
  return kMolarMassRatio * vapour_pressure_pa / (pressure_pa - vapour_pressure_pa);
}

double vapour_pressure_pa(double humidity_kg_kg, double pressure_pa) noexcept {
  return pressure_pa * humidity_kg_kg / (kMolarMassRatio + humidity_kg_kg);
}

double standard_pressure_pa(double elevation_m) noexcept {
  return kSeaLevelPressure_pa * std::pow(1.0 - 2.25577e-5 * elevation_m, 5.2559);
}

}  // namespace tvilling::models
