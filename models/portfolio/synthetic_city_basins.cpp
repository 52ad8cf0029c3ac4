// SPDX-License-Identifier: MPL-2.0
#include <array>
#include <cstddef>
#include <string>

#include "models/portfolio/synthetic_city_parts.hpp"

namespace tvilling::models::city {

namespace {

/// Sizes that basins have (assumptions); which hall of a name has which is not known and not said.
struct TypeBasin {
  std::string_view name;
  double water_area_m2;
  double from_m2;  ///< halls of this floor area and more have one
  double to_m2;    ///< and of less than this
};
constexpr double kAny = 1e9;
constexpr double kLargeHall_m2 = 5000.0;
constexpr std::array kBasins{
    TypeBasin{"50 m basin", 50.0 * 25.0, kLargeHall_m2, kAny},   TypeBasin{"25 m basin", 25.0 * 12.5, 1200.0, kAny},
    TypeBasin{"Undervisningsbassin", 12.5 * 8.0, 400.0, 1200.0}, TypeBasin{"Undervisningsbassin", 12.5 * 8.0, 1800.0, kAny},
    TypeBasin{"Varmtvandsbassin", 8.0 * 6.0, 0.0, 400.0},        TypeBasin{"Varmtvandsbassin", 8.0 * 6.0, 2600.0, kAny},
};

}  // namespace

void add_basins(Portfolio& portfolio) {
  for (const BuildingRecord& record : portfolio.buildings) {
    if (record.building.use != Use::swimming_hall) continue;
    std::size_t number = 0;
    for (const TypeBasin& type : kBasins) {
      if (record.building.area_m2 < type.from_m2 || record.building.area_m2 >= type.to_m2) continue;
      models::Pool pool;
      pool.basin.pool_id = record.building.building_id + "-" + std::to_string(++number);
      pool.basin.name = type.name;
      pool.basin.water_area_m2 = type.water_area_m2;
      pool.building_id = record.building.building_id;
      portfolio.pools.push_back(std::move(pool));
    }
  }
}

}  // namespace tvilling::models::city
