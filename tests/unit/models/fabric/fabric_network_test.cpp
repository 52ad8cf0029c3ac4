// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_network.hpp"

#include <catch2/catch.hpp>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "models/fabric/fabric_run.hpp"
#include "models/surface/constant_films.hpp"
#include "models/window/glazing_heat.hpp"

using namespace tvilling;
using models::Beyond;
using models::Fabric;
using models::FabricNetwork;
using models::FabricResult;
using models::Schedule;

namespace {

constexpr double kInside_degc = 20.0;
constexpr double kOutside_degc = -10.0;
constexpr double kDifference_k = 30.0;
constexpr std::size_t kHours = 30 * 24;

/// Nothing changes: cold, dark, no wind, a sky as warm as the air.
models::Weather steady_weather(double sky_degc = kOutside_degc, double pressure_pa = 101325.0, std::size_t hours = kHours) {
  models::Weather w;
  w.location = {"steady", 55.7, 12.6, 1.0, 0.0};
  w.dry_bulb_degc.assign(hours, kOutside_degc);
  w.sky_temperature_degc.assign(hours, sky_degc);
  w.pressure_pa.assign(hours, pressure_pa);
  for (std::vector<double>* zero :
       {&w.direct_normal_w_m2, &w.diffuse_horizontal_w_m2, &w.global_horizontal_w_m2, &w.wind_speed_m_s, &w.wind_direction_deg}) {
    zero->assign(hours, 0.0);
  }
  return w;
}

models::Zone heated_zone(const std::string& name) {
  models::Zone zone;
  zone.name = name;
  zone.volume_m3 = 50.0;
  models::ZoneThermostat thermostat;
  thermostat.heating_set_point_degc = Schedule::of(kInside_degc);
  thermostat.heating_capacity_w = Schedule::of(1e6);
  zone.thermostat = std::move(thermostat);
  return zone;
}

/// One room that is kept at 20 degrees and has no surface yet.
Fabric heated_room() {
  Fabric fabric;
  fabric.options.steps_per_hour = 1;
  fabric.zones.push_back(heated_zone("room"));
  return fabric;
}

models::Construction brick() {
  models::Construction construction;
  construction.name = "brick";
  construction.layers = {{0.1, 0.04, 30.0, 1000.0, 0.0}, {0.12, 0.6, 1600.0, 900.0, 0.0}};
  return construction;
}
constexpr double kBrick_m2k_w = 0.1 / 0.04 + 0.12 / 0.6;

/// Inside a film of convection alone: the face exchanges heat with the air and nothing else.
models::Surface wall(double area_m2) {
  models::Surface surface;
  surface.name = "wall";
  surface.area_m2 = area_m2;
  surface.azimuth_deg = 180.0;
  surface.inside_convection_w_m2k = 8.0;
  surface.inside_radiation_w_m2k = 0.0;
  surface.outside_convection_w_m2k = 20.0;
  surface.outside_radiation_w_m2k = 5.0;
  return surface;
}

Fabric room_with_wall(double area_m2) {
  Fabric fabric = heated_room();
  fabric.constructions.push_back(brick());
  fabric.surfaces.push_back(wall(area_m2));
  return fabric;
}

/// A wall of 4 m2 that is all window, with films 8 and 25.
Fabric room_with_window() {
  Fabric fabric = room_with_wall(4.0);
  fabric.glazings.emplace_back();
  models::Window window;
  window.name = "window";
  window.area_m2 = 4.0;
  window.inside_convection_w_m2k = 8.0;
  window.inside_radiation_w_m2k = 0.0;
  window.outside_convection_w_m2k = 20.0;
  window.outside_radiation_w_m2k = 5.0;
  fabric.windows.push_back(std::move(window));
  return fabric;
}

void add_bridge(Fabric& fabric, std::size_t zone, double conductance_w_k) {
  models::Bridge bridge;
  bridge.zone = zone;
  bridge.conductance_w_k = conductance_w_k;
  fabric.bridges.push_back(std::move(bridge));
}

void add_air(Fabric& fabric, Beyond from, std::size_t from_index, double flow_m3_h, bool at_outdoor_density) {
  models::AirPath path;
  path.from = from;
  path.from_index = from_index;
  path.flow_m3_h = Schedule::of(flow_m3_h);
  path.at_outdoor_density = at_outdoor_density;
  fabric.air_paths.push_back(std::move(path));
}

FabricResult run(const Fabric& fabric, const models::Weather& weather) {
  models::RunPeriod period;
  period.hours = weather.dry_bulb_degc.size();
  period.steps_per_hour = fabric.options.steps_per_hour;
  return models::simulate_fabric(fabric, weather, period, {}, {365});
}

double steady_heating_w(const Fabric& fabric, const models::Weather& weather = steady_weather()) {
  return run(fabric, weather).zones[0].heating_w.back();
}

double term_w(const FabricResult& result, const std::string& name) {
  for (const models::FabricTerm& term : result.terms) {
    if (term.name == name) return term.energy_kwh * 1000.0 / static_cast<double>(kHours);
  }
  FAIL("no term " << name);
  return 0.0;
}

}  // namespace

