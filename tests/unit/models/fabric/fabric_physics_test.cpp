// SPDX-License-Identifier: MPL-2.0
// What the whole engine makes of gaps, sky, air and films, against balances reckoned by hand.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "models/air/psychrometrics.hpp"
#include "models/fabric/fabric_run.hpp"
#include "models/surface/constant_films.hpp"
#include "models/window/gap.hpp"

using namespace tvilling;
using models::Beyond;
using models::Fabric;
using models::FabricResult;
using models::Schedule;

namespace {

constexpr double kInside_degc = 20.0;
constexpr double kOutside_degc = -10.0;
constexpr std::size_t kHours = 30 * 24;

/// Nothing changes: cold, dark, no wind.
models::Weather night(double sky_degc = kOutside_degc, double pressure_pa = 101325.0) {
  models::Weather w;
  w.location = {"steady", 55.7, 12.6, 1.0, 0.0};
  w.dry_bulb_degc.assign(kHours, kOutside_degc);
  w.sky_temperature_degc.assign(kHours, sky_degc);
  w.pressure_pa.assign(kHours, pressure_pa);
  for (std::vector<double>* zero :
       {&w.direct_normal_w_m2, &w.diffuse_horizontal_w_m2, &w.global_horizontal_w_m2, &w.wind_speed_m_s, &w.wind_direction_deg}) {
    zero->assign(kHours, 0.0);
  }
  return w;
}

models::Zone heated_zone(const std::string& name, double set_point_degc = kInside_degc) {
  models::Zone zone;
  zone.name = name;
  zone.volume_m3 = 50.0;
  models::ZoneThermostat thermostat;
  thermostat.heating_set_point_degc = Schedule::of(set_point_degc);
  thermostat.heating_capacity_w = Schedule::of(1e6);
  zone.thermostat = std::move(thermostat);
  return zone;
}

/// A room at 20 degrees with one wall of 10 m2 to outdoors and films that follow the temperatures.
Fabric room_with_wall() {
  Fabric fabric;
  fabric.options.steps_per_hour = 1;
  fabric.zones.push_back(heated_zone("room"));
  models::Construction brick;
  brick.layers = {{0.1, 0.04, 30.0, 1000.0, 0.0}, {0.12, 0.6, 1600.0, 900.0, 0.0}};
  fabric.constructions.push_back(std::move(brick));
  models::Surface wall;
  wall.area_m2 = 10.0;
  wall.azimuth_deg = 180.0;
  fabric.surfaces.push_back(wall);
  return fabric;
}
constexpr double kBrick_m2k_w = 0.1 / 0.04 + 0.12 / 0.6;

/// The wall as a window of two panes alone.
Fabric room_with_window(double tilt_deg) {
  Fabric fabric = room_with_wall();
  fabric.surfaces[0].tilt_deg = tilt_deg;
  fabric.glazings.emplace_back();
  fabric.glazings[0].glazing.panes.assign(2, models::Pane{});
  fabric.glazings[0].glazing.gaps.assign(1, models::Gap{});
  models::Window window;
  window.area_m2 = 10.0;
  fabric.windows.push_back(std::move(window));
  return fabric;
}

void fix_films(models::Window& window) {
  window.inside_convection_w_m2k = 8.0;
  window.inside_radiation_w_m2k = 0.0;
  window.outside_convection_w_m2k = 20.0;
  window.outside_radiation_w_m2k = 5.0;
}

FabricResult run(const Fabric& fabric, const models::Weather& weather) {
  models::RunPeriod period;
  period.hours = weather.dry_bulb_degc.size();
  period.steps_per_hour = fabric.options.steps_per_hour;
  return models::simulate_fabric(fabric, weather, period, {}, {.days = 365});
}

double steady_heating_w(const Fabric& fabric, const models::Weather& weather = night()) {
  return run(fabric, weather).zones[0].heating_w.back();
}

/// Heat through the window of 10 m2 with films 8 and 25, its gap at the temperatures that this heat gives.
double window_w(double tilt_deg) {
  const models::Pane pane;
  const double pane_m2k_w = pane.thickness_m / pane.conductivity_w_mk;
  double heat_w_m2 = 50.0;
  for (int i = 0; i < 200; ++i) {
    const models::GapState state{kOutside_degc + heat_w_m2 * (1.0 / 25.0 + pane_m2k_w),
                                 kInside_degc - heat_w_m2 * (1.0 / 8.0 + pane_m2k_w), tilt_deg};
    const double gap_w_m2k = models::gap_conductance_w_m2k({}, 0.84, 0.84, state);
    heat_w_m2 = 30.0 / (1.0 / 8.0 + 2.0 * pane_m2k_w + 1.0 / gap_w_m2k + 1.0 / 25.0);
  }
  return 10.0 * heat_w_m2;
}

void add_air(Fabric& fabric, Beyond from, std::size_t from_index, std::size_t to, double flow_m3_h, bool at_outdoor_density) {
  models::AirPath path;
  path.from = from;
  path.from_index = from_index;
  path.to = to;
  path.flow_m3_h = Schedule::of(flow_m3_h);
  path.at_outdoor_density = at_outdoor_density;
  fabric.air_paths.push_back(std::move(path));
}

constexpr double kClearSky_degc = -30.0;

}  // namespace

