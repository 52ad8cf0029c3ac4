// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "models/portfolio/portfolio.hpp"

/// Protected addresses (Danish: adressebeskyttelse). The result file is where a run's buildings leave the engineer's tables:
/// maps, reports, exports and Python read it, so what is withheld there is withheld everywhere. Physics uses the true place.
namespace tvilling::scenarios {

inline constexpr std::string_view kProtectedName = "(protected)";

/// 1 for each building of a property with `protected_address`, by its own property_id or by a lease in it; else 0.
[[nodiscard]] std::vector<std::uint8_t> protected_buildings(const models::Portfolio& portfolio);

/// The portfolio as it may be shown: protected buildings are called "(protected)" and have no position and no footprint (origin
/// of the position: default, as where nobody knows it). Id, property, use and sizes stay.
[[nodiscard]] models::Portfolio withhold_protected(models::Portfolio portfolio);

}  // namespace tvilling::scenarios
