// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <memory>
#include <utility>

#include "models/building/simulate.hpp"

namespace tvilling::tests {

/// A result of a hall with round terms whose balances close, as a simulation would leave it.
inline models::HallTotals made_hall_totals() {
  using models::HallTotal;
  models::HallTotals hall;
  constexpr std::array<std::pair<HallTotal, double>, 41> kTerms{{
      {HallTotal::air_heating, 400000.0},
      {HallTotal::rest_heating, 200000.0},
      {HallTotal::pool_heating, 300000.0},
      {HallTotal::pump_heat, 50000.0},
      {HallTotal::hall_internal, 90000.0},
      {HallTotal::hall_solar, 20000.0},
      {HallTotal::hall_transmission, -350000.0},
      {HallTotal::hall_infiltration, -30000.0},
      {HallTotal::hall_ventilation, -280000.0},
      {HallTotal::evaporation_heat, -300000.0},
      {HallTotal::deck_evaporation_heat, -20000.0},
      {HallTotal::fog_heat, 1000.0},
      {HallTotal::make_up_heat, -70000.0},
      {HallTotal::basin_wall, -9000.0},
      {HallTotal::outdoor_surface, -1000.0},
      {HallTotal::hall_storage, 1000.0},
      {HallTotal::evaporation, 450000.0},
      {HallTotal::deck_evaporation, 30000.0},
      {HallTotal::people_moisture, 2000.0},
      {HallTotal::outdoor_air_moisture, -440000.0},
      {HallTotal::heat_pump_water, -40000.0},
      {HallTotal::fog, -1500.0},
      {HallTotal::moisture_storage, 500.0},
      {HallTotal::outdoor_evaporation, 10000.0},
      {HallTotal::shower_water, 5000.0},
      {HallTotal::backwash_water, 6000.0},
      {HallTotal::make_up_water, 490.0},
      {HallTotal::other_water, 1000.0},
      {HallTotal::waste_water, 12000.0},
      {HallTotal::shower_heat, 160000.0},
      {HallTotal::grey_water_heat, 40000.0},
      {HallTotal::heat_pump_air, 30000.0},
      {HallTotal::heat_pump_pool, 20000.0},
      {HallTotal::pump_electricity, 100000.0},
      {HallTotal::fan_electricity, 90000.0},
      {HallTotal::light_electricity, 40000.0},
      {HallTotal::heat_pump_electricity, 10000.0},
      {HallTotal::other_electricity, 60000.0},
      {HallTotal::visits, 100000.0},
      {HallTotal::hall_water_area, 400.0},
      {HallTotal::night_energy, 325000.0},
  }};
  for (const auto& [variable, value] : kTerms) hall[variable] = value;
  return hall;
}

/// The delivered heat of those terms is 970 + 30 MWh, the electricity 300 MWh, the water 12,490 m3, the bill 1,250,000 DKK.
inline models::BuildingResult made_hall_result(const models::HallTotals& hall = made_hall_totals()) {
  using models::Annual;
  models::BuildingResult result;
  result.annual[models::index(Annual::heat)] = 1000000.0;
  result.annual[models::index(Annual::plant_loss)] = 30000.0;
  result.annual[models::index(Annual::electricity)] = 300000.0;
  result.annual[models::index(Annual::water)] = 12490.0;
  result.annual[models::index(Annual::cost)] = 1250000.0;
  result.annual[models::index(Annual::peak_heat)] = 350.0;
  result.hall = std::make_shared<models::HallTotals>(hall);
  return result;
}

}  // namespace tvilling::tests
