// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tvilling::models {

/// The tables of a portfolio.
enum class PortfolioTable : std::uint8_t { buildings, properties, leases, units };

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

/// The table that a file name stands for ("buildings.csv", "Bygninger.csv", "lejemål.csv"), or empty.
[[nodiscard]] std::string_view table_of_file(std::string_view stem);

}  // namespace tvilling::models
