// SPDX-License-Identifier: MPL-2.0
#include "core/io/layers.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "core/io/csv_codes.hpp"
#include "core/io/file.hpp"
#include "core/io/gdal_library.hpp"
#include "core/io/layer_codes.hpp"
#include "core/io/layer_shapes.hpp"
#include "core/io/table_checks.hpp"
#include "core/text.hpp"

namespace tvilling::core {

namespace {

namespace code = layer_code;

struct Kind {
  std::string_view ending;
  std::string_view name;
};
constexpr std::array kKinds{Kind{".geojson", "GeoJSON"}, Kind{".gpkg", "GeoPackage"}, Kind{".gml", "GML"}};

const Kind* kind_of(const std::filesystem::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&ending](const Kind& kind) { return kind.ending == ending; });
  return found == kKinds.end() ? nullptr : &*found;
}

Finding finding(const FindingCode& code, Severity severity, SourcePos pos, std::string message, std::string hint) {
  return {std::string(code.code), severity, std::move(pos), std::move(message), std::move(hint)};
}

/// A file that GDAL sees in memory. GML is read so: GDAL would write a .gfs file beside it.
class MemoryFile {
 public:
  MemoryFile(std::string content, std::string_view ending) : content_(std::move(content)) {
    static std::atomic<unsigned int> count{0};
    path_ = fmt::format("/vsimem/tvilling-{}{}", count++, ending);
    VSILFILE* const file =
        gdal().VSIFileFromMemBuffer(path_.c_str(), reinterpret_cast<GByte*>(content_.data()), content_.size(), 0);
    if (file != nullptr) gdal().VSIFCloseL(file);
  }
  ~MemoryFile() {
    gdal().VSIUnlink(path_.c_str());
    gdal().VSIUnlink((path_.substr(0, path_.rfind('.')) + ".gfs").c_str());
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  MemoryFile(MemoryFile&&) = delete;
  MemoryFile& operator=(MemoryFile&&) = delete;
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  std::string content_;
  std::string path_;
};

/// An open GIS file, with the options under which no value changes on the way.
class Dataset {
 public:
  explicit Dataset(const std::filesystem::path& path) : strings_("GML_FIELDTYPES", "ALWAYS_STRING") {
    const std::string_view kind = kind_of(path)->name;
    if (kind == "GML") memory_.emplace(read_file(path), ".gml");
    const FileDescriptor file = FileDescriptor::open(path, O_RDONLY);
    if (!file.is_open()) throw_system_error("cannot read the file", path, errno);
    const std::array<const char*, 4> drivers{"GeoJSON", "GPKG", "GML", nullptr};
    // Texts stay as they are, those that look like dates too.
    const char* const option = kind == "GeoJSON" ? "DATE_AS_STRING=YES" : (kind == "GML" ? "EXPOSE_GML_ID=NO" : nullptr);
    const std::array<const char*, 2> options{option, nullptr};
    const std::string name = memory_ ? memory_->path() : path.string();
    handle_ = gdal().GDALOpenEx(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data(), options.data(), nullptr);
  }
  ~Dataset() {
    if (handle_ != nullptr) gdal().GDALClose(handle_);
  }
  Dataset(const Dataset&) = delete;
  Dataset& operator=(const Dataset&) = delete;
  Dataset(Dataset&&) = delete;
  Dataset& operator=(Dataset&&) = delete;
  [[nodiscard]] GDALDatasetH get() const noexcept { return handle_; }
  [[nodiscard]] const GdalMessages& messages() const noexcept { return messages_; }

 private:
  GdalMessages messages_;
  GdalOption strings_;
  std::optional<MemoryFile> memory_;
  GDALDatasetH handle_ = nullptr;
};

Finding unreadable(const std::filesystem::path& path, const std::string& why) {
  std::string message = fmt::format("the file cannot be read as {}", kind_of(path)->name);
  if (!why.empty()) message += ": " + shown(why);
  return finding(code::kUnreadable, Severity::stops, {path.string()}, message,
                 "Export the layer again, e.g. with \"Export\" in QGIS.");
}

std::string iso_of(OGRFeatureH feature, int field, bool with_time) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
  float second = 0.0F;
  if (gdal().OGR_F_GetFieldAsDateTimeEx(feature, field, &year, &month, &day, &hour, &minute, &second, &zone) == 0) return {};
  std::string iso = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (!with_time) return iso;
  iso += fmt::format("T{:02}:{:02}:{:02}", hour, minute, static_cast<int>(second));
  constexpr int kUtc = 100;  // GDAL counts quarters of an hour from it; 0 and 1 are local
  if (zone == kUtc) return iso + "Z";
  if (zone <= 1) return iso;
  const int offset = (zone - kUtc) * 15;
  return iso + fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+', std::abs(offset) / 60, std::abs(offset) % 60);
}

/// A field of the layer's features.
struct Field {
  int index = 0;
  OGRFieldType type = OFTString;
  bool is_flag = false;

