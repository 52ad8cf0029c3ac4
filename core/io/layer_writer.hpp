// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/io/workbook_writer.hpp"

namespace tvilling::core {

enum class FieldType : std::uint8_t { text, number, flag };

struct LayerField {
  std::string name;
  FieldType type = FieldType::text;
};

enum class LayerShape : std::uint8_t { none, point, polygon };

/// Writes a GeoPackage: layers in EPSG:25832 and tables without geometry; or, for a path that ends in .geojson, one layer in
/// degrees (RFC 7946). Equal content gives equal rows. The file appears whole
/// under its name in finish(), or not at all.
class LayerWriter {
 public:
  using Coordinate = std::pair<double, double>;

  explicit LayerWriter(std::filesystem::path path);
  ~LayerWriter();
  LayerWriter(const LayerWriter&) = delete;
  LayerWriter& operator=(const LayerWriter&) = delete;
  LayerWriter(LayerWriter&&) = delete;
  LayerWriter& operator=(LayerWriter&&) = delete;

  void layer(const std::string& name, std::span<const LayerField> fields, LayerShape shape);
  /// A feature of the layer begun last, one cell a field; `ring` (not closed, in metres of EPSG:25832) is its outline or its one
  /// point, or empty.
  void feature(std::span<const SheetCell> cells, std::span<const Coordinate> ring = {});
  /// Throws Error (io) when the disk or the folder refuses.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tvilling::core
