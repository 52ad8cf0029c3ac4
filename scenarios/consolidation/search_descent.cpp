// SPDX-License-Identifier: MPL-2.0
// The last part of a search: every single change is tried until none betters the plan.
#include <algorithm>

#include "scenarios/consolidation/search_worker.hpp"

namespace tvilling::scenarios {

/// What is tried stays when it betters the score, and else is undone.
bool SearchWorker::keep_if_better() {
  constexpr double kRoundingDkk = 1e-3;
  ++steps_;
  if (!state_.is_tried()) return false;
  const SearchTotals& totals = state_.totals();
  const double beyond = problem_.beyond_dkk(totals);
  const double now = score(totals, beyond);
  if (now >= score_ - kRoundingDkk || (same_use_ && state_.changes_use())) {
    state_.undo();
    return false;
  }
  score_ = now;
  beyond_ = beyond;
  note_best(totals, beyond);
  state_.keep();
  return true;
}

/// All periods in a small case; else now, when the others leave home, and the first.
std::vector<std::size_t> SearchWorker::periods_to_try(std::size_t unit) const {
  constexpr std::size_t kFewMoves = 400;
  std::vector<std::size_t> periods;
  if (state_.periods() * problem_.places.movable().size() <= kFewMoves) {
    for (std::size_t t = 0; t < state_.periods(); ++t) periods.push_back(t);
    return periods;
  }
  periods = {0, state_.move_period(unit), changes_.leaving_period(problem_.c.units[unit].home)};
  std::sort(periods.begin(), periods.end());
  periods.erase(std::unique(periods.begin(), periods.end()), periods.end());
  return periods;
}

bool SearchWorker::descend_units() {
  bool better = false;
  for (const std::uint32_t u : problem_.places.movable()) {
    if (is_over()) return false;
    for (const std::size_t t : periods_to_try(u)) {
      for (const std::uint32_t p : problem_.places.places(u)) {
        state_.put(u, p, t);
        better |= keep_if_better();
      }
    }
  }
  return better;
}

bool SearchWorker::descend_swaps() {
  bool better = false;
  const std::vector<std::uint32_t>& movable = problem_.places.movable();
  for (std::size_t i = 0; i < movable.size(); ++i) {
    if (is_over()) return false;
    for (std::size_t j = i + 1; j < movable.size(); ++j) {
      if (changes_.swap(movable[i], movable[j])) better |= keep_if_better();
    }
  }
  return better;
}

/// All of one premises into unused ones.
bool SearchWorker::descend_exchanges(std::size_t premises) {
  bool better = false;
  const std::size_t when = changes_.leaving_period(premises);
  for (std::size_t q = 0; q < problem_.c.premises.size() && state_.is_used(premises); ++q) {
    if (state_.is_used(q) || problem_.c.premises[q].fate == Fate::close) continue;
    if (!changes_.exchange(premises, q, when)) state_.undo();
    better |= keep_if_better();
  }
  return better;
}

bool SearchWorker::descend_premises() {
  bool better = false;
  const std::size_t premises = problem_.c.premises.size();
  for (std::size_t p = 0; p < premises; ++p) {
    if (is_over()) return false;
    for (std::size_t t = 0; t < state_.periods() && state_.is_used(p); ++t) {
      for (const SearchChanges::Into into : {SearchChanges::Into::cheapest, SearchChanges::Into::fullest}) {
        if (!changes_.empty(p, t, into, nullptr)) state_.undo();
        better |= keep_if_better();
      }
    }
    if (state_.is_used(p)) better |= descend_exchanges(p);
    if (!state_.is_used(p) && changes_.reopen(p)) better |= keep_if_better();
  }
  return better;
}

/// All that leave a home, or come to a place, in another period.
bool SearchWorker::descend_times() {
  bool better = false;
  for (std::size_t p = 0; p < problem_.c.premises.size(); ++p) {
    for (std::size_t t = 0; t < state_.periods(); ++t) {
      changes_.set_leaving(p, t);
      better |= keep_if_better();
      for (const std::uint32_t u : state_.members(p)) {
        if (problem_.c.units[u].home != p) state_.put(u, p, t);
      }
      better |= keep_if_better();
    }
  }
  return better;
}

bool SearchWorker::descend_releases() {
  bool better = false;
  for (std::size_t p = 0; p < problem_.c.premises.size(); ++p) {
    for (int block = 0; block < problem_.c.premises[p].blocks; ++block) {
      for (int t = SearchState::kAuto; t <= static_cast<int>(state_.periods()); ++t) {
        state_.choose(p, block, t);
        better |= keep_if_better();
      }
    }
  }
  return better;
}

void SearchWorker::descend(bool same_use, const SearchProgress& progress) {
  same_use_ = same_use;
  progress_ = &progress;
  for (bool better = true; better && !is_over();) {
    better = descend_units();
    better |= descend_swaps();
    if (!same_use) better |= descend_premises();
    if (state_.periods() > 1) better |= descend_times();
    if (problem_.has_money_limits) better |= descend_releases();
  }
  progress_ = nullptr;
}

}  // namespace tvilling::scenarios
