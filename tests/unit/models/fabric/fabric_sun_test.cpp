// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_sun.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <numeric>
#include <utility>
#include <vector>

#include "models/weather/solar_position.hpp"
#include "models/window/glazing_heat.hpp"

using namespace tvilling;
using models::Fabric;
using models::FabricNetwork;
using models::PlaneIrradiance;

namespace {

constexpr std::size_t kNoon = 11;
constexpr std::size_t kMidnight = 0;
constexpr double kWall_m2 = 10.0;
constexpr double kWindow_m2 = 4.0;

/// 20 March 2025 in Copenhagen as in domain.md B6: direct 500, diffuse 150 and global 431.37 W/m2 at 11:00 UTC, which with this
/// clock is the middle of row 11. The other rows are dark.
models::Weather march_day(double direct_normal_w_m2 = 500.0, double diffuse_w_m2 = 150.0, double global_w_m2 = 431.37) {
  models::Weather w;
  w.location = {"Copenhagen", 55.6761, 12.5683, 0.5, 0.0};
  for (std::vector<double>* dark : {&w.direct_normal_w_m2, &w.diffuse_horizontal_w_m2, &w.global_horizontal_w_m2}) {
    dark->assign(24, 0.0);
  }
  w.direct_normal_w_m2[kNoon] = direct_normal_w_m2;
  w.diffuse_horizontal_w_m2[kNoon] = diffuse_w_m2;
  w.global_horizontal_w_m2[kNoon] = global_w_m2;
  return w;
}

models::SolarPosition noon_position() {
  return models::solar_position(55.6761, 12.5683, 2025, 78, 11.0);
}

PlaneIrradiance noon_on_south_wall() {
  return models::perez_irradiance({500.0, 150.0, 431.37}, noon_position(), {180.0, 90.0});
}

/// A room with a south wall of 5 x 2 m and a window of 2 x 2 m in its middle; a black floor besides.
Fabric south_room() {
  Fabric fabric;
  fabric.zones.emplace_back();
  models::Construction construction;
  construction.layers = {{0.1, 0.5, 0.0, 0.0, 0.0}};
  construction.solar_absorptance_inside = 1.0;
  fabric.constructions.push_back(std::move(construction));
  fabric.surfaces.assign(2, models::Surface{});
  fabric.surfaces[0].area_m2 = kWall_m2;
  fabric.surfaces[0].azimuth_deg = 180.0;
  fabric.surfaces[1].area_m2 = kWall_m2;
  fabric.surfaces[1].tilt_deg = 180.0;
  fabric.surfaces[1].beyond = models::Beyond::adiabatic;
  return fabric;
}

void add_places(Fabric& fabric) {
  fabric.surfaces[0].place = models::Rectangle{{0, 0, 0}, {5, 0, 0}, {0, 0, 2}};
  if (!fabric.windows.empty()) fabric.windows[0].place = models::Rectangle{{1.5, 0, 0}, {2, 0, 0}, {0, 0, 2}};
}

void add_window(Fabric& fabric) {
  fabric.glazings.emplace_back();
  models::Window window;
  window.area_m2 = kWindow_m2;
  fabric.windows.push_back(std::move(window));
}

void add_simple_window(Fabric& fabric) {
  add_window(fabric);
  fabric.glazings[0].g_value = 0.6;
  fabric.glazings[0].u_value_w_m2k = 1.2;
}

void add_window_of_panes(Fabric& fabric) {
  add_window(fabric);
  models::Pane pane;
  pane.transmittance_solar = 0.8;
  pane.reflectance_solar_front = pane.reflectance_solar_back = 0.07;
  fabric.glazings[0].glazing.panes.assign(2, pane);
  fabric.glazings[0].glazing.gaps.assign(1, models::Gap{});
}

/// A building in the sun of one hour.
class Sunlit {
 public:
  explicit Sunlit(Fabric fabric, models::Weather weather = march_day(), std::size_t hour = kNoon, double shut_out = 0.0)
      : fabric_(std::move(fabric)),
        net_(models::make_fabric_network(fabric_)),
        weather_(std::move(weather)),
        sun_(fabric_, net_, weather_, {2025, 78, 0, 24, 1}),
        shut_out_(fabric_.windows.size(), shut_out),
        source_w_(net_.network.sources().size(), 0.0) {
    sun_.write(hour, hour, shut_out_, source_w_);
  }
  Sunlit(const Sunlit&) = delete;
  Sunlit& operator=(const Sunlit&) = delete;

