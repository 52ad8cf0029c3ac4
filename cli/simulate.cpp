// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/table.hpp"
#include "core/io/csv.hpp"
#include "core/io/file.hpp"
#include "core/io/json_writer.hpp"
#include "models/fabric/fabric_inputs.hpp"
#include "models/fabric/fabric_run.hpp"
#include "scenarios/batch.hpp"

namespace tvilling::cli {

namespace {

std::string result_text(const models::Fabric& fabric, const models::FabricResult& result) {
  Table zones;
  zones.column("zone", {}, Table::Align::left);
  zones.column("heating", "kWh");
  zones.column("cooling", "kWh");
  zones.column("peak heating", "kW");
  zones.column("peak cooling", "kW");
  zones.column("lowest air", "degC");
  zones.column("mean air", "degC");
  zones.column("highest air", "degC");
  for (std::size_t z = 0; z < result.zones.size(); ++z) {
    const models::ZoneSummary s = models::summary_of(result.zones[z]);
    zones.row({fabric.zones[z].name, group_thousands(s.heating_kwh, 1), group_thousands(s.cooling_kwh, 1),
               group_thousands(s.peak_heating_kw, 2), group_thousands(s.peak_cooling_kw, 2), fmt::format("{:.1f}", s.min_degc),
               fmt::format("{:.1f}", s.mean_degc), fmt::format("{:.1f}", s.max_degc)});
  }
  Table terms;
  terms.column("into the building", {}, Table::Align::left);
  terms.column("heat", "kWh");
  for (const models::FabricTerm& term : result.terms) terms.row({term.name, group_thousands(term.energy_kwh, 1)});
  terms.row({"stored", group_thousands(result.storage_kwh, 1)});
  std::string text = zones.text() + "\n" + terms.text();
  if (result.unsettled_steps > 0) {
    text += fmt::format("\nsurface coefficients had not settled in {} of {} steps; the last change was {:.3f} K at most\n",
                        result.unsettled_steps, result.steps, result.largest_unsettled_k);
  }
  return text;
}

std::string result_json(const models::Fabric& fabric, const models::FabricResult& result) {
  core::JsonWriter json;
  json.begin_object().key("building").text(fabric.name).key("zones").begin_object();
  for (std::size_t z = 0; z < result.zones.size(); ++z) {
    const models::ZoneSummary s = models::summary_of(result.zones[z]);
    json.key(fabric.zones[z].name).begin_object();
    json.key("heating_kwh").number(s.heating_kwh).key("cooling_kwh").number(s.cooling_kwh);
    json.key("peak_heating_kw").number(s.peak_heating_kw).key("peak_cooling_kw").number(s.peak_cooling_kw);
    json.key("air_min_degc").number(s.min_degc).key("air_mean_degc").number(s.mean_degc).key("air_max_degc").number(s.max_degc);
    json.end_object();
  }
  json.end_object().key("terms_kwh").begin_object();
  for (const models::FabricTerm& term : result.terms) json.key(term.name).number(term.energy_kwh);
  json.end_object().key("storage_kwh").number(result.storage_kwh);
  json.key("incident_kwh_m2").begin_object();
  for (std::size_t s = 0; s < fabric.surfaces.size(); ++s) json.key(fabric.surfaces[s].name).number(result.incident_kwh_m2[s]);
  json.end_object().key("transmitted_kwh_m2").begin_object();
  for (std::size_t w = 0; w < fabric.windows.size(); ++w) json.key(fabric.windows[w].name).number(result.transmitted_kwh_m2[w]);
  json.end_object().key("steps").number(static_cast<double>(result.steps));
  json.key("unsettled_steps").number(static_cast<double>(result.unsettled_steps));
  return json.key("largest_unsettled_k").number(result.largest_unsettled_k).end_object().str() + "\n";
}

std::string hours_csv(const models::FabricInputs& inputs, const models::FabricResult& result) {
  core::CsvWriter csv;
  csv.cell(inputs.times.empty() ? "hour" : "time");
  for (const models::Zone& zone : inputs.fabric.zones) {
    for (const std::string_view what : {"air_degc", "operative_degc", "heating_w", "cooling_w"}) {
      csv.cell(fmt::format("{}_{}", zone.name, what));
    }
  }
  csv.end_row();
  for (std::size_t h = 0; h < inputs.period.hours; ++h) {
    if (inputs.times.empty()) {
      csv.cell(static_cast<double>(h));
    } else {
      csv.cell(inputs.times[h].empty() ? "(filled)" : inputs.times[h]);
    }
    for (const models::ZoneHours& zone : result.zones) {
      for (const std::vector<double>* values : {&zone.air_degc, &zone.operative_degc, &zone.heating_w, &zone.cooling_w}) {
        csv.cell((*values)[h]);
      }
    }
    csv.end_row();
  }
  return csv.text();
}

/// The output is none of the files that are read.
void refuse_inputs(const SimulateOptions& options, const models::FabricFile& file) {
  refuse_same_file(options.building, options.out);
  if (!options.weather.empty()) refuse_same_file(options.weather, options.out);
  for (const std::string& path : file.files) refuse_same_file(path, options.out);
  if (file.weather_file) refuse_same_file(*file.weather_file, options.out);
  if (file.series_file) refuse_same_file(*file.series_file, options.out);
}

}  // namespace

ExitCode run_simulate(const SimulateOptions& options, const Console& console) {
  core::Findings findings;
  const models::FabricFile file = models::read_fabric(options.building, findings);
  if (!options.out.empty()) refuse_inputs(options, file);
  std::optional<models::Weather> weather;
  if (!options.weather.empty()) weather = scenarios::load_weather(options.weather, findings);
  const models::FabricInputs inputs = models::read_fabric_inputs(file, std::move(weather), findings);
  core::throw_if_stopped(findings);
  note_findings(console, findings);
  const models::FabricResult result =
      models::simulate_fabric(inputs.fabric, inputs.weather, inputs.period, inputs.series, inputs.warm_up);
  if (!options.out.empty()) {
    core::write_file_atomic(options.out, hours_csv(inputs, result));
    console.note(fmt::format("wrote {}", options.out.string()));
  }
  print_data(options.json ? result_json(inputs.fabric, result) : result_text(inputs.fabric, result));
  return ExitCode::done;
}

}  // namespace tvilling::cli
