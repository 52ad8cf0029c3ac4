// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "models/portfolio/protected_buildings.hpp"
#include "models/preflight/cross_check.hpp"
#include "models/preflight/preflight_codes.hpp"

namespace tvilling::models {

namespace {

namespace code = preflight_code;
using core::Severity;

void check_area(const BuildingRecord& record, const CheckInput& input, core::Findings& findings) {
  const Building& b = record.building;
  const bool footprint = is_given(record, &Building::footprint_area_m2) || !b.footprint.empty();
  if (!footprint || !is_given(record, &Building::storeys) || !is_given(record, &Building::area_m2)) return;
  const double storeys_area_m2 = b.footprint_area_m2 * b.storeys;
  const double ratio = b.area_m2 / storeys_area_m2;
  if (input.rules.band("area_per_storeys", b.use).contains(ratio)) return;
  findings.add(building_finding(
      code::kAreaFootprint, Severity::warns, record,
      fmt::format("area_m2 {:.10g} against {:.0f} m2 of footprint x {:.10g} storeys = {:.0f} m2 (ratio {:.2g})", b.area_m2,
                  b.footprint_area_m2, b.storeys, storeys_area_m2, ratio),
      "Correct the area, the storeys or the footprint; all heat losses follow from them.", fmt::format("{:.10g}", b.area_m2)));
}

void check_storey_height(const BuildingRecord& record, const CheckInput& input, core::Findings& findings) {
  const Building& b = record.building;
  if (!is_given(record, &Building::storey_height_m)) return;
  const Band& band = input.rules.band("storey_height_m", b.use);
  if (band.contains(b.storey_height_m)) return;
  findings.add(building_finding(code::kStoreyHeight, Severity::warns, record,
                                fmt::format("storey_height_m {:.10g} in a building for {} (usual: {:.10g} to {:.10g} m)",
                                            b.storey_height_m, to_string(b.use), band.low, band.high),
                                "It is from floor to floor, not the height of the building.",
                                fmt::format("{:.10g}", b.storey_height_m)));
}

/// What lies at a protected address is not named.
void check_name(const BuildingRecord& record, bool hidden, const CheckInput& input, core::Findings& findings) {
  const Building& b = record.building;
  const std::optional<Use> said = input.rules.use_of_name(b.name, b.use);
  if (!said) return;
  const std::string name = hidden ? std::string(kProtectedName) : core::shown(b.name);
  findings.add(
      building_finding(code::kNameAndUse, Severity::warns, record,
                       fmt::format("the name \"{}\" says {}, but the use is {}", name, to_string(*said), to_string(b.use)),
                       fmt::format("If the name is right, write the use {}.", to_string(*said)), std::string(to_string(b.use))));
}

void check_visitors(const BuildingRecord& record, const CheckInput& input, core::Findings& findings) {
  const Building& b = record.building;
  if (!is_given(record, &Building::visitors_per_year)) return;
  const Band& band = input.rules.band("visitors_m2", b.use);
  const double per_m2 = b.visitors_per_year / b.area_m2;
  if (band.contains(per_m2)) return;
  findings.add(
      building_finding(code::kVisitors, Severity::warns, record,
                       fmt::format("{:.10g} visitors a year in {:.10g} m2 are {} per m2 (usual for {}: {:.10g} to {:.10g})",
                                   b.visitors_per_year, b.area_m2, three_digits(per_m2), to_string(b.use), band.low, band.high),
                       "Give the visits of one calendar year to this building.", fmt::format("{:.10g}", b.visitors_per_year)));
}

void check_employees(const BuildingRecord& record, const CheckInput& input, core::Findings& findings) {
  const Building& b = record.building;
  if (!is_given(record, &Building::employees) || b.employees <= 0.0) return;
  const Band& band = input.rules.band("area_per_employee_m2", b.use);
  const double each_m2 = b.area_m2 / b.employees;
  if (band.contains(each_m2)) return;
  findings.add(building_finding(code::kEmployees, Severity::warns, record,
                                fmt::format("{:.10g} employees in {:.10g} m2 are {} m2 each (usual for {}: {:.10g} to {:.10g})",
                                            b.employees, b.area_m2, three_digits(each_m2), to_string(b.use), band.low, band.high),
                                "Count those who have their desk in this building.", fmt::format("{:.10g}", b.employees)));
}

/// Where nobody is marked as listed the column is missing: that is told once.
void check_listed(const CheckInput& input, core::Findings& findings) {
  const double before = input.rules.band("unlisted_year").low;
  const std::vector<BuildingRecord>& all = input.portfolio.buildings;
  const bool any = std::any_of(all.begin(), all.end(), [](const BuildingRecord& r) { return r.building.listed; });
  std::size_t old = 0;
  for (const BuildingRecord& record : all) {
    const Building& b = record.building;
    const bool worth = is_given(record, &Building::year) && b.year < before && !b.listed && b.use != Use::small_building;
    if (!worth) continue;
    ++old;
    if (!any) continue;
    findings.add(building_finding(
        code::kNotListed, Severity::info, record, fmt::format("the building is of {:.10g} and not marked as listed", b.year),
        "Mark it (listed, BBR byg070Fredning) if it is: measures then leave its facades alone.", fmt::format("{:.10g}", b.year)));
  }
  if (any || old == 0) return;
  findings.add(column_finding(code::kNotListed, Severity::info, input,
                              fmt::format("{} {} older than {:.10g} and no building is marked as listed", old,
                                          old == 1 ? "building is" : "buildings are", before),
                              "Give a column listed (BBR byg070Fredning)."));
}

}  // namespace

void check_buildings(const CheckInput& input, core::Findings& findings) {
  const std::vector<std::uint8_t> hidden = protected_buildings(input.portfolio);
  for (std::size_t i = 0; i < hidden.size(); ++i) {
    const BuildingRecord& record = input.portfolio.buildings[i];
    check_area(record, input, findings);
    check_storey_height(record, input, findings);
    check_name(record, hidden[i] != 0, input, findings);
    check_visitors(record, input, findings);
    check_employees(record, input, findings);
  }
  check_listed(input, findings);
}

}  // namespace tvilling::models
