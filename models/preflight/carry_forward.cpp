// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/io/file.hpp"
#include "core/text.hpp"
#include "models/portfolio/source.hpp"
#include "models/preflight/delivery.hpp"
#include "models/preflight/overrides.hpp"
#include "models/preflight/preflight_codes.hpp"

namespace tvilling::models {

namespace {

namespace code = preflight_code;
namespace fs = std::filesystem;
using core::Severity;

/// The ids of every table of a portfolio.
class Ids {
 public:
  explicit Ids(const Portfolio& portfolio) {
    for (const BuildingRecord& r : portfolio.buildings) add(PortfolioTable::buildings, r.building.building_id);
    for (const Property& p : portfolio.properties) add(PortfolioTable::properties, p.property_id);
    for (const Lease& l : portfolio.leases) add(PortfolioTable::leases, l.lease_id);
    for (const Unit& u : portfolio.units) add(PortfolioTable::units, u.unit_id);
    for (const Room& r : portfolio.rooms) add(PortfolioTable::rooms, r.room_id);
    for (const Pool& p : portfolio.pools) add(PortfolioTable::pools, p.pool_id);
    for (const Booking& b : portfolio.bookings) add(PortfolioTable::bookings, b.booking_id);
  }

  /// In a table, or in any where none is named. Of tables that are not looked into nothing is known to be lost.
  [[nodiscard]] bool has(std::string_view table, const std::string& id) const {
    if (table.empty()) {
      return std::any_of(ids_.begin(), ids_.end(), [&id](const auto& entry) { return entry.second.contains(id); });
    }
    const auto found = ids_.find(table);
    return found == ids_.end() || found->second.contains(id);
  }

 private:
  void add(PortfolioTable table, const std::string& id) { ids_[to_string(table)].insert(id); }
  std::map<std::string_view, std::set<std::string>> ids_;
};

bool equal(const SetAside& a, const SetAside& b) {
  return a.code == b.code && a.table == b.table && a.id == b.id && a.reason == b.reason && a.who == b.who && a.when == b.when;
}

bool equal(const Lock& a, const Lock& b) {
  return a.kind == b.kind && a.id == b.id && a.reason == b.reason;  // a unit's lock has the day on which it was carried
}

template <class Entry>
bool holds_all(const std::vector<Entry>& all, const std::vector<Entry>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&all](const Entry& one) {
    return std::any_of(all.begin(), all.end(), [&one](const Entry& other) { return equal(other, one); });
  });
}

std::string_view table_of(LockKind kind) {
  constexpr std::array kTables{PortfolioTable::units, PortfolioTable::leases, PortfolioTable::buildings};
  return to_string(kTables[static_cast<std::size_t>(kind)]);
}

core::Finding lost(const core::FindingCode& code, const core::SourcePos& pos, std::string message, std::string_view table,
                   const std::string& id) {
  return {std::string(code.code),
          Severity::warns,
          pos,
          std::move(message),
          "It was left out. If the row has another id now, enter it again under that.",
          std::string(table),
          id};
}

/// The overrides that still have their row; what has lost it is a finding.
Overrides still_there(const Overrides& old, const Ids& ids, core::Findings& findings) {
  Overrides kept;
  for (const SetAside& entry : old.set_asides) {
    if (entry.id.empty() || ids.has(entry.table, entry.id)) {
      kept.set_asides.push_back(entry);
      continue;
    }
    findings.add(lost(code::kLostOverride, entry.pos,
                      fmt::format("{} for \"{}\" was set aside, and that row is gone", entry.code, core::shown(entry.id)),
                      entry.table, entry.id));
  }
  for (const Lock& lock : old.locks) {
    if (ids.has(table_of(lock.kind), lock.id)) {
      kept.locks.push_back(lock);
      continue;
    }
    findings.add(lost(code::kLostOverride, lock.pos,
                      fmt::format("{} \"{}\" was locked, and is gone", to_string(lock.kind), core::shown(lock.id)),
                      table_of(lock.kind), lock.id));
  }
  return kept;
}

bool may_move(const Unit& unit) {
  return unit.movable && unit.lock_reason.empty();
}

/// Units that could not be moved in the earlier delivery, of which the new one says nothing.
void lock_units(const Delivery& before, const Delivery& now, const std::string& today, Overrides& overrides) {
  std::map<std::string_view, const Unit*> units;
  for (const Unit& unit : now.portfolio.units) units.emplace(unit.unit_id, &unit);
  std::set<std::string_view> locked;
  for (const Lock& lock : overrides.locks) {
    if (lock.kind == LockKind::unit) locked.insert(lock.id);
  }
  std::vector<Lock> added;
  for (const Unit& unit : before.portfolio.units) {
    const auto found = units.find(unit.unit_id);
    if (may_move(unit) || found == units.end() || !may_move(*found->second) || locked.contains(unit.unit_id)) continue;
    const std::string reason = unit.lock_reason.empty() ? "not movable in the earlier delivery" : unit.lock_reason;
    added.push_back({LockKind::unit, unit.unit_id, reason, "delivery " + before.portfolio.name, today, {}});
  }
  overrides.locks.insert(overrides.locks.end(), added.begin(), added.end());
}

