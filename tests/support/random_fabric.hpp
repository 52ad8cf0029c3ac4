// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/fabric/fabric.hpp"
#include "models/fabric/fabric_run.hpp"
#include "models/fabric/schedule.hpp"
#include "models/shading/geometry.hpp"
#include "models/weather/solar_position.hpp"
#include "models/weather/weather.hpp"
#include "tests/support/random_network.hpp"

namespace tvilling::tests {

/// A detailed building with a few days of weather: all that simulate_fabric needs.
struct RandomFabric {
  models::Fabric fabric;
  models::Weather weather;
  models::RunPeriod period;

  [[nodiscard]] models::FabricResult run(int warm_up_days = 0) const {
    return models::simulate_fabric(fabric, weather, period, {}, {warm_up_days});
  }
};

/// What a law needs of the buildings it is tried on. All else is random.
struct FabricWish {
  std::size_t most_zones = 4;
  bool places = true;                 ///< some single zones are boxes with a place in space, obstacles and shading
  bool fixed_films = false;           ///< no coefficient follows the temperatures, films and gaps: a linear system
  bool cooling = true;                ///< thermostats may cool
  bool control_where_heated = false;  ///< thermostats see the air and heat only it
  bool blinds = true;
  bool loops_of_air = true;  ///< air between zones that need not come back
};

/// Hours without anything: no sun, no wind, one temperature of air and sky.
inline models::Weather still_weather(std::size_t hours, double air_degc) {
  models::Weather w;
  w.location = {"somewhere", 55.7, 12.5, 1.0, 10.0};
  w.source = "made up";
  for (auto* series :
       {&w.global_horizontal_w_m2, &w.direct_normal_w_m2, &w.diffuse_horizontal_w_m2, &w.wind_speed_m_s, &w.wind_direction_deg}) {
    series->assign(hours, 0.0);
  }
  w.pressure_pa.assign(hours, 101325.0);
  for (auto* series : {&w.dry_bulb_degc, &w.dew_point_degc, &w.sky_temperature_degc}) series->assign(hours, air_degc);
  return w;
}

inline void take_sun_away(models::Weather& w) {
  for (auto* series : {&w.global_horizontal_w_m2, &w.direct_normal_w_m2, &w.diffuse_horizontal_w_m2}) {
    std::fill(series->begin(), series->end(), 0.0);
  }
}

/// Days with a daily wave of temperature, wind, and the sun of the place through clouds that change every day.
inline models::Weather random_weather(Dice& dice, const models::RunPeriod& period) {
  models::Weather w = still_weather(period.hours, 0.0);
  w.location.latitude_deg = dice.number(35.0, 65.0);
  const double mean_degc = dice.number(-15.0, 28.0);
  const double wave_k = dice.number(0.0, 8.0);
  double clear = 0.0;
  for (std::size_t h = 0; h < period.hours; ++h) {
    if (h % 24 == 0) clear = dice.number(0.0, 1.0);
    const double hour_h = 24.0 * period.first_day_of_year + period.first_hour + static_cast<double>(h) + 0.5;
    w.dry_bulb_degc[h] = mean_degc + wave_k * std::sin(2.0 * std::numbers::pi * (hour_h - 9.0) / 24.0) + dice.number(-0.5, 0.5);
    w.dew_point_degc[h] = w.dry_bulb_degc[h] - 3.0;
    w.sky_temperature_degc[h] = w.dry_bulb_degc[h] - 5.0 - 15.0 * clear;
    w.wind_speed_m_s[h] = dice.chance(0.1) ? 0.0 : dice.number(0.0, 12.0);
    w.wind_direction_deg[h] = dice.number(0.0, 360.0);
    w.pressure_pa[h] = dice.number(98000.0, 103000.0);
    const models::SolarPosition sun = models::solar_position(w.location.latitude_deg, w.location.longitude_deg, period.year, 0,
                                                             hour_h - w.location.utc_offset_h);
    const double height = std::sin(sun.elevation_deg * std::numbers::pi / 180.0);
    if (height <= 0.02) continue;
    w.direct_normal_w_m2[h] = clear * 1000.0 * std::exp(-0.15 / height);
    w.diffuse_horizontal_w_m2[h] = height * (100.0 + 200.0 * (1.0 - clear));
    w.global_horizontal_w_m2[h] = w.direct_normal_w_m2[h] * height + w.diffuse_horizontal_w_m2[h];
  }
  return w;
}

/// Draws buildings. Names are numbered and unique, so that tests can follow a part.
class FabricDraw {
 public:
  FabricDraw(std::uint64_t seed, const FabricWish& wish) : dice_(seed, "fabric"), wish_(wish) {}

