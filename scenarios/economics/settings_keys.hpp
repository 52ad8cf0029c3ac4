// SPDX-License-Identifier: MPL-2.0
// The keys of a study's tables of money: one row per number, for reading and for writing them. Only for scenarios.
#pragma once

#include <array>
#include <string_view>

#include "core/io/toml_reader.hpp"
#include "scenarios/economics/settings.hpp"
#include "scenarios/measure.hpp"

namespace tvilling::scenarios {

template <typename Table>
struct NumberKey {
  std::string_view name;
  double Table::* member;
  core::NumberRange range;
};

/// Years that prices and pathways may have.
inline constexpr int kFirstYear = 1990;
inline constexpr int kLastYear = 2200;
inline constexpr int kMostHorizonYears = 100;

/// Table [economics]; price_level_year, horizon_years and discount beside.
inline constexpr std::array kEconomicKeys{
    NumberKey<EconomicSettings>{"client_cost_fraction", &EconomicSettings::client_cost_fraction, {0.0, 2.0, ""}},
    NumberKey<EconomicSettings>{"listed_cost_factor", &EconomicSettings::listed_cost_factor, {0.1, 10.0, ""}},
    NumberKey<EconomicSettings>{"realised_saving_fraction", &EconomicSettings::realised_saving_fraction, {0.0, 1.5, ""}},
    NumberKey<EconomicSettings>{"payback_limit_years", &EconomicSettings::payback_limit_years, {0.0, 100.0, "years", true}},
    NumberKey<EconomicSettings>{"profitability_limit", &EconomicSettings::profitability_limit, {0.0, 100.0, ""}},
    NumberKey<EconomicSettings>{
        "replacement_rent_dkk_m2", &EconomicSettings::replacement_rent_dkk_m2, {0.0, 100000.0, "DKK/(m2 a)"}},
};

/// A row of [[economics.discount]]; from_year beside.
inline constexpr NumberKey<DiscountStep> kDiscountKey{"rate_fraction", &DiscountStep::rate_fraction, {0.0, 0.2, ""}};

/// Table [tariff]; cooling_band_counts and rise beside.
inline constexpr std::array kTariffKeys{
    NumberKey<Tariff>{"heat_dkk_kwh", &Tariff::heat_dkk_kwh, {0.0, 20.0, "DKK/kWh"}},
    NumberKey<Tariff>{"heat_capacity_dkk_kw", &Tariff::heat_capacity_dkk_kw, {0.0, 100000.0, "DKK/(kW a)"}},
    NumberKey<Tariff>{"cooling_dkk_kwh_k", &Tariff::cooling_dkk_kwh_k, {0.0, 1.0, "DKK/(kWh K)"}},
    NumberKey<Tariff>{"required_cooling_k", &Tariff::required_cooling_k, {1.0, 80.0, "K"}},
    NumberKey<Tariff>{"cooling_band_k", &Tariff::cooling_band_k, {0.0, 50.0, "K"}},
    NumberKey<Tariff>{"electricity_dkk_kwh", &Tariff::electricity_dkk_kwh, {0.0, 20.0, "DKK/kWh"}},
    NumberKey<Tariff>{"electricity_sold_dkk_kwh", &Tariff::electricity_sold_dkk_kwh, {0.0, 20.0, "DKK/kWh"}},
    NumberKey<Tariff>{"water_dkk_m3", &Tariff::water_dkk_m3, {0.0, 10000.0, "DKK/m3"}},
    NumberKey<Tariff>{"water_meter_dkk", &Tariff::water_meter_dkk, {0.0, 1000000.0, "DKK/a"}},
};
inline constexpr std::string_view kBandCounts = "cooling_band_counts";

/// Table [tariff.rise].
inline constexpr std::array kRiseKeys{
    NumberKey<RealRise>{"heat_fraction_year", &RealRise::heat_fraction_year, {-0.2, 0.2, "1/a"}},
    NumberKey<RealRise>{"electricity_fraction_year", &RealRise::electricity_fraction_year, {-0.2, 0.2, "1/a"}},
    NumberKey<RealRise>{"water_fraction_year", &RealRise::water_fraction_year, {-0.2, 0.2, "1/a"}},
};

/// A [[price]]; year beside.
inline constexpr std::array kPriceKeys{
    NumberKey<PriceYear>{"heat_dkk_kwh", &PriceYear::heat_dkk_kwh, {0.0, 20.0, "DKK/kWh"}},
    NumberKey<PriceYear>{"heat_capacity_dkk_kw", &PriceYear::heat_capacity_dkk_kw, {0.0, 100000.0, "DKK/(kW a)"}},
    NumberKey<PriceYear>{"electricity_dkk_kwh", &PriceYear::electricity_dkk_kwh, {0.0, 20.0, "DKK/kWh"}},
    NumberKey<PriceYear>{"water_dkk_m3", &PriceYear::water_dkk_m3, {0.0, 10000.0, "DKK/m3"}},
};

/// What a study may say of a measure's cost: in a measure, and in [measure_cost.TYPE].
inline constexpr std::array kCostKeys{
    NumberKey<CostOverride>{"unit_cost_dkk", &CostOverride::unit_cost_dkk, {0.0, 1e8, "DKK"}},
    NumberKey<CostOverride>{"fixed_cost_dkk", &CostOverride::fixed_cost_dkk, {0.0, 1e9, "DKK"}},
    NumberKey<CostOverride>{"lifetime_years", &CostOverride::lifetime_years, {1.0, 200.0, "years"}},
    NumberKey<CostOverride>{"maintenance_dkk_year", &CostOverride::maintenance_dkk_year, {-1e6, 1e6, "DKK/a"}},
};

}  // namespace tvilling::scenarios
