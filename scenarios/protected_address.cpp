// SPDX-License-Identifier: MPL-2.0
#include "scenarios/protected_address.hpp"

#include <string>
#include <unordered_set>

namespace tvilling::scenarios {

std::vector<std::uint8_t> protected_buildings(const models::Portfolio& portfolio) {
  std::unordered_set<std::string_view> properties;
  for (const models::Property& property : portfolio.properties) {
    if (property.protected_address) properties.insert(property.property_id);
  }
  std::unordered_set<std::string_view> by_lease;
  for (const models::Lease& lease : portfolio.leases) {
    if (!lease.building_id.empty() && properties.contains(lease.property_id)) by_lease.insert(lease.building_id);
  }
  std::vector<std::uint8_t> out;
  out.reserve(portfolio.buildings.size());
  for (const models::BuildingRecord& record : portfolio.buildings) {
    const models::Building& b = record.building;
    const bool hidden = properties.contains(b.property_id) || by_lease.contains(b.building_id);
    out.push_back(static_cast<std::uint8_t>(hidden ? 1 : 0));
  }
  return out;
}

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
