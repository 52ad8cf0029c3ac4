// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "models/missing.hpp"
#include "scenarios/economics/bill.hpp"

namespace tvilling::scenarios {

/// From a year on the real discount rate of a public investment (Finansministeriet 2021: 3.5 % to year 35, 2.5 % to year 70, then
/// 1.5 %).
struct DiscountStep {
  int from_year = 1;  ///< year after the investment, from 1
  double rate_fraction = 0.0;
};

/// Prices of one carrier are higher every year than those of the general price level, from the price level's year on.
struct RealRise {
  double heat_fraction_year = 0.0;
  double electricity_fraction_year = 0.0;
  double water_fraction_year = 0.0;
};

/// Prices that hold from a year on; NaN: as before. Between two of them nothing is interpolated.
struct PriceYear {
  int year = 0;
  double heat_dkk_kwh = models::kMissing;
  double heat_capacity_dkk_kw = models::kMissing;
  double electricity_dkk_kwh = models::kMissing;
  double water_dkk_m3 = models::kMissing;
};

/// How money is counted: the tables [economics] and [tariff] of a study. All real, in DKK of `price_level_year`, without VAT.
struct EconomicSettings {
  int price_level_year = 2025;
  int horizon_years = 30;  ///< of the net present value; shorter-lived measures are renewed, longer-lived keep a rest value
  std::vector<DiscountStep> discount{{1, 0.035}, {36, 0.025}, {71, 0.015}};
  double client_cost_fraction = 0.15;  ///< on top of the contractor's price (domain.md C7: 15-20 %)
  double listed_cost_factor = 1.5;     ///< work on a listed building (domain.md C7: 1.3-2)
  /// Share of the simulated change of a building's use of energy, up or down, that is counted in money; what solar cells make,
  /// water and fixed parts are counted whole (domain.md C7: 0.5-1).
  double realised_saving_fraction = 1.0;
  double payback_limit_years = 6.0;   ///< the line of the innovation pool (BC10)
  double profitability_limit = 1.33;  ///< rentabilitet: yearly saving x life / investment (BR18)
  double replacement_rent_dkk_m2 =
      1300.0;  ///< a year and m2 gross, elsewhere, for users of a property that is sold (domain.md D3)
  Tariff tariff;
  RealRise rise;
  std::vector<PriceYear> prices;  ///< ascending by year
};

}  // namespace tvilling::scenarios
