// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/archetypes.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "models/portfolio/archetype_tables.hpp"

namespace tvilling::models {

namespace {

[[noreturn]] void broken(std::string_view file, std::string_view what, std::string_view name) {
  throw core::Error(core::ErrorKind::internal, "archetype table is broken: '" + std::string(name) + "' " + std::string(what),
                    {std::string(file)});
}

ArchetypeData built_in() {
  core::Findings findings;
  ArchetypeData data = read_archetype_tables({}, findings);
  for (const core::Finding& f : findings.list) {
    if (f.severity == core::Severity::stops) {
      throw core::Error(core::ErrorKind::internal, "built-in table is broken: " + f.message, f.pos);
    }
  }
  return data;
}

}  // namespace

std::vector<District> read_districts() {
  return built_in().districts;
}

Archetypes::Archetypes() : data_(built_in()) {}

double EpochTable::at(std::string_view name, double year) const {
  const auto column = columns.find(name);
  if (column == columns.end()) broken(file, "is no column", name);
  // 2010.0 to 2010.9 is the year 2010.
  const auto epoch = std::lower_bound(to_year.begin(), to_year.end(), std::floor(year));
  if (epoch == to_year.end()) broken(file, "has no epoch", std::to_string(year));
  return column->second[static_cast<std::size_t>(epoch - to_year.begin())];
}

double Archetypes::of_use(std::string_view name, Use use) const {
  const auto row = data_.uses.find(name);
  if (row == data_.uses.end()) broken("archetype_uses.csv", "is missing", name);
  return row->second[static_cast<std::size_t>(use)];
}

double Archetypes::u_value(std::string_view name, const Building& building) const {
  const ByUse<std::string>& set_of = building.listed ? data_.listed_u_value_set : data_.u_value_set;
  const auto set = data_.u_values.find(set_of[static_cast<std::size_t>(building.use)]);
  if (set == data_.u_values.end()) broken("archetype_u_values.csv", "has no set of U-values", to_string(building.use));
  return set->second.at(name, building.year);
}

double Archetypes::fabric(std::string_view name, double year) const {
  return data_.fabric.at(name, year);
}

double Archetypes::ventilation(std::string_view name, double year) const {
  return data_.ventilation.at(name, year);
}

double Archetypes::window_g_value(double window_u_value_w_m2k) const {
  for (const auto& [above, g_value] : data_.glazing) {
    if (window_u_value_w_m2k > above) return g_value;
  }
  broken("archetype_glazing.csv", "has no row", std::to_string(window_u_value_w_m2k));
}

double Archetypes::general(std::string_view name) const {
  const auto row = data_.general.find(name);
  if (row == data_.general.end()) broken("archetype_general.csv", "is missing", name);
  return row->second;
}

bool Archetypes::is_inner(Point place) const {
  if (!std::isfinite(place.x_m) || !std::isfinite(place.y_m)) return false;
  const auto distance_m = [place](const District& d) { return std::hypot(d.centre.x_m - place.x_m, d.centre.y_m - place.y_m); };
  const auto nearest =
      std::min_element(data_.districts.begin(), data_.districts.end(),
                       [&distance_m](const District& a, const District& b) { return distance_m(a) < distance_m(b); });
  return nearest != data_.districts.end() && nearest->inner && distance_m(*nearest) <= general("inner_radius_m");
}

}  // namespace tvilling::models
