// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tvilling::models {

/// The tables of a portfolio.
enum class PortfolioTable : std::uint8_t {
  buildings,
  properties,
  leases,
  units,
  rooms,
  pools,
  bookings,
  costs,
  meters,
  meter_shares,
  readings,
  weather,
  degree_days,
  links,
};
inline constexpr std::array<std::string_view, 14> kPortfolioTableNames{
    "buildings", "properties", "leases",       "units",    "rooms",   "pools",       "bookings",
    "costs",     "meters",     "meter_shares", "readings", "weather", "degree_days", "links"};

[[nodiscard]] constexpr std::string_view to_string(PortfolioTable table) noexcept {
  return kPortfolioTableNames[static_cast<std::size_t>(table)];
}

/// A column that a table may have, with other names for it (Danish and English words, BBR fields).
struct ColumnAlias {
  std::string_view column;
  std::string_view aliases;  ///< separated by '|'; compared folded
};

/// The text columns and the aliases of a table. Every building_columns() name is a column of `buildings` too.
[[nodiscard]] std::span<const ColumnAlias> column_aliases(PortfolioTable table) noexcept;

/// The column meant by a header, or empty. Case, spaces, punctuation and the spelling of æøå do not matter.
[[nodiscard]] std::string_view find_column(PortfolioTable table, std::string_view header);

/// A hint for an unknown header: the nearest column or alias; empty when none is near.
[[nodiscard]] std::string suggest_column(PortfolioTable table, std::string_view header);

/// The table that the name of a file, sheet or layer stands for ("buildings", "Bygninger", "lejemål"), or nothing.
[[nodiscard]] std::optional<PortfolioTable> table_of_name(std::string_view name);

}  // namespace tvilling::models
