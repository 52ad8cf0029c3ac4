// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/solve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/io/toml_reader.hpp"
#include "scenarios/consolidation/consolidation_codes.hpp"
#include "scenarios/consolidation/exact.hpp"

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
  if (out.is_proven || bound.objective_dkk_per_year > objective) bound.objective_dkk_per_year = objective;
  out.ended_by_time = out.ended_by_time || bound.ended_by_time;
  out.bound = bound;
}

/// Whether the case was solved by branch and bound; `best` is empty when that proved that there is no plan.
bool solve_small(Consolidation& out, const ConsolidateSettings& settings, const SolveShares& shares,
                 const core::RunContext& context) {
  const ConsolidationCase& c = out.basis.c;
  if (!is_small(c)) return false;
  ExactAnswer exact = solve_exact(c, std::nullopt, shares.bound);
  if (!exact.plan) return exact.proven;
  out.best.push_back(found(c, std::move(*exact.plan)));
  out.is_proven = exact.proven;
  Bound bound;
  bound.objective_dkk_per_year = exact.bound_dkk_per_year;
  bound.method = "branch and bound";
  keep_bound(out, bound);
  if (settings.plans > 1) add_alternatives(out.best, search_plan(c, shares.first, context).best, settings.plans);
  return true;
}

void solve_large(Consolidation& out, const ConsolidateSettings& settings, const SolveShares& shares,
                 const core::RunContext& context, const FirstPlan& first) {
  const ConsolidationCase& c = out.basis.c;
  SearchAnswer answer = search_plan(c, shares.first, context);
  if (answer.best.empty()) return;
  if (first) first(answer.best.front(), out.today.objective_dkk_per_year);
  if (context.log) context.log("improving it");
  SearchAnswer more = improve_plan(c, answer.best.front().plan, shares.improve, context);
  out.ended_by_time = answer.ended_by_time || more.ended_by_time;
  std::ranges::move(more.best, std::back_inserter(answer.best));
  add_alternatives(out.best, std::move(answer.best), settings.plans);
  if (context.log) context.log("proving a bound");
  keep_bound(out, lower_bound(c, out.best.front().cost.objective_dkk_per_year, shares.bound, context));
}

}  // namespace

SolveShares solve_shares(const ConsolidateSettings& settings, std::size_t locks) {
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
  shares.price.max_seconds = kPrices * settings.seconds / static_cast<double>(std::max<std::size_t>(locks, 1));
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
  const SolveShares shares = solve_shares(settings, out.basis.locks.size());
  FoundPlan greedy = greedy_plan(c);
  if (breaches(c, greedy.plan).empty()) out.greedy = std::move(greedy);
  if (!solve_small(out, settings, shares, context)) solve_large(out, settings, shares, context, first);
  if (out.best.empty()) return;
  if (!is_small(c) && settings.price_locks && !out.basis.locks.empty()) say("pricing the locks");
  const double objective = out.best.front().cost.objective_dkk_per_year;
  if (settings.price_locks && !out.basis.locks.empty()) {
    out.prices = lock_prices(c, out.basis.locks, out.best.front(), shares.price, context);
  }
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

void tell_no_plan(const PlanBasis& basis, core::Findings& findings) {
  const std::vector<std::size_t> conflict = smallest_conflict(basis.c, basis.locks);
  if (!conflict.empty()) {
    std::string list;
    for (const std::size_t l : conflict) {
      const CaseLock& lock = basis.locks[l];
      const bool unit = lock.kind == CaseLockKind::unit_stays;
      list += fmt::format("\n    {} \"{}\" {}: {} ({})", unit ? "unit" : "lease",
                          unit ? basis.c.units[lock.where].unit_id : basis.c.premises[lock.where].lease_id,
                          unit                                       ? "stays"
                          : lock.kind == CaseLockKind::premises_kept ? "is kept"
                                                                     : "is closed",
                          lock.reason, lock.source);
    }
    core::SourcePos none;
    core::add_stop(
        findings, code::kContradiction, none,
        fmt::format("no plan keeps all locks; the smallest set that contradicts itself has {}:{}", conflict.size(), list),
        "Take one of them away, or give more desks.");
    return;
  }
  const bool money = is_feasible(basis.c);
  core::SourcePos none;
  core::add_stop(findings, code::kNoPlan, none,
                 money ? "no plan was found that keeps budget_dkk_year and payback_years"
                       : "no plan gives every unit its desks in a place where it may sit",
                 money ? "Give a larger budget, a longer payback or more seconds."
                       : "Give a lower desk_ratio, a longer max_distance_m, or more premises.");
}

}  // namespace tvilling::scenarios
