// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/search.hpp"

#include <omp.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <memory>

#include "core/error.hpp"
#include "core/first_error.hpp"
#include "core/stopwatch.hpp"
#include "scenarios/batch_group.hpp"
#include "scenarios/consolidation/search_worker.hpp"

namespace tvilling::scenarios {

namespace {

constexpr std::size_t kChains = 4;

class Search {
 public:
  Search(const ConsolidationCase& c, const SearchSettings& settings, const core::RunContext& context)
      : problem_(c), settings_(settings), context_(context) {}

  SearchAnswer run(const std::vector<Plan>& starts, double hot);

 private:
  void run_chain(std::size_t chain, const Plan& start, double hot);
  /// Of the n-th of so many parts of a chain.
  SearchProgress progress_of(std::size_t chain, double from, double to, std::size_t steps);

  SearchProblem problem_;
  SearchSettings settings_;
  const core::RunContext& context_;
  core::Stopwatch clock_;
  std::vector<std::unique_ptr<SearchWorker>> workers_{kChains};
  std::atomic<std::size_t> steps_{0};
  std::atomic<bool> ended_by_time_{false};
  int threads_ = 1;
};

SearchProgress Search::progress_of(std::size_t chain, double from, double to, std::size_t steps) {
  const auto waves = static_cast<double>((kChains + static_cast<std::size_t>(threads_) - 1) / static_cast<std::size_t>(threads_));
  const auto wave = static_cast<double>(chain / static_cast<std::size_t>(threads_));
  const double begin = settings_.max_seconds * (wave + from) / waves;
  const double end = settings_.max_seconds * (wave + to) / waves;
  return [this, begin, end, steps, done = std::size_t{0}](std::size_t more) mutable {
    done += more;
    const std::size_t all = steps_ += more;
    if (context_.stop.stop_requested()) return 1.0;
    if (more > 0 && context_.on_progress && omp_get_thread_num() == 0) {
      context_.on_progress({"search", std::min(all, settings_.steps), settings_.steps, 0});
    }
    const double by_steps = static_cast<double>(done) / static_cast<double>(std::max<std::size_t>(1, steps));
    if (settings_.max_seconds <= 0.0) return by_steps;
    const double by_time = (clock_.seconds() - begin) / (end - begin);
    if (by_time >= 1.0 && by_steps < 1.0) ended_by_time_ = true;
    return std::max(by_steps, by_time);
  };
}

void Search::run_chain(std::size_t chain, const Plan& start, double hot) {
  constexpr std::size_t kParts = 3;
  constexpr double kCold = 2e-4;
  constexpr double kReheat = 0.3;
  workers_[chain] = std::make_unique<SearchWorker>(problem_, settings_.seed, chain);
  SearchWorker& worker = *workers_[chain];
  worker.start(start);
  double from = hot;
  for (std::size_t part = 0; part < kParts; ++part) {
    if (part > 0 && worker.has_best()) worker.start_from_best();
    const SearchProgress progress = progress_of(chain, static_cast<double>(part) / kParts, static_cast<double>(part + 1) / kParts,
                                                settings_.steps / kChains / kParts);
    worker.anneal(from, kCold, progress);
    from *= kReheat;
  }
  if (worker.has_best()) worker.start_from_best();
  worker.descend(false, [this](std::size_t) { return context_.stop.stop_requested() ? 1.0 : 0.0; });
}

SearchAnswer Search::run(const std::vector<Plan>& starts, double hot) {
  threads_ = std::clamp(thread_count(context_), 1, static_cast<int>(kChains));
  core::FirstError first_error;
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads_)
  for (std::size_t chain = 0; chain < kChains; ++chain) {
    try {
      if (!first_error.is_kept()) run_chain(chain, starts[chain % starts.size()], hot);
    } catch (...) {
      first_error.keep(std::current_exception());
    }
  }
  first_error.rethrow();
  if (context_.stop.stop_requested()) throw core::Error(core::ErrorKind::interrupted, "stopped as asked");
  SearchAnswer answer;
  answer.ended_by_time = ended_by_time_;
  for (const std::unique_ptr<SearchWorker>& worker : workers_) answer.steps += worker->steps();
  const auto best = std::min_element(workers_.begin(), workers_.end(),
                                     [](const auto& a, const auto& b) { return a->best_cost() < b->best_cost(); });
  if ((*best)->has_best()) {
    FoundPlan found;
    found.plan = (*best)->best_plan();
    found.cost = cost_of(problem_.c, found.plan);
    answer.best.push_back(std::move(found));
  }
  return answer;
}

}  // namespace

SearchAnswer search_plan(const ConsolidationCase& c, const SearchSettings& settings, const core::RunContext& context) {
  constexpr double kHot = 0.05;
  const FoundPlan greedy = greedy_plan(c);
  return Search(c, settings, context).run({greedy.plan, stay(c)}, kHot);
}

SearchAnswer improve_plan(const ConsolidationCase& c, const Plan& start, const SearchSettings& settings,
                          const core::RunContext& context) {
  constexpr double kHot = 0.01;
  check_case(c);
  return Search(c, settings, context).run({start}, kHot);
}

}  // namespace tvilling::scenarios
