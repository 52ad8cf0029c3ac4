// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "core/io/table.hpp"

namespace tvilling::core {

/// Whether the ending of a file's name is that of a GIS file that is read (.geojson, .gpkg, .gml).
[[nodiscard]] bool is_layer_file(const std::filesystem::path& path);

/// The layers of a GIS file (of a GeoPackage its tables without geometry too). What cannot be read is a finding (stops). Throws
/// Error (io) when the file is not there.
[[nodiscard]] std::vector<std::string> layer_names(const std::filesystem::path& path, Findings& findings);

/// Reads a layer: its attributes as text, areas as WKT in a column "geometry", points in a column "position". Coordinates are
/// brought to EPSG:25832, which is told. A layer that does not say its coordinate system and whose coordinates do not show it
/// stops.
[[nodiscard]] Table read_layer(const std::filesystem::path& path, const std::string& layer, Findings& findings);

}  // namespace tvilling::core
