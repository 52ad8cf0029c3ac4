// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/seat_relaxation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

namespace tvilling::scenarios {

namespace {

constexpr double kRounding = 1e-10;  // relative: of sums of some ten thousand numbers

}  // namespace

SeatRelaxation::SeatRelaxation(const ConsolidationCase& c)
    : case_(&c), premises_(c.premises.size()), item_of_(c.units.size(), 0) {
  for (std::size_t u = 0; u < c.units.size(); ++u) {
    const CaseUnit& unit = c.units[u];
    if (unit.locked) {
      premises_[unit.home].locked_desks += unit.desks_high;
      premises_[unit.home].is_used = true;
      continue;
    }
    for (const std::size_t p : unit.places) {
      premises_[p].items.push_back({u, 0, 0.0, 0.0});
      premises_[p].once.push_back(p == unit.home ? 0.0 : unit.move_cost_dkk + c.premises[p].fit_out_dkk_desk * unit.desks);
    }
  }
  set_grid(grid_of(c));
}

void SeatRelaxation::set_grid(const DeskGrid& grid) {
  for (std::size_t p = 0; p < premises_.size(); ++p) {
    const CasePremises& from = case_->premises[p];
    Premises& to = premises_[p];
    for (KnapsackItem& item : to.items) item.cells = grid.cells_of_unit(case_->units[item.unit].desks_high);
    to.cells.clear();
    for (int k = 0; k <= from.blocks; ++k) {
      to.cells.push_back(grid.cells_of_room(from.desks * k / from.blocks - to.locked_desks, case_->units.size()));
    }
    const auto blocks = static_cast<std::size_t>(from.blocks);
    to.least = from.fate == Fate::keep ? blocks : 0;
    while (to.least < blocks && to.cells[to.least] < 0) ++to.least;
    // Locked units that do not fit at all: no plan keeps the limits, and any bound is true.
    to.cells.back() = std::max(0, to.cells.back());
  }
}

void SeatRelaxation::set_premises(std::size_t p, const PeriodShare& share) {
  const CasePremises& from = case_->premises[p];
  Premises& to = premises_[p];
  const double held = from.rent_dkk_year + from.operation_dkk_year;
  const double once_dkk = from.give_up_once_dkk();
  const double give_up = once_dkk * (once_dkk < 0.0 ? share.proceeds_factor : share.once_factor) +
                         (held + from.empty.bill_dkk) * share.notice_years[p];
  to.is_closed = share.is_last && from.fate == Fate::close;
  to.open.clear();
  to.empty.clear();
  to.close.clear();
  for (int k = 0; k <= from.blocks; ++k) {
    const double part = static_cast<double>(k) / from.blocks;
    to.open.push_back(share.weight_years * part * (held + from.open.bill_dkk) + (1.0 - part) * give_up);
    to.empty.push_back(share.weight_years * part * (held + from.empty.bill_dkk) + (1.0 - part) * give_up);
    to.close.push_back((1.0 - part) * once_dkk);
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

/// Units for which a seat here is worth more than it costs.
void SeatRelaxation::find_worth(const Premises& premises, const std::vector<double>& prices) {
  worth_.clear();
  for (std::size_t i = 0; i < premises.items.size(); ++i) {
    const KnapsackItem& item = premises.items[i];
    const double cost = item.cost - prices[item.unit];
    if (cost >= 0.0) continue;
    const double per_cell = item.cells > 0 ? cost / item.cells : -std::numeric_limits<double>::infinity();
    worth_.push_back({item.unit, item.cells, cost, per_cell});
    item_of_[item.unit] = i;
  }
}

void SeatRelaxation::take_used(const Premises& premises, const std::vector<double>& prices, Answer& best) {
  find_worth(premises, prices);
  const auto from = static_cast<std::ptrdiff_t>(premises.least);
  double all = *std::min_element(premises.open.begin() + from, premises.open.end());
  for (const KnapsackItem& item : worth_) all += item.cost;
  if (all >= best.dkk) return;  // not even all of them together
  std::sort(worth_.begin(), worth_.end(), [](const KnapsackItem& a, const KnapsackItem& b) {
    return std::tie(a.per_cell, a.unit) < std::tie(b.per_cell, b.unit);
  });
  for (std::size_t k = premises.least; k < premises.open.size(); ++k) {
    if (premises.cells[k] < 0) continue;
    TakenItems found = cheapest_items(worth_, premises.cells[k], best.dkk - premises.open[k]);
    if (!found.is_exact || premises.open[k] + found.cost >= best.dkk) continue;
    best = {premises.open[k] + found.cost, k, std::move(found.units)};
  }
}

double SeatRelaxation::answer_of(const Premises& premises, const std::vector<double>& prices, Point& point) {
  Answer best{std::numeric_limits<double>::infinity(), premises.least, {}};
  if (!premises.is_used) {
    const std::size_t begin = premises.is_closed ? 0 : premises.least;
    const std::size_t end = premises.is_closed ? 1 : premises.empty.size();
    for (std::size_t k = begin; k < end; ++k) {
      if (premises.empty[k] < best.dkk) best = {premises.empty[k], k, {}};
    }
  }
  if (!premises.is_closed || premises.is_used) take_used(premises, prices, best);
  point.once_dkk += premises.close[best.blocks];
  for (const std::size_t u : best.units) {
    point.seats[u] += 1.0;
    point.once_dkk += premises.once[item_of_[u]];
  }
  return best.dkk + premises.locked_cost;
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
  size.reserve(at.size());
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
