// SPDX-License-Identifier: MPL-2.0
#include "models/building/element.hpp"

#include <algorithm>
#include <array>

namespace tvilling::models {

std::array<double, 5> mass_shares(MassClass mass) noexcept {
  switch (mass) {
    case MassClass::inside: return {0, 0, 0, 0, 1};
    case MassClass::outside: return {1, 0, 0, 0, 0};
    case MassClass::both_sides: return {0.5, 0, 0, 0, 0.5};
    case MassClass::distributed: return {0.125, 0.25, 0.25, 0.25, 0.125};
    case MassClass::middle: return {0, 0, 1, 0, 0};
  }
  return {};
}

std::array<double, 3> ground_mass_shares(MassClass mass) noexcept {
  switch (mass) {
    case MassClass::inside: return {0, 0, 1};
    case MassClass::outside: return {1, 0, 0};
    case MassClass::both_sides: return {0.5, 0, 0.5};
    case MassClass::distributed: return {0.25, 0.5, 0.25};
    case MassClass::middle: return {0, 1, 0};
  }
  return {};
}

double resistance_of_u_value_m2k_w(double u_value_w_m2k, double inside_convection_w_m2k) {
  const double inside = 1.0 / (inside_convection_w_m2k + kInsideRadiation_w_m2k);
  const double outside = 1.0 / (kOutsideConvection_w_m2k + kOutsideRadiation_w_m2k);
  return std::max(0.01, 1.0 / u_value_w_m2k - inside - outside);
}

}  // namespace tvilling::models
