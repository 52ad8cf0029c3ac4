// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "models/portfolio/archetypes.hpp"
#include "models/portfolio/hall_tables.hpp"
#include "models/portfolio/portfolio.hpp"

/// What nobody gave of a swimming hall, by the rules and values of data/hall_defaults.csv. Pure; whatever is filled is within the
/// range of its column.
namespace tvilling::models {

/// A basin of which at least the water area is known or follows from volume and depth. What it needs of its hall (the share of
/// bathers) stays open. `origins` in the order of basin_columns(): `register` for what was given.
struct FilledBasin {
  Basin basin;
  std::vector<Origin> origins;
};
[[nodiscard]] FilledBasin fill_basin(const Basin& given);

/// The hall of a building that is filled. `given` has its basins as they were given.
struct FilledHall {
  SwimmingHall hall;
  HallOrigins origins;
};
[[nodiscard]] FilledHall fill_hall(const SwimmingHall& given, const Building& building);

/// Whether the water area of a basin is known or follows from its volume and depth.
[[nodiscard]] bool has_water_area(const Basin& basin) noexcept;

/// Most people that the open basins of a hall hold at once. Basins are filled before.
[[nodiscard]] double most_bathers_of_hall(const std::vector<Basin>& given);

/// Mass transfer in use [m/h] that a basin's plant is sized with: VDI 2089 for its depth.
[[nodiscard]] double design_mass_transfer_m_h(const Basin& filled) noexcept;

/// Evaporation in use by VDI 2089 [kg/h] of basins at the design air of a pool hall; outdoor basins and those without water area
/// not counted.
[[nodiscard]] double design_evaporation_kg_h(const std::vector<Basin>& filled);

/// Gives a hall building of which the year is known, before it is filled, what the rooms around a pool hall usually have, where
/// nothing is given; heat recovery no more than a building of its year. The origin of each is `archetype`. Returns the places of
/// those columns in building_columns().
std::vector<std::size_t> fill_rooms_around(BuildingRecord& record, const std::vector<Basin>& basins,
                                           const Archetypes& archetypes);

}  // namespace tvilling::models
