// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/run_context.hpp"
#include "scenarios/consolidation/bound.hpp"
#include "scenarios/consolidation/search.hpp"

namespace tvilling::scenarios {

/// A decision that a plan must keep, as data with a reason. In the case it is CaseUnit::locked or CasePremises::fate already.
enum class CaseLockKind : std::uint8_t { unit_stays, premises_kept, premises_closed };
struct CaseLock {
  CaseLockKind kind = CaseLockKind::unit_stays;
  std::size_t where = 0;  ///< unit or premises
  std::string reason;
  std::string source;  ///< "units.csv:12", "overrides.toml:4", "study.toml:30"
};

/// The case without a lock. Several locks may hold the same unit or premises: only without all of them it is free.
[[nodiscard]] ConsolidationCase without(const ConsolidationCase& c, const std::vector<CaseLock>& locks, std::size_t lock);

/// What a lock costs: the objective with it less that without.
struct LockPrice {
  std::size_t lock = 0;
  double dkk_per_year = 0.0;  ///< not negative: the best plan with the lock is a plan without it too
  bool exact = false;         ///< both are proven; else it is what the search found, at least
};
/// In the order of the locks; 0 where the freed unit or premises would change nothing.
[[nodiscard]] std::vector<LockPrice> lock_prices(const ConsolidationCase& c, const std::vector<CaseLock>& locks,
                                                 const FoundPlan& best, const SearchSettings& settings,
                                                 const core::RunContext& context);

/// A smallest set of locks that cannot all be kept (none smaller contradicts itself); empty: without any lock nothing is feasible
/// either, or nothing contradicts. Exact: minimum hitting sets over corrections, feasibility by CBC.
[[nodiscard]] std::vector<std::size_t> smallest_conflict(const ConsolidationCase& c, const std::vector<CaseLock>& locks);

/// Whether a plan exists that keeps desks, places, locks, kept and closed premises (budget and payback left out).
[[nodiscard]] bool is_feasible(const ConsolidationCase& c);

}  // namespace tvilling::scenarios
