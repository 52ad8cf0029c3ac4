// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

#include "scenarios/consolidation/search_changes.hpp"
#include "scenarios/consolidation/search_dice.hpp"
#include "scenarios/consolidation/search_state.hpp"

namespace tvilling::scenarios {

/// What is the same for all workers of a search.
struct SearchProblem {
  explicit SearchProblem(const ConsolidationCase& of);

  const ConsolidationCase& c;
  SearchPlaces places;
  bool has_money_limits = false;
  double today_dkk_year = 0.0;    ///< running cost
  double typical_dkk = 0.0;       ///< weighted running cost of premises, mean
  double desk_penalty_dkk = 0.0;  ///< for a desk that lacks: more than any desk costs

  /// DKK paid once beyond budgets and payback.
  [[nodiscard]] double beyond_dkk(const SearchTotals& totals) const noexcept;
};

/// How far a search is between 0 and 1, and whether it shall stop; looked at now and then.
using SearchProgress = std::function<double(std::size_t steps)>;

/// One chain of annealing with its own state, random numbers and best plan.
class SearchWorker {
 public:
  SearchWorker(const SearchProblem& problem, std::uint64_t seed, std::uint64_t chain);

  void start(const Plan& plan);
  void start_from_best() { restore(best_); }
  /// Until `progress` is 1, from a temperature to another (shares of the typical cost of premises).
  void anneal(double hot, double cold, const SearchProgress& progress);
  /// Tries every move, swap and emptying, takes each that betters the plan, until none does. `same_releases`: only those after
  /// which the same premises are given up.
  void descend(bool same_releases, const SearchProgress& progress);

  [[nodiscard]] bool has_best() const noexcept { return best_cost_ < std::numeric_limits<double>::infinity(); }
  /// Weighted.
  [[nodiscard]] double best_cost() const noexcept { return best_cost_; }
  [[nodiscard]] Plan best_plan();
  [[nodiscard]] std::size_t steps() const noexcept { return steps_; }
  [[nodiscard]] SearchState& state() noexcept { return state_; }

 private:
  [[nodiscard]] double score(const SearchTotals& totals, double beyond) const noexcept;
  void restore(const SearchState::Choices& choices);
  void step(double temperature);
  void note_best(const SearchTotals& totals, double beyond);
  void adapt_penalty();
  bool keep_if_better(bool same_releases);
  bool descend_units(bool same_releases);
  bool descend_swaps(bool same_releases);
  bool descend_premises(bool same_releases);
  bool descend_times(bool same_releases);
  bool descend_releases();

  const SearchProblem& problem_;
  SearchState state_;
  SearchChanges changes_;
  SearchDice dice_;
  double money_penalty_ = 4.0;  ///< DKK for each DKK beyond a limit; follows whether the limits are kept
  double score_ = 0.0;
  double beyond_ = 0.0;
  SearchState::Choices best_;
  double best_cost_ = std::numeric_limits<double>::infinity();
  std::size_t steps_ = 0;
};

}  // namespace tvilling::scenarios
