// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
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

/// The case without a lock and all others on the same unit or premises.
[[nodiscard]] ConsolidationCase without(const ConsolidationCase& c, const CaseLock& lock);

/// What the locks on a unit or on premises cost: the objective with them less that without.
struct LockPrice {
  std::size_t lock = 0;             ///< the first
  std::vector<std::size_t> others;  ///< on the same unit or premises: only without all of them it is free
  double dkk_per_year = 0.0;        ///< not negative: the best plan with the lock is a plan without it too
  bool exact = false;               ///< both are proven; else about: the difference of what equal efforts found
};
struct LockPrices {
  std::vector<LockPrice> price;     ///< in the order of the locks, one for all on the same unit or premises
  std::optional<FoundPlan> better;  ///< a plan of the case that costs less than the known one, found on the way
  bool ended_by_time = false;
};
/// 0 where the freed unit or premises would change nothing. `settings`: the steps for each lock, and the time for all together,
/// shared out evenly with the case itself, which is searched from the best plan on, too, so that what more effort finds is not
/// taken for the price of a lock. Small cases exactly. A plan that is found without a lock and keeps it after all is `better`.
[[nodiscard]] LockPrices lock_prices(const ConsolidationCase& c, const std::vector<CaseLock>& locks, const FoundPlan& best,
                                     const SearchSettings& settings, const core::RunContext& context);

/// What is known about locks that contradict each other.
enum class ConflictProof : std::uint8_t {
  smallest,     ///< no set of fewer locks contradicts itself
  irreducible,  ///< none of them can be spared
  contradicts,  ///< they contradict each other
};
struct LockConflict {
  std::vector<std::size_t> locks;  ///< empty: without any lock nothing is feasible either, or nothing contradicts
  ConflictProof proof = ConflictProof::smallest;
};
/// A smallest set of locks that cannot all be kept: minimum hitting sets over corrections, feasibility by CBC. Where that takes
/// too many rounds, a set of which as many as can be are dropped.
[[nodiscard]] LockConflict smallest_conflict(const ConsolidationCase& c, const std::vector<CaseLock>& locks);

/// Whether a plan exists that keeps desks, places, locks, kept and closed premises (budget and payback left out).
[[nodiscard]] bool is_feasible(const ConsolidationCase& c);

}  // namespace tvilling::scenarios
