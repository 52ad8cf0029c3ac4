// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/plan.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/error.hpp"
#include "scenarios/consolidation/plan_check.hpp"

namespace tvilling::scenarios {

namespace {

void add(PremisesEnergy& sum, const PremisesEnergy& energy, double times) noexcept {
  sum.heat_kwh += times * energy.heat_kwh;
  sum.electricity_kwh += times * energy.electricity_kwh;
  sum.co2_kg += times * energy.co2_kg;
  sum.bill_dkk += times * energy.bill_dkk;
}

/// Blocks that are paid, as a share of all.
void add_premises(RunningCost& sum, const CasePremises& premises, double share, const PremisesEnergy& energy) noexcept {
  double& rent_dkk = premises.internal_rent ? sum.internal_rent_dkk : premises.forgone_rent ? sum.forgone_rent_dkk : sum.rent_dkk;
  rent_dkk += share * premises.rent_dkk_year;
  sum.operation_dkk += share * premises.operation_dkk_year;
  add(sum.energy, energy, share);
}

double share_of(const CasePremises& premises, int blocks) noexcept {
  return static_cast<double>(blocks) / static_cast<double>(premises.blocks);
}

int held_before(const ConsolidationCase& c, const Plan& plan, std::size_t premises, std::size_t period) {
  return period == 0 ? c.premises[premises].blocks : plan.held[premises][period - 1];
}

/// What runs on through notice in a period, for all that was given up until then.
void add_notice(const ConsolidationCase& c, const Plan& plan, std::size_t p, std::size_t period, RunningCost& sum) {
  for (std::size_t t = 0; t <= period; ++t) {
    const int given_up = held_before(c, plan, p, t) - plan.held[p][t];
    const double fraction = notice_fraction(c, p, t, period);
    if (given_up <= 0 || fraction <= 0.0) continue;
    add_premises(sum, c.premises[p], share_of(c.premises[p], given_up) * fraction, c.premises[p].empty);
  }
}

/// Of a period; `with_notice`: what was given up is paid through its notice.
RunningCost running_of(const ConsolidationCase& c, const Plan& plan, std::size_t period, bool with_notice) {
  std::vector<bool> used(c.premises.size(), false);
  for (std::size_t u = 0; u < c.units.size(); ++u) used[place_of(c, plan, u, period)] = true;
  RunningCost sum;
  for (std::size_t p = 0; p < c.premises.size(); ++p) {
    const CasePremises& premises = c.premises[p];
    add_premises(sum, premises, share_of(premises, plan.held[p][period]), used[p] ? premises.open : premises.empty);
    sum.operation_dkk += premises.kept_operation_dkk_year;
    add(sum.energy, premises.kept_energy, 1.0);
    // Of one period notice is paid once.
    if (with_notice && c.periods.size() > 1) add_notice(c, plan, p, period, sum);
  }
  for (std::size_t u = 0; u < c.units.size(); ++u) {
    add(sum.energy, c.premises[place_of(c, plan, u, period)].person, c.units[u].persons);
  }
  for (const CaseAffinity& pair : c.affinities) {
    if (place_of(c, plan, pair.a, period) != place_of(c, plan, pair.b, period)) sum.apart_dkk += pair.dkk_year;
  }
  return sum;
}

OnceCost once_of(const ConsolidationCase& c, const Plan& plan, std::size_t period) {
  OnceCost sum;
  for (std::size_t p = 0; p < c.premises.size(); ++p) {
    const CasePremises& premises = c.premises[p];
    const int given_up = held_before(c, plan, p, period) - plan.held[p][period];
    if (given_up == 0) continue;
    const double share = share_of(premises, given_up);
    sum.close_dkk += share * premises.close_cost_dkk;
    sum.sale_dkk += share * premises.sale_dkk;
    if (c.periods.size() > 1) continue;
    sum.notice_dkk += share * notice_weight_years(c, p, period) / c.periods.once_factor[period] *
                      (premises.rent_dkk_year + premises.operation_dkk_year + premises.empty.bill_dkk);
  }
  for (std::size_t u = 0; u < c.units.size(); ++u) {
    if (!moves(c, plan, u) || plan.move_period[u] != period) continue;
    sum.move_dkk += c.units[u].move_cost_dkk;
    sum.fit_out_dkk += c.units[u].desks * c.premises[plan.seat[u]].fit_out_dkk_desk;
  }
  return sum;
}

}  // namespace

int blocks_needed(const CasePremises& premises, double desks_high, std::size_t units) noexcept {
  if (units == 0) return 0;
  const double desks_block = premises.desks / premises.blocks;
  const double over = desks_high - kDeskTolerance;
  if (over <= desks_block) return 1;
  // Without desks, and for more desks than anybody has: one block more than there are.
  if (over > premises.desks) return premises.blocks + 1;
  return static_cast<int>(std::ceil(over / desks_block));
}

double notice_years_of(const ConsolidationCase& c, std::size_t premises, std::size_t given_up) noexcept {
  const CasePremises& p = c.premises[premises];
  return std::max(p.notice_years, p.locked_until_years - c.periods.start_years[given_up]);
}

double notice_fraction(const ConsolidationCase& c, std::size_t premises, std::size_t given_up, std::size_t period) noexcept {
  const CasePeriods& periods = c.periods;
  const double left = periods.start_years[given_up] + notice_years_of(c, premises, given_up) - periods.start_years[period];
  const double length = period + 1 < periods.size() ? periods.start_years[period + 1] - periods.start_years[period]
                                                    : periods.weight_years[period] / periods.once_factor[period];
  return std::clamp(left / length, 0.0, 1.0);
}

double notice_weight_years(const ConsolidationCase& c, std::size_t premises, std::size_t given_up) noexcept {
  double years = 0.0;
  for (std::size_t t = given_up; t < c.periods.size(); ++t) {
    years += notice_fraction(c, premises, given_up, t) * c.periods.weight_years[t];
  }
  return years;
}

double kept_dkk_year(const ConsolidationCase& c) noexcept {
  double sum_dkk = 0.0;
  for (const CasePremises& premises : c.premises) sum_dkk += premises.kept_operation_dkk_year + premises.kept_energy.bill_dkk;
  return sum_dkk;
}

std::size_t year_of(const CasePeriods& periods, std::size_t period) noexcept {
  constexpr double kRounding = 1e-9;
  return static_cast<std::size_t>(std::floor(periods.start_years[period] + kRounding));
}

PlanCost cost_of(const ConsolidationCase& c, const Plan& plan) {
  check_plan(c, plan);
  const CasePeriods& periods = c.periods;
  PlanCost cost;
  double sum = 0.0;
  double weights = 0.0;
  double once = 0.0;
  for (std::size_t t = 0; t < periods.size(); ++t) {
    cost.running.push_back(running_of(c, plan, t, true));
    cost.once.push_back(once_of(c, plan, t));
    sum += cost.running.back().total_dkk() * periods.weight_years[t] + cost.once.back().total_dkk() * periods.once_factor[t];
    weights += periods.weight_years[t];
    once += cost.once.back().without_notice_dkk();
  }
  cost.objective_dkk_per_year = sum / weights;
  cost.saving_dkk_per_year =
      running_of(c, stay(c), 0, false).total_dkk() - running_of(c, plan, periods.size() - 1, false).total_dkk();
  if (cost.saving_dkk_per_year > 0.0) cost.payback_years = std::max(0.0, once) / cost.saving_dkk_per_year;
  return cost;
}

Plan stay(const ConsolidationCase& c) {
  Plan plan;
  for (const CaseUnit& unit : c.units) plan.seat.push_back(unit.home);
  plan.move_period.assign(c.units.size(), 0);
  for (const CasePremises& premises : c.premises) plan.held.emplace_back(c.periods.size(), premises.blocks);
  return plan;
}

}  // namespace tvilling::scenarios
