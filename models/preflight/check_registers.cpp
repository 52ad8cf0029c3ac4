// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "core/text.hpp"
#include "models/portfolio/protected_buildings.hpp"
#include "models/preflight/cross_check.hpp"
#include "models/preflight/owner.hpp"
#include "models/preflight/preflight_codes.hpp"

namespace tvilling::models {

namespace {

namespace code = preflight_code;
using core::Severity;

/// Where nobody has an administration the portfolio has none: that is told once.
void check_administrations(const CheckInput& input, core::Findings& findings) {
  const Owners owners(input.portfolio, input.metering);
  std::set<std::string_view> kept_out;  // properties whose administration nobody could read
  for (const KeptOutRow& row : input.portfolio.kept_out) {
    if (row.table == PortfolioTable::properties) kept_out.insert(row.id);
  }
  std::vector<const BuildingRecord*> without;
  for (const BuildingRecord& record : input.portfolio.buildings) {
    const bool unknown = kept_out.contains(record.building.property_id);
    if (!unknown && owners.of_building(record.building.building_id).empty()) without.push_back(&record);
  }
  if (without.empty()) return;
  const std::string hint = "Give administration in the buildings or properties table: findings and totals are grouped by it.";
  if (without.size() == input.portfolio.buildings.size()) {
    findings.add(column_finding(code::kNoAdministration, Severity::info, input, "no building has an administration", hint));
    return;
  }
  for (const BuildingRecord* record : without) {
    findings.add(building_finding(code::kNoAdministration, Severity::warns, *record,
                                  "neither it nor its property has an administration", hint));
  }
}

void check_properties(const CheckInput& input, core::Findings& findings) {
  std::set<std::string_view> used;
  for (const BuildingRecord& record : input.portfolio.buildings) used.insert(record.building.property_id);
  for (const Lease& lease : input.portfolio.leases) used.insert(lease.property_id);
  for (const KeptOutRow& row : input.portfolio.kept_out) used.insert(row.property_id);
  for (const Property& property : input.portfolio.properties) {
    if (used.contains(property.property_id)) continue;
    const std::string name = property.protected_address ? std::string(kProtectedName) : core::shown(property.name);
    findings.add(
        row_finding(code::kEmptyProperty, Severity::warns, property.pos, PortfolioTable::properties, property.property_id,
                    fmt::format("property \"{}\" ({}) has neither buildings nor leases", core::shown(property.property_id), name),
                    "Its buildings may have another property_id, or be missing from the extract."));
  }
}

void check_pools(const CheckInput& input, core::Findings& findings) {
  if (input.portfolio.pools.empty()) return;
  std::map<std::string_view, const BuildingRecord*> buildings;
  for (const BuildingRecord& record : input.portfolio.buildings) buildings.emplace(record.building.building_id, &record);
  std::set<std::string_view> with_pool;
  for (const Pool& pool : input.portfolio.pools) {
    with_pool.insert(pool.building_id);
    const auto found = buildings.find(pool.building_id);
    if (found == buildings.end() || found->second->building.use == Use::swimming_hall) continue;
    findings.add(row_finding(code::kPoolElsewhere, Severity::warns, pool.pos, PortfolioTable::pools, pool.basin.pool_id,
                             fmt::format("the pool is in building \"{}\", whose use is {}", core::shown(pool.building_id),
                                         to_string(found->second->building.use)),
                             "Correct the pool's building, or write the use swimming_hall.", pool.building_id));
  }
  if (!input.whole) return;
  for (const BuildingRecord& record : input.portfolio.buildings) {
    const Building& b = record.building;
    if (b.use != Use::swimming_hall || with_pool.contains(b.building_id)) continue;
    findings.add(building_finding(code::kNoPool, Severity::info, record, "no pool of the pools table is in this swimming hall",
                                  "Add its pools, or correct their building_id."));
  }
}

}  // namespace

void check_registers(const CheckInput& input, core::Findings& findings) {
  check_pools(input, findings);
  if (!input.portfolio.unread.empty()) return;  // a row that nobody could read may be the one that is missed
  check_administrations(input, findings);
  check_properties(input, findings);
}

}  // namespace tvilling::models
