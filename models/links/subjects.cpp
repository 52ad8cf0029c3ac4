// SPDX-License-Identifier: MPL-2.0
#include "models/links/subjects.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "models/portfolio/protected_buildings.hpp"

namespace tvilling::models::linking {

namespace {

Subject start(const std::string& id, std::string name) {
  Subject subject;
  subject.id = id;
  subject.key = id_key(id);
  subject.name = std::move(name);
  subject.words = words_of(subject.name);
  return subject;
}

void add_address(std::vector<Address>& addresses, const Address& address) {
  if (std::find(addresses.begin(), addresses.end(), address) == addresses.end()) addresses.push_back(address);
}

void add_address(std::vector<Address>& addresses, std::string_view text) {
  if (const std::optional<Address> address = parse_address(text)) add_address(addresses, *address);
}

void add(SubjectTable& table, Subject subject) {
  table.by_id.emplace(subject.id, table.rows.size());
  table.rows.push_back(std::move(subject));
}

/// What a row has from the property that it belongs to.
void belong_to(Subject& subject, const Subject* property) {
  if (property == nullptr) return;
  subject.property_id = property->id;
  subject.property_addresses = property->own_addresses;
  subject.protected_address = subject.protected_address || property->protected_address;
  if (subject.administration.empty()) subject.administration = property->administration;
}

void add_properties(const Portfolio& portfolio, Subjects& subjects) {
  std::map<std::string, double> areas_m2;
  for (const BuildingRecord& record : portfolio.buildings) {
    if (!std::isnan(record.building.area_m2)) areas_m2[record.building.property_id] += record.building.area_m2;
  }
  for (const Property& property : portfolio.properties) {
    Subject subject = start(property.property_id, property.name);
    subject.property_id = property.property_id;
    subject.administration = property.administration;
    subject.protected_address = property.protected_address;
    add_address(subject.own_addresses, property.address);
    add_address(subject.own_addresses, property.name);
    if (const auto area = areas_m2.find(property.property_id); area != areas_m2.end()) subject.areas_m2 = {area->second};
    add(subjects.properties, std::move(subject));
  }
}

void add_buildings(const Portfolio& portfolio, Subjects& subjects) {
  const std::vector<std::uint8_t> hidden = protected_buildings(portfolio);
  for (std::size_t i = 0; i < hidden.size(); ++i) {
    const BuildingRecord& record = portfolio.buildings[i];
    const Building& building = record.building;
    Subject subject = start(building.building_id, building.name);
    subject.protected_address = hidden[i] != 0;
    subject.building_id = building.building_id;
    subject.administration = building.administration;
    subject.use = to_string(building.use);
    add_address(subject.own_addresses, record.address);
    add_address(subject.own_addresses, building.name);
    if (!std::isnan(building.area_m2)) subject.areas_m2 = {building.area_m2};
    belong_to(subject, subjects.properties.find(building.property_id));
    if (!subject.property_id.empty() && building.use != Use::small_building) ++subjects.main_buildings[subject.property_id];
    add(subjects.buildings, std::move(subject));
  }
}

/// The building and property of a row, as far as its links stand.
void belong_to_both(Subject& subject, const std::string& building_id, const std::string& property_id, Subjects& subjects) {
  const auto building = subjects.buildings.by_id.find(building_id);
  belong_to(subject, subjects.properties.find(property_id));
  if (building == subjects.buildings.by_id.end()) return;
  Subject& row = subjects.buildings.rows[building->second];
  subject.building_id = building_id;
  if (subject.administration.empty()) subject.administration = row.administration;
  if (!subject.property_id.empty()) row.named_properties.push_back(subject.property_id);
  subject.protected_address = subject.protected_address || row.protected_address;
}

/// A lease has no name of its own: it is called as its property and building.
void add_leases(const Portfolio& portfolio, Subjects& subjects) {
  for (const Lease& lease : portfolio.leases) {
    const Subject* property = subjects.properties.find(lease.property_id);
    const Subject* building = subjects.buildings.find(lease.building_id);
    std::string name = property == nullptr ? std::string() : property->name;
    if (building != nullptr && !building->name.starts_with(name))
      name += (name.empty() ? "" : ", ") + building->name;
    else if (building != nullptr)
      name = building->name;
    Subject subject = start(lease.lease_id, std::move(name));
    subject.use = lease.use;
    if (!std::isnan(lease.area_m2)) subject.areas_m2 = {lease.area_m2};
    belong_to_both(subject, lease.building_id, lease.property_id, subjects);
    add_address(subject.own_addresses, lease.address);
    if (building != nullptr) {
      for (const Address& address : building->own_addresses) add_address(subject.own_addresses, address);
    }
    add(subjects.leases, std::move(subject));
  }
}

void add_units(const Portfolio& portfolio, Subjects& subjects) {
  for (const Unit& unit : portfolio.units) {
    Subject subject = start(unit.unit_id, unit.name);
    subject.administration = unit.administration;
    add_address(subject.own_addresses, unit.address);
    if (const Subject* lease = subjects.leases.find(unit.lease_id)) subject.protected_address = lease->protected_address;
    add(subjects.units, std::move(subject));
  }
}

void add_meters(std::span<const Meter> meters, Subjects& subjects) {
  for (const Meter& meter : meters) {
    Subject subject = start(meter.meter_id, meter.address);
    subject.words.clear();  // the words of an address are no name
    add_address(subject.own_addresses, meter.address);
    belong_to_both(subject, meter.building_id, meter.property_id, subjects);
    add(subjects.meters, std::move(subject));
  }
}

}  // namespace

const Subject* SubjectTable::find(const std::string& id) const {
  const auto found = by_id.find(id);
  return found == by_id.end() ? nullptr : &rows[found->second];
}

const SubjectTable& Subjects::table(PortfolioTable table) const {
  switch (table) {
    case PortfolioTable::properties: return properties;
    case PortfolioTable::buildings: return buildings;
    case PortfolioTable::leases: return leases;
    case PortfolioTable::units: return units;
    case PortfolioTable::meters: return meters;
    default: break;
  }
  throw core::Error(core::ErrorKind::internal, "no links from or to this table");
}

void adopt_property(Subject& building, const Subject& property, Subjects& subjects) {
  belong_to(building, &property);
  building.suggested_property = true;
  if (building.use != to_string(Use::small_building)) ++subjects.main_buildings[property.id];
}

Subjects make_subjects(const Portfolio& portfolio, std::span<const Meter> meters) {
  Subjects subjects;
  add_properties(portfolio, subjects);
  add_buildings(portfolio, subjects);
  add_leases(portfolio, subjects);
  add_units(portfolio, subjects);
  add_meters(meters, subjects);
  return subjects;
}

}  // namespace tvilling::models::linking
