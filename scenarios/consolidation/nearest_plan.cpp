// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "core/stopwatch.hpp"
#include "scenarios/consolidation/exact.hpp"
#include "scenarios/consolidation/plan_model.hpp"

namespace tvilling::scenarios {

namespace {

using Options = std::vector<std::vector<SeatOption>>;

/// How far it is looked for a plan.
enum class Reach {
  breached,    ///< the units that a breach is about may sit anywhere, when they move in the plan or in any period
  own_places,  ///< and others at home
  own_times,   ///< all of it in any period
  everywhere,  ///< every unit anywhere, when it moves in the plan or in the first period
};

constexpr std::size_t kNever = static_cast<std::size_t>(-1);

/// Units that a breach is about, and the fewest seats that any plan must change.
struct Breached {
  std::vector<bool> unit;
  std::vector<std::size_t> crowded_from;  ///< [unit] period from which on there are too few desks where it sits
  std::size_t least_changes = 0;
  bool is_money = false;
};

/// Units that no plan leaves in their seat.
std::vector<bool> misplaced_units(const ConsolidationCase& c, const Plan& plan) {
  std::vector<bool> misplaced(c.units.size(), false);
  for (const Breach& breach : breaches(c, plan)) {
    if (breach.limit == Limit::place || breach.limit == Limit::lock) misplaced[breach.where] = true;
    if (breach.limit != Limit::closed) continue;
    for (std::size_t u = 0; u < misplaced.size(); ++u) misplaced[u] = misplaced[u] || plan.seat[u] == breach.where;
  }
  return misplaced;
}

/// The fewest of some units whose leaving makes room for so many desks.
std::size_t least_leaving(const ConsolidationCase& c, const std::vector<std::size_t>& there, double over) {
  std::vector<double> desks;
  desks.reserve(there.size());
  for (const std::size_t u : there) desks.push_back(c.units[u].desks_high);
  std::sort(desks.rbegin(), desks.rend());
  std::size_t leaving = 0;
  while (leaving < desks.size() && over > kDeskTolerance) over -= desks[leaving++];
  return leaving;
}

/// Adds the units of premises with too few desks when locked units are at home.
void add_crowded(const ConsolidationCase& c, const Plan& plan, const std::vector<bool>& misplaced, std::size_t p,
                 Breached& found) {
  std::vector<std::size_t> there;
  double over = 0.0;
  std::size_t from = kNever;
  for (std::size_t t = 0; t < c.periods.size(); ++t) {
    there.clear();
    over = -c.premises[p].desks;
    for (std::size_t u = 0; u < c.units.size(); ++u) {
      const CaseUnit& unit = c.units[u];
      const bool is_back = unit.locked && unit.home == p;
      if (!is_back && (unit.locked || misplaced[u] || place_of(c, plan, u, t) != p)) continue;
      over += unit.desks_high;
      if (!unit.locked) there.push_back(u);
    }
    if (over <= kDeskTolerance) continue;
    from = std::min(from, t);
    for (const std::size_t u : there) {
      found.unit[u] = true;
      found.crowded_from[u] = std::min(found.crowded_from[u], from);
    }
  }
  // `there` is that of the last period: whoever has left by then need not change its seat.
  found.least_changes += least_leaving(c, there, over);
}

Breached breached_of(const ConsolidationCase& c, const Plan& plan) {
  const std::vector<bool> misplaced = misplaced_units(c, plan);
  Breached found;
  found.unit = misplaced;
  found.crowded_from.assign(c.units.size(), kNever);
  found.least_changes = static_cast<std::size_t>(std::count(misplaced.begin(), misplaced.end(), true));
  for (const Breach& breach : breaches(c, plan)) {
    found.is_money = found.is_money || breach.limit == Limit::budget || breach.limit == Limit::payback;
  }
  for (std::size_t p = 0; p < c.premises.size(); ++p) add_crowded(c, plan, misplaced, p, found);
  return found;
}

/// When a unit may go elsewhere than to its seat in the plan: when it moves in the plan; one that stays there when desks become
/// too few, or at once; one that is misplaced at home in any period.
bool is_in_time(const ConsolidationCase& c, const Plan& plan, const Breached& breached, std::size_t u, std::size_t period) {
  if (moves(c, plan, u)) return period == plan.move_period[u];
  const std::size_t from = breached.crowded_from[u];
  return from == kNever || period == 0 || period == from;
}

bool is_within(const ConsolidationCase& c, const Plan& plan, const Breached& breached, Reach reach, std::size_t u,
               const SeatOption& option) {
  const bool is_own = option.place == plan.seat[u];
  if (is_own && option.period == plan.move_period[u]) return true;
  const bool is_home = option.place == c.units[u].home;
  if (is_home) return reach != Reach::breached || breached.unit[u];
  switch (reach) {
    case Reach::breached:
    case Reach::own_places:
      if (is_own) return breached.is_money;
      return breached.unit[u] && is_in_time(c, plan, breached, u, option.period);
    case Reach::own_times: return is_own || breached.unit[u];
    case Reach::everywhere: return is_own || option.period == 0 || option.period == plan.move_period[u];
  }
  return false;
}

Options options_within(const ConsolidationCase& c, const Plan& plan, const Breached& breached, Reach reach) {
  Options options = all_options(c);
  for (std::size_t u = 0; u < options.size(); ++u) {
    std::erase_if(options[u], [&](const SeatOption& o) { return !is_within(c, plan, breached, reach, u, o); });
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
  bool is_fewest = false;  ///< of the options: proven
};

/// Of all steps together: what is left of the time, for each.
class Deadline {
 public:
  explicit Deadline(const BoundSettings& settings) : settings_(settings) {}
  [[nodiscard]] bool is_over() const { return settings_.max_seconds > 0.0 && clock_.seconds() >= settings_.max_seconds; }
  [[nodiscard]] BranchSettings left() const {
    constexpr double kGap = 1e-6;
    constexpr double kLeastSeconds = 0.01;  // 0 would be: no limit
    BranchSettings branch{kGap, settings_.max_nodes, 0.0};
    if (settings_.max_seconds > 0.0) branch.max_seconds = std::max(kLeastSeconds, settings_.max_seconds - clock_.seconds());
    return branch;
  }

 private:
  const BoundSettings& settings_;
  core::Stopwatch clock_;
};

/// The fewest changes first, then the least cost with so many.
std::optional<Near> nearest_within(const ConsolidationCase& c, const Plan& plan, Options options, const Deadline& deadline) {
  PlanModel model(c, std::move(options));
  if (!model.has_choice()) return std::nullopt;
  double fixed = 0.0;
  const std::vector<LinearTerm> changes = changes_of(model, plan, fixed);
  LinearModel fewest = model.model();
  fewest.cost.assign(fewest.cost.size(), 0.0);
  for (const LinearTerm& term : changes) fewest.cost[term.column] = 1.0;
  const IntegerAnswer near = solve_integer(fewest, {}, deadline.left());
  if (!near.is_found) return std::nullopt;
  double count = 0.0;
  for (const LinearTerm& term : changes) count += near.value[term.column];
  constexpr double kLess = 0.5;  // of whole numbers
  model.model().add_row(-kUnbounded, count + kLess, changes);
  const IntegerAnswer cheap = solve_integer(model.model(), near.value, deadline.left());
  Near found{model.plan_of(cheap.is_found ? cheap.value : near.value), static_cast<std::size_t>(count + fixed + kLess),
             near.end == BranchEnd::optimal};
  if (!breaches(c, found.plan).empty()) return std::nullopt;
  return found;
}

}  // namespace

std::optional<NearestPlan> nearest_plan(const ConsolidationCase& c, const Plan& plan, const BoundSettings& settings) {
  check_case(c);
  if (breaches(c, plan).empty()) return NearestPlan{plan, true};
  const Deadline deadline(settings);
  const Breached breached = breached_of(c, plan);
  std::optional<Near> best;
  bool proven = false;
  for (const Reach reach : {Reach::breached, Reach::own_places, Reach::own_times, Reach::everywhere}) {
    if (best && (proven || reach > Reach::own_places)) break;
    if (deadline.is_over()) break;
    Options options = options_within(c, plan, breached, reach);
    const bool is_all = options == all_options(c);
    const std::optional<Near> found = nearest_within(c, plan, std::move(options), deadline);
    if (found && (!best || found->changes < best->changes)) best = found;
    if (found && is_all && found->is_fewest) proven = true;
    if (best && best->changes <= breached.least_changes) proven = true;
  }
  if (!best) return std::nullopt;
  return NearestPlan{std::move(best->plan), proven};
}

}  // namespace tvilling::scenarios
