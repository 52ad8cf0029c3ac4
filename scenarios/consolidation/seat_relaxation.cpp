// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/seat_relaxation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace tvilling::scenarios {

namespace {

constexpr double kRounding = 1e-10;  // relative: of sums of some ten thousand numbers

}  // namespace

SeatRelaxation::SeatRelaxation(const ConsolidationCase& c)
    : case_(&c), premises_(c.premises.size()), item_of_(c.units.size(), 0) {
  const DeskGrid grid = grid_of(c);
  std::vector<double> locked_desks(c.premises.size(), 0.0);
  for (std::size_t u = 0; u < c.units.size(); ++u) {
    const CaseUnit& unit = c.units[u];
    if (unit.locked) {
      locked_desks[unit.home] += unit.desks_high;
      premises_[unit.home].is_used = true;
      continue;
    }
    for (const std::size_t p : unit.places) {
      premises_[p].items.push_back({u, grid.cells_of_unit(unit.desks_high), 0.0});
      premises_[p].once.push_back(p == unit.home ? 0.0 : unit.move_cost_dkk + c.premises[p].fit_out_dkk_desk * unit.desks);
    }
  }
  for (std::size_t p = 0; p < c.premises.size(); ++p) {
    const CasePremises& premises = c.premises[p];
    for (int k = 0; k <= premises.blocks; ++k) {
      const double desks = premises.desks * k / premises.blocks - locked_desks[p];
      premises_[p].cells.push_back(grid.cells_of_room(desks, c.units.size()));
    }
    auto& least = premises_[p].least;
    if (premises.fate == Fate::keep) least = static_cast<std::size_t>(premises.blocks);
    while (least < static_cast<std::size_t>(premises.blocks) && premises_[p].cells[least] < 0) ++least;
    // Locked units that do not fit at all: no plan keeps the limits, and any bound is true.
    premises_[p].cells.back() = std::max(0, premises_[p].cells.back());
  }
}

void SeatRelaxation::set_premises(std::size_t p, const PeriodShare& share) {
  const CasePremises& from = case_->premises[p];
  Premises& to = premises_[p];
  const double held = from.rent_dkk_year + from.operation_dkk_year;
  const double close_factor = from.close_cost_dkk < 0.0 ? share.proceeds_factor : share.once_factor;
  const double give_up = from.close_cost_dkk * close_factor + (held + from.empty.bill_dkk) * share.notice_years[p];
  to.is_closed = share.is_last && from.fate == Fate::close;
  to.open.clear();
  to.empty.clear();
  to.close.clear();
  for (int k = 0; k <= from.blocks; ++k) {
    const double part = static_cast<double>(k) / from.blocks;
    to.open.push_back(share.weight_years * part * (held + from.open.bill_dkk) + (1.0 - part) * give_up);
    to.empty.push_back(share.weight_years * part * (held + from.empty.bill_dkk) + (1.0 - part) * give_up);
    to.close.push_back((1.0 - part) * from.close_cost_dkk);
  }
  for (std::size_t i = 0; i < to.items.size(); ++i) {
    const CaseUnit& unit = case_->units[to.items[i].unit];
    to.items[i].cost = share.weight_years * unit.persons * from.person.bill_dkk +
                       (to.once[i] < 0.0 ? share.proceeds_factor : share.once_factor) * to.once[i];
  }
  to.locked_cost = 0.0;
}

void SeatRelaxation::set_share(const PeriodShare& share) {
  for (std::size_t p = 0; p < premises_.size(); ++p) set_premises(p, share);
  for (const CaseUnit& unit : case_->units) {
    if (!unit.locked) continue;
    premises_[unit.home].locked_cost += share.weight_years * unit.persons * case_->premises[unit.home].person.bill_dkk;
  }
}

std::vector<double> SeatRelaxation::first_prices() const {
  // Of the dearest premises that are needed when the cheapest desks are taken first.
  std::vector<std::pair<double, double>> market;  // DKK of a desk, desks
  double wanted = 0.0;
  for (const CaseUnit& unit : case_->units) wanted += unit.desks_high;
  for (std::size_t p = 0; p < premises_.size(); ++p) {
    const double desks = case_->premises[p].desks;
    if (desks <= 0.0 || premises_[p].is_closed) continue;
    market.emplace_back((premises_[p].open.back() - premises_[p].empty.front()) / desks, desks);
  }
  std::sort(market.begin(), market.end());
  double desk = 0.0;
  for (const auto& [price, desks] : market) {
    if (wanted <= 0.0) break;
    desk = price;
    wanted -= desks;
  }
  std::vector<double> prices(case_->units.size(), std::numeric_limits<double>::infinity());
  for (const Premises& premises : premises_) {
    for (const KnapsackItem& item : premises.items) prices[item.unit] = std::min(prices[item.unit], item.cost);
  }
  for (std::size_t u = 0; u < prices.size(); ++u) {
    prices[u] = case_->units[u].locked ? 0.0 : prices[u] + desk * case_->units[u].desks_high;
  }
  return prices;
}

