// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/fill_hall.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>

#include "models/air/psychrometrics.hpp"
#include "models/building/sizing.hpp"
#include "models/portfolio/fill_rules.hpp"
#include "models/portfolio/hall_defaults.hpp"
#include "models/swimming_hall/air_handling.hpp"
#include "models/swimming_hall/evaporation.hpp"

namespace tvilling::models {

namespace {

/// What the rules of a hall look at: what is filled by now, and the building.
struct Hall {
  const SwimmingHall& hall;
  const Building& building;
};
using H = const Hall&;

double indoor_water_m2(H h) {
  double sum = 0.0;
  for (const Basin& basin : h.hall.basins) sum += basin.outdoor ? 0.0 : basin.water_area_m2;
  return sum;
}

double height_m(H h) {
  return h.hall.hall_volume_m3 / h.hall.hall_area_m2;
}

// --- the pool hall as a room ---

FilledValue fill_area(H h) {
  const double water_m2 = indoor_water_m2(h);
  const double heated_m2 = h.building.area_m2 * h.building.heated_fraction;
  const double usual_m2 = std::min(hall_default("hall", "hall_area_m2", "per_water") * water_m2,
                                   hall_default("hall", "hall_area_m2", "of_building") * heated_m2);
  const double least_m2 = std::min(hall_default("hall", "hall_area_m2", "least_per_water") * water_m2, heated_m2);
  return {std::max(usual_m2, least_m2), Origin::filled};
}

FilledValue fill_volume(H h) {
  return {hall_default("hall", "hall_volume_m3", "m") * h.hall.hall_area_m2, Origin::filled};
}

FilledValue fill_ground_share(H h) {
  return {std::min(1.0, h.hall.hall_area_m2 / h.building.footprint_area_m2), Origin::filled};
}

FilledValue fill_facade_share(H h) {
  const double rest_m3 = std::max(0.0, h.building.area_m2 - h.hall.hall_area_m2) * h.building.storey_height_m;
  return {h.hall.hall_volume_m3 / (h.hall.hall_volume_m3 + rest_m3), Origin::filled};
}

FilledValue fill_inner_wall(H h) {
  return {hall_default("hall", "inner_wall_w_k", "w_m2k") * std::sqrt(h.hall.hall_area_m2) * height_m(h), Origin::filled};
}

// --- hall air ---

/// Above the largest basin that has water in the hall.
FilledValue fill_air_temperature(H h) {
  const Basin* largest = nullptr;
  for (const Basin& basin : h.hall.basins) {
    if (basin.outdoor || basin.closed) continue;
    if (largest == nullptr || basin.water_area_m2 > largest->water_area_m2) largest = &basin;
  }
  const double most_degc = hall_default("hall", "air_temperature_degc", "most");
  if (largest == nullptr) return {h.building.heating_set_point_degc, Origin::filled};
  return {std::min(most_degc, largest->water_temperature_degc + hall_default("hall", "air_temperature_degc", "above_water")),
          Origin::filled};
}

FilledValue fill_night_humidity(H h) {
  return {h.hall.relative_humidity, Origin::filled};
}

// --- air handling ---

FilledValue fill_air_flow(H h) {
  return {design_evaporation_kg_h(h.hall.basins) / (kSultriness_kg_kg - kDesignOutdoorHumidity_kg_kg), Origin::filled};
}

FilledValue fill_recovery(H h) {
  return {hall_default_of_year("hall_heat_recovery_fraction", h.building.year), Origin::archetype};
}

FilledValue fill_fan_power(H h) {
  return {hall_default_of_year("hall_specific_fan_power_kj_m3", h.building.year), Origin::archetype};
}

/// DS 418, as for a whole building (sizing.hpp), with the hall's share of the envelope and the air that dries it in the cold.
FilledValue fill_air_heater(H h) {
  constexpr double kPressure_pa = 101325.0;
  constexpr double kAirDensity_kg_m3 = 1.2;
  constexpr double kInnerSide_degc = 20.0;
  constexpr double kSafety = 1.15;
  const double outdoor_kg_kg = hall_default("hall", "air_heating_capacity_kw", "outdoor_kg_kg");
  const double indoor_degc = h.hall.air_temperature_degc;
  const double indoor_kg_kg = humidity_ratio_kg_kg(h.hall.relative_humidity * saturation_pressure_pa(indoor_degc), kPressure_pa);
  const double drying_kg_h =
      indoor_kg_kg > outdoor_kg_kg ? design_evaporation_kg_h(h.hall.basins) / (indoor_kg_kg - outdoor_kg_kg) : 0.0;
  const double flow_kg_h =
      std::min(h.hall.design_air_flow_kg_h, std::max(drying_kg_h, h.hall.outdoor_air_fraction * h.hall.design_air_flow_kg_h));
  Building zone = h.building;
  zone.area_m2 = h.hall.hall_area_m2;
  zone.heated_fraction = 1.0;
  zone.share = {h.hall.hall_facade_fraction, h.hall.hall_roof_fraction, h.hall.hall_floor_fraction};
  zone.heating_set_point_degc = indoor_degc;
  zone.night_set_back_k = 0.0;
  constexpr double kLitresPerM3 = 1000.0;
  constexpr double kSecondsPerHour = 3600.0;
  zone.mechanical_ventilation_l_s_m2 = flow_kg_h / kAirDensity_kg_m3 * kLitresPerM3 / kSecondsPerHour / zone.area_m2;
  zone.heat_recovery_fraction = h.hall.hall_heat_recovery_fraction;
  const double inner_w = kSafety * h.hall.inner_wall_w_k * std::max(0.0, indoor_degc - kInnerSide_degc);
  constexpr double kWattsPerKilowatt = 1000.0;
  return {(sized_heating_capacity_w_m2(zone) * zone.area_m2 + inner_w) / kWattsPerKilowatt, Origin::filled};
}

// --- electricity ---

FilledValue fill_light(H h) {
  return {hall_default_of_year("hall_lighting_w_m2", h.building.year), Origin::archetype};
}

FilledValue technical_power(H h, std::string_view column) {
  constexpr double kWattsPerKilowatt = 1000.0;
  return {hall_default("hall", column, "w_m2") * h.hall.water_area_m2() / kWattsPerKilowatt, Origin::filled};
}
FilledValue fill_technical(H h) {
  return technical_power(h, "technical_power_kw");
}
FilledValue fill_night_technical(H h) {
  return technical_power(h, "night_technical_power_kw");
}

/// A rule of its own; columns without one have the one value of data/hall_defaults.csv.
struct HallRule {
  double SwimmingHall::* member;
  FilledValue (*fill)(H);
};
constexpr std::array kRules{
    HallRule{&SwimmingHall::hall_area_m2, fill_area},
    HallRule{&SwimmingHall::hall_volume_m3, fill_volume},
    HallRule{&SwimmingHall::hall_roof_fraction, fill_ground_share},
    HallRule{&SwimmingHall::hall_facade_fraction, fill_facade_share},
    HallRule{&SwimmingHall::hall_floor_fraction, fill_ground_share},
    HallRule{&SwimmingHall::inner_wall_w_k, fill_inner_wall},
    HallRule{&SwimmingHall::air_temperature_degc, fill_air_temperature},
    HallRule{&SwimmingHall::night_relative_humidity, fill_night_humidity},
    HallRule{&SwimmingHall::design_air_flow_kg_h, fill_air_flow},
    HallRule{&SwimmingHall::hall_heat_recovery_fraction, fill_recovery},
    HallRule{&SwimmingHall::hall_specific_fan_power_kj_m3, fill_fan_power},
    HallRule{&SwimmingHall::air_heating_capacity_kw, fill_air_heater},
    HallRule{&SwimmingHall::hall_lighting_w_m2, fill_light},
    HallRule{&SwimmingHall::technical_power_kw, fill_technical},
    HallRule{&SwimmingHall::night_technical_power_kw, fill_night_technical},
};

/// In the order of the columns: each rule needs only what stands before it.
FilledValue hall_value(const HallColumn& column, H h) {
  const auto rule = std::find_if(kRules.begin(), kRules.end(), [&](const HallRule& r) { return r.member == column.member; });
  if (rule != kRules.end()) return rule->fill(h);
  return {hall_default("hall", column.variable.name), Origin::default_};
}

/// Those that are given stay in their proportion, a basin without one has as many bathers per area as they. The sum is 1 where
/// any basin is open. Given shares that are all 0 say nothing: all are filled.
void fill_bather_shares(SwimmingHall& hall, std::vector<std::vector<Origin>>& origins) {
  const std::size_t column = static_cast<std::size_t>(find_basin_column("bather_share") - basin_columns().data());
  double given_m2 = 0.0;
  double given = 0.0;
  for (const Basin& basin : hall.basins) {
    if (basin.closed || std::isnan(basin.bather_share)) continue;
    given += basin.bather_share;
    given_m2 += basin.water_area_m2;
  }
  const double per_m2 = given > 0.0 ? given / given_m2 : 1.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < hall.basins.size(); ++i) {
    Basin& basin = hall.basins[i];
    if (!(given > 0.0) || basin.closed || std::isnan(basin.bather_share)) {
      basin.bather_share = basin.closed ? 0.0 : per_m2 * basin.water_area_m2;
      origins[i][column] = Origin::filled;
    }
    sum += basin.bather_share;
  }
  for (Basin& basin : hall.basins) basin.bather_share = sum > 0.0 ? basin.bather_share / sum : 0.0;
}

/// Of plants of the building's year.
double usual_heat_recovery(const Building& building, const Archetypes& archetypes) {
  const std::span<const FillRule> rules = fill_rules();
  const auto rule =
      std::find_if(rules.begin(), rules.end(), [](const FillRule& r) { return r.member == &Building::heat_recovery_fraction; });
  return rule->fill(building, archetypes).value;
}

}  // namespace