  [[nodiscard]] bool is_number() const { return !is_flag && (type == OFTInteger || type == OFTInteger64 || type == OFTReal); }
  [[nodiscard]] std::string text(OGRFeatureH feature) const {
    if (gdal().OGR_F_IsFieldSetAndNotNull(feature, index) == 0) return {};
    if (is_flag) return gdal().OGR_F_GetFieldAsInteger64(feature, index) != 0 ? "true" : "false";
    if (type == OFTReal) {
      const double value = gdal().OGR_F_GetFieldAsDouble(feature, index);
      return std::isnan(value) ? std::string() : fmt::format("{}", value);
    }
    if (type == OFTDate || type == OFTDateTime) return iso_of(feature, index, type == OFTDateTime);
    return std::string(trimmed(gdal().OGR_F_GetFieldAsString(feature, index)));
  }
};

/// The rows of a layer and, beside them, their geometries.
class LayerTable {
 public:
  LayerTable(Table& table, OGRLayerH layer, Findings& findings) : table_(table), layer_(layer), findings_(findings) {}

  void fill() {
    read_header();
    read_rows();
    if (table_.rows.empty()) {
      findings_.add(finding(csv_code::kEmpty, Severity::stops, {table_.file, 0, 0, table_.sheet}, "the layer has no features",
                            "Export the layer again, with its features."));
    }
    if (shapes_.bring_to_utm32(table_, layer_, findings_)) add_shapes();
    if (table_.header.empty()) table_.rows.clear();
    check_column_names(table_, findings_);
  }

 private:
  void read_header() {
    OGRFeatureDefnH definition = gdal().OGR_L_GetLayerDefn(layer_);
    for (int i = 0; i < gdal().OGR_FD_GetFieldCount(definition); ++i) {
      OGRFieldDefnH field = gdal().OGR_FD_GetFieldDefn(definition, i);
      fields_.push_back({i, gdal().OGR_Fld_GetType(field), gdal().OGR_Fld_GetSubType(field) == OFSTBoolean});
      table_.header.push_back({gdal().OGR_Fld_GetNameRef(field), 0, i + 1});
      table_.numeric.push_back(fields_.back().is_number());
    }
  }

  void read_rows() {
    bool from_zero = false;
    while (true) {
      const GdalHandle<OGRFeatureH> feature(gdal().OGR_L_GetNextFeature(layer_), gdal().OGR_F_Destroy);
      if (feature.get() == nullptr) return;
      const GIntBig id = gdal().OGR_F_GetFID(feature.get());
      if (table_.rows.empty()) from_zero = id == 0;               // GeoJSON without ids: then the features are counted from 1
      constexpr GIntBig kLast = std::numeric_limits<int>::max();  // ids have 64 bits
      const int line = static_cast<int>(std::clamp<GIntBig>(id, 0, kLast - 1)) + (from_zero ? 1 : 0);
      std::vector<TableCell> row;
      row.reserve(fields_.size() + 2);
      lines_.push_back(line);
      for (const Field& field : fields_) row.push_back({field.text(feature.get()), line, field.index + 1});
      table_.rows.push_back(std::move(row));
      shapes_.add(gdal().OGR_F_StealGeometry(feature.get()));
    }
  }

  void add_shapes() {
    add_column("geometry", false);
    add_column("position", true);
  }

  void add_column(const char* name, bool points) {
    if (!shapes_.any(points)) return;
    const int column = static_cast<int>(table_.header.size()) + 1;
    table_.header.push_back({name, 0, column});
    table_.numeric.push_back(false);
    for (std::size_t i = 0; i < table_.rows.size(); ++i) {
      table_.rows[i].push_back({shapes_.is_point(i) == points ? shapes_.wkt(i) : "", lines_[i], column});
    }
  }

  Table& table_;
  OGRLayerH layer_;
  Findings& findings_;
  std::vector<Field> fields_;
  std::vector<int> lines_;
  LayerShapes shapes_;
};

}  // namespace

bool is_layer_file(const std::filesystem::path& path) {
  return kind_of(path) != nullptr;
}

std::vector<std::string> layer_names(const std::filesystem::path& path, Findings& findings) {
  const Dataset dataset(path);
  std::vector<std::string> names;
  if (dataset.get() == nullptr) {
    findings.add(unreadable(path, dataset.messages().failure()));
    return names;
  }
  for (int i = 0; i < gdal().GDALDatasetGetLayerCount(dataset.get()); ++i) {
    names.emplace_back(gdal().OGR_L_GetName(gdal().GDALDatasetGetLayer(dataset.get(), i)));
  }
  return names;
}

Table read_layer(const std::filesystem::path& path, const std::string& layer, Findings& findings) {
  Table table;
  table.file = path.string();
  table.sheet = layer;
  table.format.source = TableSource::layer;
  table.format.detail = kind_of(path)->name;
  const Dataset dataset(path);
  OGRLayerH handle = dataset.get() == nullptr ? nullptr : gdal().GDALDatasetGetLayerByName(dataset.get(), layer.c_str());
  if (handle == nullptr) {
    findings.add(unreadable(path, dataset.get() == nullptr ? dataset.messages().failure() : "it has no layer " + layer));
    return table;
  }
  LayerTable(table, handle, findings).fill();
  if (!dataset.messages().failure().empty()) findings.add(unreadable(path, dataset.messages().failure()));
  if (!dataset.messages().warning().empty()) {
    findings.add(finding(code::kDoubt, Severity::warns, {path.string(), 0, 0, layer}, shown(dataset.messages().warning()),
                         "Look at the layer in QGIS, and export it again."));
  }
  return table;
}

}  // namespace tvilling::core
