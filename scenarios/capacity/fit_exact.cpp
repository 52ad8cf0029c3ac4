// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "scenarios/capacity/fit_day.hpp"
#include "scenarios/milp/linear_model.hpp"

namespace tvilling::scenarios {

namespace {

constexpr std::size_t kDayHours = 24;
constexpr std::size_t kHourQuarters = 4;
constexpr std::size_t kMostBranched = 4000;  // columns; above, only the linear relaxation is solved
constexpr std::size_t kMostRelaxed = 40000;
constexpr std::size_t kMostInPart = 600;  // of a large day that is bettered part by part
constexpr int kPartNodes = 200;
constexpr double kWhole = 0.5;
constexpr double kGap = 1e-4;
constexpr double kTolerance = 1e-6;

double weight_of(const FitRequest& request) {
  return kServedWeight[static_cast<std::size_t>(request.priority)] * request.hours();
}

/// A day as columns and rows: a column says that a request takes an option, or that a building is open in an hour.
struct DayModel {
  LinearModel model;
  std::vector<std::pair<std::size_t, std::size_t>> seat;            ///< [column] request of the day and option
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> open;  ///< (building, hour of the day): column
};

/// What the columns shall make small.
enum class Aim { most_served, least_cost };

void add_columns(DayModel& m, const FitProblem& problem, const FitDay& day, Aim aim) {
  const bool costs = aim == Aim::least_cost;
  for (std::size_t r = 0; r < day.requests.size(); ++r) {
    const std::size_t request = day.requests[r];
    for (const std::size_t option : day.options[r]) {
      const double cost = costs ? problem.options[request][option].cost_dkk : -weight_of(problem.requests[request]);
      (void)m.model.add_column(0.0, 1.0, cost, true);
      m.seat.emplace_back(r, option);
    }
  }
  if (!costs) return;
  for (std::size_t column = 0; column < m.seat.size(); ++column) {
    const std::size_t request = day.requests[m.seat[column].first];
    const FitSeat& seat = problem.options[request][m.seat[column].second].seat;
    const std::size_t building = problem.spaces[seat.space].building;
    const std::size_t last = (seat.first + problem.requests[request].quarters - 1) / kHourQuarters;
    for (std::size_t hour = seat.first / kHourQuarters; hour <= last; ++hour) {
      const double cost = problem.open_cost_dkk[building][kDayHours * day.day + hour];
      if (!(cost > 0.0) || m.open.contains({building, hour})) continue;
      m.open[{building, hour}] = m.model.add_column(0.0, 1.0, cost);  // whole where the seats are
    }
  }
}

/// A space has one at a time, and only while its building is open.
void add_space_rows(DayModel& m, const FitProblem& problem, const FitDay& day) {
  std::map<std::size_t, std::vector<std::vector<LinearTerm>>> of_space;  // by quarter
  for (std::size_t column = 0; column < m.seat.size(); ++column) {
    const std::size_t request = day.requests[m.seat[column].first];
    const FitSeat& seat = problem.options[request][m.seat[column].second].seat;
    std::vector<std::vector<LinearTerm>>& quarters = of_space[seat.space];
    quarters.resize(kQuarters);
    for (std::size_t q = seat.first; q < seat.first + problem.requests[request].quarters; ++q)
      quarters[q].push_back({column, 1.0});
  }
  const auto is_same = [](const std::vector<LinearTerm>& a, const std::vector<LinearTerm>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const LinearTerm& x, const LinearTerm& y) { return x.column == y.column && x.factor == y.factor; });
  };
  for (auto& [space, quarters] : of_space) {
    const std::vector<LinearTerm>* before = nullptr;
    for (std::size_t q = 0; q < kQuarters; ++q) {
      std::vector<LinearTerm>& terms = quarters[q];
      if (terms.empty()) continue;
      const auto open = m.open.find({problem.spaces[space].building, q / kHourQuarters});
      const bool needs_open = open != m.open.end();
      if (needs_open) terms.push_back({open->second, -1.0});
      if (before != nullptr && is_same(*before, terms)) continue;
      before = &terms;
      m.model.add_row(-kUnbounded, needs_open ? 0.0 : 1.0, terms);
    }
  }
}

