// SPDX-License-Identifier: MPL-2.0
// Small random days of bookings against every possible seating.
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "scenarios/capacity/fit_day.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using scenarios::FitProblem;
using scenarios::FitSolution;

/// Three spaces in two buildings, up to five bookings of a Monday evening.
FitProblem small_problem() {
  FitProblem problem;
  problem.spaces.resize(3);
  problem.spaces[2].building = 1;
  problem.open_cost_dkk.assign(2, {});
  problem.always_open.assign(2, {});
  problem.takes_part.assign(2, true);
  problem.may_close.assign(2, true);
  for (std::size_t b = 0; b < 2; ++b) {
    for (std::size_t h = 0; h < models::kWeekHours; ++h) problem.open_cost_dkk[b][h] = *rc::gen::inRange(0, 2000);
  }
  const int requests = *rc::gen::inRange(1, 6);
  for (int r = 0; r < requests; ++r) {
    scenarios::FitRequest request;
    request.booking = static_cast<std::size_t>(r);
    request.priority = static_cast<scenarios::FitPriority>(*rc::gen::inRange(0, 3));
    request.home = static_cast<std::size_t>(*rc::gen::inRange(0, 3));
    request.first = 64 + 2 * static_cast<std::size_t>(*rc::gen::inRange(0, 4));
    request.quarters = static_cast<std::size_t>(*rc::gen::inRange(2, 9));
    std::vector<scenarios::FitOption> options{{{request.home, request.first}, 0.0}};
    const int more = *rc::gen::inRange(0, 4);
    for (int o = 0; o < more; ++o) {
      const std::size_t space = static_cast<std::size_t>(*rc::gen::inRange(0, 3));
      const std::size_t first = 60 + 2 * static_cast<std::size_t>(*rc::gen::inRange(0, 8));
      options.push_back({{space, first}, static_cast<double>(*rc::gen::inRange(1, 200))});
    }
    problem.requests.push_back(request);
    problem.options.push_back(options);
  }
  return problem;
}

struct Value {
  double served = 0.0;
  double cost_dkk = 0.0;
};

/// What a seating comes to; nothing where two are in one space at once or a building is closed.
std::optional<Value> value_of(const FitProblem& problem, const std::vector<std::optional<std::size_t>>& option,
                              const std::vector<bool>& closed) {
  std::vector<scenarios::DayQuarters> used(problem.spaces.size());
  Value value;
  FitSolution solution;
  solution.option = option;
  for (std::size_t r = 0; r < option.size(); ++r) {
    if (!option[r]) continue;
    const scenarios::FitOption& taken = problem.options[r][*option[r]];
    if (closed[problem.spaces[taken.seat.space].building]) return std::nullopt;
    for (std::size_t q = taken.seat.first; q < taken.seat.first + problem.requests[r].quarters; ++q) {
      if (used[taken.seat.space].test(q)) return std::nullopt;
      used[taken.seat.space].set(q);
    }
    value.served +=
        scenarios::kServedWeight[static_cast<std::size_t>(problem.requests[r].priority)] * problem.requests[r].hours();
    value.cost_dkk += taken.cost_dkk;
  }
  for (std::size_t b = 0; b < problem.open_cost_dkk.size(); ++b) {
    const models::WeekHours open = scenarios::hours_needed(problem, solution, b);
    for (std::size_t h = 0; h < models::kWeekHours; ++h) value.cost_dkk += open[h] * problem.open_cost_dkk[b][h];
  }
  return value;
}

void try_all(const FitProblem& problem, const std::vector<bool>& closed, std::vector<std::optional<std::size_t>>& option,
             std::size_t r, std::optional<Value>& best) {
  if (r == option.size()) {
    const std::optional<Value> value = value_of(problem, option, closed);
    const bool better =
        value && (!best || value->served > best->served || (value->served == best->served && value->cost_dkk < best->cost_dkk));
    if (better) best = value;
    return;
  }
  option[r].reset();
  try_all(problem, closed, option, r + 1, best);
  for (std::size_t o = 0; o < problem.options[r].size(); ++o) {
    option[r] = o;
    try_all(problem, closed, option, r + 1, best);
  }
  option[r].reset();
}

}  // namespace

TEST_CASE("Fitting serves as much for as little as the best of all seatings") {
  CHECK(rc::check([] {
    const FitProblem problem = small_problem();
    std::vector<bool> closed{false, false};
    closed[1] = *rc::gen::inRange(0, 4) == 0;
    std::optional<Value> best;
    std::vector<std::optional<std::size_t>> option(problem.requests.size());
    try_all(problem, closed, option, 0, best);
    const FitSolution found = scenarios::solve_fit(problem, closed, 5000);
    const std::optional<Value> value = value_of(problem, found.option, closed);
    RC_ASSERT(value.has_value());
    RC_ASSERT(found.proven);
    RC_ASSERT(std::abs(value->served - best->served) < 1e-9);
    RC_ASSERT(value->cost_dkk <= best->cost_dkk * 1.0002 + 1e-6);
    RC_ASSERT(value->cost_dkk >= best->cost_dkk - 1e-6);
    RC_ASSERT(std::abs(value->cost_dkk - found.cost_dkk) < 1e-6);
    RC_ASSERT(found.bound_dkk <= best->cost_dkk + 1e-6);
  }));
}

TEST_CASE("Bettering a day part by part loses nobody and costs no more") {
  CHECK(rc::check([] {
    const FitProblem problem = small_problem();
    for (const scenarios::FitDay& day : scenarios::fit_days(problem, {false, false})) {
      const scenarios::FitDayAnswer greedy = scenarios::seat_greedily(problem, day);
      const scenarios::FitDayAnswer parts = scenarios::seat_in_parts(problem, day, greedy);
      RC_ASSERT(parts.served >= greedy.served - 1e-9);
      const bool as_many = parts.served <= greedy.served + 1e-9;
      if (as_many) RC_ASSERT(parts.cost_dkk <= greedy.cost_dkk + 1e-6);
      FitSolution solution;
      solution.option.resize(problem.requests.size());
      for (std::size_t r = 0; r < day.requests.size(); ++r) solution.option[day.requests[r]] = parts.option[r];
      const std::optional<Value> value = value_of(problem, solution.option, {false, false});
      RC_ASSERT(value.has_value());
      RC_ASSERT(std::abs(value->cost_dkk - parts.cost_dkk) < 1e-6);
    }
  }));
}
