// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "models/building/building.hpp"
#include "models/weather/weather.hpp"

namespace tvilling::scenarios {

/// What a simulated building-year depends on, as 128 bits of a SHA-256: equal keys mean equal results, but for money and CO2,
/// which are counted afterwards. Zero: none.
struct ContentKey {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend auto operator<=>(const ContentKey&, const ContentKey&) = default;
};

/// Of what all buildings of a run share: the sources of the program, weather, calendar. Prices and CO2 factors are left out: they
/// are added later.
[[nodiscard]] std::string environment_key(const models::Weather& weather, int base_year);

/// Whether a column of the buildings table changes a simulated year; not so the place, and what only counts in money.
[[nodiscard]] bool is_simulated(const models::BuildingColumn& column);

/// Every number of a building's zones (but their position) and of what links them; empty for a building of one zone.
[[nodiscard]] std::vector<double> zone_numbers(const models::Building& building);

/// Every number, flag and hour of a building's swimming hall and its basins; empty for a building without one.
[[nodiscard]] std::vector<double> hall_numbers(const models::Building& building);

/// Of a building in that environment: its use and every number but those that are not simulated (its position, what only counts
/// in money); the same of its zones, and what links them; and of its swimming hall.
[[nodiscard]] ContentKey content_key(const models::Building& building, const std::string& environment);

}  // namespace tvilling::scenarios

template <>
struct std::hash<tvilling::scenarios::ContentKey> {
  std::size_t operator()(const tvilling::scenarios::ContentKey& key) const noexcept { return static_cast<std::size_t>(key.low); }
};
