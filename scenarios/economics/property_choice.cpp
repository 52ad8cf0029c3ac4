// SPDX-License-Identifier: MPL-2.0
#include "scenarios/economics/property_choice.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/error.hpp"
#include "scenarios/economics/prices.hpp"

namespace tvilling::scenarios {

namespace {

void require_economics(const Results& results) {
  if (results.economics.size() == results.scenario_names.size() && !results.economics.empty()) return;
  throw core::Error(core::ErrorKind::bad_input, "the result file has no economics: it is of an older version", {results.path},
                    "Run the study again with this version.");
}

bool has_result(const Results& results, std::size_t scenario, std::size_t building) {
  return results.status[scenario][building] == TaskStatus::done &&
         !std::isnan(results.economics[scenario][building][index(Economic::npv)]);
}

/// The economy of some buildings in a scenario; those without a result are left out.
EconomicResult sum_of(const Results& results, std::size_t scenario, std::span<const std::size_t> buildings) {
  EconomicResult sum{};
  for (const std::size_t b : buildings) {
    if (has_result(results, scenario, b)) add(sum, results.economics[scenario][b]);
  }
  return sum;
}

bool does_something(const EconomicResult& sum) {
  return sum[index(Economic::investment)] != 0.0 || sum[index(Economic::saving)] != 0.0;
}

/// Moves and premises that are given up renovate nothing.
bool gives_premises_up(const Results& results, std::size_t scenario) {
  return std::ranges::any_of(results.measures, [scenario](const AppliedMeasure& measure) {
    const MeasureType* type = find_measure_type(measure.type);
    return measure.scenario == scenario && type != nullptr && !type->texts.empty();
  });
}

/// The scenario with the largest NPV among those that do something, renovate and have a result in every one of the buildings; 0:
/// none.
std::size_t best_scenario(const Results& results, std::span<const std::size_t> buildings) {
  std::size_t best = 0;
  double best_npv = 0.0;
  for (std::size_t s = 1; s < results.scenario_names.size(); ++s) {
    if (gives_premises_up(results, s)) continue;
    bool whole = true;
    for (const std::size_t b : buildings) whole = whole && has_result(results, s, b);
    const EconomicResult sum = sum_of(results, s, buildings);
    if (!whole || !does_something(sum)) continue;
    const double npv = sum[index(Economic::npv)];
    if (best != 0 && npv <= best_npv) continue;
    best = s;
    best_npv = npv;
  }
  return best;
}

/// One building as it is: present values that do not depend on a scenario.
struct Kept {
  double bill_dkk = 0.0;
  double backlog_now_dkk = 0.0;
  double backlog_later_dkk = 0.0;  ///< grown, paid at the horizon's end, brought to today
  double sale_value_dkk = 0.0;
  bool growth_unknown = false;
};

class Chooser {
 public:
  Chooser(const Results& results, const EconomicSettings& settings)
      : results_(results),
        settings_(settings),
        prices_(price_basis(settings)),
        at_end_(discount_factor(settings.discount, settings.horizon_years)) {}

  [[nodiscard]] Kept kept(std::size_t building) const {
    const models::Building& b = results_.portfolio.buildings[building].building;
    Kept kept;
    kept.bill_dkk = bill_dkk(billed_use_of_stored(results_.results[0][building], prices_.first_year), prices_.present);
    kept.backlog_now_dkk = b.maintenance_backlog_dkk;
    kept.growth_unknown = std::isnan(b.backlog_growth_fraction) && b.maintenance_backlog_dkk > 0.0;
    const double growth = std::isnan(b.backlog_growth_fraction) ? 0.0 : b.backlog_growth_fraction;
    kept.backlog_later_dkk = b.maintenance_backlog_dkk * std::pow(1.0 + growth, settings_.horizon_years) * at_end_;
    kept.sale_value_dkk = b.sale_value_dkk;
    return kept;
  }

  [[nodiscard]] PropertyChoice choose(std::string id, std::vector<std::size_t> buildings) const {
    PropertyChoice choice;
    choice.id = std::move(id);
    for (const std::size_t b : buildings) {
      const Kept as_is = kept(b);
      choice.keep.bill_dkk += as_is.bill_dkk;
      choice.keep.backlog_dkk += as_is.backlog_later_dkk;
      choice.keep.value_dkk += as_is.sale_value_dkk * at_end_;
      choice.renovate.backlog_dkk += as_is.backlog_now_dkk;
      choice.sell.value_dkk += as_is.sale_value_dkk;
      choice.growth_unknown += as_is.growth_unknown ? 1 : 0;
    }
    double area_m2 = 0.0;
    for (const std::size_t b : buildings) area_m2 += results_.portfolio.buildings[b].building.area_m2;
    choice.sell.rent_dkk = area_m2 * settings_.replacement_rent_dkk_m2 * prices_.present_factor;
    const std::size_t best = best_scenario(results_, buildings);
    const EconomicResult money = best == 0 ? EconomicResult{} : sum_of(results_, best, buildings);
    choice.renovate.bill_dkk = choice.keep.bill_dkk - money[index(Economic::saving_present)];
    choice.renovate.investment_dkk = money[index(Economic::investment_present)];
    choice.renovate.value_dkk = choice.keep.value_dkk;
    if (best != 0) choice.scenario = results_.scenario_names[best];
    double least = choice.keep.total_dkk();
    if (choice.renovate.total_dkk() < least) {
      choice.cheapest = PropertyOption::renovate;
      least = choice.renovate.total_dkk();
    }
    choice.break_even_rent_dkk_m2 = (least + choice.sell.value_dkk) / (area_m2 * prices_.present_factor);
    if (choice.sell.total_dkk() < least) choice.cheapest = PropertyOption::sell;
    choice.buildings = std::move(buildings);
    return choice;
  }

 private:
  const Results& results_;
  const EconomicSettings& settings_;
  PriceBasis prices_;
  double at_end_;
};

/// The buildings of a property, in the file's order.
struct Members {
  std::string property_id;
  std::vector<std::size_t> counted;
  std::size_t left_out = 0;
};

}  // namespace

PropertyChoices property_choices(const Results& results, const EconomicSettings& settings) {
  require_economics(results);
  const Chooser chooser(results, settings);
  PropertyChoices all;
  std::vector<Members> properties;
  std::map<std::string, std::size_t, std::less<>> place;
  for (std::size_t b = 0; b < results.portfolio.buildings.size(); ++b) {
    const models::Building& building = results.portfolio.buildings[b].building;
    Members* members = nullptr;
    if (!building.property_id.empty()) {
      const auto [found, added] = place.try_emplace(building.property_id, properties.size());
      if (added) properties.push_back({building.property_id, {}, 0});
      members = &properties[found->second];
    }
    const bool failed = !has_result(results, 0, b);
    const bool no_backlog = std::isnan(building.maintenance_backlog_dkk);
    const bool no_value = std::isnan(building.sale_value_dkk);
    if (failed || no_backlog || no_value) {
      ++(failed ? all.failed : no_backlog ? all.without_backlog : all.without_sale_value);
      if (members != nullptr) ++members->left_out;
      continue;
    }
    if (members != nullptr) members->counted.push_back(b);
    all.buildings.push_back(chooser.choose(building.building_id, {b}));
  }
  for (Members& members : properties) {
    if (members.counted.empty()) continue;
    all.properties.push_back(chooser.choose(std::move(members.property_id), std::move(members.counted)));
    all.properties.back().left_out = members.left_out;
  }
  return all;
}

}  // namespace tvilling::scenarios
