// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/room_light.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <numeric>
#include <utility>
#include <vector>

#include "models/shading/geometry.hpp"

using namespace tvilling;
using models::Fabric;
using models::FabricNetwork;
using models::Rectangle;
using models::Vector3;
using SunInside = models::FabricOptions::SunInside;

namespace {

constexpr double kWidth_m = 8.0;
constexpr double kDepth_m = 6.0;
constexpr double kHeight_m = 2.7;
constexpr double kSill_m = 0.2;
constexpr double kWindowHeight_m = 2.0;
constexpr std::size_t kFloor = 0;
constexpr std::size_t kNorth = 3;
constexpr std::size_t kSouth = 5;

models::Glazing double_glazing() {
  models::Glazing glazing;
  models::Pane pane;
  pane.transmittance_solar = 0.8;
  pane.reflectance_solar_front = pane.reflectance_solar_back = 0.07;
  glazing.panes.assign(2, pane);
  glazing.gaps.assign(1, models::Gap{});
  return glazing;
}

models::Construction coloured(double solar_absorptance_inside) {
  models::Construction construction;
  construction.layers = {{0.1, 0.5, 0.0, 0.0, 0.0}};
  construction.solar_absorptance_inside = solar_absorptance_inside;
  return construction;
}

models::Surface surface(const Rectangle& place, double tilt_deg) {
  models::Surface surface;
  surface.place = place;
  surface.area_m2 = place.area_m2();
  surface.tilt_deg = tilt_deg;
  return surface;
}

/// The room of Standard 140: 8 x 6 x 2.7 m, one window of 6 x 2 m in the south wall. Normals point out. Every surface has a
/// construction of its own: floor, roof, east, north, west, south.
Fabric box(const std::vector<double>& solar_absorptances, SunInside sun_inside) {
  constexpr double w = kWidth_m;
  constexpr double d = kDepth_m;
  constexpr double h = kHeight_m;
  Fabric fabric;
  fabric.options.sun_inside = sun_inside;
  fabric.zones.emplace_back();
  fabric.glazings.emplace_back();
  fabric.glazings[0].glazing = double_glazing();
  fabric.surfaces = {surface({{0, 0, 0}, {0, d, 0}, {w, 0, 0}}, 180.0), surface({{0, 0, h}, {w, 0, 0}, {0, d, 0}}, 0.0),
                     surface({{w, 0, 0}, {0, d, 0}, {0, 0, h}}, 90.0),  surface({{w, d, 0}, {-w, 0, 0}, {0, 0, h}}, 90.0),
                     surface({{0, d, 0}, {0, -d, 0}, {0, 0, h}}, 90.0), surface({{0, 0, 0}, {w, 0, 0}, {0, 0, h}}, 90.0)};
  for (std::size_t s = 0; s < fabric.surfaces.size(); ++s) {
    fabric.constructions.push_back(coloured(solar_absorptances[s]));
    fabric.surfaces[s].construction = s;
  }
  models::Window window;
  window.surface = kSouth;
  window.area_m2 = 6.0 * kWindowHeight_m;
  window.place = Rectangle{{1.0, 0.0, kSill_m}, {6.0, 0, 0}, {0, 0, kWindowHeight_m}};
  fabric.windows.push_back(std::move(window));
  return fabric;
}

/// A floor of 12 m2 that faces a wall of 12 m2, all glass.
Fabric two_faces(double solar_absorptance) {
  Fabric fabric;
  fabric.zones.emplace_back();
  fabric.options.sun_inside = SunInside::floor;
  fabric.glazings.emplace_back();
  fabric.glazings[0].glazing = double_glazing();
  fabric.constructions.push_back(coloured(solar_absorptance));
  fabric.surfaces.assign(2, models::Surface{});
  fabric.surfaces[0].area_m2 = fabric.surfaces[1].area_m2 = 12.0;
  fabric.surfaces[kFloor].tilt_deg = 180.0;
  models::Window window;
  window.surface = 1;
  window.area_m2 = 12.0;
  fabric.windows.push_back(std::move(window));
  return fabric;
}

/// A room with the light that its faces have taken.
class LitRoom {
 public:
  explicit LitRoom(Fabric fabric, const std::vector<Rectangle>& obstacles = {})
      : fabric_(std::move(fabric)),
        net_(models::make_fabric_network(fabric_)),
        glazing_(fabric_.glazings[0].glazing),
        tables_(net_.glass.size(), &glazing_),
        light_(fabric_, net_, 0, tables_),
        obstacles_(obstacles),
        source_w_(net_.network.sources().size(), 0.0) {}
  LitRoom(const LitRoom&) = delete;
  LitRoom& operator=(const LitRoom&) = delete;

