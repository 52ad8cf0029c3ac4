// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string_view>

#include "models/building/simulate.hpp"

namespace tvilling::scenarios {

/// Prices without VAT, price level 2024-2025 (domain.md C6).
struct Tariff {
  double heat_dkk_kwh = 0.56430;            ///< HOFOR district heating, 1 Sep 2024
  double heat_capacity_dkk_kw = 200.87;     ///< per kW of yearly peak and year
  double electricity_dkk_kwh = 1.6;         ///< all in, municipal, 2025
  double water_dkk_m3 = 35.13;              ///< water and waste water, 2025
  double water_meter_dkk = 1528.0;          ///< per building that uses water and year
};

/// kg CO2 equivalents per kWh.
struct EmissionFactors {
  double heat_kg_kwh = 0.0;
  double electricity_kg_kwh = 0.0;
};

/// The named factor set for a year: "br18" (BR18 annex 2 table 8, linear in between, clamped outside) or "hofor" (district
/// heating by HOFOR's declaration, electricity by br18). Throws Error (bad_input) for another name.
[[nodiscard]] EmissionFactors emission_factors(std::string_view factor_set, int year);

/// Adds co2 and cost to a result: energy by the month, power and fixed parts in twelfths; annual is the exact sum.
void add_economics(models::BuildingResult& result, const Tariff& tariff, const EmissionFactors& factors);

}  // namespace tvilling::scenarios
