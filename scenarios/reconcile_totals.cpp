// SPDX-License-Identifier: MPL-2.0
#include <map>
#include <string>
#include <tuple>

#include "scenarios/reconcile.hpp"

namespace tvilling::scenarios {

namespace {

std::string group_of(const models::Building& building, ReconcileBy by) {
  switch (by) {
    case ReconcileBy::use: return std::string(models::to_string(building.use));
    case ReconcileBy::administration: return building.administration.empty() ? "(none)" : building.administration;
    case ReconcileBy::total: break;
  }
  return "all";
}

void add(ReconciledTotal& total, const ReconciledUse& row, double area_m2) {
  ++total.buildings;
  total.area_m2 += area_m2;
  if (row.comparable != Comparable::yes) return;
  ++total.comparable;
  total.comparable_m2 += area_m2;
  if (!ratio_is_usual(row.best_ratio())) ++total.outside;
  total.metered += row.metered;
  total.normal += row.normal;
  total.simulated += row.simulated;
  total.filled += row.metered * row.filled_fraction;
  if (!(row.simulated_measured > 0.0)) return;
  ++total.measured;
  total.metered_measured += row.metered_365_days;
  total.simulated_measured += row.simulated_measured;
}

}  // namespace

std::vector<ReconciledTotal> reconciled_totals(const Reconciliation& reconciliation, const models::Portfolio& portfolio,
                                               ReconcileBy by) {
  std::map<std::tuple<models::Carrier, int, std::string>, ReconciledTotal> groups;
  for (const ReconciledUse& row : reconciliation.rows) {
    const models::Building& building = portfolio.buildings[row.building].building;
    const std::string group = group_of(building, by);
    ReconciledTotal& total = groups[{row.carrier, row.year, group}];
    total.carrier = row.carrier;
    total.year = row.year;
    total.group = group;
    add(total, row, building.area_m2);
  }
  std::vector<ReconciledTotal> totals;
  totals.reserve(groups.size());
  for (auto& [key, total] : groups) totals.push_back(std::move(total));
  return totals;
}

}  // namespace tvilling::scenarios
