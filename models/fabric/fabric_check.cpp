// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_check.hpp"

#include <fmt/format.h>

#include <cmath>

#include "core/io/toml_reader.hpp"
#include "models/fabric/fabric_codes.hpp"

namespace tvilling::models {

namespace {

[[nodiscard]] bool is_outward(const Surface& surface) noexcept {
  return surface.beyond != Beyond::adiabatic && !(surface.beyond == Beyond::zone && surface.beyond_index == surface.zone);
}

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
    if (!is_outward(surface)) {
      core::add_stop(
          findings, fabric_code::kBlindWindow, window.pos,
          fmt::format("window \"{}\" stands in surface \"{}\", behind which there is nothing else", window.name, surface.name),
          "Put it into a surface to outdoors, to a boundary or to another zone.");
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
  constexpr double kStefanBoltzmann_w_m2k4 = 5.670374419e-8;
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

void check_coefficients(const Fabric& fabric, core::Findings& findings) {
  for (const Surface& surface : fabric.surfaces) {
    if (surface.construction == kUnresolved) continue;
    const Construction& construction = fabric.constructions[surface.construction];
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
  check_not_empty(file, findings);
  check_windows(file.fabric, findings);
  check_coefficients(file.fabric, findings);
  check_heights(file.fabric, findings);
  check_air(file.fabric, findings);
  check_paths(file.fabric, findings);
  check_schedules(file, period, series, findings);
}

}  // namespace tvilling::models
