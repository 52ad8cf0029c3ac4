// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_measures.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <memory>
#include <utility>

#include "scenarios/hall_hours.hpp"

namespace tvilling::scenarios {

namespace {

using models::Basin;
using models::Building;
using models::HallWeek;
using models::kMissing;
using models::SwimmingHall;

/// Changes a copy of the building's hall and gives it back when `change` says that something is new.
template <typename Change>
bool change_hall(Building& b, const Building& base, const Change& change) {
  if (b.hall == nullptr || base.hall == nullptr) return false;
  SwimmingHall hall = *b.hall;
  if (!change(hall)) return false;
  b.hall = std::make_shared<const SwimmingHall>(std::move(hall));
  return true;
}

/// Sets a value, up or down; says whether it is new. What is unknown stays so.
bool set(double& current, double wanted) {
  if (std::isnan(wanted) || current == wanted) return false;
  current = wanted;
  return true;
}

/// Sets columns of the hall to the parameters of the same name.
bool set_hall(Building& b, const Building& base, const ParameterValues& p, std::initializer_list<std::string_view> columns) {
  return change_hall(b, base, [&](SwimmingHall& hall) {
    bool changed = false;
    for (const std::string_view name : columns) {
      if (set(hall.*models::find_hall_column(name)->member, value_of(p, name))) changed = true;
    }
    return changed;
  });
}

/// Sets a number of all basins.
bool set_basins(Building& b, const Building& base, double Basin::* member, double wanted) {
  return change_hall(b, base, [&](SwimmingHall& hall) {
    bool changed = false;
    for (Basin& basin : hall.basins) {
      if (set(basin.*member, wanted)) changed = true;
    }
    return changed;
  });
}

bool pool_water_temperature(Building& b, const Building& base, const ParameterValues& p) {
  const double change_k = value_of(p, "water_temperature_change_k");
  const bool air_follows = value_of(p, "air_follows") != 0.0;
  return change_hall(b, base, [&](SwimmingHall& hall) {
    bool changed = false;
    for (std::size_t i = 0; i < hall.basins.size(); ++i) {
      const double wanted_degc = base.hall->basins[i].water_temperature_degc + change_k;
      if (set(hall.basins[i].water_temperature_degc, wanted_degc)) changed = true;
    }
    if (air_follows && set(hall.air_temperature_degc, base.hall->air_temperature_degc + change_k)) changed = true;
    return changed;
  });
}

bool hall_air_temperature(Building& b, const Building& base, const ParameterValues& p) {
  const double change_k = value_of(p, "air_temperature_change_k");
  return change_hall(
      b, base, [&](SwimmingHall& hall) { return set(hall.air_temperature_degc, base.hall->air_temperature_degc + change_k); });
}

bool hall_night_air_temperature(Building& b, const Building& base, const ParameterValues& p) {
  return set_hall(b, base, p, {"night_air_set_back_k"});
}

bool hall_humidity(Building& b, const Building& base, const ParameterValues& p) {
  const double wanted = value_of(p, "relative_humidity");
  return change_hall(b, base, [wanted](SwimmingHall& hall) {
    const bool day = set(hall.relative_humidity, wanted);
    const bool night = set(hall.night_relative_humidity, wanted);
    return day || night;
  });
}

bool hall_night_humidity(Building& b, const Building& base, const ParameterValues& p) {
  return set_hall(b, base, p, {"night_relative_humidity"});
}

bool hall_condensation_guard(Building& b, const Building& base, const ParameterValues& p) {
  return set_hall(b, base, p, {"condensation_guard"});
}

bool pool_cover(Building& b, const Building& base, const ParameterValues& p) {
  return set_basins(b, base, &Basin::cover_fraction, value_of(p, "cover_fraction"));
}

bool hall_night_air(Building& b, const Building& base, const ParameterValues& p) {
  return set_hall(b, base, p, {"night_fan_fraction", "night_outdoor_air_fraction"});
}

bool hall_heat_recovery(Building& b, const Building& base, const ParameterValues& p) {
  return set_hall(b, base, p, {"hall_heat_recovery_fraction"});
}

bool hall_heat_pump(Building& b, const Building& base, const ParameterValues& p) {
  return set_hall(b, base, p, {"heat_pump_capacity_kg_h", "heat_pump_cop"});
}

bool pool_backwash(Building& b, const Building& base, const ParameterValues& p) {
  return set_hall(b, base, p, {"backwash_l_visit"});
}

bool hall_showers(Building& b, const Building& base, const ParameterValues& p) {
  return set_hall(b, base, p, {"shower_l_visit"});
}

bool grey_water_recovery(Building& b, const Building& base, const ParameterValues& p) {
  return set_hall(b, base, p, {"grey_water_recovery_fraction"});
}

bool pool_night_pumps(Building& b, const Building& base, const ParameterValues& p) {
  return set_basins(b, base, &Basin::night_pump_fraction, value_of(p, "night_pump_fraction"));
}

bool hall_opening_hours(Building& b, const Building& base, const ParameterValues& p) {
  return change_hall(b, base, [&](SwimmingHall& hall) {
    if (!base.hall->week) return false;
    const HallWeek wanted = shift_opening_hours(*base.hall->week, value_of(p, "opens_later_h"), value_of(p, "closes_earlier_h"));
    if (hall.week && hall.week->open == wanted.open && hall.week->visits == wanted.visits) return false;
    hall.week = wanted;
    return true;
  });
}

/// The bathers of closed basins go to the open ones in the proportion that those have in the unchanged hall (of their water
/// surface where nobody bathes), whatever is closed first.
void share_out_bathers(SwimmingHall& hall, const SwimmingHall& base) {
  double all = 0.0;
  double open = 0.0;
  double open_m2 = 0.0;
  for (std::size_t i = 0; i < hall.basins.size(); ++i) {
    all += base.basins[i].bather_share;
    if (hall.basins[i].closed) continue;
    open += base.basins[i].bather_share;
    open_m2 += base.basins[i].water_area_m2;
  }
  for (std::size_t i = 0; i < hall.basins.size(); ++i) {
    const Basin& basin = base.basins[i];
    const double part = open > 0.0 ? basin.bather_share / open : basin.water_area_m2 / open_m2;
    hall.basins[i].bather_share = hall.basins[i].closed ? 0.0 : all * part;
  }
}

bool close_basin(Building& b, const Building& base, const ParameterValues& p) {
  const double number = value_of(p, "basin");
  return change_hall(b, base, [&](SwimmingHall& hall) {
    if (!(number >= 1.0) || number > static_cast<double>(hall.basins.size())) return false;
    Basin& basin = hall.basins[static_cast<std::size_t>(number) - 1];
    const auto open = std::count_if(hall.basins.begin(), hall.basins.end(), [](const Basin& other) { return !other.closed; });
    if (basin.closed || open < 2) return false;
    basin.closed = true;
    share_out_bathers(hall, *base.hall);
    return true;
  });
}

bool hall_visitors(Building& b, const Building& base, const ParameterValues& p) {
  if (b.hall == nullptr) return false;
  return set(b.visitors_per_year, base.visitors_per_year * value_of(p, "visitors_factor"));
}

/// A parameter that is a column of the halls' table or of the pools': same name, unit and range.
template <typename Column>
MeasureParameter parameter_of(const Column* column, std::string_view name, double default_value, bool yes_no = false) {
  if (column == nullptr) throw core::Error(core::ErrorKind::internal, "no column " + std::string(name));
  return {column->variable, column->min, column->max, default_value, yes_no};
}

MeasureParameter of_hall(std::string_view name, double default_value, bool yes_no = false) {
  return parameter_of(models::find_hall_column(name), name, default_value, yes_no);
}

MeasureParameter of_basins(std::string_view name, double default_value) {
  return parameter_of(models::find_basin_column(name), name, default_value);
}

MeasureParameter change_k(std::string_view name, std::string_view long_name) {
  return {{name, "K", long_name, ""}, -10.0, 10.0, kMissing};
}

MeasureParameter hours(std::string_view name, std::string_view long_name) {
  return {{name, "h", long_name, ""}, -6.0, 12.0, 0.0};
}

MeasureParameter air_follows() {
  return {{"air_follows", "1", "The air of the hall changes by as much", ""}, 0.0, 1.0, 0.0, true};
}

MeasureParameter basin_number() {
  return {{"basin", "1", "Number of the basin in the table: 1 is the hall's first", ""}, 1.0, 100.0, kMissing, false, true};
}

MeasureParameter visitors_factor() {
  return {{"visitors_factor", "1", "Visitors of the year over those of the unchanged hall", ""}, 0.0, 10.0, kMissing};
}

}  // namespace

std::vector<MeasureType> hall_measure_types() {
  std::vector<MeasureType> types{
      {"pool_water_temperature",
       "Change the water temperature of all basins",
       {change_k("water_temperature_change_k", "Change of the water temperature"), air_follows()},
       pool_water_temperature},
      {"hall_air_temperature",
       "Change the air temperature of the pool hall",
       {change_k("air_temperature_change_k", "Change of the air temperature")},
       hall_air_temperature},
      {"hall_night_air_temperature",
       "Set how far the air temperature of the pool hall is lowered while it is closed",
       {of_hall("night_air_set_back_k", 2.0)},
       hall_night_air_temperature},
      {"hall_humidity",
       "Set the relative humidity of the hall air, open and closed",
       {of_hall("relative_humidity", kMissing)},
       hall_humidity},
      {"hall_night_humidity",
       "Set the relative humidity of the hall air while the hall is closed",
       {of_hall("night_relative_humidity", kMissing)},
       hall_night_humidity},
      {"hall_condensation_guard",
       "Let the humidity fall in the cold so that inner surfaces stay dry",
       {of_hall("condensation_guard", 1.0, true)},
       hall_condensation_guard},
      {"pool_cover", "Cover the basins while the hall is closed", {of_basins("cover_fraction", 0.9)}, pool_cover},
      {"hall_night_air",
       "Set the least total air flow and outdoor air while the hall is closed",
       {of_hall("night_fan_fraction", 0.25), of_hall("night_outdoor_air_fraction", 0.05)},
       hall_night_air},
      {"hall_heat_recovery",
       "Set the heat recovery of the pool hall's air handling unit; 0 is none",
       {of_hall("hall_heat_recovery_fraction", kMissing)},
       hall_heat_recovery},
      {"hall_heat_pump",
       "Dehumidify the hall air with a heat pump that warms air and basins",
       {of_hall("heat_pump_capacity_kg_h", kMissing), of_hall("heat_pump_cop", 5.0)},
       hall_heat_pump},
      {"pool_backwash",
       "Set the fresh water to the basins per visit: backwash and renewal",
       {of_hall("backwash_l_visit", kMissing)},
       pool_backwash},
      {"hall_showers", "Set the shower water per visit", {of_hall("shower_l_visit", kMissing)}, hall_showers},
      {"grey_water_recovery",
       "Recover heat from shower water",
       {of_hall("grey_water_recovery_fraction", 0.35)},
       grey_water_recovery},
      {"pool_night_pumps",
       "Set the power of the circulation pumps while the hall is closed",
       {of_basins("night_pump_fraction", 0.6)},
       pool_night_pumps},
      {"hall_opening_hours",
       "Open later and close earlier, every day (its first opening and last closing); the year's visitors come in the hours that "
       "are left",
       {hours("opens_later_h", "Opens later by; negative: earlier"),
        hours("closes_earlier_h", "Closes earlier by; negative: later")},
       hall_opening_hours},
      {"close_basin", "Empty a basin; its bathers go to the others; the last one stays", {basin_number()}, close_basin},
      {"hall_visitors", "Change the number of visitors", {visitors_factor()}, hall_visitors},
  };
  for (MeasureType& type : types) type.sets = type.apply != close_basin;
  return types;
}

}  // namespace tvilling::scenarios
