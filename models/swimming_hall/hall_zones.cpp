// SPDX-License-Identifier: MPL-2.0
#include "models/swimming_hall/hall_zones.hpp"

#include <algorithm>

namespace tvilling::models {

namespace {

constexpr double kLeastRest_m2 = 1.0;

double indoor_water_m2(const SwimmingHall& hall) {
  double sum = 0.0;
  for (const Basin& basin : hall.basins) sum += basin.outdoor ? 0.0 : basin.water_area_m2;
  return sum;
}

void without_water(Building& zone) {
  zone.hall = nullptr;
  zone.zones.clear();
  zone.zone_links.clear();
  zone.hot_water_l_m2 = 0.0;
  zone.water_m3_m2 = 0.0;
  zone.process_heat_kwh_m2 = 0.0;
  zone.process_electricity_kwh_m2 = 0.0;
}

}  // namespace

HallZones hall_zones(const Building& building) {
  const SwimmingHall& hall = *building.hall;
  HallZones zones;
  Building& pool = zones.pool_hall;
  pool = building;
  without_water(pool);
  pool.area_m2 = hall.hall_area_m2;
  pool.heated_fraction = 1.0;
  pool.storey_height_m = hall.hall_volume_m3 / hall.hall_area_m2;
  pool.heating_set_point_degc = hall.air_temperature_degc;
  pool.mechanical_ventilation_l_s_m2 = 0.0;
  pool.natural_ventilation_per_h = 0.0;
  pool.window_airing_per_h = 0.0;
  // A basin that is closed is still no floor.
  const double dry_share = std::max(0.0, 1.0 - indoor_water_m2(hall) / hall.hall_area_m2);
  // The facade is a share of the building's: of the height of its storeys, not of the hall's.
  const double facade = hall.hall_facade_fraction * building.storey_height_m / pool.storey_height_m;
  pool.share = {facade, hall.hall_roof_fraction, hall.hall_floor_fraction * dry_share};
  const double rest_m2 = building.area_m2 * building.heated_fraction - hall.hall_area_m2;
  if (!(rest_m2 >= kLeastRest_m2)) return zones;
  Building rest = building;
  without_water(rest);
  rest.area_m2 = rest_m2;
  rest.heated_fraction = 1.0;
  rest.share = {1.0 - hall.hall_facade_fraction, 1.0 - hall.hall_roof_fraction, 1.0 - hall.hall_floor_fraction};
  zones.rest = std::move(rest);
  return zones;
}

}  // namespace tvilling::models
