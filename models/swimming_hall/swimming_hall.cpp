// SPDX-License-Identifier: MPL-2.0
#include "models/swimming_hall/swimming_hall.hpp"

#include <algorithm>

namespace tvilling::models {

namespace {

using H = SwimmingHall;

constexpr std::array kHallColumns{
    HallColumn{{"hall_area_m2", "m2", "Pool hall, floor and water", ""}, &H::hall_area_m2, 10.0, 50000.0},
    HallColumn{{"hall_volume_m3", "m3", "Volume of the pool hall", ""}, &H::hall_volume_m3, 30.0, 1000000.0},
    HallColumn{{"hall_roof_fraction", "1", "Share of the roof over the pool hall", ""}, &H::hall_roof_fraction, 0.0, 1.0},
    HallColumn{{"hall_facade_fraction", "1", "Share of the facade around the pool hall", ""}, &H::hall_facade_fraction, 0.0, 1.0},
    HallColumn{
        {"hall_floor_fraction", "1", "Share of the ground floor under the pool hall", ""}, &H::hall_floor_fraction, 0.0, 1.0},
    HallColumn{{"inner_wall_w_k", "W K-1", "Conductance between the pool hall and the rest of the building", ""},
               &H::inner_wall_w_k,
               0.0,
               100000.0},
    HallColumn{{"air_temperature_degc", "degC", "Air temperature of the pool hall", ""}, &H::air_temperature_degc, 15.0, 40.0},
    HallColumn{
        {"night_air_set_back_k", "K", "Lowering of the air temperature while closed", ""}, &H::night_air_set_back_k, 0.0, 10.0},
    HallColumn{{"relative_humidity", "1", "Relative humidity of the hall air while open", ""}, &H::relative_humidity, 0.2, 1.0},
    HallColumn{{"night_relative_humidity", "1", "Relative humidity of the hall air while closed", ""},
               &H::night_relative_humidity,
               0.2,
               1.0},
    HallColumn{{"condensation_guard", "1", "Humidity falls in the cold so that inner surfaces stay dry (1: yes)", ""},
               &H::condensation_guard,
               0.0,
               1.0},
    HallColumn{{"wet_deck_fraction", "1", "Evaporation from the wet floor over that of the basins in use", ""},
               &H::wet_deck_fraction,
               0.0,
               0.5},
    HallColumn{{"spectator_fraction", "1", "Visitors who stay beside the water", ""}, &H::spectator_fraction, 0.0, 1.0},
    HallColumn{{"water_time_h", "h", "Time in the water per bather and visit", ""}, &H::water_time_h, 0.1, 6.0},
    HallColumn{{"design_air_flow_kg_h", "kg h-1", "Design flow of the air handling unit", ""},
               &H::design_air_flow_kg_h,
               100.0,
               1000000.0},
    HallColumn{{"outdoor_air_fraction", "1", "Least outdoor air while open, of the design flow", ""},
               &H::outdoor_air_fraction,
               0.0,
               1.0},
    HallColumn{{"night_outdoor_air_fraction", "1", "Least outdoor air while closed, of the design flow", ""},
               &H::night_outdoor_air_fraction,
               0.0,
               1.0},
    HallColumn{{"fan_fraction", "1", "Least total air flow while open, of the design flow", ""}, &H::fan_fraction, 0.0, 1.0},
    HallColumn{{"night_fan_fraction", "1", "Least total air flow while closed, of the design flow", ""},
               &H::night_fan_fraction,
               0.0,
               1.0},
    HallColumn{{"hall_heat_recovery_fraction", "1", "Heat recovery of the hall's air handling unit, dry", ""},
               &H::hall_heat_recovery_fraction,
               0.0,
               0.95},
    HallColumn{{"hall_specific_fan_power_kj_m3", "kJ m-3", "Specific fan power of the hall's air handling unit", ""},
               &H::hall_specific_fan_power_kj_m3,
               0.0,
               10.0},
    HallColumn{{"supply_air_min_degc", "degC", "Lowest supply air temperature", ""}, &H::supply_air_min_degc, 5.0, 30.0},
    HallColumn{{"supply_air_max_degc", "degC", "Highest supply air temperature", ""}, &H::supply_air_max_degc, 25.0, 70.0},
    HallColumn{
        {"air_heating_capacity_kw", "kW", "Capacity of the hall's air heater", ""}, &H::air_heating_capacity_kw, 0.0, 20000.0},
    HallColumn{{"heat_pump_capacity_kg_h", "kg h-1", "Water that a dehumidifying heat pump takes out; 0: none", ""},
               &H::heat_pump_capacity_kg_h,
               0.0,
               10000.0},
    HallColumn{{"heat_pump_cop", "1", "Heat of the heat pump per electricity", ""}, &H::heat_pump_cop, 1.5, 12.0},
    HallColumn{{"shower_l_visit", "L", "Shower water per visit", ""}, &H::shower_l_visit, 0.0, 300.0},
    HallColumn{{"shower_temperature_degc", "degC", "Mixed water of showers", ""}, &H::shower_temperature_degc, 20.0, 45.0},
    HallColumn{{"cold_water_temperature_degc", "degC", "Cold water", ""}, &H::cold_water_temperature_degc, 2.0, 20.0},
    HallColumn{{"grey_water_recovery_fraction", "1", "Heat recovered from shower water", ""},
               &H::grey_water_recovery_fraction,
               0.0,
               0.8},
    HallColumn{{"backwash_l_visit", "L", "Fresh water to the basins per visit: backwash and renewal", ""},
               &H::backwash_l_visit,
               0.0,
               500.0},
    HallColumn{{"other_water_l_visit", "L", "Other water per visit: toilets, cleaning", ""}, &H::other_water_l_visit, 0.0, 300.0},
    HallColumn{{"hall_lighting_w_m2", "W m-2", "Light in the pool hall while open", ""}, &H::hall_lighting_w_m2, 0.0, 60.0},
    HallColumn{{"technical_power_kw", "kW", "Other electricity outside the heated rooms while open", ""},
               &H::technical_power_kw,
               0.0,
               5000.0},
    HallColumn{{"night_technical_power_kw", "kW", "Other electricity outside the heated rooms while closed", ""},
               &H::night_technical_power_kw,
               0.0,
               5000.0},
};

constexpr std::array kBasinColumns{
    BasinColumn{{"water_area_m2", "m2", "Water surface", ""}, &Basin::water_area_m2, 0.1, 20000.0},
    BasinColumn{{"depth_m", "m", "Mean depth", ""}, &Basin::depth_m, 0.05, 20.0},
    BasinColumn{{"volume_m3", "m3", "Water volume", ""}, &Basin::volume_m3, 0.1, 100000.0},
    BasinColumn{{"water_temperature_degc", "degC", "Water temperature", ""}, &Basin::water_temperature_degc, 4.0, 45.0},
    BasinColumn{{"cover_fraction", "1", "Share of the water covered while closed", ""}, &Basin::cover_fraction, 0.0, 1.0},
    BasinColumn{{"wall_area_m2", "m2", "Walls and floor of the basin", ""}, &Basin::wall_area_m2, 0.0, 50000.0},
    BasinColumn{{"wall_u_value_w_m2k", "W m-2 K-1", "Thermal transmittance of walls and floor of the basin", ""},
                &Basin::wall_u_value_w_m2k,
                0.0,
                6.0},
    BasinColumn{{"adjacent_temperature_degc", "degC", "Technical basement or ground around the basin", ""},
                &Basin::adjacent_temperature_degc,
                -10.0,
                40.0},
    BasinColumn{{"turnover_h", "h", "Volume over the flow of the circulation pumps", ""}, &Basin::turnover_h, 0.02, 48.0},
    BasinColumn{{"pump_power_kw", "kW", "Circulation pumps while open", ""}, &Basin::pump_power_kw, 0.0, 2000.0},
    BasinColumn{{"night_pump_fraction", "1", "Power of the pumps while closed, of that while open", ""},
                &Basin::night_pump_fraction,
                0.0,
                1.0},
    BasinColumn{
        {"pump_heat_fraction", "1", "Share of the pumps' power that warms the water", ""}, &Basin::pump_heat_fraction, 0.0, 1.0},
    BasinColumn{{"heating_capacity_kw", "kW", "Heat exchanger of the basin", ""}, &Basin::heating_capacity_kw, 0.0, 20000.0},
    BasinColumn{{"bather_share", "1", "Share of the hall's bathers", ""}, &Basin::bather_share, 0.0, 1.0},
    BasinColumn{{"feature_evaporation_fraction", "1", "Evaporation in use is higher by so much: slides, waves, jets", ""},
                &Basin::feature_evaporation_fraction,
                0.0,
                2.0},
    BasinColumn{{"feature_power_kw", "kW", "Pumps of water features while open", ""}, &Basin::feature_power_kw, 0.0, 1000.0},
};
static_assert(core::names_fit_units([] {
  std::array<core::Variable, kHallColumns.size()> variables{};
  for (std::size_t i = 0; i < variables.size(); ++i) variables[i] = kHallColumns[i].variable;
  return variables;
}()));

template <typename Columns>
auto find(const Columns& columns, std::string_view name) noexcept -> decltype(columns.data()) {
  const auto found = std::find_if(columns.begin(), columns.end(), [name](const auto& c) { return c.variable.name == name; });
  return found == columns.end() ? nullptr : &*found;
}

}  // namespace

double SwimmingHall::water_area_m2() const noexcept {
  double sum = 0.0;
  for (const Basin& basin : basins) sum += basin.closed ? 0.0 : basin.water_area_m2;
  return sum;
}

std::span<const HallColumn> hall_columns() noexcept {
  return kHallColumns;
}
std::span<const BasinColumn> basin_columns() noexcept {
  return kBasinColumns;
}
const HallColumn* find_hall_column(std::string_view name) noexcept {
  return find(kHallColumns, name);
}
const BasinColumn* find_basin_column(std::string_view name) noexcept {
  return find(kBasinColumns, name);
}

double most_bathers(const Basin& basin) noexcept {
  constexpr double kSwimmer_m2 = 4.5;
  constexpr double kOther_m2 = 2.7;
  return basin.water_area_m2 / (basin.depth_m < kShallow_m ? kOther_m2 : kSwimmer_m2);
}

}  // namespace tvilling::models
