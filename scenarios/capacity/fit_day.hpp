// SPDX-License-Identifier: MPL-2.0
// One day of a group of buildings within reach of each other. Only for scenarios/capacity.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "scenarios/capacity/fit_problem.hpp"

namespace tvilling::scenarios {

/// Requests of one day, and those of their options that are allowed.
struct FitDay {
  std::size_t day = 0;
  std::vector<std::size_t> requests;              ///< places in the problem
  std::vector<std::vector<std::size_t>> options;  ///< [request of the day] places in its options; may be empty
};

/// What was found for a day.
struct FitDayAnswer {
  std::vector<std::optional<std::size_t>> option;  ///< [request of the day] place in its options of the problem
  double served = 0.0;                             ///< weighted hours
  double cost_dkk = 0.0;
  double bound_dkk = 0.0;
  bool proven = false;
};

/// The days of the week, each in groups that have nothing in common.
[[nodiscard]] std::vector<FitDay> fit_days(const FitProblem& problem, const std::vector<bool>& closed);

/// Greedy from nothing and from today, each bettered one request at a time; the better of both.
[[nodiscard]] FitDayAnswer seat_greedily(const FitProblem& problem, const FitDay& day);

/// Betters an answer of a large day part by part: each building with those around it exactly, the rest as it is. `day.requests`
/// ascend.
[[nodiscard]] FitDayAnswer seat_in_parts(const FitProblem& problem, const FitDay& day, FitDayAnswer seated);

/// Branch and bound from a known answer; a day that is too large for it part by part, with the bound of the relaxation.
[[nodiscard]] FitDayAnswer seat_exactly(const FitProblem& problem, const FitDay& day, const FitDayAnswer& start, int max_nodes);

}  // namespace tvilling::scenarios
