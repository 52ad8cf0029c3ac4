// SPDX-License-Identifier: MPL-2.0
#include "models/building/building_network.hpp"

#include <string>
#include <utility>

#include "models/building/element.hpp"
#include "models/building/ground.hpp"
#include "models/fabric/fabric_network.hpp"
#include "models/weather/solar_table.hpp"

namespace tvilling::models {

namespace {

constexpr double kAirCapacity_j_m2k = 10000.0;      // air and furniture per floor area, ISO 52016-1 table B.17
constexpr double kPartitionResistance_m2k_w = 0.3;  // 12-24 cm of masonry between its surfaces
constexpr double kPartyWallResistance_m2k_w = 0.5;
constexpr std::size_t kZone = 0;

/// Writes an archetype's building as the detailed building that it stands for.
class ArchetypeFabric {
 public:
  ArchetypeFabric(const Building& building, const Envelope& envelope, const GroundFloor& ground, const ZoneControl& control)
      : building_(building), envelope_(envelope) {
    fabric_.name = building.building_id;
    fabric_.options = city_fabric_options();
    Zone zone;
    zone.name = "zone";
    zone.furniture_j_k = kAirCapacity_j_m2k * envelope.heated_area_m2;
    zone.gains.push_back({"internal", Schedule::of(0.0), kConvectiveInternal, {}});
    ZoneThermostat thermostat;
    thermostat.operative = control.operative;
    thermostat.heating_convective_fraction = control.heating_convective_fraction;
    thermostat.cooling_convective_fraction = control.heating_convective_fraction;
    zone.thermostat = std::move(thermostat);
    fabric_.zones.push_back(std::move(zone));
    fabric_.boundaries.push_back({"ground", Schedule::of(0.0), {}});
    GlazingType glass;
    glass.name = "glass";
    glass.g_value = building.window_g_value;
    glass.u_value_w_m2k = building.window_u_value_w_m2k;
    fabric_.glazings.push_back(std::move(glass));
    add_outdoor_surfaces();
    add_floor(ground);
    add_inner("party wall", envelope.party_wall_m2, kPartyWallResistance_m2k_w);
    add_inner("partition", envelope.partition_m2, kPartitionResistance_m2k_w);
    add_air();
  }

  [[nodiscard]] const Fabric& fabric() const noexcept { return fabric_; }

 private:
  std::size_t construction(std::string name, double resistance_m2k_w, MassClass mass) {
    Construction construction;
    construction.name = std::move(name);
    construction.lumped = LumpedElement{resistance_m2k_w, 1000.0 * building_.heat_capacity_kj_m2k, mass, false, 0.0};
    construction.solar_absorptance_outside = kSolarAbsorptance;
    fabric_.constructions.push_back(std::move(construction));
    return fabric_.constructions.size() - 1;
  }

  Surface surface(std::string name, std::size_t construction, double area_m2, double tilt_deg) {
    Surface surface;
    surface.name = std::move(name);
    surface.zone = kZone;
    surface.construction = construction;
    surface.area_m2 = area_m2;
    surface.tilt_deg = tilt_deg;
    return surface;
  }

  void add_outdoor_surfaces() {
    const std::size_t wall = construction(
        "wall", resistance_of_u_value_m2k_w(building_.wall_u_value_w_m2k, kConvectionHorizontal_w_m2k), MassClass::distributed);
    for (const Facade& facade : envelope_.facades) {
      Surface side = surface("wall", wall, facade.wall_m2 + facade.window_m2, 90.0);
      side.azimuth_deg = facade.azimuth_deg;
      fabric_.surfaces.push_back(std::move(side));
      if (!(facade.window_m2 > 0.0)) continue;
      Window window;
      window.name = "window";
      window.surface = fabric_.surfaces.size() - 1;
      window.area_m2 = facade.window_m2;
      fabric_.windows.push_back(std::move(window));
    }
    const std::size_t roof = construction(
        "roof", resistance_of_u_value_m2k_w(building_.roof_u_value_w_m2k, kConvectionUpward_w_m2k), MassClass::inside);
    fabric_.surfaces.push_back(surface("roof", roof, envelope_.roof_m2, 0.0));
  }