  [[nodiscard]] models::RoomLight& light() noexcept { return light_; }
  void add_beam(std::size_t part, double beam_w, const Vector3& sun) { light_.add_beam(part, beam_w, sun, obstacles_); }
  void write() { light_.write(source_w_); }

  [[nodiscard]] double surface_w(std::size_t surface) const {
    double sum_w = 0.0;
    for (const models::InsideFace& face : net_.inside_faces) {
      if (!face.glass && face.surface == surface) sum_w += source_w_[core::index(face.sun)];
    }
    return sum_w;
  }
  /// Taken by the far side of an internal mass or of a wall to this room.
  [[nodiscard]] double far_side_w(std::size_t surface) const {
    for (const models::InsideFace& face : net_.inside_faces) {
      if (face.far_side && face.surface == surface) return source_w_[core::index(face.sun)];
    }
    return 0.0;
  }
  [[nodiscard]] double panes_w() const {
    double sum_w = 0.0;
    for (const core::SourceId pane : net_.glass[0].panes) sum_w += source_w_[core::index(pane)];
    return sum_w;
  }
  [[nodiscard]] double all_sources_w() const { return std::accumulate(source_w_.begin(), source_w_.end(), 0.0); }
  /// Of what the glass takes, its panes keep a part and the rest leaves.
  [[nodiscard]] double left_w() const {
    const models::GlazingOptics& back = glazing_.diffuse_from_room();
    return panes_w() * back.transmittance / (1.0 - back.reflectance - back.transmittance);
  }
  [[nodiscard]] const models::GlazingOptics& back() const noexcept { return glazing_.diffuse_from_room(); }

 private:
  Fabric fabric_;
  FabricNetwork net_;
  models::GlazingTable glazing_;
  std::vector<const models::GlazingTable*> tables_;
  models::RoomLight light_;
  models::RayScene obstacles_;
  std::vector<double> source_w_;
};

Fabric box_of(double solar_absorptance, SunInside sun_inside) {
  return box(std::vector<double>(6, solar_absorptance), sun_inside);
}

}  // namespace

TEST_CASE("All light that enters is taken by faces and panes or leaves again") {
  REQUIRE(rc::check([] {
    std::vector<double> absorptances;
    for (int s = 0; s < 6; ++s) absorptances.push_back(0.01 * *rc::gen::inRange(0, 101));
    const double beam_w = *rc::gen::inRange(0, 2000);
    const double diffuse_w = *rc::gen::inRange(0, 2000);
    const Vector3 sun = models::to_sun(*rc::gen::inRange(1, 80), *rc::gen::inRange(100, 260));
    for (const SunInside inside : {SunInside::geometry, SunInside::floor, SunInside::area}) {
      LitRoom room(box(absorptances, inside));
      room.add_beam(0, beam_w, sun);
      room.light().add_diffuse(0, diffuse_w);
      room.write();
      const double found_w = room.all_sources_w() + room.left_w();
      RC_ASSERT(std::abs(found_w - beam_w - diffuse_w) <= 1e-9 * (1.0 + beam_w + diffuse_w));
    }
  }));
}

TEST_CASE("A black floor takes all of the beam when the beam is put on the floor") {
  LitRoom room(box({1.0, 0.3, 0.3, 0.3, 0.3, 0.3}, SunInside::floor));
  room.add_beam(0, 1000.0, models::to_sun(5.0, 180.0));
  room.write();
  CHECK(room.surface_w(kFloor) == Approx(1000.0).epsilon(1e-12));
  CHECK(room.all_sources_w() == Approx(1000.0).epsilon(1e-12));
}

TEST_CASE("A black room keeps all of its light and the diffuse part falls by area") {
  LitRoom room(box_of(1.0, SunInside::geometry));
  room.light().add_diffuse(0, 1000.0);
  room.write();
  // The window does not see its own wall: 2 x 48 + 2 x 16.2 + 21.6 = 150 m2 are left.
  CHECK(room.surface_w(kSouth) == 0.0);
  CHECK(room.surface_w(kFloor) == Approx(1000.0 * 48.0 / 150.0));
  CHECK(room.surface_w(kNorth) == Approx(1000.0 * 21.6 / 150.0));
  CHECK(room.all_sources_w() == Approx(1000.0));
  CHECK(room.panes_w() == 0.0);
}

