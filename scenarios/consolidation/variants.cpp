// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/variants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "models/portfolio/use_alias.hpp"
#include "scenarios/consolidation/case_parts.hpp"
#include "scenarios/economics/prices.hpp"
#include "scenarios/reconcile_baseline.hpp"

namespace tvilling::scenarios {

std::vector<VariantYear> simulate_variants(std::vector<models::BuildingRecord> variants, const PlanInputs& inputs,
                                           const core::RunContext& context) {
  models::Portfolio made;
  made.buildings = std::move(variants);
  core::RunContext named = context;
  if (context.on_progress) {
    named.on_progress = [&context](const core::Progress& p) {
      context.on_progress({"simulating premises", p.done, p.total, p.failed});
    };
  }
  SimulatedYear year = simulate_baseline(made, *inputs.weather, inputs.study->base_year, named);
  const EconomicSettings& economics = inputs.study->economics;
  const Tariff tariff = tariff_in(economics, economics.price_level_year);
  const EmissionFactors factors = emission_factors(inputs.study->factor_set, inputs.study->base_year);
  std::vector<VariantYear> out(made.buildings.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i].ok = year.status[i] == TaskStatus::done;
    out[i].message = year.messages[i];
    if (!out[i].ok) continue;
    models::BuildingResult& result = year.results[i];
    add_economics(result, made.buildings[i].building, tariff, factors);
    const auto of = [&result](models::Annual v) { return result.annual[models::index(v)]; };
    out[i].energy = {of(models::Annual::heat), of(models::Annual::electricity), of(models::Annual::co2),
                     of(models::Annual::cost)};
  }
  return out;
}

std::vector<PlanBuilding> plan_buildings(const PlanBasis& basis, const models::Portfolio& portfolio) {
  std::map<std::size_t, PlanBuilding> buildings;
  for (std::size_t p = 0; p < basis.premises.size(); ++p) {
    const std::vector<PremisesPart>& parts = basis.premises[p].parts;
    double area_m2 = 0.0;
    for (const PremisesPart& part : parts) area_m2 += part.fraction * portfolio.buildings[part.building].building.area_m2;
    for (const PremisesPart& part : parts) {
      PlanBuilding& building = buildings[part.building];
      building.building = part.building;
      const double part_m2 = part.fraction * portfolio.buildings[part.building].building.area_m2;
      building.parts.push_back({p, part.fraction, part_m2 / area_m2});
    }
  }
  std::vector<PlanBuilding> out;
  out.reserve(buildings.size());
  for (auto& [place, building] : buildings) out.push_back(std::move(building));
  return out;
}

std::optional<models::Use> plan_use(const PlanBasis& basis, const models::Portfolio& portfolio, std::size_t premises) {
  return models::parse_use(case_parts::use_of(portfolio, basis.premises[premises]));
}

PersonLoad PeopleLoad::each() const noexcept {
  PersonLoad one;
  if (persons > 0.0) add_load(one, load, 1.0 / persons);
  return one;
}

PeopleLoad leave(const models::Building& building, double persons, std::optional<models::Use> use, double& left) {
  PeopleLoad leavers;
  leavers.persons = std::min(persons, left);
  left -= leavers.persons;
  add_load(leavers.load, person_load(building, {}, use), leavers.persons);
  return leavers;
}

std::vector<double> persons_of(const ConsolidationCase& c, const std::vector<std::size_t>& seat) {
  std::vector<double> persons(c.premises.size(), 0.0);
  for (std::size_t u = 0; u < c.units.size(); ++u) persons[seat[u]] += c.units[u].persons;
  return persons;
}

}  // namespace tvilling::scenarios