[[noreturn]] void refuse(const fs::path& file, const std::string& what) {
  throw core::Error(core::ErrorKind::wrong_usage,
                    fmt::format("{} exists and does not hold the {} that would be carried forward", file.string(), what),
                    {file.string()}, "Move it away, carry forward, and add its entries again.");
}

/// The overrides to be written; nothing when the new delivery holds them already.
std::optional<Overrides> overrides_to_write(const Delivery& before, const Delivery& now, const Ids& ids, const std::string& today,
                                            core::Findings& findings) {
  core::Findings old_findings;
  const Overrides old = read_overrides(before.path, old_findings);
  core::throw_if_stopped(old_findings);
  Overrides carried = still_there(old, ids, findings);
  lock_units(before, now, today, carried);
  if (carried.set_asides.empty() && carried.locks.empty()) return std::nullopt;
  const fs::path file = overrides_path(now.path);
  if (!fs::exists(file)) return carried;
  core::Findings ignored;  // told by the check of the new delivery
  const Overrides there = read_overrides(now.path, ignored);
  if (!holds_all(there.set_asides, carried.set_asides) || !holds_all(there.locks, carried.locks)) refuse(file, "overrides");
  return std::nullopt;
}

/// Rows of the links table that name an id which is gone.
std::size_t tell_lost_links(const PortfolioSource& source, const Ids& ids, core::Findings& findings) {
  core::Findings ignored;  // of the earlier delivery, which was checked when it came
  const core::Table table = source.read(PortfolioTable::links, ignored);
  std::size_t count = 0;
  for (const std::vector<core::TableCell>& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string& column = table.header[i].text;
      const bool is_id = column == "from_id" || column == "to_id" || column == "building_id" || column == "property_id" ||
                         column == "lease_id" || column == "unit_id";
      if (!is_id || row[i].text.empty() || ids.has({}, row[i].text)) continue;
      ++count;
      findings.add(lost(code::kLostLink, table.pos(row[i]),
                        fmt::format("{} \"{}\" of a link is gone", column, core::shown(row[i].text)),
                        to_string(PortfolioTable::links), row[i].text));
      break;
    }
  }
  return count;
}

/// Where the links shall be copied to; empty when nothing has to be.
fs::path links_target(const PortfolioSource& before, const PortfolioSource& now, core::Findings& findings) {
  if (!before.has(PortfolioTable::links)) return {};
  const fs::path file = before.file(PortfolioTable::links);
  if (now.has(PortfolioTable::links)) {
    const fs::path there = now.file(PortfolioTable::links);
    if (core::read_file(file) != core::read_file(there)) refuse(there, "links");
    return {};
  }
  if (fs::is_directory(before.path()) && fs::is_directory(now.path())) return now.path() / file.filename();
  core::SourcePos pos{file.string()};
  findings.add({std::string(code::kLostLink.code), Severity::warns, std::move(pos),
                "the links are a sheet of a workbook and were not carried forward", "Copy the sheet by hand.",
                std::string(to_string(PortfolioTable::links))});
  return {};
}

}  // namespace

CarriedForward carry_forward(const Delivery& before, const Delivery& now, const std::string& today, core::Findings& findings) {
  const Ids ids(now.portfolio);
  core::Findings told;
  core::Findings ignored;  // told when the portfolios were read
  const PortfolioSource old_source(before.path, ignored);
  const PortfolioSource new_source(now.path, ignored);

  CarriedForward carried;
  const std::optional<Overrides> overrides = overrides_to_write(before, now, ids, today, told);
  carried.links = links_target(old_source, new_source, told);
  carried.lost = told.list.size();
  if (old_source.has(PortfolioTable::links)) carried.lost += tell_lost_links(old_source, ids, told);

  // Nothing was written so far: a refusal leaves the new delivery as it was.
  if (overrides) {
    carried.overrides = overrides_path(now.path);
    carried.set_asides = overrides->set_asides.size();
    carried.locks = overrides->locks.size();
    core::write_file_atomic(carried.overrides, to_toml(*overrides));
  }
  if (!carried.links.empty()) core::write_file_atomic(carried.links, core::read_file(old_source.file(PortfolioTable::links)));
  for (core::Finding& finding : told.list) findings.add(std::move(finding));
  return carried;
}

}  // namespace tvilling::models
