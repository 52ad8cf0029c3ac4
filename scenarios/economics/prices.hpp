// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "scenarios/economics/bill.hpp"
#include "scenarios/economics/settings.hpp"

namespace tvilling::scenarios {

/// The prices of a calendar year: those of the tariff, then of each `[[price]]` up to that year, risen every year since the year
/// in which they were given (the tariff's: the price level's year). Before the price level's year nothing rises or falls.
///
/// The heat rise holds for energy, power and the cooling correction; the correction also follows a new heat price, for it is a
/// share of it. The electricity rise holds for what is bought and sold, the water rise for water and the meter.
[[nodiscard]] Tariff tariff_in(const EconomicSettings& settings, int year);

/// What the economy of every building and scenario needs of the settings, made once.
struct PriceBasis {
  Tariff first_year;            ///< of the price level's year, which is year 1 after the investment
  Tariff present;               ///< prices of the horizon's years, each brought to today and added up
  double present_factor = 0.0;  ///< of 1 DKK in every year of the horizon
};
[[nodiscard]] PriceBasis price_basis(const EconomicSettings& settings);

}  // namespace tvilling::scenarios
