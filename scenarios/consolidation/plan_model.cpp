// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/plan_model.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tvilling::scenarios {

namespace {

double empty_dkk(const CasePremises& p) {
  return p.rent_dkk_year + p.operation_dkk_year + p.empty.bill_dkk;
}

}  // namespace

std::vector<std::vector<SeatOption>> all_options(const ConsolidationCase& c) {
  std::vector<std::vector<SeatOption>> options(c.units.size());
  for (std::size_t u = 0; u < c.units.size(); ++u) {
    const CaseUnit& unit = c.units[u];
    for (const std::size_t p : unit.places) {
      if (c.premises[p].fate == Fate::close || (unit.locked && p != unit.home)) continue;
      const std::size_t end = p == unit.home ? 1 : c.periods.size();
      for (std::size_t t = 0; t < end; ++t) options[u].push_back({p, t});
    }
  }
  return options;
}

void PlanModel::Sum::add(double factor, const Sum& other) {
  constant += factor * other.constant;
  for (const LinearTerm& term : other.terms) terms.push_back({term.column, factor * term.factor});
}

PlanModel::PlanModel(const ConsolidationCase& c, std::vector<std::vector<SeatOption>> options)
    : case_(&c), options_(std::move(options)) {
  has_choice_ = std::none_of(options_.begin(), options_.end(), [](const auto& of_unit) { return of_unit.empty(); });
  if (!has_choice_) return;
  add_seats();
  for (std::size_t p = 0; p < c.premises.size(); ++p) add_premises(p);
  add_affinities();
  for (std::size_t t = 0; t < c.periods.size(); ++t) {
    charge(c.periods.weight_years[t], running(t));
    charge(c.periods.once_factor[t], once(t));
    for (std::size_t p = 0; p < c.premises.size(); ++p) {
      charge(notice_weight_years(c, p, t) * empty_dkk(c.premises[p]) / c.premises[p].blocks, given_up(p, t));
    }
  }
  add_money();
}

bool PlanModel::sits(std::size_t unit, const SeatOption& option, std::size_t place, std::size_t period) const noexcept {
  return (period >= option.period ? option.place : case_->units[unit].home) == place;
}

PlanModel::Sum PlanModel::presence(std::size_t unit, std::size_t place, std::size_t period) const {
  Sum sum;
  const std::vector<SeatOption>& options = options_[unit];
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (!sits(unit, options[i], place, period)) continue;
    if (options.size() == 1) {
      sum.constant = 1.0;
    } else {
      sum.add(1.0, column(unit, i));
    }
  }
  return sum;
}

bool PlanModel::can_sit(std::size_t unit, std::size_t place) const {
  return case_->units[unit].home == place ||
         std::any_of(options_[unit].begin(), options_[unit].end(), [&](const SeatOption& o) { return o.place == place; });
}

void PlanModel::add_row(double lower, double upper, Sum sum) {
  std::sort(sum.terms.begin(), sum.terms.end(), [](const LinearTerm& a, const LinearTerm& b) { return a.column < b.column; });
  std::vector<LinearTerm> terms;
  for (const LinearTerm& term : sum.terms) {
    if (!terms.empty() && terms.back().column == term.column) {
      terms.back().factor += term.factor;
    } else {
      terms.push_back(term);
    }
  }
  model_.add_row(lower <= -kUnbounded ? lower : lower - sum.constant, upper >= kUnbounded ? upper : upper - sum.constant,
                 std::move(terms));
}

void PlanModel::charge(double times, const Sum& sum) {
  fixed_dkk_ += times * sum.constant;
  for (const LinearTerm& term : sum.terms) model_.cost[term.column] += times * term.factor;
}

void PlanModel::add_seats() {
  seat_.assign(options_.size(), 0);
  for (std::size_t u = 0; u < options_.size(); ++u) {
    if (options_[u].size() == 1) continue;
    seat_[u] = model_.cost.size();
    Sum one;
    for (std::size_t i = 0; i < options_[u].size(); ++i) one.add(1.0, model_.add_column(0.0, 1.0, 0.0, true));
    add_row(1.0, 1.0, one);
  }
}

PlanModel::Sum PlanModel::given_up(std::size_t p, std::size_t t) const {
  Sum sum;
  if (t == 0) {
    sum.constant = case_->premises[p].blocks;
  } else {
    sum.add(1.0, held_[p][t - 1]);
  }
  sum.add(-1.0, held_[p][t]);
  return sum;
}

