// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include "scenarios/capacity/fit_day.hpp"

namespace tvilling::scenarios {

namespace {

constexpr std::size_t kDays = 7;
constexpr std::size_t kDayHours = 24;
constexpr std::size_t kHourQuarters = 4;
constexpr double kRounding = 1e-9;

DayQuarters quarters_of(const FitSeat& seat, std::size_t quarters) {
  DayQuarters all;
  for (std::size_t q = seat.first; q < seat.first + quarters; ++q) all.set(q);
  return all;
}

double weight_of(const FitRequest& request) {
  return kServedWeight[static_cast<std::size_t>(request.priority)] * request.hours();
}

/// Who sits where on a day, and what it costs.
class Seating {
 public:
  Seating(const FitProblem& problem, const FitDay& day)
      : problem_(problem), day_(day), option_(day.requests.size()), used_(problem.spaces.size()) {
    for (std::vector<std::size_t>& hours : open_) hours.assign(problem.open_cost_dkk.size(), 0);
  }

  [[nodiscard]] const std::vector<std::optional<std::size_t>>& options() const { return option_; }
  [[nodiscard]] const std::optional<std::size_t>& option(std::size_t r) const { return option_[r]; }

  [[nodiscard]] bool fits(std::size_t r, std::size_t option) const {
    const FitSeat& seat = seat_of(r, option);
    return (used_[seat.space] & quarters_of(seat, request(r).quarters)).none();
  }
  /// Of its move, and of the hours that only it needs.
  [[nodiscard]] double added_dkk(std::size_t r, std::size_t option) const {
    double dkk = problem_.options[day_.requests[r]][option].cost_dkk;
    each_hour(r, option, [&](std::size_t building, std::size_t hour) {
      if (open_[hour][building] == 0) dkk += problem_.open_cost_dkk[building][kDayHours * day_.day + hour];
    });
    return dkk;
  }
  void take(std::size_t r, std::size_t option) {
    const FitSeat& seat = seat_of(r, option);
    used_[seat.space] |= quarters_of(seat, request(r).quarters);
    each_hour(r, option, [this](std::size_t building, std::size_t hour) { ++open_[hour][building]; });
    option_[r] = option;
  }
  void leave(std::size_t r) {
    const FitSeat& seat = seat_of(r, *option_[r]);
    used_[seat.space] &= ~quarters_of(seat, request(r).quarters);
    each_hour(r, *option_[r], [this](std::size_t building, std::size_t hour) { --open_[hour][building]; });
    option_[r].reset();
  }
  /// The option that costs least of those that fit; none fits: nothing.
  [[nodiscard]] std::optional<std::size_t> cheapest(std::size_t r) const {
    std::optional<std::size_t> best;
    double least = 0.0;
    for (const std::size_t option : day_.options[r]) {
      if (!fits(r, option)) continue;
      const double dkk = added_dkk(r, option);
      if (best && dkk >= least) continue;
      best = option;
      least = dkk;
    }
    return best;
  }
  [[nodiscard]] FitDayAnswer answer() const {
    FitDayAnswer answer;
    answer.option = option_;
    for (std::size_t r = 0; r < option_.size(); ++r) {
      if (!option_[r]) continue;
      answer.served += weight_of(request(r));
      answer.cost_dkk += problem_.options[day_.requests[r]][*option_[r]].cost_dkk;
    }
    for (std::size_t hour = 0; hour < kDayHours; ++hour) {
      for (std::size_t b = 0; b < open_[hour].size(); ++b) {
        if (open_[hour][b] > 0) answer.cost_dkk += problem_.open_cost_dkk[b][kDayHours * day_.day + hour];
      }
    }
    return answer;
  }

 private:
  [[nodiscard]] const FitRequest& request(std::size_t r) const { return problem_.requests[day_.requests[r]]; }
  [[nodiscard]] const FitSeat& seat_of(std::size_t r, std::size_t option) const {
    return problem_.options[day_.requests[r]][option].seat;
  }
  template <typename Visit>
  void each_hour(std::size_t r, std::size_t option, const Visit& visit) const {
    const FitSeat& seat = seat_of(r, option);
    const std::size_t last = (seat.first + request(r).quarters - 1) / kHourQuarters;
    for (std::size_t hour = seat.first / kHourQuarters; hour <= last; ++hour) visit(problem_.spaces[seat.space].building, hour);
  }