TEST_CASE("A room has its nodes and handles in the order of its parts") {
  Fabric fabric = room_with_window();
  fabric.options.glass = models::FabricOptions::Glass::layers;
  fabric.glazings[0].glazing.panes.assign(2, models::Pane{});
  fabric.glazings[0].glazing.gaps.assign(1, models::Gap{});
  fabric.surfaces[0].area_m2 = 10.0;
  fabric.windows[0].frame_fraction = 0.25;
  fabric.zones[0].gains.emplace_back();
  fabric.boundaries.emplace_back();
  add_air(fabric, Beyond::outdoors, 0, 10.0, true);
  add_air(fabric, Beyond::boundary, 0, 10.0, true);
  const FabricNetwork net = models::make_fabric_network(fabric);
  REQUIRE(net.gaps.size() == 1);
  CHECK(net.gaps[0].window == 0);
  CHECK(net.gaps[0].area_m2 == Approx(3.0));
  CHECK(net.inside_faces[2].frame);
  CHECK_FALSE(net.inside_faces[0].frame);
  CHECK_FALSE(net.inside_faces[1].frame);
  CHECK(net.zones.size() == 1);
  CHECK(net.given.size() == 1);
  CHECK(net.air_paths.size() == 2);
  CHECK(net.inside_faces.size() == 3);  // wall, glass, frame
  CHECK(net.outside_faces.size() == 3);
  REQUIRE(net.glass.size() == 1);
  CHECK(net.glass[0].panes.size() == 2);
  CHECK(net.sun_by_face);
  CHECK(net.zones[0].gains.size() == 1);
  CHECK(net.zones[0].thermostat == std::size_t{0});
  CHECK(net.network.boundaries().size() == 3);  // outdoor air, sky, the given one
  CHECK(net.inside_faces[0].area_m2 == Approx(6.0));
  CHECK(net.glass[0].area_m2 == Approx(3.0));
  CHECK(net.inside_faces[2].area_m2 == Approx(1.0));
  CHECK(net.inside_faces[net.glass[0].inside_face].glass);
  CHECK_FALSE(net.inside_faces[2].glass);
  // 2 of the zone, 4 of the panes, 2 of the frame, and the wall: cells of at most 3.46 cm in insulation, 1.94 cm in brick.
  CHECK(net.network.nodes().size() == 2 + 4 + 2 + (1 + 3 + 7));
}

TEST_CASE("A wall that is all window has no opaque part") {
  Fabric fabric = room_with_window();
  fabric.glazings[0].u_value_w_m2k = 1.4;
  const FabricNetwork net = models::make_fabric_network(fabric);
  CHECK(net.inside_faces.size() == 1);
  CHECK(net.outside_faces.size() == 1);
  CHECK_FALSE(net.sun_by_face);
}

TEST_CASE("The weights of every source of a room add up to one") {
  Fabric fabric = room_with_wall(10.0);
  fabric.surfaces[0].inside_radiation_w_m2k.reset();
  fabric.zones[0].gains.push_back({"people", Schedule::of(0.0), 0.4, {}});
  const FabricNetwork net = models::make_fabric_network(fabric);
  for (const core::Source& source : net.network.sources()) {
    double sum = 0.0;
    for (const std::pair<core::NodeId, double>& weight : source.weights) sum += weight.second;
    CHECK(sum == Approx(1.0).epsilon(1e-12));
  }
}

