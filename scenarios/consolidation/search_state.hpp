// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "scenarios/consolidation/plan.hpp"

namespace tvilling::scenarios {

/// What a plan costs in all and how far it is beyond its limits. Not divided by the weights.
struct SearchTotals {
  double cost_dkk = 0.0;         ///< weighted: objective x sum of weights
  double over_desks = 0.0;       ///< desks that lack, summed over premises and periods, and those on closed premises
  double once_dkk = 0.0;         ///< not discounted, without notice
  double end_dkk_year = 0.0;     ///< running cost of the last period when notice is over
  std::vector<double> year_dkk;  ///< paid once, by the years that have a budget
};

/// A plan whose costs are kept up to date while units move: a change costs work for the premises and the unit it touches, not for
/// the case. `held` is not set but follows: each block is given up when it is free and it pays best, or at a chosen period if
/// that is later. Desks are whole numbers of 2^-30, so loads never drift.
class SearchState {
 public:
  static constexpr int kAuto = -1;

  /// Today; what nobody needs is given up when it pays.
  explicit SearchState(const ConsolidationCase& c);

  /// All that is decided.
  struct Choices {
    std::vector<std::size_t> seat;
    std::vector<std::size_t> move_period;
    std::vector<int> chosen;
  };

  /// Blocks that the plan gives up at other times than pays best are chosen so.
  void set(const Plan& plan);
  void set(const Choices& choices);
  [[nodiscard]] Choices choices() const { return {seat_, move_, chosen_}; }
  [[nodiscard]] Plan plan();

  /// Tries: the unit sits in `seat` from `period` on. Several tries add up until `keep` or `undo`.
  void put(std::size_t unit, std::size_t seat, std::size_t period);
  /// Tries: a block is given up at the beginning of this period at the earliest (all periods: never), or when it pays best.
  void choose(std::size_t premises, int block, int period);
  /// Of all that was tried; the reference lives until the next call.
  [[nodiscard]] const SearchTotals& totals();
  void keep();
  void undo();

  [[nodiscard]] const ConsolidationCase& of() const noexcept { return c_; }
  [[nodiscard]] std::size_t periods() const noexcept { return periods_; }
  [[nodiscard]] std::size_t seat(std::size_t unit) const noexcept { return seat_[unit]; }
  [[nodiscard]] std::size_t move_period(std::size_t unit) const noexcept { return move_[unit]; }
  [[nodiscard]] bool is_tried() const noexcept { return !unit_log_.empty() || !choice_log_.empty(); }
  /// Whether what is tried empties premises or brings people to unused ones, at the end.
  [[nodiscard]] bool changes_use() const noexcept;
  /// Premises where somebody sits at the end.
  [[nodiscard]] std::vector<bool> use() const;
  [[nodiscard]] double weights() const noexcept { return weights_; }
  [[nodiscard]] int chosen(std::size_t premises, int block) const noexcept {
    return chosen_[block_at_[premises] + static_cast<std::size_t>(block)];
  }
  /// Units that sit there at the end; the order is that of their coming and going.
  [[nodiscard]] std::span<const std::uint32_t> members(std::size_t premises) const noexcept { return members_[premises]; }
  /// Desks (2^-30) of a unit.
  [[nodiscard]] std::int64_t load(std::size_t unit) const noexcept { return load_[unit]; }
  /// Desks (2^-30) that are free in all blocks in every period from this one on; negative when too many sit there.
  [[nodiscard]] std::int64_t room(std::size_t premises, std::size_t from_period) const noexcept {
    return capacity_[block_at_[premises + 1] + premises] - peak_[premises * periods_ + from_period];
  }
  /// Desks (2^-30) of one block.
  [[nodiscard]] std::int64_t block_desks(std::size_t premises) const noexcept {
    return capacity_[block_at_[premises] + premises + 1];
  }
  /// Whether anybody sits there at the end.
  [[nodiscard]] bool is_used(std::size_t premises) const noexcept { return !members_[premises].empty(); }
  /// What the unit costs in a place, weighted, without what the premises cost.
  [[nodiscard]] double unit_cost(std::size_t unit, std::size_t seat, std::size_t period) const noexcept;
  /// The same with the blocks that it needs more there at the end, as if they were held from `period` on.
  [[nodiscard]] double coming_cost(std::size_t unit, std::size_t seat, std::size_t period) const noexcept;

