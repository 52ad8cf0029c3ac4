// SPDX-License-Identifier: MPL-2.0
// A day's bookings and where they may go: plain numbers. Only for scenarios/capacity.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <optional>
#include <vector>

#include "scenarios/capacity/fit.hpp"

namespace tvilling::scenarios {

inline constexpr std::size_t kQuarters = 96;  // of a day
using DayQuarters = std::bitset<kQuarters>;

/// A move that brings nothing is not made: each must be worth so much a year (assumption).
inline constexpr double kMoveWorth_dkk = 100.0;
inline constexpr double kShiftWorth_dkk = 10.0;  ///< and each quarter of an hour that it is shifted

struct FitOption {
  FitSeat seat;
  double cost_dkk = 0.0;  ///< worth of the move
};

struct FitSpace {
  std::size_t building = 0;            ///< place in FitProblem::open_cost_dkk
  std::array<DayQuarters, 7> taken{};  ///< by what is not fitted
};

/// Places are those of Capacity::spaces and Capacity::buildings.
struct FitProblem {
  std::vector<FitRequest> requests;
  std::vector<std::vector<FitOption>> options;  ///< [request]; the first is to stay, where it is
  std::vector<FitSpace> spaces;
  /// [building][hour of the week] of opening in that hour, DKK a year; 0 where it is open anyway.
  std::vector<models::WeekHours> open_cost_dkk;
  /// [building] open whatever is fitted, for its own people, a school or club, or a booking that is left out; its share of the
  /// hour.
  std::vector<models::WeekHours> always_open;
  std::vector<bool> takes_part;       ///< [building]
  std::vector<bool> may_close;        ///< [building] it lives by bookings and has some
  std::vector<std::size_t> left_out;  ///< bookings, places in the portfolio
};

[[nodiscard]] FitProblem fit_problem(const Capacity& capacity, const std::vector<OpenHours>& hours,
                                     const models::Portfolio& portfolio, const FitSettings& settings);

/// Weight of an hour served: an hour of a higher priority counts as many of the next.
inline constexpr std::array<double, kFitPriorityNames.size()> kServedWeight{100.0, 10.0, 1.0};

struct FitSolution {
  std::vector<std::optional<std::size_t>> option;  ///< [request] place in its options
  double served = 0.0;                             ///< weighted hours
  double cost_dkk = 0.0;                           ///< of open hours and moves
  double bound_dkk = 0.0;
  bool proven = true;
};

/// `closed` [building]: has no booking any more.
[[nodiscard]] FitSolution solve_fit(const FitProblem& problem, const std::vector<bool>& closed, int max_nodes);

/// The hours of the week in which a building must be open for what is seated there.
[[nodiscard]] models::WeekHours hours_needed(const FitProblem& problem, const FitSolution& solution, std::size_t building);
/// Adds the public holidays on which a series has its seat: they are Sundays, in their share of the weeks.
void add_holidays(const FitProblem& problem, const FitSolution& solution, std::size_t building, models::WeekHours& open);
/// The hours of what is not fitted: own people, schools and clubs, and bookings that are left out.
[[nodiscard]] Capacity without_requests(const Capacity& capacity, const FitProblem& problem);
/// Everybody where they are.
[[nodiscard]] FitSolution stay_seated(const FitProblem& problem);

}  // namespace tvilling::scenarios
