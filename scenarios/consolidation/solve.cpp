// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/solve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <tuple>
#include <utility>

#include "core/io/toml_reader.hpp"
#include "scenarios/consolidation/consolidation_codes.hpp"
#include "scenarios/consolidation/exact.hpp"
#include "scenarios/consolidation/fit.hpp"

namespace tvilling::scenarios {

namespace {

namespace code = consolidation_code;

FoundPlan found(const ConsolidationCase& c, Plan plan) {
  PlanCost cost = cost_of(c, plan);
  return {std::move(plan), std::move(cost)};
}

/// What is given up at the end: plans that differ only in who sits where are one alternative.
std::vector<int> given_up(const Plan& plan) {
  std::vector<int> last;
  last.reserve(plan.held.size());
  for (const std::vector<int>& held : plan.held) last.push_back(held.back());
  return last;
}

/// Adds plans that give up other things than those before, the best first, until there are `most`.
void add_alternatives(std::vector<FoundPlan>& best, std::vector<FoundPlan> more, std::size_t most) {
  std::ranges::sort(more, [](const FoundPlan& a, const FoundPlan& b) {
    return std::tie(a.cost.objective_dkk_per_year, a.plan.seat) < std::tie(b.cost.objective_dkk_per_year, b.plan.seat);
  });
  for (FoundPlan& one : more) {
    if (best.size() >= most) return;
    const auto same = [&one](const FoundPlan& other) { return given_up(one.plan) == given_up(other.plan); };
    if (std::ranges::none_of(best, same)) best.push_back(std::move(one));
  }
}

void keep_bound(Consolidation& out, Bound bound) {
  const double objective = out.best.front().cost.objective_dkk_per_year;
  bound.objective_dkk_per_year = bound_below(bound.objective_dkk_per_year, objective, bound.method);
  out.ended_by_time = out.ended_by_time || bound.ended_by_time;
  out.bound = bound;
}

/// Branch and bound from the best plan of the search on; `best` stays empty when that proves that there is no plan, or finds
/// none.
void solve_small(Consolidation& out, const ConsolidateSettings& settings, const SolveShares& shares,
                 const core::RunContext& context) {
  const ConsolidationCase& c = out.basis.c;
  SearchAnswer answer = search_plan(c, shares.first, context);
  std::optional<Plan> start;
  if (!answer.best.empty()) start = answer.best.front().plan;
  ExactAnswer exact = solve_exact(c, start, shares.bound);
  out.is_proven = exact.proven;
  // Of a proven case it does not matter that the search before ended by time.
  out.ended_by_time = !exact.proven && (exact.ended_by_time || answer.ended_by_time);
  if (exact.plan) answer.best.push_back(found(c, std::move(*exact.plan)));
  if (answer.best.empty()) return;
  add_alternatives(out.best, std::move(answer.best), settings.plans);
  Bound bound{exact.bound_dkk_per_year, "branch and bound"};
  bound.tolerance_dkk_per_year = exact.tolerance_dkk_per_year;
  if (!exact.proven) {
    BoundSettings rest = shares.bound;
    rest.max_seconds = shares.improve.max_seconds;
    const Bound relaxed = relaxed_bound(c, out.best.front().cost.objective_dkk_per_year, rest, context);
    if (relaxed.objective_dkk_per_year > bound.objective_dkk_per_year) bound = relaxed;
  }
  keep_bound(out, bound);
}

/// A plan of the search; where that finds none, from one that CBC makes of today.
SearchAnswer first_plan(const ConsolidationCase& c, const SolveShares& shares, const core::RunContext& context) {
  SearchAnswer answer = search_plan(c, shares.first, context);
  if (!answer.best.empty()) return answer;
  if (context.log) context.log("the search found no plan: mending today's by branch and bound");
  BoundSettings limits = shares.bound;
  limits.max_seconds = shares.improve.max_seconds;
  std::optional<NearestPlan> mended = nearest_plan(c, stay(c), limits);
  if (mended) answer.best.push_back(found(c, std::move(mended->plan)));
  return answer;
}

void solve_large(Consolidation& out, const ConsolidateSettings& settings, const SolveShares& shares,
                 const core::RunContext& context, const FirstPlan& first) {
  const ConsolidationCase& c = out.basis.c;
  SearchAnswer answer = first_plan(c, shares, context);
  out.ended_by_time = answer.ended_by_time;
  if (answer.best.empty()) return;
  if (first) first(answer.best.front(), out.today.objective_dkk_per_year);
  if (context.log) context.log("improving it");
  SearchAnswer more = improve_plan(c, answer.best.front().plan, shares.improve, context);
  out.ended_by_time = out.ended_by_time || more.ended_by_time;
  std::ranges::move(more.best, std::back_inserter(answer.best));
  add_alternatives(out.best, std::move(answer.best), settings.plans);
  if (context.log) context.log("proving a bound");
  keep_bound(out, lower_bound(c, out.best.front().cost.objective_dkk_per_year, shares.bound, context));
}

/// A better plan that is found on the way is the plan.
void price_locks(Consolidation& out, const ConsolidateSettings& settings, const SolveShares& shares,
                 const core::RunContext& context) {
  LockPrices priced = lock_prices(out.basis.c, out.basis.locks, out.best.front(), shares.price, context);
  out.prices = std::move(priced.price);
  if (!out.is_proven) out.ended_by_time = out.ended_by_time || priced.ended_by_time;
  if (!priced.better) return;
  std::vector<FoundPlan> all = std::exchange(out.best, {});
  all.push_back(std::move(*priced.better));
  add_alternatives(out.best, std::move(all), settings.plans);
  keep_bound(out, out.bound);
}

}  // namespace

SolveShares solve_shares(const ConsolidateSettings& settings) {
  SolveShares shares;
  shares.first.seed = settings.seed;
  shares.first.keep_best = settings.plans;
  shares.improve = shares.first;
  shares.improve.seed = settings.seed + 1;
  shares.price = shares.first;
  shares.price.keep_best = 1;
  shares.price.steps = 50'000;
  if (settings.reproducible) return shares;
  constexpr double kFirst = 0.15;
  constexpr double kBound = 0.45;
  constexpr double kImprove = 0.2;
  constexpr double kPrices = 0.2;
  constexpr double kFirstMost = 8.0;
  shares.first.max_seconds = std::min(kFirstMost, kFirst * settings.seconds);
  shares.bound.max_seconds = kBound * settings.seconds;
  shares.improve.max_seconds = kImprove * settings.seconds;
  shares.price.max_seconds = kPrices * settings.seconds;
  return shares;
}

void solve(Consolidation& out, const ConsolidateSettings& settings, const core::RunContext& whole, const FirstPlan& first) {
  core::RunContext context = whole;
  context.on_progress = {};  // it counts building-years
  const auto say = [&whole](std::string_view text) {
    if (whole.log) whole.log(text);
  };
  const ConsolidationCase& c = out.basis.c;
  out.today = cost_of(c, stay(c));
  const SolveShares shares = solve_shares(settings);
  FoundPlan greedy = greedy_plan(c);
  if (breaches(c, greedy.plan).empty()) out.greedy = std::move(greedy);
  if (is_small(c)) {
    solve_small(out, settings, shares, context);
  } else {
    solve_large(out, settings, shares, context, first);
  }
  if (out.best.empty()) return;
  if (!is_small(c) && settings.price_locks && !out.basis.locks.empty()) say("pricing the locks");
  if (settings.price_locks && !out.basis.locks.empty()) price_locks(out, settings, shares, context);
  const double objective = out.best.front().cost.objective_dkk_per_year;
  const auto grows = [](const CaseUnit& unit) { return unit.desks_high > unit.desks; };
  if (std::ranges::any_of(c.units, grows)) {
    const ConsolidationCase now = without_forecast(c);
    const FoundPlan known = found(now, out.best.front().plan);
    out.forecast_dkk_per_year = objective - best_from(now, known, shares, context).cost.objective_dkk_per_year;
  }
}

FoundPlan best_from(const ConsolidationCase& c, const FoundPlan& known, const SolveShares& shares,
                    const core::RunContext& context) {
  FoundPlan best = known;
  const auto take = [&best](FoundPlan other) {
    if (other.cost.objective_dkk_per_year < best.cost.objective_dkk_per_year) best = std::move(other);
  };
  if (is_small(c)) {
    ExactAnswer exact = solve_exact(c, known.plan, shares.bound);
    if (exact.plan) take(found(c, std::move(*exact.plan)));
    if (exact.proven) return best;
  }
  SearchAnswer answer = improve_plan(c, known.plan, shares.improve, context);
  if (!answer.best.empty()) take(std::move(answer.best.front()));
  return best;
}

namespace {

void tell_conflict(const PlanBasis& basis, const LockConflict& conflict, core::Findings& findings) {
  std::string list;
  for (const std::size_t l : conflict.locks) {
    const CaseLock& lock = basis.locks[l];
    const bool unit = lock.kind == CaseLockKind::unit_stays;
    list += fmt::format("\n    {} \"{}\" {}: {} ({})", unit ? "unit" : "lease",
                        unit ? basis.c.units[lock.where].unit_id : basis.c.premises[lock.where].lease_id,
                        unit                                       ? "stays"
                        : lock.kind == CaseLockKind::premises_kept ? "is kept"
                                                                   : "is closed",
                        lock.reason, lock.source);
  }
  constexpr std::array<std::string_view, 3> kSets{"the smallest set that contradicts itself has",
                                                  "a set that contradicts itself, of which none can be spared, has",
                                                  "a set that contradicts itself (there may be a smaller one) has"};
  core::add_stop(findings, code::kContradiction, {},
                 fmt::format("no plan keeps all locks; {} {}:{}", kSets[static_cast<std::size_t>(conflict.proof)],
                             conflict.locks.size(), list),
                 "Take one of them away, or give more desks.");
}

/// The limits of money that are set, by their names in the study; empty: none is.
std::string money_limits(const ConsolidationCase& c) {
  const bool has_budget = !c.periods.budget_dkk.empty();
  const bool has_payback = !std::isnan(c.payback_years);
  return fmt::format("{}{}{}", has_budget ? "budget_dkk_year" : "", has_budget && has_payback ? " and " : "",
                     has_payback ? "payback_years" : "");
}

}  // namespace

void tell_no_plan(const PlanBasis& basis, bool is_proven, core::Findings& findings) {
  const LockConflict conflict = smallest_conflict(basis.c, basis.locks);
  if (!conflict.locks.empty()) return tell_conflict(basis, conflict, findings);
  const Fit fit = fit_of(basis.c);
  const std::string money = money_limits(basis.c);
  if (fit == Fit::no) {
    core::add_stop(findings, code::kNoPlan, {}, "no plan gives every unit its desks in a place where it may sit",
                   "Give a lower desk_ratio, a longer max_distance_m, or more premises.");
  } else if (fit == Fit::yes && is_proven && !money.empty()) {
    core::add_stop(findings, code::kNoPlan, {}, fmt::format("no plan keeps {}", money),
                   "Give a larger budget or a longer payback.");
  } else if (fit == Fit::yes && !money.empty()) {
    core::add_stop(findings, code::kNoPlan, {}, fmt::format("no plan was found that keeps {}; there may be one", money),
                   "Give a larger budget, a longer payback or more seconds.");
  } else {
    core::add_stop(findings, code::kNoPlan, {}, "no plan was found that keeps all limits; there may be one",
                   "Give more seconds, a lower desk_ratio, a longer max_distance_m, or more premises.");
  }
}

}  // namespace tvilling::scenarios
