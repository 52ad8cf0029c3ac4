// SPDX-License-Identifier: MPL-2.0
// What an hour of a hall came to.
#include "models/air/psychrometrics.hpp"
#include "models/building/operation.hpp"
#include "models/swimming_hall/air_handling.hpp"
#include "models/swimming_hall/hall_run.hpp"
#include "models/swimming_hall/water_surface.hpp"

namespace tvilling::models {

namespace {

constexpr double kStep_s = 3600.0;

}  // namespace

void HallRun::book_basins(const Given& g, const Moisture& moisture, const core::StepResult& step) {
  HallHour& o = hour_;
  o.pool_heating_w = o.pump_heat_w = o.basin_solar_w = o.evaporation_w = o.water_storage_w = o.water_to_rooms_w = 0.0;
  o.evaporation_kg_h = o.outdoor_evaporation_kg_h = o.pump_kw = 0.0;
  o.crowded = false;
  for (std::size_t i = 0; i < net_.basins.size(); ++i) {
    const BasinNode& node = net_.basins[i];
    const Basin& b = basin(i);
    BasinHour& hour = o.basins[i];
    hour.water_degc = stepper_.temperature_degc(node.water);
    hour.heating_w = step.thermostat_w[node.thermostat];
    hour.evaporation_kg_h = moisture.evaporation_kg_h[i];
    hour.make_up_kg_h = make_up_kg_h(i, g, moisture);
    o.pool_heating_w += hour.heating_w;
    o.pump_heat_w += drive_.source_w[core::index(node.pumps)];
    o.basin_solar_w += drive_.source_w[core::index(node.sun)];
    o.evaporation_w += drive_.source_w[core::index(node.evaporation)];
    const double capacity_j_k = kWaterDensity_kg_m3 * kWaterHeatCapacity_j_kgk * b.volume_m3;
    o.water_storage_w += capacity_j_k / kStep_s * (hour.water_degc - old_water_degc_[i]);
    const double open_kw = b.pump_power_kw + b.feature_power_kw;
    o.pump_kw += g.open * open_kw + (1.0 - g.open) * b.pump_power_kw * b.night_pump_fraction;
    o.crowded = o.crowded || g.use[i].bathers_m2 * b.water_area_m2 > most_bathers(b);
    if (b.outdoor) {
      o.outdoor_evaporation_kg_h += hour.evaporation_kg_h;
      continue;
    }
    o.evaporation_kg_h += hour.evaporation_kg_h;
    const BuildingNetwork& pool = net_.pool_hall.net;
    o.water_to_rooms_w +=
        drive_.driven_w_k[core::index(node.convection)] * (hour.water_degc - stepper_.temperature_degc(pool.air)) +
        drive_.driven_w_k[core::index(node.radiation)] * (hour.water_degc - stepper_.temperature_degc(pool.radiant));
  }
}

void HallRun::book(const Given& g, const Moisture& moisture, const core::StepResult& step) {
  HallHour& o = hour_;
  const auto term = [&step](core::TermId id) { return step.term_w[core::index(id)]; };
  const auto source = [this](core::SourceId id) { return drive_.source_w[core::index(id)]; };
  const BuildingNetwork& pool = net_.pool_hall.net;
  o.open = g.open > 0.0;
  o.visits = g.visits;
  o.air_degc = stepper_.temperature_degc(pool.air);
  o.air_set_point_degc = g.air_set_point_degc;
  o.humidity_kg_kg = moisture.air.humidity_kg_kg;
  o.relative_humidity = moisture.vapour_pressure_pa / saturation_pressure_pa(o.air_degc);
  o.relative_humidity_set_point = g.relative_humidity;
  o.rest_operative_degc = net_.rest ? step.controlled_degc[1] : o.air_degc;

  o.air_heating_w = step.thermostat_w[0];
  o.rest_heating_w = net_.rest ? step.thermostat_w[1] : 0.0;
  o.internal_w = source(pool.internal) + kSupplyFanHeat * 1e3 * fan_kw_;
  o.solar_w = source(pool.solar);
  o.transmission_w = term(pool.transmission_term);
  o.infiltration_w = term(pool.infiltration_term);
  o.ventilation_w = o.hall_ventilation_w = term(pool.ventilation_term);
  if (net_.rest) {
    const BuildingNetwork& rest = net_.rest->net;
    o.internal_w += source(rest.internal);
    o.solar_w += source(rest.solar);
    o.transmission_w += term(rest.transmission_term);
    o.infiltration_w += term(rest.infiltration_term);
    o.ventilation_w += term(rest.ventilation_term);
  }
  o.make_up_w = term(net_.make_up_term);
  o.basin_wall_w = term(net_.basin_wall_term);
  o.outdoor_surface_w = term(net_.outdoor_surface_term);
  o.storage_w = step.storage_w;
  book_basins(g, moisture, step);

  o.deck_evaporation_kg_h = moisture.deck_kg_h;
  o.people_kg_h = moisture.people_kg_h;
  o.outdoor_air_kg_h = moisture.air.outdoor_air_kg_h;
  const double leakage_kg_h = g.leakage_w_k / kAirSpecificHeat_j_kgk * kStep_s;
  o.outdoor_moisture_kg_h = (o.outdoor_air_kg_h + leakage_kg_h) * (g.outdoor_kg_kg - o.humidity_kg_kg);
  o.heat_pump_water_kg_h = -moisture.air.condensed_kg_h;
  o.fog_kg_h = -moisture.air.fog_kg_h;
  const double air_mass_kg = hall_.hall_volume_m3 * moist_air_density_kg_m3(hall_.air_temperature_degc, 0.0, 101325.0);
  o.moisture_storage_kg_h = air_mass_kg * (o.humidity_kg_kg - humidity_kg_kg_);

  o.fan_kw = fan_kw_;
  o.light_kw = hall_.hall_lighting_w_m2 * hall_.hall_area_m2 * g.open * 1e-3;
  o.technical_kw = g.open * hall_.technical_power_kw + (1.0 - g.open) * hall_.night_technical_power_kw;
}

}  // namespace tvilling::models
