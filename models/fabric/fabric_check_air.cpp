// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/fabric/fabric_check.hpp"
#include "models/fabric/fabric_codes.hpp"

namespace tvilling::models {

namespace {

[[nodiscard]] bool joins_known_zones(const AirPath& path) noexcept {
  return path.to != kUnresolved && (path.from != Beyond::zone || path.from_index != kUnresolved);
}

/// Air that a zone has left for outdoors: what comes in less what goes on to other zones [m3/h], step by step.
std::vector<double> surplus_m3_h(const Fabric& fabric, std::size_t zone, const RunPeriod& period, const SeriesTable& series) {
  std::vector<double> surplus(period.steps(), 0.0);
  for (const AirPath& path : fabric.air_paths) {
    const bool in = path.to == zone;
    const bool out = path.from == Beyond::zone && path.from_index == zone;
    if (!joins_known_zones(path) || in == out) continue;
    const std::vector<double> flow_m3_h = values_of(path.flow_m3_h, period, series);
    for (std::size_t s = 0; s < surplus.size(); ++s) surplus[s] += in ? flow_m3_h[s] : -flow_m3_h[s];
  }
  return surplus;
}

}  // namespace

void check_air_balance(const Fabric& fabric, const RunPeriod& period, const SeriesTable& series, core::Findings& findings) {
  constexpr double kRounding_m3_h = 1e-6;
  for (std::size_t z = 0; z < fabric.zones.size(); ++z) {
    const auto leaves = [z](const AirPath& p) { return p.from == Beyond::zone && p.from_index == z; };
    if (std::none_of(fabric.air_paths.begin(), fabric.air_paths.end(), leaves)) continue;
    const std::vector<double> surplus = surplus_m3_h(fabric, z, period, series);
    const auto worst = std::min_element(surplus.begin(), surplus.end());
    if (worst == surplus.end() || *worst >= -kRounding_m3_h) continue;
    const std::size_t step = static_cast<std::size_t>(worst - surplus.begin());
    findings.add({std::string(fabric_code::kAirBalance.code), core::Severity::warns, fabric.zones[z].pos,
                  fmt::format("{:.1f} m3/h more leave zone \"{}\" for other zones than come into it ({})", -*worst,
                              fabric.zones[z].name, time_of_step(period, step)),
                  "Air carries heat: give the stream back, or let as much come in from outdoors or a boundary."});
  }
}

}  // namespace tvilling::models
