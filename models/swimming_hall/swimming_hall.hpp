// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/variable.hpp"
#include "models/missing.hpp"

namespace tvilling::models {

/// How the evaporation of a water surface is found (evaporation.hpp).
enum class EvaporationModel : std::uint8_t { shah, vdi2089, ashrae, smith };
inline constexpr std::array<std::string_view, 4> kEvaporationModelNames{"shah", "vdi2089", "ashrae", "smith"};

/// A basin: a row of the table `pools`. Every number is a column of that table under the same name (basin_columns()).
struct Basin {
  std::string pool_id;
  std::string name;
  bool outdoor = false;  ///< under the sky: its vapour goes past the hall
  bool closed = false;   ///< emptied: no water, no heat, no pump

  double water_area_m2 = kMissing;
  double depth_m = kMissing;  ///< mean
  double volume_m3 = kMissing;
  double water_temperature_degc = kMissing;        ///< set point
  double cover_fraction = kMissing;                ///< of the surface, covered while the hall is closed
  double wall_area_m2 = kMissing;                  ///< walls and floor, towards what is beside and below
  double wall_u_value_w_m2k = kMissing;            ///< of those
  double adjacent_temperature_degc = kMissing;     ///< technical basement or ground
  double turnover_h = kMissing;                    ///< volume over the flow of the circulation pumps
  double pump_power_kw = kMissing;                 ///< of the circulation pumps while the hall is open
  double night_pump_fraction = kMissing;           ///< of that power while it is closed
  double pump_heat_fraction = kMissing;            ///< of the pumps' power, ends in the water
  double heating_capacity_kw = kMissing;           ///< of the heat exchanger
  double bather_share = kMissing;                  ///< of the hall's bathers; the shares are set to a sum of 1
  double feature_evaporation_fraction = kMissing;  ///< water features: evaporation in use is higher by so much
  double feature_power_kw = kMissing;              ///< of their pumps while the hall is open
};

/// The hours of a week on the clock: 0 is Monday from 0 to 1, 167 Sunday from 23 to 24. A public holiday is a Sunday.
inline constexpr std::size_t kWeekHours = 168;
using WeekHours = std::array<double, kWeekHours>;

/// When a hall is open and how its visitors come.
struct HallWeek {
  WeekHours open{};    ///< share of the hour that somebody has the hall: the public, a school, a club (0 to 1)
  WeekHours visits{};  ///< visitors who come in that hour, in any unit: the year's sum is visitors_per_year
};

/// A swimming hall as the models see it: what goes beyond an ordinary building. Plain values, kMissing where nothing is known
/// yet. Every number is a column of the table `swimming_halls` under the same name (hall_columns()). What the hall building has
/// outside its pool hall (changing rooms, foyer, offices) is described by the building's own columns.
struct SwimmingHall {
  std::vector<Basin> basins;     ///< in the order of the table
  std::optional<HallWeek> week;  ///< none: the profile of the use
  EvaporationModel evaporation_model = EvaporationModel::shah;

  // the pool hall as a room
  double hall_area_m2 = kMissing;  ///< floor and water
  double hall_volume_m3 = kMissing;
  double hall_roof_fraction = kMissing;  ///< of the building's roof
  double hall_facade_fraction = kMissing;
  double hall_floor_fraction = kMissing;  ///< of the building's ground floor; basins included
  double inner_wall_w_k = kMissing;       ///< between the pool hall and the rest of the building

  // hall air
  double air_temperature_degc = kMissing;
  double night_air_set_back_k = kMissing;  ///< lower while closed
  double relative_humidity = kMissing;     ///< set point while open, 0 to 1
  double night_relative_humidity = kMissing;
  double condensation_guard = kMissing;  ///< 1: the set point falls in the cold so that inner surfaces stay dry
  double wet_deck_fraction = kMissing;   ///< of the basins' evaporation in use, comes on top from the wet floor
  double spectator_fraction = kMissing;  ///< of the visitors, who stay beside the water
  double water_time_h = kMissing;        ///< that a bather is in the water per visit

  // air handling
  double design_air_flow_kg_h = kMissing;
  double outdoor_air_fraction = kMissing;  ///< of the design flow, least while open
  double night_outdoor_air_fraction = kMissing;
  double fan_fraction = kMissing;  ///< of the design flow, least total flow while open
  double night_fan_fraction = kMissing;
  double hall_heat_recovery_fraction = kMissing;  ///< dry temperature efficiency
  double hall_specific_fan_power_kj_m3 = kMissing;
  double supply_air_min_degc = kMissing;
  double supply_air_max_degc = kMissing;
  double air_heating_capacity_kw = kMissing;
  double heat_pump_capacity_kg_h = kMissing;  ///< water that a dehumidifying heat pump takes out; 0: none
  double heat_pump_cop = kMissing;            ///< heat given per electricity

  // showers and water
  double shower_l_visit = kMissing;
  double shower_temperature_degc = kMissing;
  double cold_water_temperature_degc = kMissing;
  double grey_water_recovery_fraction = kMissing;  ///< of the heat of showers
  double backwash_l_visit = kMissing;              ///< fresh water to the basins per visit: backwash and renewal
  double other_water_l_visit = kMissing;           ///< toilets, cleaning

  // electricity
  double hall_lighting_w_m2 = kMissing;
  double technical_power_kw = kMissing;  ///< other electricity outside the heated rooms while open
  double night_technical_power_kw = kMissing;

  [[nodiscard]] double water_area_m2() const noexcept;  ///< of the basins that are not closed
};

/// A number of a hall or basin as a table column.
template <typename Owner>
struct NumberColumn {
  core::Variable variable;
  double Owner::* member;
  double min;  ///< allowed range, ends included
  double max;
};
using HallColumn = NumberColumn<SwimmingHall>;
using BasinColumn = NumberColumn<Basin>;

/// Every number of a hall and of a basin: the tables that name the columns of inputs and of the content key.
[[nodiscard]] std::span<const HallColumn> hall_columns() noexcept;
[[nodiscard]] std::span<const BasinColumn> basin_columns() noexcept;
[[nodiscard]] const HallColumn* find_hall_column(std::string_view name) noexcept;
[[nodiscard]] const BasinColumn* find_basin_column(std::string_view name) noexcept;

/// A basin that is less deep is for those who stand: by DIN 19643-1 and VDI 2089.
inline constexpr double kShallow_m = 1.35;

/// Most people in the water by DIN 19643-1: 4.5 m2 each where it is deeper than 1.35 m, else 2.7 m2. An unknown depth is deep.
[[nodiscard]] double most_bathers(const Basin& basin) noexcept;

}  // namespace tvilling::models