/// Each request has one seat at most; where all can be served, one.
void add_request_rows(DayModel& m, const FitProblem& problem, const FitDay& day, const FitDayAnswer& start, bool all_served,
                      Aim aim) {
  std::size_t column = 0;
  std::vector<LinearTerm> served;
  for (std::size_t r = 0; r < day.requests.size(); ++r) {
    std::vector<LinearTerm> terms;
    for (std::size_t o = 0; o < day.options[r].size(); ++o, ++column) {
      terms.push_back({column, 1.0});
      served.push_back({column, weight_of(problem.requests[day.requests[r]])});
    }
    if (!terms.empty()) m.model.add_row(all_served ? 1.0 : -kUnbounded, 1.0, std::move(terms));
  }
  if (aim == Aim::least_cost && !all_served) m.model.add_row(start.served * (1.0 - kTolerance), kUnbounded, std::move(served));
}

std::vector<double> values_of(const DayModel& m, const FitProblem& problem, const FitDay& day, const FitDayAnswer& answer) {
  std::vector<double> values(m.model.cost.size(), 0.0);
  for (std::size_t column = 0; column < m.seat.size(); ++column) {
    const auto& [r, option] = m.seat[column];
    if (answer.option[r] != option) continue;
    values[column] = 1.0;
    const FitSeat& seat = problem.options[day.requests[r]][option].seat;
    const std::size_t last = (seat.first + problem.requests[day.requests[r]].quarters - 1) / kHourQuarters;
    for (std::size_t hour = seat.first / kHourQuarters; hour <= last; ++hour) {
      const auto open = m.open.find({problem.spaces[seat.space].building, hour});
      if (open != m.open.end()) values[open->second] = 1.0;
    }
  }
  return values;
}

/// What the seats of an answer come to.
void price(const FitProblem& problem, const FitDay& day, FitDayAnswer& answer) {
  answer.served = 0.0;
  answer.cost_dkk = 0.0;
  std::set<std::pair<std::size_t, std::size_t>> open;
  for (std::size_t r = 0; r < day.requests.size(); ++r) {
    if (!answer.option[r]) continue;
    const FitRequest& request = problem.requests[day.requests[r]];
    const FitOption& taken = problem.options[day.requests[r]][*answer.option[r]];
    answer.served += weight_of(request);
    answer.cost_dkk += taken.cost_dkk;
    const std::size_t last = (taken.seat.first + request.quarters - 1) / kHourQuarters;
    for (std::size_t hour = taken.seat.first / kHourQuarters; hour <= last; ++hour) {
      open.insert({problem.spaces[taken.seat.space].building, hour});
    }
  }
  for (const auto& [building, hour] : open) answer.cost_dkk += problem.open_cost_dkk[building][kDayHours * day.day + hour];
}

FitDayAnswer answer_of(const DayModel& m, const FitProblem& problem, const FitDay& day, const std::vector<double>& values) {
  FitDayAnswer answer;
  answer.option.resize(day.requests.size());
  for (std::size_t column = 0; column < m.seat.size(); ++column) {
    if (values[column] >= kWhole) answer.option[m.seat[column].first] = m.seat[column].second;
  }
  price(problem, day, answer);
  return answer;
}

DayModel model_of(const FitProblem& problem, const FitDay& day, const FitDayAnswer& start, bool all_served, Aim aim) {
  DayModel m;
  add_columns(m, problem, day, aim);
  add_space_rows(m, problem, day);
  add_request_rows(m, problem, day, start, all_served, aim);
  return m;
}

/// The requests that sit in some of the buildings, or nowhere, and their options in these. Nobody else sits there, so the part is
/// a day of its own.
FitDay part_of(const FitProblem& problem, const FitDay& day, const FitDayAnswer& seated, const std::set<std::size_t>& buildings) {
  FitDay part;
  part.day = day.day;
  for (std::size_t r = 0; r < day.requests.size(); ++r) {
    const std::vector<FitOption>& options = problem.options[day.requests[r]];
    const auto is_in = [&](std::size_t o) { return buildings.contains(problem.spaces[options[o].seat.space].building); };
    if (seated.option[r] && !is_in(*seated.option[r])) continue;
    std::vector<std::size_t> allowed;
    std::copy_if(day.options[r].begin(), day.options[r].end(), std::back_inserter(allowed), is_in);
    if (allowed.empty()) continue;
    part.requests.push_back(day.requests[r]);
    part.options.push_back(std::move(allowed));
  }
  return part;
}

std::size_t columns_of(const FitDay& day) {
  std::size_t columns = 0;
  for (const std::vector<std::size_t>& options : day.options) columns += options.size();
  return columns;
}

