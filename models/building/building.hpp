// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/variable.hpp"
#include "models/missing.hpp"
#include "models/swimming_hall/swimming_hall.hpp"

namespace tvilling::models {

/// What a building is used for. The names are those of the `use` column; BBR codes and Danish words are aliases
/// (models/portfolio/use_alias.hpp).
enum class Use : std::uint8_t {
  office,
  school,
  daycare,
  club,
  nursing_home,
  residential_care,
  sports_hall,
  swimming_hall,
  culture,
  clubhouse,
  health,
  workshop_storage,
  small_building,
};
inline constexpr std::array<std::string_view, 13> kUseNames{
    "office",        "school",  "daycare",   "club",   "nursing_home",     "residential_care", "sports_hall",
    "swimming_hall", "culture", "clubhouse", "health", "workshop_storage", "small_building"};

[[nodiscard]] constexpr std::string_view to_string(Use use) noexcept {
  return kUseNames[static_cast<std::size_t>(use)];
}

struct Point {
  double x_m = 0.0;  ///< easting, EPSG:25832
  double y_m = 0.0;  ///< northing
};

/// A further use of a building; the building's own `use` has what its parts leave of `area_m2`.
struct UsePart {
  Use use = Use::office;
  double area_m2 = kMissing;  ///< gross floor area
};

/// What a zone has of its building's roof, ground floor and facades. All of it: a building of one zone.
struct EnvelopeShare {
  double facade = 1.0;
  double roof = 1.0;
  double floor = 1.0;
};

/// Heat goes from zone to zone of a building through what they have in common: walls and slabs. Places in Building::zones.
struct ZoneLink {
  std::size_t a = 0;
  std::size_t b = 0;
  double area_m2 = 0.0;
  double u_value_w_m2k = 0.0;  ///< with both films
};

/// Cooling of the district heating water over the year that HOFOR asks for; the bill is corrected where it is far from it.
inline constexpr double kRequiredCooling_k = 30.0;

/// A building as the models see it: plain values in SI-near units, NaN where nothing is known yet.
/// Every number is a column of the buildings table under the same name (see building_columns()).
struct Building {
  std::string building_id;
  std::string name;
  std::string property_id;
  std::string administration;
  Use use = Use::office;
  bool listed = false;
  std::vector<Point> footprint;  ///< outer ring, not closed; empty when only a point is known

  std::vector<UsePart> parts;  ///< further uses (columns use_2, use_2_area_m2 ...); fill_portfolio makes zones of them
  /// Zones with air of their own, each a building of its use with its area and its share of the envelope; none: the building is
  /// one zone. Where there are zones they are what is simulated.
  std::vector<Building> zones;
  std::vector<ZoneLink> zone_links;
  EnvelopeShare share;  ///< of a zone
  /// A swimming hall with basins, shared and never changed (a scenario makes another); none: the building is no hall, or nothing
  /// is known of its basins. Then it is simulated as a hall, and its own numbers are those of the rooms outside the pool hall.
  std::shared_ptr<const SwimmingHall> hall;

  // register
  double year = kMissing;
  double area_m2 = kMissing;  ///< gross floor area
  double storeys = kMissing;
  double x_m = kMissing;
  double y_m = kMissing;
  double visitors_per_year = kMissing;
  double employees = kMissing;

  // geometry
  double heated_fraction = kMissing;  ///< of area_m2
  double storey_height_m = kMissing;
  double footprint_area_m2 = kMissing;
  double perimeter_m = kMissing;
  double azimuth_deg = kMissing;  ///< outward normal of one long facade
  double party_wall_fraction = kMissing;
  double window_fraction = kMissing;  ///< window area / facade area that is not party wall
  double horizon_deg = kMissing;

