// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>

#include "core/variable.hpp"

namespace tvilling::models {

/// Results per building and year, in the order of kAnnualVariables.
enum class Annual : std::size_t {
  heat_demand,
  hot_water,
  heat,
  electricity,
  water,
  co2,
  cost,
  peak_heat,
  occupancy,
  visitors,
  transmission,
  ventilation,
  infiltration,
  solar,
  internal,
  storage,
  plant_loss,
  overheating,
  unmet,
  pv,
  electricity_sold,
};
inline constexpr std::array kAnnualVariables{
    core::Variable{"heat_demand_kwh", "kW h", "Space heating demand", "time: sum"},
    core::Variable{"hot_water_kwh", "kW h", "Heat for hot water and pool water", "time: sum"},
    core::Variable{"heat_kwh", "kW h", "Delivered heat", "time: sum"},
    core::Variable{"electricity_kwh", "kW h", "Electricity bought", "time: sum"},
    core::Variable{"water_m3", "m3", "Water use", "time: sum"},
    core::Variable{"co2_kg", "kg", "Greenhouse gas emission, CO2 equivalents", "time: sum"},
    core::Variable{"cost_dkk", "DKK", "Energy and water bill without VAT", "time: sum"},
    core::Variable{"peak_heat_kw", "kW", "Highest hourly mean of delivered heat", "time: maximum"},
    core::Variable{"occupancy_person_h", "h", "Person-hours of presence", "time: sum"},
    core::Variable{"visitors", "1", "Visitors", "time: sum"},
    core::Variable{"transmission_kwh", "kW h", "Heat lost through the envelope, less sun absorbed outside", "time: sum"},
    core::Variable{"ventilation_kwh", "kW h", "Heat lost by ventilation after recovery", "time: sum"},
    core::Variable{"infiltration_kwh", "kW h", "Heat lost by air leakage", "time: sum"},
    core::Variable{"solar_kwh", "kW h", "Sun let in through windows", "time: sum"},
    core::Variable{"internal_kwh", "kW h", "Heat of people, light and appliances", "time: sum"},
    core::Variable{"storage_kwh", "kW h", "Heat stored in the building", "time: sum"},
    core::Variable{"plant_loss_kwh", "kW h", "Heat lost in distribution and circulation", "time: sum"},
    core::Variable{"overheating_h", "h", "Hours in use with operative temperature above 26 degC", "time: sum"},
    core::Variable{"unmet_h", "h", "Hours in use more than 1 K below the set point", "time: sum"},
    core::Variable{"pv_kwh", "kW h", "Electricity of the building's solar cells", "time: sum"},
    core::Variable{"electricity_sold_kwh", "kW h", "Electricity of solar cells that the building does not use itself",
                   "time: sum"},
};

/// Results per building and month, in the order of kMonthlyVariables; each adds up to the annual one of the same name.
enum class Monthly : std::size_t { heat_demand, hot_water, heat, electricity, water, co2, cost };
inline constexpr std::size_t kMonthlyCount = 7;  // the first seven of kAnnualVariables

/// Hourly series of a building. All but the temperature are additive: the city's are sums over buildings.
enum class Hourly : std::size_t { heat_demand, hot_water, heat, electricity, water, occupancy, operative_temperature };
inline constexpr std::array kHourlyVariables{
    core::Variable{"heat_demand_kwh", "kW h", "Space heating demand", "time: sum"},
    core::Variable{"hot_water_kwh", "kW h", "Heat for hot water and pool water", "time: sum"},
    core::Variable{"heat_kwh", "kW h", "Delivered heat", "time: sum"},
    core::Variable{"electricity_kwh", "kW h", "Electricity use", "time: sum"},
    core::Variable{"water_m3", "m3", "Water use", "time: sum"},
    core::Variable{"occupancy", "1", "Persons present", "time: mean"},
    core::Variable{"operative_temperature_degc", "degC", "Operative temperature", "time: point"},
};
inline constexpr std::size_t kCityHourlyCount = 6;  // all but the temperature

inline constexpr std::size_t kAnnualCount = kAnnualVariables.size();
inline constexpr std::size_t kHourlyCount = kHourlyVariables.size();

static_assert(core::names_fit_units(kAnnualVariables) && core::names_fit_units(kHourlyVariables));
static_assert(kAnnualCount == static_cast<std::size_t>(Annual::electricity_sold) + 1);
static_assert(kHourlyCount == static_cast<std::size_t>(Hourly::operative_temperature) + 1);

[[nodiscard]] constexpr std::size_t index(Annual v) noexcept {
  return static_cast<std::size_t>(v);
}
[[nodiscard]] constexpr std::size_t index(Monthly v) noexcept {
  return static_cast<std::size_t>(v);
}
[[nodiscard]] constexpr std::size_t index(Hourly v) noexcept {
  return static_cast<std::size_t>(v);
}

}  // namespace tvilling::models
