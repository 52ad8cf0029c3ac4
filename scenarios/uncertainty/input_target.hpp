// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/building/building.hpp"
#include "models/swimming_hall/swimming_hall.hpp"
#include "scenarios/measure.hpp"

namespace tvilling::scenarios {

/// Numbers of the economy that can be drawn, for the whole city only.
enum class EconomyNumber : std::uint8_t {
  heat_price,         ///< energy and power price of district heating
  electricity_price,  ///< bought and sold
  water_price,        ///< water and waste water, per m3
  investment,         ///< unit and fixed costs of all measures, or of one type: "investment.insulate_roof"
  lifetime,           ///< of all measures
  realised_saving_fraction,
  discount_rate_fraction,  ///< of every step
};

/// What is known of such a number: how it can be drawn.
struct EconomyRow {
  std::string_view name;
  std::string_view long_name;
  bool factor;  ///< a draw may multiply it
  bool term;    ///< a draw may be added to it
};
inline constexpr std::array kEconomyNumbers{
    EconomyRow{"heat_price", "Energy and power price of district heating", true, false},
    EconomyRow{"electricity_price", "Price of electricity, bought and sold", true, false},
    EconomyRow{"water_price", "Price of water and waste water", true, false},
    EconomyRow{"investment", "Cost of all measures; investment.TYPE: of one type", true, false},
    EconomyRow{"lifetime", "Technical life of all measures", true, false},
    EconomyRow{"realised_saving_fraction", "Share of the simulated saving that is counted in money", true, true},
    EconomyRow{"discount_rate_fraction", "Real discount rate", false, true},
};
static_assert(kEconomyNumbers.size() == static_cast<std::size_t>(EconomyNumber::discount_rate_fraction) + 1);

/// What an uncertain input changes: one of these.
struct InputTarget {
  const models::BuildingColumn* column = nullptr;
  const models::HallColumn* hall = nullptr;
  const models::BasinColumn* basin = nullptr;
  std::optional<EconomyNumber> economy = std::nullopt;
  const MeasureType* measure = nullptr;  ///< of "investment.TYPE"
};

/// The number that a name stands for; nothing for a name that is none, or of which no draw is made: what says which building it
/// is and how large (its year, area, storeys, position), and what is not simulated.
[[nodiscard]] std::optional<InputTarget> find_input_target(std::string_view name);

/// Every name that find_input_target() knows but those of single measures.
[[nodiscard]] std::vector<std::string_view> input_target_names();

}  // namespace tvilling::scenarios
