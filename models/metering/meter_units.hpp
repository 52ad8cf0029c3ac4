// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/metering/metering.hpp"

namespace tvilling::models {

/// The carrier a word stands for, in Danish or English ("fjernvarme", "el", "vand").
[[nodiscard]] std::optional<Carrier> parse_carrier(std::string_view word);

/// What a unit is in kWh (heat, electricity, gas) or m3 (water); nothing when the unit is not known or does not fit the carrier.
/// A volume of gas is `kwh_per_unit`, which may be missing (NaN).
[[nodiscard]] std::optional<double> unit_factor(std::string_view unit, Carrier carrier, double kwh_per_unit);

/// The units that fit a carrier, for hints: "kWh, MWh, GJ or Gcal".
[[nodiscard]] std::string units_of(Carrier carrier);

}  // namespace tvilling::models