TEST_CASE("A white room loses all of its light through the window") {
  LitRoom room(box_of(0.0, SunInside::geometry));
  room.light().add_diffuse(0, 600.0);
  room.add_beam(0, 400.0, models::to_sun(40.0, 180.0));
  room.write();
  for (std::size_t s = 0; s < 6; ++s) CHECK(room.surface_w(s) == 0.0);
  CHECK(room.panes_w() > 0.0);
  CHECK(room.panes_w() + room.left_w() == Approx(1000.0));
}

TEST_CASE("A light room loses more light through its window than a dark one") {
  double before_w = 1000.0;
  for (const double absorptance : {0.1, 0.3, 0.6, 0.9}) {
    LitRoom room(box_of(absorptance, SunInside::geometry));
    room.light().add_diffuse(0, 1000.0);
    room.write();
    CHECK(room.left_w() < before_w);
    before_w = room.left_w();
  }
  CHECK(before_w > 0.0);
}

TEST_CASE("Floor and window share the light as reckoned by hand") {
  // All light falls on the floor (absorptance a); what it reflects falls on the glass (reflectance r), and so on:
  // floor a / (1 - (1 - a) r), glass (1 - a)(1 - r) / (1 - (1 - a) r).
  constexpr double a = 0.6;
  LitRoom diffuse(two_faces(a));
  const double r = diffuse.back().reflectance;
  REQUIRE(r > 0.1);
  const double series = 1.0 / (1.0 - (1.0 - a) * r);
  diffuse.light().add_diffuse(0, 100.0);
  diffuse.write();
  CHECK(diffuse.surface_w(kFloor) == Approx(100.0 * a * series));
  CHECK(diffuse.panes_w() + diffuse.left_w() == Approx(100.0 * (1.0 - a) * (1.0 - r) * series));
  LitRoom beam(two_faces(a));
  beam.add_beam(0, 100.0, models::to_sun(40.0, 180.0));
  beam.write();
  CHECK(beam.surface_w(kFloor) == Approx(100.0 * a * series));
}

TEST_CASE("The beam of a high sun falls on the floor of a deep room") {
  LitRoom room(box_of(1.0, SunInside::geometry));
  room.add_beam(0, 1000.0, models::to_sun(50.0, 180.0));  // the upper edge reaches 2.2 / tan 50 = 1.8 m into the room
  room.write();
  CHECK(room.surface_w(kFloor) == Approx(1000.0).epsilon(1e-9));
}

TEST_CASE("The beam of a low sun falls on the north wall but for its lowest part") {
  LitRoom room(box_of(1.0, SunInside::geometry));
  room.add_beam(0, 1000.0, models::to_sun(5.0, 180.0));
  room.write();
  // By hand: light falls 6 m x tan 5 = 0.525 m on its way, so what enters below that height meets the floor.
  const double fall_m = kDepth_m * std::tan(5.0 * std::numbers::pi / 180.0);
  const double on_floor = (fall_m - kSill_m) / kWindowHeight_m;
  CHECK(room.surface_w(kFloor) == Approx(1000.0 * on_floor).margin(10.0));  // 32 x 32 rays: 1 %
  CHECK(room.surface_w(kNorth) == Approx(1000.0 * (1.0 - on_floor)).margin(10.0));
}

TEST_CASE("The beam of the evening falls on the east wall and not on the west one") {
  LitRoom room(box_of(1.0, SunInside::geometry));
  room.add_beam(0, 1000.0, models::to_sun(8.0, 255.0));
  room.write();
  CHECK(room.surface_w(2) > 500.0);
  CHECK(room.surface_w(4) == 0.0);
}

TEST_CASE("Without the place of every surface the beam is put on the floor") {
  Fabric fabric = box_of(1.0, SunInside::geometry);
  fabric.surfaces[1].place.reset();
  LitRoom room(std::move(fabric));
  room.add_beam(0, 1000.0, models::to_sun(5.0, 180.0));
  room.write();
  CHECK(room.surface_w(kFloor) == Approx(1000.0));
}

