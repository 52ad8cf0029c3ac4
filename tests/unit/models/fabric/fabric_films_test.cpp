// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_films.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "models/surface/convection.hpp"
#include "models/surface/radiation.hpp"

using namespace tvilling;
using models::Fabric;
using models::FabricNetwork;
using models::InsideFace;
using models::OutdoorState;
using models::OutsideFace;
using models::SurfaceSide;

namespace {

constexpr OutdoorState kOutdoor{-5.0, -18.0, 4.0, 200.0};

models::Surface surface(double area_m2, double tilt_deg, double azimuth_deg) {
  models::Surface surface;
  surface.area_m2 = area_m2;
  surface.tilt_deg = tilt_deg;
  surface.azimuth_deg = azimuth_deg;
  return surface;
}

/// A room with south wall and window, north wall, roof and floor, all to outdoors; the air is heated.
Fabric room() {
  Fabric fabric;
  models::Zone zone;
  zone.volume_m3 = 60.0;
  zone.thermostat.emplace();
  fabric.zones.push_back(std::move(zone));
  models::Construction construction;
  construction.layers = {{0.1, 0.1, 1000.0, 1000.0, 0.0}};
  construction.emissivity_inside = 0.8;
  construction.emissivity_outside = 0.7;
  construction.roughness = models::Roughness::medium_rough;
  fabric.constructions.push_back(std::move(construction));
  fabric.surfaces = {surface(12.0, 90.0, 180.0), surface(12.0, 90.0, 0.0), surface(20.0, 0.0, 0.0), surface(20.0, 180.0, 0.0)};
  fabric.surfaces[0].place = models::Rectangle{{0, 0, 2}, {4, 0, 0}, {0, 0, 3}};
  fabric.glazings.emplace_back();
  fabric.glazings[0].glazing.panes.assign(2, models::Pane{});
  fabric.glazings[0].glazing.gaps.assign(1, models::Gap{});
  models::Window window;
  window.area_m2 = 3.0;
  fabric.windows.push_back(std::move(window));
  return fabric;
}

/// The room after some hours in the cold, with 5 W/(m2 K) on all faces.
struct ColdRoom {
  explicit ColdRoom(Fabric given, const std::vector<double>& sky_view = {})
      : fabric(std::move(given)),
        net(models::make_fabric_network(fabric)),
        plan(core::make_plan(net.network)),
        stepper(plan, net.network, 3600.0),
        films(fabric, net, sky_view.empty() ? std::vector<double>(net.outside_faces.size(), 1.0) : sky_view),
        driven_w_k(net.network.driven_links().size(), 50.0) {
    const std::array boundaries{kOutdoor.air_degc, kOutdoor.sky_degc};
    const std::vector<double> dark(net.network.sources().size(), 0.0);
    const std::array set_points{core::SetPoint{.heat_to_degc = 22.0, .heating_capacity_w = 1e5}};
    stepper.reset(15.0);
    for (int hour = 0; hour < 5; ++hour) (void)stepper.step({boundaries, driven_w_k, dark, set_points});
  }
  ColdRoom(const ColdRoom&) = delete;
  ColdRoom& operator=(const ColdRoom&) = delete;

  void write(const OutdoorState& outdoor = kOutdoor, double closed = 0.0, double relaxation = 1.0) {
    const std::array blinds{closed};
    films.write(stepper, outdoor, blinds, relaxation, driven_w_k);
  }
  [[nodiscard]] double of(const models::FilmDrive& film) const { return driven_w_k[core::index(film.drive)]; }
  [[nodiscard]] double degc(core::NodeId node) const { return stepper.temperature_degc(node); }

  Fabric fabric;
  FabricNetwork net;
  core::Plan plan;
  core::Stepper stepper;
  models::FabricFilms films;
  std::vector<double> driven_w_k;
};

models::OutsideLongwave longwave_of(const ColdRoom& cold, const OutsideFace& face) {
  return models::outside_longwave(face.emissivity, face.tilt_deg,
                                  {cold.degc(face.node), kOutdoor.sky_degc, kOutdoor.air_degc, kOutdoor.air_degc});
}

}  // namespace

TEST_CASE("Convection inside is natural by the temperatures of face and air") {
  ColdRoom cold(room());
  cold.write();
  const double air_degc = cold.degc(cold.net.zones[0].air);
  REQUIRE(cold.net.inside_faces.size() == 5);
  for (const InsideFace& face : cold.net.inside_faces) {
    REQUIRE(face.convection.driven);
    REQUIRE(cold.degc(face.node) < air_degc - 0.1);
    const double film = models::natural_convection_w_m2k(face.tilt_deg, cold.degc(face.node) - air_degc, SurfaceSide::inside);
    CHECK(cold.of(face.convection) == Approx(film * face.area_m2).epsilon(1e-12));
  }
}

