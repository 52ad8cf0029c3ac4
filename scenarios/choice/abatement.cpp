// SPDX-License-Identifier: MPL-2.0
#include "scenarios/choice/abatement.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

namespace tvilling::scenarios {

namespace {

/// A point of a building's hull.
struct Point {
  std::size_t scenario = kNoScenario;
  double tonnes = 0.0;
  double cost_dkk = 0.0;
  double investment_dkk = 0.0;
};

AbatementStep step_between(const Point& from, const Point& to, std::size_t building) {
  AbatementStep step;
  step.building = building;
  step.from_scenario = from.scenario;
  step.scenario = to.scenario;
  step.saving_co2_tonnes = to.tonnes - from.tonnes;
  step.cost_dkk = to.cost_dkk - from.cost_dkk;
  step.dkk_per_tonne_co2 = step.cost_dkk / step.saving_co2_tonnes;
  step.investment_dkk = to.investment_dkk - from.investment_dkk;
  return step;
}

/// The steps of one building, the cheapest tonne first; of equally cheap ones the longest.
void add_hull(std::span<const ChoiceOption> options, std::vector<AbatementStep>& curve) {
  Point from;
  for (;;) {
    AbatementStep best;
    Point next;
    for (const ChoiceOption& option : options) {
      const Point to{option.scenario, option.saving_co2_tonnes, -option.npv_dkk, option.investment_dkk};
      if (to.tonnes <= from.tonnes) continue;
      const AbatementStep step = step_between(from, to, option.building);
      const bool is_better = next.scenario == kNoScenario || step.dkk_per_tonne_co2 < best.dkk_per_tonne_co2 ||
                             (step.dkk_per_tonne_co2 == best.dkk_per_tonne_co2 && to.tonnes > next.tonnes);
      if (!is_better) continue;
      best = step;
      next = to;
    }
    if (next.scenario == kNoScenario) return;
    curve.push_back(best);
    from = next;
  }
}

/// The cheapest tonne first; equal ones as they stood: steps by building id, a building's own in their order.
template <typename Row>
void by_cost(std::vector<Row>& rows) {
  std::vector<std::size_t> places(rows.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::sort(places.begin(), places.end(), [&rows](std::size_t a, std::size_t b) {
    return std::tie(rows[a].dkk_per_tonne_co2, a) < std::tie(rows[b].dkk_per_tonne_co2, b);
  });
  std::vector<Row> sorted;
  sorted.reserve(rows.size());
  for (const std::size_t place : places) sorted.push_back(rows[place]);
  rows = std::move(sorted);
}

}  // namespace

std::vector<AbatementStep> abatement_curve(const OptionTable& table) {
  std::vector<AbatementStep> curve;
  const std::span<const ChoiceOption> options(table.options);
  for (std::size_t first = 0; first < options.size();) {
    std::size_t end = first;
    while (end < options.size() && options[end].building == options[first].building) ++end;
    add_hull(options.subspan(first, end - first), curve);
    first = end;
  }
  by_cost(curve);
  double tonnes = 0.0;
  double cost_dkk = 0.0;
  for (AbatementStep& step : curve) {
    tonnes += step.saving_co2_tonnes;
    cost_dkk += step.cost_dkk;
    step.cumulative_co2_tonnes = tonnes;
    step.cumulative_cost_dkk = cost_dkk;
  }
  return curve;
}

std::vector<AbatementBlock> abatement_blocks(const std::vector<AbatementStep>& curve, const std::vector<std::string>& use) {
  std::map<std::pair<std::size_t, std::string>, AbatementBlock> sums;
  for (const AbatementStep& step : curve) {
    AbatementBlock& block = sums[{step.scenario, use.at(step.building)}];
    ++block.steps;
    block.saving_co2_tonnes += step.saving_co2_tonnes;
    block.cost_dkk += step.cost_dkk;
    block.investment_dkk += step.investment_dkk;
  }
  std::vector<AbatementBlock> blocks;
  for (auto& [key, block] : sums) {
    block.scenario = key.first;
    block.use = key.second;
    block.dkk_per_tonne_co2 = block.cost_dkk / block.saving_co2_tonnes;
    blocks.push_back(block);
  }
  by_cost(blocks);
  return blocks;
}

}  // namespace tvilling::scenarios
