// SPDX-License-Identifier: MPL-2.0
#include "viz/city_mesh.hpp"

#include <cmath>
#include <numbers>

namespace tvilling::viz {

namespace {

// Light from the south-west, as a reader of maps expects it from the side: walls towards it are lighter.
constexpr double kLightDirection_deg = 225.0;
constexpr double kWallShade = 0.78;
constexpr double kWallShadeRange = 0.14;
// Grown footprints may overlap; roofs of equal height would then flicker. Half a metre at most, never in true shapes.
constexpr double kApart_m = 0.005;
constexpr std::size_t kApartSteps = 100;

float wall_shade(Point from, Point to) noexcept {
  // Outward normal of a counter-clockwise ring: the edge turned right. Azimuth clockwise from north.
  const double azimuth_rad = std::atan2(to.y_m - from.y_m, -(to.x_m - from.x_m));
  const double light_rad = kLightDirection_deg * std::numbers::pi / 180.0;
  return static_cast<float>(kWallShade + kWallShadeRange * std::cos(azimuth_rad - light_rad));
}

void add_building(CityMesh& mesh, const Ring& ring, double height_m, std::uint32_t building) {
  const std::uint32_t base = static_cast<std::uint32_t>(mesh.points.size());
  const std::uint32_t n = static_cast<std::uint32_t>(ring.size());
  for (const double z_m : {0.0, height_m}) {
    for (const Point& p : ring) {
      mesh.points.push_back({static_cast<float>(p.x_m), static_cast<float>(p.y_m), static_cast<float>(z_m)});
    }
  }
  for (const Triangle& t : triangulate(ring)) {
    MeshCell cell;
    for (std::size_t c = 0; c < 3; ++c) cell.corner[c] = base + n + static_cast<std::uint32_t>(t[c]);
    cell.building = building;
    mesh.cells.push_back(cell);
  }
  for (std::uint32_t i = 0; i < n; ++i) {
    const std::uint32_t j = (i + 1) % n;
    mesh.cells.push_back({{base + i, base + j, base + n + j, base + n + i}, building, Face::wall, wall_shade(ring[i], ring[j])});
    mesh.edges.push_back({base + n + i, base + n + j, building});
  }
}

}  // namespace

CityMesh make_city_mesh(const CityScene& scene, const MeshOptions& options) {
  CityMesh mesh;
  for (std::size_t b = 0; b < scene.buildings.size(); ++b) {
    const SceneBuilding& building = scene.buildings[b];
    if (building.ring.empty()) continue;
    double height_m = building.height_m * options.height_factor;
    if (options.min_width_m > 0.0) height_m += kApart_m * static_cast<double>(b % kApartSteps);
    add_building(mesh, grown_to(building.ring, options.min_width_m), height_m, static_cast<std::uint32_t>(b));
  }
  return mesh;
}

}  // namespace tvilling::viz