double design_evaporation_kg_h(const std::vector<Basin>& filled) {
  const double air_degc = hall_default("hall", "design_air_flow_kg_h", "degc");
  MoistAir air;
  air.temperature_degc = air_degc;
  air.vapour_pressure_pa = hall_default("hall", "design_air_flow_kg_h", "relative_humidity") * saturation_pressure_pa(air_degc);
  double sum = 0.0;
  for (const Basin& basin : filled) {
    if (basin.outdoor || std::isnan(basin.water_area_m2)) continue;
    sum += basin.water_area_m2 * evaporation_vdi_kg_m2h(basin.water_temperature_degc, air, design_mass_transfer_m_h(basin));
  }
  return sum;
}

double most_bathers_of_hall(const std::vector<Basin>& given) {
  double sum = 0.0;
  for (const Basin& basin : given) {
    if (!basin.closed && has_water_area(basin)) sum += most_bathers(fill_basin(basin).basin);
  }
  return sum;
}

FilledHall fill_hall(const SwimmingHall& given, const Building& building) {
  FilledHall filled;
  filled.hall = given;
  filled.hall.basins.clear();
  for (const Basin& basin : given.basins) {
    FilledBasin one = fill_basin(basin);
    filled.hall.basins.push_back(std::move(one.basin));
    filled.origins.basins.push_back(std::move(one.origins));
  }
  fill_bather_shares(filled.hall, filled.origins.basins);
  for (const HallColumn& column : hall_columns()) {
    double& value = filled.hall.*column.member;
    Origin origin = Origin::register_;
    if (std::isnan(value)) {
      const FilledValue found = hall_value(column, {filled.hall, building});
      value = std::clamp(found.value, column.min, column.max);
      origin = found.origin;
    }
    filled.origins.hall.push_back(origin);
  }
  return filled;
}

