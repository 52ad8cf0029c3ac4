// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/check_references.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/table_text.hpp"

namespace tvilling::models {

namespace {

namespace code = portfolio_code;
using core::Severity;

/// An id as it is when a spreadsheet has taken its leading zeros away, without case and spaces.
std::string bare_id(const std::string& id) {
  const std::string plain = plain_id(id);
  return plain.substr(std::min(plain.find_first_not_of('0'), plain.size()));
}

/// Ids that tables refer to and the table `to` does not have: one finding each and table, at the first row.
class References {
 public:
  References(std::string_view what, PortfolioTable to) : what_(what), to_(to) {}

  void known(const std::string& id) {
    known_.insert(id);
    bare_.emplace(bare_id(id), id);
  }
  void kept_out(const Portfolio& portfolio) {
    for (const KeptOutRow& row : portfolio.kept_out) {
      if (row.table == to_) known_.insert(row.id);
    }
  }
  void excluded(const ExcludedBuilding& building) { excluded_.emplace(building.building_id, building.reason); }

  void refer(const std::string& id, PortfolioTable from, const std::string& row, const core::SourcePos& pos) {
    if (id.empty() || known_.contains(id)) return;
    const auto [place, is_new] = unknown_.try_emplace({from, id}, First{row, pos, {}});
    place->second.rows.push_back(row);
    if (is_new) order_.emplace_back(from, id);
  }

  void tell(core::Findings& findings) const {
    for (const auto& [from, id] : order_) {
      const First& first = unknown_.at({from, id});
      const auto left_out = excluded_.find(id);
      const std::string rows = fmt::format("({} {})", first.rows.size(), first.rows.size() == 1 ? "row" : "rows");
      std::string message = fmt::format("{} \"{}\" is not in the {} table {}", what_, core::shown(id), to_string(to_), rows);
      if (left_out != excluded_.end())
        message = fmt::format("{} \"{}\" was left out: {} {}", what_, core::shown(id), left_out->second, rows);
      findings.add({std::string(code::kUnknownReference.code), Severity::warns, first.pos, std::move(message),
                    left_out == excluded_.end() ? hint(id) : "Move what is there to a building that stands, or correct the id.",
                    std::string(to_string(from)), first.row, id});
      if (first.rows.size() > 1) findings.list.back().rows = first.rows;
    }
  }

 private:
  struct First {
    std::string row;
    core::SourcePos pos;
    std::vector<std::string> rows;  ///< ids
  };

  [[nodiscard]] std::string hint(const std::string& id) const {
    const auto near = bare_.find(bare_id(id));
    if (near != bare_.end())
      return fmt::format("Is it \"{}\", with leading zeros, capitals or spaces lost?", core::shown(near->second));
    return fmt::format("Add it to the {} table, or correct the id.", to_string(to_));
  }

