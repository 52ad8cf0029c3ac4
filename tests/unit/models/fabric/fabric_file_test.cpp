// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_file.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "core/error.hpp"

using namespace tvilling;
using core::Finding;
using core::Findings;
using models::Beyond;
using models::Fabric;
using models::FabricFile;
using models::Schedule;

namespace {

using Files = std::map<std::string, std::string>;

FabricFile parse(const std::string& text, Findings& findings, const Files& files = {}) {
  const models::FileReader open = [files](const std::string& path) {
    const Files::const_iterator found = files.find(path);
    if (found == files.end()) throw core::Error(core::ErrorKind::io, "no such file");
    return found->second;
  };
  return models::parse_fabric(text, "houses/h.toml", open, findings);
}

FabricFile good(const std::string& text, const Files& files = {}) {
  Findings findings;
  FabricFile file = parse(text, findings, files);
  for (const Finding& finding : findings.list) UNSCOPED_INFO(core::to_string(finding));
  REQUIRE(findings.list.empty());
  return file;
}

const std::string kHouse = R"([building]
name = "House"
year = 2013
steps_per_hour = 6
ground_reflectance = 0.3
terrain = "suburb"
elevation_m = 680.0
start_degc = 22
[model]
inside_convection = "constant"
outside_convection = "constant"
sun_inside = "area"
[weather]
columns = { dry_bulb_degc = "T", global_horizontal_w_m2 = "G", diffuse_horizontal_w_m2 = "D", longwave_horizontal_w_m2 = "L", wind_speed_m_s = "v", wind_direction_deg = "d", relative_humidity_percent = "rh", pressure_pa = "p" }
latitude_deg = 47.9
longitude_deg = 11.7
utc_offset_h = 1
elevation_m = 680
[series]
file = "../data/m.csv"
time_column = "hour"
[material.brick]
conductivity_w_mk = 0.8
density_kg_m3 = 1800
specific_heat_j_kgk = 900
[material.gap]
resistance_m2k_w = 0.18
[construction.wall]
layers = [{ material = "brick", thickness_m = 0.3 }, { material = "gap" }]
solar_absorptance_outside = 0.5
solar_absorptance_inside = 0.4
emissivity_outside = 0.8
emissivity_inside = 0.7
roughness = "smooth"
[construction.slab]
resistance_m2k_w = 2.0
heat_capacity_j_m2k = 1e5
mass_class = "inside"
[glazing.double]
panes = [
  { thickness_m = 0.004, conductivity_w_mk = 1.1, transmittance_solar = 0.8, reflectance_solar_front = 0.07, reflectance_solar_back = 0.08, emissivity_front = 0.83, emissivity_back = 0.05, density_kg_m3 = 2400, specific_heat_j_kgk = 800 },
  { thickness_m = 0.006, transmittance_solar = 0.7, reflectance_solar_front = 0.06, reflectance_solar_back = 0.06 },
]
gaps = [{ thickness_m = 0.012, gas = "argon", conductance_w_m2k = 1.5 }]
optics = [{ angle_deg = 0, transmittance = 0.6, absorbed = [0.1, 0.05] }, { angle_deg = 60, transmittance = 0.5, absorbed = [0.12, 0.06] }]
optics_diffuse = { transmittance = 0.5, absorbed = [0.11, 0.07] }
[glazing.simple]
g_value = 0.6
u_value_w_m2k = 1.1
[zone.living]
volume_m3 = 90
floor_area_m2 = 33
furniture_j_k = 1e5
[zone.living.thermostat]
control = "operative"
heating_set_point_degc = { points = [[0, 15], [7, 20], [23, 15]], linear = true }
heating_capacity_w = 1500
heating_convective_fraction = 0.7
cooling_convective_fraction = 0.9
[zone.living.gain.people]
power_w = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]
convective_fraction = 0.4
[zone.living.gain.heater]
power_w = { column = "heat", scale = 0.5, during = { dated = [["2013-08-21 00:00", 1], ["2013-09-01 12:30", 0]] } }
[zone.attic]
volume_m3 = 40
[boundary.cellar]
temperature_degc = { column = "cellar" }
[surface.south]
zone = "living"
beyond = "outdoors"
construction = "wall"
place = { corner_m = [1, 2, 3], width_m = 8, height_m = 2.7 }
tilt_deg = 90
azimuth_deg = 180
inside_convection_w_m2k = 2.5
outside_convection_w_m2k = 20
inside_radiation_w_m2k = 5
outside_radiation_w_m2k = 4
overhang = { depth_m = 1, gap_m = 0.1, left_m = 0.2, right_m = 0.3 }
[surface.floor]
zone = "living"
beyond = "cellar"
construction = "slab"
area_m2 = 33
tilt_deg = 180
sun = false
wind = false
[surface.ceiling]
zone = "living"
beyond = "attic"
construction = "slab"
area_m2 = 33
tilt_deg = 0
[surface.mass]
zone = "living"
beyond = "living"
construction = "slab"
area_m2 = 12
[surface.party]
zone = "living"
beyond = "adiabatic"
construction = "slab"
area_m2 = 20
[surface.roof]
zone = "attic"
beyond = "outdoors"
construction = "wall"
area_m2 = 40
tilt_deg = 0
[window.w1]
surface = "south"
glazing = "double"
offset_m = [0.5, 0.2]
width_m = 3
height_m = 2
frame_fraction = 0.2
frame_u_value_w_m2k = 1.8
frame_absorptance = 0.5
edge_w_k = 0.4
overhang = { depth_m = 0.5 }
fins = { depth_m = 0.4, gap_m = 0.1, above_m = 0.2, below_m = 0.3 }
blind = { closed = { points = [[0, 1], [8, 0]] }, transmittance = 0.1 }
inside_convection_w_m2k = 3
outside_convection_w_m2k = 21
inside_radiation_w_m2k = 5.1
outside_radiation_w_m2k = 4.1
[window.skylight]
surface = "roof"
glazing = "simple"
area_m2 = 2
[air.leak]
from = "outdoors"
to = "living"
air_change_per_h = 0.5
[air.up]
from = "living"
to = "attic"
flow_m3_h = 30
density = "standard"
kind = "ventilation"
[bridge.balcony]
zone = "living"
beyond = "outdoors"
conductance_w_k = 1.5
[obstacle.tree]
corner_m = [0, -10, 0]
edge_u_m = [4, 0, 0]
edge_v_m = [0, 0, 6]
)";

}  // namespace

