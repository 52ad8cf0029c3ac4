// SPDX-License-Identifier: MPL-2.0
// Any bytes as a detailed building: findings, or a building whose references are all right and whose schedules give a value in
// every step. The same bytes also stand for the file that it extends and for its measured series.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "models/fabric/fabric_check.hpp"
#include "models/fabric/series.hpp"
#include "tests/fuzz/require.hpp"

using namespace tvilling;

namespace {

bool is_right(const models::Surface& surface, const models::Fabric& fabric) {
  if (surface.zone >= fabric.zones.size() || surface.construction >= fabric.constructions.size()) return false;
  if (surface.beyond == models::Beyond::zone && surface.beyond_index >= fabric.zones.size()) return false;
  if (surface.beyond == models::Beyond::boundary && surface.beyond_index >= fabric.boundaries.size()) return false;
  return surface.area_m2 > 0.0;
}

bool is_right(const models::Window& window, const models::Fabric& fabric) {
  if (window.surface >= fabric.surfaces.size() || window.glazing >= fabric.glazings.size()) return false;
  return fabric.surfaces[window.surface].beyond == models::Beyond::outdoors && window.area_m2 > 0.0;
}

void require_right(const models::Fabric& fabric) {
  for (const models::Surface& surface : fabric.surfaces) FUZZ_REQUIRE(is_right(surface, fabric));
  for (const models::Window& window : fabric.windows) FUZZ_REQUIRE(is_right(window, fabric));
  for (const models::AirPath& path : fabric.air_paths) FUZZ_REQUIRE(path.to < fabric.zones.size());
}

void require_values(const models::Fabric& fabric, const models::RunPeriod& period, const models::SeriesTable& series) {
  for (const models::ScheduleUse& use : models::schedules_of(fabric)) {
    const std::vector<double> values = models::values_of(*use.schedule, period, series);
    FUZZ_REQUIRE(values.size() == period.steps());
    for (const double value : values) FUZZ_REQUIRE(std::isfinite(value));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  core::Findings ignored;
  const models::Series series = models::parse_series(text, "fuzz.csv", {"t"}, ignored);
  core::Findings findings;
  const models::FileReader open = [text](const std::string&) { return std::string(text); };
  const models::FabricFile file = models::parse_fabric(text, "fuzz.toml", open, findings);
  if (file.weather_columns) {
    core::Findings of_weather;
    (void)models::weather_from_columns(*file.weather_columns, series, of_weather);
  }
  const models::RunPeriod period{2025, 364, 20, 5, 2};
  const models::SeriesTable columns{{"x", {1.0, 2.0, 3.0, 4.0, 5.0}}};
  models::check_fabric(file, period, columns, findings);
  if (findings.stops()) return 0;
  require_right(file.fabric);
  require_values(file.fabric, period, columns);
  return 0;
}
