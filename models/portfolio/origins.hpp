// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cmath>
#include <cstddef>
#include <span>

#include "models/portfolio/portfolio.hpp"

namespace tvilling::models {

/// The origins of a building as a register gives it: its numbers are the register's; one that nobody knows is `default`.
inline void mark_register(BuildingRecord& record) noexcept {
  const std::span<const BuildingColumn> columns = building_columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    record.origin[i] = std::isnan(record.building.*columns[i].member) ? Origin::default_ : Origin::register_;
  }
}

}  // namespace tvilling::models
