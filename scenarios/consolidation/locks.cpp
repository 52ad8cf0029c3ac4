// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/locks.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "scenarios/consolidation/exact.hpp"
#include "scenarios/milp/linear_model.hpp"

namespace tvilling::scenarios {

namespace {

constexpr double kTaken = 0.5;

bool has_lock(const std::vector<CaseLock>& locks, CaseLockKind kind, std::size_t where) {
  return std::any_of(locks.begin(), locks.end(), [&](const CaseLock& l) { return l.kind == kind && l.where == where; });
}

/// Who could sit where at the end, and which locks that gives up: the fewest. Whether everybody fits at all is decided by the
/// last period, for everything may be moved in the first when money does not matter.
class SeatsAndLocks {
 public:
  SeatsAndLocks(const ConsolidationCase& c, const std::vector<CaseLock>& locks) {
    for (std::size_t i = 0; i < locks.size(); ++i) given_up_.push_back(model_.add_column(0.0, 1.0, 1.0, true));
    std::vector<std::vector<LinearTerm>> desks(c.premises.size());
    for (std::size_t u = 0; u < c.units.size(); ++u) add_unit(c, locks, u, desks);
    for (std::size_t p = 0; p < c.premises.size(); ++p) {
      model_.add_row(-kUnbounded, c.premises[p].desks + kDeskTolerance, std::move(desks[p]));
    }
    for (std::size_t i = 0; i < locks.size(); ++i) {
      for (std::size_t j = 0; j < locks.size(); ++j) {
        if (locks[i].kind != CaseLockKind::premises_kept || locks[j].kind != CaseLockKind::premises_closed) continue;
        if (locks[i].where != locks[j].where) continue;
        model_.add_row(1.0, kUnbounded, {{given_up_[i], 1.0}, {given_up_[j], 1.0}});
      }
    }
  }

  /// The fewest locks to be given up when those of `kept` are not; none: nothing is feasible, or nothing was found.
  [[nodiscard]] std::optional<std::vector<std::size_t>> correction(const std::vector<std::size_t>& kept) {
    for (const std::size_t i : kept) model_.column_upper[given_up_[i]] = 0.0;
    const IntegerAnswer found = solve_integer(model_, {}, {0.0, kMostNodes, 0.0});
    for (const std::size_t i : kept) model_.column_upper[given_up_[i]] = 1.0;
    is_proven_ = found.end == BranchEnd::infeasible;
    if (!found.is_found) return std::nullopt;
    std::vector<std::size_t> locks;
    for (std::size_t i = 0; i < given_up_.size(); ++i) {
      if (found.value[given_up_[i]] > kTaken) locks.push_back(i);
    }
    return locks;
  }
  /// Whether the last answer "none" is proven.
  [[nodiscard]] bool is_proven() const noexcept { return is_proven_; }

 private:
  static constexpr int kMostNodes = 20000;

  void add_unit(const ConsolidationCase& c, const std::vector<CaseLock>& locks, std::size_t u,
                std::vector<std::vector<LinearTerm>>& desks) {
    const CaseUnit& unit = c.units[u];
    const bool is_fixed = unit.locked && !has_lock(locks, CaseLockKind::unit_stays, u);
    std::vector<LinearTerm> one;
    std::optional<std::size_t> home;
    for (const std::size_t p : unit.places) {
      const bool is_closed = c.premises[p].fate == Fate::close && !has_lock(locks, CaseLockKind::premises_closed, p);
      if (is_closed || (is_fixed && p != unit.home)) continue;
      const std::size_t seat = model_.add_column(0.0, 1.0, 0.0, true);
      if (p == unit.home) home = seat;
      one.push_back({seat, 1.0});
      desks[p].push_back({seat, unit.desks_high});
      for (std::size_t i = 0; i < locks.size(); ++i) {
        if (locks[i].kind == CaseLockKind::premises_closed && locks[i].where == p) {
          model_.add_row(-kUnbounded, 0.0, {{given_up_[i], -1.0}, {seat, 1.0}});
        }
      }
    }
    for (std::size_t i = 0; i < locks.size(); ++i) {
      if (locks[i].kind != CaseLockKind::unit_stays || locks[i].where != u) continue;
      std::vector<LinearTerm> row{{given_up_[i], 1.0}};
      if (home) row.push_back({*home, 1.0});
      model_.add_row(1.0, kUnbounded, std::move(row));
    }
    model_.add_row(1.0, 1.0, std::move(one));
  }

  LinearModel model_;
  std::vector<std::size_t> given_up_;  ///< [lock] column
  bool is_proven_ = false;
};

/// The fewest locks of which each set has one.
std::vector<std::size_t> smallest_hitting_set(const std::vector<std::vector<std::size_t>>& sets, std::size_t locks) {
  LinearModel model;
  for (std::size_t i = 0; i < locks; ++i) model.add_column(0.0, 1.0, 1.0, true);
  for (const std::vector<std::size_t>& set : sets) {
    std::vector<LinearTerm> row;
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

/// Everybody at home, or the largest first into the fullest place: mostly enough to see that there is a way.
bool is_easy(const ConsolidationCase& c) {
  std::vector<double> room;
  for (const CasePremises& p : c.premises) room.push_back(p.fate == Fate::close ? -1.0 : p.desks + kDeskTolerance);
  std::vector<std::size_t> wanting;
  std::vector<std::size_t> order(c.units.size());
  for (std::size_t u = 0; u < order.size(); ++u) order[u] = u;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (c.units[a].locked != c.units[b].locked) return static_cast<bool>(c.units[a].locked);
    return c.units[a].desks_high > c.units[b].desks_high;
  });
  for (const std::size_t u : order) {
    const CaseUnit& unit = c.units[u];
    if (room[unit.home] >= unit.desks_high) {
      room[unit.home] -= unit.desks_high;
    } else if (unit.locked) {
      return false;
    } else {
      wanting.push_back(u);
    }
  }
  return std::all_of(wanting.begin(), wanting.end(), [&](std::size_t u) {
    const CaseUnit& unit = c.units[u];
    std::optional<std::size_t> best;
    for (const std::size_t p : unit.places) {
      if (room[p] >= unit.desks_high && (!best || room[p] < room[*best])) best = p;
    }
    if (best) room[*best] -= unit.desks_high;
    return best.has_value();
  });
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
  if (is_easy(c)) return true;
  return SeatsAndLocks(c, {}).correction({}).has_value();
}

std::vector<std::size_t> smallest_conflict(const ConsolidationCase& c, const std::vector<CaseLock>& locks) {
  SeatsAndLocks model(c, locks);
  std::vector<std::vector<std::size_t>> corrections;
  std::vector<std::size_t> kept;
  for (;;) {
    const auto correction = model.correction(kept);
    if (!correction) return model.is_proven() ? kept : std::vector<std::size_t>{};
    if (correction->empty()) return {};
    corrections.push_back(*correction);
    kept = smallest_hitting_set(corrections, locks.size());
  }
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
