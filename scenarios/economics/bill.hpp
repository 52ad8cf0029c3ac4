// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <string_view>

#include "models/building/simulate.hpp"

namespace tvilling::scenarios {

/// Prices without VAT, price level 2024-2025 (domain.md C6).
struct Tariff {
  double heat_dkk_kwh = 0.56430;         ///< HOFOR district heating, 1 Sep 2024
  double heat_capacity_dkk_kw = 200.87;  ///< per kW of yearly peak and year
  double electricity_dkk_kwh = 1.6;      ///< all in, municipal, 2025
  double water_dkk_m3 = 35.13;           ///< water and waste water, 2025
  double water_meter_dkk = 1528.0;       ///< per building that uses water and year
};

/// The names of the factor sets.
inline constexpr std::string_view kBr18FactorSet = "br18";
inline constexpr std::string_view kHoforFactorSet = "hofor";
inline constexpr std::array<std::string_view, 2> kFactorSets{kBr18FactorSet, kHoforFactorSet};

/// Of which year HOFOR's declaration of district heating is.
inline constexpr int kHoforDeclarationYear = 2021;

/// kg CO2 equivalents per kWh.
struct EmissionFactors {
  double heat_kg_kwh = 0.0;
  double electricity_kg_kwh = 0.0;
};

/// The named factor set for a year.
///
/// "br18": BR18 annex 2 table 8, linear between the table's years (2023 to 2040), constant outside.
///
/// "hofor": district heating by HOFOR's declaration for Copenhagen of 2021 (200 % method), the same number for every
/// `year`. The set has no electricity of its own: electricity is that of "br18" in `year`. It is thus mixed: a local, past
/// factor for heat and a national, projected one for electricity. Compare saved heat with used electricity with care.
///
/// Throws Error (bad_input) for another name.
[[nodiscard]] EmissionFactors emission_factors(std::string_view factor_set, int year);

/// Adds co2 and cost to a result: energy by the month, power and fixed parts in twelfths; annual is the exact sum.
void add_economics(models::BuildingResult& result, const Tariff& tariff, const EmissionFactors& factors);

}  // namespace tvilling::scenarios
