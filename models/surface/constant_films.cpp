// SPDX-License-Identifier: MPL-2.0
#include "models/surface/constant_films.hpp"

#include "models/building/element.hpp"

namespace tvilling::models {

namespace {

constexpr double kLevel_deg = 60.0;

}  // namespace

bool is_roof(double tilt_deg) noexcept {
  return tilt_deg < kLevel_deg;
}

bool is_floor(double tilt_deg) noexcept {
  return tilt_deg > 180.0 - kLevel_deg;
}

double standard_140_inside_convection_w_m2k(double tilt_deg, bool glass) noexcept {
  if (glass) return 2.4;
  return is_roof(tilt_deg) ? 1.8 : 2.2;
}

double standard_140_outside_convection_w_m2k(double tilt_deg, bool glass) noexcept {
  if (glass) return 8.0;
  if (is_roof(tilt_deg)) return 14.4;
  return is_floor(tilt_deg) ? 0.8 : 11.9;
}

double iso_52016_inside_convection_w_m2k(double tilt_deg) noexcept {
  if (is_roof(tilt_deg)) return kConvectionUpward_w_m2k;
  return is_floor(tilt_deg) ? kConvectionDownward_w_m2k : kConvectionHorizontal_w_m2k;
}

}  // namespace tvilling::models
