// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "scenarios/screening/screening_parts.hpp"

namespace tvilling::tests {

/// A made town of offices, one lease and one building each, to spoil one thing at a time. Nothing is simulated in truth.
struct ScreenTown {
  models::Portfolio portfolio;
  std::vector<models::Lock> locks;
  std::vector<scenarios::ScreenedYear> years;
  scenarios::ScreeningSettings settings;
  core::Findings findings;
  int threads = 1;

  /// `count` rented offices of 2,000 m2 for 80 people at 1,000 DKK/m2: P01, P02 ...
  explicit ScreenTown(int count = 10) {
    settings.draws = 0;
    for (int i = 1; i <= count; ++i) add(fmt::format("{:02}", i), 2000.0, 80.0, 1000.0);
  }

  /// Ids must come in order.
  void add(const std::string& id, double area_m2, double employees, double rent_dkk_m2, const std::string& tenure = "third_party",
           models::Use use = models::Use::office) {
    models::BuildingRecord record;
    record.building.building_id = "B" + id;
    record.building.property_id = "P" + id;
    record.building.use = use;
    record.building.area_m2 = area_m2;
    portfolio.buildings.push_back(record);
    models::Property property;
    property.property_id = "P" + id;
    property.value_dkk = 10000.0 * area_m2;
    portfolio.properties.push_back(property);
    models::Lease lease;
    lease.lease_id = "L" + id;
    lease.property_id = "P" + id;
    lease.building_id = "B" + id;
    lease.use = std::string(to_string(use));
    lease.area_m2 = area_m2;
    lease.vacant_m2 = 0.0;
    lease.tenure = tenure;
    lease.rent_dkk_m2 = rent_dkk_m2;
    portfolio.leases.push_back(lease);
    models::Unit unit;
    unit.unit_id = "U" + id;
    unit.lease_id = "L" + id;
    unit.employees = employees;
    unit.fte = 0.9 * employees;
    portfolio.units.push_back(unit);
    scenarios::ScreenedYear year;
    year.known = true;
    year.heat_kwh = 100.0 * area_m2;
    year.electricity_kwh = 40.0 * area_m2;
    year.water_m3 = 0.2 * area_m2;
    year.co2_kg = 12.0 * area_m2;
    year.heat_dkk = 60.0 * area_m2;
    year.electricity_dkk = 64.0 * area_m2;
    year.water_dkk = 7.0 * area_m2;
    year.heat_origin = models::Origin::metered;
    year.heat_source = scenarios::FigureSource::metered;
    year.electricity_origin = models::Origin::archetype;
    year.water_origin = models::Origin::archetype;
    years.push_back(year);
  }

  void cost(const std::string& property, int year, const std::string& kind, double amount_dkk, const std::string& building = {}) {
    models::Cost one;
    one.property_id = property;
    one.building_id = building;
    one.year = year;
    one.kind = kind;
    one.amount_dkk = amount_dkk;
    portfolio.costs.push_back(one);
  }

  models::Lease& lease(const std::string& id) { return *std::ranges::find(portfolio.leases, id, &models::Lease::lease_id); }

  [[nodiscard]] scenarios::Screening screened() {
    findings = {};
    core::RunContext context;
    context.threads = threads;
    return scenarios::screen({portfolio, locks, years}, settings, context, findings);
  }

  [[nodiscard]] static const scenarios::ScreenedPlace& place(const std::vector<scenarios::ScreenedPlace>& places,
                                                             const std::string& id) {
    return *std::ranges::find(places, id, &scenarios::ScreenedPlace::id);
  }
  [[nodiscard]] std::vector<std::string> codes() const {
    std::vector<std::string> all;
    for (const core::Finding& finding : findings.list) all.push_back(finding.code);
    return all;
  }
};

}  // namespace tvilling::tests
