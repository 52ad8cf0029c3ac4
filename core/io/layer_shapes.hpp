// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "core/io/gdal_library.hpp"
#include "core/io/table.hpp"

// For layers.cpp only.
namespace tvilling::core {

/// The geometries of a layer, one a row (or none).
class LayerShapes {
 public:
  LayerShapes() = default;
  ~LayerShapes();
  LayerShapes(const LayerShapes&) = delete;
  LayerShapes& operator=(const LayerShapes&) = delete;
  LayerShapes(LayerShapes&&) = delete;
  LayerShapes& operator=(LayerShapes&&) = delete;

  void add(OGRGeometryH geometry) { shapes_.push_back(geometry); }
  /// Brings all to EPSG:25832 and says so; false (told) when their coordinate system is not known.
  bool bring_to_utm32(Table& table, OGRLayerH layer, Findings& findings);

  [[nodiscard]] bool is_point(std::size_t row) const;
  [[nodiscard]] bool any(bool points) const;
  /// With the fewest digits that give the same numbers back; heights are left out.
  [[nodiscard]] std::string wkt(std::size_t row) const;

 private:
  std::vector<OGRGeometryH> shapes_;
};

}  // namespace tvilling::core