void PlanModel::add_premises(std::size_t p) {
  const CasePremises& premises = case_->premises[p];
  const std::size_t periods = case_->periods.size();
  held_.emplace_back();
  used_.emplace_back();
  used_blocks_.emplace_back();
  for (std::size_t t = 0; t < periods; ++t) {
    const bool is_closed = premises.fate == Fate::close && t + 1 == periods;
    const double least = premises.fate == Fate::keep ? premises.blocks : 0.0;
    held_[p].push_back(model_.add_column(least, is_closed ? 0.0 : premises.blocks, 0.0, true));
    used_[p].push_back(model_.add_column(0.0, 1.0, 0.0));
    used_blocks_[p].push_back(model_.add_column(0.0, premises.blocks, 0.0));
    if (t > 0) add_row(0.0, kUnbounded, given_up(p, t));
    add_use(p, t);
    add_energy(p, t);
  }
}

/// Used when a unit sits there, with desks for all, and then at least one block is held.
void PlanModel::add_use(std::size_t p, std::size_t t) {
  const CasePremises& premises = case_->premises[p];
  Sum desks;
  Sum units;
  for (std::size_t u = 0; u < options_.size(); ++u) {
    if (!can_sit(u, p)) continue;
    const Sum there = presence(u, p, t);
    if (there.constant == 0.0 && there.terms.empty()) continue;
    desks.add(case_->units[u].desks_high, there);
    units.add(1.0, there);
    if (there.terms.empty()) {
      model_.column_lower[used_[p][t]] = 1.0;
      continue;
    }
    Sum row;
    row.add(1.0, used_[p][t]);
    row.add(-1.0, there);
    add_row(0.0, kUnbounded, row);
  }
  // What no variable decides needs whole blocks.
  const int least = blocks_needed(premises, desks.constant, static_cast<std::size_t>(units.constant));
  double& lower = model_.column_lower[held_[p][t]];
  lower = std::max(lower, static_cast<double>(least));
  if (units.terms.empty()) model_.column_upper[used_[p][t]] = model_.column_lower[used_[p][t]];
  units.add(-1.0, used_[p][t]);
  add_row(0.0, kUnbounded, units);
  desks.add(-premises.desks / premises.blocks, held_[p][t]);
  add_row(-kUnbounded, kDeskTolerance, desks);
  Sum held;
  held.add(1.0, held_[p][t]);
  held.add(-1.0, used_[p][t]);
  add_row(0.0, kUnbounded, held);
}

/// used_blocks = held x used.
void PlanModel::add_energy(std::size_t p, std::size_t t) {
  const double blocks = case_->premises[p].blocks;
  Sum least;
  least.add(1.0, used_blocks_[p][t]);
  least.add(-1.0, held_[p][t]);
  least.add(-blocks, used_[p][t]);
  add_row(-blocks, 0.0, least);
  Sum most;
  most.add(1.0, used_blocks_[p][t]);
  most.add(-blocks, used_[p][t]);
  add_row(-kUnbounded, 0.0, most);
  Sum held;
  held.add(1.0, used_blocks_[p][t]);
  held.add(-1.0, held_[p][t]);
  add_row(-kUnbounded, 0.0, held);
}

void PlanModel::add_affinities() {
  for (const CaseAffinity& pair : case_->affinities) {
    apart_.emplace_back();
    for (std::size_t t = 0; t < case_->periods.size(); ++t) {
      const std::size_t column = model_.add_column(0.0, 1.0, 0.0);
      apart_.back().push_back(column);
      for (std::size_t p = 0; p < case_->premises.size(); ++p) {
        Sum row = presence(pair.a, p, t);
        if (row.constant == 0.0 && row.terms.empty()) continue;
        row.add(-1.0, presence(pair.b, p, t));
        row.add(-1.0, column);
        add_row(-kUnbounded, 0.0, row);
      }
    }
  }
}

/// Without notice.
PlanModel::Sum PlanModel::once(std::size_t period) const {
  const ConsolidationCase& c = *case_;
  Sum sum;
  for (std::size_t u = 0; u < options_.size(); ++u) {
    for (std::size_t i = 0; i < options_[u].size(); ++i) {
      const SeatOption& option = options_[u][i];
      if (option.place == c.units[u].home || option.period != period) continue;
      const double dkk = c.units[u].move_cost_dkk + c.units[u].desks * c.premises[option.place].fit_out_dkk_desk;
      if (options_[u].size() == 1) {
        sum.constant += dkk;
      } else {
        sum.add(dkk, column(u, i));
      }
    }
  }
  for (std::size_t p = 0; p < c.premises.size(); ++p) {
    sum.add(c.premises[p].give_up_once_dkk() / c.premises[p].blocks, given_up(p, period));
  }
  return sum;
}

