// SPDX-License-Identifier: MPL-2.0
#include "scenarios/economics/measure_cost.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "models/building/envelope.hpp"
#include "models/data_table.hpp"
#include "models/swimming_hall/hall_zones.hpp"
#include "scenarios/content_key.hpp"

namespace tvilling::data {
extern const std::string_view measure_costs;
}  // namespace tvilling::data

namespace tvilling::scenarios {

namespace {

using models::Building;

constexpr double kAirDensity_kg_m3 = 1.2;

[[noreturn]] void broken(const std::string& what) {
  throw core::Error(core::ErrorKind::internal, "measure_costs.csv is broken: " + what);
}

CostBasis basis_of(const std::string& name) {
  const auto* const found = std::find(kCostBasisNames.begin(), kCostBasisNames.end(), name);
  if (found == kCostBasisNames.end()) broken("no basis '" + name + "'");
  return static_cast<CostBasis>(found - kCostBasisNames.begin());
}

MeasureCost read_cost(const models::DataTable& table, std::string_view measure) {
  const std::size_t row = table.row_of("measure", measure);
  MeasureCost cost;
  cost.measure = measure;
  cost.basis = basis_of(table.text(row, "basis"));
  cost.unit_cost_low_dkk = table.number(row, "unit_cost_low_dkk");
  cost.unit_cost_high_dkk = table.number(row, "unit_cost_high_dkk");
  cost.unit_cost_dkk = 0.5 * (cost.unit_cost_low_dkk + cost.unit_cost_high_dkk);
  cost.fixed_cost_dkk = table.number(row, "fixed_cost_dkk");
  cost.lifetime_years = table.number(row, "lifetime_years");
  cost.maintenance_dkk_year = table.number(row, "maintenance_dkk_year");
  cost.source = table.text(row, "source");
  const bool is_bought = cost.unit_cost_high_dkk + cost.fixed_cost_dkk > 0.0;
  if (cost.unit_cost_low_dkk < 0.0 || cost.unit_cost_high_dkk < cost.unit_cost_low_dkk || cost.fixed_cost_dkk < 0.0) {
    broken("costs of " + cost.measure);
  }
  const bool has_no_life = is_once(cost.basis);
  if ((is_bought && !has_no_life) != (cost.lifetime_years > 0.0) || (cost.basis == CostBasis::none && is_bought)) {
    broken("what is bought has a basis and a life: " + cost.measure);
  }
  return cost;
}

std::vector<MeasureCost> read_costs() {
  const models::DataTable table(data::measure_costs, "measure_costs.csv");
  if (table.size() != measure_types().size()) broken("it has not as many rows as there are measures");
  std::vector<MeasureCost> costs;
  for (const MeasureType& type : measure_types()) costs.push_back(read_cost(table, type.name));
  return costs;
}

double if_given(double given, double otherwise) {
  return std::isnan(given) ? otherwise : given;
}

double area_m2(CostBasis basis, const Building& room) {
  const models::Envelope envelope = models::envelope_of(room);
  switch (basis) {
    case CostBasis::roof_m2: return envelope.roof_m2;
    case CostBasis::wall_m2: return envelope.wall_m2();
    case CostBasis::window_m2: return envelope.window_m2();
    case CostBasis::floor_m2: return envelope.floor_m2;
    default: return envelope.heated_area_m2;
  }
}

bool same(double a, double b) {
  return a == b || (std::isnan(a) && std::isnan(b));
}

double changed_area_m2(CostBasis basis, std::span<const Building> before, std::span<const Building> after) {
  if (before.size() != after.size()) throw core::Error(core::ErrorKind::internal, "a measure changed the zones");
  double sum_m2 = 0.0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (differ(before[i], after[i])) sum_m2 += area_m2(basis, before[i]);
  }
  return sum_m2;
}

/// Numbers of a building that its pool hall does not have: light, air and water of it are the hall's own.
constexpr std::array kNotOfPoolHall{&Building::lighting_w_m2,
                                    &Building::lighting_control_fraction,
                                    &Building::mechanical_ventilation_l_s_m2,
                                    &Building::heat_recovery_fraction,
                                    &Building::specific_fan_power_kj_m3,
                                    &Building::hot_water_l_m2,
                                    &Building::water_m3_m2};

/// Of the pool hall, where it is changed too, and of the rooms beside it.
double hall_area_m2(CostBasis basis, const Building& before, Building after) {
  const models::HallZones halves = models::hall_zones(before);
  double sum_m2 = halves.rest ? area_m2(basis, *halves.rest) : 0.0;
  for (double Building::* number : kNotOfPoolHall) after.*number = before.*number;
  if (differ(before, after)) sum_m2 += area_m2(basis, halves.pool_hall);
  return sum_m2;
}

}  // namespace

bool differ(const Building& a, const Building& b) {
  for (const models::BuildingColumn& column : models::building_columns()) {
    if (!same(a.*column.member, b.*column.member)) return true;
  }
  if (a.hall != b.hall && hall_numbers(a) != hall_numbers(b)) return true;
  return !std::ranges::equal(a.zones, b.zones, [](const Building& x, const Building& y) { return !differ(x, y); });
}

std::span<const MeasureCost> measure_costs() {
  static const std::vector<MeasureCost> costs = read_costs();
  return costs;
}

MeasureCost cost_of(const Measure& measure) {
  const std::span<const MeasureCost> costs = measure_costs();
  const auto found = std::ranges::find(costs, measure.type, &MeasureCost::measure);
  if (found == costs.end()) throw core::Error(core::ErrorKind::wrong_usage, "unknown measure " + measure.type, measure.pos);
  MeasureCost cost = *found;
  const CostOverride& said = measure.cost;
  if (!std::isnan(said.unit_cost_dkk)) {
    cost.unit_cost_dkk = cost.unit_cost_low_dkk = cost.unit_cost_high_dkk = said.unit_cost_dkk;
  }
  cost.fixed_cost_dkk = if_given(said.fixed_cost_dkk, cost.fixed_cost_dkk);
  cost.lifetime_years = if_given(said.lifetime_years, cost.lifetime_years);
  cost.maintenance_dkk_year = if_given(said.maintenance_dkk_year, cost.maintenance_dkk_year);
  if (!std::isnan(said.unit_cost_dkk) || !std::isnan(said.fixed_cost_dkk) || !std::isnan(said.lifetime_years) ||
      !std::isnan(said.maintenance_dkk_year)) {
    cost.source = "the study; else " + cost.source;
  }
  return cost;
}

double cost_quantity(CostBasis basis, const Building& before, const Building& after) {
  switch (basis) {
    case CostBasis::none:
    case CostBasis::person:
    case CostBasis::let_m2: return 0.0;
    case CostBasis::building: return differ(before, after) ? 1.0 : 0.0;
    case CostBasis::pv_kw: return std::max(0.0, after.pv_capacity_kw - before.pv_capacity_kw);
    case CostBasis::water_m2: return differ(before, after) && after.hall != nullptr ? after.hall->water_area_m2() : 0.0;
    case CostBasis::air_m3_h:
      return differ(before, after) && after.hall != nullptr ? after.hall->design_air_flow_kg_h / kAirDensity_kg_m3 : 0.0;
    default:
      if (before.hall != nullptr) return differ(before, after) ? hall_area_m2(basis, before, after) : 0.0;
      return changed_area_m2(basis, models::zones_of(before), models::zones_of(after));
  }
}

}  // namespace tvilling::scenarios
