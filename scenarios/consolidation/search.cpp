// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/search.hpp"

#include <omp.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <memory>
#include <utility>

#include "core/error.hpp"
#include "core/first_error.hpp"
#include "core/stopwatch.hpp"
#include "scenarios/batch_group.hpp"
#include "scenarios/consolidation/fit.hpp"
#include "scenarios/consolidation/plan_check.hpp"
#include "scenarios/consolidation/search_worker.hpp"

namespace tvilling::scenarios {

namespace {

/// Their number is fixed, and the first of the best wins: threads change nothing.
constexpr std::size_t kChains = 2;
/// Of the time that is given; the rest is for the descents.
constexpr double kAnnealingShare = 0.9;

class Search {
 public:
  Search(const ConsolidationCase& c, const SearchSettings& settings, const core::RunContext& context)
      : problem_(c),
        settings_(settings),
        context_(context),
        threads_(std::min(thread_count(context), static_cast<int>(kChains))) {}

  /// Each chain from its start, with its first temperature.
  SearchAnswer run(const std::array<const Plan*, kChains>& starts, const std::array<double, kChains>& hot);

 private:
  void run_chain(std::size_t chain, const Plan& start, double hot);
  [[nodiscard]] SearchProgress annealing(std::size_t chain, double from, double to);
  [[nodiscard]] SearchProgress descent();
  void tell(std::size_t steps) const;
  void find_plans(SearchWorker& worker, SearchAnswer& answer);

