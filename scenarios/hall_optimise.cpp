// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_optimise.hpp"

#include <fmt/format.h>
#include <omp.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <exception>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

#include "core/error.hpp"
#include "core/first_error.hpp"
#include "scenarios/batch_group.hpp"
#include "scenarios/hall_candidates.hpp"
#include "scenarios/hall_variants_run.hpp"
#include "scenarios/local_search.hpp"

namespace tvilling::scenarios {

namespace {

constexpr std::size_t kScanPoints = 96;
constexpr std::size_t kLocalStarts = 6;
constexpr std::size_t kRefined = 2;  // of what a round of COBYLA comes to
constexpr std::size_t kMostRounds = 3;
constexpr double kSmallGain = 2e-4;  // of the goal: a round that gives less is the last
constexpr double kIdleGain = 1e-6;   // of the goal: a change that gives no more is none
constexpr int kLocalEvaluations = 80;
constexpr double kFarStep = 0.25;  // of the ranges
constexpr std::array<std::ptrdiff_t, 3> kPairStrides{8, 3, 1};
constexpr std::array kNearSteps{0.2, 0.08};
constexpr std::string_view kLocal = "2 of 3: COBYLA";
constexpr std::string_view kFine = "3 of 3: fine steps";
constexpr std::ptrdiff_t kCoarsestStride = 8;

/// Where COBYLA starts, and how far it looks first.
struct Start {
  OperationValues values;
  double first_step = 0.0;
};

/// The search for the best operation, stage by stage.
class Optimiser {
 public:
  Optimiser(Candidates& candidates, const core::RunContext& context) : candidates_(candidates), context_(context) {
    const std::vector<OperationVariable>& variables = candidates.variables();
    for (std::size_t v = 0; v < variables.size(); ++v) {
      if (variables[v].free()) free_.push_back(v);
    }
  }

  OperationValues run() {
    scan();
    std::vector<OperationValues> starts = scanned_;
    sort(starts);
    starts.resize(std::min(starts.size(), kLocalStarts));
    if (std::ranges::find(starts, candidates_.present()) == starts.end()) starts.back() = candidates_.present();
    std::vector<Start> far;
    far.reserve(starts.size());
    for (const OperationValues& start : starts) far.push_back({start, kFarStep});
    OperationValues best = best_of(search_from(far), candidates_.present());
    for (std::size_t round = 0; round < kMostRounds; ++round) {
      std::vector<Start> near;
      near.reserve(kNearSteps.size());
      for (const double first_step : kNearSteps) near.push_back({best, first_step});
      const double before = candidates_.known(best).objective;
      best = best_of(search_from(near), best);
      for (const std::ptrdiff_t stride : kPairStrides) step_in_pairs(best, stride);
      if (before - candidates_.known(best).objective < kSmallGain * std::abs(before)) break;
    }
    finish(best);
    put_back_idle_numbers(best);
    return best;
  }

  /// Neighbours by single steps: one number a stride up or down.
  [[nodiscard]] std::vector<OperationValues> neighbours(const OperationValues& at, std::ptrdiff_t stride) const {
    std::vector<OperationValues> all;
    for (const std::size_t v : free_) {
      for (const std::ptrdiff_t sign : {-1, 1}) {
        OperationValues moved = at;
        if (move(moved, v, sign * stride)) all.push_back(std::move(moved));
      }
    }
    return all;
  }

 private:
  [[nodiscard]] const OperationVariable& variable(std::size_t v) const { return candidates_.variables()[v]; }

  void look_at_all(const std::vector<OperationValues>& all, std::string_view phase) {
    candidates_.look_at_all(all, [this, phase](std::size_t done, std::size_t of) {
      if (context_.on_progress) context_.on_progress({phase, done, of, 0});
    });
  }

  /// Each number at its ends with the others as they are, and points all over the ranges.
  void scan() {
    std::vector<OperationValues> points;
    for (const std::size_t v : free_) {
      for (const double end : {variable(v).values.front(), variable(v).values.back()}) {
        points.push_back(candidates_.present());
        points.back()[v] = end;
      }
    }
    for (std::size_t p = 0; p < kScanPoints; ++p) points.push_back(values_at(halton_point(p, free_.size())));
    scanned_ = points;
    scanned_.push_back(candidates_.present());
    look_at_all(points, "1 of 3: points all over the ranges");
  }

