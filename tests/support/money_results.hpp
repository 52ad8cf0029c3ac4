// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "scenarios/economics/prices.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::tests {

/// A building of a scenario for the money: what it uses, and what was paid.
struct MoneyCase {
  double heat_kwh = 0.0;
  double peak_heat_kw = 0.0;
  double electricity_kwh = 0.0;
  double water_m3 = 0.0;
  double cooling_k = models::kRequiredCooling_k;
  std::vector<scenarios::PaidMeasure> paid = {};
  bool failed = false;
};

/// Results as a run would write them, made by hand: [scenario][building]; the first scenario is the baseline.
class MoneyTown {
 public:
  explicit MoneyTown(scenarios::EconomicSettings settings = {}) : settings_(std::move(settings)) {
    results_.path = "town.h5";
    results_.provenance = {{"factor_set", "br18"}};
  }

  models::Building& building(const std::string& id, const std::string& property) {
    models::BuildingRecord record;
    record.building.building_id = id;
    record.building.property_id = property;
    results_.portfolio.buildings.push_back(std::move(record));
    return results_.portfolio.buildings.back().building;
  }

  void scenario(const std::string& name, const std::vector<MoneyCase>& cases) {
    const bool first = results_.scenario_names.empty();
    if (first) baseline_ = cases;
    results_.scenario_names.push_back(name);
    std::vector<models::BuildingResult> years;
    std::vector<scenarios::EconomicResult> money;
    std::vector<scenarios::TaskStatus> status;
    for (std::size_t b = 0; b < cases.size(); ++b) {
      years.push_back(year_of(cases[b]));
      status.push_back(cases[b].failed ? scenarios::TaskStatus::failed : scenarios::TaskStatus::done);
      const models::Building before = cooled(baseline_[b]);
      const models::Building after = cooled(cases[b]);
      const models::BuildingResult unchanged = year_of(baseline_[b]);
      money.push_back(economic_result(cases[b].paid, {&before, &unchanged}, {&after, &years.back()}, settings_));
    }
    results_.results.push_back(std::move(years));
    results_.economics.push_back(std::move(money));
    results_.status.push_back(std::move(status));
  }

  [[nodiscard]] const scenarios::Results& results() const { return results_; }
  [[nodiscard]] scenarios::Results& results() { return results_; }
  [[nodiscard]] const scenarios::EconomicSettings& settings() const { return settings_; }

 private:
  [[nodiscard]] static models::Building cooled(const MoneyCase& of) {
    models::Building building;
    building.district_heating_cooling_k = of.cooling_k;
    return building;
  }

  [[nodiscard]] models::BuildingResult year_of(const MoneyCase& of) const {
    using models::Annual;
    using models::Monthly;
    models::BuildingResult result;
    const auto set = [&result, &of](Monthly monthly, Annual annual, double value) {
      result.monthly[models::index(monthly)].fill(of.failed ? models::kMissing : value / 12.0);
      result.annual[models::index(annual)] = of.failed ? models::kMissing : value;
    };
    set(Monthly::heat, Annual::heat, of.heat_kwh);
    set(Monthly::electricity, Annual::electricity, of.electricity_kwh);
    set(Monthly::water, Annual::water, of.water_m3);
    result.annual[models::index(Annual::peak_heat)] = of.failed ? models::kMissing : of.peak_heat_kw;
    const int year = settings_.price_level_year;
    add_economics(result, cooled(of), tariff_in(settings_, year), scenarios::emission_factors("br18", year));
    return result;
  }

  scenarios::EconomicSettings settings_;
  scenarios::Results results_;
  std::vector<MoneyCase> baseline_;
};

}  // namespace tvilling::tests