TEST_CASE("Long-wave films inside are those to the radiant node of Carroll") {
  ColdRoom cold(room());
  cold.write();
  std::vector<double> areas_m2;
  for (const InsideFace& face : cold.net.inside_faces) areas_m2.push_back(face.area_m2);
  const std::vector<double> views = models::carroll_view_factors(areas_m2);
  for (std::size_t f = 0; f < areas_m2.size(); ++f) {
    const InsideFace& face = cold.net.inside_faces[f];
    CHECK(face.emissivity == (face.glass ? 0.84 : 0.8));
    const double mean_degc = 0.5 * (cold.degc(face.node) + cold.degc(cold.net.zones[0].radiant));
    const double film = models::node_conductance_w_m2k(face.emissivity, views[f], mean_degc);
    CHECK(cold.of(face.radiation) == Approx(film * face.area_m2).epsilon(1e-12));
  }
}

TEST_CASE("Films outside are wind and natural convection and long-wave to air and ground and sky") {
  ColdRoom cold(room());
  cold.write();
  REQUIRE(cold.net.outside_faces.size() == 5);
  for (const OutsideFace& face : cold.net.outside_faces) {
    const double natural =
        models::natural_convection_w_m2k(face.tilt_deg, cold.degc(face.node) - kOutdoor.air_degc, SurfaceSide::outside);
    const double wind_m_s = models::local_wind_m_s(kOutdoor.wind_m_s, face.height_m, models::Terrain::open_country);
    const models::WindSide side = models::wind_side({face.azimuth_deg, face.tilt_deg}, kOutdoor.wind_from_deg);
    const models::Roughness roughness = face.glass ? models::Roughness::very_smooth : models::Roughness::medium_rough;
    const double convection = models::outside_convection_w_m2k(natural, wind_m_s, side, roughness);
    const models::OutsideLongwave longwave = longwave_of(cold, face);
    const double air = convection + longwave.air_w_m2k + longwave.ground_w_m2k;
    CHECK(cold.of(face.air) == Approx(air * face.area_m2).epsilon(1e-12));
    CHECK(cold.of(face.sky) == Approx(longwave.sky_w_m2k * face.area_m2).margin(1e-12));
  }
}

TEST_CASE("The wind blows at the height of the middle of a placed wall and at 3 m where no place is known") {
  const FabricNetwork net = models::make_fabric_network(room());
  CHECK(net.outside_faces[0].height_m == 3.5);
  CHECK(net.outside_faces[1].height_m == 3.0);
}

TEST_CASE("The south wall is windward and the north wall leeward in a southerly wind") {
  ColdRoom cold(room());
  cold.write();
  OutdoorState turned = kOutdoor;
  turned.wind_from_deg = 20.0;
  const double south_w_k = cold.of(cold.net.outside_faces[0].air);
  const double north_w_k = cold.of(cold.net.outside_faces[1].air);
  cold.write(turned);
  CHECK(cold.of(cold.net.outside_faces[0].air) < south_w_k);
  CHECK(cold.of(cold.net.outside_faces[1].air) > north_w_k);
}

TEST_CASE("A face out of the wind has natural convection alone") {
  Fabric sheltered = room();
  for (models::Surface& surface : sheltered.surfaces) surface.wind = false;
  ColdRoom cold(std::move(sheltered));
  cold.write();
  const OutsideFace& wall = cold.net.outside_faces[1];
  const models::OutsideLongwave longwave = longwave_of(cold, wall);
  const double natural =
      models::natural_convection_w_m2k(wall.tilt_deg, cold.degc(wall.node) - kOutdoor.air_degc, SurfaceSide::outside);
  CHECK(cold.of(wall.air) == Approx((natural + longwave.air_w_m2k + longwave.ground_w_m2k) * wall.area_m2).epsilon(1e-12));
}

TEST_CASE("Behind a closed blind the glass sees no sky but what is as warm as the air") {
  ColdRoom cold(room());
  const OutsideFace& glass = cold.net.outside_faces[cold.net.glass[0].outside_face];
  const OutsideFace& wall = cold.net.outside_faces[0];
  cold.write();
  const double air_w_k = cold.of(glass.air);
  const double sky_w_k = cold.of(glass.sky);
  const double wall_sky_w_k = cold.of(wall.sky);
  REQUIRE(sky_w_k > 0.0);
  cold.write(kOutdoor, 1.0);
  CHECK(cold.of(glass.sky) == 0.0);
  CHECK(cold.of(glass.air) == Approx(air_w_k + sky_w_k).epsilon(1e-12));
  CHECK(cold.of(wall.sky) == Approx(wall_sky_w_k).epsilon(1e-12));
  cold.write(kOutdoor, 0.25);
  CHECK(cold.of(glass.sky) == Approx(0.75 * sky_w_k).epsilon(1e-12));
}