  /// The best first; equals by their values.
  void sort(std::vector<OperationValues>& points) const {
    std::ranges::sort(points, [this](const OperationValues& a, const OperationValues& b) {
      const Candidate& x = candidates_.known(a);
      const Candidate& y = candidates_.known(b);
      return is_better(x, y) || (!is_better(y, x) && a < b);
    });
  }

  /// The best of what comes of the points, set to steps and refined, and of `known`.
  OperationValues best_of(std::vector<OperationValues> points, const OperationValues& known) {
    for (OperationValues& values : points) values = set_to_steps(values);
    points.insert(points.begin(), known);
    look_at_all(points, kFine);
    sort(points);
    points.erase(std::unique(points.begin(), points.end()), points.end());
    points.resize(std::min(points.size(), kRefined));
    for (OperationValues& values : points) values = refine(values);
    sort(points);
    return is_better(candidates_.known(points.front()), candidates_.known(known)) ? points.front() : known;
  }

  /// Takes back changes that bring nothing: the fewer, the better. Says whether there were any.
  bool keep_idle_numbers(OperationValues& at) {
    bool any = false;
    for (const std::size_t v : free_) {
      if (at[v] == variable(v).present) continue;
      OperationValues kept = at;
      kept[v] = variable(v).present;
      look_at_all({kept}, kFine);
      if (is_better(candidates_.known(at), candidates_.known(kept))) continue;
      at = std::move(kept);
      any = true;
    }
    return any;
  }

  /// Nobody turns a number for less than a millionth of the goal. Last of all: a single step would find the millionth again.
  void put_back_idle_numbers(OperationValues& at) {
    const double idle = kIdleGain * std::abs(candidates_.known(candidates_.present()).objective);
    for (const std::size_t v : free_) {
      if (at[v] == variable(v).present) continue;
      OperationValues kept = at;
      kept[v] = variable(v).present;
      look_at_all({kept}, kFine);
      const Candidate& without = candidates_.known(kept);
      const Candidate& with = candidates_.known(at);
      if (without.violation <= with.violation && without.objective <= with.objective + idle) at = std::move(kept);
    }
    look_at_all(neighbours(at, 1), kFine);
  }

  [[nodiscard]] OperationValues values_at(std::span<const double> unit) const {
    OperationValues values = candidates_.present();
    for (std::size_t i = 0; i < free_.size(); ++i) {
      const std::vector<double>& range = variable(free_[i]).values;
      values[free_[i]] = range.front() + unit[i] * (range.back() - range.front());
    }
    return values;
  }
  [[nodiscard]] std::vector<double> unit_of(const OperationValues& values) const {
    std::vector<double> unit;
    for (const std::size_t v : free_) {
      const std::vector<double>& range = variable(v).values;
      unit.push_back((values[v] - range.front()) / (range.back() - range.front()));
    }
    return unit;
  }

  /// COBYLA from each start; the starts share out the threads.
  std::vector<OperationValues> search_from(const std::vector<Start>& starts) {
    std::vector<OperationValues> found(starts.size());
    const double scale = std::abs(candidates_.known(candidates_.present()).objective);
    core::FirstError first_error;
    const std::size_t most = starts.size() * static_cast<std::size_t>(kLocalEvaluations);
    std::atomic<std::size_t> done{0};
#pragma omp parallel num_threads(std::min(thread_count(context_), static_cast<int>(starts.size())))
    {
      models::HourlySeries hourly;
      const auto value = [&](std::span<const double> unit) {
        const Candidate& candidate = candidates_.look(values_at(unit), hourly);
        const std::size_t now = std::min(++done, most);
        if (omp_get_thread_num() == 0 && context_.on_progress) context_.on_progress({kLocal, now, most, 0});
        return SearchValue{scale > 0.0 ? candidate.objective / scale : candidate.objective, candidate.excess};
      };
#pragma omp for schedule(dynamic, 1)
      for (std::size_t s = 0; s < starts.size(); ++s) {
        try {
          if (first_error.is_kept()) continue;
          found[s] = values_at(search_locally(value, unit_of(starts[s].values), candidates_.limits().size(), kLocalEvaluations,
                                              starts[s].first_step));
        } catch (...) {
          first_error.keep(std::current_exception());
        }
      }
    }
    first_error.rethrow();
    if (context_.on_progress) context_.on_progress({kLocal, most, most, 0});  // searches may end early
    return found;
  }

