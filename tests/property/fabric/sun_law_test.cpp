// SPDX-License-Identifier: MPL-2.0
// Sun is neither made nor lost on its way through glass into a room.
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "models/fabric/fabric_network.hpp"
#include "models/fabric/fabric_sun.hpp"
#include "tests/property/fabric/compare.hpp"
#include "tests/support/random_fabric.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)

/// Shares of light are exact to rounding; reflections are followed until 1e-15 is left and then brought to a sum of 1.
constexpr double kShare = 1e-12;

/// Heat of the sun in one step [W].
struct SunBalance {
  double on_glass_w = 0.0;   ///< falls on open glass
  double through_w = 0.0;    ///< comes through it
  double panes_w = 0.0;      ///< taken up in panes, from either side
  double room_w = 0.0;       ///< taken up by opaque faces inside, or given to the zone
  double outside_w = 0.0;    ///< taken up by opaque faces outside
  double on_opaque_w = 0.0;  ///< falls on these
  double least_w = 0.0;      ///< smallest source
};

SunBalance balance_of(const models::FabricNetwork& net, const models::FabricSun& sun, const std::vector<double>& closed,
                      const std::vector<double>& source_w) {
  SunBalance b;
  for (std::size_t p = 0; p < net.glass.size(); ++p) {
    const models::GlassPart& part = net.glass[p];
    b.on_glass_w += sun.incident_w_m2()[part.outside_face] * part.area_m2 * (1.0 - closed[part.window]);
    b.through_w += sun.transmitted_w_m2()[p] * part.area_m2;
    for (const core::SourceId pane : part.panes) b.panes_w += source_w[core::index(pane)];
  }
  for (const models::InsideFace& face : net.inside_faces) {
    if (!face.glass && net.sun_by_face) b.room_w += source_w[core::index(face.sun)];
  }
  for (const models::ZoneHandles& zone : net.zones) b.room_w += source_w[core::index(zone.sun)];
  for (std::size_t f = 0; f < net.outside_faces.size(); ++f) {
    const models::OutsideFace& face = net.outside_faces[f];
    if (face.glass) continue;
    b.outside_w += source_w[core::index(face.absorbed)];
    b.on_opaque_w += sun.incident_w_m2()[f] * face.area_m2;
  }
  for (const double heat_w : source_w) b.least_w = std::min(b.least_w, heat_w);
  return b;
}

/// Every step of a building with some blinds half closed.
void every_step(const tests::RandomFabric& r, const std::function<void(const SunBalance&)>& law) {
  const models::FabricNetwork net = models::make_fabric_network(r.fabric);
  models::FabricSun sun(r.fabric, net, r.weather, r.period);
  std::vector<double> source_w(net.network.sources().size(), 0.0);
  std::vector<double> closed(r.fabric.windows.size(), 0.0);
  for (std::size_t w = 0; w < closed.size(); ++w) {
    if (r.fabric.windows[w].blind) closed[w] = 0.5;
  }
  for (std::size_t step = 0; step < r.period.steps(); ++step) {
    sun.write(step, step / static_cast<std::size_t>(r.period.steps_per_hour), closed, source_w);
    law(balance_of(net, sun, closed, source_w));
  }
}

void paint_black(models::Fabric& fabric) {
  for (models::Construction& construction : fabric.constructions) {
    // The far side of an inner wall is a face of a room too.
    construction.solar_absorptance_inside = construction.solar_absorptance_outside = 1.0;
  }
  for (models::Window& window : fabric.windows) window.frame_absorptance = 1.0;
}

/// Keeps the windows of one surface in each zone: glass does not see glass, so none catches light from the room.
void keep_one_side_of_windows(models::Fabric& fabric) {
  std::vector<std::optional<std::size_t>> side(fabric.zones.size());
  std::vector<models::Window> kept;
  for (const models::Window& window : fabric.windows) {
    std::optional<std::size_t>& of_zone = side[fabric.surfaces[window.surface].zone];
    if (!of_zone) of_zone = window.surface;
    if (*of_zone == window.surface) kept.push_back(window);
  }
  fabric.windows = kept;
}

}  // namespace

TEST_CASE("Panes and rooms take up no more sun than falls on the glass and no source is negative") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    every_step(tests::random_fabric(seed), [](const SunBalance& b) {
      RC_ASSERT(b.least_w >= 0.0);
      RC_ASSERT(b.through_w <= b.on_glass_w * (1.0 + kShare));
      RC_ASSERT(b.panes_w + b.room_w <= b.on_glass_w * (1.0 + kShare));
      // What comes through may leave again, but none is added to it.
      RC_ASSERT(b.room_w <= b.through_w * (1.0 + kShare));
      RC_ASSERT(b.outside_w <= b.on_opaque_w * (1.0 + kShare));
    });
  }));
}

TEST_CASE("A black room whose glass sees no glass takes up all sun that comes through") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomFabric r = tests::random_fabric(seed);
    paint_black(r.fabric);
    keep_one_side_of_windows(r.fabric);
    every_step(r, [](const SunBalance& b) { RC_ASSERT(std::abs(b.room_w - b.through_w) <= kShare * b.through_w); });
  }));
}

TEST_CASE("A room whose glass lets no light back takes up all that comes through in faces and panes") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomFabric r = tests::random_fabric(seed, {.blinds = false});
    // A measured table lets light in from outdoors and absorbs none of it; the panes themselves are opaque, so from the room
    // each one only reflects and absorbs. So the sources of panes hold only light that came back from the room.
    for (models::GlazingType& type : r.fabric.glazings) {
      if (type.glazing.panes.empty()) continue;
      for (models::Pane& pane : type.glazing.panes) pane.transmittance_solar = 0.0;
      type.glazing.table = {{0.0, 0.6, {}}, {60.0, 0.5, {}}};
      type.glazing.table_diffuse = models::AngleRow{0.0, 0.5, {}};
    }
    every_step(
        r, [](const SunBalance& b) { RC_ASSERT(std::abs(b.room_w + b.panes_w - b.through_w) <= 10.0 * kShare * b.through_w); });
  }));
}

TEST_CASE("Without sun and with all blinds closed no light enters") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomFabric r = tests::random_fabric(seed);
    const models::FabricNetwork net = models::make_fabric_network(r.fabric);
    models::FabricSun sun(r.fabric, net, r.weather, r.period);
    std::vector<double> source_w(net.network.sources().size(), 0.0);
    const std::vector<double> closed(r.fabric.windows.size(), 1.0);
    for (std::size_t step = 0; step < r.period.steps(); ++step) {
      sun.write(step, step / static_cast<std::size_t>(r.period.steps_per_hour), closed, source_w);
      const SunBalance b = balance_of(net, sun, closed, source_w);
      RC_ASSERT(b.through_w == 0.0);
      RC_ASSERT(b.room_w == 0.0);
      RC_ASSERT(b.panes_w == 0.0);
    }
    tests::take_sun_away(r.weather);
    every_step(r, [](const SunBalance& b) { RC_ASSERT(b.on_glass_w + b.on_opaque_w + b.outside_w + b.room_w == 0.0); });
  }));
}
