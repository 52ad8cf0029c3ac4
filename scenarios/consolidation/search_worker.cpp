// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/search_worker.hpp"

#include <algorithm>
#include <cmath>

namespace tvilling::scenarios {

namespace {
constexpr std::size_t kStepsBetweenLooks = 256;

/// base^exponent for an exponent from 0 to 1, of products and square roots only: the same on every machine, which std::pow is
/// not.
double power(double base, double exponent) {
  constexpr int kBits = 24;
  double result = 1.0;
  double root = base;
  for (int bit = 0; bit < kBits && exponent > 0.0; ++bit) {
    root = std::sqrt(root);
    exponent *= 2.0;
    if (exponent < 1.0) continue;
    exponent -= 1.0;
    result *= root;
  }
  return result;
}

}  // namespace

SearchProblem::SearchProblem(const ConsolidationCase& of)
    : c(of), places(of), has_money_limits(!of.periods.budget_dkk.empty() || !std::isnan(of.payback_years)) {
  double dearest_desk = 0.0;
  for (const CasePremises& p : c.premises) {
    const double year_dkk = std::abs(p.rent_dkk_year) + std::abs(p.operation_dkk_year) + std::abs(p.open.bill_dkk);
    typical_dkk += year_dkk / static_cast<double>(c.premises.size());
    if (p.desks > 0.0) dearest_desk = std::max(dearest_desk, year_dkk / p.desks);
  }
  double weights = 0.0;
  for (const double weight : c.periods.weight_years) weights += weight;
  constexpr double kMargin = 3.0;
  typical_dkk *= weights;
  desk_penalty_dkk = kMargin * dearest_desk * weights;
  today_dkk_year = cost_of(c, stay(c)).running.front().total_dkk();
}

double SearchProblem::beyond_dkk(const SearchTotals& totals) const noexcept {
  if (!has_money_limits) return 0.0;
  double beyond = 0.0;
  for (std::size_t y = 0; y < totals.year_dkk.size(); ++y) {
    beyond += std::max(0.0, totals.year_dkk[y] - c.periods.budget_dkk[y]);
  }
  if (!std::isnan(c.payback_years)) {
    beyond += std::max(0.0, totals.once_dkk - c.payback_years * (today_dkk_year - totals.end_dkk_year));
  }
  return beyond > 0.5 * kMoneyToleranceDkk ? beyond : 0.0;
}

void SearchPool::offer(double cost_dkk, const SearchState& state) {
  std::vector<bool> use = state.use();
  const auto same = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.use == use; });
  if (same != entries_.end()) {
    if (cost_dkk >= same->cost_dkk) return;
    entries_.erase(same);
  } else if (entries_.size() >= most_) {
    entries_.pop_back();
  }
  const auto at = std::upper_bound(entries_.begin(), entries_.end(), cost_dkk,
                                   [](double cost, const Entry& entry) { return cost < entry.cost_dkk; });
  entries_.insert(at, {cost_dkk, std::move(use), state.choices()});
}

SearchWorker::SearchWorker(const SearchProblem& problem, std::uint64_t seed, std::uint64_t chain, std::size_t pool)
    : problem_(problem),
      state_(problem.c),
      changes_(state_, problem.places, problem.has_money_limits),
      dice_(seed, chain),
      pool_(pool) {}

double SearchWorker::score(const SearchTotals& totals, double beyond) const noexcept {
  return totals.cost_dkk + desk_penalty_ * problem_.desk_penalty_dkk * totals.over_desks + money_penalty_ * beyond;
}

void SearchWorker::start(const SearchState::Choices& choices) {
  state_.set(choices);
  const SearchTotals& totals = state_.totals();
  beyond_ = problem_.beyond_dkk(totals);
  score_ = score(totals, beyond_);
  note_best(totals, beyond_);
}

