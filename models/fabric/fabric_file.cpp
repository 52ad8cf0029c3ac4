// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <compare>
#include <system_error>

#include "core/io/file.hpp"
#include "core/text.hpp"
#include "models/fabric/fabric_file_reader.hpp"

namespace tvilling::models {

namespace {

/// A table that stands once, such as [building]; an empty one where it is not written.
class OnceTable {
 public:
  OnceTable(const core::TomlTable& root, std::string_view kind, core::Findings& findings)
      : value_(root.find(kind)),
        table_(value_ == nullptr               ? empty_
               : value_->as_table() == nullptr ? empty_
                                               : *value_->as_table()) {
    if (value_ != nullptr && value_->as_table() == nullptr) {
      core::add_stop(findings, fabric_code::kWrongType, value_->pos,
                     fmt::format("\"{}\" is {}, not a table", kind, core::kind_of(*value_)), fmt::format("Write [{}].", kind));
    }
  }
  [[nodiscard]] bool is_written() const noexcept { return value_ != nullptr && value_->as_table() != nullptr; }
  [[nodiscard]] core::SourcePos pos() const { return value_ == nullptr ? core::SourcePos{} : value_->key_pos; }
  [[nodiscard]] const core::TomlTable& table() const noexcept { return table_; }

 private:
  core::TomlTable empty_;
  const core::TomlValue* value_;
  const core::TomlTable& table_;
};

/// A path as it is from here: relative to the file in which it is written.
[[nodiscard]] std::filesystem::path beside(const FabricTable& table, std::string_view key) {
  const std::filesystem::path written(table.text(key));
  const std::filesystem::path folder = std::filesystem::path(table.pos_of(key).file).parent_path();
  return (written.is_absolute() ? written : folder / written).lexically_normal();
}

void read_building(const core::TomlTable& root, FabricFile& out, core::Findings& findings) {
  const OnceTable once(root, "building", findings);
  const FabricTable table(once.table(), "building", "[building]", once.pos(), findings);
  Fabric& fabric = out.fabric;
  if (!table.text("name").empty()) fabric.name = table.text("name");
  fabric.year = table.integer_or_default("year");
  fabric.ground_reflectance = table.number_or_default("ground_reflectance");
  fabric.terrain = table.choice<Terrain>("terrain");
  fabric.elevation_m = table.number("elevation_m");
  fabric.start_degc = table.number_or_default("start_degc");
  fabric.options.steps_per_hour = table.integer_or_default("steps_per_hour");
  constexpr int kMinutes = 60;
  if (kMinutes % fabric.options.steps_per_hour != 0) {
    table.stop(fabric_code::kOutOfRange, table.pos_of("steps_per_hour"),
               fmt::format("\"steps_per_hour\" = {} does not divide an hour into whole minutes", fabric.options.steps_per_hour),
               "Use 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60.");
  }
}

void read_model(const core::TomlTable& root, Fabric& fabric, core::Findings& findings) {
  FabricOptions& options = fabric.options;
  const OnceTable once(root, "model", findings);
  const FabricTable table(once.table(), "model", "[model]", once.pos(), findings);
  options.inside_convection = table.choice<FabricOptions::InsideConvection>("inside_convection");
  options.outside_convection = table.choice<FabricOptions::OutsideConvection>("outside_convection");
  fabric.sky_below_air_k = table.number("sky_below_air_k");
  options.sun_inside = table.choice<FabricOptions::SunInside>("sun_inside");
}

[[nodiscard]] WeatherColumns read_columns(const FabricTable& weather, const FabricTable& table) {
  const auto column = [&table](std::string_view key) { return ColumnName{table.text(key), table.pos_of(key)}; };
  WeatherColumns columns;
  columns.dry_bulb_degc = column("dry_bulb_degc");
  columns.global_horizontal_w_m2 = column("global_horizontal_w_m2");
  columns.diffuse_horizontal_w_m2 = column("diffuse_horizontal_w_m2");
  columns.longwave_horizontal_w_m2 = column("longwave_horizontal_w_m2");
  columns.wind_speed_m_s = column("wind_speed_m_s");
  columns.wind_direction_deg = column("wind_direction_deg");
  columns.relative_humidity_percent = column("relative_humidity_percent");
  columns.pressure_pa = column("pressure_pa");
  for (const std::string_view key : {"latitude_deg", "longitude_deg", "utc_offset_h"}) {
    if (weather.has(key)) continue;
    weather.stop(fabric_code::kMissingKey, weather.pos(), fmt::format("\"{}\" is missing in [weather]", key),
                 "Measured weather needs the site for the sun: latitude_deg, longitude_deg, utc_offset_h.");
  }
  columns.site.latitude_deg = weather.number_or_default("latitude_deg");
  columns.site.longitude_deg = weather.number_or_default("longitude_deg");
  columns.site.utc_offset_h = weather.number_or_default("utc_offset_h");
  columns.site.elevation_m = weather.number_or_default("elevation_m");
  return columns;
}

void read_weather(const core::TomlTable& root, FabricFile& out, core::Findings& findings) {
  const OnceTable once(root, "weather", findings);
  const FabricTable table(once.table(), "weather", "[weather]", once.pos(), findings);
  out.weather_pos = table.has("file") ? table.pos_of("file") : table.pos();
  if (!once.is_written()) return;
  if (!table.text("file").empty()) out.weather_file = beside(table, "file");
  constexpr std::array<std::string_view, 5> kMeasured{"columns", "latitude_deg", "longitude_deg", "utc_offset_h", "elevation_m"};
  for (const std::string_view key : kMeasured) table.refuse_together("file", key);
  if (const std::optional<FabricTable> columns = table.table("columns")) {
    out.weather_columns = read_columns(table, *columns);
    out.weather_columns->site.name = out.fabric.name;
    if (root.find("series") == nullptr) {
      table.stop(fabric_code::kMissingKey, columns->pos(), "weather by columns needs [series]",
                 "Give [series] with file and time_column.");
    }
  } else if (!table.has("file") && !table.has("columns")) {
    table.stop(fabric_code::kMissingKey, table.pos(), "[weather] has neither \"file\" nor \"columns\"",
               "Give one of them, or leave [weather] out and give the weather with the run.");
  }
}

void read_series_table(const core::TomlTable& root, FabricFile& out, core::Findings& findings) {
  const OnceTable once(root, "series", findings);
  if (!once.is_written()) return;
  const FabricTable table(once.table(), "series", "[series]", once.pos(), findings);
  out.series_pos = table.pos_of("file");
  if (!table.text("file").empty()) out.series_file = beside(table, "file");
  out.time_column = table.text("time_column");
  out.warm_up_days = table.number("warm_up_days").value_or(out.warm_up_days);
  out.fill_gaps_h = table.number("fill_gaps_h").value_or(0.0);
}

void refuse_unknown_kinds(const core::TomlTable& root, core::Findings& findings) {
  std::vector<std::string_view> known;
  for (const FabricKind& kind : fabric_kinds()) {
    if (!kind.header.empty()) known.push_back(kind.kind);
  }
  core::TomlReader(root, "the building file", kFabricTomlCodes, findings).refuse_unknown_keys(known);
}

/// People read findings in the order of the files, this one first.
void sort_findings(core::Findings& findings, std::size_t from, const std::vector<std::string>& files) {
  struct Place {
    std::ptrdiff_t file = 0;
    int line = 0;
    int column = 0;
    std::size_t index = 0;
    auto operator<=>(const Place&) const = default;
  };
  std::vector<Place> places;
  for (std::size_t i = from; i < findings.list.size(); ++i) {
    const core::SourcePos& pos = findings.list[i].pos;
    const std::string path = std::filesystem::path(pos.file).lexically_normal().string();
    places.push_back({std::find(files.begin(), files.end(), path) - files.begin(), pos.line, pos.column, i});
  }
  std::sort(places.begin(), places.end());
  std::vector<core::Finding> sorted;
  sorted.reserve(places.size());
  for (const Place& place : places) sorted.push_back(std::move(findings.list[place.index]));
  std::move(sorted.begin(), sorted.end(), findings.list.begin() + static_cast<std::ptrdiff_t>(from));
}

void refuse_missing_file(const std::optional<std::filesystem::path>& path, const core::SourcePos& pos, std::string_view what,
                         core::Findings& findings) {
  std::error_code error;
  if (!path || std::filesystem::is_regular_file(*path, error)) return;
  core::add_stop(findings, fabric_code::kNoSuchFile, pos, fmt::format("the {} \"{}\" does not exist", what, path->string()),
                 "Paths are relative to the file in which they are written.");
}

}  // namespace

FabricFile parse_fabric(std::string_view text, const std::string& file, const FileReader& open, core::Findings& findings) {
  FabricFile out;
  out.pos = {file, 1, 1};
  out.fabric.name = std::filesystem::path(file).stem().string();
  const std::size_t first = findings.list.size();
  std::vector<std::string> files;
  const core::TomlTable root = merged_toml(text, file, open, files, findings);
  out.files = files;
  // A file that cannot be read has nothing that could be checked further.
  const auto is_unread = [](const core::Finding& finding) {
    return finding.code == fabric_code::kNotToml.code || finding.code == fabric_code::kNoBaseFile.code ||
           finding.code == fabric_code::kExtendsLoop.code;
  };
  if (std::any_of(findings.list.begin() + static_cast<std::ptrdiff_t>(first), findings.list.end(), is_unread)) return out;
  refuse_unknown_kinds(root, findings);
  read_building(root, out, findings);
  read_model(root, out.fabric, findings);
  read_weather(root, out, findings);
  read_series_table(root, out, findings);
  FabricReading reading{root, out.fabric, findings, {}, {}, {}, {}, {}, {}, {}};
  read_constructions(reading);
  read_glazings(reading);
  read_zones(reading);
  read_boundaries(reading);
  read_surfaces(reading);
  read_windows(reading);
  read_air_and_bridges(reading);
  read_obstacles(reading);
  sort_findings(findings, first, files);
  return out;
}

FabricFile read_fabric(const std::filesystem::path& path, core::Findings& findings) {
  const FileReader open = [](const std::string& base) { return core::read_file(base); };
  FabricFile out = parse_fabric(core::read_file(path), path.string(), open, findings);
  refuse_missing_file(out.weather_file, out.weather_pos, "weather file", findings);
  refuse_missing_file(out.series_file, out.series_pos, "measured series", findings);
  return out;
}

}  // namespace tvilling::models
