// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/locks.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "scenarios/consolidation/exact.hpp"
#include "scenarios/consolidation/fit.hpp"
#include "scenarios/milp/linear_model.hpp"

namespace tvilling::scenarios {

namespace {

constexpr double kTaken = 0.5;

/// The case with some of its locks only; none: two of them contradict each other in one place.
std::optional<ConsolidationCase> with_only(const ConsolidationCase& c, const std::vector<CaseLock>& locks,
                                           const std::vector<bool>& kept) {
  ConsolidationCase part = c;
  for (const CaseLock& lock : locks) {
    if (lock.kind == CaseLockKind::unit_stays) {
      part.units[lock.where].locked = false;
    } else {
      part.premises[lock.where].fate = Fate::open;
    }
  }
  for (std::size_t i = 0; i < locks.size(); ++i) {
    if (!kept[i]) continue;
    if (locks[i].kind == CaseLockKind::unit_stays) {
      part.units[locks[i].where].locked = true;
      continue;
    }
    const Fate fate = locks[i].kind == CaseLockKind::premises_kept ? Fate::keep : Fate::close;
    Fate& now = part.premises[locks[i].where].fate;
    if (now != Fate::open && now != fate) return std::nullopt;
    now = fate;
  }
  return part;
}

Fit fit_with(const ConsolidationCase& c, const std::vector<CaseLock>& locks, const std::vector<bool>& kept,
             FitEffort effort = FitEffort::branch) {
  const std::optional<ConsolidationCase> part = with_only(c, locks, kept);
  return part ? fit_of(*part, effort) : Fit::no;
}

/// Locks that are left out when as many as go are kept with `kept`, in their order.
std::vector<std::size_t> correction_of(const ConsolidationCase& c, const std::vector<CaseLock>& locks, std::vector<bool> kept) {
  std::vector<std::size_t> left_out;
  for (std::size_t i = 0; i < locks.size(); ++i) {
    if (kept[i]) continue;
    kept[i] = true;
    if (fit_with(c, locks, kept, FitEffort::quick) == Fit::yes) continue;
    kept[i] = false;
    left_out.push_back(i);
  }
  return left_out;
}

/// The fewest locks of which each set has one.
std::vector<std::size_t> smallest_hitting_set(const std::vector<std::vector<std::size_t>>& sets, std::size_t locks) {
  LinearModel model;
  for (std::size_t i = 0; i < locks; ++i) model.add_column(0.0, 1.0, 1.0, true);
  for (const std::vector<std::size_t>& set : sets) {
    std::vector<LinearTerm> row;
    row.reserve(set.size());
    for (const std::size_t i : set) row.push_back({i, 1.0});
    model.add_row(1.0, kUnbounded, std::move(row));
  }
  const IntegerAnswer found = solve_integer(model, {}, {0.0, 1'000'000, 0.0});
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < found.value.size(); ++i) {
    if (found.value[i] > kTaken) chosen.push_back(i);
  }
  return chosen;
}

/// What is left of a conflict when every lock is dropped that it does not need, those of few desks first. `unsure`: of some it is
/// not known whether they are needed.
std::vector<bool> shrunk(const ConsolidationCase& c, const std::vector<CaseLock>& locks, std::vector<bool> kept, FitEffort effort,
                         bool& unsure) {
  std::vector<std::size_t> order(locks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto desks = [&](std::size_t i) {
    const CaseLock& lock = locks[i];
    return lock.kind == CaseLockKind::unit_stays ? c.units[lock.where].desks_high : c.premises[lock.where].desks;
  };
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return desks(a) < desks(b) || (desks(a) == desks(b) && a < b); });
  unsure = false;
  for (const std::size_t i : order) {
    if (!kept[i]) continue;
    kept[i] = false;
    const Fit fit = fit_with(c, locks, kept, effort);
    if (fit != Fit::no) kept[i] = true;
    unsure = unsure || fit == Fit::unknown;
  }
  return kept;
}

LockConflict shrunk_conflict(const ConsolidationCase& c, const std::vector<CaseLock>& locks) {
  LockConflict conflict;
  bool unsure = false;
  // Branch and bound only for the few that are left.
  std::vector<bool> kept = shrunk(c, locks, std::vector<bool>(locks.size(), true), FitEffort::linear, unsure);
  kept = shrunk(c, locks, std::move(kept), FitEffort::branch, unsure);
  for (std::size_t i = 0; i < locks.size(); ++i) {
    if (kept[i]) conflict.locks.push_back(i);
  }
  conflict.proof = unsure ? ConflictProof::contradicts : ConflictProof::irreducible;
  return conflict;
}

}  // namespace

bool is_feasible(const ConsolidationCase& c) {
  return fit_of(c) == Fit::yes;
}

LockConflict smallest_conflict(const ConsolidationCase& c, const std::vector<CaseLock>& locks) {
  constexpr std::size_t kMostRounds = 60;
  if (fit_with(c, locks, std::vector<bool>(locks.size(), false)) != Fit::yes) return {};
  if (fit_with(c, locks, std::vector<bool>(locks.size(), true)) != Fit::no) return {};
  // Every contradiction has a lock of each correction: the fewest that do, if they contradict each other, are a smallest one
  // (Ignatiev, Previti, Liffiton, Marques-Silva: Smallest MUS extraction with minimal hitting set dualization, CP 2015).
  std::vector<std::vector<std::size_t>> corrections;
  for (std::size_t round = 0; round < kMostRounds; ++round) {
    std::vector<std::size_t> chosen = smallest_hitting_set(corrections, locks.size());
    std::vector<bool> kept(locks.size(), false);
    for (const std::size_t i : chosen) kept[i] = true;
    const Fit fit = fit_with(c, locks, kept);
    if (fit == Fit::no) return {std::move(chosen), ConflictProof::smallest};
    if (fit == Fit::unknown) break;
    corrections.push_back(correction_of(c, locks, kept));
  }
  return shrunk_conflict(c, locks);
}

}  // namespace tvilling::scenarios
