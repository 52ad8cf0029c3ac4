// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "viz/city_scene.hpp"

namespace tvilling::viz {

/// How true the drawn shapes are; 0 and 1 draw the true ones.
struct MeshOptions {
  double min_width_m = 0.0;    ///< smaller footprints are grown to this width
  double height_factor = 1.0;  ///< heights are drawn this much larger
};

enum class Face : std::uint8_t { roof = 0, wall = 1 };

struct MeshCell {
  std::array<std::uint32_t, 4> corner{};  ///< a roof triangle uses three, a wall four; counter-clockwise from outside
  std::uint32_t building = 0;
  Face face = Face::roof;
  float shade = 1.0F;  ///< light on this face: roofs 1, walls by their direction
};

/// Two corners of a roof's edge.
struct MeshEdge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t building = 0;
};

/// All buildings as one mesh. Roofs have their colour as it stands in the legend; only walls are shaded.
struct CityMesh {
  std::vector<std::array<float, 3>> points;
  std::vector<MeshCell> cells;
  std::vector<MeshEdge> edges;
};

[[nodiscard]] CityMesh make_city_mesh(const CityScene& scene, const MeshOptions& options = {});

}  // namespace tvilling::viz
