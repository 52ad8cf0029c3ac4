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
  double desk_penalty_dkk = 0.0;  ///< for a desk that lacks, at first: more than any desk costs, less than a whole block may

  /// DKK paid once beyond budgets and payback.
  [[nodiscard]] double beyond_dkk(const SearchTotals& totals) const noexcept;
};

/// The cheapest plans that differ in the premises which somebody uses at the end.
class SearchPool {
 public:
  struct Entry {
    double cost_dkk = 0.0;  ///< weighted
    std::vector<bool> use;
    SearchState::Choices choices;
  };
  explicit SearchPool(std::size_t most) : most_(most) {}

  [[nodiscard]] bool wants(double cost_dkk) const noexcept {
    return most_ > 0 && (entries_.size() < most_ || cost_dkk < entries_.back().cost_dkk);
  }
  /// After `wants`.
  void offer(double cost_dkk, const SearchState& state);
  /// The cheapest first.
  [[nodiscard]] const std::vector<Entry>& entries() const noexcept { return entries_; }

 private:
  std::size_t most_;
  std::vector<Entry> entries_;
};

/// How far a search is between 0 and 1, and whether it shall stop; looked at now and then.
using SearchProgress = std::function<double(std::size_t steps)>;

/// One chain of annealing with its own state, random numbers and best plan.
class SearchWorker {
 public:
  SearchWorker(const SearchProblem& problem, std::uint64_t seed, std::uint64_t chain, std::size_t pool);

  void start(Plan plan);
  void start(const SearchState::Choices& choices);
  void start_from_best() { start(best_); }
  /// Offers all plans that open or empty one more premises than the best to the pool.
  void try_neighbours();
  /// Until `progress` is 1, from a temperature to another (shares of the typical cost of premises).
  void anneal(double hot, double cold, const SearchProgress& progress);
  /// Tries every move, swap and emptying, takes each that betters the plan, until none does. `same_use`: only those after which
  /// the same premises are used.
  void descend(bool same_use, const SearchProgress& progress);

  [[nodiscard]] bool has_best() const noexcept { return best_cost_ < std::numeric_limits<double>::infinity(); }
  /// Weighted.
  [[nodiscard]] double best_cost() const noexcept { return best_cost_; }
  [[nodiscard]] Plan best_plan();
  [[nodiscard]] std::size_t steps() const noexcept { return steps_; }
  [[nodiscard]] const SearchPool& pool() const noexcept { return pool_; }
  /// Cost of what it is at; infinite when that breaks a limit.
  [[nodiscard]] double cost() noexcept;
  [[nodiscard]] Plan plan() { return state_.plan(); }

 private:
  [[nodiscard]] double score(const SearchTotals& totals, double beyond) const noexcept;
  void step(double temperature);
  void note_best(const SearchTotals& totals, double beyond);
  /// The price of money follows whether its limits are kept, that of desks too, until a plan is known.
  void adapt_penalties();
  bool keep_if_better();
  bool descend_units();
  bool descend_swaps();
  bool descend_premises();
  bool descend_exchanges(std::size_t premises);
  bool descend_times();
  bool descend_releases();
  [[nodiscard]] std::vector<std::size_t> periods_to_try(std::size_t unit) const;
  [[nodiscard]] bool is_over() const { return (*progress_)(0) >= 1.0; }

  const SearchProblem& problem_;
  SearchState state_;
  SearchChanges changes_;
  SearchDice dice_;
  double money_penalty_ = 4.0;  ///< DKK for each DKK beyond a limit
  double desk_penalty_ = 1.0;   ///< of SearchProblem::desk_penalty_dkk
  double score_ = 0.0;
  double beyond_ = 0.0;
  SearchState::Choices best_;
  double best_cost_ = std::numeric_limits<double>::infinity();
  std::size_t steps_ = 0;
  SearchPool pool_;
  bool same_use_ = false;  ///< of a descent
  const SearchProgress* progress_ = nullptr;
};

}  // namespace tvilling::scenarios
