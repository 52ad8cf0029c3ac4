// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <system_error>
#include <vector>

#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/paraview.hpp"
#include "core/io/csv.hpp"
#include "core/io/file.hpp"
#include "core/io/hdf5.hpp"
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

/// What swimming halls have beyond other buildings; no row where there are none, so that no table of an earlier export stays.
std::string halls_csv(const Results& results) {
  core::CsvWriter csv;
  for (const std::string_view name : {"scenario", "building_id", "status"}) csv.cell(name);
  for (const core::Variable& variable : models::kHallVariables) csv.cell(variable.name);
  csv.end_row();
  for (std::size_t s = 0; s < results.scenario_names.size(); ++s) {
    for (const std::size_t b : results.halls) {
      csv.cell(results.scenario_names[s]);
      csv.cell(results.portfolio.buildings[b].building.building_id);
      csv.cell(status_name(results.status[s][b]));
      const models::HallTotals* totals = results.results[s][b].hall.get();
      for (std::size_t v = 0; v < models::kHallTotalCount; ++v) csv.cell(totals == nullptr ? models::kMissing : totals->value[v]);
      csv.end_row();
    }
  }
  return csv.text();
}

/// The beginning of each hour, "2025-01-31T23:00:00Z", from the time axis in the file.
std::vector<std::string> begin_of_hours_utc(const std::string& path) {
  const core::Hdf5File file = core::open_hdf5_file(path, core::Hdf5Access::read);
  const core::Hdf5Group group = core::open_group(file.id(), "city_hourly");
  const std::string units = core::read_text_attribute(core::open_dataset(group.id(), "time").id(), "units");
  constexpr std::string_view kSince = "hours since ";
  int base_year = 0;
  const char* year = units.data() + std::min(kSince.size(), units.size());
  if (!units.starts_with(kSince) || std::from_chars(year, units.data() + units.size(), base_year).ec != std::errc()) {
    throw core::Error(core::ErrorKind::bad_input, fmt::format("the unit of /city_hourly/time is \"{}\"", units), {path});
  }
  const std::vector<double> bounds_h = core::read_all<double>(core::open_dataset(group.id(), "time_bnds"));
  const std::chrono::sys_days epoch = std::chrono::year{base_year} / 1 / 1;
  std::vector<std::string> texts;
  for (std::size_t hour = 0; hour < core::kHoursPerYear; ++hour) {
    constexpr double kSecondsPerHour = 3600.0;
    const std::chrono::sys_seconds begin = epoch + std::chrono::seconds(std::llround(bounds_h.at(2 * hour) * kSecondsPerHour));
    const std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(begin);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(begin - day);
    texts.push_back(fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                                clock.minutes().count(), clock.seconds().count()));
  }
  return texts;
}

/// `hour` and `month` are local standard time (no summer time), the hours from 0 at the beginning of the year.
std::string city_hourly_csv(const Results& results) {
  const std::vector<std::string> begin_utc = begin_of_hours_utc(results.path);
  core::CsvWriter csv;
  for (const std::string_view name : {"scenario", "hour", "month", "begin_utc"}) csv.cell(name);
  for (std::size_t v = 0; v < models::kCityHourlyCount; ++v) {
    const bool people = v == static_cast<std::size_t>(models::Hourly::occupancy);  // a CSV file has no place for the unit
    csv.cell(people ? "occupancy_persons" : models::kHourlyVariables[v].name);
  }
  csv.end_row();
  for (std::size_t s = 0; s < results.city.size(); ++s) {
    for (std::size_t hour = 0; hour < core::kHoursPerYear; ++hour) {
      csv.cell(results.scenario_names[s]);
      csv.cell(static_cast<double>(hour));
      csv.cell(static_cast<double>(core::month_of_hour(static_cast<int>(hour)) + 1));
      csv.cell(begin_utc[hour]);
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

[[noreturn]] void refuse_table(const fs::path& table, std::string_view flag) {
  throw core::Error(core::ErrorKind::wrong_usage,
                    fmt::format("{} exists and was not written by `tvilling export {}`", table.string(), flag), {},
                    "It is not replaced. Name another folder.");
}

/// `--csv city` by mistake must not turn the user's own tables into results.
void refuse_foreign_tables(const ExportOptions& options, std::string_view buildings) {
  const fs::path table = options.csv / "buildings.csv";
  for (const char* const name : {"buildings.csv", "annual.csv", "monthly.csv", "halls.csv", "city_hourly.csv"}) {
    refuse_same_file(options.results, options.csv / name);
  }
  std::error_code failure;
  if (!fs::exists(table, failure) || failure) return;
  const std::string_view head = buildings.substr(0, buildings.find('\n') + 1);
  if (core::read_file(table).starts_with(head)) return;
  refuse_table(table, "--csv");
}

/// `--paraview city` by mistake must not either. An earlier export of this kind has its city.pvd, written last.
void refuse_foreign_paraview(const fs::path& folder) {
  std::error_code failure;
  const bool ours = fs::exists(folder / "city.pvd", failure);
  if (!ours && fs::exists(folder / "buildings.csv", failure)) refuse_table(folder / "buildings.csv", "--paraview");
}

}  // namespace

ExitCode run_export(const ExportOptions& options, const Console& console) {
  if (options.csv.empty() && options.paraview.empty()) {
    throw core::Error(core::ErrorKind::wrong_usage, "export to what?", {}, "Add --csv DIR or --paraview DIR.");
  }
  if (!options.paraview.empty() && options.paraview == options.csv) {
    throw core::Error(core::ErrorKind::wrong_usage, "--csv and --paraview name the same folder", {},
                      "Both write a buildings.csv.");
  }
  const Results results = scenarios::read_results(options.results);
  if (!options.paraview.empty()) refuse_foreign_paraview(options.paraview);
  if (!options.csv.empty()) {
    const std::string buildings = buildings_csv(results);
    refuse_foreign_tables(options, buildings);
    make_folder(options.csv);
    core::write_file_atomic(options.csv / "buildings.csv", buildings);
    core::write_file_atomic(options.csv / "annual.csv", annual_csv(results));
    core::write_file_atomic(options.csv / "monthly.csv", monthly_csv(results));
    core::write_file_atomic(options.csv / "city_hourly.csv", city_hourly_csv(results));
    core::write_file_atomic(options.csv / "halls.csv", halls_csv(results));
    console.note(
        fmt::format("wrote buildings.csv, annual.csv, monthly.csv, halls.csv and city_hourly.csv to {}", options.csv.string()));
  }
  if (!options.paraview.empty()) {
    make_folder(options.paraview);
    export_paraview(results, options.paraview);
    console.note(fmt::format("wrote tables for ParaView to {}", options.paraview.string()));
  }
  return ExitCode::done;
}

}  // namespace tvilling::cli
