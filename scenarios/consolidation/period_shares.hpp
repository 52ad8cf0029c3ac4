// SPDX-License-Identifier: MPL-2.0
// A bound over all periods as a sum of bounds of single periods. Only for lower_bound.
#pragma once

#include <cstddef>
#include <vector>

#include "scenarios/consolidation/plan.hpp"
#include "scenarios/consolidation/seat_relaxation.hpp"

namespace tvilling::scenarios {

/// How what is paid once is shared out over the periods, and what a DKK of each year's budget is worth.
///
/// A unit that moves at the beginning of period s sits at its new place in every period from s on, and a block given up at s is
/// not held in any of them. So with shares a[t] of which sum over t >= s of a[t] <= factor[s] for every s, counting a[t] x cost
/// in every period in which the unit is away from home (the block is given up) counts no more than the plan pays. What brings
/// money must be counted in full, or more: its shares add up to the factor exactly. A budget B[y] with price b[y] >= 0 lets
/// factor[s] grow by b[y of s], for b[y] x (paid once in year y - B[y]) is not above 0 for a plan that keeps it. Then each period
/// on its own may choose who sits where, which costs no more than what the plan has there.
struct OnceShares {
  std::vector<double> share;  ///< [period] of moves, fit-out and restoration, in once_factor's unit
  std::vector<double> price;  ///< [year] of the budget
};

/// A period's bound at a share, and how it changes with it.
struct KnownBound {
  double share = 0.0;
  double dkk = 0.0;
  double once_dkk = 0.0;
};

class PeriodShares {
 public:
  explicit PeriodShares(const ConsolidationCase& c);

  /// Where restoration and moves are shared as evenly as the factors allow.
  [[nodiscard]] OnceShares even() const;
  /// The least prices of budgets with which the shares are allowed.
  void set_prices(OnceShares& shares) const;
  [[nodiscard]] PeriodShare share_of(const OnceShares& shares, std::size_t period) const;
  /// What budgets take off the sum of the periods' bounds.
  [[nodiscard]] double budget_dkk(const OnceShares& shares) const;
  /// The shares that promise most after what is known of every period's bound, each within a factor `reach` of the present one.
  [[nodiscard]] OnceShares better(const OnceShares& now, const std::vector<std::vector<KnownBound>>& known, double reach) const;

 private:
  [[nodiscard]] double factor(const OnceShares& shares, std::size_t period) const;

  const ConsolidationCase* case_;
  std::vector<std::vector<double>> notice_;  ///< [premises][period] years counted in a period while a block is given up
};

}  // namespace tvilling::scenarios
