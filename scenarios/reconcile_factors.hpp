// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "models/building/origin.hpp"
#include "models/building/simulate.hpp"
#include "scenarios/economics/bill.hpp"
#include "scenarios/reconcile.hpp"

namespace tvilling::scenarios {

/// A metered baseline for savings: the result of a scenario times the factors of its building. In the portfolio's order.
struct ReconciledBaseline {
  /// By building and carrier (the order of kReconciledCarriers).
  std::vector<std::array<ReconciledFactor, kReconciledCarriers.size()>> factors;
  std::vector<models::InputFile> inputs = {};  ///< that they were read from, beside those of the portfolio
};

/// The ratio of the latest comparable year where it is inside 0.5-2: against measured weather where there is such a year, else as
/// corrected to the normal year (origin filled where gaps were filled, or where heat could not be corrected). Else 1, with the
/// origin of the simulation: a ratio outside is a riddle to be solved, not a factor.
[[nodiscard]] ReconciledBaseline reconciled_baseline(const Reconciliation& reconciliation, const SimulatedYear& baseline);

/// A building's result in any scenario, times its factors: heat (demand, hot water, delivered, plant loss, peak), electric load
/// and water; CO2 and cost are counted anew with the cooling of `building`. The terms of the heat balance stay those of the
/// simulation.
///
/// The load (bought, and of the own solar cells) has one factor in all scenarios: that with which `baseline`, the simulated
/// baseline, buys what was metered. What cells make is no matter of the meter: with a factor f of the meter the building uses
/// min(f, 1) of what it used of it, buys the rest of its load and sells the rest of the yield. So what cells save and what they
/// sell is never more than they make.
[[nodiscard]] models::BuildingResult reconciled(models::BuildingResult result, const models::BuildingResult& baseline,
                                                const models::Building& building,
                                                const std::array<ReconciledFactor, kReconciledCarriers.size()>& factors,
                                                const Tariff& tariff, const EmissionFactors& emissions);

}  // namespace tvilling::scenarios
