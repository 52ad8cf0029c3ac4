// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/building/building.hpp"
#include "models/portfolio/position.hpp"

namespace tvilling::models {

/// A footprint read from WKT, with what had to be noticed on the way.
struct WktFootprint {
  std::vector<Point> ring;  ///< outer ring, not closed, in the order written; empty when it cannot be used
  std::string unreadable;   ///< why the text is no polygon; empty when it is one
  std::string invalid;      ///< why the polygon is no footprint (crosses itself ...); empty when it is one
  PositionProblem position = PositionProblem::none;
  Point outside;                ///< the first point that is not in Denmark, when `position` names a problem
  bool was_open = false;        ///< the last point did not repeat the first
  int parts_left_out = 0;       ///< smaller parts of a MULTIPOLYGON
  int courtyards_left_out = 0;  ///< inner rings of the part taken
};

/// The outer ring of a WKT POLYGON, or of the largest part of a MULTIPOLYGON (OGC 06-103r4). "SRID=25832;" in front and
/// heights (Z) are accepted; heights are not used. Coordinates are EPSG:25832 in metres.
[[nodiscard]] WktFootprint parse_wkt_footprint(std::string_view text);

/// A WKT POINT, as BBR writes byg404Koordinat. Nothing when the text is not one.
[[nodiscard]] std::optional<Point> parse_wkt_point(std::string_view text);

/// A ring as a WKT POLYGON with the fewest digits that give the same numbers back.
[[nodiscard]] std::string to_wkt(std::span<const Point> ring);

}  // namespace tvilling::models
