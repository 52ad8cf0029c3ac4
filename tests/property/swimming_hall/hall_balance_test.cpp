// SPDX-License-Identifier: MPL-2.0
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "models/swimming_hall/hall_run.hpp"
#include "models/swimming_hall/simulate_hall.hpp"
#include "tests/support/hall_fixture.hpp"

namespace {

using namespace tvilling;
using models::Building;
using models::HallHour;
using models::SwimmingHall;

const models::Environment& environment() {
  static const models::Environment made = models::make_environment(models::reference_year(), 2025);
  return made;
}

double between(double low, double high) {
  return low + (high - low) * static_cast<double>(*rc::gen::inRange(0, 10001)) / 10000.0;
}

models::Basin random_basin() {
  models::Basin b = test::plausibility_hall().basins.front();
  b.outdoor = *rc::gen::inRange(0, 8) == 0;
  b.water_area_m2 = between(6.0, 400.0);
  b.depth_m = between(0.3, 3.0);
  b.volume_m3 = b.water_area_m2 * b.depth_m;
  b.water_temperature_degc = between(20.0, 40.0);
  b.cover_fraction = between(0.0, 1.0);
  b.adjacent_temperature_degc = between(5.0, 30.0);
  b.pump_power_kw = between(0.0, 30.0);
  b.night_pump_fraction = between(0.0, 1.0);
  b.heating_capacity_kw = between(0.0, 400.0);
  b.bather_share = between(0.0, 1.0);
  b.feature_evaporation_fraction = between(0.0, 1.0);
  b.feature_power_kw = between(0.0, 10.0);
  return b;
}

/// Any hall, operated in any way.
Building random_hall() {
  Building building = test::plausibility_hall_building();
  SwimmingHall hall = *building.hall;
  hall.basins.clear();
  const int basins = *rc::gen::inRange(1, 4);
  for (int i = 0; i < basins; ++i) hall.basins.push_back(random_basin());
  hall.hall_area_m2 = 1300.0;
  hall.hall_volume_m3 = between(4000.0, 12000.0);
  hall.evaporation_model = static_cast<models::EvaporationModel>(*rc::gen::inRange(0, 4));
  hall.inner_wall_w_k = between(0.0, 200.0);
  hall.air_temperature_degc = between(18.0, 36.0);
  hall.night_air_set_back_k = between(0.0, 6.0);
  hall.relative_humidity = between(0.3, 0.95);
  hall.night_relative_humidity = between(0.3, 1.0);
  hall.condensation_guard = static_cast<double>(*rc::gen::inRange(0, 2));
  hall.wet_deck_fraction = between(0.0, 0.3);
  hall.spectator_fraction = between(0.0, 0.5);
  hall.design_air_flow_kg_h = between(500.0, 40000.0);
  hall.outdoor_air_fraction = between(0.0, 1.0);
  hall.night_outdoor_air_fraction = between(0.0, 1.0);
  hall.fan_fraction = between(0.0, 1.0);
  hall.night_fan_fraction = between(0.0, 1.0);
  hall.hall_heat_recovery_fraction = between(0.0, 0.9);
  hall.air_heating_capacity_kw = between(0.0, 500.0);
  hall.heat_pump_capacity_kg_h = *rc::gen::inRange(0, 2) == 0 ? 0.0 : between(1.0, 100.0);
  hall.backwash_l_visit = between(0.0, 120.0);
  building.visitors_per_year = between(0.0, 400000.0);
  building.hall = std::make_shared<const SwimmingHall>(std::move(hall));
  return building;
}

double largest(std::initializer_list<double> values) {
  double most = 0.0;
  for (const double value : values) most = std::max(most, std::abs(value));
  return most;
}

constexpr double kCloses = 1e-6;

void heat_closes(const HallHour& o) {
  const double into_w = o.air_heating_w + o.rest_heating_w + o.pool_heating_w + o.pump_heat_w + o.internal_w + o.solar_w +
                        o.basin_solar_w + o.transmission_w + o.infiltration_w + o.ventilation_w + o.evaporation_w +
                        o.deck_evaporation_w + o.fog_w + o.make_up_w + o.basin_wall_w + o.outdoor_surface_w;
  const double scale_w = largest({o.air_heating_w, o.pool_heating_w, o.evaporation_w, o.ventilation_w, o.transmission_w, 1e3});
  RC_ASSERT(std::abs(into_w - o.storage_w) <= kCloses * scale_w);
}

/// Heat and mass belong together: latent heat at the temperature of what evaporates, air and water that must be warmed.
void heat_follows_mass(const HallHour& o, const SwimmingHall& hall, double outdoor_degc) {
  constexpr double kSettles = 1e-4;  // temperatures settle to 1 mK
  const auto agrees = [](double a, double b, double scale) {
    return std::abs(a - b) <= kSettles * std::max(scale, std::abs(a)) + 1.0;
  };
  double evaporation_w = 0.0;
  double make_up_w = 0.0;
  for (const models::BasinHour& basin : o.basins) {
    evaporation_w -= basin.evaporation_kg_h / 3600.0 * (2500.9e3 - 2381.0 * basin.water_degc);
    make_up_w += basin.make_up_kg_h / 3600.0 * 4186.0 * (hall.cold_water_temperature_degc - basin.water_degc);
  }
  RC_ASSERT(agrees(o.evaporation_w, evaporation_w, 1e3));
  RC_ASSERT(agrees(o.make_up_w, make_up_w, 1e3));
  const double latent_j_kg = 2500.9e3 - 2381.0 * o.air_degc;
  RC_ASSERT(agrees(o.deck_evaporation_w, -o.deck_evaporation_kg_h / 3600.0 * latent_j_kg, 1e3));
  RC_ASSERT(agrees(o.fog_w, -o.fog_kg_h / 3600.0 * latent_j_kg, 1e3));
  const double air_w_k = o.outdoor_air_kg_h / 3600.0 * 1006.0;
  RC_ASSERT(agrees(o.hall_ventilation_w, air_w_k * (1.0 - o.heat_recovery) * (outdoor_degc - o.air_degc), 10.0 * air_w_k));
  RC_ASSERT(o.heat_recovery >= 0.0 && o.heat_recovery <= 1.0);
}

void moisture_closes(const HallHour& o) {
  const double into_kg_h = o.evaporation_kg_h + o.deck_evaporation_kg_h + o.people_kg_h + o.outdoor_moisture_kg_h +
                           o.heat_pump_water_kg_h + o.fog_kg_h;
  RC_ASSERT(std::abs(into_kg_h - o.moisture_storage_kg_h) <=
            kCloses * largest({o.evaporation_kg_h, o.outdoor_moisture_kg_h, 1.0}));
}

void water_closes(const HallHour& o, const SwimmingHall& hall) {
  double make_up_kg_h = 0.0;
  for (const models::BasinHour& basin : o.basins) make_up_kg_h += basin.make_up_kg_h;
  const double needed_kg_h =
      o.evaporation_kg_h + o.deck_evaporation_kg_h + o.outdoor_evaporation_kg_h + o.visits * hall.backwash_l_visit;
  RC_ASSERT(std::abs(make_up_kg_h - needed_kg_h) <= kCloses * largest({needed_kg_h, 1.0}));
}

}  // namespace

