// SPDX-License-Identifier: MPL-2.0
#include "models/building/building_network.hpp"

#include "models/building/element.hpp"
#include "models/building/ground.hpp"
#include "models/weather/solar_table.hpp"

namespace tvilling::models {

namespace {

constexpr double kAirCapacity_j_m2k = 10000.0;      // air and furniture per floor area, ISO 52016-1 table B.17
constexpr double kPartitionResistance_m2k_w = 0.3;  // 12-24 cm of masonry between its surfaces
constexpr double kPartyWallResistance_m2k_w = 0.5;
constexpr double kWallSkyView = 0.5;

/// Adds an outdoor opaque element; sun absorbed on it becomes a source of its plane. An element without area is left out.
void add_outdoor(BuildingNetwork& b, ZoneNodes& zone, const Element& element, double sky_view, SunPlane& plane) {
  if (!(element.area_m2 > 0.0)) {
    plane.absorbed = b.network.add_source({{}, b.transmission_term});
    return;
  }
  const core::NodeId surface = add_opaque(b.network, zone, element);
  connect_outdoors(b.network, surface, element.area_m2, sky_view, {b.outdoor, b.sky, b.transmission_term});
  plane.absorbed = b.network.add_source({{{surface, kSolarAbsorptance * element.area_m2}}, b.transmission_term});
}

void add_facade(BuildingNetwork& b, ZoneNodes& zone, const Building& building, const Facade& facade) {
  SunPlane plane;
  plane.compass = compass_index(facade.azimuth_deg);
  const double wall_m2k_w = resistance_of_u_value_m2k_w(building.wall_u_value_w_m2k, kConvectionHorizontal_w_m2k);
  add_outdoor(b, zone,
              {"wall", facade.wall_m2, wall_m2k_w, 1000.0 * building.heat_capacity_kj_m2k, MassClass::distributed,
               kConvectionHorizontal_w_m2k},
              kWallSkyView, plane);
  if (facade.window_m2 > 0.0) {
    const double window_m2k_w = resistance_of_u_value_m2k_w(building.window_u_value_w_m2k, kConvectionHorizontal_w_m2k);
    const core::NodeId pane = add_window(
        b.network, zone, {"window", facade.window_m2, window_m2k_w, 0.0, MassClass::distributed, kConvectionHorizontal_w_m2k});
    connect_outdoors(b.network, pane, facade.window_m2, kWallSkyView, {b.outdoor, b.sky, b.transmission_term});
    plane.aperture_m2 =
        facade.window_m2 * (1.0 - building.frame_fraction) * building.window_g_value * (1.0 - building.shading_fraction);
  }
  b.planes.push_back(plane);
}

void add_roof(BuildingNetwork& b, ZoneNodes& zone, const Building& building) {
  SunPlane plane;
  plane.roof = true;
  add_outdoor(b, zone,
              {"roof", b.envelope.roof_m2, resistance_of_u_value_m2k_w(building.roof_u_value_w_m2k, kConvectionUpward_w_m2k),
               1000.0 * building.heat_capacity_kj_m2k, MassClass::inside, kConvectionUpward_w_m2k},
              1.0, plane);
  b.planes.push_back(plane);
}

void add_floor(BuildingNetwork& b, ZoneNodes& zone, const Building& building,
               const std::array<double, core::kMonths>& outdoor_monthly_degc) {
  const GroundFloor ground = ground_floor({.area_m2 = b.envelope.floor_m2,
                                           .perimeter_m = b.envelope.perimeter_m,
                                           .floor_u_value_w_m2k = building.floor_u_value_w_m2k,
                                           .indoor_degc = building.heating_set_point_degc,
                                           .outdoor_monthly_degc = outdoor_monthly_degc});
  b.ground_degc = ground.virtual_degc;
  const core::NodeId outer =
      add_ground_floor(b.network, zone,
                       {"floor", b.envelope.floor_m2, floor_resistance_m2k_w(building.floor_u_value_w_m2k),
                        1000.0 * building.heat_capacity_kj_m2k, MassClass::inside, kConvectionDownward_w_m2k});
  b.network.connect(outer, b.ground, b.envelope.floor_m2 / ground.virtual_resistance_m2k_w, b.transmission_term);
}

void add_inner(BuildingNetwork& b, ZoneNodes& zone, const Building& building, std::string_view name, double area_m2,
               double resistance_m2k_w) {
  if (!(area_m2 > 0.0)) return;
  add_opaque(b.network, zone,
             {name, area_m2, resistance_m2k_w, 1000.0 * building.heat_capacity_kj_m2k, MassClass::distributed,
              kConvectionHorizontal_w_m2k});
}

}  // namespace

BuildingNetwork make_building_network(const Building& building, const std::array<double, core::kMonths>& outdoor_monthly_degc) {
  BuildingNetwork b;
  b.envelope = envelope_of(building);
  core::ThermalNetwork& n = b.network;
  b.outdoor = n.add_boundary("outdoor air");
  b.sky = n.add_boundary("sky");
  b.ground = n.add_boundary("ground");
  b.transmission_term = n.add_term("transmission");
  b.ventilation_term = n.add_term("ventilation");
  b.infiltration_term = n.add_term("infiltration");
  b.solar_term = n.add_term("solar");
  b.internal_term = n.add_term("internal");
  b.heating_term = n.add_term("heating");

  ZoneNodes zone = add_zone(n, kAirCapacity_j_m2k * b.envelope.heated_area_m2);
  b.air = zone.air;
  for (const Facade& facade : b.envelope.facades) add_facade(b, zone, building, facade);
  add_roof(b, zone, building);
  add_floor(b, zone, building, outdoor_monthly_degc);
  add_inner(b, zone, building, "party wall", b.envelope.party_wall_m2, kPartyWallResistance_m2k_w);
  add_inner(b, zone, building, "partition", b.envelope.partition_m2, kPartitionResistance_m2k_w);

  const double bridges_w_k = building.thermal_bridge_w_m2k * (b.envelope.wall_m2() + b.envelope.window_m2() + b.envelope.roof_m2);
  n.connect(zone.air, b.outdoor, bridges_w_k, b.transmission_term);
  b.ventilation = n.connect_driven(zone.air, b.outdoor, b.ventilation_term);
  b.infiltration = n.connect_driven(zone.air, b.outdoor, b.infiltration_term);
  b.solar = n.add_source({zone_weights(zone, kConvectiveSolar), b.solar_term});
  b.internal = n.add_source({zone_weights(zone, kConvectiveInternal), b.internal_term});
  b.heating = n.add_source({zone_weights(zone, kConvectiveHeating), b.heating_term});
  n.add_thermostat({{{zone.air, 0.5}, {zone.radiant, 0.5}}, b.heating});
  return b;
}

}  // namespace tvilling::models
