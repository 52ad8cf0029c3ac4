// SPDX-License-Identifier: MPL-2.0
#include "scenarios/capacity/fit.hpp"

#include <fmt/format.h>
#include <omp.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <numeric>
#include <utility>

#include "core/error.hpp"
#include "core/first_error.hpp"
#include "scenarios/batch_group.hpp"
#include "scenarios/capacity/capacity_codes.hpp"
#include "scenarios/capacity/fit_problem.hpp"
#include "scenarios/economics/prices.hpp"
#include "scenarios/protected_address.hpp"
#include "scenarios/refuse.hpp"

namespace tvilling::scenarios {

namespace {

using models::kWeekHours;
using models::UseWeek;
using models::WeekHours;

constexpr double kMostClosings = 200.0;  // sets of buildings to close that are all tried

/// A closing and what it comes to.
struct Closing {
  std::vector<bool> closed;
  FitSolution solution;
};

bool is_better(const FitSolution& a, const FitSolution& b) {
  constexpr double kRounding = 1e-9;
  if (a.served > b.served * (1.0 + kRounding)) return true;
  return a.served >= b.served * (1.0 - kRounding) && a.cost_dkk < b.cost_dkk * (1.0 - kRounding);
}

/// Searches which buildings to close.
class Closings {
 public:
  Closings(const FitProblem& problem, const FitSettings& settings, const core::RunContext& context)
      : problem_(problem), settings_(settings), context_(context) {
    for (std::size_t b = 0; b < problem.may_close.size(); ++b) {
      if (problem.may_close[b]) may_close_.push_back(b);
    }
    if (settings.close > may_close_.size()) {
      refuse(fmt::format("{} buildings cannot be closed: {} live by bookings alone", settings.close, may_close_.size()),
             "Close fewer. A building with hours of its own people, of a school, of the public or of bookings that are left "
             "where they "
             "are (TV-3480) stays open.");
    }
  }

  [[nodiscard]] bool all_tried() const {
    double sets = 1.0;
    for (std::size_t i = 0; i < settings_.close; ++i) {
      sets *= static_cast<double>(may_close_.size() - i) / static_cast<double>(i + 1);
    }
    return sets <= kMostClosings;
  }

  /// Of those that were looked at: one that is not could be better than it was found.
  [[nodiscard]] bool all_proven() const { return all_proven_; }

  Closing run() {
    Closing best{std::vector<bool>(problem_.may_close.size(), false), {}};
    if (settings_.close == 0) {
      best.solution = solve_fit(problem_, best.closed, settings_.max_nodes);
      all_proven_ = best.solution.proven;
      return best;
    }
    if (all_tried()) {
      std::optional<Closing> found;
      try_all(std::vector<bool>(problem_.may_close.size(), false), 0, settings_.close, found);
      return *found;
    }
    for (std::size_t i = 0; i < settings_.close; ++i) {
      std::optional<Closing> found;
      for (const std::size_t b : may_close_) {
        if (best.closed[b]) continue;
        std::vector<bool> closed = best.closed;
        closed[b] = true;
        look(std::move(closed), found);
      }
      best = std::move(*found);
    }
    return best;
  }

 private:
  void look(std::vector<bool> closed, std::optional<Closing>& best) {
    core::stop_if_asked(context_);
    Closing one{std::move(closed), {}};
    one.solution = solve_fit(problem_, one.closed, settings_.max_nodes);
    all_proven_ = all_proven_ && one.solution.proven;
    if (!best || is_better(one.solution, best->solution)) best = std::move(one);
  }

  void try_all(std::vector<bool> closed, std::size_t from, std::size_t left, std::optional<Closing>& best) {
    if (left == 0) {
      look(std::move(closed), best);
      return;
    }
    for (std::size_t i = from; i + left <= may_close_.size(); ++i) {
      closed[may_close_[i]] = true;
      try_all(closed, i + 1, left - 1, best);
      closed[may_close_[i]] = false;
    }
  }

