// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "core/run_context.hpp"
#include "scenarios/consolidation/bound.hpp"
#include "scenarios/consolidation/energy_lines.hpp"
#include "scenarios/consolidation/locks.hpp"
#include "scenarios/consolidation/make_case.hpp"
#include "scenarios/consolidation/search.hpp"
#include "scenarios/consolidation/verify.hpp"

namespace tvilling::scenarios {

struct ConsolidateSettings {
  double seconds = 60.0;  ///< for search, bound and prices together; not with `reproducible`
  std::uint64_t seed = 1;
  bool reproducible = false;  ///< counts steps and nodes, not seconds
  std::size_t plans = 3;      ///< best plans that differ in what is given up
  bool price_locks = true;
};

/// A plan with its bound, and what stands beside it.
struct Consolidation {
  PlanBasis basis;
  EnergyCurvature curvature;
  PlanCost today;                   ///< everybody stays
  std::vector<FoundPlan> best;      ///< the plan, then others that give up other premises
  std::optional<FoundPlan> greedy;  ///< of reference; none: it keeps not all limits
  Bound bound;
  bool is_proven = false;  ///< no plan costs less; without a plan: none keeps all limits
  bool ended_by_time = false;
  std::vector<LockPrice> prices;                ///< of the locks, see lock_prices; empty: not asked for
  std::optional<double> forecast_dkk_per_year;  ///< what the upper end of the forecast costs; none: no forecast
  PlanCheck check;

  [[nodiscard]] const FoundPlan& plan() const { return best.front(); }
  [[nodiscard]] double gap() const noexcept {
    return gap_fraction(best.front().cost.objective_dkk_per_year, bound.objective_dkk_per_year, bound.tolerance_dkk_per_year,
                        saving_dkk_per_year());
  }
  [[nodiscard]] double saving_dkk_per_year() const noexcept {
    return today.objective_dkk_per_year - best.front().cost.objective_dkk_per_year;
  }
};

/// The first plan found, told before the search goes on.
using FirstPlan = std::function<void(const FoundPlan&, double today_dkk_per_year)>;

/// From a study to a plan: case, energy, plan (small cases exactly; else by search, with a bound by relaxation), prices of the
/// locks, price of the forecast, and the proof by simulation. Findings that stop come back in `findings` before anything is
/// sought: then nothing is returned. Where no plan keeps all limits the smallest set of locks that contradict each other is a
/// finding that stops. Throws Error (interrupted) when the context is stopped.
[[nodiscard]] std::optional<Consolidation> consolidate(const PlanInputs& inputs, const models::Overrides& overrides,
                                                       const ConsolidateSettings& settings, const core::RunContext& context,
                                                       core::Findings& findings, const FirstPlan& first = {});

/// What is asked to be kept on top of an approved plan.
struct Kept {
  std::string id;
  std::string what;  ///< "unit", "lease" or "property"
};

/// The smallest change of an approved plan that keeps something, and the best plan that does.
struct KeptPlan {
  PlanBasis basis;  ///< with what is kept
  Kept kept;
  EnergyCurvature curvature;
  PlanCost today;
  FoundPlan approved;  ///< in the case without what is kept
  FoundPlan nearest;
  bool nearest_is_proven = false;  ///< no plan that keeps it changes fewer seats
  FoundPlan best;
  PlanCheck approved_check;
  PlanCheck nearest_check;
  PlanCheck best_check;
  std::vector<std::size_t> changed;  ///< units that sit elsewhere than in the approved plan
};

/// `approved` must fit the basis of the study (plan_file.hpp). Premises that are kept are rented as they are, and their units
/// stay; a unit that is kept stays. The other moves of the plan are kept unless they must change.
[[nodiscard]] std::optional<KeptPlan> keep_on_top(const PlanInputs& inputs, const models::Overrides& overrides,
                                                  const std::filesystem::path& approved, const std::string& keep,
                                                  const ConsolidateSettings& settings, const core::RunContext& context,
                                                  core::Findings& findings);

}  // namespace tvilling::scenarios