  [[nodiscard]] double on_wall_w_m2() const { return sun_.incident_w_m2()[0]; }
  [[nodiscard]] double absorbed_w() const { return source_w_[core::index(net_.outside_faces[0].absorbed)]; }
  [[nodiscard]] double through_w_m2() const { return sun_.transmitted_w_m2()[0]; }
  [[nodiscard]] double zone_w() const { return source_w_[core::index(net_.zones[0].sun)]; }
  [[nodiscard]] double pane_w(std::size_t pane) const { return source_w_[core::index(net_.glass[0].panes[pane])]; }
  [[nodiscard]] double inside_w() const {
    double sum_w = 0.0;
    for (const models::InsideFace& face : net_.inside_faces) {
      if (!face.glass) sum_w += source_w_[core::index(face.sun)];
    }
    return sum_w;
  }
  [[nodiscard]] std::vector<double> sky_view() const { return sun_.sky_view(); }
  [[nodiscard]] double all_w() const { return std::accumulate(source_w_.begin(), source_w_.end(), 0.0); }

 private:
  Fabric fabric_;
  FabricNetwork net_;
  models::Weather weather_;
  models::FabricSun sun_;
  std::vector<double> shut_out_;
  std::vector<double> source_w_;
};

}  // namespace

TEST_CASE("The sun on a south wall is that of Perez in the dossier") {
  const Sunlit room(south_room());
  CHECK(room.on_wall_w_m2() == Approx(614.72).margin(0.01));
  CHECK(room.on_wall_w_m2() == Approx(noon_on_south_wall().total_w_m2()).epsilon(1e-12));
}

TEST_CASE("A wall takes its absorptance of the sun on it and one without sun takes nothing") {
  Fabric fabric = south_room();
  fabric.constructions[0].solar_absorptance_outside = 0.35;
  CHECK(Sunlit(fabric).absorbed_w() == Approx(0.35 * kWall_m2 * noon_on_south_wall().total_w_m2()));
  fabric.surfaces[0].sun = false;
  CHECK(Sunlit(fabric).absorbed_w() == 0.0);
  CHECK(Sunlit(fabric).on_wall_w_m2() == 0.0);
}

TEST_CASE("The ground sends up its reflectance of the global radiation") {
  Fabric fabric = south_room();
  const double usual_w_m2 = Sunlit(fabric).on_wall_w_m2();
  fabric.ground_reflectance = 0.7;
  CHECK(Sunlit(fabric).on_wall_w_m2() - usual_w_m2 == Approx(0.5 * 0.5 * 431.37));
}

TEST_CASE("At night nothing is left of the day's light") {
  Fabric fabric = south_room();
  add_window_of_panes(fabric);
  const FabricNetwork net = models::make_fabric_network(fabric);
  const models::Weather weather = march_day();
  models::FabricSun sun(fabric, net, weather, {2025, 78, 0, 24, 1});
  const std::vector<double> open{0.0};
  std::vector<double> source_w(net.network.sources().size(), 0.0);
  sun.write(kNoon, kNoon, open, source_w);
  REQUIRE(std::accumulate(source_w.begin(), source_w.end(), 0.0) > 0.0);
  sun.write(kMidnight, kMidnight, open, source_w);
  CHECK(std::all_of(source_w.begin(), source_w.end(), [](double w) { return w == 0.0; }));
  CHECK(sun.transmitted_w_m2()[0] == 0.0);
}