  RandomFabric draw() {
    RandomFabric r;
    r.period.first_day_of_year = static_cast<int>(dice_.below(360));
    r.period.hours = 24 * (3 + dice_.below(2));
    fabric_.name = "random";
    fabric_.year = r.period.year;
    fabric_.ground_reflectance = dice_.number(0.0, 0.5);
    fabric_.terrain = static_cast<models::Terrain>(dice_.below(4));
    fabric_.start_degc = dice_.number(5.0, 30.0);
    draw_options();
    r.period.steps_per_hour = fabric_.options.steps_per_hour;
    for (std::size_t i = 0; i < 4; ++i) draw_construction();
    for (std::size_t i = 0; i < 2; ++i) draw_glazing();
    fabric_.boundaries.push_back({"cellar", models::Schedule::of(dice_.number(5.0, 20.0)), {}});
    const std::size_t zones = 1 + dice_.below(wish_.most_zones);
    for (std::size_t z = 0; z < zones; ++z) draw_zone();
    if (zones == 1 && wish_.places && dice_.chance(0.5)) {
      draw_box();
    } else {
      draw_shells(zones);
    }
    for (std::size_t z = 0; z < zones; ++z) draw_inside_and_air(z);
    for (std::size_t z = 1; z < zones; ++z) draw_air_between(dice_.below(z), z);
    r.fabric = std::move(fabric_);
    r.weather = random_weather(dice_, r.period);
    return r;
  }

 private:
  void draw_options() {
    models::FabricOptions& o = fabric_.options;
    o.steps_per_hour = std::array{1, 2, 4, 6}[dice_.below(4)];
    o.elements = static_cast<models::FabricOptions::Elements>(dice_.below(2));
    const std::size_t first_film = wish_.fixed_films ? 1 : 0;
    o.inside_convection = static_cast<models::FabricOptions::InsideConvection>(first_film + dice_.below(3 - first_film));
    o.outside_convection = static_cast<models::FabricOptions::OutsideConvection>(first_film + dice_.below(3 - first_film));
    o.driven_radiation = !wish_.fixed_films && dice_.chance(0.5);
    o.glass = static_cast<models::FabricOptions::Glass>(dice_.below(2));
    o.sun_inside = static_cast<models::FabricOptions::SunInside>(dice_.below(3));
  }

  void draw_construction() {
    models::Construction c;
    c.name = "construction " + std::to_string(fabric_.constructions.size());
    for (std::size_t layers = 1 + dice_.below(4); layers > 0; --layers) {
      models::Layer layer;
      if (dice_.chance(0.3)) {
        layer.resistance_m2k_w = dice_.magnitude(0.05, 4.0);
      } else {
        layer.thickness_m = dice_.magnitude(0.01, 0.3);
        layer.conductivity_w_mk = dice_.magnitude(0.035, 2.0);
        layer.density_kg_m3 = dice_.magnitude(20.0, 2400.0);
        layer.specific_heat_j_kgk = dice_.number(800.0, 1800.0);
      }
      c.layers.push_back(layer);
    }
    for (double* share :
         {&c.solar_absorptance_outside, &c.solar_absorptance_inside, &c.emissivity_outside, &c.emissivity_inside}) {
      *share = dice_.number(0.1, 1.0);
    }
    c.roughness = static_cast<models::Roughness>(dice_.below(6));
    fabric_.constructions.push_back(std::move(c));
  }

