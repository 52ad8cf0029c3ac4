// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/period_shares.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "scenarios/milp/linear_model.hpp"

namespace tvilling::scenarios {

namespace {

double sum_of(const std::vector<double>& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

/// Lowers shares until no sum of them from a period on is above its `most`, to the last bit: solvers and sums round.
void clip(std::vector<double>& shares, std::vector<double> most) {
  for (std::size_t t = 1; t < most.size(); ++t) most[t] = std::min(most[t], most[t - 1]);
  double after = 0.0;
  for (std::size_t t = shares.size(); t-- > 0;) {
    shares[t] = std::max(0.0, std::min(shares[t], most[t] - after));
    while (shares[t] > 0.0 && after + shares[t] > most[t]) shares[t] = std::nextafter(shares[t], 0.0);
    after += shares[t];
  }
}

/// Shares by the weights of periods, of which those from a period on add up to no more than its `most`.
std::vector<double> evenly(const std::vector<double>& most, const std::vector<double>& weight) {
  const double weights = sum_of(weight);
  std::vector<double> shares;
  double left = weights;
  double before = 0.0;
  for (std::size_t t = 0; t < most.size(); ++t) {
    const double even = std::min(most[t], most[0] * left / weights);
    const double after = t == 0 ? even : std::min(before, even);
    if (t > 0) shares.push_back(before - after);
    before = after;
    left -= weight[t];
  }
  shares.push_back(before);
  clip(shares, most);
  return shares;
}

/// Shares of which those from a period on add up to just its `most`.
std::vector<double> fully(const std::vector<double>& most) {
  std::vector<double> shares = most;
  for (std::size_t t = 0; t + 1 < most.size(); ++t) shares[t] -= most[t + 1];
  return shares;
}

/// Whether notice brings money.
bool is_gain(const CasePremises& p) {
  return p.rent_dkk_year + p.operation_dkk_year + p.empty.bill_dkk < 0.0;
}

}  // namespace

PeriodShares::PeriodShares(const ConsolidationCase& c) : case_(&c) {
  const CasePeriods& periods = c.periods;
  for (std::size_t p = 0; p < c.premises.size(); ++p) {
    std::vector<double> after;  // counted for a block given up at the beginning of a period
    for (std::size_t s = 0; s < periods.size(); ++s) after.push_back(notice_weight_years(c, p, s));
    notice_.push_back(is_gain(c.premises[p]) ? fully(after) : evenly(after, periods.weight_years));
  }
}

double PeriodShares::factor(const OnceShares& shares, std::size_t period) const {
  const CasePeriods& periods = case_->periods;
  if (period >= periods.size()) return 0.0;
  const std::size_t year = year_of(periods, period);
  return periods.once_factor[period] + (year < shares.price.size() ? shares.price[year] : 0.0);
}

OnceShares PeriodShares::even() const {
  return {evenly(case_->periods.once_factor, case_->periods.weight_years),
          std::vector<double>(case_->periods.budget_dkk.size(), 0.0)};
}

void PeriodShares::set_prices(OnceShares& shares) const {
  const CasePeriods& periods = case_->periods;
  shares.price.assign(periods.budget_dkk.size(), 0.0);
  double left = 0.0;
  for (std::size_t t = periods.size(); t-- > 0;) {
    left += shares.share[t];
    const std::size_t year = year_of(periods, t);
    if (year < shares.price.size()) shares.price[year] = std::max(shares.price[year], left - periods.once_factor[t]);
  }
}

PeriodShare PeriodShares::share_of(const OnceShares& shares, std::size_t period) const {
  const CasePeriods& periods = case_->periods;
  PeriodShare share;
  share.weight_years = periods.weight_years[period];
  share.once_factor = shares.share[period];
  share.proceeds_factor = factor(shares, period) - factor(shares, period + 1);
  for (const std::vector<double>& notice : notice_) share.notice_years.push_back(notice[period]);
  share.is_last = period + 1 == periods.size();
  return share;
}

double PeriodShares::budget_dkk(const OnceShares& shares) const {
  double sum = 0.0;
  for (std::size_t y = 0; y < shares.price.size(); ++y) sum += shares.price[y] * case_->periods.budget_dkk[y];
  return sum;
}

OnceShares PeriodShares::better(const OnceShares& now, const std::vector<std::vector<KnownBound>>& known, double reach) const {
  const CasePeriods& periods = case_->periods;
  const std::size_t count = periods.size();
  LinearModel model;
  constexpr double kLeast = 0.02;  // of a DKK a year: lets a share of nothing grow
  for (std::size_t t = 0; t < count; ++t) {
    const double middle = std::max(now.share[t], kLeast * periods.weight_years[t]);
    model.add_column(now.share[t] / reach, middle * reach, 0.0);
  }
  for (const double budget : periods.budget_dkk) model.add_column(0.0, kUnbounded, budget);
  std::vector<LinearTerm> after;  // shares from a period on
  for (std::size_t t = count; t-- > 0;) {
    after.push_back({t, 1.0});
    std::vector<LinearTerm> row = after;
    const std::size_t year = year_of(periods, t);
    if (year < periods.budget_dkk.size()) row.push_back({count + year, -1.0});
    model.add_row(-kUnbounded, periods.once_factor[t], row);
    // A concave function lies below each of its tangents.
    const std::size_t value = model.add_column(-kUnbounded, kUnbounded, -1.0);
    for (const KnownBound& at : known[t]) {
      model.add_row(-kUnbounded, at.dkk - at.once_dkk * at.share, {{value, 1.0}, {t, -at.once_dkk}});
    }
  }
  const LinearAnswer found = solve_linear(model);
  if (!found.is_feasible) return now;
  OnceShares shares = now;
  for (std::size_t t = 0; t < count; ++t) shares.share[t] = std::max(0.0, found.value[t]);
  std::vector<double> most = periods.once_factor;
  for (std::size_t t = 0; t < count; ++t) {
    if (year_of(periods, t) < periods.budget_dkk.size()) most[t] = std::numeric_limits<double>::infinity();  // at a price
  }
  clip(shares.share, most);
  set_prices(shares);
  return shares;
}

}  // namespace tvilling::scenarios