  const FitProblem& problem_;
  const FitSettings& settings_;
  const core::RunContext& context_;
  std::vector<std::size_t> may_close_;
  bool all_proven_ = true;
};

/// The building's week with those who are seated there, open only in the hours that are needed. `others`: without requests.
UseWeek seated_week(const FitProblem& problem, const FitSolution& solution, const models::Building& building,
                    const Capacity& others, std::size_t place) {
  const UseWeek left = week_in_use(building, others, place);
  const UseWeek usual = models::week_of_use(building.use);
  const double people_sum = std::inner_product(usual.open.begin(), usual.open.end(), usual.presence.begin(), 0.0);
  const double mean = people_sum / std::max(1.0, std::accumulate(usual.open.begin(), usual.open.end(), 0.0));
  const double full = building.area_m2 / building.occupant_density_m2_person;
  UseWeek week;
  week.open = hours_needed(problem, solution, place);
  add_holidays(problem, solution, place, week.open);
  for (std::size_t h = 0; h < kWeekHours; ++h) {
    if (problem.always_open[place][h] > 0.0) week.presence[h] = left.presence[h];
  }
  for (std::size_t r = 0; r < problem.requests.size(); ++r) {
    if (!solution.option[r]) continue;
    const FitRequest& request = problem.requests[r];
    const FitSeat& seat = problem.options[r][*solution.option[r]].seat;
    if (problem.spaces[seat.space].building != place) continue;
    constexpr std::size_t kHourQuarters = 4;
    for (std::size_t q = seat.first; q < seat.first + request.quarters; ++q) {
      double& presence = week.presence[24 * request.day + q / kHourQuarters];
      const double persons = std::isnan(request.persons) ? mean : request.persons / full;
      presence = std::min(1.0, presence + persons / static_cast<double>(kHourQuarters));
    }
  }
  return week;
}

struct Verified {
  const Capacity& capacity;
  const Capacity& others;  ///< without requests
  const models::Portfolio& portfolio;
  const std::vector<OpenHours>& hours;
  const FitProblem& problem;
  const FitSolution& stay;
  const FitSolution& fitted;
};

FitBuilding verify(const Verified& v, std::size_t place, WeekRun& run) {
  const models::Building& building = v.portfolio.buildings[v.capacity.buildings[place].building].building;
  FitBuilding of;
  of.building = place;
  of.now = v.hours[place].as_is;
  of.open_now = v.capacity.buildings[place].open[index(Season::year)];
  of.open_stay = hours_needed(v.problem, v.stay, place);
  of.open_fitted = hours_needed(v.problem, v.fitted, place);
  add_holidays(v.problem, v.stay, place, of.open_stay);
  add_holidays(v.problem, v.fitted, place, of.open_fitted);
  const OwnZones own = own_zones(building, v.capacity, place);
  of.change_stay = difference(run.run(building, seated_week(v.problem, v.stay, building, v.others, place), own), of.now);
  of.change_fitted = difference(run.run(building, seated_week(v.problem, v.fitted, building, v.others, place), own), of.now);
  return of;
}

std::vector<FitBuilding> verify_all(const Verified& v, const models::Environment& environment, const OpenHourSettings& settings,
                                    const core::RunContext& context) {
  std::vector<std::size_t> places;
  for (std::size_t b = 0; b < v.problem.takes_part.size(); ++b) {
    if (v.problem.takes_part[b]) places.push_back(b);
  }
  const int year = settings.economics.price_level_year;
  const Tariff tariff = tariff_in(settings.economics, year);
  const EmissionFactors factors = emission_factors(settings.factor_set, year);
  std::vector<FitBuilding> all(places.size());
  core::FirstError first_error;
#pragma omp parallel num_threads( \
        std::clamp(static_cast<int>(std::min<std::size_t>(places.size(), 1024)), 1, thread_count(context)))
  {
    WeekRun run(environment, tariff, factors);
#pragma omp for schedule(dynamic, 1)
    for (std::size_t i = 0; i < places.size(); ++i) {
      try {
        if (context.stop.stop_requested() || first_error.is_kept()) continue;
        all[i] = verify(v, places[i], run);
      } catch (...) {
        first_error.keep(std::current_exception());
      }
    }
  }
  first_error.rethrow();
  core::stop_if_asked(context);
  return all;
}

void tell_left_out(const FitProblem& problem, const models::Portfolio& portfolio, core::Findings& findings) {
  if (problem.left_out.empty()) return;
  const models::Booking& first = portfolio.bookings[problem.left_out.front()];
  core::Finding finding;
  finding.code = capacity_code::kNotFitted.code;
  finding.severity = core::Severity::info;
  finding.pos = first.pos;
  finding.message = fmt::format(
      "{} bookings are left where they are: they come in less than half of the weeks, go over midnight, "
      "or are of a basin, of a building with several rooms or of one that was not simulated",
      problem.left_out.size());
  finding.hint =
      "Their hours stay open and their buildings are not closed. Of an ordinary week is what comes again on the same day, at the "
      "same time, for the same activity.";
  finding.table = "bookings";
  finding.id = first.booking_id;
  if (problem.left_out.size() > 1) {
    for (const std::size_t row : problem.left_out) finding.rows.push_back(portfolio.bookings[row].booking_id);
  }
  findings.add(std::move(finding));
}

/// Without what moves are worth.
double open_cost_dkk(const FitProblem& problem, const FitSolution& solution) {
  double dkk = 0.0;
  for (std::size_t b = 0; b < problem.open_cost_dkk.size(); ++b) {
    const WeekHours open = hours_needed(problem, solution, b);
    for (std::size_t h = 0; h < kWeekHours; ++h) dkk += open[h] * problem.open_cost_dkk[b][h];
  }
  return dkk;
}

}  // namespace

