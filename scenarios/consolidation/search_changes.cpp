// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/search_changes.hpp"

#include <algorithm>

namespace tvilling::scenarios {

SearchPlaces::SearchPlaces(const ConsolidationCase& c) : premises_(c.premises.size()), may_(c.units.size() * c.premises.size()) {
  home_units_.resize(premises_);
  for (std::size_t u = 0; u < c.units.size(); ++u) {
    const CaseUnit& unit = c.units[u];
    std::vector<std::uint32_t> places;
    for (const std::size_t p : unit.places) {
      if (c.premises[p].fate == Fate::close || (unit.locked && p != unit.home)) continue;
      places.push_back(static_cast<std::uint32_t>(p));
      may_[u * premises_ + p] = true;
    }
    is_movable_.push_back(!unit.locked && (places.size() > 1 || (places.size() == 1 && places.front() != unit.home)));
    if (is_movable_.back()) movable_.push_back(static_cast<std::uint32_t>(u));
    home_units_[unit.home].push_back(static_cast<std::uint32_t>(u));
    places_.push_back(std::move(places));
  }
}

SearchChanges::SearchChanges(SearchState& state, const SearchPlaces& places, bool chooses_releases)
    : state_(state), places_(places), chooses_releases_(chooses_releases) {}

bool SearchChanges::any(SearchDice& dice) {
  if (places_.movable().empty()) return chooses_releases_ && rechoose(dice);
  // Parts of 64. Single moves and swaps are cheap to try, those of whole premises find what single ones do not.
  const std::size_t kind = dice.below(64);
  if (state_.periods() > 1 && kind < 12) return retime(dice);
  if (state_.periods() > 1 && kind < 16) return exchange_times(dice);
  if (chooses_releases_ && kind < 18) return rechoose(dice);
  if (kind < 30) return relocate(dice);
  if (kind < 40) return any_swap(dice);
  if (kind < 46) return eject(dice);
  if (kind < 50) return any_empty(dice);
  if (kind < 52) return any_exchange(dice);
  if (kind < 62) return replace(dice);
  return refill(dice);
}

std::size_t SearchChanges::any_unit(SearchDice& dice) const {
  return places_.movable()[dice.below(places_.movable().size())];
}

/// Rather where others sit, or home, than anywhere.
std::size_t SearchChanges::any_target(std::size_t unit, SearchDice& dice) const {
  const std::size_t kind = dice.below(8);
  const std::size_t home = state_.of().units[unit].home;
  if (kind == 0 && places_.may_sit(unit, home)) return home;
  if (kind < 6) {
    const std::size_t target = state_.seat(dice.below(state_.of().units.size()));
    if (places_.may_sit(unit, target)) return target;
  }
  return places_.places(unit)[dice.below(places_.places(unit).size())];
}

/// Rather when those leave who sit at home with it, for only then something can be given up; or as now, or as others.
std::size_t SearchChanges::any_period(std::size_t unit, SearchDice& dice) const {
  if (state_.periods() == 1) return 0;
  const std::size_t kind = dice.below(8);
  const std::size_t home = state_.of().units[unit].home;
  if (kind < 3 && state_.seat(unit) != home) return state_.move_period(unit);
  if (kind < 6) {
    const std::vector<std::uint32_t>& mates = places_.home_units(home);
    const std::size_t mate = mates[dice.below(mates.size())];
    if (state_.seat(mate) != home) return state_.move_period(mate);
  }
  if (kind < 7) return state_.move_period(any_unit(dice));
  return dice.below(state_.periods());
}

std::size_t SearchChanges::leaving_period(std::size_t home) const {
  std::size_t period = 0;
  for (const std::uint32_t u : places_.home_units(home)) period = std::max(period, state_.move_period(u));
  return period;
}

std::size_t SearchChanges::any_unused(SearchDice& dice) const {
  constexpr int kTries = 8;
  for (int i = 0; i < kTries; ++i) {
    const std::size_t premises = dice.below(state_.of().premises.size());
    if (!state_.is_used(premises) && state_.of().premises[premises].fate != Fate::close) return premises;
  }
  return kNowhere;
}

/// Where people sit and the unit finds room; else unused premises with room, where it costs least.
std::size_t SearchChanges::find_room(std::size_t unit, std::size_t not_in, std::size_t period, Into into) const {
  std::size_t best = kNowhere;
  bool best_is_used = false;
  double best_cost = 0.0;
  for (const std::uint32_t p : places_.places(unit)) {
    if (p == not_in) continue;
    const bool is_used = state_.is_used(p);
    if (!is_used && (best_is_used || into == Into::fullest_used)) continue;
    const std::int64_t left = state_.room(p, period) - state_.load(unit);
    if (left < 0) continue;
    const double cost = into == Into::cheapest ? state_.coming_cost(unit, p, period) : static_cast<double>(left);
    if (best != kNowhere && is_used == best_is_used && cost >= best_cost) continue;
    best = p;
    best_is_used = is_used;
    best_cost = cost;
  }
  return best;
}

const std::vector<std::uint32_t>& SearchChanges::leavers(std::size_t premises, SearchDice* dice) {
  const auto members = state_.members(premises);
  leavers_.assign(members.begin(), members.end());
  if (std::any_of(leavers_.begin(), leavers_.end(), [&](std::uint32_t u) { return !places_.is_movable(u); })) leavers_.clear();
  std::sort(leavers_.begin(), leavers_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return state_.load(a) != state_.load(b) ? state_.load(a) > state_.load(b) : a < b;
  });
  if (dice != nullptr && leavers_.size() > 1 && dice->below(4) == 0) {
    std::swap(leavers_[dice->below(leavers_.size())], leavers_[dice->below(leavers_.size())]);
  }
  return leavers_;
}