TEST_CASE("A building file gives the building and how it is computed") {
  const FabricFile file = good(kHouse);
  const Fabric& fabric = file.fabric;
  CHECK(fabric.name == "House");
  CHECK(fabric.year == 2013);
  CHECK(fabric.ground_reflectance == 0.3);
  CHECK(fabric.terrain == models::Terrain::suburb);
  CHECK(fabric.elevation_m == 680.0);
  CHECK(fabric.start_degc == 22.0);
  CHECK(fabric.options.steps_per_hour == 6);
  CHECK(fabric.options.inside_convection == models::FabricOptions::InsideConvection::constant);
  CHECK(fabric.options.outside_convection == models::FabricOptions::OutsideConvection::constant);
  CHECK(fabric.options.sun_inside == models::FabricOptions::SunInside::area);
  CHECK(fabric.options.glass == models::FabricOptions::Glass::layers);
  CHECK(file.series_file->generic_string() == "data/m.csv");
  CHECK(file.time_column == "hour");
  CHECK_FALSE(file.weather_file.has_value());
}

TEST_CASE("A building file gives the columns of the weather and the site") {
  const FabricFile file = good(kHouse);
  REQUIRE(file.weather_columns.has_value());
  const models::WeatherColumns& columns = *file.weather_columns;
  CHECK(columns.dry_bulb_degc.name == "T");
  CHECK(columns.global_horizontal_w_m2.name == "G");
  CHECK(columns.diffuse_horizontal_w_m2.name == "D");
  CHECK(columns.longwave_horizontal_w_m2.name == "L");
  CHECK(columns.wind_speed_m_s.name == "v");
  CHECK(columns.wind_direction_deg.name == "d");
  CHECK(columns.relative_humidity_percent.name == "rh");
  CHECK(columns.pressure_pa.name == "p");
  CHECK(columns.site.name == "House");
  CHECK(columns.site.latitude_deg == 47.9);
  CHECK(columns.site.longitude_deg == 11.7);
  CHECK(columns.site.utc_offset_h == 1.0);
  CHECK(columns.site.elevation_m == 680.0);
}

