// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <cmath>

#include "models/air/psychrometrics.hpp"
#include "models/swimming_hall/air_handling.hpp"
#include "models/swimming_hall/evaporation.hpp"

namespace tvilling::tests {

/// Heat [J/kg] that an exhaust gives until it has a temperature.
inline double given_j_kg(const models::Exhaust& exhaust, double leaving_degc) {
  const auto saturated = [&](double degc) {
    return models::humidity_ratio_kg_kg(models::saturation_pressure_pa(degc), exhaust.pressure_pa);
  };
  const double vapour = std::min(exhaust.humidity_kg_kg, saturated(exhaust.temperature_degc));
  return models::kAirSpecificHeat_j_kgk * (exhaust.temperature_degc - leaving_degc) +
         models::latent_heat_j_kg(leaving_degc) * std::max(0.0, vapour - saturated(leaving_degc));
}

/// Temperature with which an exhaust leaves that has given what a temperature efficiency says, by bisection.
inline double leaving_degc(double efficiency, const models::Exhaust& exhaust, double outdoor_degc) {
  const double wanted_j_kg = models::kAirSpecificHeat_j_kgk * efficiency * (exhaust.temperature_degc - outdoor_degc);
  double low = outdoor_degc - 1.0;
  double high = exhaust.temperature_degc;
  for (int i = 0; i < 100; ++i) {
    const double middle = 0.5 * (low + high);
    (given_j_kg(exhaust, middle) > wanted_j_kg ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

/// Efficiency by effectiveness-NTU of a counterflow exchanger whose exhaust has the heat capacity that follows from `wet`.
inline double counterflow_efficiency(double dry, double wet, const models::Exhaust& exhaust, double outdoor_degc) {
  const double drop_k = exhaust.temperature_degc - leaving_degc(wet, exhaust, outdoor_degc);
  const double ratio = drop_k / (wet * (exhaust.temperature_degc - outdoor_degc));
  const double ntu = dry / (1.0 - dry);
  if (ratio > 1.0 - 1e-6) return dry;
  const double left = std::exp(-ntu * (1.0 - ratio));
  return (1.0 - left) / (1.0 - ratio * left);
}

}  // namespace tvilling::tests
