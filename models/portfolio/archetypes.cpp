// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/archetypes.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "core/error.hpp"
#include "models/data_table.hpp"

namespace tvilling::data {
extern const std::string_view archetype_uses;
extern const std::string_view archetype_u_values;
extern const std::string_view archetype_fabric;
extern const std::string_view archetype_ventilation;
extern const std::string_view archetype_glazing;
extern const std::string_view archetype_general;
extern const std::string_view city_districts;
}  // namespace tvilling::data

namespace tvilling::models {

namespace {

[[noreturn]] void broken(std::string_view file, std::string_view what, std::string_view name) {
  throw core::Error(core::ErrorKind::internal, "built-in table is broken: '" + std::string(name) + "' " + std::string(what),
                    {std::string(file)});
}

EpochTable read_epochs(std::string_view text, std::string_view file, std::initializer_list<std::string_view> names) {
  const DataTable table(text, std::string(file));
  EpochTable epochs;
  epochs.file = file;
  for (std::size_t row = 0; row < table.size(); ++row) {
    // Epochs follow each other without gap or overlap.
    if (row > 0 && table.number(row, "from_year") != epochs.to_year.back() + 1.0)
      broken(file, "does not follow", table.text(row, "from_year"));
    epochs.to_year.push_back(table.number(row, "to_year"));
    for (const std::string_view name : names) epochs.columns[std::string(name)].push_back(table.number(row, name));
  }
  return epochs;
}

}  // namespace

std::vector<District> read_districts() {
  const DataTable table(data::city_districts, "city_districts.csv");
  std::vector<District> districts;
  districts.reserve(table.size());
  for (std::size_t row = 0; row < table.size(); ++row) {
    districts.push_back({table.text(row, "name"),
                         {table.number(row, "x_m"), table.number(row, "y_m")},
                         table.number(row, "weight"),
                         table.number(row, "inner") != 0.0});
  }
  return districts;
}

Archetypes::Archetypes()
    : u_values_(read_epochs(data::archetype_u_values, "archetype_u_values.csv",
                            {"wall_u_value_w_m2k", "roof_u_value_w_m2k", "floor_u_value_w_m2k", "window_u_value_w_m2k"})),
      fabric_(read_epochs(data::archetype_fabric, "archetype_fabric.csv",
                          {"q50_l_s_m2", "heat_capacity_kj_m2k", "thermal_bridge_w_m2k", "extra_storey_height_m"})),
      ventilation_(read_epochs(data::archetype_ventilation, "archetype_ventilation.csv",
                               {"heat_recovery_fraction", "renewed_heat_recovery_fraction", "specific_fan_power_kj_m3"})),
      districts_(read_districts()) {
  const DataTable uses(data::archetype_uses, "archetype_uses.csv");
  for (std::size_t row = 0; row < uses.size(); ++row) {
    std::array<double, kUseNames.size()> values{};
    for (std::size_t use = 0; use < values.size(); ++use) values[use] = uses.number(row, kUseNames[use]);
    if (!uses_.emplace(uses.text(row, "column"), values).second)
      broken("archetype_uses.csv", "stands twice", uses.text(row, "column"));
  }
  const DataTable glazing(data::archetype_glazing, "archetype_glazing.csv");
  for (std::size_t row = 0; row < glazing.size(); ++row) {
    glazing_.push_back({glazing.number(row, "above_u_value_w_m2k"), glazing.number(row, "window_g_value")});
  }
  const DataTable general(data::archetype_general, "archetype_general.csv");
  for (std::size_t row = 0; row < general.size(); ++row) {
    if (!general_.emplace(general.text(row, "name"), general.number(row, "value")).second) {
      broken("archetype_general.csv", "stands twice", general.text(row, "name"));
    }
  }
}

double EpochTable::at(std::string_view name, double year) const {
  const auto column = columns.find(name);
  if (column == columns.end()) broken(file, "is no column", name);
  // 2010.0 to 2010.9 is the year 2010.
  const auto epoch = std::lower_bound(to_year.begin(), to_year.end(), std::floor(year));
  if (epoch == to_year.end()) broken(file, "has no epoch", std::to_string(year));
  return column->second[static_cast<std::size_t>(epoch - to_year.begin())];
}

double Archetypes::of_use(std::string_view name, Use use) const {
  const auto row = uses_.find(name);
  if (row == uses_.end()) broken("archetype_uses.csv", "is missing", name);
  return row->second[static_cast<std::size_t>(use)];
}

double Archetypes::u_value(std::string_view name, double year) const {
  return u_values_.at(name, year);
}

double Archetypes::fabric(std::string_view name, double year) const {
  return fabric_.at(name, year);
}

double Archetypes::ventilation(std::string_view name, double year) const {
  return ventilation_.at(name, year);
}

double Archetypes::window_g_value(double window_u_value_w_m2k) const {
  for (const auto& [above, g_value] : glazing_) {
    if (window_u_value_w_m2k > above) return g_value;
  }
  broken("archetype_glazing.csv", "has no row", std::to_string(window_u_value_w_m2k));
}

double Archetypes::general(std::string_view name) const {
  const auto row = general_.find(name);
  if (row == general_.end()) broken("archetype_general.csv", "is missing", name);
  return row->second;
}

bool Archetypes::is_inner(Point place) const {
  if (!std::isfinite(place.x_m) || !std::isfinite(place.y_m)) return false;
  const auto distance_m = [place](const District& d) { return std::hypot(d.centre.x_m - place.x_m, d.centre.y_m - place.y_m); };
  const auto nearest =
      std::min_element(districts_.begin(), districts_.end(),
                       [&distance_m](const District& a, const District& b) { return distance_m(a) < distance_m(b); });
  return nearest != districts_.end() && nearest->inner && distance_m(*nearest) <= general("inner_radius_m");
}

}  // namespace tvilling::models
