// SPDX-License-Identifier: MPL-2.0
#include "scenarios/reconcile_factors.hpp"

#include <algorithm>

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

double own_use_kwh(const models::BuildingResult& result) {
  return result.annual[index(Annual::pv)] - result.annual[index(Annual::electricity_sold)];
}

/// The load is what is known of a meter; how much of the cells' yield it takes beyond what was simulated is not. So cells give a
/// larger load no more than simulated, a smaller one less by the same share: neither is to the cells' favour.
double own_use_share(double metered) {
  return std::min(metered, 1.0);
}

/// What the load of a building is multiplied by, so that its baseline buys `metered` times what was simulated.
double load_factor(const models::BuildingResult& baseline, double metered) {
  const double bought_kwh = baseline.annual[index(Annual::electricity)];
  const double own_kwh = own_use_kwh(baseline);
  const double load_kwh = bought_kwh + own_kwh;
  return load_kwh > 0.0 ? (metered * bought_kwh + own_use_share(metered) * own_kwh) / load_kwh : metered;
}

/// Months of bought electricity keep their shares; where nothing was bought they are alike.
void scale_electricity(models::BuildingResult& result, const models::BuildingResult& baseline, double metered) {
  const double bought_kwh = result.annual[index(Annual::electricity)];
  const double own_kwh = own_use_kwh(result);
  if (!(own_kwh > 0.0) && !(own_use_kwh(baseline) > 0.0)) {
    scale(result, Monthly::electricity, Annual::electricity, metered);
    return;
  }
  const double load_kwh = load_factor(baseline, metered) * (bought_kwh + own_kwh);
  const double own_now_kwh = std::min(own_use_share(metered) * own_kwh, load_kwh);
  const double bought_now_kwh = load_kwh - own_now_kwh;
  if (bought_kwh > 0.0) {
    scale(result, Monthly::electricity, Annual::electricity, bought_now_kwh / bought_kwh);
  } else {
    result.monthly[index(Monthly::electricity)].fill(bought_now_kwh / core::kMonths);
    scale(result, Monthly::electricity, Annual::electricity, 1.0);
  }
  result.annual[index(Annual::electricity_sold)] = core::to_grid(result.annual[index(Annual::pv)] - own_now_kwh);
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

models::BuildingResult reconciled(models::BuildingResult result, const models::BuildingResult& baseline,
                                  const models::Building& building,
                                  const std::array<ReconciledFactor, kReconciledCarriers.size()>& factors, const Tariff& tariff,
                                  const EmissionFactors& emissions) {
  const double heat = factors[0].factor;
  scale(result, Monthly::heat_demand, Annual::heat_demand, heat);
  scale(result, Monthly::hot_water, Annual::hot_water, heat);
  scale(result, Monthly::heat, Annual::heat, heat);
  result.annual[index(Annual::plant_loss)] = core::to_grid(result.annual[index(Annual::plant_loss)] * heat);
  result.annual[index(Annual::peak_heat)] = core::to_grid(result.annual[index(Annual::peak_heat)] * heat);
  scale_electricity(result, baseline, factors[1].factor);
  scale(result, Monthly::water, Annual::water, factors[2].factor);
  add_economics(result, building, tariff, emissions);
  return result;
}

}  // namespace tvilling::scenarios