// Steady heat is linear in nothing here, so the tolerance is that of the films: 0.005 K of some 10 K.
TEST_CASE("The gap of a window follows its temperatures also where all films are fixed") {
  for (const double tilt_deg : {90.0, 45.0, 0.0}) {
    Fabric fabric = room_with_window(tilt_deg);
    fix_films(fabric.windows[0]);
    CHECK(steady_heating_w(fabric) == Approx(window_w(tilt_deg)).epsilon(1e-3));
    fabric.start_degc = -10.0;  // what it was at the start does not stay
    CHECK(steady_heating_w(fabric) == Approx(window_w(tilt_deg)).epsilon(1e-3));
  }
}

TEST_CASE("A roof light loses more through its gap than the same glass upright") {
  CHECK(window_w(0.0) > 1.05 * window_w(90.0));
  Fabric upright = room_with_window(90.0);
  Fabric level = room_with_window(0.0);
  fix_films(upright.windows[0]);
  fix_films(level.windows[0]);
  CHECK(steady_heating_w(level) > 1.05 * steady_heating_w(upright));
}

TEST_CASE("A roof under something wide and deep loses less heat in a clear night") {
  Fabric open = room_with_wall();
  open.surfaces[0].tilt_deg = 0.0;
  open.surfaces[0].place = models::Rectangle{{0, 0, 3}, {5, 0, 0}, {0, 2, 0}};
  Fabric covered = open;
  covered.obstacles.push_back({"deck", {{-20, -20, 4}, {45, 0, 0}, {0, 42, 0}}});
  const double open_w = steady_heating_w(open, night(kClearSky_degc));
  CHECK(steady_heating_w(covered, night(kClearSky_degc)) < 0.95 * open_w);
  // Under a sky as warm as the air there is nothing to be kept off.
  CHECK(steady_heating_w(covered) == Approx(steady_heating_w(open)).epsilon(1e-9));
  // Nearly all sky is covered, so the clear night is nearly a cloudy one.
  CHECK(steady_heating_w(covered, night(kClearSky_degc)) == Approx(steady_heating_w(open)).epsilon(0.02));
}

TEST_CASE("A wall under a deep overhang loses less heat in a clear night") {
  Fabric fabric = room_with_wall();
  fabric.surfaces[0].place = models::Rectangle{{0, 0, 0}, {5, 0, 0}, {0, 0, 2}};
  const double open_w = steady_heating_w(fabric, night(kClearSky_degc));
  fabric.surfaces[0].overhang = models::Overhang{5.0, 0.0, 10.0, 10.0};
  CHECK(steady_heating_w(fabric, night(kClearSky_degc)) < 0.99 * open_w);
}

TEST_CASE("A closed blind keeps the clear sky off whatever light it lets through") {
  const Fabric open = room_with_window(90.0);
  Fabric closed = open;
  closed.windows[0].blind.emplace();
  closed.windows[0].blind->closed = Schedule::of(1.0);
  Fabric half_transparent = closed;
  half_transparent.windows[0].blind->transmittance = 0.5;
  const double open_w = steady_heating_w(open, night(kClearSky_degc));
  const double closed_w = steady_heating_w(closed, night(kClearSky_degc));
  CHECK(closed_w < 0.95 * open_w);
  CHECK(steady_heating_w(half_transparent, night(kClearSky_degc)) == closed_w);
  half_transparent.windows[0].blind->closed = Schedule::of(0.5);
  const double half_w = steady_heating_w(half_transparent, night(kClearSky_degc));
  CHECK((half_w > closed_w && half_w < open_w));
}