  void draw_glazing() {
    models::GlazingType type;
    type.name = "glazing " + std::to_string(fabric_.glazings.size());
    if (dice_.chance(0.25)) {
      type.g_value = dice_.number(0.2, 0.85);
      type.u_value_w_m2k = dice_.number(0.6, 5.0);
    } else {
      for (std::size_t panes = 1 + dice_.below(3); panes > 0; --panes) {
        models::Pane pane;
        pane.thickness_m = dice_.number(0.003, 0.008);
        pane.transmittance_solar = dice_.number(0.3, 0.86);
        pane.reflectance_solar_front = dice_.number(0.04, 0.13);
        pane.reflectance_solar_back = dice_.chance(0.5) ? pane.reflectance_solar_front : dice_.number(0.04, 0.13);
        if (dice_.chance(0.4)) pane.emissivity_back = dice_.number(0.03, 0.3);
        if (!type.glazing.panes.empty()) {
          models::Gap gap;
          gap.thickness_m = dice_.number(0.006, 0.02);
          gap.gas = static_cast<models::Gap::Gas>(dice_.below(3));
          // A gap whose conductance is not given follows the temperatures, like a film.
          if (wish_.fixed_films || dice_.chance(0.3)) gap.conductance_w_m2k = dice_.number(1.0, 6.0);
          type.glazing.gaps.push_back(gap);
        }
        type.glazing.panes.push_back(pane);
      }
    }
    fabric_.glazings.push_back(std::move(type));
  }

  void draw_zone() {
    models::Zone zone;
    zone.name = "zone " + std::to_string(fabric_.zones.size());
    zone.floor_area_m2 = dice_.magnitude(8.0, 200.0);
    zone.volume_m3 = zone.floor_area_m2 * dice_.number(2.2, 4.0);
    if (dice_.chance(0.5)) zone.furniture_j_k = dice_.magnitude(1e4, 3e6);
    for (std::size_t gains = dice_.below(3); gains > 0; --gains) {
      models::Gain gain;
      gain.name = "gain";
      gain.power_w.kind = models::Schedule::Kind::hourly;
      gain.power_w.values.clear();
      for (std::size_t h = 0; h < 24; ++h) gain.power_w.values.push_back(zone.floor_area_m2 * dice_.number(0.0, 15.0));
      gain.convective_fraction = dice_.number(0.0, 1.0);
      zone.gains.push_back(std::move(gain));
    }
    if (dice_.chance(0.7)) zone.thermostat = draw_thermostat(zone.floor_area_m2);
    fabric_.zones.push_back(std::move(zone));
  }

  models::ZoneThermostat draw_thermostat(double floor_m2) {
    models::ZoneThermostat t;
    const double heat_to_degc = dice_.number(15.0, 23.0);
    t.heating_set_point_degc.kind = models::Schedule::Kind::hourly;
    t.heating_set_point_degc.values.assign(24, heat_to_degc);
    const double set_back_k = dice_.chance(0.5) ? dice_.number(0.0, 5.0) : 0.0;
    for (std::size_t h = 0; h < 6; ++h) t.heating_set_point_degc.values[h] -= set_back_k;
    t.heating_capacity_w = models::Schedule::of(dice_.chance(0.3) ? 1e6 : floor_m2 * dice_.number(5.0, 100.0));
    if (wish_.cooling && dice_.chance(0.6)) {
      t.cooling_set_point_degc = models::Schedule::of(heat_to_degc + dice_.number(0.5, 5.0));
      t.cooling_capacity_w = models::Schedule::of(dice_.chance(0.3) ? 1e6 : floor_m2 * dice_.number(5.0, 100.0));
    }
    if (wish_.control_where_heated) return t;
    t.operative = dice_.chance(0.5);
    t.heating_convective_fraction = dice_.number(0.3, 1.0);
    t.cooling_convective_fraction = dice_.number(0.3, 1.0);
    return t;
  }

  /// A surface without place. Fixed coefficients stand in some of them.
  models::Surface& add_surface(std::size_t zone, models::Beyond beyond, std::size_t index, double tilt_deg, double area_m2) {
    models::Surface s;
    s.name = "surface " + std::to_string(fabric_.surfaces.size());
    s.zone = zone;
    s.beyond = beyond;
    s.beyond_index = index;
    s.construction = dice_.below(fabric_.constructions.size());
    s.area_m2 = area_m2;
    s.tilt_deg = tilt_deg;
    s.azimuth_deg = std::floor(dice_.number(0.0, 24.0)) * 15.0;
    s.sun = !dice_.chance(0.1);
    s.wind = !dice_.chance(0.1);
    if (dice_.chance(0.15)) s.inside_convection_w_m2k = dice_.number(0.5, 5.0);
    if (dice_.chance(0.15)) s.outside_convection_w_m2k = dice_.number(1.0, 30.0);
    if (dice_.chance(0.15)) s.inside_radiation_w_m2k = dice_.chance(0.2) ? 0.0 : dice_.number(0.5, 6.0);
    if (dice_.chance(0.15)) s.outside_radiation_w_m2k = dice_.number(0.0, 5.0);
    fabric_.surfaces.push_back(std::move(s));
    return fabric_.surfaces.back();
  }

