// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "core/stopwatch.hpp"
#include "scenarios/consolidation/exact.hpp"
#include "scenarios/consolidation/locks.hpp"

namespace tvilling::scenarios {

namespace {

bool is_same_thing(const CaseLock& a, const CaseLock& b) {
  return (a.kind == CaseLockKind::unit_stays) == (b.kind == CaseLockKind::unit_stays) && a.where == b.where;
}

/// One price for all locks on the same unit or premises.
std::vector<LockPrice> to_price(const std::vector<CaseLock>& locks) {
  std::vector<LockPrice> prices;
  for (std::size_t i = 0; i < locks.size(); ++i) {
    const auto same = [&](const LockPrice& price) { return is_same_thing(locks[price.lock], locks[i]); };
    const auto known = std::find_if(prices.begin(), prices.end(), same);
    if (known == prices.end()) {
      prices.push_back({i, {}, 0.0, false});
    } else {
      known->others.push_back(i);
    }
  }
  return prices;
}

/// Whether the freed unit could go anywhere, or the freed premises could be treated otherwise.
bool is_changed(const ConsolidationCase& c, const CaseLock& lock) {
  if (lock.kind != CaseLockKind::unit_stays) return c.premises[lock.where].fate != Fate::open;
  return c.units[lock.where].locked && c.units[lock.where].places.size() > 1;
}

class Pricing {
 public:
  Pricing(const ConsolidationCase& c, const FoundPlan& best, const SearchSettings& settings, const core::RunContext& context,
          std::size_t parts)
      : case_(c), best_(best), settings_(settings), context_(context), parts_(parts) {}

  /// What is found from the best plan on.
  struct Found {
    double dkk_per_year = 0.0;
    bool proven = false;
  };
  /// Of the case, with or without a lock.
  Found find(const ConsolidationCase& c) {
    if (context_.stop.stop_requested()) throw core::Error(core::ErrorKind::interrupted, "stopped while locks were priced");
    const double seconds = next_seconds();
    Found found{best_.cost.objective_dkk_per_year, false};
    if (is_small(c)) {
      BoundSettings limits;
      limits.max_seconds = seconds;
      const ExactAnswer exact = solve_exact(c, best_.plan, limits);
      found.proven = exact.proven;
      ended_by_time_ = ended_by_time_ || exact.ended_by_time;
      if (exact.plan) take(c, *exact.plan, found);
      return found;
    }
    SearchSettings search = settings_;
    search.max_seconds = seconds;
    const SearchAnswer answer = improve_plan(c, best_.plan, search, context_);
    ended_by_time_ = ended_by_time_ || answer.ended_by_time;
    if (!answer.best.empty()) take(c, answer.best.front().plan, found);
    return found;
  }
  [[nodiscard]] const FoundPlan& best() const noexcept { return best_; }
  [[nodiscard]] bool ended_by_time() const noexcept { return ended_by_time_; }

 private:
  /// An even part of the time that is left; 0: no limit.
  double next_seconds() {
    constexpr double kLeastSeconds = 0.01;
    const double parts = static_cast<double>(std::max<std::size_t>(parts_, 1));
    if (parts_ > 0) --parts_;
    if (settings_.max_seconds <= 0.0) return 0.0;
    return std::max(kLeastSeconds, (settings_.max_seconds - clock_.seconds()) / parts);
  }

  void take(const ConsolidationCase& c, const Plan& plan, Found& found) {
    found.dkk_per_year = std::min(found.dkk_per_year, cost_of(c, plan).objective_dkk_per_year);
    PlanCost cost = cost_of(case_, plan);
    const double less = best_.cost.objective_dkk_per_year - cost.objective_dkk_per_year;
    if (less <= kMoneyToleranceDkk || !breaches(case_, plan).empty()) return;
    best_ = {plan, std::move(cost)};
  }

  const ConsolidationCase& case_;
  FoundPlan best_;
  const SearchSettings& settings_;
  const core::RunContext& context_;
  std::size_t parts_;
  core::Stopwatch clock_;
  bool ended_by_time_ = false;
};

}  // namespace

ConsolidationCase without(const ConsolidationCase& c, const CaseLock& lock) {
  ConsolidationCase free = c;
  if (lock.kind == CaseLockKind::unit_stays) {
    free.units[lock.where].locked = false;
  } else {
    free.premises[lock.where].fate = Fate::open;
  }
  return free;
}

LockPrices lock_prices(const ConsolidationCase& c, const std::vector<CaseLock>& locks, const FoundPlan& best,
                       const SearchSettings& settings, const core::RunContext& context) {
  LockPrices out;
  out.price = to_price(locks);
  const auto changed = [&](const LockPrice& price) { return is_changed(c, locks[price.lock]); };
  const auto count = static_cast<std::size_t>(std::count_if(out.price.begin(), out.price.end(), changed));
  Pricing pricing(c, best, settings, context, count + 1);
  const bool is_proven = count > 0 && pricing.find(c).proven;
  std::vector<Pricing::Found> without_it(out.price.size());
  for (std::size_t i = 0; i < out.price.size(); ++i) {
    if (changed(out.price[i])) without_it[i] = pricing.find(without(c, locks[out.price[i].lock]));
  }
  // The best plan may have become better meanwhile, and is a plan without any of the locks, too.
  const double with = pricing.best().cost.objective_dkk_per_year;
  for (std::size_t i = 0; i < out.price.size(); ++i) {
    LockPrice& price = out.price[i];
    price.exact = !changed(price) || (is_proven && without_it[i].proven);
    if (!changed(price)) continue;
    const double dkk_per_year = with - without_it[i].dkk_per_year;
    if (dkk_per_year > kMoneyToleranceDkk) price.dkk_per_year = dkk_per_year;
  }
  if (with < best.cost.objective_dkk_per_year) out.better = pricing.best();
  out.ended_by_time = pricing.ended_by_time();
  return out;
}

}  // namespace tvilling::scenarios
