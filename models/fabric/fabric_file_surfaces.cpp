// SPDX-License-Identifier: MPL-2.0
// Surfaces, windows, air paths, bridges and obstacles of a building file.
#include <fmt/format.h>

#include <cmath>

#include "core/suggest.hpp"
#include "core/text.hpp"
#include "models/fabric/fabric_file_reader.hpp"

namespace tvilling::models {

namespace {

constexpr double kLevel_deg = 1.0;  // nearer to 0 or 180 the azimuth says nothing

/// What lies behind or before a thing, with the names that may stand there.
struct Behind {
  Beyond beyond = Beyond::outdoors;
  std::size_t index = 0;
};

[[nodiscard]] Behind read_behind(const FabricReading& reading, const FabricTable& table, std::string_view key, bool zones,
                                 bool adiabatic) {
  const std::string word = table.text(key);
  if (word == "outdoors") return {Beyond::outdoors, 0};
  if (adiabatic && word == "adiabatic") return {Beyond::adiabatic, 0};
  if (const Names::const_iterator zone = reading.zones.find(word); zones && zone != reading.zones.end()) {
    return {Beyond::zone, zone->second};
  }
  if (const Names::const_iterator given = reading.boundaries.find(word); given != reading.boundaries.end()) {
    return {Beyond::boundary, given->second};
  }
  if (word.empty()) return {Beyond::zone, kUnresolved};  // a finding already
  std::vector<std::string_view> known{"outdoors"};
  if (adiabatic) known.push_back("adiabatic");
  for (const auto& [name, index] : reading.zones) {
    if (zones) known.push_back(name);
  }
  for (const auto& [name, index] : reading.boundaries) known.push_back(name);
  table.stop(fabric_code::kUnknownThing, table.pos_of(key),
             fmt::format("{} has {} = \"{}\", which does not exist", table.what(), key, core::shown(word)),
             core::did_you_mean(word, known));
  return {Beyond::zone, kUnresolved};
}

template <typename Thing>
void read_fixed(const FabricTable& table, Thing& thing) {
  thing.inside_convection_w_m2k = table.number("inside_convection_w_m2k");
  thing.outside_convection_w_m2k = table.number("outside_convection_w_m2k");
  thing.inside_radiation_w_m2k = table.number("inside_radiation_w_m2k");
  thing.outside_radiation_w_m2k = table.number("outside_radiation_w_m2k");
}

[[nodiscard]] std::optional<Overhang> read_overhang(const FabricTable& table, bool placed) {
  const std::optional<FabricTable> entry = table.table("overhang");
  if (!entry) return std::nullopt;
  if (!placed) {
    table.stop(fabric_code::kTwoWays, entry->pos(), fmt::format("{} has an overhang but no width and height", table.what()),
               "Give the surface a place, or the window width_m and height_m.");
  }
  Overhang overhang;
  overhang.depth_m = entry->number_or_default("depth_m");
  overhang.gap_m = entry->number_or_default("gap_m");
  overhang.left_m = entry->number_or_default("left_m");
  overhang.right_m = entry->number_or_default("right_m");
  return overhang;
}

[[nodiscard]] std::optional<Fins> read_fins(const FabricTable& table, bool placed) {
  const std::optional<FabricTable> entry = table.table("fins");
  if (!entry) return std::nullopt;
  if (!placed) {
    table.stop(fabric_code::kTwoWays, entry->pos(), fmt::format("{} has fins but no width and height", table.what()),
               "Give the window width_m and height_m.");
  }
  Fins fins;
  fins.depth_m = entry->number_or_default("depth_m");
  fins.gap_m = entry->number_or_default("gap_m");
  fins.above_m = entry->number_or_default("above_m");
  fins.below_m = entry->number_or_default("below_m");
  return fins;
}

[[nodiscard]] std::optional<Blind> read_blind(const FabricTable& table) {
  const std::optional<FabricTable> entry = table.table("blind");
  if (!entry) return std::nullopt;
  Blind blind;
  blind.closed = entry->schedule("closed").value_or(blind.closed);
  blind.transmittance = entry->number_or_default("transmittance");
  return blind;
}

/// A place gives the area; without one the area must be given.
void read_size(FabricReading& reading, const FabricTable& table, Surface& surface) {
  table.refuse_together("area_m2", "place");
  surface.area_m2 = table.number_or_default("area_m2");
  const std::optional<FabricTable> place = table.table("place");
  if (!place) {
    if (!table.has("area_m2") && !table.has("place")) {
      table.stop(fabric_code::kMissingKey, table.pos(), fmt::format("\"area_m2\" is missing in {}", table.what()),
                 "Give area_m2, or place = { corner_m = [x, y, z], width_m = w, height_m = h }.");
    }
    return;
  }
  const std::optional<Vector3> corner = place->vector("corner_m");
  const std::optional<double> width = place->number("width_m");
  const std::optional<double> height = place->number("height_m");
  if (!corner || !width || !height) return;
  surface.place = rectangle_on_wall(surface.azimuth_deg, surface.tilt_deg, *corner, *width, *height);
  surface.area_m2 = *width * *height;
  reading.sizes[reading.fabric.surfaces.size() - 1] = {*width, *height};
}

/// Outdoors it matters where a surface looks.
void require_orientation(const FabricTable& table, const Surface& surface) {
  const bool outdoors = surface.beyond == Beyond::outdoors;
  const bool level = surface.tilt_deg < kLevel_deg || surface.tilt_deg > 180.0 - kLevel_deg;
  const bool needs_tilt = outdoors || table.has("place");
  if (needs_tilt && !table.has("tilt_deg")) {
    table.stop(fabric_code::kMissingKey, table.pos(), fmt::format("\"tilt_deg\" is missing in {}", table.what()),
               "0 for a roof, 90 for a wall, 180 for a floor.");
  }
  const bool needs_azimuth = (outdoors && !level) || table.has("place");
  if (needs_azimuth && !table.has("azimuth_deg")) {
    table.stop(fabric_code::kMissingKey, table.pos(), fmt::format("\"azimuth_deg\" is missing in {}", table.what()),
               "Where its outer face looks: north 0, east 90, south 180, west 270.");
  }
}

/// The rectangle of a window: in its surface when that has a place, else for its own overhang and fins only.
void read_window_place(const FabricReading& reading, const FabricTable& table, Window& window) {
  const std::optional<double> width = table.number("width_m");
  const std::optional<double> height = table.number("height_m");
  if (!width || !height) return;
  window.area_m2 = *width * *height;
  if (window.surface == kUnresolved) return;
  const Surface& surface = reading.fabric.surfaces[window.surface];
  const std::optional<std::vector<double>> offset = table.numbers("offset_m", 2);
  if (!surface.place) {
    if (offset) {
      table.stop(fabric_code::kTwoWays, table.pos_of("offset_m"),
                 fmt::format("{} has an offset, but surface \"{}\" has no place", table.what(), surface.name),
                 "Give the surface a place, or take the offset away.");
    }
    window.place = rectangle_on_wall(surface.azimuth_deg, surface.tilt_deg, {}, *width, *height);
    return;
  }
  if (!table.has("offset_m")) {
    table.stop(fabric_code::kMissingKey, table.pos(), fmt::format("\"offset_m\" is missing in {}", table.what()),
               "Its surface has a place: say where in it, [right, up] from the corner.");
  }
  if (!offset) return;
  const auto [surface_width, surface_height] = reading.sizes.at(window.surface);
  const double right = (*offset)[0];
  const double up = (*offset)[1];
  const Vector3 corner = surface.place->point(right / surface_width, up / surface_height);
  window.place = rectangle_on_wall(surface.azimuth_deg, surface.tilt_deg, corner, *width, *height);
  constexpr double kRounding_m = 1e-6;
  const bool inside = right >= -kRounding_m && up >= -kRounding_m && right + *width <= surface_width + kRounding_m &&
                      up + *height <= surface_height + kRounding_m;
  if (inside) return;
  table.stop(fabric_code::kWindowTooLarge, table.pos_of("offset_m"),
             fmt::format("{} goes from [{}, {}] to [{}, {}] m, out of surface \"{}\" of {} x {} m", table.what(), right, up,
                         right + *width, up + *height, surface.name, surface_width, surface_height),
             "Change offset_m, width_m or height_m.");
}

void read_window_size(const FabricReading& reading, const FabricTable& table, Window& window) {
  const bool by_size = table.has("width_m") || table.has("height_m");
  window.area_m2 = table.number_or_default("area_m2");
  if (table.has("area_m2") && by_size) {
    table.refuse_together("area_m2", table.has("width_m") ? "width_m" : "height_m");
    return;
  }
  if (!by_size) {
    table.refuse_together("area_m2", "offset_m");
    if (!table.has("area_m2")) {
      table.stop(fabric_code::kMissingKey, table.pos(), fmt::format("\"area_m2\" is missing in {}", table.what()),
                 "Give area_m2, or width_m and height_m.");
    }
    return;
  }
  for (const std::string_view key : {"width_m", "height_m"}) {
    if (table.has(key)) continue;
    table.stop(fabric_code::kMissingKey, table.pos(), fmt::format("\"{}\" is missing in {}", key, table.what()));
  }
  read_window_place(reading, table, window);
}

void read_flow(const FabricReading& reading, const FabricTable& table, AirPath& path) {
  table.refuse_together("flow_m3_h", "air_change_per_h");
  path.flow_m3_h = table.schedule("flow_m3_h").value_or(path.flow_m3_h);
  if (!table.has("flow_m3_h") && !table.has("air_change_per_h")) {
    table.stop(fabric_code::kMissingKey, table.pos(), fmt::format("\"flow_m3_h\" is missing in {}", table.what()),
               "Give flow_m3_h or air_change_per_h.");
  }
  const std::optional<double> changes = table.number("air_change_per_h");
  if (!changes || path.to == kUnresolved) return;
  const double volume_m3 = reading.fabric.zones[path.to].volume_m3;
  path.flow_m3_h = Schedule::of(*changes * volume_m3);
  path.flow_m3_h.pos = table.pos_of("air_change_per_h");
  if (volume_m3 > 0.0) return;
  table.stop(fabric_code::kTwoWays, path.flow_m3_h.pos,
             fmt::format("{}: zone \"{}\" has no volume that could be changed", table.what(), reading.fabric.zones[path.to].name),
             "Give flow_m3_h.");
}

}  // namespace

void read_surfaces(FabricReading& reading) {
  for (const auto& [name, table] : things_of(reading.root, "surface", reading.findings)) {
    Surface& surface = reading.fabric.surfaces.emplace_back();
    surface.name = name;
    surface.pos = table.pos();
    surface.zone = table.resolve("zone", reading.zones, "zone");
    const Behind behind = read_behind(reading, table, "beyond", true, true);
    surface.beyond = behind.beyond;
    surface.beyond_index = behind.index;
    surface.construction = table.resolve("construction", reading.constructions, "construction");
    surface.tilt_deg = table.number_or_default("tilt_deg");
    surface.azimuth_deg = table.number_or_default("azimuth_deg");
    require_orientation(table, surface);
    read_size(reading, table, surface);
    surface.sun = table.yes_no_or_default("sun");
    surface.wind = table.yes_no_or_default("wind");
    read_fixed(table, surface);
    surface.overhang = read_overhang(table, table.has("place"));
    reading.surfaces[name] = reading.fabric.surfaces.size() - 1;
  }
}

void read_windows(FabricReading& reading) {
  for (const auto& [name, table] : things_of(reading.root, "window", reading.findings)) {
    Window window;
    window.name = name;
    window.pos = table.pos();
    window.surface = table.resolve("surface", reading.surfaces, "surface");
    window.glazing = table.resolve("glazing", reading.glazings, "glazing");
    read_window_size(reading, table, window);
    window.frame_fraction = table.number_or_default("frame_fraction");
    window.frame_u_value_w_m2k = table.number_or_default("frame_u_value_w_m2k");
    window.frame_absorptance = table.number_or_default("frame_absorptance");
    window.edge_w_k = table.number_or_default("edge_w_k");
    const bool placed = table.has("width_m") && table.has("height_m");
    window.overhang = read_overhang(table, placed);
    window.fins = read_fins(table, placed);
    window.blind = read_blind(table);
    read_fixed(table, window);
    reading.fabric.windows.push_back(std::move(window));
  }
}

void read_air_and_bridges(FabricReading& reading) {
  enum class Density { outdoor, standard };
  enum class Kind { infiltration, ventilation };
  for (const auto& [name, table] : things_of(reading.root, "air", reading.findings)) {
    AirPath path;
    path.name = name;
    path.pos = table.pos();
    const Behind from = read_behind(reading, table, "from", true, false);
    path.from = from.beyond;
    path.from_index = from.index;
    path.to = table.resolve("to", reading.zones, "zone");
    path.infiltration = table.choice<Kind>("kind") == Kind::infiltration;
    path.at_outdoor_density = table.choice<Density>("density") == Density::outdoor;
    read_flow(reading, table, path);
    reading.fabric.air_paths.push_back(std::move(path));
  }
  for (const auto& [name, table] : things_of(reading.root, "bridge", reading.findings)) {
    Bridge bridge;
    bridge.name = name;
    bridge.pos = table.pos();
    bridge.zone = table.resolve("zone", reading.zones, "zone");
    const Behind behind = read_behind(reading, table, "beyond", false, false);
    bridge.beyond = behind.beyond;
    bridge.beyond_index = behind.index;
    bridge.conductance_w_k = table.number_or_default("conductance_w_k");
    reading.fabric.bridges.push_back(std::move(bridge));
  }
}

void read_obstacles(FabricReading& reading) {
  for (const auto& [name, table] : things_of(reading.root, "obstacle", reading.findings)) {
    const std::optional<Vector3> corner = table.vector("corner_m");
    const std::optional<Vector3> edge_u = table.vector("edge_u_m");
    const std::optional<Vector3> edge_v = table.vector("edge_v_m");
    if (!corner || !edge_u || !edge_v) continue;
    const Obstacle obstacle{name, {*corner, *edge_u, *edge_v}};
    constexpr double kLeast_m2 = 1e-6;
    constexpr double kSquare = 1e-6;
    if (!(obstacle.place.area_m2() > kLeast_m2)) {
      table.stop(fabric_code::kOutOfRange, table.pos(), fmt::format("{} has no area", table.what()),
                 "Its two edges must not be zero and must not lie along each other.");
    } else if (std::abs(dot(*edge_u, *edge_v)) > kSquare * obstacle.place.area_m2()) {
      table.stop(fabric_code::kOutOfRange, table.pos(), fmt::format("the edges of {} are not square to each other", table.what()),
                 "An obstacle is a rectangle.");
    }
    reading.fabric.obstacles.push_back(obstacle);
  }
}

}  // namespace tvilling::models