TEST_CASE("A building file gives constructions from outside to inside") {
  const Fabric fabric = good(kHouse).fabric;
  REQUIRE(fabric.constructions.size() == 2);
  const models::Construction& wall = fabric.constructions[0];
  CHECK(wall.name == "wall");
  REQUIRE(wall.layers.size() == 2);
  CHECK(wall.layers[0].r_m2k_w() == Approx(0.375).epsilon(1e-12));
  CHECK(wall.layers[0].capacity_j_m2k() == Approx(0.3 * 1800 * 900).epsilon(1e-12));
  CHECK(wall.layers[1].r_m2k_w() == 0.18);
  CHECK(wall.layers[1].capacity_j_m2k() == 0.0);
  CHECK(wall.solar_absorptance_outside == 0.5);
  CHECK(wall.solar_absorptance_inside == 0.4);
  CHECK(wall.emissivity_outside == 0.8);
  CHECK(wall.emissivity_inside == 0.7);
  CHECK(wall.roughness == models::Roughness::smooth);
  CHECK_FALSE(wall.lumped.has_value());
  const models::Construction& slab = fabric.constructions[1];
  REQUIRE(slab.lumped.has_value());
  CHECK(slab.lumped->resistance_m2k_w == 2.0);
  CHECK(slab.lumped->heat_capacity_j_m2k == 1e5);
  CHECK(slab.lumped->mass == models::MassClass::inside);
  CHECK(slab.roughness == models::Roughness::rough);
}

TEST_CASE("A building file gives glazings pane by pane or simple") {
  const Fabric fabric = good(kHouse).fabric;
  REQUIRE(fabric.glazings.size() == 2);
  const models::Glazing& glazing = fabric.glazings[0].glazing;
  REQUIRE(glazing.panes.size() == 2);
  CHECK(glazing.panes[0].conductivity_w_mk == 1.1);
  CHECK(glazing.panes[0].reflectance_solar_back == 0.08);
  CHECK(glazing.panes[0].emissivity_back == 0.05);
  CHECK(glazing.panes[0].density_kg_m3 == 2400.0);
  CHECK(glazing.panes[0].specific_heat_j_kgk == 800.0);
  CHECK(glazing.panes[1].thickness_m == 0.006);
  CHECK(glazing.panes[1].conductivity_w_mk == 1.0);
  CHECK(glazing.panes[1].emissivity_front == 0.84);
  REQUIRE(glazing.gaps.size() == 1);
  CHECK(glazing.gaps[0].gas == models::Gap::Gas::argon);
  CHECK(glazing.gaps[0].thickness_m == 0.012);
  CHECK(glazing.gaps[0].conductance_w_m2k == 1.5);
  REQUIRE(glazing.table.size() == 2);
  CHECK(glazing.table[1].angle_deg == 60.0);
  CHECK(glazing.table[1].transmittance == 0.5);
  CHECK(glazing.table[1].absorbed[1] == 0.06);
  CHECK(glazing.table_diffuse->absorbed[0] == 0.11);
  CHECK(fabric.glazings[1].g_value == 0.6);
  CHECK(fabric.glazings[1].u_value_w_m2k == 1.1);
  CHECK(fabric.glazings[1].glazing.panes.empty());
}

TEST_CASE("A building file gives zones with plant and gains") {
  const Fabric fabric = good(kHouse).fabric;
  REQUIRE(fabric.zones.size() == 2);
  const models::Zone& living = fabric.zones[0];
  CHECK(living.volume_m3 == 90.0);
  CHECK(living.floor_area_m2 == 33.0);
  CHECK(living.furniture_j_k == 1e5);
  REQUIRE(living.thermostat.has_value());
  CHECK(living.thermostat->operative);
  CHECK(living.thermostat->heating_set_point_degc.kind == Schedule::Kind::points);
  CHECK(living.thermostat->heating_set_point_degc.linear);
  CHECK(living.thermostat->heating_set_point_degc.points.size() == 3);
  CHECK(living.thermostat->heating_capacity_w.values == std::vector<double>{1500});
  CHECK(living.thermostat->heating_convective_fraction == 0.7);
  CHECK(living.thermostat->cooling_convective_fraction == 0.9);
  REQUIRE(living.gains.size() == 2);
  CHECK(living.gains[0].name == "people");
  CHECK(living.gains[0].power_w.kind == Schedule::Kind::hourly);
  CHECK(living.gains[0].power_w.values.size() == 24);
  CHECK(living.gains[0].convective_fraction == 0.4);
  const Schedule& heater = living.gains[1].power_w;
  CHECK(heater.kind == Schedule::Kind::column);
  CHECK(heater.name == "heat");
  CHECK(heater.scale == 0.5);
  REQUIRE(heater.during.size() == 1);
  CHECK(heater.during[0].year == 2013);
  CHECK(heater.during[0].points == std::vector<std::pair<double, double>>{{232 * 24.0, 1.0}, {243 * 24.0 + 12.5, 0.0}});
  CHECK_FALSE(fabric.zones[1].thermostat.has_value());
}

