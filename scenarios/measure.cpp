// SPDX-License-Identifier: MPL-2.0
#include "scenarios/measure.hpp"

#include <algorithm>
#include <utility>

#include "models/building/building.hpp"
#include "scenarios/hall_measures.hpp"

namespace tvilling::scenarios {

namespace {

using models::Building;
using models::kMissing;

bool heated(const Building& b) {
  return b.heating_capacity_w_m2 > 0.0 && b.heated_fraction > 0.0;
}

/// A listed building keeps its face unless the study says otherwise; a building between others shows none.
bool face_may_change(const Building& base, const ParameterValues& p) {
  return base.party_wall_fraction < 1.0 && (!base.listed || value_of(p, "include_listed") != 0.0);
}

/// Takes the lower value; says whether it is new.
bool lower(double& current, double wanted) {
  if (!(wanted < current)) return false;
  current = wanted;
  return true;
}

/// Lowers a U-value where the unchanged building is worse than wanted.
bool lower_u_value(Building& b, const Building& base, double Building::* u_value_w_m2k, const ParameterValues& p) {
  return heated(base) && lower(b.*u_value_w_m2k, value_of(p, "u_value_w_m2k"));
}

/// Air leakage as a share of the unchanged building's. Of several measures the tightest counts: it stays unknown what
/// leaks through which joint, so shares are not multiplied.
bool tighten(Building& b, const Building& base, const ParameterValues& p) {
  return lower(b.q50_l_s_m2, base.q50_l_s_m2 * value_of(p, "air_tightness_factor"));
}

bool insulate_roof(Building& b, const Building& base, const ParameterValues& p) {
  return lower_u_value(b, base, &Building::roof_u_value_w_m2k, p);
}

bool insulate_floor(Building& b, const Building& base, const ParameterValues& p) {
  return lower_u_value(b, base, &Building::floor_u_value_w_m2k, p);
}

bool insulate_wall(Building& b, const Building& base, const ParameterValues& p) {
  if (!heated(base) || !face_may_change(base, p) || !(base.wall_u_value_w_m2k > value_of(p, "u_value_w_m2k"))) return false;
  const bool warmer = lower_u_value(b, base, &Building::wall_u_value_w_m2k, p);
  const bool tighter = tighten(b, base, p);
  return warmer || tighter;
}

bool replace_windows(Building& b, const Building& base, const ParameterValues& p) {
  const double wanted_w_m2k = value_of(p, "u_value_w_m2k");
  const double g_value = value_of(p, "g_value");
  if (!heated(base) || !face_may_change(base, p) || !(base.window_fraction > 0.0)) return false;
  if (!(base.window_u_value_w_m2k > wanted_w_m2k)) return false;
  // The g-value belongs to the window with the lower U-value; of two with the same, to the one that lets in more sun.
  const bool warmer = lower_u_value(b, base, &Building::window_u_value_w_m2k, p);
  const bool other_glass =
      warmer ? b.window_g_value != g_value : b.window_u_value_w_m2k == wanted_w_m2k && g_value > b.window_g_value;
  if (other_glass) b.window_g_value = g_value;
  const bool tighter = tighten(b, base, p);
  return warmer || other_glass || tighter;
}

bool heat_recovery(Building& b, const Building& base, const ParameterValues& p) {
  const double recovery = value_of(p, "heat_recovery_fraction");
  const double fan_kj_m3 = value_of(p, "specific_fan_power_kj_m3");
  if (!heated(base) || !(base.mechanical_ventilation_l_s_m2 > 0.0)) return false;
  // A unit that is better in one respect already keeps that.
  const bool recovers_more = recovery > b.heat_recovery_fraction;
  if (recovers_more) b.heat_recovery_fraction = recovery;
  const bool less_power = lower(b.specific_fan_power_kj_m3, fan_kj_m3);
  return recovers_more || less_power;
}

/// Operation is set as asked, up or down: warmer is a fair question too.
bool set_heated(const Building& base, double& current, double wanted) {
  if (!heated(base) || current == wanted) return false;
  current = wanted;
  return true;
}

bool set_point(Building& b, const Building& base, const ParameterValues& p) {
  return set_heated(base, b.heating_set_point_degc, value_of(p, "heating_set_point_degc"));
}

bool night_set_back(Building& b, const Building& base, const ParameterValues& p) {
  return set_heated(base, b.night_set_back_k, value_of(p, "night_set_back_k"));
}

bool lighting(Building& b, const Building& base, const ParameterValues& p) {
  const double power_w_m2 = value_of(p, "lighting_w_m2");
  const double control = value_of(p, "lighting_control_fraction");
  // Where no light burns there is none to better.
  if (!(base.area_m2 > 0.0) || !(base.lighting_w_m2 > 0.0) || !(base.lighting_control_fraction > 0.0)) return false;
  const bool less_power = lower(b.lighting_w_m2, power_w_m2);
  const bool fewer_hours = lower(b.lighting_control_fraction, control);
  return less_power || fewer_hours;
}

/// A parameter that is a column of the buildings table: same name, unit and range.
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
  return {{"include_listed", "1", "Change listed buildings too", ""}, 0.0, 1.0, 0.0, true};
}

// Default values: U-values of BR18 renovation (roof 0.12, wall 0.18, floor 0.10), windows of three panes, air tightness,
// ventilation units and lighting as in docs/reference/measures.md.
std::vector<MeasureType> make_measure_types() {
  std::vector<MeasureType> types{
      {"insulate_roof", "Insulate roof or loft down to a U-value", {u_value("roof_u_value_w_m2k", 0.12)}, insulate_roof},
      {"insulate_wall",
       "Insulate the outside walls from outside down to a U-value; makes them tighter; not on listed buildings",
       {u_value("wall_u_value_w_m2k", 0.18), air_tightness_factor(0.6), include_listed()},
       insulate_wall},
      {"insulate_floor",
       "Insulate the ground floor down to a U-value of its construction (the ground comes on top)",
       {u_value("floor_u_value_w_m2k", 0.10)},
       insulate_floor},
      {"replace_windows",
       "Replace windows that are worse than a U-value; makes the facade tighter; not on listed buildings",
       {u_value("window_u_value_w_m2k", 0.85), g_value(0.50), air_tightness_factor(0.8), include_listed()},
       replace_windows},
      {"heat_recovery",
       "Replace the air handling unit of mechanically ventilated buildings",
       {column("heat_recovery_fraction", 0.80), column("specific_fan_power_kj_m3", 1.8)},
       heat_recovery},
      {"set_point", "Set the heating set point in use", {column("heating_set_point_degc", kMissing)}, set_point, true, true},
      {"night_set_back",
       "Set how far the set point is lowered outside use",
       {column("night_set_back_k", 3.0)},
       night_set_back,
       true,
       true},
      {"lighting",
       "Replace lighting with LED and control by presence and daylight",
       {column("lighting_w_m2", 4.5), column("lighting_control_fraction", 0.56)},
       lighting},
  };
  for (MeasureType& type : hall_measure_types()) types.push_back(std::move(type));
  return types;
}

}  // namespace

double value_of(const ParameterValues& parameters, std::string_view name) {
  const auto found = parameters.find(name);
  if (found == parameters.end()) {
    throw core::Error(core::ErrorKind::internal, "measure without parameter \"" + std::string(name) + "\"");
  }
  return found->second;
}

bool apply_measure(const MeasureType& type, Building& building, const Building& base, const ParameterValues& parameters) {
  bool changed = type.apply(building, base, parameters);
  if (building.zones.empty()) return changed;
  changed = false;
  for (std::size_t z = 0; z < building.zones.size(); ++z) {
    const Building& base_zone = base.zones[z];
    if (type.main_use_only && base_zone.use != base.use) continue;
    if (type.apply(building.zones[z], base_zone, parameters)) changed = true;
  }
  return changed;
}

std::span<const MeasureType> measure_types() {
  static const std::vector<MeasureType> types = make_measure_types();
  return types;
}

const MeasureType* find_measure_type(std::string_view name) {
  const std::span<const MeasureType> types = measure_types();
  const auto found = std::find_if(types.begin(), types.end(), [name](const MeasureType& t) { return t.name == name; });
  return found == types.end() ? nullptr : &*found;
}

}  // namespace tvilling::scenarios
