// SPDX-License-Identifier: MPL-2.0
#pragma once

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

}  // namespace tvilling::models
