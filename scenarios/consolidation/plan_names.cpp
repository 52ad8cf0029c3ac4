// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/plan_names.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string_view>

namespace tvilling::scenarios {

PlanNames plan_names(const PlanBasis& basis, const models::Portfolio& portfolio, const std::string& withheld) {
  std::map<std::string_view, const models::Property*> properties;
  for (const models::Property& property : portfolio.properties) properties.emplace(property.property_id, &property);
  const std::vector<std::uint8_t> hidden = models::protected_buildings(portfolio);
  PlanNames names;
  for (const std::size_t u : basis.unit) names.unit.push_back(portfolio.units[u].name);
  for (std::size_t p = 0; p < basis.lease.size(); ++p) {
    const models::Lease& lease = portfolio.leases[basis.lease[p]];
    const auto property = properties.find(lease.property_id);
    bool is_protected =
        std::ranges::any_of(basis.premises[p].parts, [&hidden](const PremisesPart& part) { return hidden[part.building] != 0; });
    std::string name;
    if (property != properties.end()) {
      is_protected = is_protected || property->second->protected_address;
      name = property->second->name.empty() ? property->second->address : property->second->name;
    }
    if (name.empty()) name = lease.address;
    names.place.push_back(is_protected ? withheld : name);
  }
  for (std::size_t b = 0; b < portfolio.buildings.size(); ++b) {
    const models::Building& building = portfolio.buildings[b].building;
    names.building.emplace(building.building_id, hidden[b] != 0 ? withheld : building.name);
  }
  return names;
}

std::string PlanNames::building_named(const std::string& id) const {
  const auto found = building.find(id);
  return found == building.end() ? std::string() : found->second;
}

std::string labelled(const std::string& id, const std::string& name) {
  return name.empty() || name == id ? id : id + " " + name;
}

}  // namespace tvilling::scenarios
