// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "models/portfolio/portfolio.hpp"

namespace tvilling::tests {

/// A swimming hall of 2,800 m2 from 1990 with a 25 m basin and a teaching basin, of which nothing else is known.
inline models::Portfolio hall_city() {
  models::Portfolio city;
  models::BuildingRecord record;
  record.origin.fill(models::Origin::register_);
  record.pos = {"buildings.csv", 2, 1, {}};
  models::Building& b = record.building;
  b.building_id = "H";
  b.use = models::Use::swimming_hall;
  b.year = 1990.0;
  b.area_m2 = 2800.0;
  b.x_m = 724000.0;
  b.y_m = 6176000.0;
  city.buildings.push_back(record);
  for (const auto& [id, area_m2] : {std::pair("large", 312.5), std::pair("teaching", 100.0)}) {
    models::Pool pool;
    pool.basin.pool_id = id;
    pool.basin.water_area_m2 = area_m2;
    pool.building_id = "H";
    city.pools.push_back(pool);
  }
  return city;
}

inline const models::SwimmingHall& hall_of(const models::Portfolio& city) {
  return *city.buildings.front().building.hall;
}

}  // namespace tvilling::tests
