// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_run.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"

using namespace tvilling;
using models::Fabric;
using models::FabricResult;
using models::RunPeriod;
using models::Schedule;
using models::SeriesTable;
using models::Weather;

namespace {

constexpr double kOutdoor_degc = 0.0;
constexpr double kBridge_w_k = 50.0;

/// Days that repeat: temperature between -5 and 5 degrees with `swing_k` 5, sun at noon with `sun_w_m2` above 0.
Weather weather_of(std::size_t hours, double swing_k = 0.0, double sun_w_m2 = 0.0) {
  Weather w;
  w.location = {"somewhere", 55.7, 12.6, 1.0, 0.0};
  for (std::vector<double>* column : {&w.direct_normal_w_m2, &w.diffuse_horizontal_w_m2, &w.global_horizontal_w_m2}) {
    column->assign(hours, 0.0);
    for (std::size_t h = 0; h < hours; ++h) {
      if (h % 24 >= 10 && h % 24 < 14) (*column)[h] = sun_w_m2;
    }
  }
  w.pressure_pa.assign(hours, 101325.0);
  w.wind_speed_m_s.assign(hours, 3.0);
  w.wind_direction_deg.assign(hours, 270.0);
  for (std::size_t h = 0; h < hours; ++h) {
    const double phase = 2.0 * std::numbers::pi * static_cast<double>(h % 24) / 24.0;
    w.dry_bulb_degc.push_back(kOutdoor_degc - swing_k * std::cos(phase));
  }
  w.sky_temperature_degc = w.dry_bulb_degc;
  return w;
}

/// Air without heat capacity behind a bridge of 50 W/K: every watt is seen in the step that it is given.
Fabric light_room(int steps_per_hour) {
  Fabric fabric;
  fabric.options.steps_per_hour = steps_per_hour;
  models::Zone zone;
  zone.name = "room";
  fabric.zones.push_back(std::move(zone));
  models::Bridge bridge;
  bridge.conductance_w_k = kBridge_w_k;
  fabric.bridges.push_back(std::move(bridge));
  return fabric;
}

models::ZoneThermostat thermostat(Schedule heat_to_degc, double capacity_w) {
  models::ZoneThermostat t;
  t.heating_set_point_degc = std::move(heat_to_degc);
  t.heating_capacity_w = Schedule::of(capacity_w);
  return t;
}

Schedule hourly(std::vector<double> values) {
  Schedule schedule;
  schedule.kind = Schedule::Kind::hourly;
  schedule.values = std::move(values);
  return schedule;
}

Schedule points(std::vector<std::pair<double, double>> at, bool linear) {
  Schedule schedule;
  schedule.kind = Schedule::Kind::points;
  schedule.points = std::move(at);
  schedule.linear = linear;
  return schedule;
}

Schedule column(std::string name) {
  Schedule schedule;
  schedule.kind = Schedule::Kind::column;
  schedule.name = std::move(name);
  return schedule;
}

/// Heavy walls with driven films and a window of panes to the south.
Fabric heavy_room(int steps_per_hour) {
  Fabric fabric;
  fabric.options.steps_per_hour = steps_per_hour;
  models::Zone zone;
  zone.name = "room";
  zone.volume_m3 = 60.0;
  fabric.zones.push_back(std::move(zone));
  models::Construction wall;
  wall.layers = {{0.1, 0.04, 30.0, 1000.0, 0.0}, {0.15, 1.0, 2000.0, 1000.0, 0.0}};
  fabric.constructions.push_back(std::move(wall));
  fabric.surfaces.assign(3, models::Surface{});
  fabric.surfaces[0].area_m2 = 30.0;
  fabric.surfaces[0].azimuth_deg = 180.0;
  fabric.surfaces[1].area_m2 = 24.0;
  fabric.surfaces[1].tilt_deg = 0.0;
  fabric.surfaces[2].area_m2 = 24.0;
  fabric.surfaces[2].tilt_deg = 180.0;
  fabric.surfaces[2].beyond = models::Beyond::adiabatic;
  fabric.glazings.emplace_back();
  models::Pane pane;
  pane.transmittance_solar = 0.8;
  pane.reflectance_solar_front = pane.reflectance_solar_back = 0.07;
  fabric.glazings[0].glazing.panes.assign(2, pane);
  fabric.glazings[0].glazing.gaps.assign(1, models::Gap{});
  models::Window window;
  window.area_m2 = 5.0;
  fabric.windows.push_back(std::move(window));
  return fabric;
}

FabricResult run(const Fabric& fabric, const Weather& weather, int warm_up_days = 0, const SeriesTable& series = {}) {
  RunPeriod period;
  period.hours = weather.dry_bulb_degc.size();
  period.steps_per_hour = fabric.options.steps_per_hour;
  return models::simulate_fabric(fabric, weather, period, series, {warm_up_days});
}

}  // namespace

