// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/suggest.hpp"
#include "core/text.hpp"
#include "scenarios/consolidation/case_parts.hpp"
#include "scenarios/consolidation/consolidation_codes.hpp"
#include "scenarios/consolidation/exact.hpp"
#include "scenarios/consolidation/plan_file.hpp"
#include "scenarios/consolidation/solve.hpp"

namespace tvilling::scenarios {

namespace {

constexpr std::string_view kAsked = "--keep";

void keep_unit(PlanBasis& basis, std::size_t u) {
  basis.c.units[u].locked = true;
  basis.locks.push_back({CaseLockKind::unit_stays, u, "kept on top of the plan", std::string(kAsked)});
}

/// The premises as they are: rented in full, and whoever sits there today stays. Told when a lock closes them.
void keep_premises(PlanBasis& basis, std::size_t p, core::Findings& findings) {
  const auto against = std::ranges::find_if(
      basis.locks, [p](const CaseLock& lock) { return lock.kind == CaseLockKind::premises_closed && lock.where == p; });
  if (against != basis.locks.end()) {
    core::add_stop(findings, consolidation_code::kContradiction, {},
                   fmt::format("\"{}\" shall be kept ({}), but closed ({}; {})", basis.c.premises[p].lease_id, kAsked,
                               against->reason, against->source),
                   "Take the lock away, or keep something else.");
    return;
  }
  basis.c.premises[p].fate = Fate::keep;
  basis.locks.push_back({CaseLockKind::premises_kept, p, "kept on top of the plan", std::string(kAsked)});
  for (std::size_t u = 0; u < basis.c.units.size(); ++u) {
    if (basis.c.units[u].home == p) keep_unit(basis, u);
  }
}

/// Finds what is kept among units, leases and properties of the case; else a finding with the nearest name.
std::optional<Kept> keep(const PlanInputs& inputs, const std::string& id, PlanBasis& basis, core::Findings& findings) {
  if (const std::optional<std::size_t> p = case_parts::premises_named(basis, id)) {
    keep_premises(basis, *p, findings);
    return Kept{id, "lease"};
  }
  if (const std::optional<std::size_t> u = case_parts::unit_named(basis, id)) {
    keep_unit(basis, *u);
    return Kept{id, "unit"};
  }
  bool any = false;
  std::vector<std::string_view> known;
  for (std::size_t p = 0; p < basis.lease.size(); ++p) {
    const models::Lease& lease = inputs.portfolio->leases[basis.lease[p]];
    if (std::ranges::find(known, lease.property_id) == known.end()) known.emplace_back(lease.property_id);
    if (lease.property_id != id) continue;
    any = true;
    keep_premises(basis, p, findings);
  }
  if (any) return Kept{id, "property"};
  for (const CaseUnit& unit : basis.c.units) known.emplace_back(unit.unit_id);
  for (const CasePremises& premises : basis.c.premises) {
    if (std::ranges::find(known, premises.lease_id) == known.end()) known.emplace_back(premises.lease_id);
  }
  core::add_stop(findings, consolidation_code::kUnknownId, {},
                 fmt::format("\"{}\" shall be kept, and is no unit, lease or property of the consolidation", core::shown(id)),
                 core::did_you_mean(id, known));
  return std::nullopt;
}

/// What the approved plan breaks since it was approved: the portfolio or the study has changed.
void tell_broken(const PlanBasis& basis, const models::Portfolio& portfolio, const Plan& approved, core::Findings& findings) {
  const ConsolidationCase& c = basis.c;
  std::vector<case_parts::ToldRow> broken;
  for (const Breach& breach : breaches(c, approved)) {
    const std::string_view limit = kLimitNames[static_cast<std::size_t>(breach.limit)];
    switch (breach.limit) {
      case Limit::desks:
      case Limit::kept:
      case Limit::closed:
        broken.push_back({c.premises[breach.where].lease_id, fmt::format("{}: {:.4g} desks beyond", limit, breach.by),
                          portfolio.leases[basis.lease[breach.where]].pos});
        break;
      case Limit::place:
      case Limit::lock:
        broken.push_back({c.units[breach.where].unit_id, std::string(limit), portfolio.units[basis.unit[breach.where]].pos});
        break;
      case Limit::budget:
        broken.push_back({{}, fmt::format("budget of year {}: {:.0f} DKK beyond", breach.where + 1, breach.by)});
        break;
      case Limit::payback: broken.push_back({{}, fmt::format("payback: {:.0f} DKK paid once beyond", breach.by)}); break;
    }
  }
  case_parts::tell(findings, consolidation_code::kBrokenPlan, core::Severity::warns,
                   "the approved plan no longer keeps all limits of the study: {}", broken,
                   "The smallest change below mends them, too.", "");
}

FoundPlan found(const ConsolidationCase& c, Plan plan) {
  PlanCost cost = cost_of(c, plan);
  return {std::move(plan), std::move(cost)};
}

/// Somebody waits for the answer: nearest plan (all its steps together), branch and bound or search of the best within 30 s.
SolveShares keep_shares(const ConsolidateSettings& settings) {
  constexpr double kMostSeconds = 25.0;  // the rest is for the simulations
  SolveShares shares = solve_shares(settings);
  if (settings.reproducible) return shares;
  const double seconds = std::min(kMostSeconds, settings.seconds);
  constexpr double kNearest = 0.4;  // once for the nearest plan, once for the exact best one
  shares.bound.max_seconds = kNearest * seconds;
  shares.improve.max_seconds = (1.0 - 2.0 * kNearest) * seconds;
  return shares;
}

}  // namespace

std::optional<KeptPlan> keep_on_top(const PlanInputs& inputs, const models::Overrides& overrides,
                                    const std::filesystem::path& approved, const std::string& keep_id,
                                    const ConsolidateSettings& settings, const core::RunContext& context,
                                    core::Findings& findings) {
  KeptPlan out;
  out.basis = make_case(*inputs.study, *inputs.portfolio, overrides, findings);
  if (findings.stops()) return std::nullopt;
  Plan plan = read_plan(approved, out.basis, findings);
  if (findings.stops()) return std::nullopt;
  out.curvature = add_energy(out.basis, inputs, context, findings);
  out.today = cost_of(out.basis.c, stay(out.basis.c));
  const PlanBasis before = out.basis;
  out.approved = found(before.c, std::move(plan));
  tell_broken(before, *inputs.portfolio, out.approved.plan, findings);
  const std::optional<Kept> kept = keep(inputs, keep_id, out.basis, findings);
  if (!kept || findings.stops()) return std::nullopt;
  out.kept = *kept;
  const SolveShares shares = keep_shares(settings);
  core::RunContext quiet = context;
  quiet.on_progress = {};  // it counts building-years
  std::optional<NearestPlan> nearest = nearest_plan(out.basis.c, out.approved.plan, shares.bound);
  if (!nearest) {
    tell_no_plan(out.basis, false, findings);
    return std::nullopt;
  }
  out.nearest = found(out.basis.c, std::move(nearest->plan));
  out.nearest_is_proven = nearest->proven;
  out.best = best_from(out.basis.c, out.nearest, shares, quiet);
  for (std::size_t u = 0; u < out.basis.c.units.size(); ++u) {
    if (out.nearest.plan.seat[u] != out.approved.plan.seat[u]) out.changed.push_back(u);
  }
  out.approved_check = check_plan_by_simulation(before, out.approved.plan, inputs, context);
  out.nearest_check = check_plan_by_simulation(out.basis, out.nearest.plan, inputs, context);
  out.best_check = check_plan_by_simulation(out.basis, out.best.plan, inputs, context);
  tell_plan_check(out.nearest_check, *inputs.portfolio, findings);
  models::set_aside_here(overrides, findings);
  return out;
}

}  // namespace tvilling::scenarios
