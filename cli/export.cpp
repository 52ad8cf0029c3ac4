// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "cli/commands.hpp"
#include "cli/paraview.hpp"
#include "core/io/csv.hpp"
#include "core/io/file.hpp"
#include "core/time_axis.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::cli {

namespace {

namespace fs = std::filesystem;
using scenarios::Results;
using scenarios::TaskStatus;

std::string_view status_name(TaskStatus status) {
  switch (status) {
    case TaskStatus::pending: return "pending";
    case TaskStatus::done: return "done";
    case TaskStatus::failed: return "failed";
  }
  return "unknown";
}

std::string buildings_csv(const Results& results) {
  core::CsvWriter csv;
  for (const std::string_view name :
       {"building_id", "name", "property_id", "administration", "use", "area_m2", "storeys", "x_m", "y_m"}) {
    csv.cell(name);
  }
  csv.end_row();
  for (const models::BuildingRecord& record : results.portfolio.buildings) {
    const models::Building& b = record.building;
    for (const std::string_view text :
         {std::string_view(b.building_id), std::string_view(b.name), std::string_view(b.property_id),
          std::string_view(b.administration), models::to_string(b.use)}) {
      csv.cell(text);
    }
    for (const double value : {b.area_m2, b.storeys, b.x_m, b.y_m}) csv.cell(value);
    csv.end_row();
  }
  return csv.text();
}

std::string annual_csv(const Results& results) {
  core::CsvWriter csv;
  for (const std::string_view name : {"scenario", "building_id", "status"}) csv.cell(name);
  for (const core::Variable& variable : models::kAnnualVariables) csv.cell(variable.name);
  csv.end_row();
  for (std::size_t s = 0; s < results.scenario_names.size(); ++s) {
    for (std::size_t b = 0; b < results.results[s].size(); ++b) {
      csv.cell(results.scenario_names[s]);
      csv.cell(results.portfolio.buildings[b].building.building_id);
      csv.cell(status_name(results.status[s][b]));
      for (const double value : results.results[s][b].annual) csv.cell(value);
      csv.end_row();
    }
  }
  return csv.text();
}

std::string monthly_csv(const Results& results) {
  core::CsvWriter csv;
  for (const std::string_view name : {"scenario", "building_id", "month"}) csv.cell(name);
  for (std::size_t v = 0; v < models::kMonthlyCount; ++v) csv.cell(models::kAnnualVariables[v].name);
  csv.end_row();
  for (std::size_t s = 0; s < results.scenario_names.size(); ++s) {
    for (std::size_t b = 0; b < results.results[s].size(); ++b) {
      for (std::size_t month = 0; month < core::kMonths; ++month) {
        csv.cell(results.scenario_names[s]);
        csv.cell(results.portfolio.buildings[b].building.building_id);
        csv.cell(static_cast<double>(month + 1));
        for (std::size_t v = 0; v < models::kMonthlyCount; ++v) csv.cell(results.results[s][b].monthly[v][month]);
        csv.end_row();
      }
    }
  }
  return csv.text();
}

/// Hours count from 0 at the beginning of the year, local standard time (no summer time).
std::string city_hourly_csv(const Results& results) {
  core::CsvWriter csv;
  for (const std::string_view name : {"scenario", "hour", "month"}) csv.cell(name);
  for (std::size_t v = 0; v < models::kCityHourlyCount; ++v) csv.cell(models::kHourlyVariables[v].name);
  csv.end_row();
  for (std::size_t s = 0; s < results.city.size(); ++s) {
    for (std::size_t hour = 0; hour < core::kHoursPerYear; ++hour) {
      csv.cell(results.scenario_names[s]);
      csv.cell(static_cast<double>(hour));
      csv.cell(static_cast<double>(core::month_of_hour(static_cast<int>(hour)) + 1));
      for (std::size_t v = 0; v < models::kCityHourlyCount; ++v) csv.cell(results.city[s].at(v * core::kHoursPerYear + hour));
      csv.end_row();
    }
  }
  return csv.text();
}

void make_folder(const fs::path& folder) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (!failure) return;
  throw core::Error(core::ErrorKind::io, fmt::format("cannot make the folder {}: {}", folder.string(), failure.message()));
}

}  // namespace

ExitCode run_export(const ExportOptions& options, const Console& console) {
  if (options.csv.empty() && options.paraview.empty()) {
    throw core::Error(core::ErrorKind::wrong_usage, "export to what?", {}, "Add --csv DIR or --paraview DIR.");
  }
  const Results results = scenarios::read_results(options.results);
  if (!options.csv.empty()) {
    make_folder(options.csv);
    core::write_file_atomic(options.csv / "buildings.csv", buildings_csv(results));
    core::write_file_atomic(options.csv / "annual.csv", annual_csv(results));
    core::write_file_atomic(options.csv / "monthly.csv", monthly_csv(results));
    core::write_file_atomic(options.csv / "city_hourly.csv", city_hourly_csv(results));
    console.note(fmt::format("wrote buildings.csv, annual.csv, monthly.csv and city_hourly.csv to {}", options.csv.string()));
  }
  if (!options.paraview.empty()) {
    make_folder(options.paraview);
    export_paraview(results, options.paraview);
    console.note(fmt::format("wrote tables for ParaView to {}", options.paraview.string()));
  }
  return ExitCode::done;
}

}  // namespace tvilling::cli
