// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "models/portfolio/origins.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/preflight/cross_check.hpp"

namespace tvilling::tests {

/// A sound portfolio of a few rows, to spoil one thing at a time.
struct Town {
  models::Portfolio portfolio;
  models::Metering metering;
  bool whole = true;

  Town() {
    add_property("P1", "KFF");
    models::BuildingRecord& office = add_building("B1", models::Use::office, 3000.0, 0.0);
    office.building.storeys = 3.0;
    office.building.footprint_area_m2 = 1000.0;
    add_building("B2", models::Use::school, 5000.0, 100.0);
    add_building("B3", models::Use::swimming_hall, 4000.0, 200.0);
    add_lease();
    models::Unit& unit = add_unit("U1");
    unit.administration = "KFF";
    unit.lease_id = "L1";
    unit.employees = 70.0;
    add_pool("Q1", "B3");
  }

  void add_property(const std::string& id, const std::string& administration) {
    models::Property property;
    property.property_id = id;
    property.administration = administration;
    portfolio.properties.push_back(property);
  }

  void add_lease() {
    models::Lease lease;
    lease.lease_id = "L1";
    lease.property_id = "P1";
    lease.building_id = "B1";
    lease.use = "office";
    lease.area_m2 = 2000.0;
    lease.vacant_m2 = 100.0;
    lease.tenure = "third_party";
    lease.rent_dkk_m2 = 1300.0;
    lease.desks = 90.0;
    lease.pos = {"leases.csv", 2, 1};
    portfolio.leases.push_back(lease);
  }

  models::Unit& add_unit(const std::string& id) {
    models::Unit unit;
    unit.unit_id = id;
    portfolio.units.push_back(unit);
    return portfolio.units.back();
  }

  void add_pool(const std::string& id, const std::string& building_id) {
    models::Pool pool;
    pool.basin.pool_id = id;
    pool.building_id = building_id;
    portfolio.pools.push_back(pool);
  }

  models::BuildingRecord& add_building(const std::string& id, models::Use use, double area_m2, double x_m) {
    models::BuildingRecord record;
    record.building.building_id = id;
    record.building.property_id = "P1";
    record.building.use = use;
    record.building.area_m2 = area_m2;
    record.building.year = 1960.0;
    record.building.x_m = 724000.0 + x_m;
    record.building.y_m = 6175000.0;
    record.pos = {"buildings.csv", static_cast<int>(portfolio.buildings.size()) + 2, 1};
    portfolio.buildings.push_back(record);
    return portfolio.buildings.back();
  }

  models::Building& building(std::size_t i) { return portfolio.buildings.at(i).building; }

  /// A year's use of a building; `factor`: of the meter's unit to kWh or m3.
  void meter(const std::string& id, models::Carrier carrier, double amount, int year = 2025, double factor = 1.0) {
    models::Meter meter;
    meter.meter_id = "M" + std::to_string(metering.meters.size() + 1);
    meter.carrier = carrier;
    meter.factor = factor;
    metering.meters.push_back(meter);
    models::MeteredUse use;
    use.meters = {meter.meter_id};
    use.building_id = id;
    use.carrier = carrier;
    use.year = year;
    use.amount = amount;
    metering.uses.push_back(use);
  }

  /// Fills the portfolio and checks it.
  [[nodiscard]] std::vector<core::Finding> check() const {
    models::Portfolio filled = portfolio;
    for (models::BuildingRecord& record : filled.buildings) models::mark_register(record);
    core::Findings findings;
    models::fill_portfolio(filled, findings);
    findings.list.clear();
    const models::Plausibility rules;
    models::cross_check({filled, metering, rules, whole}, findings);
    return findings.list;
  }

  /// What the check says, which must be one finding of a code and nothing else.
  [[nodiscard]] core::Finding only(const core::FindingCode& code) const {
    const std::vector<core::Finding> found = check();
    std::string all;
    for (const core::Finding& finding : found) all += core::to_string(finding) + "\n";
    INFO(all);
    REQUIRE(found.size() == 1);
    CHECK(found.front().code == code.code);
    CHECK_FALSE(found.front().hint.empty());
    return found.front();
  }
};

}  // namespace tvilling::tests