 private:
  struct PremisesValue {
    double cost = 0.0;
    double over = 0.0;
    double once = 0.0;
    double end = 0.0;
  };
  struct UnitLog {
    std::uint32_t unit;
    std::uint32_t seat;
    std::uint32_t period;
  };
  struct ChoiceLog {
    std::size_t premises;
    std::size_t at;
    int period;
  };

  void prepare_premises();
  void prepare_affinities();
  void seat_all();
  void forget_tried();
  void find_peaks(std::size_t premises) noexcept;
  void recount();
  void place(std::size_t unit, std::size_t seat, std::size_t period);
  void touch(std::size_t premises);
  void add_unit(std::size_t unit, double sign, SearchTotals& totals) const;
  void add_apart(std::size_t unit, double sign, SearchTotals& totals) const;
  void add_once(std::size_t period, double dkk, SearchTotals& totals) const;
  [[nodiscard]] double apart_weight(std::size_t a, std::size_t b) const noexcept;
  /// `years` gets what is paid once in the years that have a budget.
  [[nodiscard]] PremisesValue value_of(std::size_t premises, double* years);
  [[nodiscard]] PremisesValue one_period_value_of(std::size_t premises, double* years) const;
  [[nodiscard]] int need(std::size_t premises, std::size_t period) const noexcept;
  [[nodiscard]] int blocks_for(std::size_t premises, std::int64_t load) const noexcept;
  [[nodiscard]] double over(std::size_t premises) const noexcept;
  /// Into `cost_`: what a block costs that is given up in each period, and last when it never is.
  void find_cost_by_release(std::size_t premises);
  /// Into `when_`: the period in which each block is given up; `periods_`: never.
  void find_releases(std::size_t premises);
  [[nodiscard]] std::size_t cheapest(std::size_t first, std::size_t last) const noexcept;

  const ConsolidationCase& c_;
  std::size_t periods_;
  std::size_t years_;  ///< that have a budget
  double weights_ = 0.0;
  std::vector<double> weight_until_;  ///< [period] of the periods before it
  std::vector<std::size_t> year_;     ///< [period] whose budget it uses; years_: none

  std::vector<std::int64_t> load_;              ///< [unit]
  std::vector<std::size_t> block_at_;           ///< [premises] where its blocks begin
  std::vector<std::int64_t> capacity_;          ///< [block_at + premises + k] of k blocks, with the tolerance
  std::vector<double> hold_open_, hold_empty_;  ///< [premises][period] a block, weighted
  std::vector<double> give_up_;                 ///< [premises][period] a block given up then: closing and notice, weighted
  std::vector<double> give_up_once_;            ///< [premises] a block, not discounted, without notice
  std::vector<double> end_open_, end_empty_;    ///< [premises] a block in a year
  struct Pair {
    std::uint32_t other;
    double dkk_year;
  };
  std::vector<std::vector<Pair>> pairs_;  ///< [unit]

  std::vector<std::size_t> seat_, move_;  ///< [unit]
  std::vector<int> chosen_;               ///< [block]
  std::vector<int> choices_;              ///< [premises] blocks whose period is chosen
  std::vector<std::int64_t> used_;        ///< [premises][period]
  std::vector<std::int32_t> count_;       ///< [premises][period] units
  std::vector<std::int64_t> peak_;        ///< [premises][period] the most that is used from then on
  std::vector<std::vector<std::uint32_t>> members_;
  std::vector<std::uint32_t> member_at_;  ///< [unit] within members_

  std::vector<PremisesValue> value_, tried_value_;  ///< [premises]
  std::vector<double> value_year_, tried_year_;     ///< [premises][year]
  SearchTotals kept_, tried_;
  std::vector<std::uint32_t> touched_;
  std::vector<bool> is_touched_;
  std::vector<bool> was_used_;  ///< [premises] at the end, before what is tried
  std::vector<UnitLog> unit_log_;
  std::vector<ChoiceLog> choice_log_;
  SearchTotals unit_change_;       ///< of what is tried
  std::vector<double> cost_;       ///< see find_cost_by_release
  std::vector<std::size_t> when_;  ///< see find_releases
  std::size_t kept_count_ = 0;
};

}  // namespace tvilling::scenarios
