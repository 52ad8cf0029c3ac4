// SPDX-License-Identifier: MPL-2.0
#include "scenarios/validation/bestest.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "core/error.hpp"
#include "core/io/json.hpp"
#include "models/fabric/fabric_inputs.hpp"
#include "models/weather/weather.hpp"

namespace tvilling::data {
extern const std::span<const core::EmbeddedFile> bestest_files;
}

namespace tvilling::scenarios {

namespace {

constexpr double kMwhPerKwh = 1e-3;

/// Ids of a table of the specification, in its order.
void append_ids(const core::TomlTable& spec, std::span<const std::string_view> path, std::vector<std::string>& ids) {
  const core::TomlValue* value = value_at(spec, path);
  if (value == nullptr || value->as_table() == nullptr) return;
  for (const auto& [id, ignored] : value->as_table()->entries) ids.push_back(id);
}

models::Weather weather_of(const core::TomlTable& spec, const std::filesystem::path& folder) {
  const core::TomlValue* file = value_at(spec, std::array<std::string_view, 2>{"weather", "file"});
  if (file == nullptr || file->as_string() == nullptr) {
    throw core::Error(core::ErrorKind::bad_input, "weather.file is missing: this is not the specification of BESTEST",
                      {(folder / "spec.json").string(), 0, 0}, "Give the folder of the suite's data with --data.");
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
  core::Findings findings;
  const models::FabricInputs inputs = models::read_fabric_inputs(file, weather, findings);
  core::throw_if_stopped(findings);
  BestestCase found;
  found.id = id;
  found.result = models::simulate_fabric(inputs.fabric, inputs.weather, inputs.period, inputs.series, inputs.warm_up);
  const std::size_t z = conditioned_zone(fabric);
  const models::ZoneSummary summary = models::summary_of(found.result.zones[z]);
  found.free_float = !fabric.zones[z].thermostat.has_value();
  found.heating_mwh = kMwhPerKwh * summary.heating_kwh;
  found.cooling_mwh = kMwhPerKwh * summary.cooling_kwh;
  found.peak_heating_kw = summary.peak_heating_kw;
  found.peak_cooling_kw = summary.peak_cooling_kw;
  found.t_max_degc = summary.max_degc;
  found.t_min_degc = summary.min_degc;
  found.t_mean_degc = summary.mean_degc;
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
