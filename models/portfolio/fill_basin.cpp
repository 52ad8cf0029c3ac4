// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string_view>

#include "models/air/psychrometrics.hpp"
#include "models/portfolio/fill_hall.hpp"
#include "models/portfolio/fill_rules.hpp"
#include "models/portfolio/hall_defaults.hpp"
#include "models/swimming_hall/evaporation.hpp"
#include "models/swimming_hall/water_surface.hpp"

namespace tvilling::models {

namespace {

using B = const Basin&;

constexpr double kWattsPerKilowatt = 1000.0;
constexpr double kSecondsPerHour = 3600.0;

bool is_known(double value) {
  return !std::isnan(value);
}

std::string_view size_of(B b) {
  return b.water_area_m2 >= hall_default("basin", "large_from_m2") ? "large" : "small";
}

FilledValue fill_area(B b) {
  return {b.volume_m3 / b.depth_m, Origin::filled};
}

FilledValue fill_depth(B b) {
  if (is_known(b.volume_m3)) return {b.volume_m3 / b.water_area_m2, Origin::filled};
  return {hall_default("basin", "depth_m", size_of(b)), Origin::archetype};
}

FilledValue fill_volume(B b) {
  return {b.water_area_m2 * b.depth_m, Origin::filled};
}

FilledValue fill_temperature(B b) {
  return {hall_default("basin", "water_temperature_degc", size_of(b)), Origin::archetype};
}

FilledValue fill_wall_area(B b) {
  const double aspect = hall_default("basin", "wall_area_m2");
  const double perimeter_m = 2.0 * (1.0 + aspect) * std::sqrt(b.water_area_m2 / aspect);
  return {b.water_area_m2 + perimeter_m * b.depth_m, Origin::filled};
}

FilledValue fill_turnover(B b) {
  return {hall_default("basin", "turnover_h", size_of(b)), Origin::archetype};
}

FilledValue fill_pump_power(B b) {
  return {circulation_power_kw(b.volume_m3 / b.turnover_h), Origin::filled};
}

/// Under the sky the surface gives as much by convection and radiation as by evaporation.
FilledValue fill_heating_capacity(B b) {
  constexpr double kOutdoor_degc = 5.0;
  constexpr double kOutdoorHumidity = 0.8;
  MoistAir air;
  air.temperature_degc = b.outdoor ? kOutdoor_degc : hall_default("hall", "design_air_flow_kg_h", "degc");
  air.vapour_pressure_pa = saturation_pressure_pa(air.temperature_degc) *
                           (b.outdoor ? kOutdoorHumidity : hall_default("hall", "design_air_flow_kg_h", "relative_humidity"));
  const double evaporation_kg_h =
      b.water_area_m2 * evaporation_vdi_kg_m2h(b.water_temperature_degc, air, design_mass_transfer_m_h(b));
  const double surface_w =
      (b.outdoor ? 2.0 : 1.0) * evaporation_kg_h * latent_heat_j_kg(b.water_temperature_degc) / kSecondsPerHour;
  const double warming_w = hall_default("basin", "heating_capacity_kw", "k_per_h") * b.volume_m3 * kWaterDensity_kg_m3 *
                           kWaterHeatCapacity_j_kgk / kSecondsPerHour;
  return {(surface_w + warming_w) / kWattsPerKilowatt, Origin::filled};
}

/// A rule of its own; columns without one have the one value of data/hall_defaults.csv.
struct BasinRule {
  double Basin::* member;
  FilledValue (*fill)(B);
};
constexpr std::array kRules{
    BasinRule{&Basin::water_area_m2, fill_area},       BasinRule{&Basin::depth_m, fill_depth},
    BasinRule{&Basin::volume_m3, fill_volume},         BasinRule{&Basin::water_temperature_degc, fill_temperature},
    BasinRule{&Basin::wall_area_m2, fill_wall_area},   BasinRule{&Basin::turnover_h, fill_turnover},
    BasinRule{&Basin::pump_power_kw, fill_pump_power}, BasinRule{&Basin::heating_capacity_kw, fill_heating_capacity},
};

}  // namespace

double design_mass_transfer_m_h(const Basin& filled) noexcept {
  return beta_in_use_m_h(filled.depth_m);
}

bool has_water_area(const Basin& basin) noexcept {
  return is_known(basin.water_area_m2) || (is_known(basin.volume_m3) && is_known(basin.depth_m));
}

FilledBasin fill_basin(const Basin& given) {
  FilledBasin filled{given, {}};
  // In the order of the columns: each rule needs only what stands before it.
  for (const BasinColumn& column : basin_columns()) {
    double& value = filled.basin.*column.member;
    Origin origin = Origin::register_;
    if (std::isnan(value) && column.member != &Basin::bather_share) {
      const auto rule = std::find_if(kRules.begin(), kRules.end(), [&](const BasinRule& r) { return r.member == column.member; });
      const FilledValue found = rule != kRules.end() ? rule->fill(filled.basin)
                                                     : FilledValue{hall_default("basin", column.variable.name), Origin::default_};
      value = std::clamp(found.value, column.min, column.max);
      origin = found.origin;
    }
    filled.origins.push_back(origin);
  }
  return filled;
}

}  // namespace tvilling::models