TEST_CASE("An overhang shades the upper part of a wall from the beam as far as its shadow falls") {
  Fabric fabric = south_room();
  add_places(fabric);
  const models::Weather beam_only = march_day(500.0, 0.0, 0.0);
  const double free_w_m2 = Sunlit(fabric, beam_only).on_wall_w_m2();
  CHECK(free_w_m2 == Approx(noon_on_south_wall().beam_w_m2));
  fabric.surfaces[0].overhang = models::Overhang{1.0, 0.0, 20.0, 20.0};
  // By hand: the shadow of 1 m falls tan(elevation) / cos(azimuth off south) below the edge of the wall of 2 m.
  const models::SolarPosition sun = noon_position();
  constexpr double kDegree = std::numbers::pi / 180.0;
  const double shadow_m = std::tan(sun.elevation_deg * kDegree) / std::cos((sun.azimuth_deg - 180.0) * kDegree);
  CHECK(Sunlit(fabric, beam_only).on_wall_w_m2() == Approx(free_w_m2 * (1.0 - shadow_m / 2.0)).epsilon(0.01));
}

TEST_CASE("An overhang takes sky from a wall but no ground") {
  Fabric fabric = south_room();
  add_places(fabric);
  fabric.surfaces[0].overhang = models::Overhang{1.0, 0.0, 20.0, 20.0};
  const PlaneIrradiance plane = noon_on_south_wall();
  const models::Rectangle wall = *fabric.surfaces[0].place;
  const std::vector<models::Rectangle> eaves{models::overhang(wall, 1.0, 0.0, 20.0, 20.0)};
  const models::DiffuseView view = models::diffuse_view(wall, eaves);
  CHECK(view.sky < 0.8);
  CHECK(view.ground == Approx(1.0));
  const models::SolarPosition sun = noon_position();
  const double lit = models::sunlit_fraction(wall, models::to_sun(sun.elevation_deg, sun.azimuth_deg), eaves);
  const double expected_w_m2 = lit * (plane.beam_w_m2 + plane.circumsolar_w_m2) + view.sky * plane.sky_isotropic_w_m2 +
                               view.horizon * plane.horizon_w_m2 + view.ground * plane.ground_w_m2;
  CHECK(Sunlit(fabric).on_wall_w_m2() == Approx(expected_w_m2).epsilon(1e-12));
}

TEST_CASE("A screen close before the wall keeps the beam off") {
  Fabric fabric = south_room();
  add_places(fabric);
  fabric.obstacles.push_back({"screen", {{-50, -1, -50}, {100, 0, 0}, {0, 0, 100}}});
  CHECK(Sunlit(fabric, march_day(500.0, 0.0, 0.0)).on_wall_w_m2() == 0.0);
}

TEST_CASE("Fins and overhang of a window shade its glass") {
  Fabric fabric = south_room();
  add_simple_window(fabric);
  add_places(fabric);
  const double free_w_m2 = Sunlit(fabric).through_w_m2();
  fabric.windows[0].fins = models::Fins{0.5, 0.0, 0.0, 0.0};
  const double fins_w_m2 = Sunlit(fabric).through_w_m2();
  fabric.windows[0].overhang = models::Overhang{0.5, 0.0, 0.0, 0.0};
  const double both_w_m2 = Sunlit(fabric).through_w_m2();
  CHECK(fins_w_m2 < free_w_m2);
  CHECK(both_w_m2 < fins_w_m2);
  CHECK(both_w_m2 > 0.0);
}

TEST_CASE("Simple glass lets in its g-value by the angle of the sun") {
  Fabric fabric = south_room();
  add_simple_window(fabric);
  const PlaneIrradiance plane = noon_on_south_wall();
  const double beam_w_m2 = plane.beam_w_m2 + plane.circumsolar_w_m2;
  const double diffuse_w_m2 = plane.sky_isotropic_w_m2 + plane.horizon_w_m2 + plane.ground_w_m2;
  const double ratio = models::angular_g_ratio(plane.cos_incidence, 2);
  const double expected_w_m2 = 0.6 * (beam_w_m2 * ratio + 0.89 * diffuse_w_m2);
  const Sunlit room(fabric);
  CHECK(room.through_w_m2() == Approx(expected_w_m2));
  CHECK(room.zone_w() == Approx(expected_w_m2 * kWindow_m2));
  fabric.windows[0].frame_fraction = 0.25;
  CHECK(Sunlit(fabric).zone_w() == Approx(expected_w_m2 * 0.75 * kWindow_m2));
}

