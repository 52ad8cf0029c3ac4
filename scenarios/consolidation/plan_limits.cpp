// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <cmath>
#include <vector>

#include "scenarios/consolidation/plan.hpp"
#include "scenarios/consolidation/plan_check.hpp"

namespace tvilling::scenarios {

namespace {

/// Desks that are wanted (upper forecast) and units that sit there, by period.
struct Use {
  std::vector<double> desks_high;
  std::vector<std::size_t> units;
};

std::vector<Use> use_of(const ConsolidationCase& c, const Plan& plan) {
  const std::size_t periods = c.periods.size();
  std::vector<Use> use(c.premises.size(), Use{std::vector<double>(periods, 0.0), std::vector<std::size_t>(periods, 0)});
  for (std::size_t u = 0; u < c.units.size(); ++u) {
    for (std::size_t t = 0; t < periods; ++t) {
      Use& there = use[place_of(c, plan, u, t)];
      there.desks_high[t] += c.units[u].desks_high;
      ++there.units[t];
    }
  }
  return use;
}

/// Adds to a breach of the same limit and place, or begins one.
class Found {
 public:
  void add(Limit limit, std::size_t where, std::size_t period, double by) {
    if (!found_.empty() && found_.back().limit == limit && found_.back().where == where) {
      found_.back().by = std::max(found_.back().by, by);
    } else {
      found_.push_back({limit, where, period, by});
    }
  }
  [[nodiscard]] std::vector<Breach> take() && { return std::move(found_); }

 private:
  std::vector<Breach> found_;
};

void check_desks(const ConsolidationCase& c, const Plan& plan, const std::vector<Use>& use, Found& found) {
  for (std::size_t p = 0; p < c.premises.size(); ++p) {
    const CasePremises& premises = c.premises[p];
    for (std::size_t t = 0; t < c.periods.size(); ++t) {
      if (plan.held[p][t] >= blocks_needed(premises, use[p].desks_high[t], use[p].units[t])) continue;
      found.add(Limit::desks, p, t, use[p].desks_high[t] - premises.desks * plan.held[p][t] / premises.blocks);
    }
  }
}

void check_units(const ConsolidationCase& c, const Plan& plan, Found& found) {
  for (std::size_t u = 0; u < c.units.size(); ++u) {
    const CaseUnit& unit = c.units[u];
    if (!std::binary_search(unit.places.begin(), unit.places.end(), plan.seat[u])) {
      found.add(Limit::place, u, plan.move_period[u], unit.desks);
    }
    if (unit.locked && moves(c, plan, u)) found.add(Limit::lock, u, plan.move_period[u], unit.desks);
  }
}

void check_fates(const ConsolidationCase& c, const Plan& plan, const std::vector<Use>& use, Found& found) {
  const std::size_t last = c.periods.size() - 1;
  for (std::size_t p = 0; p < c.premises.size(); ++p) {
    const CasePremises& premises = c.premises[p];
    const double desks_block = premises.desks / premises.blocks;
    for (std::size_t t = 0; t <= last && premises.fate == Fate::keep; ++t) {
      if (plan.held[p][t] < premises.blocks) found.add(Limit::kept, p, t, desks_block * (premises.blocks - plan.held[p][t]));
    }
    if (premises.fate == Fate::close && (plan.held[p][last] > 0 || use[p].units[last] > 0)) {
      found.add(Limit::closed, p, last, std::max(desks_block * plan.held[p][last], use[p].desks_high[last]));
    }
  }
}

void check_money(const ConsolidationCase& c, const Plan& plan, Found& found) {
  if (c.periods.budget_dkk.empty() && std::isnan(c.payback_years)) return;
  const PlanCost cost = cost_of(c, plan);
  double once = 0.0;
  double in_year = 0.0;
  for (std::size_t t = 0; t < c.periods.size(); ++t) {
    once += cost.once[t].without_notice_dkk();
    in_year += cost.once[t].without_notice_dkk();
    const std::size_t year = year_of(c.periods, t);
    if (t + 1 < c.periods.size() && year_of(c.periods, t + 1) == year) continue;
    if (year < c.periods.budget_dkk.size() && in_year > c.periods.budget_dkk[year] + kMoneyToleranceDkk) {
      found.add(Limit::budget, year, t, in_year - c.periods.budget_dkk[year]);
    }
    in_year = 0.0;
  }
  const double beyond = once - c.payback_years * cost.saving_dkk_per_year;
  if (beyond > kMoneyToleranceDkk) found.add(Limit::payback, 0, c.periods.size() - 1, beyond);
}

/// What one block costs when it is given up at the beginning of each period, and last when it never is.
std::vector<double> cost_by_release(const ConsolidationCase& c, std::size_t p, const std::vector<std::size_t>& units) {
  const CasePremises& premises = c.premises[p];
  const CasePeriods& periods = c.periods;
  const double bare = premises.rent_dkk_year + premises.operation_dkk_year;
  std::vector<double> cost(periods.size() + 1, 0.0);
  double before = 0.0;
  for (std::size_t t = 0; t < periods.size(); ++t) {
    cost[t] = before + premises.give_up_once_dkk() * periods.once_factor[t] +
              notice_weight_years(c, p, t) * (bare + premises.empty.bill_dkk);
    before += (bare + (units[t] > 0 ? premises.open : premises.empty).bill_dkk) * periods.weight_years[t];
  }
  cost.back() = before;
  return cost;
}

/// The period of least cost from `first` on; never, the last, when that costs no more.
std::size_t cheapest(const std::vector<double>& cost, std::size_t first, std::size_t end) {
  std::size_t best = first;
  for (std::size_t t = first + 1; t < end; ++t) {
    if (cost[t] < cost[best] || (t + 1 == cost.size() && cost[t] <= cost[best])) best = t;
  }
  return best;
}

}  // namespace

std::vector<Breach> breaches(const ConsolidationCase& c, const Plan& plan) {
  check_plan(c, plan);
  const std::vector<Use> use = use_of(c, plan);
  Found found;
  check_desks(c, plan, use, found);
  check_units(c, plan, found);
  check_fates(c, plan, use, found);
  check_money(c, plan, found);
  return std::move(found).take();
}

void release(const ConsolidationCase& c, Plan& plan) {
  const std::size_t periods = c.periods.size();
  const std::vector<Use> use = use_of(c, plan);
  plan.held.resize(c.premises.size());
  for (std::size_t p = 0; p < c.premises.size(); ++p) {
    const CasePremises& premises = c.premises[p];
    plan.held[p].assign(periods, premises.blocks);
    if (premises.fate == Fate::keep) continue;
    const std::vector<double> cost = cost_by_release(c, p, use[p].units);
    for (int block = 0; block < premises.blocks; ++block) {
      std::size_t free = periods;  // nobody needs the block from then on
      while (free > 0 && blocks_needed(premises, use[p].desks_high[free - 1], use[p].units[free - 1]) <= block) --free;
      const bool must = premises.fate == Fate::close && free < periods;
      for (std::size_t t = cheapest(cost, free, must ? periods : periods + 1); t < periods; ++t) --plan.held[p][t];
    }
  }
}

}  // namespace tvilling::scenarios