bool SearchChanges::empty(std::size_t premises, std::size_t period, Into into, SearchDice* dice) {
  for (const std::uint32_t u : leavers(premises, dice)) {
    const std::size_t to = find_room(u, premises, period, into);
    if (to == kNowhere) return false;
    state_.put(u, to, period);
  }
  return state_.is_tried();
}

bool SearchChanges::exchange(std::size_t premises, std::size_t unused, std::size_t period) {
  for (const std::uint32_t u : leavers(premises, nullptr)) {
    if (!places_.may_sit(u, unused)) return false;
    state_.put(u, unused, period);
  }
  return state_.is_tried();
}

bool SearchChanges::swap(std::size_t a, std::size_t b) {
  const std::size_t at_a = state_.seat(a);
  const std::size_t at_b = state_.seat(b);
  if (at_a == at_b || !places_.may_sit(a, at_b) || !places_.may_sit(b, at_a)) return false;
  const std::size_t when_a = state_.move_period(a);
  const std::size_t when_b = state_.move_period(b);
  // One that stayed until now moves when the other does.
  state_.put(a, at_b, at_a == state_.of().units[a].home ? when_b : when_a);
  state_.put(b, at_a, at_b == state_.of().units[b].home ? when_a : when_b);
  return true;
}

bool SearchChanges::relocate(SearchDice& dice) {
  const std::size_t unit = any_unit(dice);
  state_.put(unit, any_target(unit, dice), any_period(unit, dice));
  return state_.is_tried();
}

bool SearchChanges::any_swap(SearchDice& dice) {
  const std::size_t a = any_unit(dice);
  return swap(a, any_unit(dice));
}

/// A unit comes, and if too many sit there then, another leaves for where there is room.
bool SearchChanges::eject(SearchDice& dice) {
  const std::size_t unit = any_unit(dice);
  const std::size_t from = state_.seat(unit);
  const std::size_t to = any_target(unit, dice);
  if (to == from) return false;
  const std::size_t period = any_period(unit, dice);
  state_.put(unit, to, period);
  if (state_.room(to, period) >= 0 || state_.members(to).size() < 2) return true;
  const auto members = state_.members(to);
  const std::size_t other = members[dice.below(members.size() - 1)];  // the last is the one that came
  if (!places_.is_movable(other)) return false;
  const std::size_t room = find_room(other, to, period, dice.below(2) == 0 ? Into::fullest : Into::cheapest);
  if (room == kNowhere) return false;
  state_.put(other, room, period);
  return true;
}