TEST_CASE("Where the outside films are fixed neither blind nor deck keeps the sky off") {
  Fabric open = room_with_window(90.0);
  open.surfaces[0].place = models::Rectangle{{0, 0, 0}, {5, 0, 0}, {0, 0, 2}};
  open.windows[0].place = open.surfaces[0].place;
  fix_films(open.windows[0]);
  Fabric covered = open;
  covered.windows[0].blind.emplace();
  covered.windows[0].blind->closed = Schedule::of(1.0);
  covered.windows[0].overhang = models::Overhang{5.0, 0.0, 10.0, 10.0};
  CHECK(steady_heating_w(covered, night(kClearSky_degc)) == steady_heating_w(open, night(kClearSky_degc)));
}

TEST_CASE("Coefficients given for the far face count towards a boundary") {
  Fabric fabric = room_with_wall();
  fabric.boundaries.push_back({"cellar", Schedule::of(5.0), {}});
  models::Surface& wall = fabric.surfaces[0];
  wall.beyond = Beyond::boundary;
  wall.inside_convection_w_m2k = 8.0;
  wall.inside_radiation_w_m2k = 0.0;
  const auto expected_w = [](double far_w_m2k) { return 10.0 * 15.0 / (1.0 / 8.0 + kBrick_m2k_w + 1.0 / far_w_m2k); };
  CHECK(steady_heating_w(fabric) == Approx(expected_w(2.5 + 5.13)).epsilon(1e-6));
  wall.outside_convection_w_m2k = 1.5;
  CHECK(steady_heating_w(fabric) == Approx(expected_w(1.5 + 5.13)).epsilon(1e-6));
  wall.outside_radiation_w_m2k = 0.0;
  CHECK(steady_heating_w(fabric) == Approx(expected_w(1.5)).epsilon(1e-6));
  wall.outside_convection_w_m2k.reset();
  wall.outside_radiation_w_m2k = 2.0;
  CHECK(steady_heating_w(fabric) == Approx(expected_w(2.5 + 2.0)).epsilon(1e-6));
}

TEST_CASE("Air between zones and from a boundary weighs what it does at the site and 20 degC") {
  // By hand: 83000 Pa / (287.042 x 293.15 K) = 0.9863766 kg/m3; x 1006 x 50 / 3600 = 13.781873 W/K.
  constexpr double kFlow_w_k = 13.781873;
  Fabric fabric = room_with_wall();
  fabric.surfaces.clear();
  fabric.boundaries.push_back({"supply", Schedule::of(12.0), {}});
  add_air(fabric, Beyond::boundary, 0, 0, 50.0, true);
  CHECK(steady_heating_w(fabric, night(kOutside_degc, 83000.0)) == Approx(kFlow_w_k * 8.0).epsilon(1e-6));
  fabric.zones.push_back(heated_zone("next", 26.0));
  fabric.air_paths.clear();
  add_air(fabric, Beyond::zone, 0, 1, 50.0, true);
  add_air(fabric, Beyond::zone, 1, 0, 50.0, true);
  fabric.zones[0].thermostat.reset();
  fabric.bridges.emplace_back();
  fabric.bridges[0].conductance_w_k = 10.0;
  const FabricResult result = run(fabric, night(kOutside_degc, 83000.0));
  // What the colder zone takes out it gives back at its own temperature: an open door.
  const double cold_degc = (kFlow_w_k * 26.0 + 10.0 * kOutside_degc) / (kFlow_w_k + 10.0);
  CHECK(result.zones[0].air_degc.back() == Approx(cold_degc).epsilon(1e-5));
  CHECK(result.zones[1].heating_w.back() == Approx(kFlow_w_k * (26.0 - cold_degc)).epsilon(1e-5));
}

