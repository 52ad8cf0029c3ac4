// SPDX-License-Identifier: MPL-2.0
// The last part of a search: every single change is tried until none betters the plan.
#include <algorithm>

#include "scenarios/consolidation/search_worker.hpp"

namespace tvilling::scenarios {

/// What is tried stays when it betters the score, and else is undone.
bool SearchWorker::keep_if_better(bool same_releases) {
  constexpr double kRoundingDkk = 1e-3;
  ++steps_;
  if (!state_.is_tried()) return false;
  const SearchTotals& totals = state_.totals();
  const double beyond = problem_.beyond_dkk(totals);
  const double now = score(totals, beyond);
  if (now >= score_ - kRoundingDkk || (same_releases && state_.changes_use())) {
    state_.undo();
    return false;
  }
  score_ = now;
  beyond_ = beyond;
  note_best(totals, beyond);
  state_.keep();
  return true;
}

bool SearchWorker::descend_units(bool same_releases) {
  bool better = false;
  for (const std::uint32_t u : problem_.places.movable()) {
    for (const std::uint32_t p : problem_.places.places(u)) {
      for (std::size_t t = 0; t < state_.periods(); ++t) {
        state_.put(u, p, t);
        better |= keep_if_better(same_releases);
      }
    }
  }
  return better;
}

bool SearchWorker::descend_swaps(bool same_releases) {
  bool better = false;
  const std::vector<std::uint32_t>& movable = problem_.places.movable();
  for (std::size_t i = 0; i < movable.size(); ++i) {
    for (std::size_t j = i + 1; j < movable.size(); ++j) {
      if (changes_.swap(movable[i], movable[j])) better |= keep_if_better(same_releases);
    }
  }
  return better;
}

bool SearchWorker::descend_premises(bool same_releases) {
  bool better = false;
  for (std::size_t p = 0; p < problem_.c.premises.size(); ++p) {
    for (std::size_t t = 0; t < state_.periods(); ++t) {
      for (const SearchChanges::Into into : {SearchChanges::Into::cheapest, SearchChanges::Into::fullest}) {
        if (!changes_.empty(p, t, into, nullptr)) state_.undo();
        better |= keep_if_better(same_releases);
      }
      for (std::size_t q = 0; q < problem_.c.premises.size() && state_.is_used(p); ++q) {
        if (state_.is_used(q) || problem_.c.premises[q].fate == Fate::close) continue;
        if (!changes_.exchange(p, q, t)) state_.undo();
        better |= keep_if_better(same_releases);
      }
    }
  }
  return better;
}

/// All that leave a home, or come to a place, in another period.
bool SearchWorker::descend_times(bool same_releases) {
  bool better = false;
  for (std::size_t p = 0; p < problem_.c.premises.size(); ++p) {
    for (std::size_t t = 0; t < state_.periods(); ++t) {
      for (const std::uint32_t u : problem_.places.home_units(p)) {
        if (state_.seat(u) != p) state_.put(u, state_.seat(u), t);
      }
      better |= keep_if_better(same_releases);
      for (const std::uint32_t u : state_.members(p)) {
        if (problem_.c.units[u].home != p) state_.put(u, p, t);
      }
      better |= keep_if_better(same_releases);
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
        better |= keep_if_better(false);
      }
    }
  }
  return better;
}

void SearchWorker::descend(bool same_releases, const SearchProgress& progress) {
  for (bool better = true; better && progress(0) < 1.0;) {
    better = descend_units(same_releases);
    better |= descend_swaps(same_releases);
    better |= descend_premises(same_releases);
    if (state_.periods() > 1) better |= descend_times(same_releases);
    if (problem_.has_money_limits && !same_releases) better |= descend_releases();
  }
}

}  // namespace tvilling::scenarios