bool SearchChanges::any_empty(SearchDice& dice) {
  const std::size_t unit = any_unit(dice);
  const std::size_t period = any_period(unit, dice);
  return empty(state_.seat(unit), period, dice.below(4) == 0 ? Into::fullest : Into::cheapest, &dice);
}

bool SearchChanges::any_exchange(SearchDice& dice) {
  const std::size_t unused = any_unused(dice);
  const std::size_t unit = any_unit(dice);
  if (unused == kNowhere) return false;
  return exchange(state_.seat(unit), unused, any_period(unit, dice));
}

bool SearchChanges::reopen(std::size_t unused) {
  for (const std::uint32_t u : places_.home_units(unused)) {
    if (places_.may_sit(u, unused)) state_.put(u, unused, 0);
  }
  return state_.is_tried();
}

bool SearchChanges::refill(SearchDice& dice) {
  const std::size_t unused = any_unused(dice);
  return unused != kNowhere && reopen(unused);
}

/// Those who left unused premises come back, and others leave theirs in their stead: what is paid once stays about the same.
bool SearchChanges::replace(SearchDice& dice) {
  const std::size_t unused = any_unused(dice);
  const std::size_t other = state_.seat(any_unit(dice));
  if (unused == kNowhere) return false;
  const std::size_t period = leaving_period(unused);
  reopen(unused);
  return empty(other, period, dice.below(4) == 0 ? Into::fullest : Into::cheapest, &dice);
}

/// Those who leave one home and those who leave another exchange their periods.
bool SearchChanges::exchange_times(SearchDice& dice) {
  const std::size_t a = state_.of().units[any_unit(dice)].home;
  const std::size_t b = state_.of().units[any_unit(dice)].home;
  const std::size_t when_a = leaving_period(a);
  const std::size_t when_b = leaving_period(b);
  if (a == b || when_a == when_b) return false;
  set_leaving(a, when_b);
  set_leaving(b, when_a);
  return state_.is_tried();
}

void SearchChanges::set_leaving(std::size_t home, std::size_t period) {
  for (const std::uint32_t u : places_.home_units(home)) {
    if (state_.seat(u) != home) state_.put(u, state_.seat(u), period);
  }
}

/// Another period for one unit, for all that leave a home or for all that come to a place.
bool SearchChanges::retime(SearchDice& dice) {
  const std::size_t unit = any_unit(dice);
  const std::size_t home = state_.of().units[unit].home;
  const std::size_t seat = state_.seat(unit);
  if (seat == home) return false;
  const std::size_t period = dice.below(2) == 0 ? dice.below(state_.periods()) : state_.move_period(any_unit(dice));
  const std::size_t kind = dice.below(3);
  if (kind == 0) {
    state_.put(unit, seat, period);
  } else if (kind == 1) {
    set_leaving(home, period);
  } else {
    for (const std::uint32_t u : state_.members(seat)) {
      if (state_.of().units[u].home != seat) state_.put(u, seat, period);
    }
  }
  return state_.is_tried();
}

bool SearchChanges::rechoose(SearchDice& dice) {
  const std::size_t premises = dice.below(state_.of().premises.size());
  const auto block = static_cast<int>(dice.below(static_cast<std::size_t>(state_.of().premises[premises].blocks)));
  const int choice = dice.below(2) == 0 ? SearchState::kAuto : static_cast<int>(dice.below(state_.periods() + 1));
  state_.choose(premises, block, choice);
  return state_.is_tried();
}

}  // namespace tvilling::scenarios
