// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "models/portfolio/portfolio.hpp"

/// Protected addresses (Danish: adressebeskyttelse): one definition of who is protected, for all that is shown.
namespace tvilling::models {

inline constexpr std::string_view kProtectedName = "(protected)";

/// 1 for each building of a property with `protected_address`, by its own property_id or by a lease in it; else 0.
[[nodiscard]] std::vector<std::uint8_t> protected_buildings(const Portfolio& portfolio);

/// Takes the coordinates out of the findings, from place `from` on, about the position or geometry of protected buildings; also
/// of those that are kept out.
void withhold_places(const Portfolio& portfolio, core::Findings& findings, std::size_t from);

}  // namespace tvilling::models