  SearchProblem problem_;
  SearchSettings settings_;
  const core::RunContext& context_;
  int threads_;
  core::Stopwatch clock_;
  std::array<std::unique_ptr<SearchWorker>, kChains> workers_;
  std::atomic<std::size_t> steps_{0};
  std::atomic<bool> ended_by_time_{false};
};

/// Of a part of a chain: ended by its steps, or by its part of the time. Chains that share a thread share the time.
SearchProgress Search::annealing(std::size_t chain, double from, double to) {
  const auto threads = static_cast<std::size_t>(threads_);
  const std::size_t waves = (kChains + threads - 1) / threads;
  const std::size_t wave = chain / threads;
  const double seconds = kAnnealingShare * settings_.max_seconds / static_cast<double>(waves);
  const double begin = seconds * (static_cast<double>(wave) + from);
  const double end = seconds * (static_cast<double>(wave) + to);
  const std::size_t steps_of_chain = settings_.steps / kChains;
  const double steps = std::max(1.0, static_cast<double>(steps_of_chain) * (to - from));
  return [this, begin, end, steps, done = 0.0](std::size_t more) mutable {
    done += static_cast<double>(more);
    const std::size_t all = steps_ += more;
    if (context_.stop.stop_requested()) return 1.0;
    if (more > 0 && context_.on_progress && omp_get_thread_num() == 0) tell(all);
    if (settings_.max_seconds <= 0.0) return done / steps;
    const double by_time = (clock_.seconds() - begin) / (end - begin);
    if (by_time >= 1.0 && done < steps) ended_by_time_ = true;
    return std::max(done / steps, by_time);
  };
}

/// In steps; of a search that has less time than steps, in the share of its time.
void Search::tell(std::size_t steps) const {
  const auto of = static_cast<double>(settings_.steps);
  double done = static_cast<double>(steps);
  if (settings_.max_seconds > 0.0) done = std::max(done, of * clock_.seconds() / settings_.max_seconds);
  context_.on_progress({"search", static_cast<std::size_t>(std::min(done, of)), settings_.steps, 0});
}

SearchProgress Search::descent() {
  return [this](std::size_t) {
    if (context_.stop.stop_requested()) return 1.0;
    if (settings_.max_seconds <= 0.0 || clock_.seconds() < settings_.max_seconds) return 0.0;
    ended_by_time_ = true;
    return 1.0;
  };
}

void Search::run_chain(std::size_t chain, const Plan& start, double hot) {
  constexpr double kCold = 5e-5;
  constexpr double kReheated = 0.3;
  constexpr std::size_t kFewUnits = 20;
  constexpr std::size_t kPoolOfEach = 4;
  workers_[chain] = std::make_unique<SearchWorker>(problem_, settings_.seed, chain,
                                                   settings_.keep_best > 1 ? kPoolOfEach * settings_.keep_best : 0);
  SearchWorker& worker = *workers_[chain];
  worker.start(start);
  // A small case is begun anew several times, a large one needs one long annealing.
  const std::size_t parts = problem_.places.movable().size() < kFewUnits ? 8 : 2;
  for (std::size_t part = 0; part < parts; ++part) {
    if (part % 2 == 1 && worker.has_best()) worker.start_from_best();
    const auto from = static_cast<double>(part) / static_cast<double>(parts);
    const auto to = static_cast<double>(part + 1) / static_cast<double>(parts);
    worker.anneal(part % 2 == 1 ? hot * kReheated : hot, kCold, annealing(chain, from, to));
  }
}

/// The best plan made locally best, and those that differ in what is given up.
void Search::find_plans(SearchWorker& worker, SearchAnswer& answer) {
  const SearchProgress progress = descent();
  worker.start_from_best();
  worker.descend(false, progress);
  const auto add = [&] {
    FoundPlan found{worker.plan(), {}};
    found.cost = cost_of(problem_.c, found.plan);
    answer.best.push_back(std::move(found));
  };
  worker.start_from_best();
  add();
  if (settings_.keep_best < 2) return;
  worker.try_neighbours();
  std::vector<SearchPool::Entry> entries;
  for (const std::unique_ptr<SearchWorker>& w : workers_) {
    entries.insert(entries.end(), w->pool().entries().begin(), w->pool().entries().end());
  }
  for (const SearchPool::Entry& entry : entries) {
    worker.start(entry.choices);
    worker.descend(true, progress);
    if (worker.cost() < std::numeric_limits<double>::infinity()) add();
  }
}

/// The cheapest of each set of premises that are given up, the best first.
void keep_distinct(std::vector<FoundPlan>& plans, std::size_t most) {
  std::vector<std::pair<double, std::size_t>> order;  // equal costs: as they were found
  order.reserve(plans.size());
  for (std::size_t i = 0; i < plans.size(); ++i) order.emplace_back(plans[i].cost.objective_dkk_per_year, i);
  std::sort(order.begin(), order.end());
  std::vector<std::vector<bool>> seen;
  std::vector<FoundPlan> kept;
  for (const auto& [cost, i] : order) {
    FoundPlan& found = plans[i];
    std::vector<bool> given_up;
    given_up.reserve(found.plan.held.size());
    for (const std::vector<int>& held : found.plan.held) given_up.push_back(held.back() == 0);
    if (kept.size() >= most || std::find(seen.begin(), seen.end(), given_up) != seen.end()) continue;
    seen.push_back(std::move(given_up));
    kept.push_back(std::move(found));
  }
  plans = std::move(kept);
}

SearchAnswer Search::run(const std::array<const Plan*, kChains>& starts, const std::array<double, kChains>& hot) {
  core::FirstError first_error;
#pragma omp parallel for schedule(static, 1) num_threads(threads_)
  for (std::size_t chain = 0; chain < kChains; ++chain) {
    try {
      if (!first_error.is_kept()) run_chain(chain, *starts[chain], hot[chain]);
    } catch (...) {
      first_error.keep(std::current_exception());
    }
  }
  first_error.rethrow();
  const auto best = std::min_element(workers_.begin(), workers_.end(),
                                     [](const auto& a, const auto& b) { return a->best_cost() < b->best_cost(); });
  SearchAnswer answer;
  if ((*best)->has_best()) find_plans(**best, answer);
  core::stop_if_asked(context_);
  keep_distinct(answer.best, std::max<std::size_t>(1, settings_.keep_best));
  answer.ended_by_time = ended_by_time_;
  for (const std::unique_ptr<SearchWorker>& worker : workers_) answer.steps += worker->steps();
  return answer;
}

/// Whether it breaks a limit other than those of money.
bool lacks_desks(const ConsolidationCase& c, const Plan& plan) {
  return std::ranges::any_of(
      breaches(c, plan), [](const Breach& breach) { return breach.limit != Limit::budget && breach.limit != Limit::payback; });
}

/// Everybody at once where there is a desk, if a way is found.
void seat_all(const ConsolidationCase& c, Plan& plan) {
  Seated found = seated(c);
  if (found.fit != Fit::yes) return;
  plan.seat = std::move(found.seat);
  std::ranges::fill(plan.move_period, 0);
  release(c, plan);
}

/// Temperatures are shares of typical premises; where there are few, each is a larger part of the whole.
double hot_of(const ConsolidationCase& c, double hot) {
  constexpr double kMany = 30.0;
  return hot * std::max(1.0, kMany / static_cast<double>(std::max<std::size_t>(1, c.premises.size())));
}

}  // namespace

SearchAnswer search_plan(const ConsolidationCase& c, const SearchSettings& settings, const core::RunContext& context) {
  const Plan greedy = greedy_plan(c).plan;
  Plan other = stay(c);
  if (lacks_desks(c, greedy) && lacks_desks(c, other)) seat_all(c, other);
  return Search(c, settings, context).run({&greedy, &other}, {hot_of(c, 0.015), hot_of(c, 0.05)});
}

SearchAnswer improve_plan(const ConsolidationCase& c, const Plan& start, const SearchSettings& settings,
                          const core::RunContext& context) {
  check_case(c);
  check_plan(c, start);
  return Search(c, settings, context).run({&start, &start}, {hot_of(c, 0.003), hot_of(c, 0.015)});
}

}  // namespace tvilling::scenarios
