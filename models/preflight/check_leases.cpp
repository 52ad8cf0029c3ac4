// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "core/text.hpp"
#include "models/portfolio/use_alias.hpp"
#include "models/preflight/cross_check.hpp"
#include "models/preflight/preflight_codes.hpp"

namespace tvilling::models {

namespace {

namespace code = preflight_code;
using core::Severity;

using Buildings = std::map<std::string_view, const BuildingRecord*>;

void check_vacancy(const Lease& lease, core::Findings& findings) {
  if (!(lease.vacant_m2 > lease.area_m2)) return;
  findings.add(row_finding(code::kVacancy, Severity::warns, lease.pos, PortfolioTable::leases, lease.lease_id,
                           fmt::format("vacant_m2 {:.10g} of a lease with {:.10g} m2", lease.vacant_m2, lease.area_m2),
                           "Give the vacant part of the lease in m2.", fmt::format("{:.10g}", lease.vacant_m2)));
}

void check_rent(const Lease& lease, const CheckInput& input, core::Findings& findings) {
  constexpr double kMonths = 12.0;
  const double rent = lease.rent_dkk_m2;
  if (std::isnan(rent) || (rent == 0.0 && lease.tenure != "third_party")) return;  // one's own house may be free
  const Band& band = input.rules.band("rent_dkk_m2");
  if (band.contains(rent)) return;
  const bool monthly = band.contains(rent * kMonths);
  findings.add(
      row_finding(code::kRent, Severity::warns, lease.pos, PortfolioTable::leases, lease.lease_id,
                  fmt::format("rent_dkk_m2 {:.10g} (usual: {:.10g} to {:.10g} DKK per m2 and year)", rent, band.low, band.high),
                  monthly ? "It looks like a rent per month: give it per year."
                          : "Give the rent per m2 and year, not that of the whole lease.",
                  fmt::format("{:.10g}", rent)));
}

/// Of the lease, else of its building; nothing where neither says.
std::optional<Use> use_of(const Lease& lease, const Buildings& buildings) {
  if (const std::optional<Use> own = parse_use(lease.use)) return own;
  const auto found = buildings.find(lease.building_id);
  return found == buildings.end() ? std::nullopt : std::optional(found->second->building.use);
}

void check_employees(const Lease& lease, double employees, std::optional<Use> use, const CheckInput& input,
                     core::Findings& findings) {
  const auto tell = [&](std::string message, std::string hint) {
    findings.add(row_finding(code::kEmployees, Severity::warns, lease.pos, PortfolioTable::leases, lease.lease_id,
                             std::move(message), std::move(hint), fmt::format("{:.10g}", employees)));
  };
  const Band& area = use ? input.rules.band("area_per_employee_m2", *use) : input.rules.band("area_per_employee_m2");
  if (lease.area_m2 > 0.0 && !area.contains(lease.area_m2 / employees)) {
    tell(fmt::format("{:.10g} employees in {:.10g} m2 are {} m2 each (usual: {:.10g} to {:.10g})", employees, lease.area_m2,
                     three_digits(lease.area_m2 / employees), area.low, area.high),
         "Correct the area, the employees of its units, or which units sit there.");
  }
  const Band& desks = input.rules.band("employees_per_desk");
  if (lease.desks > 0.0 && !desks.contains(employees / lease.desks)) {
    tell(fmt::format("{:.10g} employees at {:.10g} desks", employees, lease.desks),
         "Correct the desks, the employees of its units, or which units sit there.");
  }
}

/// What leases have together beside what buildings have together.
struct Areas {
  double leased_m2 = 0.0;
  double built_m2 = 0.0;
};

std::map<std::string_view, Areas> areas_of_properties(const Portfolio& portfolio) {
  std::map<std::string_view, Areas> areas;
  for (const BuildingRecord& record : portfolio.buildings) {
    if (!record.building.property_id.empty()) areas[record.building.property_id].built_m2 += record.building.area_m2;
  }
  for (const Lease& lease : portfolio.leases) {
    const auto found = areas.find(lease.property_id);
    if (found != areas.end() && std::isfinite(lease.area_m2)) found->second.leased_m2 += lease.area_m2;
  }
  return areas;
}

/// A lease of a whole property often names its main building only: then the property's buildings are enough.
void check_sums(const Buildings& buildings, const CheckInput& input, core::Findings& findings) {
  std::map<std::string_view, double> leased_m2;
  for (const Lease& lease : input.portfolio.leases) {
    if (!lease.building_id.empty() && std::isfinite(lease.area_m2)) leased_m2[lease.building_id] += lease.area_m2;
  }
  const std::map<std::string_view, Areas> properties = areas_of_properties(input.portfolio);
  const Band& band = input.rules.band("leases_per_area");
  std::set<std::string_view> kept_out;  // properties that have more buildings than could be read
  for (const KeptOutRow& row : input.portfolio.kept_out) {
    if (row.table == PortfolioTable::buildings) kept_out.insert(row.property_id);
  }
  for (const auto& [id, area_m2] : leased_m2) {
    const auto found = buildings.find(id);
    if (found == buildings.end()) continue;
    const BuildingRecord& record = *found->second;
    if (band.contains(area_m2 / record.building.area_m2) || kept_out.contains(record.building.property_id)) continue;
    const auto property = properties.find(record.building.property_id);
    const bool has_property = property != properties.end();
    if (has_property && band.contains(property->second.leased_m2 / property->second.built_m2)) continue;
    const std::string all =
        has_property ? fmt::format(", all buildings of its property {:.10g} m2", property->second.built_m2) : "";
    findings.add(building_finding(
        code::kLeasedArea, Severity::warns, record,
        fmt::format("its leases have {:.10g} m2, the building {:.10g} m2{}", area_m2, record.building.area_m2, all),
        "A lease may stand twice, belong to another building, or have another kind of area.", fmt::format("{:.10g}", area_m2)));
  }
}

}  // namespace

void check_leases(const CheckInput& input, core::Findings& findings) {
  Buildings buildings;
  for (const BuildingRecord& record : input.portfolio.buildings) buildings.emplace(record.building.building_id, &record);
  std::map<std::string_view, double> employees;
  for (const Unit& unit : input.portfolio.units) {
    if (!unit.lease_id.empty() && unit.employees > 0.0) employees[unit.lease_id] += unit.employees;
  }
  for (const Lease& lease : input.portfolio.leases) {
    check_vacancy(lease, findings);
    check_rent(lease, input, findings);
    const auto sitting = employees.find(lease.lease_id);
    if (sitting != employees.end()) check_employees(lease, sitting->second, use_of(lease, buildings), input, findings);
  }
  check_sums(buildings, input, findings);
}

}  // namespace tvilling::models
