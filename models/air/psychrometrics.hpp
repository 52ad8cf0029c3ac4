// SPDX-License-Identifier: MPL-2.0
#pragma once

namespace tvilling::models {

/// Saturation pressure of water vapour [Pa] over water (t >= 0 degC) or ice (below).
/// Source: Hyland and Wexler, as in ASHRAE Handbook Fundamentals, psychrometrics (domain.md, house conventions).
[[nodiscard]] double saturation_pressure_pa(double temperature_degc) noexcept;

/// Dew point [degC] of air at a vapour pressure [Pa]; the inverse of saturation_pressure_pa to 1e-6 K.
[[nodiscard]] double dew_point_degc(double vapour_pressure_pa) noexcept;

/// Density [kg/m3] of moist air at a total pressure.
[[nodiscard]] double moist_air_density_kg_m3(double temperature_degc, double vapour_pressure_pa, double pressure_pa) noexcept;

/// Humidity ratio [kg/kg] at a vapour pressure and a total pressure.
[[nodiscard]] double humidity_ratio_kg_kg(double vapour_pressure_pa, double pressure_pa) noexcept;

/// Vapour pressure [Pa] at a humidity ratio [kg/kg] and a total pressure; the inverse of humidity_ratio_kg_kg.
[[nodiscard]] double vapour_pressure_pa(double humidity_kg_kg, double pressure_pa) noexcept;

/// Pressure [Pa] of the standard atmosphere at an elevation [m] above the sea: 101325 (1 - 2.25577e-5 z)^5.2559.
/// Source: ISO 2533 (as in ASHRAE Handbook Fundamentals, psychrometrics); for -5,000 to 11,000 m.
[[nodiscard]] double standard_pressure_pa(double elevation_m) noexcept;

}  // namespace tvilling::models
