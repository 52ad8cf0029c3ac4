// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string_view>
#include <vector>

#include "scenarios/measure.hpp"

namespace tvilling::scenarios {

/// The measures on premises: move, close, sublet, sell. They name units and leases; with_premises (premises_steps.hpp) says what
/// they do to each building, in the names of `premises_step`. Without that they change nothing.
[[nodiscard]] std::vector<MeasureType> premises_measure_types();

/// Whether a type of measure is one of them: it concerns several buildings at once.
[[nodiscard]] bool is_of_premises(std::string_view type);

/// Whether a step of one of them pays or earns, whatever it does to the building: a move within one building, people who are not
/// simulated.
[[nodiscard]] bool is_booked(const ParameterValues& step);

/// What a measure on premises does to a building: names of ParameterValues.
namespace premises_step {
// of a move
inline constexpr std::string_view kPersons = "persons";  ///< that come; negative: that leave
inline constexpr std::string_view kHeat = "heat_w";      ///< their PersonLoad
inline constexpr std::string_view kAppliance = "appliance_w";
inline constexpr std::string_view kHotWater = "hot_water_l_year";
inline constexpr std::string_view kWater = "water_m3_year";
inline constexpr std::string_view kVentilation = "ventilation_l_s";
inline constexpr std::string_view kUse = "use";  ///< place in kUseNames: whose zones they sit in
// of premises that are given up
inline constexpr std::string_view kFrostGuardFraction = "frost_guard_fraction";  ///< of the building, held
inline constexpr std::string_view kHandedOverFraction = "handed_over_fraction";
// of money (economics/investment.hpp)
inline constexpr std::string_view kQuantity = "quantity";     ///< units of the cost's basis
inline constexpr std::string_view kOnce = "once_dkk";         ///< paid beside them: rent of the notice, less a sale
inline constexpr std::string_view kRent = "change_rent_dkk";  ///< a year, third parties
inline constexpr std::string_view kInternalRent = "change_internal_rent_dkk";  ///< a year
}  // namespace premises_step

}  // namespace tvilling::scenarios