TEST_CASE("A gain gives its convective part to the air and the rest to faces by area and emissivity") {
  Fabric fabric = room_with_wall(10.0);
  fabric.surfaces.push_back(wall(30.0));
  fabric.constructions.push_back(brick());
  fabric.surfaces[1].construction = 1;
  fabric.constructions[1].emissivity_inside = 0.3;
  fabric.zones[0].gains.push_back({"people", Schedule::of(0.0), 0.4, {}});
  for (const bool driven : {true, false}) {  // films that know no emissivity share by area alone
    fabric.options.driven_radiation = driven;
    const FabricNetwork net = models::make_fabric_network(fabric);
    const core::Source& people = net.network.sources()[core::index(net.zones[0].gains[0])];
    REQUIRE(people.weights.size() == 3);
    CHECK(people.weights[0] == std::pair<core::NodeId, double>(net.zones[0].air, 0.4));
    CHECK(people.weights[1].first == net.inside_faces[0].node);
    CHECK(people.weights[1].second == Approx(0.6 * (driven ? 0.5 : 0.25)));  // 10 x 0.9 and 30 x 0.3 are equal
    CHECK(people.weights[2].second == Approx(0.6 * (driven ? 0.5 : 0.75)));
  }
}

TEST_CASE("A wall with fixed films loses heat by its U-value") {
  const double expected_w = 10.0 * kDifference_k / (1.0 / 8.0 + kBrick_m2k_w + 1.0 / 25.0);
  Fabric fabric = room_with_wall(10.0);
  CHECK(steady_heating_w(fabric) == Approx(expected_w).epsilon(1e-6));
  fabric.options.elements = models::FabricOptions::Elements::iso_52016;
  CHECK(steady_heating_w(fabric) == Approx(expected_w).epsilon(1e-6));
}

TEST_CASE("A wall sees half of the sky and a roof all of it with fixed films") {
  const double sky_degc = -30.0;
  Fabric fabric = room_with_wall(10.0);
  for (const double tilt_deg : {90.0, 0.0}) {
    fabric.surfaces[0].tilt_deg = tilt_deg;
    const double to_sky_w_m2k = tilt_deg == 0.0 ? 5.0 : 2.5;
    const double mean_degc = ((25.0 - to_sky_w_m2k) * kOutside_degc + to_sky_w_m2k * sky_degc) / 25.0;
    const double expected_w = 10.0 * (kInside_degc - mean_degc) / (1.0 / 8.0 + kBrick_m2k_w + 1.0 / 25.0);
    CHECK(steady_heating_w(fabric, steady_weather(sky_degc)) == Approx(expected_w).epsilon(1e-6));
  }
}

TEST_CASE("A simple window loses heat by its U-value") {
  Fabric fabric = room_with_window();
  fabric.glazings[0].u_value_w_m2k = 1.4;
  fabric.windows[0].inside_convection_w_m2k = 2.5 + 5.13;  // the films that the U-value counts
  fabric.windows[0].outside_radiation_w_m2k = 4.14;
  CHECK(steady_heating_w(fabric) == Approx(1.4 * 4.0 * kDifference_k).epsilon(1e-6));
}

TEST_CASE("A window of panes loses heat by the U-value of EN 673 with its films") {
  Fabric fabric = room_with_window();
  models::Glazing& glazing = fabric.glazings[0].glazing;
  glazing.panes.assign(2, models::Pane{});
  models::Gap rated;
  rated.conductance_w_m2k = models::gap_conductance_w_m2k({}, 0.84, 0.84);
  glazing.gaps.assign(1, rated);
  const double u_value = models::u_value_w_m2k(glazing, {8.0, 25.0});
  CHECK(steady_heating_w(fabric) == Approx(u_value * 4.0 * kDifference_k).epsilon(1e-6));
}

