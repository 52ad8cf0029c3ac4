// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "models/portfolio/portfolio.hpp"
#include "scenarios/batch_group.hpp"
#include "scenarios/economics/investment.hpp"
#include "scenarios/economics/prices.hpp"
#include "scenarios/economics/settings.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::scenarios {

/// What the money of a run rests on.
struct MoneyInputs {
  const models::Portfolio* portfolio = nullptr;
  const EconomicSettings* settings = nullptr;
  PriceBasis prices;
  EmissionFactors factors;
  std::span<const std::array<ReconciledFactor, 3>> reconciled;  ///< of every building; empty: no meters
  int threads = 1;
};

/// Counts the money of a block: bills and CO2, then what the measures cost and bring. Simulation knows nothing of it.
class BlockMoney {
 public:
  /// Pays for the scenario's measures and writes bill and CO2 into the block's results. `inputs`, `scenario` and `block` must
  /// outlive it.
  BlockMoney(const MoneyInputs& inputs, const ResolvedScenario& scenario, ResultsBlock& block);

  /// Writes the block's economics, and the reconciled ones where there are meters. `baseline`: all buildings of the portfolio,
  /// with their bills.
  void compare(std::span<const models::BuildingResult> baseline);

  /// Adds what became of the measures to their rows, in the scenario's order.
  void count(std::span<AppliedMeasure> rows) const;

 private:
  /// The measures that are for a building, by their place in the scenario, and what they cost there.
  struct Paid {
    std::vector<std::size_t> places;
    Payment payment;  ///< empty where no measure is for it
  };
  [[nodiscard]] const models::Building& base(std::size_t slot) const;
  [[nodiscard]] const models::Building& after(std::size_t slot) const;
  [[nodiscard]] Paid pay(std::size_t slot) const;
  void compare_reconciled(std::size_t slot, const models::BuildingResult& baseline);
  template <typename Work>
  void for_each_slot(const Work& work) const;

  const MoneyInputs& inputs_;
  const ResolvedScenario& scenario_;
  ResultsBlock& block_;
  std::vector<Paid> paid_;
};

/// A row for every measure of the study, scenario by scenario, nothing counted yet.
[[nodiscard]] std::vector<AppliedMeasure> applied_measures(const Study& study);

}  // namespace tvilling::scenarios