std::vector<std::size_t> fill_rooms_around(BuildingRecord& record, const std::vector<Basin>& basins,
                                           const Archetypes& archetypes) {
  constexpr std::array kMembers{&Building::heating_set_point_degc,
                                &Building::mechanical_ventilation_l_s_m2,
                                &Building::heat_recovery_fraction,
                                &Building::appliance_w_m2,
                                &Building::appliance_base_fraction,
                                &Building::lighting_w_m2,
                                &Building::lighting_control_fraction,
                                &Building::hot_water_l_m2,
                                &Building::water_m3_m2,
                                &Building::process_heat_kwh_m2,
                                &Building::process_electricity_kwh_m2,
                                &Building::visitors_per_year};
  double open_m2 = 0.0;
  for (const Basin& basin : basins) {
    if (!basin.closed && has_water_area(basin)) open_m2 += fill_basin(basin).basin.water_area_m2;
  }
  std::vector<std::size_t> filled;
  const std::span<const BuildingColumn> columns = building_columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    double& value = record.building.*columns[i].member;
    if (!std::isnan(value) || std::find(kMembers.begin(), kMembers.end(), columns[i].member) == kMembers.end()) continue;
    const bool visitors = columns[i].member == &Building::visitors_per_year;
    value = visitors ? std::round(hall_default("building", "visitors_per_year", "per_water") * open_m2)
                     : hall_default("building", columns[i].variable.name);
    if (columns[i].member == &Building::heat_recovery_fraction) {
      value = std::min(value, usual_heat_recovery(record.building, archetypes));
    }
    record.origin[i] = Origin::archetype;
    filled.push_back(i);
  }
  return filled;
}

}  // namespace tvilling::models
