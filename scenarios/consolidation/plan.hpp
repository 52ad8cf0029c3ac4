// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/consolidation/case.hpp"

namespace tvilling::scenarios {

/// Who sits where from when, and what is given up when.
struct Plan {
  std::vector<std::size_t> seat;         ///< [unit] premises at the end
  std::vector<std::size_t> move_period;  ///< [unit] from which period on it sits there; 0 for those that stay
  std::vector<std::vector<int>> held;    ///< [premises][period] blocks not given up yet, never rising; notice runs after it

  friend bool operator==(const Plan&, const Plan&) = default;
};

/// So many desks more than there are are none: sums of doubles are rounded.
inline constexpr double kDeskTolerance = 1e-6;
/// So many DKK beyond a limit are none.
inline constexpr double kMoneyToleranceDkk = 0.01;

/// Whether a unit leaves its home.
[[nodiscard]] inline bool moves(const ConsolidationCase& c, const Plan& plan, std::size_t unit) noexcept {
  return plan.seat[unit] != c.units[unit].home;
}
/// Where a unit sits in a period.
[[nodiscard]] inline std::size_t place_of(const ConsolidationCase& c, const Plan& plan, std::size_t unit,
                                          std::size_t period) noexcept {
  return period >= plan.move_period[unit] ? plan.seat[unit] : c.units[unit].home;
}
/// The fewest blocks that hold so many desks of so many units: where a unit sits, at least one. May be more than there are.
[[nodiscard]] int blocks_needed(const CasePremises& premises, double desks_high, std::size_t units) noexcept;
/// How long rent, operation and frost guard run on for what is given up at the beginning of a period: through notice, and at
/// least until `locked_until_years`.
[[nodiscard]] double notice_years_of(const ConsolidationCase& c, std::size_t premises, std::size_t given_up) noexcept;
/// The part of a period that this notice covers, for `period` >= `given_up`. The last period is as long as its weight, undone of
/// the discount at its beginning: notice never outlasts the horizon.
[[nodiscard]] double notice_fraction(const ConsolidationCase& c, std::size_t premises, std::size_t given_up,
                                     std::size_t period) noexcept;
/// The years that this notice lasts, as they count: the covered parts of all periods by their weights.
[[nodiscard]] double notice_weight_years(const ConsolidationCase& c, std::size_t premises, std::size_t given_up) noexcept;
/// What goes on of all premises whatever a plan gives up, a year.
[[nodiscard]] double kept_dkk_year(const ConsolidationCase& c) noexcept;
/// The year from today (0, 1, ..) in which a period begins: whose budget it uses.
[[nodiscard]] std::size_t year_of(const CasePeriods& periods, std::size_t period) noexcept;

/// What a plan costs in a period, per year.
struct RunningCost {
  double rent_dkk = 0.0;           ///< to third parties, notice in it
  double internal_rent_dkk = 0.0;  ///< between the city's own budgets
  double forgone_rent_dkk = 0.0;   ///< what others would pay for owned premises that are held
  double operation_dkk = 0.0;
  PremisesEnergy energy;
  double apart_dkk = 0.0;  ///< affinities that are torn
  [[nodiscard]] double total_dkk() const noexcept {
    return rent_dkk + internal_rent_dkk + forgone_rent_dkk + operation_dkk + energy.bill_dkk + apart_dkk;
  }
};

/// What is paid once, at the beginning of a period.
struct OnceCost {
  double move_dkk = 0.0;
  double fit_out_dkk = 0.0;
  double close_dkk = 0.0;  ///< leaving premises: restoration
  double sale_dkk = 0.0;   ///< proceeds of sales; an income is negative
  /// One period only: what runs on through notice after the premises are left, rent, operation and frost guard. It would be
  /// paid without the plan, too, so budgets and payback leave it out.
  double notice_dkk = 0.0;
  [[nodiscard]] double without_notice_dkk() const noexcept { return move_dkk + fit_out_dkk + close_dkk + sale_dkk; }
  [[nodiscard]] double total_dkk() const noexcept { return without_notice_dkk() + notice_dkk; }
};

struct PlanCost {
  /// (sum of running costs x weight + sum of once x factor) / sum of weights.
  double objective_dkk_per_year = 0.0;
  std::vector<RunningCost> running;  ///< [period]
  std::vector<OnceCost> once;        ///< [period]
  /// Sum of once without notice (not discounted) / saving_dkk_per_year, not below 0; NaN: no saving.
  double payback_years = models::kMissing;
  /// Today's running cost less that of the last period when all notice is over.
  double saving_dkk_per_year = 0.0;
};

/// Each cost is a sum in the order of premises, then units, so equal plans cost equal to the last bit. A year of premises with k
/// of K blocks held costs k/K x (rent + operation + energy, open where a unit sits, else empty), each person there more, and what
/// goes on whatever is held.
/// Throws Error (internal) when the plan's sizes are not those of the case, here and in `breaches`.
[[nodiscard]] PlanCost cost_of(const ConsolidationCase& c, const Plan& plan);

/// A limit that a plan breaks.
enum class Limit : std::uint8_t { desks, place, lock, kept, closed, budget, payback };
inline constexpr std::array<std::string_view, 7> kLimitNames{"desks", "place", "lock", "kept", "closed", "budget", "payback"};
struct Breach {
  Limit limit = Limit::desks;
  std::size_t where = 0;   ///< premises (desks, kept, closed), unit (place, lock), year from today (budget); else 0
  std::size_t period = 0;  ///< the first in which it is broken
  double by = 0.0;         ///< how far at most: desks (desks, place, lock, kept, closed), DKK paid once (budget, payback)
};
/// Empty: the plan keeps every limit of the case.
[[nodiscard]] std::vector<Breach> breaches(const ConsolidationCase& c, const Plan& plan);

/// Everybody stays, everything is held: today.
[[nodiscard]] Plan stay(const ConsolidationCase& c);

/// The cheapest `held` for given seats and periods: blocks are given up when nobody needs them any more and it pays best; kept
/// and closed premises are kept and closed. Limits of money are not looked at.
void release(const ConsolidationCase& c, Plan& plan);

/// Throws Error (internal) when numbers of a case contradict each other (sizes, places out of range, home not among the places).
void check_case(const ConsolidationCase& c);

}  // namespace tvilling::scenarios
