// SPDX-License-Identifier: MPL-2.0
#include "models/preflight/overrides.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "core/suggest.hpp"
#include "core/text.hpp"
#include "models/preflight/preflight_codes.hpp"

namespace tvilling::models {

namespace {

namespace code = preflight_code;
using core::Finding;
using core::Severity;

std::string name_of(const SetAside& entry) {
  const std::string where = entry.table.empty() ? "" : " of " + core::shown(entry.table);
  return entry.id.empty() ? entry.code : fmt::format("{} for \"{}\"{}", entry.code, core::shown(entry.id), where);
}

bool is_about(const SetAside& entry, const Finding& finding) {
  const bool has_row =
      finding.id == entry.id || std::find(finding.rows.begin(), finding.rows.end(), entry.id) != finding.rows.end();
  return has_row && (entry.table.empty() || finding.table == entry.table);
}

/// Whether other rows of the finding are still to be looked at.
bool has_other_rows(const SetAside& entry, const Finding& finding, std::set<std::string>& aside) {
  aside.insert(entry.id);
  return finding.id != entry.id &&
         std::any_of(finding.rows.begin(), finding.rows.end(), [&aside](const std::string& row) { return !aside.contains(row); });
}

std::set<std::string_view> ids_of(LockKind kind, const Portfolio& portfolio) {
  std::set<std::string_view> ids;
  switch (kind) {
    case LockKind::unit:
      for (const Unit& unit : portfolio.units) ids.insert(unit.unit_id);
      break;
    case LockKind::lease:
      for (const Lease& lease : portfolio.leases) ids.insert(lease.lease_id);
      break;
    case LockKind::building:
      for (const BuildingRecord& record : portfolio.buildings) ids.insert(record.building.building_id);
      break;
  }
  return ids;
}

/// Findings of screening, hours and plans: other commands tell them.
constexpr std::string_view kOfScenarios = "TV-34";

}  // namespace

void set_aside(const std::vector<SetAside>& set_asides, core::Findings& findings) {
  std::map<std::string, std::vector<std::size_t>> by_code;
  for (std::size_t i = 0; i < findings.list.size(); ++i) by_code[findings.list[i].code].push_back(i);
  std::map<std::size_t, std::set<std::string>> aside;  // rows of a finding about several
  for (const SetAside& entry : set_asides) {
    bool any = false;
    bool stops = false;
    for (const std::size_t i : by_code[entry.code]) {
      Finding& finding = findings.list[i];
      if (!is_about(entry, finding)) continue;
      stops = stops || finding.severity == Severity::stops;
      any = any || !finding.set_aside.empty();  // the same entry twice changes nothing
      if (finding.severity != Severity::warns) continue;
      any = true;
      if (has_other_rows(entry, finding, aside[i])) continue;
      finding.severity = Severity::info;
      finding.set_aside = fmt::format("by {} on {}: {}", entry.who, entry.when, entry.reason);
    }
    if (stops) {
      findings.add({std::string(code::kCannotSetAside.code),
                    Severity::stops,
                    entry.pos,
                    name_of(entry) + " stops and cannot be set aside",
                    "Mend it, then remove the entry.",
                    {},
                    entry.id});
    } else if (!any && !entry.code.starts_with(kOfScenarios)) {
      findings.add({std::string(code::kNothingSetAside.code),
                    Severity::warns,
                    entry.pos,
                    name_of(entry) + ": there is no such warning (any more)",
                    "Remove the entry, or correct its code, table or id.",
                    {},
                    entry.id});
    }
  }
}

void set_aside_here(const Overrides& overrides, core::Findings& findings) {
  std::vector<SetAside> here;
  std::copy_if(
      overrides.set_asides.begin(), overrides.set_asides.end(), std::back_inserter(here), [&findings](const SetAside& entry) {
        return std::any_of(findings.list.begin(), findings.list.end(),
                           [&entry](const Finding& finding) { return finding.code == entry.code && is_about(entry, finding); });
      });
  set_aside(here, findings);
}

void check_locks(const std::vector<Lock>& locks, const Portfolio& portfolio, core::Findings& findings) {
  const std::array ids{ids_of(LockKind::unit, portfolio), ids_of(LockKind::lease, portfolio),
                       ids_of(LockKind::building, portfolio)};
  std::set<std::pair<LockKind, std::string_view>> seen;
  for (const Lock& lock : locks) {
    const std::string name = fmt::format("{} \"{}\"", to_string(lock.kind), core::shown(lock.id));
    if (!seen.emplace(lock.kind, lock.id).second) {
      findings.add({std::string(code::kLockTwice.code),
                    Severity::warns,
                    lock.pos,
                    name + " is locked twice",
                    "Keep the entry with the right reason.",
                    {},
                    lock.id});
    } else if (!ids[static_cast<std::size_t>(lock.kind)].contains(lock.id)) {
      findings.add({std::string(code::kLockNobody.code),
                    Severity::warns,
                    lock.pos,
                    name + " is locked but is not there",
                    "Remove the lock, or correct the id.",
                    {},
                    lock.id});
    }
  }
}

}  // namespace tvilling::models
