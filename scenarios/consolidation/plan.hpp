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

/// What a plan costs in a period, per year.
struct RunningCost {
  double rent_dkk = 0.0;           ///< to third parties, notice in it
  double internal_rent_dkk = 0.0;  ///< between the city's own budgets
  double operation_dkk = 0.0;
  PremisesEnergy energy;
  double apart_dkk = 0.0;  ///< affinities that are torn
  [[nodiscard]] double total_dkk() const noexcept {
    return rent_dkk + internal_rent_dkk + operation_dkk + energy.bill_dkk + apart_dkk;
  }
};

/// What is paid once, at the beginning of a period.
struct OnceCost {
  double move_dkk = 0.0;
  double fit_out_dkk = 0.0;
  double close_dkk = 0.0;
  /// One period only: what runs on through notice after the premises are left, rent, operation and frost guard.
  double notice_dkk = 0.0;
  [[nodiscard]] double total_dkk() const noexcept { return move_dkk + fit_out_dkk + close_dkk + notice_dkk; }
};

struct PlanCost {
  /// (sum of running costs x weight + sum of once x factor) / sum of weights.
  double objective_dkk_per_year = 0.0;
  std::vector<RunningCost> running;         ///< [period]
  std::vector<OnceCost> once;               ///< [period]
  double payback_years = models::kMissing;  ///< sum of once / (today's running cost - that of the last period); NaN: no saving
};

/// Each cost is a sum in the order of premises, then units, so equal plans cost equal to the last bit.
[[nodiscard]] PlanCost cost_of(const ConsolidationCase& c, const Plan& plan);

/// A limit that a plan breaks.
enum class Limit : std::uint8_t { desks, place, lock, kept, closed, locked_until, budget, payback };
inline constexpr std::array<std::string_view, 8> kLimitNames{"desks",  "place",        "lock",   "kept",
                                                             "closed", "locked_until", "budget", "payback"};
struct Breach {
  Limit limit = Limit::desks;
  std::size_t where = 0;  ///< premises (desks, kept, closed, locked_until), unit (place, lock), year from today (budget); else 0
  std::size_t period = 0;
  double by = 0.0;  ///< how far: desks, DKK, years
};
/// Empty: the plan keeps every limit of the case.
[[nodiscard]] std::vector<Breach> breaches(const ConsolidationCase& c, const Plan& plan);

/// Everybody stays, everything is held: today.
[[nodiscard]] Plan stay(const ConsolidationCase& c);

/// The best `held` for given seats and periods: blocks are given up as soon as nobody needs them any more and it pays.
void release(const ConsolidationCase& c, Plan& plan);

/// Throws Error (internal) when numbers of a case contradict each other (sizes, places out of range, home not among the places).
void check_case(const ConsolidationCase& c);

}  // namespace tvilling::scenarios
