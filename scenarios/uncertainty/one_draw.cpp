// SPDX-License-Identifier: MPL-2.0
#include "scenarios/uncertainty/one_draw.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "models/catalog.hpp"
#include "scenarios/batch_money.hpp"
#include "scenarios/economics/key_figures.hpp"
#include "scenarios/economics/prices.hpp"

namespace tvilling::scenarios {

namespace {

using models::Annual;

/// The annual results that are summed, each with its key figure and that of its change.
struct Summed {
  Annual annual;
  KeyFigure value;
  KeyFigure change;
};
constexpr std::array kSummed{
    Summed{Annual::heat, KeyFigure::heat, KeyFigure::change_heat},
    Summed{Annual::electricity, KeyFigure::electricity, KeyFigure::change_electricity},
    Summed{Annual::water, KeyFigure::water, KeyFigure::change_water},
    Summed{Annual::co2, KeyFigure::co2, KeyFigure::change_co2},
    Summed{Annual::cost, KeyFigure::cost, KeyFigure::change_cost},
};

/// A scenario's sums over the buildings so far.
struct ScenarioSum {
  KeyFigureRow figures{};
  EconomicResult money{};
  double co2_saved_tonnes = 0.0;
  std::int32_t counted = 0;
};

/// Key figures of the sums.
KeyFigureRow key_figures_of(const ScenarioSum& sum, const EconomicSettings& settings) {
  const KeyFigures money = key_figures(sum.money, sum.co2_saved_tonnes, settings);
  const double investment = sum.money[index(Economic::investment)];
  const double saving = sum.money[index(Economic::saving)];
  KeyFigureRow row = sum.figures;
  row[index(KeyFigure::investment)] = investment;
  row[index(KeyFigure::saving)] = saving;
  row[index(KeyFigure::npv)] = money.npv_dkk;
  // What saves nothing is never paid back, nor is what costs more to run: so it sorts behind every one that is.
  const bool never = (investment > 0.0 && !(saving > 0.0)) || (investment == 0.0 && saving < 0.0);
  row[index(KeyFigure::payback)] = never ? std::numeric_limits<double>::infinity() : money.payback_years;
  row[index(KeyFigure::profitability)] = money.profitability;
  row[index(KeyFigure::dkk_per_tonne_co2)] = money.dkk_per_tonne_co2;
  return row;
}

class DrawReducer {
 public:
  DrawReducer(std::span<const ResolvedScenario> scenarios, const DrawInputs& inputs, int threads)
      : scenarios_(scenarios),
        inputs_(inputs),
        money_{inputs.batch.portfolio, inputs.settings, price_basis(*inputs.settings), inputs.factors, {}, threads},
        horizon_(horizon_emissions(inputs.factor_set, *inputs.settings)),
        sums_(scenarios.size()) {}

  void add(ResultsBlock& block) {
    const std::size_t place = block.scenario;  // all scenarios are here, in the study's order
    BlockMoney money(money_, scenarios_[place], block);
    if (place == 0) keep_baseline(block);
    money.compare(draw_.baseline.results);
    ScenarioSum& sum = sums_[place];
    for (std::size_t i = 0; i < block.results.size(); ++i) {
      const std::size_t b = block.first_building + i;
      if (block.status[i] != TaskStatus::done) ++draw_.failed;
      if (block.status[i] != TaskStatus::done || draw_.baseline.status[b] != TaskStatus::done) continue;
      add_building(sum, draw_.baseline.results[b], block.results[i], block.economics[i]);
    }
  }

  /// Results before this scenario's that a later group needs.
  [[nodiscard]] ScenarioResults& baseline() noexcept { return draw_.baseline; }

  OneDraw take() {
    for (const ScenarioSum& sum : sums_) {
      draw_.result.figures.push_back(key_figures_of(sum, *inputs_.settings));
      draw_.result.counted.push_back(sum.counted);
    }
    keep_intensities();
    return std::move(draw_);
  }

 private:
  void keep_baseline(const ResultsBlock& block) {
    ScenarioResults& kept = draw_.baseline;
    kept.results.insert(kept.results.end(), block.results.begin(), block.results.end());
    kept.status.insert(kept.status.end(), block.status.begin(), block.status.end());
    kept.messages.insert(kept.messages.end(), block.messages.begin(), block.messages.end());
  }

  void add_building(ScenarioSum& sum, const models::BuildingResult& before, const models::BuildingResult& now,
                    const EconomicResult& money) const {
    for (const Summed& summed : kSummed) {
      const double value = now.annual[models::index(summed.annual)];
      sum.figures[index(summed.value)] += value;
      sum.figures[index(summed.change)] += value - before.annual[models::index(summed.annual)];
    }
    scenarios::add(sum.money, money);
    sum.co2_saved_tonnes += co2_saved_tonnes(before, now, *inputs_.settings, horizon_);
    ++sum.counted;
  }

  void keep_intensities() {
    constexpr std::array<Annual, kIntensityCount> kOf{Annual::heat, Annual::cost, Annual::co2};
    const std::vector<models::BuildingRecord>& buildings = inputs_.batch.portfolio->buildings;
    for (std::size_t v = 0; v < kIntensityCount; ++v) {
      std::vector<double>& values = draw_.result.intensity[v];
      for (std::size_t b = 0; b < buildings.size(); ++b) {
        const bool done = draw_.baseline.status[b] == TaskStatus::done;
        values.push_back(done ? draw_.baseline.results[b].annual[models::index(kOf[v])] / buildings[b].building.area_m2
                              : std::numeric_limits<double>::quiet_NaN());
      }
    }
  }

  std::span<const ResolvedScenario> scenarios_;
  const DrawInputs& inputs_;
  MoneyInputs money_;
  EmissionFactors horizon_;
  std::vector<ScenarioSum> sums_;
  OneDraw draw_;
};

}  // namespace

OneDraw run_one_draw(std::span<const ResolvedScenario> scenarios, const DrawInputs& inputs, const core::RunContext& context,
                     BatchCounts& counts, const std::function<void(std::size_t)>& progress) {
  DrawReducer reducer(scenarios, inputs, thread_count(context));
  std::size_t before = 0;  // scenarios of earlier groups
  while (before < scenarios.size()) {
    const std::span<const ResolvedScenario> rest = scenarios.subspan(before);
    const std::span<const ResolvedScenario> group = rest.first(group_size(rest, inputs.batch));
    const auto write = [&reducer](ResultsBlock& block) { reducer.add(block); };
    const auto tell = [&](std::size_t buildings) {
      progress(before * inputs.batch.portfolio->buildings.size() + buildings * group.size());
    };
    std::vector<CityHourly> city =
        run_group(group, inputs.batch, before == 0 ? nullptr : &reducer.baseline(), context, counts, write, tell);
    if (before == 0) reducer.baseline().city = std::move(city.front());
    before += group.size();
  }
  return reducer.take();
}

}  // namespace tvilling::scenarios