  models::Window& add_window(std::size_t surface, double area_m2) {
    models::Window w;
    w.name = "window " + std::to_string(fabric_.windows.size());
    w.surface = surface;
    w.glazing = dice_.below(fabric_.glazings.size());
    w.area_m2 = area_m2;
    if (dice_.chance(0.6)) w.frame_fraction = dice_.number(0.1, 0.4);
    w.frame_u_value_w_m2k = dice_.number(0.8, 4.0);
    w.frame_absorptance = dice_.number(0.1, 1.0);
    if (dice_.chance(0.5)) w.edge_w_k = area_m2 * dice_.number(0.05, 0.3);
    if (dice_.chance(0.15)) w.inside_convection_w_m2k = dice_.number(0.5, 5.0);
    if (dice_.chance(0.15)) w.outside_convection_w_m2k = dice_.number(1.0, 30.0);
    if (wish_.blinds && dice_.chance(0.3)) {
      models::Blind blind;
      blind.closed.kind = models::Schedule::Kind::hourly;
      blind.closed.values.assign(24, 0.0);
      for (std::size_t h = 11; h < 17; ++h) blind.closed.values[h] = 1.0;
      blind.transmittance = dice_.number(0.0, 0.3);
      w.blind = blind;
    }
    fabric_.windows.push_back(std::move(w));
    return fabric_.windows.back();
  }

  /// Zones in a row or round the first one, each with an outside of its own.
  void draw_shells(std::size_t zones) {
    const bool star = dice_.chance(0.5);
    for (std::size_t z = 0; z < zones; ++z) {
      const double floor_m2 = fabric_.zones[z].floor_area_m2;
      for (std::size_t walls = 1 + dice_.below(3); walls > 0; --walls) {
        const double area_m2 = floor_m2 * dice_.number(0.2, 1.0);
        (void)add_surface(z, models::Beyond::outdoors, 0, 90.0, area_m2);
        const std::size_t wall = fabric_.surfaces.size() - 1;
        for (std::size_t windows = dice_.below(3); windows > 0; --windows)
          (void)add_window(wall, area_m2 * dice_.number(0.05, 0.4));
      }
      (void)add_surface(z, dice_.chance(0.7) ? models::Beyond::outdoors : models::Beyond::adiabatic, 0, dice_.number(0.0, 40.0),
                        floor_m2);
      const double kind = dice_.number(0.0, 1.0);
      (void)add_surface(
          z, kind < 0.6 ? models::Beyond::boundary : (kind < 0.8 ? models::Beyond::outdoors : models::Beyond::adiabatic), 0,
          180.0, floor_m2);
      if (z == 0) continue;
      (void)add_surface(z, models::Beyond::zone, star ? 0 : z - 1, dice_.chance(0.8) ? 90.0 : 180.0,
                        floor_m2 * dice_.number(0.2, 1.0));
    }
  }

