// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/search_state.hpp"

#include <algorithm>
#include <cmath>

namespace tvilling::scenarios {

namespace {

constexpr double kDeskUnit = 1073741824.0;  // 2^30
/// Half of what breaches() forgives: loads are rounded to whole numbers.
constexpr double kTolerance = 0.5 * kDeskTolerance * kDeskUnit;

std::int64_t whole(double desks) {
  return static_cast<std::int64_t>(std::llround(desks * kDeskUnit));
}

}  // namespace

SearchState::SearchState(const ConsolidationCase& c)
    : c_(c), periods_(c.periods.size()), years_(c.periods.budget_dkk.size()), cost_(c.periods.size() + 1) {
  for (std::size_t t = 0; t < periods_; ++t) {
    weight_until_.push_back(weights_);
    weights_ += c.periods.weight_years[t];
    year_.push_back(std::min(years_, year_of(c.periods, t)));
  }
  for (const CaseUnit& unit : c.units) load_.push_back(whole(unit.desks_high));
  prepare_premises();
  prepare_affinities();
  const std::size_t premises = c.premises.size();
  members_.resize(premises);
  member_at_.resize(c.units.size());
  value_.resize(premises);
  tried_value_.resize(premises);
  value_year_.assign(premises * years_, 0.0);
  tried_year_.assign(premises * years_, 0.0);
  is_touched_.assign(premises, false);
  was_used_.assign(premises, false);
  kept_.year_dkk.assign(years_, 0.0);
  tried_ = unit_change_ = kept_;
  const Plan today = stay(c);
  set({today.seat, today.move_period, std::vector<int>(chosen_.size(), kAuto)});
}

void SearchState::prepare_premises() {
  for (std::size_t p = 0; p < c_.premises.size(); ++p) {
    const CasePremises& premises = c_.premises[p];
    const double blocks = premises.blocks;
    const double bare = premises.rent_dkk_year + premises.operation_dkk_year;
    block_at_.push_back(chosen_.size());
    chosen_.insert(chosen_.end(), static_cast<std::size_t>(premises.blocks), kAuto);
    for (int k = 0; k <= premises.blocks; ++k) {
      capacity_.push_back(whole(premises.desks * k / blocks) + static_cast<std::int64_t>(kTolerance));
    }
    end_open_.push_back((bare + premises.open.bill_dkk) / blocks);
    end_empty_.push_back((bare + premises.empty.bill_dkk) / blocks);
    give_up_once_.push_back(premises.give_up_once_dkk() / blocks);
    for (std::size_t t = 0; t < periods_; ++t) {
      hold_open_.push_back(end_open_.back() * c_.periods.weight_years[t]);
      hold_empty_.push_back(end_empty_.back() * c_.periods.weight_years[t]);
      const double notice_dkk = notice_weight_years(c_, p, t) * end_empty_.back();
      give_up_.push_back(give_up_once_.back() * c_.periods.once_factor[t] + notice_dkk);
    }
    when_.resize(std::max(when_.size(), static_cast<std::size_t>(premises.blocks)));
  }
  block_at_.push_back(chosen_.size());
  choices_.assign(c_.premises.size(), 0);
}

void SearchState::prepare_affinities() {
  pairs_.resize(c_.units.size());
  for (const CaseAffinity& pair : c_.affinities) {
    pairs_[pair.a].push_back({static_cast<std::uint32_t>(pair.b), pair.dkk_year});
    pairs_[pair.b].push_back({static_cast<std::uint32_t>(pair.a), pair.dkk_year});
  }
}

void SearchState::set(const Plan& plan) {
  seat_ = plan.seat;
  move_ = plan.move_period;
  std::fill(chosen_.begin(), chosen_.end(), kAuto);
  std::fill(choices_.begin(), choices_.end(), 0);
  seat_all();
  for (std::size_t p = 0; p < c_.premises.size(); ++p) {
    find_cost_by_release(p);
    find_releases(p);
    for (int block = 0; block < c_.premises[p].blocks; ++block) {
      const std::vector<int>& held = plan.held[p];
      const auto end = std::find_if(held.begin(), held.end(), [&](int blocks) { return blocks <= block; });
      const auto given_up = static_cast<std::size_t>(end - held.begin());
      if (given_up == when_[static_cast<std::size_t>(block)]) continue;
      chosen_[block_at_[p] + static_cast<std::size_t>(block)] = static_cast<int>(given_up);
      ++choices_[p];
    }
  }
  recount();
}

void SearchState::set(const Choices& choices) {
  seat_ = choices.seat;
  move_ = choices.move_period;
  chosen_ = choices.chosen;
  for (std::size_t p = 0; p < c_.premises.size(); ++p) {
    const auto first = chosen_.begin() + static_cast<std::ptrdiff_t>(block_at_[p]);
    choices_[p] = c_.premises[p].blocks - static_cast<int>(std::count(first, first + c_.premises[p].blocks, kAuto));
  }
  seat_all();
  recount();
}

/// Who sits where, by premises and period.
void SearchState::seat_all() {
  forget_tried();
  used_.assign(c_.premises.size() * periods_, 0);
  count_.assign(c_.premises.size() * periods_, 0);
  peak_.assign(c_.premises.size() * periods_, 0);
  for (std::vector<std::uint32_t>& members : members_) members.clear();
  for (std::size_t u = 0; u < seat_.size(); ++u) {
    member_at_[u] = static_cast<std::uint32_t>(members_[seat_[u]].size());
    members_[seat_[u]].push_back(static_cast<std::uint32_t>(u));
    for (std::size_t t = 0; t < periods_; ++t) {
      const std::size_t at = (t >= move_[u] ? seat_[u] : c_.units[u].home) * periods_ + t;
      used_[at] += load_[u];
      ++count_[at];
    }
  }
  for (std::size_t p = 0; p < c_.premises.size(); ++p) find_peaks(p);
}

Plan SearchState::plan() {
  Plan plan{seat_, move_, {}};
  for (std::size_t p = 0; p < c_.premises.size(); ++p) {
    std::vector<int> held(periods_, 0);
    find_cost_by_release(p);
    find_releases(p);
    for (int block = 0; block < c_.premises[p].blocks; ++block) {
      for (std::size_t t = 0; t < when_[static_cast<std::size_t>(block)]; ++t) ++held[t];
    }
    plan.held.push_back(std::move(held));
  }
  return plan;
}

/// All sums anew, so that rounding never adds up.
void SearchState::recount() {
  kept_.over_desks = kept_.once_dkk = 0.0;
  kept_.end_dkk_year = kept_dkk_year(c_);
  kept_.cost_dkk = kept_.end_dkk_year * weights_;
  std::fill(kept_.year_dkk.begin(), kept_.year_dkk.end(), 0.0);
  for (std::size_t p = 0; p < c_.premises.size(); ++p) {
    value_[p] = value_of(p, value_year_.data() + p * years_);
    kept_.cost_dkk += value_[p].cost;
    kept_.over_desks += value_[p].over;
    kept_.once_dkk += value_[p].once;
    kept_.end_dkk_year += value_[p].end;
    for (std::size_t y = 0; y < years_; ++y) kept_.year_dkk[y] += value_year_[p * years_ + y];
  }
  for (std::size_t u = 0; u < seat_.size(); ++u) add_unit(u, 1.0, kept_);
  for (const CaseAffinity& pair : c_.affinities) {
    kept_.cost_dkk += pair.dkk_year * apart_weight(pair.a, pair.b);
    kept_.end_dkk_year += seat_[pair.a] != seat_[pair.b] ? pair.dkk_year : 0.0;
  }
  tried_ = kept_;
}

void SearchState::touch(std::size_t premises) {
  if (is_touched_[premises]) return;
  is_touched_[premises] = true;
  was_used_[premises] = is_used(premises);
  touched_.push_back(static_cast<std::uint32_t>(premises));
}

void SearchState::place(std::size_t unit, std::size_t seat, std::size_t period) {
  const std::size_t home = c_.units[unit].home;
  for (std::size_t t = 0; t < periods_; ++t) {
    const std::size_t from = t >= move_[unit] ? seat_[unit] : home;
    const std::size_t to = t >= period ? seat : home;
    if (from == to) continue;
    used_[from * periods_ + t] -= load_[unit];
    used_[to * periods_ + t] += load_[unit];
    --count_[from * periods_ + t];
    ++count_[to * periods_ + t];
  }
  find_peaks(seat_[unit]);
  find_peaks(seat);
  find_peaks(home);
  touch(seat_[unit]);
  touch(seat);
  if (move_[unit] != period) touch(home);
  if (seat != seat_[unit]) {
    std::vector<std::uint32_t>& old = members_[seat_[unit]];
    old[member_at_[unit]] = old.back();
    member_at_[old.back()] = member_at_[unit];
    old.pop_back();
    member_at_[unit] = static_cast<std::uint32_t>(members_[seat].size());
    members_[seat].push_back(static_cast<std::uint32_t>(unit));
  }
  seat_[unit] = seat;
  move_[unit] = period;
}

void SearchState::put(std::size_t unit, std::size_t seat, std::size_t period) {
  if (seat == c_.units[unit].home) period = 0;
  if (seat == seat_[unit] && period == move_[unit]) return;
  unit_log_.push_back(
      {static_cast<std::uint32_t>(unit), static_cast<std::uint32_t>(seat_[unit]), static_cast<std::uint32_t>(move_[unit])});
  add_unit(unit, -1.0, unit_change_);
  add_apart(unit, -1.0, unit_change_);
  place(unit, seat, period);
  add_unit(unit, 1.0, unit_change_);
  add_apart(unit, 1.0, unit_change_);
}

void SearchState::choose(std::size_t premises, int block, int period) {
  int& chosen = chosen_[block_at_[premises] + static_cast<std::size_t>(block)];
  if (chosen == period) return;
  choice_log_.push_back({premises, block_at_[premises] + static_cast<std::size_t>(block), chosen});
  choices_[premises] += (period == kAuto ? 0 : 1) - (chosen == kAuto ? 0 : 1);
  chosen = period;
  touch(premises);
}

const SearchTotals& SearchState::totals() {
  tried_.cost_dkk = kept_.cost_dkk + unit_change_.cost_dkk;
  tried_.over_desks = kept_.over_desks;
  tried_.once_dkk = kept_.once_dkk + unit_change_.once_dkk;
  tried_.end_dkk_year = kept_.end_dkk_year + unit_change_.end_dkk_year;
  for (std::size_t y = 0; y < years_; ++y) tried_.year_dkk[y] = kept_.year_dkk[y] + unit_change_.year_dkk[y];
  for (const std::uint32_t p : touched_) {
    tried_value_[p] = value_of(p, tried_year_.data() + p * years_);
    tried_.cost_dkk += tried_value_[p].cost - value_[p].cost;
    tried_.over_desks += tried_value_[p].over - value_[p].over;
    tried_.once_dkk += tried_value_[p].once - value_[p].once;
    tried_.end_dkk_year += tried_value_[p].end - value_[p].end;
    for (std::size_t y = 0; y < years_; ++y) tried_.year_dkk[y] += tried_year_[p * years_ + y] - value_year_[p * years_ + y];
  }
  return tried_;
}

void SearchState::keep() {
  constexpr std::size_t kKeptBetweenRecounts = 4096;
  static_cast<void>(totals());
  for (const std::uint32_t p : touched_) {
    value_[p] = tried_value_[p];
    for (std::size_t y = 0; y < years_; ++y) value_year_[p * years_ + y] = tried_year_[p * years_ + y];
  }
  std::swap(kept_, tried_);
  forget_tried();
  if (++kept_count_ % kKeptBetweenRecounts == 0) recount();
}

void SearchState::undo() {
  for (std::size_t i = unit_log_.size(); i-- > 0;) place(unit_log_[i].unit, unit_log_[i].seat, unit_log_[i].period);
  for (std::size_t i = choice_log_.size(); i-- > 0;) {
    int& chosen = chosen_[choice_log_[i].at];
    choices_[choice_log_[i].premises] += (choice_log_[i].period == kAuto ? 0 : 1) - (chosen == kAuto ? 0 : 1);
    chosen = choice_log_[i].period;
  }
  forget_tried();
}

bool SearchState::changes_use() const noexcept {
  return std::any_of(touched_.begin(), touched_.end(), [&](std::uint32_t p) { return was_used_[p] != is_used(p); });
}

std::vector<bool> SearchState::use() const {
  std::vector<bool> used;
  used.reserve(members_.size());
  for (const std::vector<std::uint32_t>& members : members_) used.push_back(!members.empty());
  return used;
}

void SearchState::forget_tried() {
  for (const std::uint32_t p : touched_) is_touched_[p] = false;
  touched_.clear();
  unit_log_.clear();
  choice_log_.clear();
  unit_change_.cost_dkk = unit_change_.once_dkk = unit_change_.end_dkk_year = 0.0;
  std::fill(unit_change_.year_dkk.begin(), unit_change_.year_dkk.end(), 0.0);
}

/// The most desks that are used from each period on.
void SearchState::find_peaks(std::size_t premises) noexcept {
  std::int64_t peak = 0;
  for (std::size_t at = (premises + 1) * periods_; at-- > premises * periods_;) {
    peak = std::max(peak, used_[at]);
    peak_[at] = peak;
  }
}

}  // namespace tvilling::scenarios
