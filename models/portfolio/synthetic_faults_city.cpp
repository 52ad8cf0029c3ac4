// SPDX-License-Identifier: MPL-2.0
#include <cmath>

#include "models/portfolio/synthetic_faults_rules.hpp"

namespace tvilling::models::faults {

namespace {

template <class Map>
const std::vector<std::size_t>& rows_of(const Map& map, const std::string& id) {
  static const std::vector<std::size_t> kNone;
  const auto found = map.find(id);
  return found == map.end() ? kNone : found->second;
}

double sum_of(const std::map<std::string, double>& sums, const std::string& id) {
  const auto found = sums.find(id);
  return found == sums.end() ? 0.0 : found->second;
}

}  // namespace

City::City(const Portfolio& portfolio, const std::vector<OutTable>& tables, const FaultOptions& options)
    : portfolio_(portfolio), tables_(tables), options_(options) {
  for (const OutTable& table : tables_) {
    table_[table.table] = &table;
    for (std::size_t c = 0; c < table.columns.size(); ++c) columns_[table.table].emplace(table.columns[c].name, c);
  }
  for (std::size_t i = 0; i < portfolio.buildings.size(); ++i) {
    const Building& b = portfolio.buildings[i].building;
    of_property_[b.property_id].push_back(i);
    buildings_[b.building_id] = &portfolio.buildings[i];
  }
  for (const Lease& lease : portfolio.leases) {
    referred_[PortfolioTable::buildings].insert(lease.building_id);
    leased_property_m2_[lease.property_id] += lease.area_m2;
    leased_building_m2_[lease.building_id] += lease.area_m2;
  }
  for (std::size_t i = 0; i < portfolio.units.size(); ++i) {
    referred_[PortfolioTable::leases].insert(portfolio.units[i].lease_id);
    units_[portfolio.units[i].lease_id].push_back(i);
  }
  for (const PortfolioTable table : {PortfolioTable::meters, PortfolioTable::meter_shares}) {
    for (std::size_t row = 0; row < rows(table); ++row) {
      const std::string building = text(table, row, "building_id");
      if (building.empty()) continue;
      referred_[PortfolioTable::buildings].insert(building);
      fed_[text(table, row, "meter_id")].emplace_back("buildings", building);
    }
  }
}

bool City::has(PortfolioTable table, std::string_view column) const {
  const auto found = columns_.find(table);
  return found != columns_.end() && found->second.find(column) != found->second.end();
}

const SheetCell& City::cell(PortfolioTable table, std::size_t row, std::string_view column) const {
  static const SheetCell kNothing = std::string();
  if (!has(table, column)) return kNothing;
  return table_.at(table)->rows[row][columns_.at(table).find(column)->second];
}

std::string City::text(PortfolioTable table, std::size_t row, std::string_view column) const {
  const std::string* text = std::get_if<std::string>(&cell(table, row, column));
  return text == nullptr ? std::string() : *text;
}

double City::number(PortfolioTable table, std::size_t row, std::string_view column) const {
  const double* number = std::get_if<double>(&cell(table, row, column));
  return number == nullptr ? kMissing : *number;
}

std::size_t City::rows(PortfolioTable table) const {
  const auto found = table_.find(table);
  return found == table_.end() ? 0 : found->second->rows.size();
}

bool City::is_referred(PortfolioTable table, const std::string& id) const {
  const auto found = referred_.find(table);
  return found != referred_.end() && found->second.contains(id);
}

const std::vector<std::size_t>& City::buildings_of(const std::string& property_id) const {
  return rows_of(of_property_, property_id);
}

const BuildingRecord* City::building(const std::string& id) const {
  const auto found = buildings_.find(id);
  return found == buildings_.end() ? nullptr : found->second;
}

double City::leased_m2_of_property(const std::string& id) const {
  return sum_of(leased_property_m2_, id);
}

double City::leased_m2_of_building(const std::string& id) const {
  return sum_of(leased_building_m2_, id);
}

const std::vector<std::size_t>& City::units_of(const std::string& lease_id) const {
  return rows_of(units_, lease_id);
}

std::vector<RowName> City::fed_by(const std::string& meter_id) const {
  const auto found = fed_.find(meter_id);
  return found == fed_.end() ? std::vector<RowName>() : found->second;
}

}  // namespace tvilling::models::faults
