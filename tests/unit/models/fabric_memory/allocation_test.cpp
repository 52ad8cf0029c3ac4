// SPDX-License-Identifier: MPL-2.0
// Its own program: see tests/support/counted_memory.hpp.
#include <array>
#include <catch2/catch.hpp>
#include <cstddef>
#include <utility>
#include <vector>

#include "models/fabric/fabric_run.hpp"
#include "tests/support/counted_memory.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)

/// A day that repeats: wind, cold, some sun at noon.
models::Weather weather_of(std::size_t hours) {
  models::Weather w;
  w.location = {"somewhere", 55.7, 12.6, 1.0, 0.0};
  w.dry_bulb_degc.assign(hours, 3.0);
  w.sky_temperature_degc.assign(hours, -8.0);
  w.wind_speed_m_s.assign(hours, 4.0);
  w.wind_direction_deg.assign(hours, 220.0);
  w.pressure_pa.assign(hours, 101325.0);
  for (std::vector<double>* sun : {&w.direct_normal_w_m2, &w.diffuse_horizontal_w_m2, &w.global_horizontal_w_m2}) {
    sun->assign(hours, 0.0);
    for (std::size_t h = 0; h < hours; ++h) (*sun)[h] = h % 24 >= 9 && h % 24 < 15 ? 300.0 : 0.0;
  }
  return w;
}

/// A box of 5 x 4 x 3 m with places, a window with a blind and eaves, an obstacle, plant, gains, air and driven films and gaps:
/// all that a step can meet.
models::Fabric box() {
  models::Fabric fabric;
  fabric.options.steps_per_hour = 2;
  models::Zone zone;
  zone.volume_m3 = 60.0;
  zone.thermostat.emplace();
  zone.thermostat->heating_set_point_degc = models::Schedule::of(20.0);
  zone.thermostat->heating_capacity_w = models::Schedule::of(2000.0);
  zone.gains.push_back({"people", models::Schedule::of(100.0), 0.5, {}});
  fabric.zones.push_back(std::move(zone));
  models::Construction wall;
  wall.layers = {{0.1, 0.04, 30.0, 1000.0, 0.0}, {0.1, 1.0, 2000.0, 1000.0, 0.0}};
  fabric.constructions.push_back(std::move(wall));
  struct Side {
    models::Rectangle place;
    double tilt_deg, azimuth_deg;
  };
  for (const Side& side : {Side{{{0, 0, 0}, {5, 0, 0}, {0, 0, 3}}, 90, 180}, Side{{{5, 0, 0}, {0, 4, 0}, {0, 0, 3}}, 90, 90},
                           Side{{{5, 4, 0}, {-5, 0, 0}, {0, 0, 3}}, 90, 0}, Side{{{0, 4, 0}, {0, -4, 0}, {0, 0, 3}}, 90, 270},
                           Side{{{0, 0, 3}, {5, 0, 0}, {0, 4, 0}}, 0, 180}, Side{{{0, 0, 0}, {0, 4, 0}, {5, 0, 0}}, 180, 0}}) {
    models::Surface surface;
    surface.place = side.place;
    surface.area_m2 = side.place.area_m2();
    surface.tilt_deg = side.tilt_deg;
    surface.azimuth_deg = side.azimuth_deg;
    fabric.surfaces.push_back(surface);
  }
  fabric.surfaces[0].overhang = models::Overhang{1.0, 0.0, 0.0, 0.0};
  fabric.obstacles.push_back({"neighbour", {{-5, -8, 0}, {15, 0, 0}, {0, 0, 6}}});
  fabric.glazings.emplace_back();
  models::Pane pane;
  pane.transmittance_solar = 0.8;
  pane.reflectance_solar_front = pane.reflectance_solar_back = 0.07;
  fabric.glazings[0].glazing.panes.assign(2, pane);
  fabric.glazings[0].glazing.gaps.assign(1, models::Gap{});
  models::Window window;
  window.area_m2 = 4.0;
  window.frame_fraction = 0.2;
  window.place = models::Rectangle{{1, 0, 0.5}, {2, 0, 0}, {0, 0, 2}};
  window.blind.emplace();
  window.blind->closed = models::Schedule::of(0.3);
  fabric.windows.push_back(std::move(window));
  fabric.air_paths.emplace_back();
  fabric.air_paths[0].flow_m3_h = models::Schedule::of(20.0);
  return fabric;
}

struct Counted {
  std::size_t allocations = 0;
  std::size_t solves = 0;
  double heating_w = 0.0;
  double through_kwh_m2 = 0.0;
};

Counted count_of(const models::Fabric& fabric, std::size_t hours) {
  const models::Weather weather = weather_of(hours);
  models::RunPeriod period;
  period.hours = hours;
  period.steps_per_hour = fabric.options.steps_per_hour;
  const std::size_t before = tests::allocations();
  const models::FabricResult result = models::simulate_fabric(fabric, weather, period, {}, {.days = 1});
  return {tests::allocations() - before, result.solves, result.zones[0].heating_w.back(), result.transmitted_kwh_m2[0]};
}

}  // namespace

TEST_CASE("The count sees a request for memory of a run") {
  tests::skip_where_nothing_is_counted();
  const std::size_t before = tests::allocations();
  const std::vector<double> some(1000, 1.0);
  CHECK(tests::allocations() > before);
  CHECK(some.size() == 1000);
}

TEST_CASE("A detailed building asks for memory as often in ten days as in one") {
  tests::skip_where_nothing_is_counted();
  const models::Fabric fabric = box();
  (void)count_of(fabric, 24);  // what is made once for the whole program
  const Counted day = count_of(fabric, 24);
  const Counted ten_days = count_of(fabric, 240);
  // Results and schedules are vectors: more hours make them longer, not more.
  CHECK(ten_days.allocations == day.allocations);
  CHECK(ten_days.solves > 5 * day.solves);
  CHECK(ten_days.heating_w > 0.0);
  CHECK(ten_days.through_kwh_m2 > 5.0 * day.through_kwh_m2);
  CHECK(day.through_kwh_m2 > 0.0);
}