TEST_CASE("The heating holds its set point and takes what the bridge loses") {
  Fabric fabric = light_room(1);
  fabric.zones[0].thermostat = thermostat(Schedule::of(20.0), 1e5);
  const FabricResult result = run(fabric, weather_of(24));
  for (const double air_degc : result.zones[0].air_degc) CHECK(air_degc == Approx(20.0).epsilon(1e-12));
  for (const double heating_w : result.zones[0].heating_w) CHECK(heating_w == Approx(1000.0).epsilon(1e-12));
  for (const double cooling_w : result.zones[0].cooling_w) CHECK(cooling_w == 0.0);
}

TEST_CASE("The cooling holds its set point and is counted positive") {
  Fabric fabric = light_room(1);
  fabric.zones[0].gains.push_back({"people", Schedule::of(2000.0), 1.0, {}});
  models::ZoneThermostat both = thermostat(Schedule::of(20.0), 1e5);
  both.cooling_set_point_degc = Schedule::of(25.0);
  both.cooling_capacity_w = Schedule::of(1e5);
  fabric.zones[0].thermostat = std::move(both);
  const FabricResult result = run(fabric, weather_of(24));
  CHECK(result.zones[0].air_degc.back() == Approx(25.0));
  CHECK(result.zones[0].cooling_w.back() == Approx(2000.0 - 25.0 * kBridge_w_k));
  CHECK(result.zones[0].heating_w.back() == 0.0);
}

TEST_CASE("Between its set points a room floats") {
  Fabric fabric = light_room(1);
  fabric.zones[0].gains.push_back({"people", Schedule::of(1100.0), 1.0, {}});
  fabric.zones[0].thermostat = thermostat(Schedule::of(20.0), 1e5);
  const FabricResult result = run(fabric, weather_of(24));
  CHECK(result.zones[0].air_degc.back() == Approx(22.0));
  CHECK(result.zones[0].heating_w.back() == 0.0);
}

TEST_CASE("At its capacity the heating gives all it has and the room stays colder") {
  Fabric fabric = light_room(1);
  fabric.zones[0].thermostat = thermostat(Schedule::of(20.0), 600.0);
  const FabricResult result = run(fabric, weather_of(24));
  CHECK(result.zones[0].heating_w.back() == 600.0);
  CHECK(result.zones[0].air_degc.back() == Approx(600.0 / kBridge_w_k));
}

TEST_CASE("The operative set point holds the mean of air and mean radiant temperature") {
  Fabric fabric = heavy_room(1);
  fabric.zones[0].thermostat = thermostat(Schedule::of(20.0), 1e5);
  fabric.zones[0].thermostat->operative = true;
  const FabricResult result = run(fabric, weather_of(48), 10);
  for (const double operative_degc : result.zones[0].operative_degc) CHECK(operative_degc == Approx(20.0).epsilon(1e-9));
  CHECK(result.zones[0].air_degc.back() > 20.0);  // the walls are colder
}