TEST_CASE("Spread by area the beam is treated as diffuse light") {
  LitRoom beam(box_of(0.5, SunInside::area));
  beam.add_beam(0, 1000.0, models::to_sun(50.0, 180.0));
  beam.write();
  LitRoom diffuse(box_of(0.5, SunInside::area));
  diffuse.light().add_diffuse(0, 1000.0);
  diffuse.write();
  for (std::size_t s = 0; s < 6; ++s) CHECK(beam.surface_w(s) == diffuse.surface_w(s));
}

TEST_CASE("Writing the light begins anew") {
  LitRoom room(box_of(1.0, SunInside::floor));
  room.light().add_diffuse(0, 100.0);
  room.write();
  const double once_w = room.all_sources_w();
  room.write();
  CHECK(room.all_sources_w() == once_w);
}

TEST_CASE("What shades the window decides where the beam that is left falls") {
  // A low sun lights floor and north wall. A screen before the upper half of the window leaves what enters below 1.2 m, and light
  // falls 0.525 m on its way: half of the lit beam would meet the floor up to 0.325 m above the sill, 0.325 of 1 m.
  const Rectangle screen{{-20.0, -0.01, 1.2}, {60.0, 0, 0}, {0, 0, 20.0}};
  const double fall_m = kDepth_m * std::tan(5.0 * std::numbers::pi / 180.0);
  LitRoom half(box_of(1.0, SunInside::geometry), {screen});
  half.add_beam(0, 1000.0, models::to_sun(5.0, 180.0));
  half.write();
  CHECK(half.surface_w(kFloor) == Approx(1000.0 * (fall_m - kSill_m) / 1.0).margin(30.0));  // half of the 32 rows of rays
  CHECK(half.surface_w(kFloor) + half.surface_w(kNorth) == Approx(1000.0).epsilon(1e-9));
  LitRoom open(box_of(1.0, SunInside::geometry));
  open.add_beam(0, 1000.0, models::to_sun(5.0, 180.0));
  open.write();
  CHECK(half.surface_w(kFloor) > 1.8 * open.surface_w(kFloor));
}

TEST_CASE("A beam through a window that no ray reaches goes on as diffuse light") {
  const Rectangle screen{{-50.0, -0.01, -50.0}, {100.0, 0, 0}, {0, 0, 100.0}};
  LitRoom shut(box_of(0.5, SunInside::geometry), {screen});
  shut.add_beam(0, 1000.0, models::to_sun(50.0, 180.0));
  shut.write();
  LitRoom diffuse(box_of(0.5, SunInside::geometry));
  diffuse.light().add_diffuse(0, 1000.0);
  diffuse.write();
  for (std::size_t s = 0; s < 6; ++s) CHECK(shut.surface_w(s) == Approx(diffuse.surface_w(s)).epsilon(1e-12));
}

TEST_CASE("An internal mass is hit by the beam on the side that it turns to the window") {
  // A black wall of its own across the room, 3 m behind the window: a low sun finds it, and the north wall lies in its shadow.
  for (const bool turned : {false, true}) {
    Fabric fabric = box_of(1.0, SunInside::geometry);
    const Rectangle place = turned ? Rectangle{{0, 3, 0}, {kWidth_m, 0, 0}, {0, 0, kHeight_m}}
                                   : Rectangle{{kWidth_m, 3, 0}, {-kWidth_m, 0, 0}, {0, 0, kHeight_m}};
    models::Surface mass = surface(place, 90.0);
    mass.beyond = models::Beyond::zone;
    mass.construction = fabric.constructions.size();
    fabric.constructions.push_back(coloured(1.0));
    fabric.constructions.back().solar_absorptance_outside = 1.0;
    fabric.surfaces.push_back(mass);
    LitRoom room(std::move(fabric));
    room.add_beam(0, 1000.0, models::to_sun(5.0, 180.0));
    room.write();
    const double fall_m = 3.0 * std::tan(5.0 * std::numbers::pi / 180.0);
    const double on_floor_w = 1000.0 * std::max(0.0, fall_m - kSill_m) / kWindowHeight_m;
    CHECK(room.surface_w(6) == Approx(1000.0 - on_floor_w).margin(16.0));  // half of one of 32 rows of rays
    CHECK(room.surface_w(kNorth) == 0.0);
    CHECK(room.far_side_w(6) == Approx(turned ? room.surface_w(6) : 0.0));
  }
}