  /// The nearest values that a controller is set to.
  [[nodiscard]] OperationValues set_to_steps(OperationValues values) const {
    for (const std::size_t v : free_) {
      values[v] = *std::ranges::min_element(variable(v).values, {}, [&](double value) { return std::abs(value - values[v]); });
    }
    return values;
  }

  /// Moves one number by so many values, to the end at most; false when it stands there.
  bool move(OperationValues& values, std::size_t v, std::ptrdiff_t by) const {
    const std::vector<double>& all = variable(v).values;
    const std::ptrdiff_t at = std::ranges::lower_bound(all, values[v]) - all.begin();
    const std::ptrdiff_t to = std::clamp<std::ptrdiff_t>(at + by, 0, static_cast<std::ptrdiff_t>(all.size()) - 1);
    values[v] = all[static_cast<std::size_t>(to)];
    return to != at;
  }

  /// Goes to the best of the moves as long as one is better; says whether it went.
  bool step(OperationValues& at, const std::vector<OperationValues>& moves) {
    look_at_all(moves, kFine);
    const OperationValues* best = &at;
    for (const OperationValues& moved : moves) {
      if (is_better(candidates_.known(moved), candidates_.known(*best))) best = &moved;
    }
    if (best == &at) return false;
    at = OperationValues(*best);
    return true;
  }

  /// All single moves that better, made together: numbers that hardly touch each other need fewer rounds.
  [[nodiscard]] OperationValues together(const OperationValues& at, const std::vector<OperationValues>& moves) const {
    OperationValues joint = at;
    for (const OperationValues& moved : moves) {
      if (!is_better(candidates_.known(moved), candidates_.known(at))) continue;
      for (const std::size_t v : free_) {
        if (moved[v] != at[v]) joint[v] = moved[v];
      }
    }
    return joint;
  }

  [[nodiscard]] std::vector<OperationValues> pairs(const OperationValues& at, std::ptrdiff_t stride) const {
    std::vector<OperationValues> all;
    for (std::size_t i = 0; i < free_.size(); ++i) {
      for (std::size_t j = i + 1; j < free_.size(); ++j) {
        for (const auto& [a, b] : {std::pair{-stride, -stride}, {-stride, stride}, {stride, -stride}, {stride, stride}}) {
          OperationValues moved = at;
          if (move(moved, free_[i], a) && move(moved, free_[j], b)) all.push_back(std::move(moved));
        }
      }
    }
    return all;
  }
  /// Two numbers at once, along a limit that neither can pass alone; as long as it is worth the many years.
  void step_in_pairs(OperationValues& at, std::ptrdiff_t stride) {
    double before = 0.0;
    do {
      before = candidates_.known(at).objective;
      if (!step(at, pairs(at, stride))) return;
      singles(at, 1);
    } while (before - candidates_.known(at).objective > kSmallGain * std::abs(before));
  }
  /// To where no step of one number is better, and no change idle.
  void finish(OperationValues& at) {
    do singles(at, 1);
    while (keep_idle_numbers(at));
  }
  OperationValues refine(OperationValues at) {
    for (std::ptrdiff_t stride = kCoarsestStride; stride > 0; stride /= 2) singles(at, stride);
    return at;
  }
  void singles(OperationValues& at, std::ptrdiff_t stride) {
    while (true) {
      const std::vector<OperationValues> moves = neighbours(at, stride);
      const OperationValues before = at;
      if (!step(at, moves)) return;
      (void)step(at, {together(before, moves)});
    }
  }