TEST_CASE("A set point ramp is followed at the middle of every step") {
  Fabric fabric = light_room(4);
  fabric.zones[0].thermostat = thermostat(points({{6.0, 16.0}, {8.0, 20.0}}, true), 1e5);
  const FabricResult result = run(fabric, weather_of(24));
  CHECK(result.zones[0].air_degc[6] == Approx(17.0));  // from 16 to 18 in this hour
  CHECK(result.zones[0].air_degc[7] == Approx(19.0));
  CHECK(result.zones[0].heating_w[6] == Approx(17.0 * kBridge_w_k));
}

TEST_CASE("With a night set-back the air is not heated until it has cooled that far") {
  Fabric fabric = heavy_room(1);
  std::vector<double> set_points_degc(24, 13.0);
  std::fill(set_points_degc.begin() + 7, set_points_degc.begin() + 22, 20.0);
  fabric.zones[0].thermostat = thermostat(hourly(set_points_degc), 1e5);
  const FabricResult set_back = run(fabric, weather_of(48), 20);
  fabric.zones[0].thermostat = thermostat(Schedule::of(20.0), 1e5);
  const FabricResult constant = run(fabric, weather_of(48), 20);
  const std::vector<double>& heating_w = set_back.zones[0].heating_w;
  CHECK(set_back.zones[0].air_degc[12] == Approx(20.0).epsilon(1e-9));
  for (std::size_t hour = 22; hour < 31; ++hour) {
    CHECK(set_back.zones[0].air_degc[hour] > 13.0);
    CHECK(set_back.zones[0].air_degc[hour] < 20.0);
    CHECK(heating_w[hour] == 0.0);
  }
  CHECK(heating_w[31] > constant.zones[0].heating_w[31]);  // the morning peak
  const double saved_w = std::accumulate(constant.zones[0].heating_w.begin(), constant.zones[0].heating_w.end(), 0.0) -
                         std::accumulate(heating_w.begin(), heating_w.end(), 0.0);
  CHECK(saved_w > 0.0);
}

TEST_CASE("Night ventilation cools a heavy room and is booked as ventilation") {
  Fabric fabric = heavy_room(1);
  fabric.zones[0].gains.push_back({"machines", Schedule::of(800.0), 0.5, {}});
  const FabricResult without = run(fabric, weather_of(24, 5.0), 1);
  models::AirPath fan;
  std::vector<double> flow_m3_h(24, 0.0);
  std::fill(flow_m3_h.begin(), flow_m3_h.begin() + 6, 500.0);
  fan.flow_m3_h = hourly(flow_m3_h);
  fabric.air_paths.push_back(std::move(fan));
  const FabricResult with = run(fabric, weather_of(24, 5.0), 1);
  for (std::size_t h = 0; h < 24; ++h) CHECK(with.zones[0].air_degc[h] < without.zones[0].air_degc[h]);
  const std::array<std::string, 2> names{"ventilation", "infiltration"};
  for (const models::FabricTerm& term : with.terms) {
    if (term.name == names[0]) CHECK(term.energy_kwh < -1.0);
    if (term.name == names[1]) CHECK(term.energy_kwh == 0.0);
  }
}

TEST_CASE("The terms of a run add up to the rise of the heat stored") {
  Fabric fabric = heavy_room(4);
  fabric.zones[0].thermostat = thermostat(Schedule::of(24.0), 1e5);
  fabric.zones[0].gains.push_back({"people", Schedule::of(300.0), 0.5, {}});
  const FabricResult result = run(fabric, weather_of(48, 5.0, 400.0));
  double sum_kwh = 0.0;
  double moved_kwh = 0.0;
  for (const models::FabricTerm& term : result.terms) {
    sum_kwh += term.energy_kwh;
    moved_kwh += std::abs(term.energy_kwh);
  }
  CHECK(sum_kwh == Approx(result.storage_kwh).margin(1e-8 * moved_kwh));
  const std::vector<double>& heating_w = result.zones[0].heating_w;
  const double heating_kwh = 1e-3 * std::accumulate(heating_w.begin(), heating_w.end(), 0.0);
  CHECK(heating_kwh > 1.0);
  for (const models::FabricTerm& term : result.terms) {
    if (term.name == "heating") CHECK(term.energy_kwh == Approx(heating_kwh));
  }
  CHECK(result.steps == 48 * 4);
  CHECK(result.solves > result.steps);
}

