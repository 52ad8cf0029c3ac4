// SPDX-License-Identifier: MPL-2.0
#pragma once

namespace tvilling::models {

/// EN ISO 6946: heat flows level through what stands within 30 degrees of vertical. Tilt of the normal out of the building.
[[nodiscard]] bool is_roof(double tilt_deg) noexcept;
[[nodiscard]] bool is_floor(double tilt_deg) noexcept;

/// Constant convection coefficients, ASHRAE Standard 140-2023, 7.2.1.9.3 [W/(m2 K)].
[[nodiscard]] double standard_140_inside_convection_w_m2k(double tilt_deg, bool glass) noexcept;
[[nodiscard]] double standard_140_outside_convection_w_m2k(double tilt_deg, bool glass) noexcept;

/// Convection inside by the direction of the heat flow, EN ISO 52016-1: roofs 5.0, walls 2.5, floors 0.7 [W/(m2 K)].
[[nodiscard]] double iso_52016_inside_convection_w_m2k(double tilt_deg) noexcept;

}  // namespace tvilling::models
