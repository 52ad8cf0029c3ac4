// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/relaxed_premises.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "scenarios/consolidation/plan.hpp"

namespace tvilling::scenarios {

namespace {

constexpr double kCellRounding = 1e-6;

/// Dynamic programming over what the fractional bound could not decide.
TakenItems decided(const std::vector<KnapsackItem>& items, const std::vector<std::size_t>& open, int room) {
  const auto width = static_cast<std::size_t>(room) + 1;
  std::vector<double> best(width, 0.0);
  std::vector<double> next(width, 0.0);
  std::vector<std::uint8_t> taken(open.size() * width, 0);
  for (std::size_t i = 0; i < open.size(); ++i) {
    const KnapsackItem& item = items[open[i]];
    const auto cells = static_cast<std::size_t>(item.cells);
    std::uint8_t* const row = taken.data() + i * width;
    std::copy_n(best.begin(), std::min(cells, width), next.begin());
    for (std::size_t w = cells; w < width; ++w) {
      const double with = best[w - cells] + item.cost;
      const bool is_better = with < best[w];
      next[w] = is_better ? with : best[w];
      row[w] = is_better ? 1 : 0;
    }
    best.swap(next);
  }
  TakenItems answer{best[width - 1], true, {}};
  std::size_t left = width - 1;
  for (std::size_t i = open.size(); i-- > 0;) {
    if (taken[i * width + left] == 0) continue;
    answer.units.push_back(items[open[i]].unit);
    left -= static_cast<std::size_t>(items[open[i]].cells);
  }
  return answer;
}

/// A set that fits: the best per cell first, then whatever goes in.
TakenItems filled(const std::vector<KnapsackItem>& items, int cells) {
  TakenItems answer{0.0, true, {}};
  for (const KnapsackItem& item : items) {
    if (item.cells > cells) continue;
    cells -= item.cells;
    answer.cost += item.cost;
    answer.units.push_back(item.unit);
  }
  return answer;
}

}  // namespace

int DeskGrid::cells_of_unit(double desks) const noexcept {
  return static_cast<int>(std::floor(desks / step_desks + kCellRounding));
}

int DeskGrid::cells_of_room(double desks, std::size_t units) const noexcept {
  // Sums of whole numbers: a part of a cell is no use to them, but for what the rounding of each unit may have added.
  return static_cast<int>(std::floor((desks + kDeskTolerance) / step_desks + kCellRounding * static_cast<double>(units + 1)));
}

DeskGrid grid_of(const ConsolidationCase& c) {
  constexpr std::array<double, 6> kSteps{1.0, 0.5, 0.25, 0.2, 0.1, 0.05};
  for (const double step : kSteps) {
    const bool is_whole = std::all_of(c.units.begin(), c.units.end(), [step](const CaseUnit& unit) {
      const double cells = unit.desks_high / step;
      return std::abs(cells - std::round(cells)) <= kCellRounding;
    });
    if (is_whole) return {step};
  }
  return {};
}

TakenItems cheapest_items(const std::vector<KnapsackItem>& items, int cells, double stop_at) {
  double whole = 0.0;  // of the items before the first that does not fit
  int room = cells;
  std::size_t split = 0;
  while (split < items.size() && items[split].cells <= room) {
    whole += items[split].cost;
    room -= items[split].cells;
    ++split;
  }
  if (split == items.size()) return filled(items, cells);
  const double price = items[split].cost / items[split].cells;  // a cell's
  const double bound = whole + price * room;
  if (bound >= stop_at) return {bound, false, {}};
  TakenItems best = filled(items, cells);
  // An item whose other choice leads to no better bound than the known set is decided (Kellerer, Pferschy, Pisinger: Knapsack
  // Problems, 2004, section 5.1.3).
  std::vector<std::size_t> open;
  std::vector<std::size_t> sure;
  double cost = 0.0;
  room = cells;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const double worse = std::abs(items[i].cost - price * items[i].cells);
    if (bound + worse < best.cost) {
      open.push_back(i);
    } else if (i < split) {
      sure.push_back(items[i].unit);
      cost += items[i].cost;
      room -= items[i].cells;
    }
  }
  TakenItems other = decided(items, open, room);
  if (cost + other.cost >= best.cost) return best;
  other.cost += cost;
  other.units.insert(other.units.end(), sure.begin(), sure.end());
  return other;
}

}  // namespace tvilling::scenarios