TEST_CASE("What stands before a face takes its share of the sky and is as warm as the air") {
  const std::vector<double> views{0.4, 1.0, 0.25, 1.0, 0.5};
  ColdRoom free(room());
  ColdRoom built_in(room(), views);
  free.write();
  built_in.write();
  REQUIRE(free.net.outside_faces.size() == views.size());
  for (std::size_t f = 0; f < views.size(); ++f) {
    const OutsideFace& face = free.net.outside_faces[f];
    CHECK(built_in.of(face.sky) == Approx(views[f] * free.of(face.sky)).margin(1e-12));
    // All that the face gives off stays the same, only to warmer things.
    CHECK(built_in.of(face.air) + built_in.of(face.sky) == Approx(free.of(face.air) + free.of(face.sky)).epsilon(1e-12));
  }
  const OutsideFace& glass = free.net.outside_faces[free.net.glass[0].outside_face];
  const double sky_w_k = built_in.of(glass.sky);
  built_in.write(kOutdoor, 0.25);
  CHECK(built_in.of(glass.sky) == Approx(0.75 * sky_w_k).epsilon(1e-12));
}

TEST_CASE("A gap without a given conductance follows the temperatures of its two panes") {
  ColdRoom cold(room());
  cold.write();
  REQUIRE(cold.net.gaps.size() == 1);
  const models::GapDrive& gap = cold.net.gaps[0];
  CHECK(gap.tilt_deg == 90.0);
  CHECK(gap.area_m2 == 3.0);
  REQUIRE(cold.degc(gap.outer) < cold.degc(gap.inner) - 1.0);
  const models::GapState state{cold.degc(gap.outer), cold.degc(gap.inner), 90.0};
  const double expected_w_m2k = models::gap_conductance_w_m2k(models::Gap{}, 0.84, 0.84, state);
  CHECK(cold.driven_w_k[core::index(gap.drive)] == Approx(3.0 * expected_w_m2k).epsilon(1e-12));
  const double half_w_k = 0.5 * (50.0 + 3.0 * expected_w_m2k);
  cold.driven_w_k.assign(cold.driven_w_k.size(), 50.0);
  cold.write(kOutdoor, 0.0, 0.5);
  CHECK(cold.driven_w_k[core::index(gap.drive)] == Approx(half_w_k).epsilon(1e-12));
}

TEST_CASE("A gap takes the emissivities of the faces that look at each other") {
  Fabric fabric = room();
  models::Glazing& glazing = fabric.glazings[0].glazing;
  glazing.panes.assign(3, models::Pane{});
  glazing.gaps.assign(2, models::Gap{});
  glazing.panes[0].emissivity_back = 0.11;
  glazing.panes[1].emissivity_front = 0.22;
  glazing.panes[1].emissivity_back = 0.33;
  glazing.panes[2].emissivity_front = 0.44;
  ColdRoom cold(std::move(fabric));
  cold.write();
  REQUIRE(cold.net.gaps.size() == 2);
  for (const models::GapDrive& gap : cold.net.gaps) {
    const models::GapState state{cold.degc(gap.outer), cold.degc(gap.inner), 90.0};
    const double expected_w_m2k =
        models::gap_conductance_w_m2k(models::Gap{}, gap.gap == 0 ? 0.11 : 0.33, gap.gap == 0 ? 0.22 : 0.44, state);
    CHECK(cold.driven_w_k[core::index(gap.drive)] == Approx(3.0 * expected_w_m2k).epsilon(1e-12));
  }
}

TEST_CASE("Relaxed films lie between the old and the new ones") {
  ColdRoom cold(room());
  const InsideFace& face = cold.net.inside_faces[0];
  cold.write();
  const double new_w_k = cold.of(face.convection);
  cold.driven_w_k.assign(cold.driven_w_k.size(), 50.0);
  cold.write(kOutdoor, 0.0, 0.5);
  CHECK(cold.of(face.convection) == Approx(0.5 * (50.0 + new_w_k)).epsilon(1e-12));
}

TEST_CASE("A film that is given is used as it is and the other of its face is driven") {
  Fabric fabric = room();
  fabric.surfaces[0].outside_convection_w_m2k = 17.0;
  fabric.surfaces[1].outside_radiation_w_m2k = 4.0;
  fabric.surfaces[2].outside_convection_w_m2k = 17.0;
  fabric.surfaces[2].outside_radiation_w_m2k = 4.0;
  fabric.surfaces[2].inside_convection_w_m2k = 3.0;
  fabric.surfaces[2].inside_radiation_w_m2k = 5.0;
  ColdRoom cold(std::move(fabric));
  cold.write();
  const OutsideFace& south = cold.net.outside_faces[0];
  const models::OutsideLongwave longwave = longwave_of(cold, south);
  CHECK(cold.of(south.air) == Approx((17.0 + longwave.air_w_m2k + longwave.ground_w_m2k) * south.area_m2).epsilon(1e-12));
  const OutsideFace& north = cold.net.outside_faces[1];
  CHECK(cold.of(north.sky) == Approx(2.0 * north.area_m2).epsilon(1e-12));
  CHECK_FALSE(cold.net.outside_faces[2].air.driven);
  CHECK_FALSE(cold.net.inside_faces[2].convection.driven);
  CHECK_FALSE(cold.net.inside_faces[2].radiation.driven);
}

TEST_CASE("The city's options drive no film at all") {
  Fabric fabric = room();
  fabric.options = models::city_fabric_options();
  const FabricNetwork net = models::make_fabric_network(fabric);
  CHECK(net.network.driven_links().empty());
}