TEST_CASE("Panes without a g-value get theirs from EN 410 when glass is to be simple") {
  Fabric fabric = south_room();
  add_window_of_panes(fabric);
  fabric.options.glass = models::FabricOptions::Glass::simple;
  const double by_panes_w = Sunlit(fabric).zone_w();
  fabric.glazings[0].g_value = models::g_value(fabric.glazings[0].glazing);
  CHECK(by_panes_w == Sunlit(fabric).zone_w());
  CHECK(by_panes_w > 0.0);
}

TEST_CASE("Panes take up their share of the sun and let the rest in by its angle") {
  Fabric fabric = south_room();
  add_window_of_panes(fabric);
  const PlaneIrradiance plane = noon_on_south_wall();
  const double beam_w_m2 = plane.beam_w_m2 + plane.circumsolar_w_m2;
  const double diffuse_w_m2 = plane.sky_isotropic_w_m2 + plane.horizon_w_m2 + plane.ground_w_m2;
  const models::GlazingTable table(fabric.glazings[0].glazing);
  const models::GlazingOptics beam = table.at(plane.cos_incidence);
  const models::GlazingOptics& diffuse = table.diffuse();
  const Sunlit room(fabric);
  const double let_in_w_m2 = beam_w_m2 * beam.transmittance + diffuse_w_m2 * diffuse.transmittance;
  CHECK(room.through_w_m2() == Approx(let_in_w_m2));
  CHECK(room.inside_w() == Approx(let_in_w_m2 * kWindow_m2));  // the inside is black: nothing leaves again
  for (const std::size_t pane : {0, 1}) {
    const double taken_w_m2 = beam_w_m2 * beam.absorbed[pane] + diffuse_w_m2 * diffuse.absorbed[pane];
    CHECK(room.pane_w(pane) == Approx(taken_w_m2 * kWindow_m2));
  }
  CHECK(room.zone_w() == 0.0);
}

TEST_CASE("A closed blind lets nothing through to glass and frame and room") {
  Fabric fabric = south_room();
  add_window_of_panes(fabric);
  fabric.windows[0].frame_fraction = 0.2;
  const Sunlit closed(fabric, march_day(), kNoon, 1.0);
  CHECK(closed.through_w_m2() == 0.0);
  CHECK(closed.inside_w() == 0.0);
  CHECK(closed.pane_w(0) == 0.0);
  CHECK(closed.all_w() == Approx(closed.absorbed_w()));  // the wall beside it
  Fabric simple = south_room();
  add_simple_window(simple);
  CHECK(Sunlit(simple, march_day(), kNoon, 1.0).zone_w() == 0.0);
  CHECK(Sunlit(simple, march_day(), kNoon, 0.75).zone_w() == Approx(0.25 * Sunlit(simple).zone_w()));
}

TEST_CASE("What each face sees of the sky is the diffuse view past its obstacles") {
  Fabric fabric = south_room();
  add_window_of_panes(fabric);
  add_places(fabric);
  CHECK(Sunlit(fabric).sky_view() == std::vector<double>{1.0, 1.0});
  const models::Rectangle screen{{-50, -4, -50}, {100, 0, 0}, {0, 0, 60}};
  fabric.obstacles.push_back({"screen", screen});
  const std::vector<models::Rectangle> obstacles{screen};
  const std::vector<double> views = Sunlit(fabric).sky_view();
  REQUIRE(views.size() == 2);
  CHECK(views[0] == models::diffuse_view(*fabric.surfaces[0].place, obstacles).sky);
  CHECK(views[1] == models::diffuse_view(*fabric.windows[0].place, obstacles).sky);
  CHECK(views[0] < 0.5);
}