/// A building and those that its people can go to, as many as a part may have.
FitDay part_around(const FitProblem& problem, const FitDay& day, const FitDayAnswer& seated, std::size_t centre) {
  std::set<std::size_t> buildings{centre};
  FitDay part = part_of(problem, day, seated, buildings);
  const FitDay of_centre = part;
  std::set<std::size_t> tried = buildings;
  for (std::size_t r = 0; r < of_centre.requests.size(); ++r) {
    for (const std::size_t o : day.options[static_cast<std::size_t>(
             std::find(day.requests.begin(), day.requests.end(), of_centre.requests[r]) - day.requests.begin())]) {
      const std::size_t to = problem.spaces[problem.options[of_centre.requests[r]][o].seat.space].building;
      if (!tried.insert(to).second) continue;
      buildings.insert(to);
      FitDay larger = part_of(problem, day, seated, buildings);
      if (columns_of(larger) > kMostInPart) {
        buildings.erase(to);
      } else {
        part = std::move(larger);
      }
    }
  }
  return part;
}

/// As many served as can be. True when that is proven.
bool serve_most(const FitProblem& problem, const FitDay& day, int max_nodes, FitDayAnswer& best) {
  const DayModel m = model_of(problem, day, best, false, Aim::most_served);
  const IntegerAnswer found = solve_integer(m.model, values_of(m, problem, day, best), {kTolerance, max_nodes, 0.0});
  if (found.is_found) {
    FitDayAnswer answer = answer_of(m, problem, day, found.value);
    if (answer.served > best.served) best = std::move(answer);
  }
  return found.end == BranchEnd::optimal;
}

}  // namespace

FitDayAnswer seat_in_parts(const FitProblem& problem, const FitDay& day, FitDayAnswer seated) {
  std::set<std::size_t> centres;
  for (std::size_t r = 0; r < day.requests.size(); ++r) {
    if (!seated.option[r]) continue;
    centres.insert(problem.spaces[problem.options[day.requests[r]][*seated.option[r]].seat.space].building);
  }
  for (const std::size_t centre : centres) {
    const FitDay part = part_around(problem, day, seated, centre);
    if (columns_of(part) > kMostBranched) continue;  // the building alone is too much
    FitDayAnswer now;
    now.option.resize(part.requests.size());
    std::vector<std::size_t> place;
    for (std::size_t i = 0; i < part.requests.size(); ++i) {
      const auto at = std::lower_bound(day.requests.begin(), day.requests.end(), part.requests[i]);
      place.push_back(static_cast<std::size_t>(at - day.requests.begin()));
      now.option[i] = seated.option[place.back()];
    }
    price(problem, part, now);
    const FitDayAnswer better = seat_exactly(problem, part, now, kPartNodes);
    for (std::size_t i = 0; i < part.requests.size(); ++i) seated.option[place[i]] = better.option[i];
  }
  price(problem, day, seated);
  return seated;
}

FitDayAnswer seat_exactly(const FitProblem& problem, const FitDay& day, const FitDayAnswer& start, int max_nodes) {
  FitDayAnswer best = start;
  double can_be_served = 0.0;
  std::size_t columns = 0;
  for (std::size_t r = 0; r < day.requests.size(); ++r) {
    if (!day.options[r].empty()) can_be_served += weight_of(problem.requests[day.requests[r]]);
    columns += day.options[r].size();
  }
  const bool is_small = columns <= kMostBranched;
  if (!is_small) best = seat_in_parts(problem, day, std::move(best));
  bool most_served = best.served >= can_be_served * (1.0 - kTolerance);
  const bool all_served = most_served;  // of those that have a place at all
  if (columns == 0) {
    best.proven = true;
    return best;
  }
  if (!most_served && is_small) most_served = serve_most(problem, day, max_nodes, best);
  if (columns > kMostRelaxed) return best;  // nothing is known but that it is not negative
  const DayModel m = model_of(problem, day, best, all_served, Aim::least_cost);
  if (!is_small) {
    best.bound_dkk = std::min(best.cost_dkk, solve_linear(m.model).objective);
    return best;
  }
  const IntegerAnswer found = solve_integer(m.model, values_of(m, problem, day, best), {kGap, max_nodes, 0.0});
  if (found.is_found) {
    FitDayAnswer answer = answer_of(m, problem, day, found.value);
    if (answer.served >= best.served * (1.0 - kTolerance) && answer.cost_dkk < best.cost_dkk) best = std::move(answer);
  }
  best.bound_dkk = std::clamp(found.bound, 0.0, best.cost_dkk);
  best.proven = most_served && found.end == BranchEnd::optimal;
  return best;
}

}  // namespace tvilling::scenarios
