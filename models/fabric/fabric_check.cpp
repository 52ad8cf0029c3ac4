// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <cmath>

#include "core/io/toml_reader.hpp"
#include "models/fabric/fabric_codes.hpp"
#include "models/surface/radiation.hpp"

namespace tvilling::models {

namespace {

void check_not_empty(const FabricFile& file, core::Findings& findings) {
  const Fabric& fabric = file.fabric;
  if (fabric.zones.empty()) {
    core::add_stop(findings, fabric_code::kEmptyBuilding, file.pos, "the building has no zone", "Give at least one [zone.NAME].");
  }
  if (fabric.surfaces.empty()) {
    core::add_stop(findings, fabric_code::kEmptyBuilding, file.pos, "the building has no surface",
                   "Give at least one [surface.NAME].");
  }
}

/// Extent of a window along the edges of its surface [m]: left, right, low, high.
std::array<double, 4> extent(const Rectangle& surface, const Rectangle& window) {
  const Vector3 from = window.corner - surface.corner;
  const double left_m = dot(from, surface.edge_u) / length_m(surface.edge_u);
  const double low_m = dot(from, surface.edge_v) / length_m(surface.edge_v);
  return {left_m, left_m + length_m(window.edge_u), low_m, low_m + length_m(window.edge_v)};
}

void check_overlap(const Fabric& fabric, core::Findings& findings) {
  constexpr double kTouching_m = 1e-6;
  for (std::size_t w = 0; w < fabric.windows.size(); ++w) {
    const Window& window = fabric.windows[w];
    if (window.surface == kUnresolved || !window.place || !fabric.surfaces[window.surface].place) continue;
    const Rectangle& surface = *fabric.surfaces[window.surface].place;
    const std::array<double, 4> a = extent(surface, *window.place);
    for (std::size_t before = 0; before < w; ++before) {
      const Window& other = fabric.windows[before];
      if (other.surface != window.surface || !other.place) continue;
      const std::array<double, 4> b = extent(surface, *other.place);
      const double wide_m = std::min(a[1], b[1]) - std::max(a[0], b[0]);
      const double high_m = std::min(a[3], b[3]) - std::max(a[2], b[2]);
      if (wide_m <= kTouching_m || high_m <= kTouching_m) continue;
      core::add_stop(
          findings, fabric_code::kWindowTooLarge, window.pos,
          fmt::format("windows \"{}\" and \"{}\" overlap by {:.2f} x {:.2f} m", other.name, window.name, wide_m, high_m),
          "Look at offset_m, width_m and height_m.");
    }
  }
}

void check_windows(const Fabric& fabric, core::Findings& findings) {
  constexpr double kRounding = 1e-9;
  std::vector<double> taken_m2(fabric.surfaces.size(), 0.0);
  for (const Window& window : fabric.windows) {
    if (window.surface == kUnresolved) continue;
    const Surface& surface = fabric.surfaces[window.surface];
    const double before_m2 = taken_m2[window.surface];
    taken_m2[window.surface] += window.area_m2;
    const double limit_m2 = surface.area_m2 * (1.0 + kRounding);
    if (surface.area_m2 > 0.0 && taken_m2[window.surface] > limit_m2 && before_m2 <= limit_m2) {
      core::add_stop(findings, fabric_code::kWindowTooLarge, window.pos,
                     fmt::format("windows of {} m2 up to \"{}\" are larger than surface \"{}\" of {} m2",
                                 taken_m2[window.surface], window.name, surface.name, surface.area_m2),
                     "The area of a surface is gross, windows included.");
    }
    if (surface.beyond != Beyond::outdoors) {
      core::add_stop(findings, fabric_code::kBlindWindow, window.pos,
                     fmt::format("window \"{}\" stands in surface \"{}\", which is not to outdoors", window.name, surface.name),
                     "Put it into a surface to outdoors. Glass between zones: a surface with a thin construction (it lets no sun "
                     "through).");
    } else if (!fabric.obstacles.empty() && !(window.place && surface.place)) {
      findings.add({std::string(fabric_code::kUnshaded.code), core::Severity::warns, window.pos,
                    fmt::format("no obstacle shades window \"{}\": it has no place in the building", window.name),
                    "Give the surface a place, and the window offset_m, width_m and height_m."});
    }
  }
}

struct FixedRadiation {
  const std::optional<double>& coefficient_w_m2k;
  double emissivity = 0.0;
  std::string_view side;
};

/// A face cannot radiate more than emissivity x 4 sigma T^3; at 60 degC that is 8.4 W/(m2 K) for a black one.
void check_radiation(const Surface& surface, const FixedRadiation& fixed, core::Findings& findings) {
  constexpr double kWarm_k = 333.15;
  const double most_w_m2k = fixed.emissivity * 4.0 * kStefanBoltzmann_w_m2k4 * kWarm_k * kWarm_k * kWarm_k;
  const double given_w_m2k = fixed.coefficient_w_m2k.value_or(0.0);
  if (given_w_m2k <= most_w_m2k) return;
  const bool none = fixed.emissivity == 0.0;
  findings.add({std::string(fabric_code::kRadiation.code), none ? core::Severity::stops : core::Severity::warns, surface.pos,
                fmt::format("surface \"{}\" has {}_radiation_w_m2k = {}, but its construction an emissivity of {} there",
                            surface.name, fixed.side, given_w_m2k, fixed.emissivity),
                none ? "A face with emissivity 0 does not radiate: give the coefficient 0 or an emissivity."
                     : fmt::format("Even at 60 degC it radiates no more than {:.2f} W/(m2 K).", most_w_m2k)});
}

/// An inner face that exchanges nothing, on an element without mass that leads nowhere.
void check_holds_on(const Surface& surface, const Construction& construction, core::Findings& findings) {
  const bool idle = surface.inside_convection_w_m2k == 0.0 && surface.inside_radiation_w_m2k == 0.0;
  if (!idle || surface.beyond != Beyond::adiabatic || has_mass(construction)) return;
  core::add_stop(
      findings, fabric_code::kMasslessLoop, surface.pos,
      fmt::format("surface \"{}\" has no mass and exchanges heat with nothing: nothing determines its temperature", surface.name),
      "Give a coefficient above 0 or a construction with density and specific heat.");
}

void check_coefficients(const Fabric& fabric, core::Findings& findings) {
  for (const Surface& surface : fabric.surfaces) {
    if (surface.construction == kUnresolved) continue;
    const Construction& construction = fabric.constructions[surface.construction];
    check_holds_on(surface, construction, findings);
    check_radiation(surface, {surface.inside_radiation_w_m2k, construction.emissivity_inside, "inside"}, findings);
    check_radiation(surface, {surface.outside_radiation_w_m2k, construction.emissivity_outside, "outside"}, findings);
  }
}

void check_heights(const Fabric& fabric, core::Findings& findings) {
  constexpr double kLow_m = 1.5;
  constexpr double kHigh_m = 30.0;
  for (const Zone& zone : fabric.zones) {
    if (zone.floor_area_m2 <= 0.0 || zone.volume_m3 <= 0.0) continue;
    const double height_m = zone.volume_m3 / zone.floor_area_m2;
    if (height_m >= kLow_m && height_m <= kHigh_m) continue;
    findings.add({std::string(fabric_code::kFloorArea.code), core::Severity::warns, zone.pos,
                  fmt::format("zone \"{}\" has {} m3 on {} m2: a height of {:.2f} m", zone.name, zone.volume_m3,
                              zone.floor_area_m2, height_m),
                  "Look at volume_m3 and floor_area_m2."});
  }
}

void check_air(const Fabric& fabric, core::Findings& findings) {
  for (const AirPath& path : fabric.air_paths) {
    if (path.from != Beyond::zone || path.from_index == kUnresolved || path.from_index != path.to) continue;
    core::add_stop(findings, fabric_code::kToItself, path.pos,
                   fmt::format("air path \"{}\" leads from zone \"{}\" to itself", path.name, fabric.zones[path.to].name),
                   "Give another zone, a boundary or outdoors.");
  }
}

}  // namespace

void check_fabric(const FabricFile& file, const RunPeriod& period, const SeriesTable& series, core::Findings& findings) {
  // A file that could not be read has nothing to check.
  const auto unread = [](const core::Finding& f) {
    return f.code == fabric_code::kNotToml.code || f.code == fabric_code::kNoBaseFile.code ||
           f.code == fabric_code::kExtendsLoop.code;
  };
  if (std::any_of(findings.list.begin(), findings.list.end(), unread)) return;
  check_not_empty(file, findings);
  check_windows(file.fabric, findings);
  check_overlap(file.fabric, findings);
  check_coefficients(file.fabric, findings);
  check_heights(file.fabric, findings);
  check_air(file.fabric, findings);
  check_paths(file.fabric, findings);
  check_schedules(file, period, series, findings);
}

}  // namespace tvilling::models
