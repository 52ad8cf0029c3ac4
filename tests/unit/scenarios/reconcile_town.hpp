// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "models/metering/meter_units.hpp"
#include "scenarios/reconcile.hpp"

namespace tvilling::tests {

inline constexpr double kDegreeDays = 2800.0;

/// A made town whose meters show exactly what is simulated, to spoil one thing at a time. Nothing is simulated in truth: the
/// results are given numbers.
struct ReconcileTown {
  models::Portfolio portfolio;
  models::Metering metering;
  scenarios::SimulatedYear baseline;
  std::vector<scenarios::MeasuredBaseline> measured;
  std::vector<models::DegreeDays> weather;
  int year = 2023;

  /// `count` offices with heat and electricity meters in kWh and water meters in m3.
  explicit ReconcileTown(int count = 6) {
    for (int i = 1; i <= count; ++i) add("B" + std::to_string(i), models::Use::office, 1000.0);
    metering.degree_days.push_back({year, 0, kDegreeDays, kDegreeDays});
  }

  /// Of 100 kWh/m2 heat, 40 kWh/m2 electricity and 0.2 m3/m2 water. Ids must come in order.
  void add(const std::string& id, models::Use use, double area_m2, const std::string& property = {}) {
    models::BuildingRecord record;
    record.building.building_id = id;
    record.building.use = use;
    record.building.area_m2 = area_m2;
    record.building.property_id = property;
    record.building.administration = "KFF";
    record.pos = {"buildings.csv", static_cast<int>(portfolio.buildings.size()) + 2, 1};
    portfolio.buildings.push_back(std::move(record));
    baseline.results.push_back(result_of(area_m2));
    baseline.status.push_back(scenarios::TaskStatus::done);
    baseline.messages.emplace_back();
    baseline.origin.push_back(static_cast<std::uint8_t>(models::Origin::archetype));
    meter(id, models::Carrier::heat, "kWh", 100.0 * area_m2);
    meter(id, models::Carrier::electricity, "kWh", 40.0 * area_m2);
    meter(id, models::Carrier::water, "m3", 0.2 * area_m2);
  }

  static models::BuildingResult result_of(double area_m2) {
    models::BuildingResult result;
    const auto set = [&result](models::Monthly monthly, models::Annual annual, double amount) {
      result.monthly[models::index(monthly)].fill(amount / 12.0);
      result.annual[models::index(annual)] = amount;
    };
    set(models::Monthly::heat, models::Annual::heat, 100.0 * area_m2);
    set(models::Monthly::heat_demand, models::Annual::heat_demand, 80.0 * area_m2);
    set(models::Monthly::hot_water, models::Annual::hot_water, 10.0 * area_m2);
    set(models::Monthly::electricity, models::Annual::electricity, 40.0 * area_m2);
    set(models::Monthly::water, models::Annual::water, 0.2 * area_m2);
    result.annual[models::index(models::Annual::plant_loss)] = 10.0 * area_m2;
    result.annual[models::index(models::Annual::peak_heat)] = 0.05 * area_m2;
    return result;
  }

  void meter(const std::string& building, models::Carrier carrier, const std::string& unit, double amount) {
    models::Meter one;
    one.meter_id = building + "-" + std::string(to_string(carrier));
    one.building_id = building;
    one.carrier = carrier;
    one.unit = unit;
    one.factor = models::unit_factor(unit, carrier, models::kMissing).value();
    metering.meters.push_back(one);
    models::MeteredUse use;
    use.building_id = building;
    use.carrier = carrier;
    use.year = year;
    use.amount = amount;
    use.monthly.fill(amount / 12.0);
    use.meters = {one.meter_id};
    metering.uses.push_back(use);
  }

  models::MeteredUse& use(const std::string& building, models::Carrier carrier) {
    for (models::MeteredUse& one : metering.uses) {
      if (one.building_id == building && one.carrier == carrier) return one;
    }
    throw core::Error(core::ErrorKind::internal, "no such use");
  }
  models::Meter& meter_of(const std::string& building, models::Carrier carrier) {
    for (models::Meter& one : metering.meters) {
      if (one.building_id == building && one.carrier == carrier) return one;
    }
    throw core::Error(core::ErrorKind::internal, "no such meter");
  }
  void scale(const std::string& building, models::Carrier carrier, double factor) {
    models::MeteredUse& one = use(building, carrier);
    one.amount *= factor;
    for (double& month : one.monthly) month *= factor;
  }
  void state_unit(const std::string& building, models::Carrier carrier, const std::string& unit) {
    models::Meter& one = meter_of(building, carrier);
    one.unit = unit;
    one.factor = models::unit_factor(unit, carrier, models::kMissing).value();
  }
  void unmeter(const std::string& building, models::Carrier carrier) {
    std::erase_if(metering.uses, [&](const models::MeteredUse& u) { return u.building_id == building && u.carrier == carrier; });
  }

  scenarios::Reconciliation reconcile(const scenarios::ReconcileOptions& options = {}) {
    scenarios::DegreeDayMonths months;
    months.fill(kDegreeDays / 12.0);
    findings = {};
    return scenarios::reconcile({portfolio, metering, baseline, measured, months, weather}, options, findings);
  }
  /// The row of a building in the town's year.
  scenarios::ReconciledUse row(const std::string& building, models::Carrier carrier) {
    const scenarios::Reconciliation all = reconcile();
    for (std::size_t b = 0; b < portfolio.buildings.size(); ++b) {
      if (portfolio.buildings[b].building.building_id == building) return *all.find(b, carrier, year);
    }
    throw core::Error(core::ErrorKind::internal, "no such building");
  }
  [[nodiscard]] std::vector<core::Finding> found(std::string_view code) const {
    std::vector<core::Finding> list;
    for (const core::Finding& finding : findings.list) {
      if (finding.code == code) list.push_back(finding);
    }
    return list;
  }

  core::Findings findings;  ///< of the last reconcile()
};

}  // namespace tvilling::tests
