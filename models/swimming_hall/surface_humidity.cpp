// SPDX-License-Identifier: MPL-2.0
#include "models/swimming_hall/surface_humidity.hpp"

#include <algorithm>

#include "models/air/psychrometrics.hpp"

namespace tvilling::models {

double surface_temperature_factor(double u_value_w_m2k, double inside_resistance_m2k_w) noexcept {
  // The U-value has the resistance for condensation in it; another takes its place.
  const double total_m2k_w = 1.0 / u_value_w_m2k - kInsideResistance_m2k_w + inside_resistance_m2k_w;
  // A U-value that the resistance alone would not allow: the surface is as cold as outdoors, not colder.
  return total_m2k_w > 0.0 ? std::max(0.0, 1.0 - inside_resistance_m2k_w / total_m2k_w) : 0.0;
}

double surface_temperature_degc(double factor, double indoor_degc, double outdoor_degc) noexcept {
  return outdoor_degc + factor * (indoor_degc - outdoor_degc);
}

double dry_surface_humidity(double factor, double indoor_degc, double outdoor_degc, double margin_k) noexcept {
  const double surface_degc = surface_temperature_degc(factor, indoor_degc, outdoor_degc) - margin_k;
  if (surface_degc >= indoor_degc) return 1.0;
  return std::min(1.0, saturation_pressure_pa(surface_degc) / saturation_pressure_pa(indoor_degc));
}

double humidity_at_surface(double surface_degc, double vapour_pressure_pa) noexcept {
  return vapour_pressure_pa / saturation_pressure_pa(surface_degc);
}

}  // namespace tvilling::models
