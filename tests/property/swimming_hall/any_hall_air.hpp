// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <rapidcheck.h>

#include "models/air/psychrometrics.hpp"
#include "models/swimming_hall/evaporation.hpp"

namespace tvilling::tests {

/// A number from `low` to `high` in steps of a hundred thousandth of the range.
inline double number(double low, double high) {
  return low + (high - low) * *rc::gen::inRange(0, 100001) / 100000.0;
}

inline models::MoistAir air(double temperature_degc, double relative_humidity, double pressure_pa) {
  return {temperature_degc, relative_humidity * models::saturation_pressure_pa(temperature_degc), pressure_pa};
}

/// Air from -25 to 45 degC, dry to saturated, 90 to 105 kPa.
inline models::MoistAir any_air() {
  return air(number(-25.0, 45.0), number(0.0, 1.0), number(90000.0, 105000.0));
}

}  // namespace tvilling::tests
