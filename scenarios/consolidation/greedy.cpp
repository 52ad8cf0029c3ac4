// SPDX-License-Identifier: MPL-2.0
#include <limits>

#include "scenarios/consolidation/search.hpp"
#include "scenarios/consolidation/search_worker.hpp"

namespace tvilling::scenarios {

namespace {

class Greedy {
 public:
  explicit Greedy(const ConsolidationCase& c) : problem_(c), state_(c), changes_(state_, problem_.places, false) {}

  Plan run() {
    if (problem_.has_money_limits) hold_all();
    for (std::size_t p = 0; p < problem_.c.premises.size(); ++p) {
      if (problem_.c.premises[p].fate == Fate::close && state_.is_used(p)) take({p, true, find_period(p, true)});
    }
    for (Step best = find_best(); best.period != kNever; best = find_best()) take(best);
    return state_.plan();
  }

 private:
  static constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();
  /// Premises are emptied, or what nobody needs of them is given up, from a period on.
  struct Step {
    std::size_t premises = 0;
    bool empties = false;
    std::size_t period = kNever;
  };

  /// Where money is short, nothing is given up until it is chosen.
  void hold_all() {
    for (std::size_t p = 0; p < problem_.c.premises.size(); ++p) choose(p, state_.periods());
    state_.keep();
  }

  void choose(std::size_t premises, std::size_t period) {
    for (int block = 0; block < problem_.c.premises[premises].blocks; ++block) {
      state_.choose(premises, block, static_cast<int>(period));
    }
  }

  bool attempt(const Step& step) {
    if (step.empties && !changes_.empty(step.premises, step.period, SearchChanges::Into::fullest_used, nullptr)) return false;
    if (problem_.has_money_limits) choose(step.premises, step.period);
    return state_.is_tried();
  }

  /// The first period in which money allows it; the gain is left in `gain_dkk_`.
  std::size_t find_period(std::size_t premises, bool empties) {
    const SearchTotals before = state_.totals();
    const double beyond = problem_.beyond_dkk(before);
    std::size_t found = kNever;
    for (std::size_t t = 0; t < state_.periods() && found == kNever; ++t) {
      if (attempt({premises, empties, t})) {
        const SearchTotals& now = state_.totals();
        if (now.over_desks <= before.over_desks && problem_.beyond_dkk(now) <= beyond) found = t;
        gain_dkk_ = before.cost_dkk - now.cost_dkk;
      }
      state_.undo();
    }
    return found;
  }

  Step find_best() {
    constexpr double kRoundingDkk = 1e-3;
    Step best;
    double best_gain = kRoundingDkk;
    for (std::size_t p = 0; p < problem_.c.premises.size(); ++p) {
      if (problem_.c.premises[p].fate == Fate::keep) continue;
      for (const bool empties : {true, false}) {
        if (empties ? !state_.is_used(p) : !problem_.has_money_limits) continue;
        const std::size_t period = find_period(p, empties);
        if (period == kNever || gain_dkk_ <= best_gain) continue;
        best = {p, empties, period};
        best_gain = gain_dkk_;
      }
    }
    return best;
  }

  void take(const Step& step) {
    if (step.period != kNever && attempt(step)) {
      state_.keep();
    } else {
      state_.undo();
    }
  }

  SearchProblem problem_;
  SearchState state_;
  SearchChanges changes_;
  double gain_dkk_ = 0.0;
};

}  // namespace

FoundPlan greedy_plan(const ConsolidationCase& c) {
  check_case(c);
  FoundPlan found;
  found.plan = Greedy(c).run();
  found.cost = cost_of(c, found.plan);
  return found;
}

}  // namespace tvilling::scenarios