void SearchWorker::start(Plan plan) {
  // Who may not sit where the plan has it goes home.
  for (std::size_t u = 0; u < plan.seat.size(); ++u) {
    if (problem_.places.may_sit(u, plan.seat[u])) continue;
    plan.seat[u] = problem_.c.units[u].home;
    plan.move_period[u] = 0;
  }
  state_.set(plan);
  SearchState::Choices choices = state_.choices();
  // Only where money is short it can be right to hold what is free and not worth its rent.
  if (!problem_.has_money_limits) std::fill(choices.chosen.begin(), choices.chosen.end(), SearchState::kAuto);
  start(choices);
}

void SearchWorker::note_best(const SearchTotals& totals, double beyond) {
  constexpr double kRoundingDkk = 1e-3;
  if (totals.over_desks > 0.0 || beyond > 0.0) return;
  if (pool_.wants(totals.cost_dkk)) pool_.offer(totals.cost_dkk, state_);
  if (totals.cost_dkk >= best_cost_ - kRoundingDkk) return;
  best_cost_ = totals.cost_dkk;
  best_ = state_.choices();
}

double SearchWorker::cost() noexcept {
  const SearchTotals& totals = state_.totals();
  const bool keeps_limits = totals.over_desks == 0.0 && problem_.beyond_dkk(totals) == 0.0;
  return keeps_limits ? totals.cost_dkk : std::numeric_limits<double>::infinity();
}

void SearchWorker::try_neighbours() {
  start_from_best();
  for (std::size_t p = 0; p < problem_.c.premises.size(); ++p) {
    for (std::size_t t = 0; t < state_.periods(); ++t) {
      if (state_.is_used(p) ? changes_.empty(p, t, SearchChanges::Into::cheapest, nullptr) : t == 0 && changes_.reopen(p)) {
        const SearchTotals& totals = state_.totals();
        note_best(totals, problem_.beyond_dkk(totals));
      }
      state_.undo();
    }
  }
}

Plan SearchWorker::best_plan() {
  start(best_);
  return state_.plan();
}

void SearchWorker::adapt_penalties() {
  constexpr double kFactor = 1.1;
  constexpr double kLeastMoney = 0.5;
  constexpr double kLeastDesk = 1.0;
  static constexpr double kMost = 1e4;
  const auto follow = [](double& penalty, bool is_broken, double least) {
    penalty = std::clamp(is_broken ? penalty * kFactor : penalty / kFactor, least, kMost);
  };
  const SearchTotals& totals = state_.totals();
  if (problem_.has_money_limits) follow(money_penalty_, beyond_ > 0.0, kLeastMoney);
  // Once a plan is known, what desks cost is the better price: a larger one walls off what lies behind too few desks.
  follow(desk_penalty_, totals.over_desks > 0.0 && !has_best(), kLeastDesk);
  score_ = score(totals, beyond_);
}

void SearchWorker::step(double temperature) {
  ++steps_;
  if (!changes_.any(dice_)) {
    state_.undo();
    return;
  }
  const SearchTotals& totals = state_.totals();
  const double beyond = problem_.beyond_dkk(totals);
  const double now = score(totals, beyond);
  if (now > score_ && now - score_ > temperature * dice_.exponential()) {
    state_.undo();
    return;
  }
  score_ = now;
  beyond_ = beyond;
  note_best(totals, beyond);
  state_.keep();
}

void SearchWorker::anneal(double hot, double cold, const SearchProgress& progress) {
  const bool can_choose = problem_.has_money_limits && !problem_.c.premises.empty();
  if (problem_.places.movable().empty() && !can_choose) return;
  const double first = hot * problem_.typical_dkk;
  double done = progress(0);
  while (done < 1.0) {
    const double temperature = first * power(cold / hot, done);
    for (std::size_t i = 0; i < kStepsBetweenLooks; ++i) step(temperature);
    adapt_penalties();
    done = progress(kStepsBetweenLooks);
  }
}

}  // namespace tvilling::scenarios
