// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/fill_range.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "models/portfolio/fill_codes.hpp"
#include "models/portfolio/fill_rules.hpp"

namespace tvilling::models {

namespace {

bool in_range(const BuildingColumn& column, double value) {
  return value >= column.min && value <= column.max;
}

std::string with_unit(std::string number, const BuildingColumn& column) {
  return column.variable.unit == "1" ? number : std::move(number) + " " + std::string(column.variable.unit);
}

/// What the rules give for one column of a building; NaN for a column without a rule.
double refilled(Building building, double Building::* member, const Archetypes& archetypes) {
  for (const FillRule& rule : fill_rules()) {
    double& value = building.*rule.member;
    if (std::isnan(value)) value = rule.fill(building, archetypes).value;
    if (rule.member == member) return value;
  }
  return kMissing;
}

/// The given numbers without any one of which the filled one would lie in its range.
std::vector<std::string> causes(const Building& given, const BuildingColumn& column, const Archetypes& archetypes) {
  std::vector<std::string> found;
  for (const BuildingColumn& other : building_columns()) {
    const bool needed = other.member == &Building::area_m2 || other.member == &Building::year;  // no rule replaces them
    if (needed || std::isnan(given.*other.member)) continue;
    Building without = given;
    without.*other.member = kMissing;
    if (in_range(column, refilled(std::move(without), column.member, archetypes))) {
      found.push_back(fmt::format("{} {:.10g}", other.variable.name, given.*other.member));
    }
  }
  if (!given.footprint.empty()) {
    Building without = given;
    without.footprint.clear();
    if (in_range(column, refilled(std::move(without), column.member, archetypes))) found.emplace_back("the geometry");
  }
  if (found.empty()) found.push_back(fmt::format("area_m2 {:.10g}", given.area_m2));
  return found;
}

}  // namespace

void check_filled(const Building& given, const BuildingRecord& filled, const Archetypes& archetypes, core::Findings& findings) {
  for (const BuildingColumn& column : building_columns()) {
    const double value = filled.building.*column.member;
    const bool was_filled = std::isnan(given.*column.member) && !std::isnan(value);
    if (!was_filled || in_range(column, value)) continue;
    const std::vector<std::string> from = causes(given, column, archetypes);
    const std::string range = with_unit(fmt::format("{:.10g} to {:.10g}", column.min, column.max), column);
    findings.add({std::string(fill_code::kOutOfRange.code), core::Severity::warns, filled.pos,
                  fmt::format("building \"{}\": {} comes out as {}, which cannot be: it follows from {}",
                              core::shown(filled.building.building_id), column.variable.name,
                              with_unit(fmt::format("{:.6g}", value), column), fmt::join(from, " and ")),
                  fmt::format("The building will fail, the others run. Correct that, or give {} yourself ({}).",
                              column.variable.name, range)});
  }
}

}  // namespace tvilling::models
