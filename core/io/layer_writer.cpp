// SPDX-License-Identifier: MPL-2.0
#include "core/io/layer_writer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cmath>
#include <cstddef>
#include <system_error>
#include <vector>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "core/io/gdal_library.hpp"

namespace tvilling::core {

namespace {

OGRFieldType type_of(FieldType type) {
  if (type == FieldType::number) return OFTReal;
  return type == FieldType::flag ? OFTInteger : OFTString;
}

OGRwkbGeometryType type_of(LayerShape shape) {
  if (shape == LayerShape::none) return wkbNone;
  return shape == LayerShape::point ? wkbPoint : wkbPolygon;
}

/// The point, or the polygon of a ring.
OGRGeometryH shape_of(std::span<const LayerWriter::Coordinate> ring) {
  if (ring.size() == 1) {
    OGRGeometryH point = gdal().OGR_G_CreateGeometry(wkbPoint);
    gdal().OGR_G_SetPoint_2D(point, 0, ring.front().first, ring.front().second);
    return point;
  }
  OGRGeometryH outline = gdal().OGR_G_CreateGeometry(wkbLinearRing);
  for (const auto& [x_m, y_m] : ring) gdal().OGR_G_AddPoint_2D(outline, x_m, y_m);
  gdal().OGR_G_AddPoint_2D(outline, ring.front().first, ring.front().second);
  OGRGeometryH polygon = gdal().OGR_G_CreateGeometry(wkbPolygon);
  gdal().OGR_G_AddGeometryDirectly(polygon, outline);
  return polygon;
}

void set_field(OGRFeatureH feature, int field, const SheetCell& cell) {
  if (const std::string* text = std::get_if<std::string>(&cell)) {
    if (!text->empty()) gdal().OGR_F_SetFieldString(feature, field, text->c_str());
  } else if (const double* number = std::get_if<double>(&cell)) {
    if (!std::isnan(*number)) gdal().OGR_F_SetFieldDouble(feature, field, *number);
  } else if (const bool* flag = std::get_if<bool>(&cell)) {
    gdal().OGR_F_SetFieldInteger(feature, field, *flag ? 1 : 0);
  }
}

}  // namespace

struct LayerWriter::State {
  explicit State(std::filesystem::path target) : path(std::move(target)) {}
  ~State() {
    if (dataset != nullptr) gdal().GDALClose(dataset);
    std::error_code ignored;  // nothing more can be done for what cannot be removed
    std::filesystem::remove(temporary, ignored);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  State(State&&) = delete;
  State& operator=(State&&) = delete;

  [[noreturn]] void fail() const {
    throw Error(ErrorKind::io, fmt::format("cannot write the {}: {}", geojson ? "GeoJSON" : "GeoPackage", messages.failure()),
                {path.string()}, "Is the disk full, or is the folder closed to you?");
  }

  std::filesystem::path path;
  std::filesystem::path temporary;
  bool geojson = path.extension() == ".geojson";
  GdalMessages messages;
  GdalOption no_time{"OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z"};  // the hour of writing would make equal files differ
  GdalHandle<OGRSpatialReferenceH> utm32 = coordinate_system(25832);
  GDALDatasetH dataset = nullptr;
  OGRLayerH layer = nullptr;
  std::size_t fields = 0;
};

LayerWriter::LayerWriter(std::filesystem::path path) : state_(std::make_unique<State>(std::move(path))) {
  State& state = *state_;
  state.temporary = folder_of(state.path) /
                    fmt::format(".{}.tmp-{}{}", state.path.stem().string(), ::getpid(), state.geojson ? ".geojson" : ".gpkg");
  {
    const FileDescriptor writable = FileDescriptor::open(state.temporary, O_WRONLY | O_CREAT);
    if (!writable.is_open()) throw_system_error("cannot write the file", state.path, errno);
  }
  std::filesystem::remove(state.temporary);
  GDALDriverH driver = gdal().GDALGetDriverByName(state.geojson ? "GeoJSON" : "GPKG");
  state.dataset = gdal().GDALCreate(driver, state.temporary.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  if (state.dataset == nullptr) state.fail();
  if (!state.geojson && gdal().GDALDatasetStartTransaction(state.dataset, 0) != OGRERR_NONE) state.fail();
}

LayerWriter::~LayerWriter() = default;

void LayerWriter::layer(const std::string& name, std::span<const LayerField> fields, LayerShape shape) {
  State& state = *state_;
  if (state.geojson && state.layer != nullptr) throw Error(ErrorKind::internal, "a second layer in a GeoJSON file");
  // RFC 7946 wants degrees: GDAL transforms them.
  std::string table_kind = state.geojson               ? "RFC7946=YES"
                           : shape == LayerShape::none ? "ASPATIAL_VARIANT=GPKG_ATTRIBUTES"
                                                       : "SPATIAL_INDEX=NO";
  std::array<char*, 2> options{table_kind.data(), nullptr};
  state.layer = gdal().GDALDatasetCreateLayer(
      state.dataset, name.c_str(), shape == LayerShape::none ? nullptr : state.utm32.get(), type_of(shape), options.data());
  if (state.layer == nullptr) state.fail();
  state.fields = fields.size();
  for (const LayerField& field : fields) {
    const GdalHandle<OGRFieldDefnH> made(gdal().OGR_Fld_Create(field.name.c_str(), type_of(field.type)), gdal().OGR_Fld_Destroy);
    if (field.type == FieldType::flag) gdal().OGR_Fld_SetSubType(made.get(), OFSTBoolean);
    if (gdal().OGR_L_CreateField(state.layer, made.get(), 0) != OGRERR_NONE) state.fail();
  }
}

void LayerWriter::feature(std::span<const SheetCell> cells, std::span<const Coordinate> ring) {
  State& state = *state_;
  if (state.layer == nullptr || cells.size() != state.fields) {
    throw Error(ErrorKind::internal, fmt::format("a feature of {} cells in a layer of {} fields", cells.size(), state.fields));
  }
  const GdalHandle<OGRFeatureH> made(gdal().OGR_F_Create(gdal().OGR_L_GetLayerDefn(state.layer)), gdal().OGR_F_Destroy);
  for (std::size_t i = 0; i < cells.size(); ++i) set_field(made.get(), static_cast<int>(i), cells[i]);
  if (!ring.empty()) gdal().OGR_F_SetGeometryDirectly(made.get(), shape_of(ring));
  if (gdal().OGR_L_CreateFeature(state.layer, made.get()) != OGRERR_NONE) state.fail();
}

void LayerWriter::finish() {
  State& state = *state_;
  const bool stored = state.geojson || gdal().GDALDatasetCommitTransaction(state.dataset) == OGRERR_NONE;
  gdal().GDALClose(std::exchange(state.dataset, nullptr));
  if (!stored || !state.messages.failure().empty()) state.fail();
  publish_file(state.temporary, state.path);
}

}  // namespace tvilling::core
