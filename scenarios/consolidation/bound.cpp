// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/bound.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include "scenarios/consolidation/exact.hpp"
#include "scenarios/consolidation/period_shares.hpp"
#include "scenarios/consolidation/seat_relaxation.hpp"

namespace tvilling::scenarios {

namespace {

Bound relaxed_bound(const ConsolidationCase& c, double best_dkk, const BoundSettings& settings, const core::RunContext& context) {
  (void)context;
  const PeriodShares periods(c);
  OnceShares shares = periods.even();
  const std::size_t count = c.periods.size();
  double weights = 0.0;
  for (const double w : c.periods.weight_years) weights += w;
  SeatRelaxation relaxation(c);
  std::vector<SeatBound> at(count);
  double best = -std::numeric_limits<double>::infinity();
  const int outer =
      count == 1 && c.periods.budget_dkk.empty() ? 1 : std::atoi(std::getenv("OUTER") ? std::getenv("OUTER") : "12");
  const int rounds = settings.rounds / outer;
  std::vector<std::vector<KnownBound>> known(count);
  OnceShares center = shares;
  double reach = 4.0;
  for (int i = 0; i < outer; ++i) {
    double sum = -periods.budget_dkk(shares);
    for (std::size_t t = 0; t < count; ++t) {
      relaxation.set_share(periods.share_of(shares, t));
      const std::vector<double> first = at[t].unit_price.empty() ? relaxation.first_prices() : at[t].unit_price;
      const double target = count == 1 ? best_dkk * weights : 0.0;
      at[t] = relaxation.raise(first, target, rounds);
      sum += at[t].dkk;
      known[t].push_back({shares.share[t], at[t].dkk, at[t].once_dkk});
    }
    if (sum > best) {
      best = sum;
      center = shares;
    } else {
      reach = 1 + (reach - 1) * 0.5;
    }
    if (std::getenv("TRACE")) {
      std::printf("outer %d: %.0f best %.0f gap %.4f  ", i, sum / weights, best / weights,
                  gap_fraction(best_dkk, best / weights));
      for (std::size_t t = 0; t < count; ++t) std::printf(" %.2f:%.0fM", shares.share[t], at[t].once_dkk / 1e6);
      for (double p : shares.price) std::printf(" b%.2f", p);
      std::printf("\n");
    }
    if (i + 1 < outer) shares = periods.better(center, known, reach);
  }
  return {std::min(best_dkk, best / weights), "Lagrangian relaxation", false};
}

}  // namespace

Bound lower_bound(const ConsolidationCase& c, double best_dkk_per_year, const BoundSettings& settings,
                  const core::RunContext& context) {
  check_case(c);
  if (is_small(c) && !std::getenv("NOEXACT")) {
    const ExactAnswer exact = solve_exact(c, std::nullopt, settings);
    if (exact.proven) return {std::min(best_dkk_per_year, exact.bound_dkk_per_year), "branch and bound", false};
  }
  return relaxed_bound(c, best_dkk_per_year, settings, context);
}

double gap_fraction(double best_dkk_per_year, double bound_dkk_per_year) noexcept {
  if (best_dkk_per_year == bound_dkk_per_year) return 0.0;
  return (best_dkk_per_year - bound_dkk_per_year) / best_dkk_per_year;
}

}  // namespace tvilling::scenarios
