// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "scenarios/consolidation/exact.hpp"
#include "scenarios/consolidation/plan_model.hpp"

namespace tvilling::scenarios {

namespace {

using Options = std::vector<std::vector<SeatOption>>;

/// How far it is looked for a plan.
enum class Reach { breached, own_places, everywhere };

/// Units that a breach is about, and the fewest seats that any plan must change.
struct Breached {
  std::vector<bool> unit;
  std::size_t least_changes = 0;
  bool is_money = false;
};

/// The fewest units of those that leave which make room for the others.
std::size_t least_leaving(const ConsolidationCase& c, const std::vector<std::size_t>& there, double over) {
  std::vector<double> desks;
  for (const std::size_t u : there) desks.push_back(c.units[u].desks_high);
  std::sort(desks.rbegin(), desks.rend());
  std::size_t leaving = 0;
  while (leaving < desks.size() && over > kDeskTolerance) over -= desks[leaving++];
  return leaving;
}

Breached breached_of(const ConsolidationCase& c, const Plan& plan) {
  Breached found{std::vector<bool>(c.units.size(), false), 0, false};
  std::vector<bool> must(c.units.size(), false);
  std::vector<std::size_t> crowded;
  for (const Breach& breach : breaches(c, plan)) {
    switch (breach.limit) {
      case Limit::place:
      case Limit::lock: must[breach.where] = true; break;
      case Limit::desks: crowded.push_back(breach.where); break;
      case Limit::closed:
        for (std::size_t u = 0; u < must.size(); ++u) must[u] = must[u] || plan.seat[u] == breach.where;
        break;
      case Limit::kept: break;
      case Limit::budget:
      case Limit::payback: found.is_money = true; break;
    }
  }
  found.least_changes = static_cast<std::size_t>(std::count(must.begin(), must.end(), true));
  found.unit = must;
  std::size_t most = 0;
  for (const std::size_t p : crowded) {
    std::vector<std::size_t> there;
    double over = -c.premises[p].desks;
    for (std::size_t u = 0; u < c.units.size(); ++u) {
      const bool is_there = plan.seat[u] == p;
      if (is_there || c.units[u].home == p) found.unit[u] = true;
      if (!is_there || must[u]) continue;
      there.push_back(u);
      over += c.units[u].desks_high;
    }
    most += least_leaving(c, there, over);
  }
  found.least_changes += most;
  return found;
}

/// What a unit may do: as in the plan; at home; in the plan's place at another time; anything.
Options options_within(const ConsolidationCase& c, const Plan& plan, const Breached& breached, Reach reach) {
  Options options = all_options(c);
  for (std::size_t u = 0; u < options.size(); ++u) {
    if (reach == Reach::everywhere || breached.unit[u]) continue;
    std::erase_if(options[u], [&](const SeatOption& o) {
      if (o.place != plan.seat[u]) return reach == Reach::breached || o.place != c.units[u].home;
      return o.period != plan.move_period[u] && reach == Reach::breached && !breached.is_money;
    });
  }
  return options;
}

std::vector<LinearTerm> changes_of(const PlanModel& model, const Plan& plan, double& fixed) {
  std::vector<LinearTerm> terms;
  fixed = 0.0;
  for (std::size_t u = 0; u < plan.seat.size(); ++u) {
    const std::vector<SeatOption>& options = model.options()[u];
    for (std::size_t i = 0; i < options.size(); ++i) {
      if (options[i].place == plan.seat[u]) continue;
      if (options.size() == 1) {
        fixed += 1.0;
      } else {
        terms.push_back({model.column(u, i), 1.0});
      }
    }
  }
  return terms;
}

struct Near {
  Plan plan;
  std::size_t changes = 0;
};

/// The fewest changes first, then the least cost with so many.
std::optional<Near> nearest_within(const ConsolidationCase& c, const Plan& plan, Options options,
                                   const BranchSettings& settings) {
  PlanModel model(c, std::move(options));
  if (!model.has_choice()) return std::nullopt;
  double fixed = 0.0;
  const std::vector<LinearTerm> changes = changes_of(model, plan, fixed);
  LinearModel fewest = model.model();
  fewest.cost.assign(fewest.cost.size(), 0.0);
  for (const LinearTerm& term : changes) fewest.cost[term.column] = 1.0;
  const IntegerAnswer near = solve_integer(fewest, {}, settings);
  if (!near.is_found) return std::nullopt;
  double count = 0.0;
  for (const LinearTerm& term : changes) count += near.value[term.column];
  constexpr double kLess = 0.5;  // of whole numbers
  model.model().add_row(-kUnbounded, count + kLess, changes);
  const IntegerAnswer cheap = solve_integer(model.model(), near.value, settings);
  Near found{model.plan_of(cheap.is_found ? cheap.value : near.value), static_cast<std::size_t>(count + fixed + kLess)};
  if (!breaches(c, found.plan).empty()) return std::nullopt;
  return found;
}

}  // namespace

std::optional<Plan> nearest_plan(const ConsolidationCase& c, const Plan& plan, const BoundSettings& settings) {
  check_case(c);
  if (breaches(c, plan).empty()) return plan;
  const BranchSettings branch{1e-6, settings.max_nodes, settings.max_seconds};
  const Breached breached = breached_of(c, plan);
  std::optional<Near> best;
  for (const Reach reach : {Reach::breached, Reach::own_places, Reach::everywhere}) {
    // What is wide is asked only where the narrow has no answer that could not be nearer.
    if (best && (best->changes <= breached.least_changes || reach == Reach::everywhere)) break;
    const std::optional<Near> found = nearest_within(c, plan, options_within(c, plan, breached, reach), branch);
    if (found && (!best || found->changes < best->changes)) best = found;
  }
  if (!best) return std::nullopt;
  return best->plan;
}

}  // namespace tvilling::scenarios
