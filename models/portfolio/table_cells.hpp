// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/io/layer_writer.hpp"
#include "models/portfolio/column_alias.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::models {

/// A table of a portfolio as cells, to be written in any form. Of a building its outline is not among them.
struct OutTable {
  PortfolioTable table = PortfolioTable::buildings;
  std::vector<core::LayerField> columns;
  std::vector<std::vector<core::SheetCell>> rows;
};

/// Every table of a portfolio, `buildings` first; those without records have no rows.
[[nodiscard]] std::vector<OutTable> tables_of(const Portfolio& portfolio);
/// The same for a path to be written: with the outlines as text in a last column where the form has no shapes.
[[nodiscard]] std::vector<OutTable> tables_of(const Portfolio& portfolio, const std::filesystem::path& path);

/// Writes tables in the form that the path's ending says, as write_portfolio does; the outlines of a GeoPackage are those of the
/// portfolio's buildings, row by row, and rows after them have none.
void write_tables(std::vector<OutTable> tables, const Portfolio& portfolio, const std::filesystem::path& path,
                  const WriteOptions& options);

/// What stands in a file for a cell of a column, before quotes.
[[nodiscard]] std::string cell_text(const std::string& column, const core::SheetCell& cell, bool danish);

}  // namespace tvilling::models
