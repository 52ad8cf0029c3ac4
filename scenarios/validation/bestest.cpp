// SPDX-License-Identifier: MPL-2.0
#include "scenarios/validation/bestest.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

#include "core/error.hpp"
#include "core/io/json.hpp"
#include "models/weather/weather.hpp"

namespace tvilling::data {
extern const std::span<const core::EmbeddedFile> bestest_files;
}

namespace tvilling::scenarios {

namespace {

constexpr double kMwhPerWh = 1e-6;
constexpr double kKwPerW = 1e-3;

/// Ids of a table of the specification, in its order.
void append_ids(const core::TomlTable& spec, std::span<const std::string_view> path, std::vector<std::string>& ids) {
  const core::TomlValue* value = value_at(spec, path);
  if (value == nullptr || value->as_table() == nullptr) return;
  for (const auto& [id, ignored] : value->as_table()->entries) ids.push_back(id);
}

models::Weather weather_of(const core::TomlTable& spec, const std::filesystem::path& folder) {
  const core::TomlValue* file = value_at(spec, std::array<std::string_view, 2>{"weather", "file"});
  if (file == nullptr || file->as_string() == nullptr) {
    throw core::Error(core::ErrorKind::bad_input, "weather.file is missing", {(folder / "spec.json").string(), 0, 0});
  }
  core::Findings findings;
  models::Weather weather = models::read_epw(folder / *file->as_string(), findings);
  core::throw_if_stopped(findings);
  return weather;
}

/// The zone with a thermostat; without any, the first.
std::size_t conditioned_zone(const models::Fabric& fabric) {
  const auto found =
      std::find_if(fabric.zones.begin(), fabric.zones.end(), [](const models::Zone& z) { return z.thermostat.has_value(); });
  return found == fabric.zones.end() ? 0 : static_cast<std::size_t>(found - fabric.zones.begin());
}

BestestCase run_case(const std::string& id, const models::Weather& weather, ValidationModel model) {
  const models::FabricFile file = read_case(data::bestest_files, "case_" + id + ".toml", model);
  const models::Fabric& fabric = file.fabric;
  models::RunPeriod period;
  period.year = fabric.year;
  period.steps_per_hour = fabric.options.steps_per_hour;
  BestestCase found;
  found.id = id;
  found.result = models::simulate_fabric(fabric, weather, period, {});
  const std::size_t z = conditioned_zone(fabric);
  const models::ZoneHours& zone = found.result.zones[z];
  found.free_float = !fabric.zones[z].thermostat.has_value();
  found.heating_mwh = kMwhPerWh * std::accumulate(zone.heating_w.begin(), zone.heating_w.end(), 0.0);
  found.cooling_mwh = kMwhPerWh * std::accumulate(zone.cooling_w.begin(), zone.cooling_w.end(), 0.0);
  found.peak_heating_kw = kKwPerW * *std::max_element(zone.heating_w.begin(), zone.heating_w.end());
  found.peak_cooling_kw = kKwPerW * *std::max_element(zone.cooling_w.begin(), zone.cooling_w.end());
  found.t_max_degc = *std::max_element(zone.air_degc.begin(), zone.air_degc.end());
  found.t_min_degc = *std::min_element(zone.air_degc.begin(), zone.air_degc.end());
  found.t_mean_degc =
      std::accumulate(zone.air_degc.begin(), zone.air_degc.end(), 0.0) / static_cast<double>(zone.air_degc.size());
  return found;
}

}  // namespace

BestestRun run_bestest(const std::filesystem::path& directory, ValidationModel model, const core::RunContext& context) {
  const std::filesystem::path folder = suite_folder(directory, "bestest", "spec.json");
  const core::TomlTable spec = core::read_json(folder / "spec.json");
  const models::Weather weather = weather_of(spec, folder);
  std::vector<std::string> listed;
  append_ids(spec, std::array<std::string_view, 1>{"cases"}, listed);
  append_ids(spec, std::array<std::string_view, 2>{"in_depth_cases", "rows"}, listed);
  BestestRun run;
  std::vector<std::string> ids;
  for (const std::string& id : listed) {
    (has_case(data::bestest_files, "case_" + id + ".toml") ? ids : run.without_inputs).push_back(id);
  }
  run.cases.resize(ids.size());
  for_each_case(ids.size(), context,
                [&run, &ids, &weather, model](std::size_t i) { run.cases[i] = run_case(ids[i], weather, model); });
  return run;
}

}  // namespace tvilling::scenarios
