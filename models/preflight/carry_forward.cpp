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
    for (const Pool& p : portfolio.pools) add(PortfolioTable::pools, p.basin.pool_id);
    for (const HallRow& h : portfolio.swimming_halls) add(PortfolioTable::swimming_halls, h.building_id);
    for (const OpeningHours& h : portfolio.opening_hours) add(PortfolioTable::opening_hours, h.building_id);
    for (const VisitCount& v : portfolio.visits) add(PortfolioTable::visits, v.building_id);
    for (const Booking& b : portfolio.bookings) add(PortfolioTable::bookings, b.booking_id);
  }

  /// In a table, or in any where none is named. Of tables that are not looked into nothing is known to be lost.
  [[nodiscard]] bool has(std::string_view table, const std::string& id) const {
    if (table.empty()) {
      return std::any_of(ids_.begin(), ids_.end(), [&id](const auto& entry) { return entry.second.contains(id); });
    }
    const std::optional<PortfolioTable> named = table_of_name(table);  // "lejemål" too
    const auto found = named ? ids_.find(to_string(*named)) : ids_.end();
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

core::Finding lost(const core::FindingCode& code, const core::SourcePos& pos, std::string message, std::string hint,
                   std::string_view table, const std::string& id) {
  return {std::string(code.code), Severity::warns, pos, std::move(message), std::move(hint), std::string(table), id};
}

constexpr std::string_view kLeftOut = "It was left out. If the row has another id now, enter it again under that.";

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
                      std::string(kLeftOut), entry.table, entry.id));
  }
  for (const Lock& lock : old.locks) {
    if (ids.has(table_of(lock.kind), lock.id)) {
      kept.locks.push_back(lock);
      continue;
    }
    findings.add(lost(code::kLostOverride, lock.pos,
                      fmt::format("{} \"{}\" was locked, and is gone", to_string(lock.kind), core::shown(lock.id)),
                      std::string(kLeftOut), table_of(lock.kind), lock.id));
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

/// A row that stops is there, and looks gone: what people wrote about it would be lost.
void refuse_stopped(const Delivery& delivery) {
  if (delivery.portfolio.kept_out.empty() && delivery.portfolio.unread.empty()) return;
  throw core::Error(core::ErrorKind::wrong_usage,
                    fmt::format("nothing is carried forward while rows of {} stop", delivery.path.string()),
                    {delivery.path.string()}, "Mend what `tvilling check` of it says stops, then carry forward.");
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

/// A column of a links table that holds ids, and of which table: by another column, or always the same.
struct IdColumn {
  std::string_view id;
  std::string_view table_column;
  std::string_view table;
};
constexpr std::array kIdColumns{IdColumn{"from_id", "from_table", {}},    IdColumn{"to_id", "to_table", {}},
                                IdColumn{"building_id", {}, "buildings"}, IdColumn{"property_id", {}, "properties"},
                                IdColumn{"lease_id", {}, "leases"},       IdColumn{"unit_id", {}, "units"}};

std::string cell_of(const core::Table& table, const std::vector<core::TableCell>& row, std::string_view column) {
  for (std::size_t i = 0; i < row.size() && i < table.header.size(); ++i) {
    if (table.header[i].text == column) return row[i].text;
  }
  return {};
}

/// Rows of the links table that name an id which is gone: one finding a row.
void tell_lost_links(const core::Table& table, const Ids& ids, core::Findings& findings) {
  for (const std::vector<core::TableCell>& row : table.rows) {
    for (const IdColumn& column : kIdColumns) {
      const std::string id = cell_of(table, row, column.id);
      const std::string of = column.table.empty() ? cell_of(table, row, column.table_column) : std::string(column.table);
      if (id.empty() || of.empty() || ids.has(of, id)) continue;
      findings.add(lost(code::kLostLink, table.pos(row.front()),
                        fmt::format("\"{}\" of {}, which a link names, is gone", core::shown(id), core::shown(of)),
                        "The links were copied with it: decide anew or remove the row.", to_string(PortfolioTable::links), id));
      break;
    }
  }
}

bool same_texts(const std::vector<core::TableCell>& a, const std::vector<core::TableCell>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const core::TableCell& x, const core::TableCell& y) { return x.text == y.text; });
}

bool same_rows(const core::Table& a, const core::Table& b) {
  return same_texts(a.header, b.header) && std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(), same_texts);
}

/// The links stand in a file of their own, which can be copied.
bool have_own_file(const PortfolioSource& source) {
  if (!std::filesystem::is_directory(source.path())) return false;
  for (std::size_t i = 0; i < kPortfolioTableNames.size(); ++i) {
    const auto table = static_cast<PortfolioTable>(i);
    if (table != PortfolioTable::links && source.file(table) == source.file(PortfolioTable::links)) return false;
  }
  return true;
}

/// Where the links of the earlier delivery shall be copied to; empty when nothing has to be.
fs::path links_target(const PortfolioSource& before, const core::Table& links, const PortfolioSource& now,
                      core::Findings& findings) {
  const fs::path file = before.file(PortfolioTable::links);
  if (now.has(PortfolioTable::links)) {
    core::Findings ignored;  // told by the check of the new delivery
    if (!same_rows(links, now.read(PortfolioTable::links, ignored))) refuse(now.file(PortfolioTable::links), "links");
    return {};
  }
  if (have_own_file(before) && fs::is_directory(now.path())) return now.path() / file.filename();
  core::SourcePos pos{file.string()};
  findings.add({std::string(code::kLostLink.code), Severity::warns, std::move(pos),
                "the links have no file of their own and were not carried forward", "Copy the sheet by hand.",
                std::string(to_string(PortfolioTable::links))});
  return {};
}

}  // namespace

CarriedForward carry_forward(const Delivery& before, const Delivery& now, const std::string& today, core::Findings& findings) {
  refuse_stopped(before);
  refuse_stopped(now);
  const Ids ids(now.portfolio);
  core::Findings told;
  core::Findings ignored;  // told when the portfolios were read
  const PortfolioSource old_source(before.path, ignored);
  const PortfolioSource new_source(now.path, ignored);

  CarriedForward carried;
  const std::optional<Overrides> overrides = overrides_to_write(before, now, ids, today, told);
  if (old_source.has(PortfolioTable::links)) {
    const core::Table links = old_source.read(PortfolioTable::links, ignored);
    carried.links = links_target(old_source, links, new_source, told);
    if (!carried.links.empty()) tell_lost_links(links, ids, told);
  }
  carried.lost = told.list.size();

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
