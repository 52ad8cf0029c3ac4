// SPDX-License-Identifier: MPL-2.0
#include "viz/city_mesh.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>

#include "tests/unit/viz/small_city.hpp"

namespace {

using namespace tvilling;
using viz::CityMesh;
using viz::Face;
using viz::MeshCell;

using Corner = std::array<float, 3>;

// Area times outward normal of a flat face.
std::array<double, 3> area_vector(const CityMesh& mesh, const MeshCell& cell) {
  const std::size_t n = cell.face == Face::roof ? 3 : 4;
  std::array<double, 3> sum{};
  const Corner& o = mesh.points[cell.corner[0]];
  for (std::size_t i = 1; i + 1 < n; ++i) {
    const Corner& p = mesh.points[cell.corner[i]];
    const Corner& q = mesh.points[cell.corner[i + 1]];
    const std::array<double, 3> a{p[0] - o[0], p[1] - o[1], p[2] - o[2]};
    const std::array<double, 3> b{q[0] - o[0], q[1] - o[1], q[2] - o[2]};
    for (std::size_t c = 0; c < 3; ++c) sum[c] += 0.5 * (a[(c + 1) % 3] * b[(c + 2) % 3] - a[(c + 2) % 3] * b[(c + 1) % 3]);
  }
  return sum;
}

}  // namespace

TEST_CASE("Roofs add up to the footprints and face upwards") {
  const viz::CityScene scene = viz::make_city_scene(tests::small_results(), {});
  const CityMesh mesh = viz::make_city_mesh(scene);
  std::array<double, 4> roof_m2{};
  for (const MeshCell& cell : mesh.cells) {
    if (cell.face == Face::roof) roof_m2[cell.building] += area_vector(mesh, cell)[2];
  }
  CHECK(roof_m2[0] == Approx(1000.0));
  CHECK(roof_m2[1] == Approx(3000.0));
  CHECK(roof_m2[2] == Approx(400.0));
  CHECK(roof_m2[3] == Approx(500.0));
}

TEST_CASE("Walls of a building cancel out and have the area of perimeter times height") {
  const viz::CityScene scene = viz::make_city_scene(tests::small_results(), {});
  const CityMesh mesh = viz::make_city_mesh(scene);
  std::array<double, 3> sum{};
  double wall_m2 = 0.0;
  for (const MeshCell& cell : mesh.cells) {
    if (cell.face != Face::wall || cell.building != 0) continue;
    const std::array<double, 3> a = area_vector(mesh, cell);
    for (std::size_t c = 0; c < 3; ++c) sum[c] += a[c];
    wall_m2 += std::abs(a[0]) + std::abs(a[1]);
    // The rectangle runs from (0, 0) to (50, 20): outward normals point away from its middle.
    const Corner& p = mesh.points[cell.corner[0]];
    const Corner& q = mesh.points[cell.corner[1]];
    CHECK(a[0] * (0.5 * (p[0] + q[0]) - 25.0) + a[1] * (0.5 * (p[1] + q[1]) - 10.0) > 0.0);
  }
  CHECK(std::abs(sum[0]) + std::abs(sum[1]) + std::abs(sum[2]) < 1e-3);
  CHECK(wall_m2 == Approx(140.0 * 6.0));
}

TEST_CASE("Heights and small footprints are drawn larger only when asked") {
  const viz::CityScene scene = viz::make_city_scene(tests::small_results(), {});
  const auto top = [](const CityMesh& mesh) {
    float z_m = 0.0F;
    for (const Corner& p : mesh.points) z_m = std::max(z_m, p[2]);
    return z_m;
  };
  CHECK(top(viz::make_city_mesh(scene)) == Approx(12.0));
  CHECK(top(viz::make_city_mesh(scene, {100.0, 3.0})) == Approx(36.0).margin(0.5));
}

TEST_CASE("A building without a position has no face") {
  scenarios::Results results = tests::small_results();
  results.portfolio.buildings[3].building.x_m = models::kMissing;
  const CityMesh mesh = viz::make_city_mesh(viz::make_city_scene(results, {}));
  CHECK(std::none_of(mesh.cells.begin(), mesh.cells.end(), [](const MeshCell& cell) { return cell.building == 3; }));
}
