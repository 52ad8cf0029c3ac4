// SPDX-License-Identifier: MPL-2.0
#include "scenarios/protected_address.hpp"

#include <cstddef>
#include <span>

namespace tvilling::scenarios {

models::Portfolio withhold_protected(models::Portfolio portfolio) {
  const std::span<const models::BuildingColumn> columns = models::building_columns();
  const std::vector<std::uint8_t> hidden = protected_buildings(portfolio);
  for (std::size_t b = 0; b < hidden.size(); ++b) {
    if (hidden[b] == 0) continue;
    models::BuildingRecord& record = portfolio.buildings[b];
    record.building.name = kProtectedName;
    record.building.footprint.clear();
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::string_view name = columns[c].variable.name;
      if (name != "x_m" && name != "y_m") continue;
      record.building.*columns[c].member = models::kMissing;
      record.origin[c] = models::Origin::default_;
    }
  }
  return portfolio;
}

}  // namespace tvilling::scenarios