/// A year of a period, without notice.
PlanModel::Sum PlanModel::running(std::size_t period) const {
  const ConsolidationCase& c = *case_;
  Sum sum;
  sum.constant = kept_dkk_year(c);
  for (std::size_t p = 0; p < c.premises.size(); ++p) {
    const CasePremises& premises = c.premises[p];
    sum.add(empty_dkk(premises) / premises.blocks, held_[p][period]);
    sum.add((premises.open.bill_dkk - premises.empty.bill_dkk) / premises.blocks, used_blocks_[p][period]);
  }
  for (std::size_t u = 0; u < options_.size(); ++u) {
    for (std::size_t i = 0; i < options_[u].size(); ++i) {
      const SeatOption& option = options_[u][i];
      const std::size_t place = period >= option.period ? option.place : c.units[u].home;
      const double dkk = c.units[u].persons * c.premises[place].person.bill_dkk;
      if (options_[u].size() == 1) {
        sum.constant += dkk;
      } else {
        sum.add(dkk, column(u, i));
      }
    }
  }
  for (std::size_t i = 0; i < apart_.size(); ++i) sum.add(c.affinities[i].dkk_year, apart_[i][period]);
  return sum;
}

void PlanModel::add_money() {
  const ConsolidationCase& c = *case_;
  for (std::size_t year = 0; year < c.periods.budget_dkk.size(); ++year) {
    Sum sum;
    for (std::size_t t = 0; t < c.periods.size(); ++t) {
      if (year_of(c.periods, t) == year) sum.add(1.0, once(t));
    }
    if (sum.terms.empty()) continue;
    add_row(-kUnbounded, c.periods.budget_dkk[year] + kMoneyToleranceDkk, sum);
  }
  if (std::isnan(c.payback_years)) return;
  Sum beyond = running(c.periods.size() - 1);
  for (LinearTerm& term : beyond.terms) term.factor *= c.payback_years;
  // Today's running cost: each unit at home, everything held.
  ConsolidationCase today = c;
  today.periods = {{0.0}, {1.0}, {1.0}, {}};
  beyond.constant = c.payback_years * (beyond.constant - cost_of(today, stay(today)).objective_dkk_per_year);
  for (std::size_t t = 0; t < c.periods.size(); ++t) beyond.add(1.0, once(t));
  add_row(-kUnbounded, kMoneyToleranceDkk, beyond);
}

Plan PlanModel::plan_of(const std::vector<double>& value) const {
  constexpr double kTaken = 0.5;
  Plan plan = stay(*case_);
  for (std::size_t u = 0; u < options_.size(); ++u) {
    for (std::size_t i = 0; i < options_[u].size(); ++i) {
      if (options_[u].size() > 1 && value[column(u, i)] < kTaken) continue;
      plan.seat[u] = options_[u][i].place;
      plan.move_period[u] = options_[u][i].period;
    }
  }
  for (std::size_t p = 0; p < held_.size(); ++p) {
    for (std::size_t t = 0; t < held_[p].size(); ++t) plan.held[p][t] = static_cast<int>(std::lround(value[held_[p][t]]));
  }
  return plan;
}

std::vector<double> PlanModel::values_of(const Plan& plan) const {
  const ConsolidationCase& c = *case_;
  std::vector<double> value(model_.cost.size(), 0.0);
  for (std::size_t u = 0; u < options_.size(); ++u) {
    const SeatOption chosen{plan.seat[u], plan.move_period[u]};
    const auto found = std::find(options_[u].begin(), options_[u].end(), chosen);
    if (found == options_[u].end()) return {};
    if (options_[u].size() > 1) value[column(u, static_cast<std::size_t>(found - options_[u].begin()))] = 1.0;
  }
  for (std::size_t t = 0; t < c.periods.size(); ++t) {
    for (std::size_t p = 0; p < held_.size(); ++p) value[held_[p][t]] = plan.held[p][t];
    for (std::size_t u = 0; u < c.units.size(); ++u) {
      const std::size_t p = place_of(c, plan, u, t);
      value[used_[p][t]] = 1.0;
      value[used_blocks_[p][t]] = plan.held[p][t];
    }
    for (std::size_t i = 0; i < apart_.size(); ++i) {
      const bool is_apart = place_of(c, plan, c.affinities[i].a, t) != place_of(c, plan, c.affinities[i].b, t);
      value[apart_[i][t]] = is_apart ? 1.0 : 0.0;
    }
  }
  return value;
}

}  // namespace tvilling::scenarios
