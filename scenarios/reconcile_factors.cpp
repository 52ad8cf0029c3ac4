// SPDX-License-Identifier: MPL-2.0
#include "scenarios/reconcile_factors.hpp"

#include "core/exact.hpp"

namespace tvilling::scenarios {

namespace {

using models::Annual;
using models::Carrier;
using models::index;
using models::Monthly;

ReconciledFactor factor_of(const ReconciledUse* row, models::Origin simulated) {
  if (row == nullptr || !ratio_is_usual(row->best_ratio())) return {1.0, simulated, 0};
  const bool of_that_weather = row->carrier != Carrier::heat || row->corrected || row->ratio_measured == row->best_ratio();
  return {row->best_ratio(), of_that_weather ? row->origin : models::Origin::filled, row->year};
}

/// Months are put on the grid again, so that they still add up to the last bit.
void scale(models::BuildingResult& result, Monthly monthly, Annual annual, double factor) {
  double sum = 0.0;
  for (double& month : result.monthly[index(monthly)]) {
    month = core::to_grid(month * factor);
    sum += month;
  }
  result.annual[index(annual)] = sum;
}

}  // namespace

ReconciledBaseline reconciled_baseline(const Reconciliation& reconciliation, const SimulatedYear& baseline) {
  ReconciledBaseline all;
  all.factors.resize(baseline.results.size());
  for (std::size_t b = 0; b < all.factors.size(); ++b) {
    for (std::size_t c = 0; c < kReconciledCarriers.size(); ++c) {
      const ReconciledUse* row = latest_comparable(reconciliation, b, kReconciledCarriers[c]);
      all.factors[b][c] = factor_of(row, static_cast<models::Origin>(baseline.origin[b]));
    }
  }
  return all;
}

models::BuildingResult reconciled(models::BuildingResult result, const models::Building& building,
                                  const std::array<ReconciledFactor, kReconciledCarriers.size()>& factors, const Tariff& tariff,
                                  const EmissionFactors& emissions) {
  const double heat = factors[0].factor;
  scale(result, Monthly::heat_demand, Annual::heat_demand, heat);
  scale(result, Monthly::hot_water, Annual::hot_water, heat);
  scale(result, Monthly::heat, Annual::heat, heat);
  result.annual[index(Annual::plant_loss)] = core::to_grid(result.annual[index(Annual::plant_loss)] * heat);
  result.annual[index(Annual::peak_heat)] = core::to_grid(result.annual[index(Annual::peak_heat)] * heat);
  scale(result, Monthly::electricity, Annual::electricity, factors[1].factor);
  scale(result, Monthly::water, Annual::water, factors[2].factor);
  add_economics(result, building, tariff, emissions);
  return result;
}

}  // namespace tvilling::scenarios
