// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "scenarios/consolidation/search_dice.hpp"
#include "scenarios/consolidation/search_state.hpp"

namespace tvilling::scenarios {

/// Who may sit where, from the case.
class SearchPlaces {
 public:
  explicit SearchPlaces(const ConsolidationCase& c);

  [[nodiscard]] bool may_sit(std::size_t unit, std::size_t premises) const noexcept { return may_[unit * premises_ + premises]; }
  /// Where it may sit at the end, without premises that must be given up.
  [[nodiscard]] const std::vector<std::uint32_t>& places(std::size_t unit) const noexcept { return places_[unit]; }
  /// Units with more than one place.
  [[nodiscard]] const std::vector<std::uint32_t>& movable() const noexcept { return movable_; }
  [[nodiscard]] bool is_movable(std::size_t unit) const noexcept { return is_movable_[unit]; }
  /// Units whose home it is.
  [[nodiscard]] const std::vector<std::uint32_t>& home_units(std::size_t premises) const noexcept {
    return home_units_[premises];
  }

 private:
  std::size_t premises_;
  std::vector<bool> may_;
  std::vector<std::vector<std::uint32_t>> places_;
  std::vector<std::uint32_t> movable_;
  std::vector<bool> is_movable_;
  std::vector<std::vector<std::uint32_t>> home_units_;
};

/// Tries changes on a state.
class SearchChanges {
 public:
  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

  SearchChanges(SearchState& state, const SearchPlaces& places, bool chooses_releases);

  /// One random change; false: there was none, and nothing is tried.
  bool any(SearchDice& dice);

  /// Where a leaving unit goes: where it costs least, or where least room is left; in premises that are used, and if none has
  /// room in unused ones; or in used ones only, into the fullest.
  enum class Into : std::uint8_t { cheapest, fullest, fullest_used };
  /// All that sit in the premises at the end go elsewhere, the largest first. False: somebody finds no room, and what is tried is
  /// no whole.
  bool empty(std::size_t premises, std::size_t period, Into into, SearchDice* dice);
  /// All that sit in the premises go to others that nobody uses.
  bool exchange(std::size_t premises, std::size_t unused, std::size_t period);
  bool swap(std::size_t a, std::size_t b);
  /// Those who left premises come back.
  bool reopen(std::size_t unused);
  /// When the last of those who left their home did so.
  [[nodiscard]] std::size_t leaving_period(std::size_t home) const;
  /// All who leave their home do so then.
  void set_leaving(std::size_t home, std::size_t period);

 private:
  bool relocate(SearchDice& dice);
  bool any_swap(SearchDice& dice);
  bool eject(SearchDice& dice);
  bool any_empty(SearchDice& dice);
  bool any_exchange(SearchDice& dice);
  bool refill(SearchDice& dice);
  bool replace(SearchDice& dice);
  bool exchange_times(SearchDice& dice);
  bool retime(SearchDice& dice);
  bool rechoose(SearchDice& dice);

  [[nodiscard]] std::size_t any_unit(SearchDice& dice) const;
  [[nodiscard]] std::size_t any_target(std::size_t unit, SearchDice& dice) const;
  [[nodiscard]] std::size_t any_period(std::size_t unit, SearchDice& dice) const;
  [[nodiscard]] std::size_t any_unused(SearchDice& dice) const;
  [[nodiscard]] std::size_t find_room(std::size_t unit, std::size_t not_in, std::size_t period, Into into) const;
  /// Units at the end, the largest first; empty: somebody may not leave.
  [[nodiscard]] const std::vector<std::uint32_t>& leavers(std::size_t premises, SearchDice* dice);

  SearchState& state_;
  const SearchPlaces& places_;
  bool chooses_releases_;
  std::vector<std::uint32_t> leavers_;
};

}  // namespace tvilling::scenarios