  /// Zone 0 as a box: south, east, north, west, roof and floor with places, windows, eaves, and something that stands before it.
  void draw_box() {
    const double width_m = dice_.number(3.0, 12.0);
    const double depth_m = dice_.number(3.0, 12.0);
    const double height_m = dice_.number(2.3, 4.0);
    fabric_.zones[0].floor_area_m2 = width_m * depth_m;
    fabric_.zones[0].volume_m3 = width_m * depth_m * height_m;
    struct Side {
      double azimuth_deg, tilt_deg;
      models::Vector3 corner;
      double width_m, height_m;
    };
    const std::array<Side, 6> sides{{{180.0, 90.0, {0.0, 0.0, 0.0}, width_m, height_m},
                                     {90.0, 90.0, {width_m, 0.0, 0.0}, depth_m, height_m},
                                     {0.0, 90.0, {width_m, depth_m, 0.0}, width_m, height_m},
                                     {270.0, 90.0, {0.0, depth_m, 0.0}, depth_m, height_m},
                                     {180.0, 0.0, {0.0, 0.0, height_m}, width_m, depth_m},
                                     {180.0, 180.0, {0.0, depth_m, 0.0}, width_m, depth_m}}};
    for (std::size_t i = 0; i < sides.size(); ++i) {
      const Side& side = sides[i];
      const bool floor = i == 5;
      const models::Rectangle place =
          models::rectangle_on_wall(side.azimuth_deg, side.tilt_deg, side.corner, side.width_m, side.height_m);
      models::Surface& surface = add_surface(0, floor ? models::Beyond::boundary : models::Beyond::outdoors, 0, side.tilt_deg,
                                             side.width_m * side.height_m);
      surface.azimuth_deg = side.azimuth_deg;
      surface.place = place;
      if (i < 4 && dice_.chance(0.3)) surface.overhang = models::Overhang{dice_.number(0.3, 2.0), 0.0, 0.0, 0.0};
      if (i < 4 && dice_.chance(i == 0 ? 0.9 : 0.4)) place_window(fabric_.surfaces.size() - 1, place);
    }
    if (dice_.chance(0.4)) {
      const double before_m = dice_.number(3.0, 20.0);
      fabric_.obstacles.push_back(
          {"neighbour", models::rectangle_on_wall(0.0, 90.0, {width_m, -before_m, 0.0}, width_m, dice_.number(2.0, 15.0))});
    }
  }

  void place_window(std::size_t surface, const models::Rectangle& wall) {
    const double left = dice_.number(0.05, 0.4);
    const double low = dice_.number(0.1, 0.4);
    const double wide = dice_.number(0.2, 0.5);
    const double high = dice_.number(0.2, 0.5);
    const models::Rectangle place{wall.point(left, low), wide * wall.edge_u, high * wall.edge_v};
    models::Window& window = add_window(surface, place.area_m2());
    window.place = place;
    if (dice_.chance(0.4)) window.overhang = models::Overhang{dice_.number(0.2, 1.5), dice_.number(0.0, 0.5), 0.2, 0.2};
    if (dice_.chance(0.3)) window.fins = models::Fins{dice_.number(0.2, 1.0), dice_.number(0.0, 0.3), 0.0, 0.0};
  }

  void draw_inside_and_air(std::size_t z) {
    const double floor_m2 = fabric_.zones[z].floor_area_m2;
    if (dice_.chance(0.5) && !fabric_.surfaces.front().place) {  // furniture walls have no place: light is traced without them
      (void)add_surface(z, models::Beyond::zone, z, 90.0, floor_m2 * dice_.number(0.1, 2.0));
    }
    const double changes_per_h = dice_.chance(0.8) ? dice_.number(0.05, 2.0) : 0.0;
    fabric_.air_paths.push_back({"leaks " + std::to_string(z),
                                 models::Beyond::outdoors,
                                 0,
                                 z,
                                 true,
                                 models::Schedule::of(changes_per_h * fabric_.zones[z].volume_m3),
                                 dice_.chance(0.5),
                                 {}});
    if (dice_.chance(0.3)) {
      fabric_.air_paths.push_back({"from below " + std::to_string(z),
                                   models::Beyond::boundary,
                                   0,
                                   z,
                                   false,
                                   models::Schedule::of(dice_.number(1.0, 100.0)),
                                   false,
                                   {}});
    }
    if (dice_.chance(0.4)) {
      const models::Beyond beyond = dice_.chance(0.5) ? models::Beyond::outdoors : models::Beyond::boundary;
      fabric_.bridges.push_back({"bridge " + std::to_string(z), z, beyond, 0, dice_.number(0.1, 20.0), {}});
    }
  }

  void draw_air_between(std::size_t a, std::size_t b) {
    const models::Schedule flow = models::Schedule::of(dice_.magnitude(5.0, 1000.0));
    if (!wish_.loops_of_air) return;
    fabric_.air_paths.push_back({"air to " + std::to_string(b), models::Beyond::zone, a, b, false, flow, false, {}});
    if (dice_.chance(0.5)) {
      fabric_.air_paths.push_back({"air from " + std::to_string(b), models::Beyond::zone, b, a, false, flow, false, {}});
    }
  }

  Dice dice_;
  FabricWish wish_;
  models::Fabric fabric_;
};

/// A random building of 1 to 4 zones with its weather.
inline RandomFabric random_fabric(std::uint64_t seed, const FabricWish& wish = {}) {
  return FabricDraw(seed, wish).draw();
}

}  // namespace tvilling::tests
