// SPDX-License-Identifier: MPL-2.0
#include "scenarios/uncertainty/input_target.hpp"

#include <algorithm>
#include <span>

#include "scenarios/uncertainty/uncertain_input.hpp"

namespace tvilling::scenarios {

namespace {

/// Columns that are no matter of a draw: which building it is and how large (its zones share that out), and money that is not
/// simulated.
constexpr std::array<std::string_view, 14> kFixed{"year",
                                                  "area_m2",
                                                  "storeys",
                                                  "x_m",
                                                  "y_m",
                                                  "employees",
                                                  "horizon_deg",
                                                  "azimuth_deg",
                                                  "perimeter_m",
                                                  "footprint_area_m2",
                                                  "party_wall_fraction",
                                                  "maintenance_backlog_dkk",
                                                  "backlog_growth_fraction",
                                                  "sale_value_dkk"};

/// Of a hall: what nobody knows well. What shares it out and how it is built stays.
constexpr std::array<std::string_view, 12> kHallColumns{"air_temperature_degc",
                                                        "night_air_set_back_k",
                                                        "relative_humidity",
                                                        "night_relative_humidity",
                                                        "wet_deck_fraction",
                                                        "water_time_h",
                                                        "outdoor_air_fraction",
                                                        "hall_heat_recovery_fraction",
                                                        "hall_specific_fan_power_kj_m3",
                                                        "shower_l_visit",
                                                        "backwash_l_visit",
                                                        "other_water_l_visit"};
constexpr std::array<std::string_view, 4> kBasinColumns{"water_temperature_degc", "cover_fraction", "pump_power_kw",
                                                        "feature_evaporation_fraction"};

constexpr std::string_view kInvestmentOf = "investment.";

bool among(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

std::optional<InputTarget> find_input_target(std::string_view name) {
  InputTarget target;
  if (name.starts_with(kInvestmentOf)) {
    target.economy = EconomyNumber::investment;
    target.measure = find_measure_type(name.substr(kInvestmentOf.size()));
    return target.measure == nullptr ? std::nullopt : std::optional(target);
  }
  const auto economy = std::ranges::find(kEconomyNumbers, name, &EconomyRow::name);
  if (economy != kEconomyNumbers.end()) {
    target.economy = static_cast<EconomyNumber>(economy - kEconomyNumbers.begin());
    return target;
  }
  target.column = among(kFixed, name) ? nullptr : models::find_building_column(name);
  if (target.column != nullptr) return target;
  target.hall = among(kHallColumns, name) ? models::find_hall_column(name) : nullptr;
  if (target.hall != nullptr) return target;
  target.basin = among(kBasinColumns, name) ? models::find_basin_column(name) : nullptr;
  return target.basin != nullptr ? std::optional(target) : std::nullopt;
}

std::string input_label(const UncertainInput& input) {
  const std::optional<InputTarget> target = find_input_target(input.name);
  const bool only_city = target && target->economy;
  return input.shared == Shared::city && !only_city ? input.name + " (city)" : input.name;
}

std::vector<std::string_view> input_target_names() {
  std::vector<std::string_view> names;
  for (const EconomyRow& row : kEconomyNumbers) names.push_back(row.name);
  for (const models::BuildingColumn& column : models::building_columns()) {
    if (!among(kFixed, column.variable.name)) names.push_back(column.variable.name);
  }
  for (const std::string_view name : kHallColumns) names.push_back(name);
  for (const std::string_view name : kBasinColumns) names.push_back(name);
  return names;
}

}  // namespace tvilling::scenarios