TEST_CASE("Frame and glass edge add their part to a window's loss") {
  Fabric fabric = room_with_window();
  fabric.glazings[0].u_value_w_m2k = 1.2;
  fabric.windows[0].inside_convection_w_m2k = 1.0 / 0.13;  // EN ISO 10077
  fabric.windows[0].outside_convection_w_m2k = 25.0;
  fabric.windows[0].outside_radiation_w_m2k = 0.0;
  fabric.windows[0].frame_fraction = 0.25;
  fabric.windows[0].frame_u_value_w_m2k = 1.6;
  fabric.windows[0].edge_w_k = 0.5;
  const double glass_m2k_w = 1.0 / 1.2 - 1.0 / 7.63 - 1.0 / 24.14 + 0.13 + 0.04;
  const double expected_w = kDifference_k * (3.0 / glass_m2k_w + 1.0 * 1.6 + 0.5);
  CHECK(steady_heating_w(fabric) == Approx(expected_w).epsilon(1e-6));
}

TEST_CASE("A floor over a given temperature has a film of still air behind it") {
  Fabric fabric = room_with_wall(10.0);
  fabric.boundaries.push_back({"cellar", Schedule::of(5.0), {}});
  fabric.surfaces[0].beyond = Beyond::boundary;
  fabric.surfaces[0].tilt_deg = 180.0;
  fabric.surfaces[0].outside_convection_w_m2k.reset();  // given ones count, see fabric_physics_test
  fabric.surfaces[0].outside_radiation_w_m2k.reset();
  const double expected_w = 10.0 * 15.0 / (1.0 / 8.0 + kBrick_m2k_w + 1.0 / (0.7 + 5.13));
  CHECK(steady_heating_w(fabric) == Approx(expected_w).epsilon(1e-6));
}

TEST_CASE("A ground floor loses heat through floor and ground and virtual layer") {
  Fabric fabric = room_with_wall(10.0);
  fabric.boundaries.push_back({"ground", Schedule::of(8.0), {}});
  fabric.surfaces[0].beyond = Beyond::boundary;
  fabric.surfaces[0].tilt_deg = 180.0;
  fabric.constructions[0].lumped = models::LumpedElement{2.0, 100e3, models::MassClass::inside, true, 3.0};
  const double expected_w = 10.0 * 12.0 / (1.0 / 8.0 + 2.0 + 0.25 + 3.0);
  // The ground settles with 15 days, so it gets two years.
  const models::Weather year = steady_weather(kOutside_degc, 101325.0, 8760);
  CHECK(steady_heating_w(fabric, year) == Approx(expected_w).epsilon(1e-6));
}

TEST_CASE("A thermal bridge loses its conductance times the difference") {
  Fabric fabric = heated_room();
  add_bridge(fabric, 0, 2.5);
  CHECK(steady_heating_w(fabric) == Approx(75.0).epsilon(1e-9));
  fabric.boundaries.push_back({"cellar", Schedule::of(10.0), {}});
  fabric.bridges[0].beyond = Beyond::boundary;
  CHECK(steady_heating_w(fabric) == Approx(25.0).epsilon(1e-9));
}

TEST_CASE("Outdoor air weighs what it does at its pressure and temperature") {
  Fabric fabric = heated_room();
  add_air(fabric, Beyond::outdoors, 0, 100.0, true);
  fabric.air_paths[0].infiltration = true;
  // By hand: 83000 Pa / (287.042 x 263.15 K) = 1.098827 kg/m3; x 1006 x 100 / 3600 = 30.7061 W/K; x 30 K = 921.183 W.
  const FabricResult result = run(fabric, steady_weather(kOutside_degc, 83000.0));
  CHECK(result.zones[0].heating_w.back() == Approx(921.183).margin(1e-3));
  CHECK(term_w(result, "infiltration") == Approx(-921.183).margin(1e-3));
  CHECK(term_w(result, "ventilation") == 0.0);
  CHECK(term_w(result, "heating") == Approx(921.183).margin(1e-3));
}

