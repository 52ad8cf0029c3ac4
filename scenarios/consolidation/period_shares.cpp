// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/period_shares.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>

#include "scenarios/milp/linear_model.hpp"

namespace tvilling::scenarios {

namespace {

double sum_of(const std::vector<double>& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

}  // namespace

PeriodShares::PeriodShares(const ConsolidationCase& c) : case_(&c) {
  const CasePeriods& periods = c.periods;
  const double weights = sum_of(periods.weight_years);
  const char* mode = std::getenv("NMODE");
  for (std::size_t p = 0; p < c.premises.size(); ++p) {
    std::vector<double> after(periods.size() + 1, 0.0);  // counted for a block given up at the beginning of a period
    for (std::size_t s = 0; s < periods.size(); ++s) {
      if (periods.size() == 1) after[s] = notice_years_of(c, p, s);
      for (std::size_t t = s; t < periods.size(); ++t) after[s] += notice_fraction(c, p, s, t) * periods.weight_years[t];
    }
    if (mode && periods.size() > 1) {
      double blend = std::atof(mode);
      double left = weights;
      const double n0 = after[0];
      double least = 1e300;
      for (std::size_t s = 0; s < periods.size(); ++s) {
        const double even = n0 * left / weights;
        left -= periods.weight_years[s];
        least = std::min(least, after[s]);
        after[s] = blend * std::min(least, even) + (1 - blend) * after[s];
      }
    }
    notice_.emplace_back();
    for (std::size_t s = 0; s < periods.size(); ++s) notice_.back().push_back(after[s] - after[s + 1]);
  }
}

double PeriodShares::factor(const OnceShares& shares, std::size_t period) const {
  const CasePeriods& periods = case_->periods;
  if (period >= periods.size()) return 0.0;
  const std::size_t year = year_of(periods, period);
  return periods.once_factor[period] + (year < shares.price.size() ? shares.price[year] : 0.0);
}

OnceShares PeriodShares::even() const {
  const CasePeriods& periods = case_->periods;
  const double weights = sum_of(periods.weight_years);
  OnceShares shares{{}, std::vector<double>(periods.budget_dkk.size(), 0.0)};
  double left = weights;
  double before = 1e300;
  for (std::size_t t = 0; t < periods.size(); ++t) {
    const double here = std::min(before, std::min(periods.once_factor[t], periods.once_factor[0] * left / weights));
    if (t > 0) shares.share.push_back(before - here);
    before = here;
    left -= periods.weight_years[t];
  }
  shares.share.push_back(before);
  return shares;
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
  share.once_factor = share.close_factor = shares.share[period];
  share.proceeds_factor = factor(shares, period) - factor(shares, period + 1);
  for (const std::vector<double>& notice : notice_) {
    share.notice_years.push_back(periods.size() == 1 ? notice[period] * shares.share[period] : notice[period]);
  }
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
  for (std::size_t t = 0; t < count; ++t) {
    const double middle = std::max(now.share[t], 0.02 * periods.weight_years[t]);
    model.add_column(now.share[t] / reach, middle * reach, 0.0);
  }
  for (const double budget : periods.budget_dkk) model.add_column(0.0, kUnbounded, budget);
  std::vector<LinearTerm> after;
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
  set_prices(shares);
  return shares;
}

}  // namespace tvilling::scenarios
