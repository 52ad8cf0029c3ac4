// SPDX-License-Identifier: MPL-2.0
#include "scenarios/validation/iso52016.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <span>
#include <system_error>

#include "core/error.hpp"
#include "core/io/json.hpp"
#include "models/fabric/fabric_inputs.hpp"
#include "models/fabric/fabric_run.hpp"
#include "scenarios/validation/suite.hpp"

namespace tvilling::data {
extern const std::span<const core::EmbeddedFile> iso52016_files;
}

namespace tvilling::scenarios {

namespace {

struct Listed {
  std::string_view id;
  std::string_view file;
};
constexpr std::array<Listed, 6> kCases{{{"600", "case_iso_600.toml"},
                                        {"640", "case_iso_640.toml"},
                                        {"900", "case_iso_900.toml"},
                                        {"940", "case_iso_940.toml"},
                                        {"600FF", "case_iso_600ff.toml"},
                                        {"900FF", "case_iso_900ff.toml"}}};
constexpr std::string_view kWeather = "USA_CO_Denver-Stapleton.724690_DRYCOLD.epw";

Iso52016Case run_case(const Listed& listed, const models::Weather& weather) {
  const models::FabricFile file = read_case(data::iso52016_files, listed.file, ValidationModel::detailed);
  core::Findings findings;
  const models::FabricInputs inputs = models::read_fabric_inputs(file, weather, findings);
  core::throw_if_stopped(findings);
  const models::FabricResult result =
      models::simulate_fabric(inputs.fabric, inputs.weather, inputs.period, inputs.series, inputs.warm_up);
  const models::ZoneHours& zone = result.zones.front();
  const models::ZoneSummary summary = models::summary_of(zone);
  Iso52016Case found;
  found.id = listed.id;
  found.free_float = !file.fabric.zones.front().thermostat.has_value();
  found.heating_kwh = summary.heating_kwh;
  found.cooling_kwh = summary.cooling_kwh;
  const auto [min, max] = std::minmax_element(zone.operative_degc.begin(), zone.operative_degc.end());
  found.operative_min_degc = *min;
  found.operative_max_degc = *max;
  found.operative_mean_degc = std::accumulate(zone.operative_degc.begin(), zone.operative_degc.end(), 0.0) /
                              static_cast<double>(zone.operative_degc.size());
  return found;
}

void add_row(const Iso52016Case& c, std::string quantity, std::string unit, double computed, std::optional<double> reference,
             ValidationReport& report) {
  ValidationRow row{c.id, std::move(quantity), std::move(unit), computed, reference, reference, {}, ValidationRow::Verdict::none};
  if (reference) {
    row.reference = row.unit == "degC" ? fmt::format("standard; deviation {:+.1f} K", computed - *reference)
                                       : fmt::format("standard; deviation {:+.1f} %", 100.0 * (computed / *reference - 1.0));
  }
  report.rows.push_back(std::move(row));
}

}  // namespace

std::vector<Iso52016Case> run_iso52016(const std::filesystem::path& directory, const core::RunContext& context) {
  const std::filesystem::path folder = suite_folder(directory, "iso52016", "spec.json");
  if (core::read_json(folder / "spec.json").find("iso_classes") == nullptr) {
    throw core::Error(core::ErrorKind::bad_input, "this is not the specification of EN ISO 52016-1, 7.2: iso_classes is missing",
                      {(folder / "spec.json").string(), 0, 0}, "Give the folder of the suite's data with --data.");
  }
  const std::filesystem::path weather_file = folder / ".." / "weather" / kWeather;
  core::Findings findings;
  const models::Weather weather = models::read_epw(weather_file, findings);
  core::throw_if_stopped(findings);
  std::vector<Iso52016Case> cases(kCases.size());
  for_each_case(kCases.size(), context, [&cases, &weather](std::size_t i) { cases[i] = run_case(kCases[i], weather); });
  return cases;
}

ValidationReport report_iso52016(const std::filesystem::path& directory, const std::vector<Iso52016Case>& cases) {
  const std::filesystem::path folder = suite_folder(directory, "iso52016", "spec.json");
  std::optional<core::TomlTable> references;
  std::error_code ignored;
  if (std::filesystem::is_regular_file(folder / "reference_open.json", ignored)) {
    references = core::read_json(folder / "reference_open.json");
  }
  const auto reference = [&references](std::span<const std::string_view> path) -> std::optional<double> {
    const core::TomlValue* value = references ? value_at(*references, path) : nullptr;
    return value == nullptr ? std::nullopt : value->as_number();
  };
  ValidationReport report;
  report.title = "EN ISO 52016-1:2017, clause 7.2: verification cases of the hourly method";
  report.model = "elements and films of the standard";
  for (const Iso52016Case& c : cases) {
    if (!c.free_float) {
      add_row(c, "heating", "kWh", c.heating_kwh, reference(std::array<std::string_view, 4>{"heating", c.id, "annual", "iso"}),
              report);
      add_row(c, "cooling", "kWh", c.cooling_kwh, reference(std::array<std::string_view, 4>{"cooling", c.id, "annual", "iso"}),
              report);
      continue;
    }
    const auto at = [&reference, &c](std::string_view key) {
      return reference(std::array<std::string_view, 4>{"free_float", c.id, "operative_C", key});
    };
    add_row(c, "highest operative temperature", "degC", c.operative_max_degc, at("max"), report);
    add_row(c, "lowest operative temperature", "degC", c.operative_min_degc, at("min"), report);
    add_row(c, "mean operative temperature", "degC", c.operative_mean_degc, at("mean"), report);
  }
  if (!references) report.notes.emplace_back("No references: reference_open.json is not in the folder.");
  report.notes.emplace_back(
      "A diagnostic without pass rule: the standard's climate file and the temperature that it controls are not known here.");
  report.notes.emplace_back(
      "Sun on the walls by this program's own sun and Perez sky from the DRYCOLD weather file; the operative temperature is "
      "controlled, as the standard's method does.");
  return report;
}

}  // namespace tvilling::scenarios