  Candidates& candidates_;
  const core::RunContext& context_;
  std::vector<std::size_t> free_;
  std::vector<OperationValues> scanned_;
};

/// A limit is active when it refuses a neighbour that would be better, or when a changed value stands on it.
std::vector<LimitFound> limits_of(const Candidates& candidates, const OperationValues& best,
                                  const std::vector<OperationValues>& neighbours) {
  constexpr double kSame = 1e-9;
  const Candidate& chosen = candidates.known(best);
  std::vector<LimitFound> limits;
  for (std::size_t i = 0; i < candidates.limits().size(); ++i) {
    const OperationLimit& limit = candidates.limits()[i];
    LimitFound found{limit, chosen.limited[i], false};
    found.active = found.value != limit.present && std::abs(found.value - limit.bound) < kSame;
    for (const OperationValues& values : neighbours) {
      const Candidate& neighbour = candidates.known(values);
      if (neighbour.failure.empty() && neighbour.objective < chosen.objective && neighbour.excess[i] > 0.0) found.active = true;
    }
    limits.push_back(found);
  }
  return limits;
}

/// Where a range ends that the search would have gone beyond: one step back is worse.
int range_end(const Candidates& candidates, const OperationValues& best, std::size_t v) {
  const OperationVariable& variable = candidates.variables()[v];
  if (!variable.free()) return 0;
  const bool low = best[v] == variable.values.front();
  const bool high = best[v] == variable.values.back();
  if (!low && !high) return 0;
  OperationValues back = best;
  back[v] = low ? variable.values[1] : variable.values[variable.values.size() - 2];
  if (!(candidates.known(back).objective > candidates.known(best).objective)) return 0;
  return low ? -1 : 1;
}

/// Tells the changes one after another, each on top of those before; none, and why, where one of the steps cannot be simulated.
void tell_parts(HallOptimum& optimum, Candidates& candidates, const OperationValues& best) {
  std::vector<OptimisePart> parts;
  OperationValues values = candidates.present();
  models::HourlySeries hourly;
  for (std::size_t v = 0; v < best.size(); ++v) {
    if (best[v] == values[v]) continue;
    const HallFigures before = candidates.known(values).figures;
    values[v] = best[v];
    const Candidate& after = candidates.look(values, hourly);
    if (!after.failure.empty()) {
      optimum.no_parts_because = after.failure;
      return;
    }
    OptimisePart part{v, {}};
    for (std::size_t f = 0; f < kHallFigureCount; ++f) part.change.value[f] = after.figures.value[f] - before.value[f];
    parts.push_back(part);
  }
  optimum.parts = std::move(parts);
}

HallFigures unchanged_figures(const HallCase& hall, const HallFigures& present) {
  if (content_key(hall.base, hall.environment_key) == content_key(hall.start, hall.environment_key)) return present;
  models::HourlySeries hourly;
  const VariantRun run = run_variant(hall, hall.base, hourly);
  if (run.failure.empty()) return hall_figures(run.result);
  throw core::Error(core::ErrorKind::bad_input,
                    fmt::format("hall {} cannot be simulated unchanged: {}", hall.base.building_id, run.failure));
}

}  // namespace

HallFigure figure_of(OptimiseGoal goal) noexcept {
  return goal == OptimiseGoal::cost ? HallFigure::cost : HallFigure::co2;
}

HallOptimum optimise_hall(const HallCase& hall, const OptimiseOptions& options, const core::RunContext& context) {
  Candidates candidates(hall, operation_variables(hall.start, hall.base, options.choice), figure_of(options.goal), context);
  Optimiser optimiser(candidates, context);
  const OperationValues best = optimiser.run();
  HallOptimum optimum;
  optimum.goal = options.goal;
  for (std::size_t v = 0; v < best.size(); ++v) {
    optimum.operation.push_back({candidates.variables()[v], best[v], range_end(candidates, best, v)});
  }
  optimum.limits = limits_of(candidates, best, optimiser.neighbours(best, 1));
  optimum.present = candidates.known(candidates.present()).figures;
  optimum.best = candidates.known(best).figures;
  optimum.unchanged = unchanged_figures(hall, optimum.present);
  tell_parts(optimum, candidates, best);
  optimum.measures = candidates.measures_for(best);
  optimum.better = best != candidates.present();
  optimum.simulations = candidates.count();
  std::tie(optimum.failed, optimum.first_failure) = candidates.failures();
  return optimum;
}

}  // namespace tvilling::scenarios
