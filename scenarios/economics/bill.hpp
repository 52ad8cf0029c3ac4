// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <string_view>

#include "models/building/simulate.hpp"

namespace tvilling::scenarios {

/// Prices without VAT, price level 2024-2025 (domain.md C6), and HOFOR's rule for the cooling of the water (domain.md B9).
struct Tariff {
  double heat_dkk_kwh = 0.56430;         ///< HOFOR district heating, 1 Sep 2024
  double heat_capacity_dkk_kw = 200.87;  ///< per kW of yearly peak and year
  double cooling_dkk_kwh_k = 0.00451;    ///< correction of the heat price per K: HOFOR, 1 Sep 2024 (0.8 % of it)
  double required_cooling_k = models::kRequiredCooling_k;
  double cooling_band_k = 5.0;             ///< a yearly mean that is not farther off than this is not corrected
  bool cooling_band_counts = false;        ///< beyond the band all K count, not only those beyond (HOFOR's text leaves it open)
  double electricity_dkk_kwh = 1.6;        ///< all in, municipal, 2025
  double electricity_sold_dkk_kwh = 0.40;  ///< paid for what solar cells deliver; assumption: 0.55 spot, less in sunny hours
  double water_dkk_m3 = 35.13;             ///< water and waste water, 2025
  double water_meter_dkk = 1528.0;         ///< per building that uses water and year
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

/// Kelvins by which the heat price is corrected: positive when the water came back too warm (cooling too small), 0 within the
/// band, negative (cheaper) when it was cooled further. NaN for an unknown cooling.
[[nodiscard]] double corrected_cooling_k(double cooling_k, const Tariff& tariff) noexcept;

/// What a year's bill is made of.
struct BilledUse {
  double heat_kwh = 0.0;
  double peak_heat_kw = 0.0;
  double corrected_cooling_k = 0.0;
  double electricity_kwh = 0.0;  ///< bought
  double electricity_sold_kwh = 0.0;
  double water_m3 = 0.0;
  double pv_kwh = 0.0;  ///< made by the building's solar cells: used by itself or sold
};
[[nodiscard]] BilledUse billed_use(const models::BuildingResult& result, const models::Building& building, const Tariff& tariff);

/// The same of a stored result, whose building with its cooling is not at hand: the cooling correction is what its `cost_dkk` has
/// beyond the rest of the bill. `tariff`: that of the cost, tariff_in(settings, price level's year). NaN where it failed.
[[nodiscard]] BilledUse billed_use_of_stored(const models::BuildingResult& result, const Tariff& tariff);

/// The bill of a year: energy, power, cooling correction, water and water meter, less what is paid for sold electricity. Linear
/// in the prices. It is the `cost_dkk` of add_economics() but for the rounding of months.
[[nodiscard]] double bill_dkk(const BilledUse& use, const Tariff& tariff) noexcept;

/// Adds co2 and cost to a result of `building` (its cooling of the district heating water counts): energy by the month; power,
/// fixed parts and sold electricity in twelfths of the year; annual is the exact sum. Sold electricity takes no CO2 off.
void add_economics(models::BuildingResult& result, const models::Building& building, const Tariff& tariff,
                   const EmissionFactors& factors);

}  // namespace tvilling::scenarios
