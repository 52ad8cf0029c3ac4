// SPDX-License-Identifier: MPL-2.0
// What one unit, one pair and one premises cost: the parts from which SearchState sums.
#include <algorithm>

#include "scenarios/consolidation/search_state.hpp"

namespace tvilling::scenarios {

namespace {
constexpr double kDesksOfUnit = 1.0 / 1073741824.0;  // 2^-30
}

double SearchState::unit_cost(std::size_t unit, std::size_t seat, std::size_t period) const noexcept {
  const CaseUnit& u = c_.units[unit];
  const double persons_dkk = u.persons * (c_.premises[u.home].person.bill_dkk * weight_until_[period] +
                                          c_.premises[seat].person.bill_dkk * (weights_ - weight_until_[period]));
  if (seat == u.home) return persons_dkk;
  return persons_dkk + c_.periods.once_factor[period] * (u.move_cost_dkk + u.desks * c_.premises[seat].fit_out_dkk_desk);
}

void SearchState::add_once(std::size_t period, double dkk, SearchTotals& totals) const {
  totals.once_dkk += dkk;
  if (year_[period] < years_) totals.year_dkk[year_[period]] += dkk;
}

void SearchState::add_unit(std::size_t unit, double sign, SearchTotals& totals) const {
  const CaseUnit& u = c_.units[unit];
  const std::size_t seat = seat_[unit];
  totals.cost_dkk += sign * unit_cost(unit, seat, move_[unit]);
  totals.end_dkk_year += sign * u.persons * c_.premises[seat].person.bill_dkk;
  if (seat == u.home) return;
  add_once(move_[unit], sign * (u.move_cost_dkk + u.desks * c_.premises[seat].fit_out_dkk_desk), totals);
}

/// Years (weighted) in which two units sit apart.
double SearchState::apart_weight(std::size_t a, std::size_t b) const noexcept {
  const std::size_t first = std::min(move_[a], move_[b]);
  const std::size_t second = std::max(move_[a], move_[b]);
  const std::size_t home_a = c_.units[a].home;
  const std::size_t home_b = c_.units[b].home;
  double weight = home_a != home_b ? weight_until_[first] : 0.0;
  const std::size_t then_a = move_[a] <= first ? seat_[a] : home_a;
  const std::size_t then_b = move_[b] <= first ? seat_[b] : home_b;
  if (then_a != then_b) weight += weight_until_[second] - weight_until_[first];
  if (seat_[a] != seat_[b]) weight += weights_ - weight_until_[second];
  return weight;
}

void SearchState::add_apart(std::size_t unit, double sign, SearchTotals& totals) const {
  for (const Pair& pair : pairs_[unit]) {
    totals.cost_dkk += sign * pair.dkk_year * apart_weight(unit, pair.other);
    if (seat_[unit] != seat_[pair.other]) totals.end_dkk_year += sign * pair.dkk_year;
  }
}

int SearchState::blocks_for(std::size_t premises, std::int64_t load) const noexcept {
  const std::int64_t* const capacity = capacity_.data() + block_at_[premises] + premises;
  const int blocks = c_.premises[premises].blocks;
  int need = 1;
  while (need <= blocks && load > capacity[need]) ++need;
  return need;
}

int SearchState::need(std::size_t premises, std::size_t period) const noexcept {
  const std::size_t at = premises * periods_ + period;
  return count_[at] == 0 ? 0 : blocks_for(premises, used_[at]);
}

double SearchState::coming_cost(std::size_t unit, std::size_t seat, std::size_t period) const noexcept {
  const std::size_t last = seat * periods_ + periods_ - 1;
  const int more = blocks_for(seat, used_[last] + load_[unit]) - need(seat, periods_ - 1);
  return unit_cost(unit, seat, period) + more * end_open_[seat] * (weights_ - weight_until_[period]);
}

/// Desks that lack; somebody on closed premises lacks all desks, and at least one.
double SearchState::over(std::size_t premises) const noexcept {
  const std::int64_t all = capacity_[block_at_[premises] + premises + static_cast<std::size_t>(c_.premises[premises].blocks)];
  std::int64_t over = 0;
  for (std::size_t t = 0; t < periods_; ++t) over += std::max<std::int64_t>(0, used_[premises * periods_ + t] - all);
  double desks = static_cast<double>(over) * kDesksOfUnit;
  const std::size_t last = premises * periods_ + periods_ - 1;
  if (c_.premises[premises].fate == Fate::close && count_[last] > 0) {
    desks += std::max(1.0, static_cast<double>(used_[last]) * kDesksOfUnit);
  }
  return desks;
}

void SearchState::find_cost_by_release(std::size_t premises) {
  double before = 0.0;
  for (std::size_t t = 0; t < periods_; ++t) {
    const std::size_t at = premises * periods_ + t;
    cost_[t] = before + give_up_[at];
    before += count_[at] > 0 ? hold_open_[at] : hold_empty_[at];
  }
  cost_[periods_] = before;
}

/// As in release(): the first of the cheapest, but never when that costs no more.
std::size_t SearchState::cheapest(std::size_t first, std::size_t last) const noexcept {
  std::size_t best = first;
  for (std::size_t t = first + 1; t <= last; ++t) {
    if (cost_[t] < cost_[best] || (t == periods_ && cost_[t] <= cost_[best])) best = t;
  }
  return best;
}

void SearchState::find_releases(std::size_t premises) {
  const int blocks = c_.premises[premises].blocks;
  const Fate fate = c_.premises[premises].fate;
  std::fill_n(when_.begin(), blocks, fate == Fate::keep ? periods_ : 0);
  if (fate == Fate::keep) return;
  int needed = 0;
  for (std::size_t t = periods_; t-- > 0;) {
    for (const int now = std::min(need(premises, t), blocks); needed < now; ++needed) {
      when_[static_cast<std::size_t>(needed)] = t + 1;
    }
  }
  std::size_t above = 0;  // given up before: the last block goes first
  std::size_t free = periods_ + 1;
  std::size_t best = 0;
  for (int block = blocks - 1; block >= 0; --block) {
    std::size_t& when = when_[static_cast<std::size_t>(block)];
    const std::size_t last = fate == Fate::close && when < periods_ ? periods_ - 1 : periods_;
    const int choice = chosen(premises, block);
    if (choice == kAuto) {
      if (when != free) best = cheapest(when, last);
      free = when;
      when = best;
    } else {
      when = std::min(std::max(when, static_cast<std::size_t>(choice)), last);
    }
    above = when = std::max(when, above);
  }
}

SearchState::PremisesValue SearchState::one_period_value_of(std::size_t premises, double* years) const {
  const int blocks = c_.premises[premises].blocks;
  const bool is_open = count_[premises] > 0;
  const double hold = is_open ? hold_open_[premises] : hold_empty_[premises];
  const bool pays = c_.premises[premises].fate == Fate::close || hold > give_up_[premises];
  int held = c_.premises[premises].fate == Fate::keep || !pays ? blocks : std::min(need(premises, 0), blocks);
  PremisesValue value;
  const double gone = blocks - held;
  value.over = over(premises);
  value.cost = held * hold + gone * give_up_[premises];
  value.once = gone * give_up_once_[premises];
  value.end = held * (is_open ? end_open_[premises] : end_empty_[premises]);
  if (years_ > 0) {
    std::fill_n(years, years_, 0.0);
    years[0] = value.once;
  }
  return value;
}

SearchState::PremisesValue SearchState::value_of(std::size_t premises, double* years) {
  if (periods_ == 1 && choices_[premises] == 0) return one_period_value_of(premises, years);
  PremisesValue value;
  value.over = over(premises);
  std::fill_n(years, years_, 0.0);
  find_cost_by_release(premises);
  find_releases(premises);
  const bool is_open = count_[premises * periods_ + periods_ - 1] > 0;
  for (int block = 0; block < c_.premises[premises].blocks; ++block) {
    const std::size_t when = when_[static_cast<std::size_t>(block)];
    value.cost += cost_[when];
    if (when == periods_) {
      value.end += is_open ? end_open_[premises] : end_empty_[premises];
    } else {
      value.once += give_up_once_[premises];
      if (year_[when] < years_) years[year_[when]] += give_up_once_[premises];
    }
  }
  return value;
}

}  // namespace tvilling::scenarios