FitAnswer fit_bookings(const Capacity& capacity, const std::vector<OpenHours>& hours, const models::Portfolio& portfolio,
                       const models::Weather& weather, const OpenHourSettings& settings, const FitSettings& fit,
                       const core::RunContext& context, core::Findings& findings) {
  const FitProblem problem = fit_problem(capacity, hours, portfolio, fit);
  if (problem.requests.empty()) {
    throw core::Error(core::ErrorKind::bad_input, "there is no booking of an ordinary week to be fitted", {},
                      "Give the bookings table with what comes again on the same day, at the same time, for the same activity.");
  }
  tell_left_out(problem, portfolio, findings);
  Closings closings(problem, fit, context);
  const Closing best = closings.run();
  const FitSolution stay = stay_seated(problem);
  FitAnswer answer;
  answer.requests = problem.requests;
  answer.seat.resize(problem.requests.size());
  for (std::size_t r = 0; r < problem.requests.size(); ++r) {
    answer.asked_h += problem.requests[r].hours();
    if (!best.solution.option[r]) continue;
    answer.seat[r] = problem.options[r][*best.solution.option[r]].seat;
    answer.served_h += problem.requests[r].hours();
  }
  answer.left_out = problem.left_out.size();
  answer.open_cost_dkk = open_cost_dkk(problem, best.solution);
  answer.objective_dkk = best.solution.cost_dkk;
  answer.bound_dkk = best.solution.bound_dkk;
  answer.all_closings_tried = fit.close == 0 || closings.all_tried();
  answer.proven = closings.all_proven() && answer.all_closings_tried;
  const models::Environment environment = models::make_environment(weather, settings.base_year);
  answer.buildings = verify_all({capacity, without_requests(capacity, problem), portfolio, hours, problem, stay, best.solution},
                                environment, settings, context);
  for (FitBuilding& building : answer.buildings) building.closed = best.closed[building.building];
  return answer;
}

void withhold_protected(FitAnswer& answer, const Capacity& capacity, const models::Portfolio& portfolio) {
  const std::vector<std::uint8_t> hidden = protected_buildings(portfolio);
  for (FitRequest& request : answer.requests) {
    if (hidden[capacity.spaces[request.home].building] != 0) request.activity = kProtectedName;
  }
}

}  // namespace tvilling::scenarios