TEST_CASE("The mean of an hour is the mean of its steps") {
  Fabric fabric = light_room(4);
  // In hour 12 the set point jumps from 20 to 24 after the first quarter: (20 + 3 x 24) / 4 = 23.
  fabric.zones[0].thermostat = thermostat(points({{0.0, 20.0}, {12.25, 24.0}}, false), 1e5);
  const FabricResult result = run(fabric, weather_of(24));
  CHECK(result.zones[0].air_degc[11] == Approx(20.0));
  CHECK(result.zones[0].air_degc[12] == Approx(23.0));
  CHECK(result.zones[0].operative_degc[12] == Approx(23.0));
  CHECK(result.zones[0].heating_w[12] == Approx(23.0 * kBridge_w_k));
  CHECK(result.zones[0].heating_w[13] == Approx(24.0 * kBridge_w_k));
}

TEST_CASE("After a warm-up of days that repeat the day closes on itself") {
  Fabric fabric = heavy_room(2);
  fabric.start_degc = 35.0;
  const Weather weather = weather_of(24 * 60, 5.0, 400.0);
  const std::vector<double> hot = run(fabric, weather, 0).zones[0].air_degc;
  const std::vector<double> settled = run(fabric, weather, 60).zones[0].air_degc;
  // The sun's path moves on from day to day, so what may be asked is that the start is forgotten, not that days are equal.
  CHECK(std::abs(hot[0] - settled[0]) > 2.0);
  CHECK(std::abs(hot.back() - settled.back()) < 0.01);
  const Weather dark = weather_of(24 * 60, 5.0);
  const std::vector<double> night = run(fabric, dark, 60).zones[0].air_degc;
  for (std::size_t h = 0; h < 24; ++h) CHECK(night[h] == Approx(night[24 + h]).margin(0.01));
}

TEST_CASE("A warm-up longer than the run is cut to its length") {
  const Fabric fabric = heavy_room(1);
  const Weather weather = weather_of(48, 5.0);
  CHECK(run(fabric, weather, 2).zones[0].air_degc == run(fabric, weather, 500).zones[0].air_degc);
  CHECK(run(fabric, weather, -3).zones[0].air_degc == run(fabric, weather, 0).zones[0].air_degc);
}

TEST_CASE("The same input gives the same bits") {
  const Fabric fabric = heavy_room(4);
  const Weather weather = weather_of(48, 5.0, 400.0);
  const FabricResult a = run(fabric, weather, 2);
  const FabricResult b = run(fabric, weather, 2);
  CHECK(a.zones[0].air_degc == b.zones[0].air_degc);
  CHECK(a.storage_kwh == b.storage_kwh);
  CHECK(a.solves == b.solves);
}

TEST_CASE("The sun through a window warms the room and is summed by surface and window") {
  const Fabric fabric = heavy_room(2);
  const FabricResult dark = run(fabric, weather_of(48));
  const FabricResult bright = run(fabric, weather_of(48, 0.0, 400.0));
  CHECK(bright.zones[0].air_degc.back() > dark.zones[0].air_degc.back() + 0.5);
  CHECK(dark.incident_kwh_m2[0] == 0.0);
  CHECK(bright.incident_kwh_m2[0] > 0.0);
  CHECK(bright.incident_kwh_m2[2] == 0.0);
  CHECK(bright.transmitted_kwh_m2[0] > 0.0);
  CHECK(bright.transmitted_kwh_m2[0] < bright.incident_kwh_m2[0]);
}