TEST_CASE("The height of the site sets the pressure of the air in place of the weather's") {
  Fabric fabric = room_with_wall();
  fabric.surfaces.clear();
  add_air(fabric, Beyond::outdoors, 0, 0, 100.0, true);
  fabric.elevation_m = 1650.0;
  const double by_height_w = steady_heating_w(fabric);
  fabric.elevation_m.reset();
  CHECK(steady_heating_w(fabric, night(kOutside_degc, models::standard_pressure_pa(1650.0))) ==
        Approx(by_height_w).epsilon(1e-12));
  CHECK(by_height_w / steady_heating_w(fabric) == Approx(models::standard_pressure_pa(1650.0) / 101325.0).epsilon(1e-9));
}

TEST_CASE("An element is a wall within 30 degrees of upright and a roof or floor beyond") {
  for (const double tilt_deg : {60.0, 90.0, 120.0}) {
    CHECK(models::iso_52016_inside_convection_w_m2k(tilt_deg) == 2.5);
    CHECK(models::standard_140_inside_convection_w_m2k(tilt_deg, false) == 2.2);
    CHECK(models::standard_140_outside_convection_w_m2k(tilt_deg, false) == 11.9);
  }
  CHECK(models::iso_52016_inside_convection_w_m2k(59.9) == 5.0);
  CHECK(models::iso_52016_inside_convection_w_m2k(120.1) == 0.7);
  CHECK(models::standard_140_inside_convection_w_m2k(59.9, false) == 1.8);
  CHECK(models::standard_140_outside_convection_w_m2k(59.9, false) == 14.4);
  CHECK(models::standard_140_outside_convection_w_m2k(120.1, false) == 0.8);
}

TEST_CASE("A warm-up runs the last days of the run or the first ones") {
  // Heavy walls, a first half at -20 and a second half at 20 degrees: the first hour is where the warm-up ended.
  Fabric fabric = room_with_wall();
  fabric.zones[0].thermostat.reset();
  models::Weather weather = night();
  std::fill(weather.dry_bulb_degc.begin(), weather.dry_bulb_degc.begin() + kHours / 2, -20.0);
  std::fill(weather.dry_bulb_degc.begin() + kHours / 2, weather.dry_bulb_degc.end(), 20.0);
  weather.sky_temperature_degc = weather.dry_bulb_degc;
  models::RunPeriod period;
  period.hours = weather.dry_bulb_degc.size();
  period.steps_per_hour = 1;
  const auto first_degc = [&fabric, &weather, &period](models::WarmUp warm_up) {
    return models::simulate_fabric(fabric, weather, period, {}, warm_up).zones[0].air_degc[0];
  };
  fabric.start_degc = 0.0;
  const double cold_degc = first_degc({15, models::WarmUp::Of::beginning});
  const double warm_degc = first_degc({15, models::WarmUp::Of::end});
  CHECK(cold_degc < -5.0);
  CHECK(warm_degc > 5.0);
  CHECK(first_degc({15}) == warm_degc);
  CHECK(first_degc({}) == first_degc({60, models::WarmUp::Of::end}));
  CHECK(first_degc({0, models::WarmUp::Of::beginning}) == first_degc({0, models::WarmUp::Of::end}));
  // The whole run is the same days from either end.
  CHECK(first_degc({30, models::WarmUp::Of::beginning}) == first_degc({30, models::WarmUp::Of::end}));
}

TEST_CASE("A zone's summary is its sums and its extremes") {
  const models::ZoneHours zone{
      {20.0, 23.0, 17.0, 22.0}, {1.0, 2.0, 3.0, 4.0}, {1000.0, 0.0, 2500.0, 500.0}, {0.0, 300.0, 0.0, 100.0}};
  const models::ZoneSummary summary = models::summary_of(zone);
  CHECK(summary.heating_kwh == Approx(4.0).epsilon(1e-14));
  CHECK(summary.cooling_kwh == Approx(0.4).epsilon(1e-14));
  CHECK(summary.peak_heating_kw == 2.5);
  CHECK(summary.peak_cooling_kw == 0.3);
  CHECK(summary.min_degc == 17.0);
  CHECK(summary.mean_degc == 20.5);
  CHECK(summary.max_degc == 23.0);
}
