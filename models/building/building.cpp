// SPDX-License-Identifier: MPL-2.0
#include "models/building/building.hpp"

#include <algorithm>

namespace tvilling::models {

namespace {

constexpr std::array kColumns{
    BuildingColumn{{"year", "1", "Year of construction", ""}, &Building::year, 1000.0, 2100.0},
    BuildingColumn{{"area_m2", "m2", "Gross floor area", ""}, &Building::area_m2, 1.0, 1000000.0},
    BuildingColumn{{"storeys", "1", "Storeys above ground", ""}, &Building::storeys, 1.0, 60.0},
    BuildingColumn{{"x_m", "m", "Easting (EPSG:25832)", ""}, &Building::x_m, 400000.0, 900000.0},
    BuildingColumn{{"y_m", "m", "Northing (EPSG:25832)", ""}, &Building::y_m, 6000000.0, 6450000.0},
    BuildingColumn{{"visitors_per_year", "1", "Visitors per year", ""}, &Building::visitors_per_year, 0.0, 10000000.0},
    BuildingColumn{{"employees", "1", "Employees with their desk here", ""}, &Building::employees, 0.0, 100000.0},
    BuildingColumn{{"heated_fraction", "1", "Heated share of the floor area", ""}, &Building::heated_fraction, 0.0, 1.0},
    BuildingColumn{{"storey_height_m", "m", "Storey height", ""}, &Building::storey_height_m, 1.8, 30.0},
    BuildingColumn{{"footprint_area_m2", "m2", "Footprint area", ""}, &Building::footprint_area_m2, 1.0, 1000000.0},
    BuildingColumn{{"perimeter_m", "m", "Perimeter of the footprint", ""}, &Building::perimeter_m, 4.0, 100000.0},
    BuildingColumn{
        {"azimuth_deg", "degree", "Direction of a long facade (north 0, east 90)", ""}, &Building::azimuth_deg, 0.0, 360.0},
    BuildingColumn{
        {"party_wall_fraction", "1", "Share of the facade shared with neighbours", ""}, &Building::party_wall_fraction, 0.0, 1.0},
    BuildingColumn{{"window_fraction", "1", "Windows per facade area", ""}, &Building::window_fraction, 0.0, 0.95},
    BuildingColumn{{"horizon_deg", "degree", "Horizon angle of the surroundings", ""}, &Building::horizon_deg, 0.0, 60.0},
    BuildingColumn{
        {"wall_u_value_w_m2k", "W m-2 K-1", "Thermal transmittance of walls", ""}, &Building::wall_u_value_w_m2k, 0.05, 5.0},
    BuildingColumn{
        {"roof_u_value_w_m2k", "W m-2 K-1", "Thermal transmittance of the roof", ""}, &Building::roof_u_value_w_m2k, 0.05, 5.0},
    BuildingColumn{{"floor_u_value_w_m2k", "W m-2 K-1", "Thermal transmittance of the ground floor construction", ""},
                   &Building::floor_u_value_w_m2k,
                   0.05,
                   4.0},
    BuildingColumn{{"window_u_value_w_m2k", "W m-2 K-1", "Thermal transmittance of windows with frame", ""},
                   &Building::window_u_value_w_m2k,
                   0.4,
                   5.5},
    BuildingColumn{{"window_g_value", "1", "Solar transmittance of the glazing at normal incidence", ""},
                   &Building::window_g_value,
                   0.05,
                   0.95},
    BuildingColumn{{"frame_fraction", "1", "Frame share of the window area", ""}, &Building::frame_fraction, 0.0, 0.8},
    BuildingColumn{{"shading_fraction", "1", "Window radiation kept out by curtains and blinds", ""},
                   &Building::shading_fraction,
                   0.0,
                   0.95},
    BuildingColumn{{"thermal_bridge_w_m2k", "W m-2 K-1", "Thermal bridges per envelope area", ""},
                   &Building::thermal_bridge_w_m2k,
                   0.0,
                   1.0},
    BuildingColumn{{"heat_capacity_kj_m2k", "kJ m-2 K-1", "Areal heat capacity of opaque elements", ""},
                   &Building::heat_capacity_kj_m2k,
                   10.0,
                   1000.0},
    BuildingColumn{
        {"partition_area_fraction", "1", "Inner partitions per floor area", ""}, &Building::partition_area_fraction, 0.0, 5.0},
    BuildingColumn{{"q50_l_s_m2", "L s-1 m-2", "Air leakage at 50 Pa per floor area", ""}, &Building::q50_l_s_m2, 0.0, 30.0},
    BuildingColumn{{"mechanical_ventilation_l_s_m2", "L s-1 m-2", "Mechanical ventilation in use per floor area", ""},
                   &Building::mechanical_ventilation_l_s_m2,
                   0.0,
                   30.0},
    BuildingColumn{
        {"natural_ventilation_per_h", "h-1", "Natural ventilation in use", ""}, &Building::natural_ventilation_per_h, 0.0, 10.0},
    BuildingColumn{
        {"heat_recovery_fraction", "1", "Heat recovery of ventilation", ""}, &Building::heat_recovery_fraction, 0.0, 0.95},
    BuildingColumn{
        {"specific_fan_power_kj_m3", "kJ m-3", "Specific fan power", ""}, &Building::specific_fan_power_kj_m3, 0.0, 10.0},
    BuildingColumn{{"window_airing_per_h", "h-1", "Window airing when too warm", ""}, &Building::window_airing_per_h, 0.0, 20.0},
    BuildingColumn{
        {"heating_set_point_degc", "degC", "Heating set point in use", ""}, &Building::heating_set_point_degc, 5.0, 35.0},
    BuildingColumn{
        {"night_set_back_k", "K", "Lowering of the set point outside use", ""}, &Building::night_set_back_k, 0.0, 15.0},
    BuildingColumn{{"heating_capacity_w_m2", "W m-2", "Heating capacity per heated area", ""},
                   &Building::heating_capacity_w_m2,
                   0.0,
                   1000.0},
    BuildingColumn{{"distribution_loss_fraction", "1", "Distribution loss of space heating", ""},
                   &Building::distribution_loss_fraction,
                   0.0,
                   0.5},
    BuildingColumn{{"set_point_correction_k", "K", "Room temperature above the set points", ""},
                   &Building::set_point_correction_k,
                   -3.0,
                   3.0},
    BuildingColumn{{"rebound_k", "K", "Room temperature that a better envelope has added", ""}, &Building::rebound_k, 0.0, 3.0},
    BuildingColumn{{"district_heating_cooling_k", "K", "Cooling of the district heating water over the year", ""},
                   &Building::district_heating_cooling_k,
                   5.0,
                   60.0},
    BuildingColumn{{"occupant_density_m2_person", "m2", "Floor area per person when full", ""},
                   &Building::occupant_density_m2_person,
                   0.5,
                   10000.0},
    BuildingColumn{{"person_heat_w", "W", "Sensible heat of a person", ""}, &Building::person_heat_w, 0.0, 300.0},
    BuildingColumn{{"appliance_w_m2", "W m-2", "Appliances in use", ""}, &Building::appliance_w_m2, 0.0, 500.0},
    BuildingColumn{{"appliance_base_fraction", "1", "Share of appliances running outside use", ""},
                   &Building::appliance_base_fraction,
                   0.0,
                   1.0},
    BuildingColumn{{"lighting_w_m2", "W m-2", "Installed lighting", ""}, &Building::lighting_w_m2, 0.0, 100.0},
    BuildingColumn{
        {"lighting_control_fraction", "1", "Share of lighting on in use", ""}, &Building::lighting_control_fraction, 0.0, 1.0},
    BuildingColumn{{"schedule_shift_h", "h", "Shift of the daily rhythm", ""}, &Building::schedule_shift_h, -1.0, 1.0},
    BuildingColumn{{"hot_water_l_m2", "L m-2", "Hot water per gross area and year", ""}, &Building::hot_water_l_m2, 0.0, 20000.0},
    BuildingColumn{{"hot_water_circulation_w_m2", "W m-2", "Loss of hot water circulation per gross area", ""},
                   &Building::hot_water_circulation_w_m2,
                   0.0,
                   50.0},
    BuildingColumn{{"water_m3_m2", "m3 m-2", "Water per gross area and year", ""}, &Building::water_m3_m2, 0.0, 100.0},
    BuildingColumn{{"process_heat_kwh_m2", "kW h m-2", "Process heat per gross area and year", ""},
                   &Building::process_heat_kwh_m2,
                   0.0,
                   5000.0},
    BuildingColumn{{"process_electricity_kwh_m2", "kW h m-2", "Process electricity per gross area and year", ""},
                   &Building::process_electricity_kwh_m2,
                   0.0,
                   5000.0},
    BuildingColumn{{"pv_capacity_kw", "kW", "Rated power of solar cells", ""}, &Building::pv_capacity_kw, 0.0, 10000.0},
    BuildingColumn{
        {"maintenance_backlog_dkk", "DKK", "Put-off maintenance", ""}, &Building::maintenance_backlog_dkk, 0.0, 1000000000.0},
    BuildingColumn{{"backlog_growth_fraction", "1", "Yearly growth of the put-off maintenance", ""},
                   &Building::backlog_growth_fraction,
                   0.0,
                   0.5},
    BuildingColumn{
        {"sale_value_dkk", "DKK", "Value on a sale, after its costs", ""}, &Building::sale_value_dkk, 0.0, 10000000000.0},
};
static_assert(kColumns.size() == kBuildingColumnCount);
static_assert(std::all_of(kColumns.begin(), kColumns.end(),
                          [](const BuildingColumn& c) { return core::name_fits_unit(c.variable); }));

}  // namespace

std::span<const BuildingColumn> building_columns() noexcept {
  return kColumns;
}

const BuildingColumn* find_building_column(std::string_view name) noexcept {
  const auto found =
      std::find_if(kColumns.begin(), kColumns.end(), [name](const BuildingColumn& c) { return c.variable.name == name; });
  return found == kColumns.end() ? nullptr : &*found;
}

}  // namespace tvilling::models