TEST_CASE("A building file gives surfaces with what lies behind them") {
  const Fabric fabric = good(kHouse).fabric;
  REQUIRE(fabric.surfaces.size() == 6);
  const models::Surface& south = fabric.surfaces[0];
  CHECK(south.beyond == Beyond::outdoors);
  CHECK(south.area_m2 == Approx(21.6).epsilon(1e-12));
  REQUIRE(south.place.has_value());
  CHECK(south.place->point(1.0, 1.0).x_m == Approx(9.0).margin(1e-9));
  CHECK(south.place->point(1.0, 1.0).z_m == Approx(5.7).margin(1e-9));
  CHECK(south.sun);
  CHECK(south.wind);
  CHECK(south.inside_convection_w_m2k == 2.5);
  CHECK(south.outside_convection_w_m2k == 20.0);
  CHECK(south.inside_radiation_w_m2k == 5.0);
  CHECK(south.outside_radiation_w_m2k == 4.0);
  CHECK(south.overhang->depth_m == 1.0);
  CHECK(south.overhang->gap_m == 0.1);
  CHECK(south.overhang->left_m == 0.2);
  CHECK(south.overhang->right_m == 0.3);
  CHECK(fabric.surfaces[1].beyond == Beyond::boundary);
  CHECK_FALSE(fabric.surfaces[1].sun);
  CHECK_FALSE(fabric.surfaces[1].wind);
  CHECK(fabric.surfaces[2].beyond == Beyond::zone);
  CHECK(fabric.surfaces[2].beyond_index == 1);
  CHECK(fabric.surfaces[3].beyond == Beyond::zone);
  CHECK(fabric.surfaces[3].beyond_index == 0);
  CHECK(fabric.surfaces[4].beyond == Beyond::adiabatic);
  CHECK(fabric.surfaces[5].zone == 1);
}

TEST_CASE("A building file gives windows in their surfaces") {
  const Fabric fabric = good(kHouse).fabric;
  REQUIRE(fabric.windows.size() == 2);
  const models::Window& window = fabric.windows[0];
  CHECK(window.area_m2 == 6.0);
  REQUIRE(window.place.has_value());
  CHECK(window.place->corner.x_m == Approx(1.5).margin(1e-9));
  CHECK(window.place->corner.y_m == Approx(2.0).margin(1e-9));
  CHECK(window.place->corner.z_m == Approx(3.2).margin(1e-9));
  CHECK(window.place->area_m2() == Approx(6.0).epsilon(1e-12));
  CHECK(window.frame_fraction == 0.2);
  CHECK(window.frame_u_value_w_m2k == 1.8);
  CHECK(window.frame_absorptance == 0.5);
  CHECK(window.edge_w_k == 0.4);
  CHECK(window.overhang->depth_m == 0.5);
  CHECK(window.fins->depth_m == 0.4);
  CHECK(window.fins->gap_m == 0.1);
  CHECK(window.fins->above_m == 0.2);
  CHECK(window.fins->below_m == 0.3);
  REQUIRE(window.blind.has_value());
  CHECK(window.blind->closed.points.size() == 2);
  CHECK(window.blind->transmittance == 0.1);
  CHECK(window.inside_convection_w_m2k == 3.0);
  CHECK(window.outside_convection_w_m2k == 21.0);
  CHECK(window.inside_radiation_w_m2k == 5.1);
  CHECK(window.outside_radiation_w_m2k == 4.1);
  CHECK(fabric.windows[1].surface == 5);
  CHECK(fabric.windows[1].glazing == 1);
  CHECK(fabric.windows[1].area_m2 == 2.0);
  CHECK_FALSE(fabric.windows[1].place.has_value());
}

TEST_CASE("A building file gives air paths and bridges and obstacles") {
  const Fabric fabric = good(kHouse).fabric;
  REQUIRE(fabric.air_paths.size() == 2);
  CHECK(fabric.air_paths[0].from == Beyond::outdoors);
  CHECK(fabric.air_paths[0].flow_m3_h.values == std::vector<double>{45});
  CHECK(fabric.air_paths[0].infiltration);
  CHECK(fabric.air_paths[0].at_outdoor_density);
  CHECK(fabric.air_paths[1].from == Beyond::zone);
  CHECK(fabric.air_paths[1].to == 1);
  CHECK_FALSE(fabric.air_paths[1].infiltration);
  CHECK_FALSE(fabric.air_paths[1].at_outdoor_density);
  REQUIRE(fabric.bridges.size() == 1);
  CHECK(fabric.bridges[0].conductance_w_k == 1.5);
  REQUIRE(fabric.boundaries.size() == 1);
  CHECK(fabric.boundaries[0].temperature_degc.name == "cellar");
  REQUIRE(fabric.obstacles.size() == 1);
  CHECK(fabric.obstacles[0].place.area_m2() == Approx(24.0).epsilon(1e-12));
}