  const FitProblem& problem_;
  const FitDay& day_;
  std::vector<std::optional<std::size_t>> option_;
  std::vector<DayQuarters> used_;                         // [space]
  std::array<std::vector<std::size_t>, kDayHours> open_;  // [hour][building] how many need it
};

bool is_better(const FitDayAnswer& a, const FitDayAnswer& b) {
  if (a.served > b.served + kRounding) return true;
  return a.served >= b.served - kRounding && a.cost_dkk < b.cost_dkk - kRounding * (1.0 + b.cost_dkk);
}

/// The heaviest first: priority, then length, then size; of equal ones the earlier booking.
std::vector<std::size_t> heaviest_first(const FitProblem& problem, const FitDay& day) {
  std::vector<std::size_t> order(day.requests.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const FitRequest& left = problem.requests[day.requests[a]];
    const FitRequest& right = problem.requests[day.requests[b]];
    if (left.priority != right.priority) return left.priority < right.priority;
    if (left.quarters != right.quarters) return left.quarters > right.quarters;
    return left.persons > right.persons;
  });
  return order;
}

FitDayAnswer bettered(Seating seating, const std::vector<std::size_t>& order) {
  for (const std::size_t r : order) {
    if (seating.option(r)) continue;
    if (const auto option = seating.cheapest(r)) seating.take(r, *option);
  }
  FitDayAnswer best = seating.answer();
  for (bool changed = true; changed;) {
    changed = false;
    for (const std::size_t r : order) {
      const std::optional<std::size_t> before = seating.option(r);
      if (before) seating.leave(r);
      const std::optional<std::size_t> option = seating.cheapest(r);
      if (option) seating.take(r, *option);
      if (option == before) continue;
      FitDayAnswer now = seating.answer();
      if (is_better(now, best)) {
        best = std::move(now);
        changed = true;
        continue;
      }
      if (option) seating.leave(r);
      if (before) seating.take(r, *before);
    }
  }
  return best;
}

/// Buildings that requests of the day can reach, joined to groups.
std::vector<std::size_t> groups_of(const FitProblem& problem, std::size_t day, const std::vector<bool>& closed) {
  std::vector<std::size_t> group(problem.open_cost_dkk.size());
  std::iota(group.begin(), group.end(), std::size_t{0});
  const auto root = [&group](std::size_t b) {
    while (group[b] != b) b = group[b];
    return b;
  };
  for (std::size_t r = 0; r < problem.requests.size(); ++r) {
    if (problem.requests[r].day != day) continue;
    const std::size_t home = root(problem.spaces[problem.requests[r].home].building);
    for (const FitOption& option : problem.options[r]) {
      const std::size_t to = problem.spaces[option.seat.space].building;
      if (!closed[to]) group[std::max(root(to), root(home))] = std::min(root(to), root(home));
    }
  }
  for (std::size_t b = 0; b < group.size(); ++b) group[b] = root(b);
  return group;
}

}  // namespace

std::vector<FitDay> fit_days(const FitProblem& problem, const std::vector<bool>& closed) {
  std::vector<FitDay> days;
  for (std::size_t day = 0; day < kDays; ++day) {
    const std::vector<std::size_t> group = groups_of(problem, day, closed);
    std::map<std::size_t, FitDay> of_group;
    for (std::size_t r = 0; r < problem.requests.size(); ++r) {
      if (problem.requests[r].day != day) continue;
      FitDay& one = of_group[group[problem.spaces[problem.requests[r].home].building]];
      one.day = day;
      one.requests.push_back(r);
      std::vector<std::size_t>& allowed = one.options.emplace_back();
      for (std::size_t o = 0; o < problem.options[r].size(); ++o) {
        if (!closed[problem.spaces[problem.options[r][o].seat.space].building]) allowed.push_back(o);
      }
    }
    for (auto& [root, one] : of_group) days.push_back(std::move(one));
  }
  return days;
}

FitDayAnswer seat_greedily(const FitProblem& problem, const FitDay& day) {
  const std::vector<std::size_t> order = heaviest_first(problem, day);
  FitDayAnswer from_nothing = bettered(Seating(problem, day), order);
  Seating today(problem, day);
  for (const std::size_t r : order) {
    const bool may_stay = !day.options[r].empty() && day.options[r].front() == 0;
    if (may_stay && today.fits(r, 0)) today.take(r, 0);
  }
  FitDayAnswer from_today = bettered(std::move(today), order);
  return is_better(from_nothing, from_today) ? from_nothing : from_today;
}

FitSolution solve_fit(const FitProblem& problem, const std::vector<bool>& closed, int max_nodes) {
  FitSolution solution;
  solution.option.resize(problem.requests.size());
  for (const FitDay& day : fit_days(problem, closed)) {
    const FitDayAnswer answer = seat_exactly(problem, day, seat_greedily(problem, day), max_nodes);
    for (std::size_t r = 0; r < day.requests.size(); ++r) solution.option[day.requests[r]] = answer.option[r];
    solution.served += answer.served;
    solution.cost_dkk += answer.cost_dkk;
    solution.bound_dkk += answer.bound_dkk;
    solution.proven = solution.proven && answer.proven;
  }
  return solution;
}

}  // namespace tvilling::scenarios