  // envelope
  double wall_u_value_w_m2k = kMissing;
  double roof_u_value_w_m2k = kMissing;
  double floor_u_value_w_m2k = kMissing;  ///< of the construction; the ground comes on top (ISO 13370)
  double window_u_value_w_m2k = kMissing;
  double window_g_value = kMissing;
  double frame_fraction = kMissing;
  double shading_fraction = kMissing;         ///< of window radiation kept out by curtains and blinds, yearly mean
  double thermal_bridge_w_m2k = kMissing;     ///< added to all envelope above ground
  double heat_capacity_kj_m2k = kMissing;     ///< of each opaque element, ISO 52016-1 kappa_m
  double partition_area_fraction = kMissing;  ///< inner walls and slabs (one side) per floor area
  double q50_l_s_m2 = kMissing;               ///< air leakage at 50 Pa per floor area

  // ventilation
  double mechanical_ventilation_l_s_m2 = kMissing;  ///< design flow in use; 0: natural ventilation
  double natural_ventilation_per_h = kMissing;      ///< through windows in use, when there is no mechanical
  double heat_recovery_fraction = kMissing;
  double specific_fan_power_kj_m3 = kMissing;
  double window_airing_per_h = kMissing;  ///< extra air when it is too warm and cooler outside

  // heating
  double heating_set_point_degc = kMissing;
  double night_set_back_k = kMissing;            ///< lower set point outside use
  double heating_capacity_w_m2 = kMissing;       ///< per heated area; 0: unheated
  double distribution_loss_fraction = kMissing;  ///< of space heating, lost outside the heated rooms
  double set_point_correction_k = kMissing;      ///< rooms are kept so much warmer than the set points: control
  double rebound_k = kMissing;                   ///< and so much warmer again since the envelope was bettered
  double district_heating_cooling_k = kMissing;  ///< supply less return over the year; counts in the bill only

  // people and equipment, per gross area; the heated share of light and appliances warms the rooms
  double occupant_density_m2_person = kMissing;  ///< when full; infinite: nobody (premises that people have left)
  double person_heat_w = kMissing;               ///< sensible
  double appliance_w_m2 = kMissing;              ///< in use
  double appliance_base_fraction = kMissing;     ///< of appliance_w_m2 outside use
  double lighting_w_m2 = kMissing;               ///< installed
  double lighting_control_fraction = kMissing;   ///< of installed light on in use (presence, daylight)
  double schedule_shift_h = kMissing;            ///< this building's habits against the mean, -0.5..0.5

  // water and processes
  double hot_water_l_m2 = kMissing;  ///< per gross area and year, heated from cold to hot
  double hot_water_circulation_w_m2 = kMissing;
  double water_m3_m2 = kMissing;                 ///< all water per gross area and year
  double process_heat_kwh_m2 = kMissing;         ///< e.g. pool water of a swimming hall, per gross area and year
  double process_electricity_kwh_m2 = kMissing;  ///< e.g. pool pumps, kitchen, lifts, outdoor light
  double pv_capacity_kw = kMissing;              ///< solar cells, rated power (kWp)

  // what the property costs and could be sold for; not simulated, may stay unknown
  double maintenance_backlog_dkk = kMissing;  ///< put-off maintenance at today's prices
  double backlog_growth_fraction = kMissing;  ///< of the backlog and year, when nothing is done
  double sale_value_dkk = kMissing;           ///< on a sale, after its costs
};

/// The zones of a building; itself when it is one zone.
[[nodiscard]] inline std::span<const Building> zones_of(const Building& building) noexcept {
  return building.zones.empty() ? std::span(&building, 1) : std::span<const Building>(building.zones);
}

/// A number of a building as a table column.
struct BuildingColumn {
  core::Variable variable;
  double Building::* member;
  double min;  ///< allowed range, ends included
  double max;
};

/// Every number of a building: the one table that names the columns of inputs, origins and Python frames.
[[nodiscard]] std::span<const BuildingColumn> building_columns() noexcept;
[[nodiscard]] const BuildingColumn* find_building_column(std::string_view name) noexcept;

inline constexpr std::size_t kBuildingColumnCount = 54;  // checked against the table

}  // namespace tvilling::models