  void add_floor(const GroundFloor& ground) {
    const std::size_t floor = construction("floor", floor_resistance_m2k_w(building_.floor_u_value_w_m2k), MassClass::inside);
    fabric_.constructions[floor].lumped->on_ground = true;
    fabric_.constructions[floor].lumped->beyond_resistance_m2k_w = ground.virtual_resistance_m2k_w;
    Surface slab = surface("floor", floor, envelope_.floor_m2, 180.0);
    slab.beyond = Beyond::boundary;
    fabric_.surfaces.push_back(std::move(slab));
  }

  void add_inner(const std::string& name, double area_m2, double resistance_m2k_w) {
    if (!(area_m2 > 0.0)) return;
    Surface inner = surface(name, construction(name, resistance_m2k_w, MassClass::distributed), area_m2, 90.0);
    inner.beyond = Beyond::adiabatic;
    fabric_.surfaces.push_back(std::move(inner));
  }

  void add_air() {
    AirPath ventilation;
    ventilation.name = "ventilation";
    AirPath infiltration;
    infiltration.name = "infiltration";
    infiltration.infiltration = true;
    fabric_.air_paths = {std::move(ventilation), std::move(infiltration)};
    const double bridges_w_k = building_.thermal_bridge_w_m2k * (envelope_.wall_m2() + envelope_.window_m2() + envelope_.roof_m2);
    fabric_.bridges.push_back({"thermal bridges", kZone, Beyond::outdoors, 0, bridges_w_k, {}});
  }

  const Building& building_;
  const Envelope& envelope_;
  Fabric fabric_;
};

/// Planes of the sun: one per wall and roof, opaque part and glass together.
std::vector<SunPlane> sun_planes(const Building& building, const Fabric& fabric, const FabricNetwork& net) {
  std::vector<SunPlane> planes;
  for (std::size_t s = 0; s < fabric.surfaces.size(); ++s) {
    const Surface& surface = fabric.surfaces[s];
    if (surface.beyond != Beyond::outdoors) continue;
    SunPlane plane;
    plane.roof = surface.tilt_deg == 0.0;
    plane.compass = compass_index(surface.azimuth_deg);
    for (const OutsideFace& face : net.outside_faces) {
      if (face.glass || face.surface != s) continue;
      plane.absorbed = face.absorbed;
      plane.absorbing_m2 = face.solar_absorptance * face.area_m2;
    }
    for (const Window& window : fabric.windows) {
      if (window.surface != s) continue;
      plane.aperture_m2 =
          window.area_m2 * (1.0 - building.frame_fraction) * building.window_g_value * (1.0 - building.shading_fraction);
    }
    planes.push_back(plane);
  }
  return planes;
}

}  // namespace

BuildingNetwork make_building_network(const Building& building, const std::array<double, core::kMonths>& outdoor_monthly_degc,
                                      const ZoneControl& control) {
  BuildingNetwork b;
  b.envelope = envelope_of(building);
  // The ground of a zone without a floor of its own takes part in nothing; it is that of the whole building.
  const bool on_ground = b.envelope.floor_m2 > 0.0;
  const GroundFloor ground = ground_floor({.area_m2 = on_ground ? b.envelope.floor_m2 : building.footprint_area_m2,
                                           .perimeter_m = on_ground ? b.envelope.perimeter_m : building.perimeter_m,
                                           .floor_u_value_w_m2k = building.floor_u_value_w_m2k,
                                           .indoor_degc = building.heating_set_point_degc,
                                           .outdoor_monthly_degc = outdoor_monthly_degc});
  b.ground_degc = ground.virtual_degc;
  const ArchetypeFabric archetype(building, b.envelope, ground, control);
  FabricNetwork net = make_fabric_network(archetype.fabric());
  b.planes = sun_planes(building, archetype.fabric(), net);
  b.outdoor = net.outdoor;
  b.sky = net.sky;
  b.ground = net.given.front();
  b.ventilation = net.air_paths[0];
  b.infiltration = net.air_paths[1];
  const ZoneHandles& zone = net.zones[kZone];
  b.air = zone.air;
  b.radiant = zone.radiant;
  b.solar = zone.sun;
  b.internal = zone.gains.front();
  b.transmission_term = net.transmission_term;
  b.ventilation_term = net.ventilation_term;
  b.infiltration_term = net.infiltration_term;
  b.solar_term = net.solar_term;
  b.internal_term = net.internal_term;
  b.network = std::move(net.network);
  return b;
}

}  // namespace tvilling::models
