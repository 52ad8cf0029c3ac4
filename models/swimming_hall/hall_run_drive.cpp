// SPDX-License-Identifier: MPL-2.0
// What drives the network of a hall in an hour.
#include <algorithm>

#include "models/air/psychrometrics.hpp"
#include "models/building/operation.hpp"
#include "models/swimming_hall/air_handling.hpp"
#include "models/swimming_hall/hall_run.hpp"
#include "models/swimming_hall/water_surface.hpp"

namespace tvilling::models {

namespace {

constexpr double kSecondsPerHour = 3600.0;
constexpr double kFilmPressure_pa = 300.0;      // with less difference evaporation says less about the film, without none
constexpr double kWaterSolarAbsorptance = 0.9;  // of an outdoor basin: what is not reflected (assumption)

/// Open and closed share of an hour by the share that is open.
double of_day(double open, double day, double night) {
  return open * day + (1.0 - open) * night;
}

}  // namespace

/// What does not depend on the state that is looked for.
void HallRun::drive_constant(const Given& g) {
  const int hour = static_cast<int>(g.h);
  const BuildingNetwork& pool = net_.pool_hall.net;
  pool_weather_.drive(pool, environment_, hour, drive_);
  drive_.boundary_degc[core::index(net_.cold_water)] = hall_.cold_water_temperature_degc;
  drive_.driven_w_k[core::index(pool.infiltration)] = g.leakage_w_k;
  const double light_w = hall_.hall_lighting_w_m2 * hall_.hall_area_m2 * g.open;
  const double spectators = g.visits * hall_.spectator_fraction * hall_.water_time_h;
  drive_.source_w[core::index(pool.internal)] = light_w + spectators * person_heat_w_;
  if (net_.rest) {
    const BuildingNetwork& rest = net_.rest->net;
    rest_weather_->drive(rest, environment_, hour, drive_);
    drive_.driven_w_k[core::index(rest.ventilation)] = rest_air_.ventilation_w_k(
        rest_loads_->open(hour), stepper_.temperature_degc(rest.air), g.outdoor_degc, zones_.rest->heating_set_point_degc);
    drive_.driven_w_k[core::index(rest.infiltration)] = rest_air_.infiltration_w_k(rest_loads_->open(hour));
    drive_.source_w[core::index(rest.internal)] = rest_loads_->internal_w(hour);
    drive_.set_point[1] = {.heat_to_degc = rest_loads_->set_point_degc(hour), .heating_capacity_w = rest_capacity_w_};
  }
  for (std::size_t i = 0; i < net_.basins.size(); ++i) {
    const BasinNode& node = net_.basins[i];
    const Basin& b = basin(i);
    drive_.boundary_degc[core::index(node.adjacent)] = b.adjacent_temperature_degc;
    const double pumps_kw = of_day(g.open, b.pump_power_kw + b.feature_power_kw, b.pump_power_kw * b.night_pump_fraction);
    drive_.source_w[core::index(node.pumps)] = 1e3 * pumps_kw * b.pump_heat_fraction;
    drive_.set_point[node.thermostat] = {.heat_to_degc = b.water_temperature_degc,
                                         .heating_capacity_w = 1e3 * b.heating_capacity_kw};
    const double bare = 1.0 - (1.0 - g.open) * b.cover_fraction;
    drive_.source_w[core::index(node.sun)] =
        b.outdoor ? kWaterSolarAbsorptance * bare * b.water_area_m2 * environment_.weather.global_horizontal_w_m2[g.h] : 0.0;
  }
}

double HallRun::make_up_kg_h(std::size_t i, const Given& g, const Moisture& moisture) const {
  return moisture.evaporation_kg_h[i] + moisture.basin_deck_kg_h[i] +
         g.visits * bather_share_[i] * hall_.backwash_l_visit;  // a litre is a kilogram
}

void HallRun::drive_basin(std::size_t i, const Given& g, const Guess& guess, const Moisture& moisture) {
  const BasinNode& node = net_.basins[i];
  const Basin& b = basin(i);
  const double water_degc = guess.water_degc(i);
  const double evaporation_kg_h = moisture.evaporation_kg_h[i];
  drive_.source_w[core::index(node.evaporation)] = -evaporation_kg_h / kSecondsPerHour * latent_heat_j_kg(water_degc);
  drive_.driven_w_k[core::index(node.make_up)] = make_up_kg_h(i, g, moisture) / kSecondsPerHour * kWaterHeatCapacity_j_kgk;

  const double bare = 1.0 - (1.0 - g.open) * b.cover_fraction * kCoverKeepsBack;
  const double air_degc = b.outdoor ? g.outdoor_degc : guess.air_degc();
  const double vapour_pa =
      b.outdoor ? saturation_pressure_pa(environment_.weather.dew_point_degc[g.h]) : moisture.vapour_pressure_pa;
  const double difference_pa = saturation_pressure_pa(water_degc) - vapour_pa;
  // Evaporation already is less under a cover, and so is the film that goes with it.
  const double tells = std::clamp(difference_pa / kFilmPressure_pa, 0.0, 1.0);
  const double by_evaporation_m_h =
      mass_transfer_m_h(evaporation_kg_h / b.water_area_m2, std::max(difference_pa, 1.0), 0.5 * (water_degc + air_degc));
  const double beta_m_h = tells * by_evaporation_m_h + (1.0 - tells) * kBetaAtRest_m_h * bare;
  drive_.driven_w_k[core::index(node.convection)] = b.water_area_m2 * convection_of_mass_transfer_w_m2k(beta_m_h);
  const double surroundings_degc = b.outdoor ? environment_.weather.sky_temperature_degc[g.h] : guess.air_degc();
  drive_.driven_w_k[core::index(node.radiation)] =
      b.water_area_m2 * bare * radiation_coefficient_w_m2k(0.5 * (water_degc + surroundings_degc));
}

/// Outdoor air after heat recovery, fans, and what the heater can give.
void HallRun::drive_air(const Given& g, const Guess& guess, const Moisture& moisture) {
  const double outdoor_air_kg_h = moisture.air.outdoor_air_kg_h;
  const double design_kg_h = hall_.design_air_flow_kg_h;
  flow_fraction_ = std::clamp(std::max(g.least_flow_fraction, outdoor_air_kg_h / design_kg_h), 0.0, 1.0);
  fan_kw_ = fan_power_kw(design_kg_h, hall_.hall_specific_fan_power_kj_m3) * fan_part_load(flow_fraction_);

  const double difference_k = guess.air_degc() - g.outdoor_degc;
  double recovery = g.dry_recovery;
  if (difference_k > 0.0) {
    recovery = wet_heat_recovery(g.dry_recovery, {guess.air_degc(), moisture.air.humidity_kg_kg, g.pressure_pa}, g.outdoor_degc);
  }
  const double total_kg_h = std::max(flow_fraction_ * design_kg_h, outdoor_air_kg_h);
  const double outdoor_share = total_kg_h > 0.0 ? outdoor_air_kg_h / total_kg_h : 0.0;
  if (const double fall_k = outdoor_share * difference_k; fall_k > 0.0) {
    // Supply air below its least temperature would have to be heated again: recovery takes that over.
    recovery = std::clamp(1.0 - (guess.air_degc() - hall_.supply_air_min_degc) / fall_k, recovery,
                          std::max(recovery, hall_.hall_heat_recovery_fraction));
  }
  drive_.driven_w_k[core::index(net_.pool_hall.net.ventilation)] = outdoor_air_w_k(outdoor_air_kg_h, recovery);
  hour_.heat_recovery = recovery;

  const double mixed_degc = guess.air_degc() - outdoor_share * (1.0 - recovery) * difference_k;
  const double by_supply_w = outdoor_air_w_k(total_kg_h, 0.0) * std::max(0.0, hall_.supply_air_max_degc - mixed_degc);
  // The condenser warms the supply air beside the heater.
  const double evaporator_w = moisture.air.condensed_kg_h / kSecondsPerHour * latent_heat_j_kg(guess.air_degc());
  const double heat_pump_w = evaporator_w * hall_.heat_pump_cop / (hall_.heat_pump_cop - 1.0);
  hour_.heat_pump_heat_w = heat_pump_w;
  hour_.heat_pump_kw = 1e-3 * (heat_pump_w - evaporator_w);
  drive_.set_point[0] = {.heat_to_degc = g.air_set_point_degc,
                         .heating_capacity_w = std::min(1e3 * hall_.air_heating_capacity_kw + heat_pump_w, by_supply_w)};
  const double latent_w = latent_heat_j_kg(guess.air_degc()) / kSecondsPerHour;  // per kg/h
  hour_.deck_evaporation_w = -moisture.deck_kg_h * latent_w;
  hour_.fog_w = moisture.air.fog_kg_h * latent_w;
  drive_.source_w[core::index(net_.air_gain)] = kSupplyFanHeat * 1e3 * fan_kw_ + hour_.deck_evaporation_w + hour_.fog_w;
}

void HallRun::drive(const Given& g, const Guess& guess, const Moisture& moisture) {
  drive_air(g, guess, moisture);
  for (std::size_t i = 0; i < net_.basins.size(); ++i) drive_basin(i, g, guess, moisture);
}

}  // namespace tvilling::models
