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

bool has_lock(const std::vector<CaseLock>& locks, CaseLockKind kind, std::size_t where) {
  return std::any_of(locks.begin(), locks.end(), [&](const CaseLock& l) { return l.kind == kind && l.where == where; });
}

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

/// What is left of a conflict when every lock is dropped that it does not need, those of few desks first.
std::vector<std::size_t> shrunk(const ConsolidationCase& c, const std::vector<CaseLock>& locks) {
  std::vector<std::size_t> order(locks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto desks = [&](std::size_t i) {
    const CaseLock& lock = locks[i];
    return lock.kind == CaseLockKind::unit_stays ? c.units[lock.where].desks_high : c.premises[lock.where].desks;
  };
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return desks(a) < desks(b) || (desks(a) == desks(b) && a < b); });
  std::vector<bool> kept(locks.size(), true);
  for (const std::size_t i : order) {
    kept[i] = false;
    if (fit_with(c, locks, kept, FitEffort::linear) != Fit::no) kept[i] = true;
  }
  std::vector<std::size_t> conflict;
  for (std::size_t i = 0; i < locks.size(); ++i) {
    if (kept[i]) conflict.push_back(i);
  }
  return conflict;
}

}  // namespace

ConsolidationCase without(const ConsolidationCase& c, const std::vector<CaseLock>& locks, std::size_t lock) {
  ConsolidationCase free = c;
  const CaseLock& gone = locks.at(lock);
  std::vector<CaseLock> left = locks;
  left.erase(left.begin() + static_cast<std::ptrdiff_t>(lock));
  if (has_lock(left, gone.kind, gone.where)) return free;
  if (gone.kind == CaseLockKind::unit_stays) {
    free.units[gone.where].locked = false;
    return free;
  }
  Fate& fate = free.premises[gone.where].fate;
  const bool is_kept = gone.kind == CaseLockKind::premises_kept;
  if (fate != (is_kept ? Fate::keep : Fate::close)) return free;
  const bool has_other = has_lock(left, is_kept ? CaseLockKind::premises_closed : CaseLockKind::premises_kept, gone.where);
  fate = !has_other ? Fate::open : is_kept ? Fate::close : Fate::keep;
  return free;
}

bool is_feasible(const ConsolidationCase& c) {
  return fit_of(c) == Fit::yes;
}

std::vector<std::size_t> smallest_conflict(const ConsolidationCase& c, const std::vector<CaseLock>& locks) {
  constexpr std::size_t kMostRounds = 60;
  if (fit_with(c, locks, std::vector<bool>(locks.size(), false)) != Fit::yes) return {};
  if (fit_with(c, locks, std::vector<bool>(locks.size(), true)) != Fit::no) return {};
  // Every contradiction has a lock of each correction: the fewest that do, if they contradict each other, are a smallest one
  // (Ignatiev, Previti, Liffiton, Marques-Silva: Smallest MUS extraction with minimal hitting set dualization, CP 2015).
  std::vector<std::vector<std::size_t>> corrections;
  for (std::size_t round = 0; round < kMostRounds; ++round) {
    const std::vector<std::size_t> chosen = smallest_hitting_set(corrections, locks.size());
    std::vector<bool> kept(locks.size(), false);
    for (const std::size_t i : chosen) kept[i] = true;
    const Fit fit = fit_with(c, locks, kept);
    if (fit == Fit::no) return chosen;
    if (fit == Fit::unknown) break;
    corrections.push_back(correction_of(c, locks, kept));
  }
  return shrunk(c, locks);
}

namespace {

LockPrice price_of(const ConsolidationCase& c, const ConsolidationCase& free, const FoundPlan& best, const ExactAnswer* exact,
                   const SearchSettings& settings, const core::RunContext& context) {
  LockPrice price;
  double with = best.cost.objective_dkk_per_year;
  double found = with;
  if (exact != nullptr && exact->plan && is_small(free)) {
    with = std::min(with, cost_of(c, *exact->plan).objective_dkk_per_year);
    const ExactAnswer other = solve_exact(free, exact->plan, {});
    if (other.plan) found = cost_of(free, *other.plan).objective_dkk_per_year;
    price.exact = exact->proven && other.proven;
  } else {
    const SearchAnswer answer = improve_plan(free, best.plan, settings, context);
    if (!answer.best.empty()) found = answer.best.front().cost.objective_dkk_per_year;
  }
  price.dkk_per_year = std::max(0.0, with - found);
  return price;
}

bool is_changed(const ConsolidationCase& a, const ConsolidationCase& b, const CaseLock& lock) {
  return lock.kind == CaseLockKind::unit_stays ? a.units[lock.where].locked != b.units[lock.where].locked
                                               : a.premises[lock.where].fate != b.premises[lock.where].fate;
}

}  // namespace

std::vector<LockPrice> lock_prices(const ConsolidationCase& c, const std::vector<CaseLock>& locks, const FoundPlan& best,
                                   const SearchSettings& settings, const core::RunContext& context) {
  std::optional<ExactAnswer> exact;
  if (is_small(c)) exact = solve_exact(c, best.plan, {});
  std::vector<LockPrice> prices;
  for (std::size_t i = 0; i < locks.size(); ++i) {
    if (context.stop.stop_requested()) throw core::Error(core::ErrorKind::interrupted, "stopped while locks were priced");
    const ConsolidationCase free = without(c, locks, i);
    if (is_changed(c, free, locks[i])) {
      prices.push_back(price_of(c, free, best, exact ? &*exact : nullptr, settings, context));
    } else {
      prices.push_back({0, 0.0, true});
    }
    prices.back().lock = i;
  }
  return prices;
}

}  // namespace tvilling::scenarios
