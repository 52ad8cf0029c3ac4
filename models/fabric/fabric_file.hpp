// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "models/fabric/fabric.hpp"
#include "models/weather/weather.hpp"

namespace tvilling::models {

/// A column of the measured series; an empty name: not measured.
struct ColumnName {
  std::string name;
  core::SourcePos pos;
};

/// Weather by columns of the measured series, with the site (`site.name` is the building's).
struct WeatherColumns {
  ColumnName dry_bulb_degc;
  ColumnName global_horizontal_w_m2;
  ColumnName diffuse_horizontal_w_m2;
  ColumnName longwave_horizontal_w_m2;
  ColumnName wind_speed_m_s;
  ColumnName wind_direction_deg;
  ColumnName relative_humidity_percent;  ///< may be left out
  ColumnName pressure_pa;                ///< may be left out
  Location site;
};

/// What a reference that names nothing points to. Only in a building whose findings stop.
inline constexpr std::size_t kUnresolved = std::numeric_limits<std::size_t>::max();

/// A detailed building with the files that go with it. A path is relative to nothing: the folder of the file in which it is
/// written is put before it.
struct FabricFile {
  Fabric fabric;
  std::optional<std::filesystem::path> weather_file;
  std::optional<WeatherColumns> weather_columns;
  std::optional<std::filesystem::path> series_file;
  std::vector<std::string> files;  ///< the building file and those that it extends
  std::string time_column;
  double fill_gaps_h = 0.0;
  double warm_up_days = 7.0;
  core::SourcePos pos;  ///< of the file itself
  core::SourcePos weather_pos;
  core::SourcePos series_pos;
};

/// Gives the bytes of a file; throws core::Error when it cannot.
using FileReader = std::function<std::string(const std::string& path)>;

/// Reads a detailed building from TOML (docs/how-to/write-a-building.md). `open` is asked for the files that `extends` names;
/// their paths are relative to the file that names them. All that is wrong is a finding with the place where it stands, codes
/// TV-40xx, and in the order of the files. A building with stopping findings may have references to `kUnresolved`.
/// A window has its place in the building when its surface has one; else its `place` (with the corner at 0) serves only its own
/// overhang and fins.
[[nodiscard]] FabricFile parse_fabric(std::string_view text, const std::string& file, const FileReader& open,
                                      core::Findings& findings);

/// The same from a file; a weather file or a series that does not exist is a finding too.
[[nodiscard]] FabricFile read_fabric(const std::filesystem::path& path, core::Findings& findings);

}  // namespace tvilling::models
