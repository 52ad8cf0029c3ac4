// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
  swimming_halls,
  opening_hours,
  visits,
};
inline constexpr std::array<std::string_view, 17> kPortfolioTableNames{
    "buildings",    "properties", "leases",  "units",       "rooms", "pools",          "bookings",      "costs", "meters",
    "meter_shares", "readings",   "weather", "degree_days", "links", "swimming_halls", "opening_hours", "visits"};

[[nodiscard]] constexpr std::string_view to_string(PortfolioTable table) noexcept {
  return kPortfolioTableNames[static_cast<std::size_t>(table)];
}

/// The table of exactly that name, or nothing.
[[nodiscard]] std::optional<PortfolioTable> find_table(std::string_view name) noexcept;

/// A column that a table may have. The aliases (Danish and English words, BBR fields) are compared folded.
struct TableColumn {
  std::string column;
  std::string unit;
  std::string meaning;
  std::vector<std::string> aliases;
};

/// All columns of a table: those of data/table_columns.csv, with the aliases of data/column_aliases.csv, and for `buildings`
/// every building_columns() name too, for `swimming_halls` hall_columns() and for `pools` basin_columns().
[[nodiscard]] std::span<const TableColumn> table_columns(PortfolioTable table);

/// What a number of a building ends in when its column says where the number comes from: "area_m2_origin".
inline constexpr std::string_view kOriginSuffix = "_origin";

/// The column meant by a header, or empty. Case, spaces, punctuation and the spelling of æøå do not matter. In `buildings`,
/// "area_m2_origin" (also "areal_oprindelse") is a column for every number.
[[nodiscard]] std::string_view find_column(PortfolioTable table, std::string_view header);

/// A hint for an unknown header: the nearest column or alias; empty when none is near.
[[nodiscard]] std::string suggest_column(PortfolioTable table, std::string_view header);

/// The column that is nearest to a header, or empty.
[[nodiscard]] std::string_view nearest_column(PortfolioTable table, std::string_view header);

/// The table that the name of a file, sheet or layer stands for ("buildings", "Bygninger", "lejemål"), or nothing.
[[nodiscard]] std::optional<PortfolioTable> table_of_name(std::string_view name);

/// The names that stand for a table besides its own.
[[nodiscard]] std::vector<std::string> names_of_table(PortfolioTable table);

}  // namespace tvilling::models