TEST_CASE("Heat, moisture and water of a hall close every hour under any operation") {
  CHECK(rc::check("balances", [] {
    const Building building = random_hall();
    models::check_building(building);
    models::HallRun run(building, environment());
    const int first = *rc::gen::inRange(0, 8760 - 24 * 10);
    for (int hour = first; hour < first + 24 * 10; ++hour) {
      const HallHour& o = run.step(hour);
      heat_closes(o);
      moisture_closes(o);
      water_closes(o, *building.hall);
      heat_follows_mass(o, *building.hall, environment().weather.dry_bulb_degc[static_cast<std::size_t>(hour)]);
      RC_ASSERT(o.relative_humidity >= 0.0);
      RC_ASSERT(o.relative_humidity <= 1.0 + 1e-3);
      for (const models::BasinHour& basin : o.basins) RC_ASSERT(basin.evaporation_kg_h >= 0.0);
    }
  }));
}

TEST_CASE("Heat and moisture of an hour agree after a few trials") {
  CHECK(rc::check("settles", [] {
    const Building building = random_hall();
    models::HallRun run(building, environment());
    const int first = *rc::gen::inRange(0, 8760 - 24 * 10);
    int unsettled = 0;
    for (int hour = first; hour < first + 24 * 10; ++hour) unsettled += run.step(hour).settled ? 0 : 1;
    RC_ASSERT(unsettled == 0);
  }));
}

TEST_CASE("A hall's year is the same in two runs, to the last bit") {
  const Building building = test::plausibility_hall_building();
  models::HourlySeries once;
  models::HourlySeries twice;
  const models::BuildingResult a = models::simulate_building(building, environment(), once);
  const models::BuildingResult b = models::simulate_building(building, environment(), twice);
  CHECK(a.annual == b.annual);
  CHECK(a.hall->value == b.hall->value);
  CHECK(std::ranges::equal(once[models::Hourly::heat], twice[models::Hourly::heat]));
}