double SeatRelaxation::answer_of(const Premises& premises, const std::vector<double>& prices, Point& point) {
  double best = std::numeric_limits<double>::infinity();
  std::size_t blocks = premises.least;
  if (!premises.is_used) {
    const std::size_t end = premises.is_closed ? 1 : premises.empty.size();
    for (std::size_t k = premises.is_closed ? 0 : premises.least; k < end; ++k) {
      if (premises.empty[k] >= best) continue;
      best = premises.empty[k];
      blocks = k;
    }
  }
  TakenItems taken;
  if (!premises.is_closed || premises.is_used) {
    worth_.clear();
    double all = 0.0;
    for (std::size_t i = 0; i < premises.items.size(); ++i) {
      const KnapsackItem& item = premises.items[i];
      const double cost = item.cost - prices[item.unit];
      if (cost >= 0.0) continue;
      worth_.push_back({item.unit, item.cells, cost});
      item_of_[item.unit] = i;
      all += cost;
    }
    const double least =
        *std::min_element(premises.open.begin() + static_cast<std::ptrdiff_t>(premises.least), premises.open.end());
    if (least + all >= best) worth_.clear();  // not even all of them together
    // By cost per cell; units without need first.
    std::sort(worth_.begin(), worth_.end(), [](const KnapsackItem& a, const KnapsackItem& b) {
      const double left = a.cost * b.cells;
      const double right = b.cost * a.cells;
      return left < right || (left == right && a.unit < b.unit);
    });
    for (std::size_t k = premises.least; k < premises.open.size(); ++k) {
      if (premises.cells[k] < 0) continue;
      const TakenItems found = cheapest_items(worth_, premises.cells[k], best - premises.open[k]);
      if (!found.is_exact || premises.open[k] + found.cost >= best) continue;
      best = premises.open[k] + found.cost;
      blocks = k;
      taken = found;
    }
  }
  point.once_dkk += premises.close[blocks];
  for (const std::size_t u : taken.units) {
    point.seats[u] += 1.0;
    point.once_dkk += premises.once[item_of_[u]];
  }
  return best + premises.locked_cost;
}

SeatRelaxation::Point SeatRelaxation::evaluate(const std::vector<double>& prices) {
  Point point;
  point.seats.assign(case_->units.size(), 0.0);
  for (std::size_t u = 0; u < prices.size(); ++u) {
    if (case_->units[u].locked) continue;
    point.dkk += prices[u];
    point.scale_dkk += std::abs(prices[u]);
  }
  for (const Premises& premises : premises_) {
    const double answer = answer_of(premises, prices, point);
    point.dkk += answer;
    point.scale_dkk += std::abs(answer);
  }
  point.dkk -= kRounding * point.scale_dkk;
  return point;
}

SeatBound SeatRelaxation::raise(const std::vector<double>& prices, int rounds) {
  constexpr double kMostStep = 2.0;
  constexpr int kPatience = 10;
  constexpr double kShorter = 0.66;
  constexpr double kLonger = 1.1;
  constexpr double kLeastMix = 0.1;
  constexpr double kGain = 0.01;  // of all prices and costs: what may still be gained, at first
  constexpr double kLeastStep = 1e-5;
  SeatBound best{-std::numeric_limits<double>::infinity(), prices, 0.0};
  std::vector<double> at = prices;
  std::vector<double> missing(prices.size(), 0.0);  // [unit] 1 less the mean number of its seats
  double step = 0.1;
  // The price of a unit grows with its desks, and so do its steps.
  std::vector<double> size;
  for (const CaseUnit& unit : case_->units) size.push_back(std::max(1.0, unit.desks_high * unit.desks_high));
  double mix = 1.0;
  int without = 0;
  for (int round = 0; round < rounds; ++round) {
    const Point point = evaluate(at);
    double along = 0.0;
    double length = 0.0;
    for (std::size_t u = 0; u < at.size(); ++u) {
      if (case_->units[u].locked) continue;
      const double now = 1.0 - point.seats[u];
      along += now * missing[u];
      missing[u] = mix * now + (1.0 - mix) * missing[u];
      length += size[u] * missing[u] * missing[u];
    }
    best.once_dkk = mix * point.once_dkk + (1.0 - mix) * best.once_dkk;
    mix = std::max(kLeastMix, mix * 0.9);
    if (point.dkk > best.dkk) {
      best.dkk = point.dkk;
      best.unit_price = at;
      without = 0;
      if (along > 0.0) step = std::min(kMostStep, step * kLonger);
    } else if (++without >= kPatience) {
      without = 0;
      step *= kShorter;
    }
    if (length < 1e-12 || step < kLeastStep) break;
    const double stride = step * kGain * point.scale_dkk / length;
    for (std::size_t u = 0; u < at.size(); ++u) at[u] = best.unit_price[u] + stride * size[u] * missing[u];
  }
  return best;
}

}  // namespace tvilling::scenarios