TEST_CASE("Supply air comes at the temperature of its boundary and at standard density") {
  Fabric fabric = heated_room();
  fabric.boundaries.push_back({"supply", Schedule::of(12.0), {}});
  add_air(fabric, Beyond::boundary, 0, 50.0, false);
  // By hand: 1.204 x 1006 x 50 / 3600 = 16.82256 W/K; x 8 K = 134.5804 W.
  const FabricResult result = run(fabric, steady_weather(kOutside_degc, 83000.0));
  CHECK(result.zones[0].heating_w.back() == Approx(134.5804).margin(1e-4));
  CHECK(term_w(result, "ventilation") == Approx(-134.5804).margin(1e-4));
}

TEST_CASE("Air from a zone warms the next and leaves the first as it is") {
  Fabric fabric = heated_room();
  models::Zone cold;
  cold.name = "corridor";
  cold.volume_m3 = 10.0;
  fabric.zones.push_back(std::move(cold));
  add_bridge(fabric, 0, 1.0);
  add_bridge(fabric, 1, 10.0);
  add_air(fabric, Beyond::zone, 0, 50.0, false);
  fabric.air_paths[0].to = 1;
  const FabricResult result = run(fabric, steady_weather());
  const double flow_w_k = 1.204 * 1006.0 * 50.0 / 3600.0;
  const double corridor_degc = (flow_w_k * kInside_degc + 10.0 * kOutside_degc) / (flow_w_k + 10.0);
  CHECK(result.zones[1].air_degc.back() == Approx(corridor_degc).epsilon(1e-9));
  CHECK(result.zones[0].heating_w.back() == Approx(30.0).epsilon(1e-9));
  CHECK(term_w(result, "ventilation") == Approx(flow_w_k * (kInside_degc - corridor_degc)).epsilon(1e-9));
}

TEST_CASE("A slab between two zones is a ceiling to one and a floor to the other") {
  Fabric fabric = room_with_wall(10.0);
  models::Zone above;
  above.name = "above";
  fabric.zones.push_back(std::move(above));
  add_bridge(fabric, 1, 10.0);
  fabric.surfaces[0].beyond = Beyond::zone;
  fabric.surfaces[0].beyond_index = 1;
  fabric.surfaces[0].tilt_deg = 0.0;
  fabric.surfaces[0].outside_convection_w_m2k = 5.0;
  fabric.surfaces[0].outside_radiation_w_m2k = 0.0;
  const FabricNetwork net = models::make_fabric_network(fabric);
  REQUIRE(net.inside_faces.size() == 2);
  CHECK(net.outside_faces.empty());
  for (const models::InsideFace& face : net.inside_faces) {
    CHECK(face.tilt_deg == (face.zone == 0 ? 0.0 : 180.0));
    CHECK(face.far_side == (face.zone == 1));
  }
  const double slab_w_k = 10.0 / (1.0 / 8.0 + kBrick_m2k_w + 1.0 / 5.0);
  const double expected_w = kDifference_k / (1.0 / slab_w_k + 1.0 / 10.0);
  // Nothing of the upper face is said to radiate, so its zone's radiant node follows the air.
  CHECK(steady_heating_w(fabric) == Approx(expected_w).epsilon(1e-6));
}

TEST_CASE("Constant films are those of Standard 140 and ISO 52016-1") {
  CHECK(models::standard_140_inside_convection_w_m2k(90.0, false) == 2.2);
  CHECK(models::standard_140_inside_convection_w_m2k(0.0, false) == 1.8);
  CHECK(models::standard_140_inside_convection_w_m2k(180.0, false) == 2.2);
  CHECK(models::standard_140_inside_convection_w_m2k(90.0, true) == 2.4);
  CHECK(models::standard_140_outside_convection_w_m2k(90.0, false) == 11.9);
  CHECK(models::standard_140_outside_convection_w_m2k(0.0, false) == 14.4);
  CHECK(models::standard_140_outside_convection_w_m2k(180.0, false) == 0.8);
  CHECK(models::standard_140_outside_convection_w_m2k(90.0, true) == 8.0);
  CHECK(models::iso_52016_inside_convection_w_m2k(0.0) == 5.0);
  CHECK(models::iso_52016_inside_convection_w_m2k(90.0) == 2.5);
  CHECK(models::iso_52016_inside_convection_w_m2k(180.0) == 0.7);
}
