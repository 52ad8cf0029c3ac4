// SPDX-License-Identifier: MPL-2.0
#include "core/io/layer_shapes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/io/layer_codes.hpp"
#include "core/io/projection.hpp"

namespace tvilling::core {

namespace {

namespace code = layer_code;
constexpr int kUtm32 = 25832;
constexpr int kDegrees = 4326;

Finding finding(const FindingCode& code, Severity severity, const Table& table, std::string message, std::string hint) {
  return {std::string(code.code), severity, {table.file, 0, 0, table.sheet}, std::move(message), std::move(hint)};
}

/// Whether all shapes lie in Denmark, if the numbers are metres or degrees.
struct Place {
  bool metres = true;
  bool degrees = true;
};

Place place_of(const std::vector<OGRGeometryH>& shapes) {
  Place place;
  for (OGRGeometryH shape : shapes) {
    if (shape == nullptr || gdal().OGR_G_IsEmpty(shape) != 0) continue;
    OGREnvelope box;
    gdal().OGR_G_GetEnvelope(shape, &box);
    place.metres = place.metres && box.MinX >= 400000.0 && box.MaxX <= 900000.0 && box.MinY >= 6000000.0 && box.MaxY <= 6450000.0;
    place.degrees = place.degrees && are_danish_degrees(box.MinX, box.MinY) && are_danish_degrees(box.MaxX, box.MaxY);
  }
  return place;
}

bool is_unknown(OGRSpatialReferenceH system) {
  if (system == nullptr) return true;
  const char* const name = gdal().OSRGetName(system);  // GeoPackage: "Undefined Cartesian SRS"
  return (name != nullptr && std::string_view(name).starts_with("Undefined")) ||
         (gdal().OSRIsGeographic(system) == 0 && gdal().OSRIsProjected(system) == 0);
}

std::string name_of(OGRSpatialReferenceH system) {
  const char* const authority = gdal().OSRGetAuthorityName(system, nullptr);
  const char* const number = gdal().OSRGetAuthorityCode(system, nullptr);
  if (authority != nullptr && number != nullptr) return fmt::format("{}:{}", authority, number);
  const char* const name = gdal().OSRGetName(system);
  return name == nullptr ? "an unnamed system" : name;
}

void append_points(std::string& text, OGRGeometryH line) {
  text += '(';
  const int points = gdal().OGR_G_GetPointCount(line);
  for (int i = 0; i < points; ++i) {
    text += fmt::format("{}{} {}", i == 0 ? "" : ", ", gdal().OGR_G_GetX(line, i), gdal().OGR_G_GetY(line, i));
  }
  text += ')';
}

/// The parts of a shape in brackets: rings of a polygon, polygons of a multipolygon.
void append_parts(std::string& text, OGRGeometryH shape) {
  const int parts = gdal().OGR_G_GetGeometryCount(shape);
  if (parts == 0) {
    append_points(text, shape);
    return;
  }
  text += '(';
  for (int i = 0; i < parts; ++i) {
    if (i > 0) text += ", ";
    append_parts(text, gdal().OGR_G_GetGeometryRef(shape, i));
  }
  text += ')';
}

}  // namespace

LayerShapes::~LayerShapes() {
  for (OGRGeometryH shape : shapes_) {
    if (shape != nullptr) gdal().OGR_G_DestroyGeometry(shape);
  }
}

bool LayerShapes::bring_to_utm32(Table& table, OGRLayerH layer, Findings& findings) {
  if (std::all_of(shapes_.begin(), shapes_.end(), [](OGRGeometryH shape) { return shape == nullptr; })) return true;
  OGRSpatialReferenceH given = gdal().OGR_L_GetSpatialRef(layer);
  const Place place = place_of(shapes_);
  const bool unknown = is_unknown(given);
  // GeoJSON without a "crs" means degrees by its norm; many programs write metres all the same.
  const bool not_degrees = !unknown && gdal().OSRIsGeographic(given) != 0 && place.metres;
  std::string from;
  if (unknown && !place.metres && !place.degrees) {
    findings.add(finding(code::kUnknownSystem, Severity::stops, table,
                         "the layer does not say its coordinate system, and its coordinates are not all in Denmark",
                         "Set the layer's coordinate system in QGIS and export it in EPSG:25832."));
    return false;
  }
  if (unknown || not_degrees) {
    from = place.metres ? "EPSG:25832" : "EPSG:4326";
    findings.add(finding(code::kTakenAs, Severity::info, table,
                         fmt::format("{}: its coordinates are taken as {}",
                                     unknown ? "the layer does not say its coordinate system"
                                             : "the layer says degrees, but its coordinates are metres",
                                     from),
                         {}));
    if (place.metres) {
      table.format.detail += ", taken as EPSG:25832";
      return true;
    }
  }
  GdalHandle<OGRSpatialReferenceH> source =
      unknown ? coordinate_system(kDegrees) : GdalHandle<OGRSpatialReferenceH>(gdal().OSRClone(given), gdal().OSRRelease);
  static_cast<void>(gdal().OSRStripVertical(source.get()));
  gdal().OSRSetAxisMappingStrategy(source.get(), OAMS_TRADITIONAL_GIS_ORDER);
  const GdalHandle<OGRSpatialReferenceH> target = coordinate_system(kUtm32);
  from = name_of(source.get());
  if (from == "EPSG:25832" || gdal().OSRIsSame(source.get(), target.get()) != 0) {
    table.format.detail += ", EPSG:25832";
    return true;
  }
  const GdalHandle<OGRCoordinateTransformationH> transformation(gdal().OCTNewCoordinateTransformation(source.get(), target.get()),
                                                                gdal().OCTDestroyCoordinateTransformation);
  const bool done =
      transformation.get() != nullptr && std::all_of(shapes_.begin(), shapes_.end(), [&transformation](OGRGeometryH shape) {
        return shape == nullptr || gdal().OGR_G_Transform(shape, transformation.get()) == OGRERR_NONE;
      });
  if (!done) {
    findings.add(finding(code::kUnknownSystem, Severity::stops, table,
                         fmt::format("coordinates in {} cannot be brought to EPSG:25832", from),
                         "Export the layer in EPSG:25832, e.g. with \"Export\" in QGIS."));
    return false;
  }
  table.format.detail += fmt::format(", {} made EPSG:25832", from);
  findings.add(
      finding(code::kTransformed, Severity::info, table, fmt::format("coordinates in {} are brought to EPSG:25832", from), {}));
  return true;
}

bool LayerShapes::is_point(std::size_t row) const {
  OGRGeometryH shape = shapes_[row];
  return shape != nullptr && gdal().OGR_GT_Flatten(gdal().OGR_G_GetGeometryType(shape)) == wkbPoint;
}

bool LayerShapes::any(bool points) const {
  for (std::size_t i = 0; i < shapes_.size(); ++i) {
    if (shapes_[i] != nullptr && is_point(i) == points) return true;
  }
  return false;
}

std::string LayerShapes::wkt(std::size_t row) const {
  OGRGeometryH shape = shapes_[row];
  if (shape == nullptr || gdal().OGR_G_IsEmpty(shape) != 0) return {};
  const OGRwkbGeometryType type = gdal().OGR_G_GetGeometryType(shape);
  if (gdal().OGR_GT_IsNonLinear(type) != 0) {  // arcs become short straight lines
    const GdalHandle<OGRGeometryH> straight(gdal().OGR_G_GetLinearGeometry(shape, 0.0, nullptr), gdal().OGR_G_DestroyGeometry);
    if (straight.get() == nullptr) return gdal().OGR_G_GetGeometryName(shape);  // without points: told as unreadable
    std::string text = gdal().OGR_G_GetGeometryName(straight.get());
    append_parts(text, straight.get());
    return text;
  }
  std::string text = gdal().OGR_G_GetGeometryName(shape);
  append_parts(text, shape);
  return text;
}

}  // namespace tvilling::core
