// SPDX-License-Identifier: MPL-2.0
#include "models/preflight/owner.hpp"

#include <algorithm>

namespace tvilling::models {

namespace {

std::string name_of(PortfolioTable table) {
  return std::string(to_string(table));
}

}  // namespace

Owners::Owners(const Portfolio& portfolio, const Metering& metering) {
  Rows& properties = tables_[name_of(PortfolioTable::properties)];
  for (const Property& property : portfolio.properties) properties[property.property_id] = property.administration;
  Rows& buildings = tables_[name_of(PortfolioTable::buildings)];
  for (const BuildingRecord& record : portfolio.buildings) {
    const Building& b = record.building;
    buildings[b.building_id] = b.administration.empty() ? of_property(b.property_id) : std::string_view(b.administration);
  }
  add_registers(portfolio);
  Rows& meters = tables_[name_of(PortfolioTable::meters)];
  for (const Meter& meter : metering.meters) meters[meter.meter_id] = of_either(meter.building_id, meter.property_id);
  for (const MeterShare& share : metering.shares) {
    std::string& owner = meters[share.meter_id];
    if (owner.empty()) owner = of_building(share.building_id);  // of a shared meter the first
  }
  tables_[name_of(PortfolioTable::readings)] = meters;
  tables_[name_of(PortfolioTable::meter_shares)] = meters;
}

void Owners::add_registers(const Portfolio& portfolio) {
  Rows& leases = tables_[name_of(PortfolioTable::leases)];
  for (const Lease& lease : portfolio.leases) leases[lease.lease_id] = of_either(lease.building_id, lease.property_id);
  Rows& units = tables_[name_of(PortfolioTable::units)];
  for (const Unit& unit : portfolio.units) {
    units[unit.unit_id] = unit.administration;
    const auto lease = leases.find(unit.lease_id);
    if (unit.administration.empty() && lease != leases.end()) units[unit.unit_id] = lease->second;
  }
  for (const Unit& unit : portfolio.units) {  // a lease in somebody else's house is of the first who sits there
    const auto lease = leases.find(unit.lease_id);
    if (lease != leases.end() && lease->second.empty()) lease->second = unit.administration;
  }
  Rows& rooms = tables_[name_of(PortfolioTable::rooms)];
  for (const Room& room : portfolio.rooms) rooms[room.room_id] = of_building(room.building_id);
  Rows& pools = tables_[name_of(PortfolioTable::pools)];
  for (const Pool& pool : portfolio.pools) pools[pool.basin.pool_id] = of_building(pool.building_id);
  const auto of_buildings = [this](PortfolioTable table, const auto& list) {
    Rows& rows = tables_[name_of(table)];
    for (const auto& row : list) rows[row.building_id] = of_building(row.building_id);
  };
  of_buildings(PortfolioTable::swimming_halls, portfolio.swimming_halls);
  of_buildings(PortfolioTable::opening_hours, portfolio.opening_hours);
  of_buildings(PortfolioTable::visits, portfolio.visits);
  Rows& bookings = tables_[name_of(PortfolioTable::bookings)];
  for (const Booking& booking : portfolio.bookings) bookings[booking.booking_id] = of_building(booking.building_id);
}

std::string_view Owners::of_building(std::string_view building_id) const {
  const Rows& rows = tables_.find(to_string(PortfolioTable::buildings))->second;
  const auto found = rows.find(building_id);
  return found == rows.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view Owners::of_property(std::string_view property_id) const {
  const Rows& rows = tables_.find(to_string(PortfolioTable::properties))->second;
  const auto found = rows.find(property_id);
  return found == rows.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view Owners::of_either(const std::string& building_id, const std::string& property_id) const {
  const std::string_view owner = of_building(building_id);
  return owner.empty() ? of_property(property_id) : owner;
}

std::string_view Owners::of_row(const Rows& rows, std::string_view id) {
  const auto found = rows.find(id);
  return found == rows.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view Owners::of(const core::Finding& finding) const {
  const auto table = tables_.find(finding.table);
  if (table == tables_.end()) return {};
  if (!finding.id.empty() || finding.rows.empty()) return of_row(table->second, finding.id);
  const std::string_view first = of_row(table->second, finding.rows.front());
  const bool one = std::all_of(finding.rows.begin(), finding.rows.end(),
                               [&](const std::string& id) { return of_row(table->second, id) == first; });
  return one ? first : std::string_view();
}

}  // namespace tvilling::models
