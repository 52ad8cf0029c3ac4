// SPDX-License-Identifier: MPL-2.0
#include "scenarios/batch_money.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <utility>

#include "core/first_error.hpp"
#include "scenarios/reconcile_factors.hpp"
#include "scenarios/selection_text.hpp"

namespace tvilling::scenarios {

namespace {

ReconciledResult reconciled_result(const models::BuildingResult& year, const EconomicResult& money) {
  const auto annual = [&year](models::Annual v) { return year.annual[index(v)]; };
  return {annual(models::Annual::heat), annual(models::Annual::electricity), annual(models::Annual::water),
          annual(models::Annual::co2),  annual(models::Annual::cost),        money[index(Economic::saving)],
          money[index(Economic::npv)]};
}

std::string parameters_text(const Measure& measure) {
  std::string text;
  for (const auto& [name, named] : measure.texts) {
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", name, fmt::join(named.ids, " "));
  }
  for (const auto& [name, value] : measure.parameters) {
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", name, value);
  }
  return text;
}

}  // namespace

BlockMoney::BlockMoney(const MoneyInputs& inputs, const ResolvedScenario& scenario, ResultsBlock& block)
    : inputs_(inputs), scenario_(scenario), block_(block), paid_(block.results.size()) {
  for_each_slot([this](std::size_t slot) {
    paid_[slot] = pay(slot);
    if (block_.status[slot] != TaskStatus::done) return;
    add_economics(block_.results[slot], after(slot), inputs_.prices.first_year, inputs_.factors);
  });
}

template <typename Work>
void BlockMoney::for_each_slot(const Work& work) const {
  core::FirstError first_error;
#pragma omp parallel for schedule(static) num_threads(inputs_.threads)
  for (std::size_t slot = 0; slot < paid_.size(); ++slot) {
    try {
      if (!first_error.is_kept()) work(slot);
    } catch (...) {
      first_error.keep(std::current_exception());
    }
  }
  first_error.rethrow();
}

const models::Building& BlockMoney::base(std::size_t slot) const {
  return inputs_.portfolio->buildings[block_.first_building + slot].building;
}

const models::Building& BlockMoney::after(std::size_t slot) const {
  return paid_[slot].places.empty() ? base(slot) : paid_[slot].payment.after;
}

BlockMoney::Paid BlockMoney::pay(std::size_t slot) const {
  Paid paid;
  std::vector<OfferedMeasure> offered;
  for (std::size_t m = 0; m < scenario_.measures.size(); ++m) {
    const ResolvedMeasure& measure = scenario_.measures[m];
    if (!std::ranges::binary_search(measure.buildings, block_.first_building + slot)) continue;
    paid.places.push_back(m);
    offered.push_back({measure.type, &parameters_for(measure, block_.first_building + slot), &measure.cost});
  }
  if (!offered.empty()) paid.payment = pay_for(base(slot), offered, *inputs_.settings);
  return paid;
}

void BlockMoney::compare(std::span<const models::BuildingResult> baseline) {
  block_.economics.assign(paid_.size(), {});
  for (std::size_t slot = 0; slot < paid_.size(); ++slot) {
    // Where nobody knows what a measure brings, nobody is told what it costs.
    const bool is_known = block_.status[slot] == TaskStatus::done &&
                          !std::isnan(baseline[block_.first_building + slot].annual[models::index(models::Annual::cost)]);
    if (!is_known) std::ranges::fill(paid_[slot].payment.measures, PaidMeasure{MeasureFate::failed});
  }
  block_.reconciled.assign(inputs_.reconciled.empty() ? 0 : paid_.size(), {});
  for_each_slot([this, baseline](std::size_t slot) {
    if (block_.status[slot] != TaskStatus::done) return;
    const models::BuildingResult& before = baseline[block_.first_building + slot];
    block_.economics[slot] = economic_result(paid_[slot].payment.measures, {&base(slot), &before},
                                             {&after(slot), &block_.results[slot]}, *inputs_.settings, inputs_.prices);
    if (!inputs_.reconciled.empty()) compare_reconciled(slot, before);
  });
}

void BlockMoney::compare_reconciled(std::size_t slot, const models::BuildingResult& baseline) {
  const std::array<ReconciledFactor, 3>& factors = inputs_.reconciled[block_.first_building + slot];
  const Tariff& tariff = inputs_.prices.first_year;
  const models::BuildingResult before = reconciled(baseline, baseline, base(slot), factors, tariff, inputs_.factors);
  const models::BuildingResult now = reconciled(block_.results[slot], baseline, after(slot), factors, tariff, inputs_.factors);
  const EconomicResult money = economic_result(paid_[slot].payment.measures, {&base(slot), &before}, {&after(slot), &now},
                                               *inputs_.settings, inputs_.prices);
  block_.reconciled[slot] = reconciled_result(now, money);
}

void BlockMoney::count(std::span<AppliedMeasure> rows) const {
  for (const Paid& paid : paid_) {
    for (std::size_t i = 0; i < paid.places.size(); ++i) {
      AppliedMeasure& row = rows[paid.places[i]];
      const PaidMeasure& measure = paid.payment.measures[i];
      row.matched += 1.0;
      row.done += measure.fate == MeasureFate::done ? 1.0 : 0.0;
      row.idle += measure.fate == MeasureFate::idle ? 1.0 : 0.0;
      row.listed += measure.fate == MeasureFate::listed ? 1.0 : 0.0;
      row.replaced += measure.fate == MeasureFate::replaced ? 1.0 : 0.0;
      row.failed += measure.fate == MeasureFate::failed ? 1.0 : 0.0;
      row.quantity += measure.quantity;
      row.investment_dkk += measure.investment_dkk;
      row.maintenance_dkk += measure.maintenance_dkk_year;
    }
  }
}

std::vector<AppliedMeasure> applied_measures(const Study& study) {
  std::vector<AppliedMeasure> rows;
  for (std::size_t s = 0; s < study.scenarios.size(); ++s) {
    for (const Measure& measure : study.scenarios[s].measures) {
      const MeasureCost cost = cost_of(measure);
      AppliedMeasure row;
      row.scenario = s;
      row.type = measure.type;
      row.parameters = parameters_text(measure);
      row.where = selection_text(measure);
      row.basis = to_string(cost.basis);
      row.source = cost.source;
      row.unit_cost_dkk = cost.unit_cost_dkk;
      row.fixed_cost_dkk = cost.fixed_cost_dkk;
      row.lifetime_years = cost.lifetime_years;
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace tvilling::scenarios
