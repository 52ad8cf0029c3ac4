// SPDX-License-Identifier: MPL-2.0
#include "scenarios/measure_parts.hpp"

#include <algorithm>
#include <string>

#include "core/error.hpp"

namespace tvilling::scenarios {

using models::Building;

bool heated(const Building& building) {
  return building.heating_capacity_w_m2 > 0.0 && building.heated_fraction > 0.0;
}

bool protection_allows(const Building& base, const ParameterValues& parameters) {
  return !base.listed || value_of(parameters, kIncludeListed) != 0.0;
}

bool lower(double& current, double wanted) {
  if (!(wanted < current)) return false;
  current = wanted;
  return true;
}

bool raise(double& current, double wanted) {
  if (!(wanted > current)) return false;
  current = wanted;
  return true;
}

namespace {

const models::BuildingColumn& column_of(double Building::* member) {
  const auto columns = models::building_columns();
  const auto found = std::ranges::find_if(columns, [member](const models::BuildingColumn& c) { return c.member == member; });
  if (found == columns.end()) throw core::Error(core::ErrorKind::internal, "a measure changes what is no column");
  return *found;
}

}  // namespace

bool lower_column(Building& building, double Building::* column, double wanted) {
  return lower(building.*column, std::max(wanted, column_of(column).min));
}

bool raise_column(Building& building, double Building::* column, double wanted) {
  return raise(building.*column, std::min(wanted, column_of(column).max));
}

bool lower_u_value(Building& building, const Building& base, double Building::* u_value_w_m2k,
                   const ParameterValues& parameters) {
  return heated(base) && lower(building.*u_value_w_m2k, value_of(parameters, "u_value_w_m2k"));
}

bool tighten(Building& building, const Building& base, const ParameterValues& parameters) {
  return lower(building.q50_l_s_m2, base.q50_l_s_m2 * value_of(parameters, "air_tightness_factor"));
}

MeasureParameter column(std::string_view name, double default_value) {
  const models::BuildingColumn* found = models::find_building_column(name);
  if (found == nullptr) throw core::Error(core::ErrorKind::internal, "no building column " + std::string(name));
  return {found->variable, found->min, found->max, default_value};
}

MeasureParameter u_value(std::string_view column_name, double default_w_m2k) {
  MeasureParameter parameter = column(column_name, default_w_m2k);
  parameter.variable.name = "u_value_w_m2k";
  return parameter;
}

MeasureParameter g_value(double default_value) {
  MeasureParameter parameter = column("window_g_value", default_value);
  parameter.variable.name = "g_value";
  return parameter;
}

MeasureParameter air_tightness_factor(double default_value) {
  return {{"air_tightness_factor", "1", "Air leakage (q50) over that of the unchanged building, at most; 1 leaves it", ""},
          0.1,
          1.0,
          default_value};
}

MeasureParameter include_listed() {
  return {{kIncludeListed, "1", "Change listed buildings too", ""}, 0.0, 1.0, 0.0, true};
}

MeasureParameter factor(std::string_view name, std::string_view long_name, double default_value) {
  return {{name, "1", long_name, ""}, 0.0, 1.0, default_value};
}

MeasureParameter difference_k(std::string_view name, std::string_view long_name, double default_k, double most_k) {
  return {{name, "K", long_name, ""}, 0.0, most_k, default_k};
}

}  // namespace tvilling::scenarios
