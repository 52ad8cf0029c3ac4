// SPDX-License-Identifier: MPL-2.0
#include "scenarios/plant_measures.hpp"

#include <algorithm>

#include "models/portfolio/archetypes.hpp"
#include "scenarios/envelope_measures.hpp"
#include "scenarios/measure_parts.hpp"

namespace tvilling::scenarios {

namespace {

using models::Building;
using models::kMissing;

constexpr double kM3PerLitre = 1e-3;

bool heat_recovery(Building& b, const Building& base, const ParameterValues& p) {
  const double recovery = value_of(p, "heat_recovery_fraction");
  const double fan_kj_m3 = value_of(p, "specific_fan_power_kj_m3");
  if (!heated(base) || !(base.mechanical_ventilation_l_s_m2 > 0.0)) return false;
  // A unit that is better in one respect already keeps that.
  const bool recovers_more = raise(b.heat_recovery_fraction, recovery);
  const bool less_power = lower(b.specific_fan_power_kj_m3, fan_kj_m3);
  return recovers_more || less_power;
}

/// Design flow of a use's archetype, whatever the age of the building.
double design_flow_l_s_m2(models::Use use) {
  static const models::Archetypes archetypes;
  return archetypes.of_use("mechanical_ventilation_l_s_m2", use);
}

bool set(double& current, double wanted) {
  if (current == wanted) return false;
  current = wanted;
  return true;
}

bool ventilation_with_recovery(Building& b, const Building& base, const ParameterValues& p) {
  if (!heated(base) || !(base.mechanical_ventilation_l_s_m2 == 0.0)) return false;
  const double given_l_s_m2 = value_of(p, "mechanical_ventilation_l_s_m2");
  const double flow_l_s_m2 = given_l_s_m2 > 0.0 ? given_l_s_m2 : design_flow_l_s_m2(base.use);
  if (!(flow_l_s_m2 > 0.0)) return false;
  const bool flow = set(b.mechanical_ventilation_l_s_m2, flow_l_s_m2);
  const bool recovery = set(b.heat_recovery_fraction, value_of(p, "heat_recovery_fraction"));
  const bool fans = set(b.specific_fan_power_kj_m3, value_of(p, "specific_fan_power_kj_m3"));
  return flow || recovery || fans;
}

/// Rooms come nearer to their set points. Of several measures the one that does most counts.
bool lower_rooms(Building& b, const Building& base, const ParameterValues& p) {
  return lower_column(b, &Building::set_point_correction_k, base.set_point_correction_k - value_of(p, "set_point_reduction_k"));
}

bool cool_more(Building& b, const Building& base, const ParameterValues& p) {
  return raise_column(b, &Building::district_heating_cooling_k,
                      base.district_heating_cooling_k + value_of(p, "cooling_increase_k"));
}

bool lose_less(Building& b, const Building& base, const ParameterValues& p) {
  return lower(b.distribution_loss_fraction, base.distribution_loss_fraction * value_of(p, "distribution_loss_factor"));
}

bool tune_controls(Building& b, const Building& base, const ParameterValues& p) {
  if (!heated(base)) return false;
  const bool cooler = lower_rooms(b, base, p);
  const bool loses_less = lose_less(b, base, p);
  const bool off_at_night = lower(b.appliance_base_fraction, base.appliance_base_fraction * value_of(p, "base_load_factor"));
  return cooler || loses_less || off_at_night;
}

bool balance_heating(Building& b, const Building& base, const ParameterValues& p) {
  if (!heated(base)) return false;
  const bool cooler = lower_rooms(b, base, p);
  const bool loses_less = lose_less(b, base, p);
  const bool colder_return = cool_more(b, base, p);
  return cooler || loses_less || colder_return;
}

bool district_heating_substation(Building& b, const Building& base, const ParameterValues& p) {
  return heated(base) && cool_more(b, base, p);
}

bool hot_water(Building& b, const Building& base, const ParameterValues& p) {
  const double factor = value_of(p, "hot_water_factor");
  const bool less_use = lower(b.hot_water_l_m2, base.hot_water_l_m2 * factor);
  // What is not heated is not drawn.
  const double saved_m3_m2 = base.hot_water_l_m2 * (1.0 - factor) * kM3PerLitre;
  const bool less_water = lower(b.water_m3_m2, std::max(0.0, base.water_m3_m2 - saved_m3_m2));
  const bool less_loss = lower(b.hot_water_circulation_w_m2, base.hot_water_circulation_w_m2 * value_of(p, "circulation_factor"));
  return less_use || less_water || less_loss;
}

bool solar_cells(Building& b, const Building& base, const ParameterValues& p) {
  if (!protection_allows(base, p)) return false;
  const double given_kw = value_of(p, "pv_capacity_kw");
  return raise_column(b, &Building::pv_capacity_kw,
                      given_kw > 0.0 ? given_kw : base.footprint_area_m2 * value_of(p, "pv_density_kw_m2"));
}

bool rebound(Building& b, const Building& base, const ParameterValues& p) {
  return heated(base) && envelope_bettered(b, base) && set(b.rebound_k, value_of(p, "rebound_k"));
}

/// Operation is set as asked, up or down: warmer is a fair question too.
bool set_point(Building& b, const Building& base, const ParameterValues& p) {
  return heated(base) && set(b.heating_set_point_degc, value_of(p, "heating_set_point_degc"));
}

bool night_set_back(Building& b, const Building& base, const ParameterValues& p) {
  return heated(base) && set(b.night_set_back_k, value_of(p, "night_set_back_k"));
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

MeasureParameter set_point_reduction(double default_k) {
  constexpr double kMost_k = 3.0;  // as far as the column goes below the set points
  return difference_k("set_point_reduction_k",
                      "Rooms are kept so much colder than in the unchanged building, at most 3 K below their set points",
                      default_k, kMost_k);
}

MeasureParameter distribution_loss_factor(double default_value) {
  return factor("distribution_loss_factor", "Loss of the heating pipes over that of the unchanged building, at most; 1 leaves it",
                default_value);
}

MeasureParameter cooling_increase(double default_k) {
  constexpr double kMost_k = 30.0;
  return difference_k("cooling_increase_k",
                      "District heating water is cooled so much more than in the unchanged building, at most by 60 K", default_k,
                      kMost_k);
}

std::vector<MeasureType> ventilation_types() {
  MeasureParameter flow = column("mechanical_ventilation_l_s_m2", 0.0);
  flow.variable.long_name = "Design flow in use; 0: that of the use's archetype";
  return {
      {"heat_recovery",
       "Replace the air handling unit of mechanically ventilated buildings",
       {column("heat_recovery_fraction", 0.80), column("specific_fan_power_kj_m3", 1.8)},
       heat_recovery},
      {.name = "ventilation_with_recovery",
       .summary = "Put balanced ventilation with heat recovery into naturally ventilated buildings",
       .parameters = {flow, column("heat_recovery_fraction", 0.80), column("specific_fan_power_kj_m3", 1.8)},
       .apply = ventilation_with_recovery,
       .sets = true},
  };
}

std::vector<MeasureType> heating_types() {
  return {
      {"tune_controls",
       "Tune the building automation: rooms nearer to their set points, less loss, less equipment on outside use",
       {set_point_reduction(0.9), distribution_loss_factor(0.8),
        factor("base_load_factor", "Equipment on outside use over that of the unchanged building, at most; 1 leaves it", 0.75)},
       tune_controls},
      {"balance_heating",
       "Balance the radiators and renew thermostats: no room too warm, less loss, colder return water",
       {set_point_reduction(0.5), distribution_loss_factor(0.9), cooling_increase(4.0)},
       balance_heating},
      {.name = "district_heating_substation",
       .summary = "Renew the district heating substation: colder return water; the bill alone changes",
       .parameters = {cooling_increase(5.0)},
       .apply = district_heating_substation,
       .whole_building = true},
      {"hot_water",
       "Insulate and control hot water circulation, save hot water at the taps",
       {factor("hot_water_factor", "Hot water over that of the unchanged building, at most; 1 leaves it", 0.85),
        factor("circulation_factor", "Loss of circulation over that of the unchanged building, at most; 1 leaves it", 0.7)},
       hot_water},
  };
}

std::vector<MeasureType> power_types() {
  MeasureParameter capacity = column("pv_capacity_kw", 0.0);
  capacity.variable.long_name = "Rated power of the solar cells of each building; 0: by the roof";
  return {
      {.name = "solar_cells",
       .summary = "Put solar cells on the roof; not on listed buildings",
       .parameters = {capacity,
                      {{"pv_density_kw_m2", "kW m-2", "Rated power per area of the whole roof; at most 10,000 kW a building", ""},
                       0.0,
                       0.3,
                       0.08},
                      include_listed()},
       .apply = solar_cells,
       .whole_building = true},
      {"lighting",
       "Replace lighting with LED and control by presence and daylight",
       {column("lighting_w_m2", 4.5), column("lighting_control_fraction", 0.56)},
       lighting},
  };
}

std::vector<MeasureType> operation_types() {
  return {
      {"set_point", "Set the heating set point in use", {column("heating_set_point_degc", kMissing)}, set_point, true, true},
      {"night_set_back",
       "Set how far the set point is lowered outside use",
       {column("night_set_back_k", 3.0)},
       night_set_back,
       true,
       true},
      {.name = "rebound",
       .summary = "Keep rooms warmer in buildings whose envelope the scenario betters, as people do",
       .parameters = {column("rebound_k", 0.5)},
       .apply = rebound,
       .sets = true,
       .turn = Turn::after_others},
  };
}

}  // namespace

// Default values: domain.md C7, and assumptions named in docs/reference/measures.md.
std::vector<MeasureType> plant_measure_types() {
  std::vector<MeasureType> types;
  for (std::vector<MeasureType> some : {ventilation_types(), heating_types(), power_types(), operation_types()}) {
    types.insert(types.end(), some.begin(), some.end());
  }
  return types;
}

}  // namespace tvilling::scenarios
