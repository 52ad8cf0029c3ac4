// SPDX-License-Identifier: MPL-2.0
// Locks of a case: units that may not move by the units table, overrides.toml, and the study.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/suggest.hpp"
#include "core/text.hpp"
#include "scenarios/consolidation/case_parts.hpp"
#include "scenarios/consolidation/consolidation_codes.hpp"

namespace tvilling::scenarios::case_parts {

namespace {

namespace code = consolidation_code;

void lock_unit(PlanBasis& basis, std::size_t u, const std::string& reason, const core::SourcePos& pos) {
  basis.c.units[u].locked = true;
  basis.locks.push_back({CaseLockKind::unit_stays, u, reason, core::to_string(pos)});
}

/// Sets what becomes of premises; told when another lock says the contrary.
void lock_premises(const Inputs& in, PlanBasis& basis, std::size_t p, bool close, const std::string& reason,
                   const core::SourcePos& pos) {
  const CaseLockKind kind = close ? CaseLockKind::premises_closed : CaseLockKind::premises_kept;
  const CaseLockKind other = close ? CaseLockKind::premises_kept : CaseLockKind::premises_closed;
  CasePremises& premises = basis.c.premises[p];
  const auto against = std::ranges::find_if(basis.locks, [&](const CaseLock& l) { return l.kind == other && l.where == p; });
  if (against != basis.locks.end()) {
    core::add_stop(in.findings, code::kContradiction, pos,
                   fmt::format("\"{}\" shall be {} ({}), but {} ({}; {})", premises.lease_id, close ? "closed" : "kept", reason,
                               close ? "kept" : "closed", against->reason, against->source),
                   "Take one of the two locks away.");
    return;
  }
  premises.fate = close ? Fate::close : Fate::keep;
  basis.locks.push_back({kind, p, reason, core::to_string(pos)});
}

/// A lock on a lease that has ended before the plan begins is of another time.
bool has_ended(const Inputs& in, const std::string& lease_id, const core::SourcePos& pos) {
  const auto lease = std::ranges::find(in.portfolio.leases, lease_id, &models::Lease::lease_id);
  if (lease == in.portfolio.leases.end() || lease->end.empty()) return false;
  if (years_from(start_date(in.study), lease->end) >= 0.0) return false;
  core::add_stop(in.findings, code::kEndedLock, pos, fmt::format("a lock on lease \"{}\", which ended {}", lease_id, lease->end),
                 fmt::format("Take the lock away, or correct end of the lease ({}).", core::to_string(lease->pos)));
  return true;
}

void lock_lease(const Inputs& in, PlanBasis& basis, const std::string& id, bool close, const std::string& reason,
                const core::SourcePos& pos) {
  if (has_ended(in, id, pos)) return;
  if (const std::optional<std::size_t> p = find_premises(in, basis, id, pos)) lock_premises(in, basis, *p, close, reason, pos);
}

void lock_property(const Inputs& in, PlanBasis& basis, const StudyLock& lock) {
  std::vector<std::string_view> known;
  known.reserve(in.portfolio.properties.size());
  for (const models::Property& property : in.portfolio.properties) known.emplace_back(property.property_id);
  bool in_table = std::ranges::find(known, lock.id) != known.end();
  bool any = false;
  for (const models::Lease& lease : in.portfolio.leases) {
    if (lease.property_id != lock.id) continue;
    in_table = true;
    const std::optional<std::size_t> p = premises_named(basis, lease.lease_id);
    if (!p || has_ended(in, lease.lease_id, lock.pos)) continue;
    any = true;
    lock_premises(in, basis, *p, lock.close, lock.reason, lock.pos);
  }
  if (!in_table) {
    core::add_stop(in.findings, code::kUnknownId, lock.pos, fmt::format("unknown property \"{}\"", core::shown(lock.id)),
                   core::did_you_mean(lock.id, known));
  } else if (!any) {
    in.findings.add({std::string(code::kOutside.code), core::Severity::warns, lock.pos,
                     fmt::format("property \"{}\" has no lease that takes part in the consolidation", lock.id),
                     "uses and administrations of [consolidation] say what takes part."});
  }
}

/// What overrides.toml locks may lie outside of the plan: that is no mistake of the study.
void add_override(const Inputs& in, PlanBasis& basis, const models::Lock& lock) {
  switch (lock.kind) {
    case models::LockKind::unit:
      if (const std::optional<std::size_t> u = unit_named(basis, lock.id)) lock_unit(basis, *u, lock.reason, lock.pos);
      break;
    case models::LockKind::lease:
      if (const std::optional<std::size_t> p = premises_named(basis, lock.id)) {
        if (!has_ended(in, lock.id, lock.pos)) lock_premises(in, basis, *p, false, lock.reason, lock.pos);
      }
      break;
    case models::LockKind::building:
      for (std::size_t p = 0; p < basis.premises.size(); ++p) {
        const bool is_there = std::ranges::any_of(basis.premises[p].parts, [&](const PremisesPart& part) {
          return in.portfolio.buildings[part.building].building.building_id == lock.id;
        });
        if (is_there) lock_premises(in, basis, p, false, lock.reason, lock.pos);
      }
      break;
  }
}

}  // namespace

void add_locks(const Inputs& in, PlanBasis& basis) {
  for (std::size_t u = 0; u < basis.unit.size(); ++u) {
    const models::Unit& unit = in.portfolio.units[basis.unit[u]];
    if (!unit.movable) lock_unit(basis, u, unit.lock_reason.empty() ? "not movable" : unit.lock_reason, unit.pos);
  }
  for (const models::Lock& lock : in.overrides.locks) add_override(in, basis, lock);
  for (const StudyLock& lock : in.settings().locks) {
    switch (lock.of) {
      case StudyLock::Of::unit:
        if (const std::optional<std::size_t> u = find_unit(in, basis, lock.id, lock.pos)) {
          lock_unit(basis, *u, lock.reason, lock.pos);
        }
        break;
      case StudyLock::Of::lease: lock_lease(in, basis, lock.id, lock.close, lock.reason, lock.pos); break;
      case StudyLock::Of::property: lock_property(in, basis, lock); break;
    }
  }
  if (in.settings().owned_saves != OwnedSaves::nothing) return;
  for (std::size_t p = 0; p < basis.premises.size(); ++p) {
    if (!basis.c.premises[p].internal_rent) continue;
    lock_premises(in, basis, p, false, "owned_saves = \"nothing\": owned premises are kept", in.settings().pos);
  }
}

}  // namespace tvilling::scenarios::case_parts
