// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "models/preflight/cross_check.hpp"
#include "models/preflight/preflight_codes.hpp"
#include "models/preflight/same_place.hpp"

namespace tvilling::models {

namespace {

namespace code = preflight_code;
using core::Severity;

void check_doubles(const CheckInput& input, core::Findings& findings) {
  PlaceIndex seen;
  for (const BuildingRecord& record : input.portfolio.buildings) {
    if (!has_place(record)) continue;
    if (const BuildingRecord* twin = seen.find(record)) {
      findings.add(building_finding(
          code::kDoubleBuilding, Severity::warns, record,
          fmt::format("it has the place and the area ({:.10g} m2) of building \"{}\" ({})", record.building.area_m2,
                      core::shown(twin->building.building_id), core::to_string(twin->pos)),
          "If they are one building from two registers, keep one row: its use is counted twice.", twin->building.building_id));
    }
    seen.add(record);
  }
}

double middle_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

void check_property(const std::vector<const BuildingRecord*>& members, double limit_m, core::Findings& findings) {
  if (members.size() < 2) return;
  std::vector<double> x_m;
  std::vector<double> y_m;
  for (const BuildingRecord* record : members) {
    x_m.push_back(record->building.x_m);
    y_m.push_back(record->building.y_m);
  }
  // Of two buildings nobody knows which is wrong: the second is told, with the first as the middle.
  const double middle_x_m = members.size() == 2 ? x_m.front() : middle_of(x_m);
  const double middle_y_m = members.size() == 2 ? y_m.front() : middle_of(y_m);
  for (const BuildingRecord* record : members) {
    const Building& b = record->building;
    const double distance_m = std::hypot(b.x_m - middle_x_m, b.y_m - middle_y_m);
    if (distance_m <= limit_m) continue;
    findings.add(building_finding(code::kFarAway, Severity::warns, *record,
                                  fmt::format("it lies {:.1f} km from the other {} of property \"{}\"", distance_m / 1000.0,
                                              members.size() == 2 ? "building" : "buildings", core::shown(b.property_id)),
                                  "Correct its position or its property.", b.property_id));
  }
}

}  // namespace

void check_neighbours(const CheckInput& input, core::Findings& findings) {
  check_doubles(input, findings);
  std::map<std::string, std::vector<const BuildingRecord*>> properties;
  for (const BuildingRecord& record : input.portfolio.buildings) {
    if (!record.building.property_id.empty() && has_place(record)) properties[record.building.property_id].push_back(&record);
  }
  const double limit_m = input.rules.band("property_spread_m").high;
  for (const auto& [id, members] : properties) check_property(members, limit_m, findings);
}

}  // namespace tvilling::models
