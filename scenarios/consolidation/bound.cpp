// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/bound.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <optional>

#include "core/error.hpp"
#include "core/stopwatch.hpp"
#include "scenarios/consolidation/exact.hpp"
#include "scenarios/consolidation/period_shares.hpp"
#include "scenarios/consolidation/relaxed_premises.hpp"
#include "scenarios/consolidation/seat_relaxation.hpp"

namespace tvilling::scenarios {

namespace {

/// Raises the sum of the periods' bounds: prices of units within a pass, shares of what is paid once between passes.
class Raising {
 public:
  Raising(const ConsolidationCase& c, const BoundSettings& settings, const core::RunContext& context)
      : case_(c),
        settings_(settings),
        context_(context),
        periods_(c),
        relaxation_(c),
        shares_(periods_.even()),
        prices_(c.periods.size()),
        known_(c.periods.size()) {}

  /// Of the sum of all costs; not above any plan's.
  double run() {
    const bool is_single = case_.periods.size() == 1 && case_.periods.budget_dkk.empty();
    const std::size_t tries = is_single ? 1 : kPasses;
    const DeskGrid fine = grid_of(case_);
    const bool is_fine = fine.step_desks < kCoarse.step_desks;
    passes_ = tries + (is_fine ? 1 : 0);
    if (is_fine) relaxation_.set_grid(kCoarse);
    double best = -std::numeric_limits<double>::infinity();
    OnceShares center = shares_;
    double reach = kReach;  // how far shares may go in one pass
    for (std::size_t pass = 0; pass < tries; ++pass) {
      if (pass > 0) shares_ = periods_.better(center, known_, reach);
      const std::optional<double> sum = pass_through(pass);
      if (!sum) return best;
      if (*sum > best) {
        best = *sum;
        center = shares_;
      } else {
        reach = 1.0 + (reach - 1.0) / 2.0;
      }
    }
    if (!is_fine) return best;
    relaxation_.set_grid(fine);
    shares_ = center;
    return std::max(best, pass_through(tries).value_or(best));
  }
  [[nodiscard]] bool ended_by_time() const noexcept { return ended_by_time_; }

 private:
  static constexpr std::size_t kPasses = 10;
  static constexpr double kReach = 4.0;
  static constexpr DeskGrid kCoarse{0.5};

  /// The bound with the present shares; none when time is up. The first pass always ends: there is a bound.
  std::optional<double> pass_through(std::size_t pass) {
    constexpr int kFewest = 20;
    const std::size_t count = case_.periods.size();
    const int rounds = std::max(kFewest, settings_.rounds / static_cast<int>(passes_ * count));
    double sum = -periods_.budget_dkk(shares_);
    for (std::size_t t = 0; t < count; ++t) {
      core::stop_if_asked(context_);
      ended_by_time_ = ended_by_time_ || (settings_.max_seconds > 0.0 && clock_.seconds() > settings_.max_seconds);
      if (ended_by_time_ && pass > 0) return std::nullopt;
      relaxation_.set_share(periods_.share_of(shares_, t));
      if (prices_[t].empty()) prices_[t] = relaxation_.first_prices();
      const SeatBound found = relaxation_.raise(prices_[t], ended_by_time_ ? 1 : rounds);
      prices_[t] = found.unit_price;
      known_[t].push_back({shares_.share[t], found.dkk, found.once_dkk});
      sum += found.dkk;
      if (context_.on_progress) context_.on_progress({"bound", pass * count + t + 1, passes_ * count, 0});
    }
    return sum;
  }

  const ConsolidationCase& case_;
  const BoundSettings& settings_;
  const core::RunContext& context_;
  core::Stopwatch clock_;
  PeriodShares periods_;
  SeatRelaxation relaxation_;
  OnceShares shares_;
  std::vector<std::vector<double>> prices_;     ///< [period][unit]
  std::vector<std::vector<KnownBound>> known_;  ///< [period]
  std::size_t passes_ = 1;
  bool ended_by_time_ = false;
};

}  // namespace

Bound relaxed_bound(const ConsolidationCase& c, double best_dkk_per_year, const BoundSettings& settings,
                    const core::RunContext& context) {
  check_case(c);
  const double weights = std::accumulate(c.periods.weight_years.begin(), c.periods.weight_years.end(), 0.0);
  Raising raising(c, settings, context);
  const double bound = raising.run() / weights + kept_dkk_year(c);
  Bound out{0.0, "Lagrangian relaxation", raising.ended_by_time()};
  out.objective_dkk_per_year = bound_below(bound, best_dkk_per_year, out.method);
  return out;
}

Bound lower_bound(const ConsolidationCase& c, double best_dkk_per_year, const BoundSettings& settings,
                  const core::RunContext& context) {
  check_case(c);
  const Bound relaxed = relaxed_bound(c, best_dkk_per_year, settings, context);
  if (!is_small(c)) return relaxed;
  const ExactAnswer exact = solve_exact(c, std::nullopt, settings);
  Bound out{exact.bound_dkk_per_year, "branch and bound", exact.ended_by_time};
  if (exact.proven && !exact.plan) {
    if (std::isfinite(best_dkk_per_year)) {
      throw core::Error(core::ErrorKind::internal,
                        fmt::format("nothing keeps all limits of the case, yet a plan of {} DKK a year is said to be known",
                                    best_dkk_per_year));
    }
    out.objective_dkk_per_year = best_dkk_per_year;
    out.is_infeasible = true;
    return out;
  }
  if (!exact.proven && out.objective_dkk_per_year < relaxed.objective_dkk_per_year) return relaxed;
  const double higher = std::max(out.objective_dkk_per_year, relaxed.objective_dkk_per_year);
  out.objective_dkk_per_year = bound_below(higher, best_dkk_per_year, out.method);
  out.tolerance_dkk_per_year = exact.tolerance_dkk_per_year;
  return out;
}

double bound_below(double bound_dkk_per_year, double best_dkk_per_year, std::string_view method) {
  constexpr double kRounding = 1e-9;
  if (bound_dkk_per_year <= best_dkk_per_year) return bound_dkk_per_year;
  if (bound_dkk_per_year - best_dkk_per_year <= kRounding * std::abs(best_dkk_per_year)) return best_dkk_per_year;
  throw core::Error(core::ErrorKind::internal, fmt::format("the bound by {} is above a plan that is known: {} and {} DKK a year",
                                                           method, bound_dkk_per_year, best_dkk_per_year));
}

double gap_fraction(double best_dkk_per_year, double bound_dkk_per_year, double tolerance_dkk_per_year,
                    double saving_dkk_per_year) noexcept {
  if (std::abs(best_dkk_per_year - bound_dkk_per_year) <= tolerance_dkk_per_year) return 0.0;
  return (best_dkk_per_year - bound_dkk_per_year) / std::max(std::abs(best_dkk_per_year), saving_dkk_per_year);
}

}  // namespace tvilling::scenarios