  std::string_view what_;
  PortfolioTable to_;
  std::set<std::string> known_;
  std::map<std::string, std::string> bare_;
  std::map<std::string, std::string> excluded_;
  std::map<std::pair<PortfolioTable, std::string>, First> unknown_;
  std::vector<std::pair<PortfolioTable, std::string>> order_;
};

template <class Record>
void refer_all(References& to, const std::vector<Record>& records, std::string Record::* reference, std::string Record::* id,
               PortfolioTable from) {
  for (const Record& record : records) to.refer(record.*reference, from, record.*id, record.pos);
}

void check_properties(const Portfolio& portfolio, core::Findings& findings) {
  References to("property", PortfolioTable::properties);
  to.kept_out(portfolio);
  for (const Property& property : portfolio.properties) to.known(property.property_id);
  for (const BuildingRecord& r : portfolio.buildings)
    to.refer(r.building.property_id, PortfolioTable::buildings, r.building.building_id, r.pos);
  refer_all(to, portfolio.leases, &Lease::property_id, &Lease::lease_id, PortfolioTable::leases);
  for (const Cost& cost : portfolio.costs) to.refer(cost.property_id, PortfolioTable::costs, cost.property_id, cost.pos);
  to.tell(findings);
}

void check_buildings(const Portfolio& portfolio, core::Findings& findings) {
  References to("building", PortfolioTable::buildings);
  to.kept_out(portfolio);
  for (const BuildingRecord& record : portfolio.buildings) to.known(record.building.building_id);
  for (const ExcludedBuilding& building : portfolio.excluded) to.excluded(building);
  refer_all(to, portfolio.leases, &Lease::building_id, &Lease::lease_id, PortfolioTable::leases);
  refer_all(to, portfolio.rooms, &Room::building_id, &Room::room_id, PortfolioTable::rooms);
  for (const Pool& pool : portfolio.pools) to.refer(pool.building_id, PortfolioTable::pools, pool.basin.pool_id, pool.pos);
  const auto of_building = [&to](const auto& rows, PortfolioTable from) {
    for (const auto& row : rows) to.refer(row.building_id, from, row.building_id, row.pos);
  };
  of_building(portfolio.swimming_halls, PortfolioTable::swimming_halls);
  of_building(portfolio.opening_hours, PortfolioTable::opening_hours);
  of_building(portfolio.visits, PortfolioTable::visits);
  refer_all(to, portfolio.bookings, &Booking::building_id, &Booking::booking_id, PortfolioTable::bookings);
  for (const Cost& cost : portfolio.costs) to.refer(cost.building_id, PortfolioTable::costs, cost.building_id, cost.pos);
  to.tell(findings);
}

/// Bookings that say where they are by a row of a table that is not there: nobody knows their building.
void check_placeless(const Portfolio& portfolio, std::string Booking::* reference, PortfolioTable table,
                     core::Findings& findings) {
  std::vector<std::string> rows;
  const Booking* first = nullptr;
  for (const Booking& booking : portfolio.bookings) {
    if ((booking.*reference).empty() || !booking.building_id.empty()) continue;
    if (first == nullptr) first = &booking;
    rows.push_back(booking.booking_id);
  }
  if (first == nullptr) return;
  findings.add(
      {std::string(code::kUnknownReference.code), Severity::warns, first->pos,
       fmt::format("bookings say where they are by a name as \"{}\", and there is no {} table: they count nowhere ({} {})",
                   core::shown(first->*reference), to_string(table), rows.size(), rows.size() == 1 ? "row" : "rows"),
       fmt::format("Add the {} table, or building_id to the bookings.", to_string(table)),
       std::string(to_string(PortfolioTable::bookings)), first->booking_id, first->*reference});
  if (rows.size() > 1) findings.list.back().rows = std::move(rows);
}

}  // namespace

void check_references(const Portfolio& portfolio, const PortfolioSource& source, core::Findings& findings) {
  // Rows that nobody could read may be meant.
  const auto whole = [&](PortfolioTable table) { return source.has(table) && !portfolio.unread.contains(table); };
  if (whole(PortfolioTable::properties)) check_properties(portfolio, findings);
  if (!portfolio.unread.contains(PortfolioTable::buildings)) check_buildings(portfolio, findings);
  if (whole(PortfolioTable::leases)) {
    References to("lease", PortfolioTable::leases);
    to.kept_out(portfolio);
    for (const Lease& lease : portfolio.leases) to.known(lease.lease_id);
    refer_all(to, portfolio.units, &Unit::lease_id, &Unit::unit_id, PortfolioTable::units);
    to.tell(findings);
  }
  if (!source.has(PortfolioTable::rooms)) check_placeless(portfolio, &Booking::room_id, PortfolioTable::rooms, findings);
  if (!source.has(PortfolioTable::pools)) check_placeless(portfolio, &Booking::pool_id, PortfolioTable::pools, findings);
  if (whole(PortfolioTable::rooms)) {
    References to("room", PortfolioTable::rooms);
    to.kept_out(portfolio);
    for (const Room& room : portfolio.rooms) to.known(room.room_id);
    refer_all(to, portfolio.bookings, &Booking::room_id, &Booking::booking_id, PortfolioTable::bookings);
    to.tell(findings);
  }
  if (whole(PortfolioTable::pools)) {
    References to("pool", PortfolioTable::pools);
    to.kept_out(portfolio);
    for (const Pool& pool : portfolio.pools) to.known(pool.basin.pool_id);
    refer_all(to, portfolio.bookings, &Booking::pool_id, &Booking::booking_id, PortfolioTable::bookings);
    to.tell(findings);
  }
}

}  // namespace tvilling::models
