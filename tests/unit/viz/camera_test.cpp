// SPDX-License-Identifier: MPL-2.0
#include "viz/camera.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/viz/small_city.hpp"
#include "viz/overlay.hpp"

namespace {

using namespace tvilling;
using viz::CameraPose;
using viz::Vec3;

double dot(const Vec3& a, const Vec3& b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

}  // namespace

TEST_CASE("From the south north is up and east is to the right") {
  const CameraPose pose = viz::pose_of(180.0, 40.0);
  CHECK(pose.right[0] == Approx(1.0));
  CHECK(pose.up[1] > 0.0);
  CHECK(pose.up[2] > 0.0);
  CHECK(dot(pose.right, pose.up) == Approx(0.0).margin(1e-12));
  CHECK(dot(pose.to_viewer, pose.up) == Approx(0.0).margin(1e-12));
}

TEST_CASE("Every building falls into the part of the picture that the legend leaves free") {
  const viz::CityScene scene = viz::make_city_scene(tests::small_results(), {});
  for (const double azimuth_deg : {0.0, 100.0, 155.0, 260.0}) {
    viz::RenderOptions options;
    options.camera_azimuth_deg = azimuth_deg;
    const CameraPose pose = viz::fit_camera(scene, options, 2.0);
    const viz::OverlayMargins margins;
    CHECK(pose.focus[2] == Approx(0.0).margin(1e-9));
    for (const viz::SceneBuilding& b : scene.buildings) {
      for (const viz::Point& p : b.ring) {
        const Vec3 from_focus{p.x_m - pose.focus[0], p.y_m - pose.focus[1], 2.0 * b.height_m};
        const double x_px = 0.5 * options.width + dot(from_focus, pose.right) / pose.m_per_px;
        const double y_px = 0.5 * options.height + dot(from_focus, pose.up) / pose.m_per_px;
        CHECK(x_px > margins.left * options.height);
        CHECK(x_px < options.width - margins.right * options.height);
        CHECK(y_px > margins.bottom * options.height);
        CHECK(y_px < (1.0 - margins.top) * options.height);
      }
    }
  }
}

TEST_CASE("A focus fills the picture whatever else there is") {
  const viz::CityScene scene = viz::make_city_scene(tests::small_results(), {});
  viz::RenderOptions options;
  options.focus = viz::Focus{724100.0, 6175050.0, 2000.0};
  const double wide = viz::fit_camera(scene, options, 1.0).m_per_px;
  options.focus->radius_m = 100.0;
  CHECK(viz::fit_camera(scene, options, 1.0).m_per_px == Approx(wide / 20.0));
}

TEST_CASE("A stray building far away does not shrink the city") {
  viz::CityScene scene = viz::make_city_scene(tests::small_results(), {});
  const viz::SceneBuilding pattern = scene.buildings[0];
  for (int i = 0; i < 300; ++i) {
    viz::SceneBuilding copy = pattern;
    for (viz::Point& p : copy.ring) p = {p.x_m + 20.0 * (i % 20), p.y_m + 30.0 * (i / 20)};
    scene.buildings.push_back(copy);
  }
  const double before = viz::fit_camera(scene, {}, 1.0).m_per_px;
  for (viz::Point& p : scene.buildings.back().ring) p.x_m += 200000.0;
  CHECK(viz::fit_camera(scene, {}, 1.0).m_per_px < 1.5 * before);
}

TEST_CASE("Heights are exaggerated from afar and true from near") {
  const viz::CityScene scene = viz::make_city_scene(tests::small_results(), {});
  CHECK(viz::height_factor_for(scene, 0.5) == 1.0);
  CHECK(viz::height_factor_for(scene, 15.0) > 1.0);
  CHECK(viz::height_factor_for(scene, 1e6) == 8.0);
}

TEST_CASE("Compass words name the side of the viewer") {
  CHECK(viz::compass_word(155.0) == "south-south-east");
  CHECK(viz::compass_word(135.0) == "south-east");
  CHECK(viz::compass_word(-5.0) == "north");
  CHECK(viz::compass_word(355.0) == "north");
}

TEST_CASE("Grid lines keep their distance on the picture") {
  CHECK(viz::grid_spacing_m(10.0, 1000) == 500.0);
  CHECK(viz::grid_spacing_m(11.0, 1000) == 1000.0);
  CHECK(viz::grid_spacing_m(1e5, 1000) == 10000.0);
}