TEST_CASE("A blind keeps out what it does not let through while it is closed") {
  Fabric fabric = heavy_room(1);
  const double open_kwh_m2 = run(fabric, weather_of(24, 0.0, 400.0)).transmitted_kwh_m2[0];
  fabric.windows[0].blind.emplace();
  fabric.windows[0].blind->closed = Schedule::of(1.0);
  CHECK(run(fabric, weather_of(24, 0.0, 400.0)).transmitted_kwh_m2[0] == 0.0);
  fabric.windows[0].blind->transmittance = 0.3;
  CHECK(run(fabric, weather_of(24, 0.0, 400.0)).transmitted_kwh_m2[0] == Approx(0.3 * open_kwh_m2));
  fabric.windows[0].blind->closed = Schedule::of(0.5);
  CHECK(run(fabric, weather_of(24, 0.0, 400.0)).transmitted_kwh_m2[0] == Approx(0.65 * open_kwh_m2));
}

TEST_CASE("A column of the series drives a gain hour by hour") {
  Fabric fabric = light_room(2);
  Schedule measured = column("heater");
  measured.scale = 1000.0;
  fabric.zones[0].gains.push_back({"heater", measured, 1.0, {}});
  SeriesTable series;
  for (std::size_t h = 0; h < 24; ++h) series["heater"].push_back(0.1 * static_cast<double>(h));
  const FabricResult result = run(fabric, weather_of(24), 0, series);
  for (std::size_t h = 0; h < 24; ++h) {
    CHECK(result.zones[0].air_degc[h] == Approx(100.0 * static_cast<double>(h) / kBridge_w_k).margin(1e-12));
  }
}

TEST_CASE("A measured set point holds only where it is asked for") {
  Fabric fabric = light_room(1);
  std::vector<double> on(24, 0.0);
  std::fill(on.begin() + 12, on.end(), 1.0);
  Schedule measured = column("air");
  measured.during = {hourly(on)};
  fabric.zones[0].thermostat = thermostat(measured, 1e5);
  SeriesTable series;
  series["air"].assign(12, std::numeric_limits<double>::quiet_NaN());
  series["air"].resize(24, 23.0);
  const FabricResult result = run(fabric, weather_of(24), 0, series);
  CHECK(result.zones[0].air_degc[11] == Approx(kOutdoor_degc).margin(1e-9));
  CHECK(result.zones[0].air_degc[12] == Approx(23.0));
}

TEST_CASE("A column that is not there is a bug of ours since the check has passed it") {
  Fabric fabric = light_room(1);
  fabric.zones[0].gains.push_back({"heater", column("heater"), 1.0, {}});
  CHECK_THROWS_WITH(run(fabric, weather_of(24)), Catch::Matchers::Contains("no column heater"));
}

TEST_CASE("Weather of another length than the run is refused by its name") {
  const Fabric fabric = light_room(1);
  const std::vector<std::pair<std::string, std::vector<double> Weather::*>> columns{
      {"direct_normal_w_m2", &Weather::direct_normal_w_m2},
      {"diffuse_horizontal_w_m2", &Weather::diffuse_horizontal_w_m2},
      {"global_horizontal_w_m2", &Weather::global_horizontal_w_m2},
      {"sky_temperature_degc", &Weather::sky_temperature_degc},
      {"wind_speed_m_s", &Weather::wind_speed_m_s},
      {"wind_direction_deg", &Weather::wind_direction_deg},
      {"pressure_pa", &Weather::pressure_pa}};
  for (const std::pair<std::string, std::vector<double> Weather::*>& wrong : columns) {
    Weather weather = weather_of(24);
    (weather.*wrong.second).pop_back();
    CHECK_THROWS_WITH(run(fabric, weather), "weather: " + wrong.first + " has 23 hours, the run needs 24");
  }
  Weather weather = weather_of(24);
  RunPeriod period;
  period.hours = 48;
  try {
    (void)models::simulate_fabric(fabric, weather, period, {}, {0});
    FAIL("a day of weather for a run of two days was taken");
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::bad_input);
    CHECK(std::string(error.what()).find("dry_bulb_degc") != std::string::npos);
  }
}
