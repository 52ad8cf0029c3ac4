// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "models/portfolio/column_alias.hpp"

namespace tvilling::models {

/// A row that is kept out because something in it stops (told). It is there all the same: who refers to it is right.
struct KeptOutRow {
  PortfolioTable table = PortfolioTable::buildings;
  std::string id;
  std::string property_id;  ///< of tables that have one
};

}  // namespace tvilling::models
