// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "core/io/file.hpp"
#include "core/text.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/portfolio/synthetic_faults.hpp"
#include "models/portfolio/table_cells.hpp"
#include "scenarios/synthetic_meters.hpp"

namespace tvilling::cli {

namespace {

namespace fs = std::filesystem;

/// Somebody's register may stand there.
void refuse_tables(const fs::path& folder) {
  std::error_code failure;
  if (fs::is_regular_file(folder, failure)) {
    throw core::Error(core::ErrorKind::bad_input, fmt::format("the file {} is there already", folder.string()), {},
                      "Name another file, or replace it with --force.");
  }
  std::string table;
  // A folder that is not there has no tables; one that cannot be read is told by the writing.
  for (fs::directory_iterator entry(folder, failure); !failure && entry != fs::directory_iterator(); entry.increment(failure)) {
    std::string ending = entry->path().extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    const std::string name = entry->path().filename().string();
    if (ending == ".csv" && (table.empty() || name < table)) table = name;
  }
  if (table.empty()) return;
  throw core::Error(core::ErrorKind::bad_input, fmt::format("the folder {} holds tables already ({})", folder.string(), table),
                    {}, "Name another folder, or replace them with --force.");
}

/// The share of rows with a fault; 0 without --faults.
double fault_share(const SynthOptions& options) {
  constexpr double kUsual = 0.02;
  if (!options.has_faults) return 0.0;
  if (options.faults.empty()) return kUsual;
  const std::optional<double> share = core::plain_number(options.faults);
  if (share && *share >= 0.0 && *share <= 1.0) return *share;
  throw core::Error(core::ErrorKind::wrong_usage, fmt::format("--faults {} is no share of the rows", options.faults), {},
                    "Give a number from 0 to 1, as 0.02.");
}

/// "city.xlsx" and "city.gpkg"; else a folder.
models::TableForm form_of(const fs::path& path) {
  if (path.extension() == ".xlsx") return models::TableForm::workbook;
  return path.extension() == ".gpkg" ? models::TableForm::layer : models::TableForm::text;
}

/// A folder of that name would surprise.
void refuse_other_form(const fs::path& path) {
  const std::string ending = path.extension().string();
  for (const std::string_view other : {".ods", ".xls", ".gml", ".geojson", ".json", ".csv", ".shp"}) {
    if (ending != other) continue;
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("{} cannot be written", path.string()), {},
                      "Name a folder, a .xlsx or a .gpkg.");
  }
}

/// Beside the tables, where no table is looked for under that name.
fs::path faults_path(const fs::path& path) {
  return form_of(path) == models::TableForm::text ? path / "faults.csv"
                                                  : path.parent_path() / (path.stem().string() + "-faults.csv");
}

/// Meters of an earlier city in the folder would be read with this one.
void refuse_other_meters(const SynthOptions& options) {
  constexpr std::array kTables{models::PortfolioTable::meters, models::PortfolioTable::meter_shares,
                               models::PortfolioTable::readings, models::PortfolioTable::degree_days,
                               models::PortfolioTable::weather};
  for (const models::PortfolioTable table : kTables) {
    std::vector<std::string> names = models::names_of_table(table);
    const std::string own = options.danish ? names.front() : std::string(models::to_string(table));
    names.emplace_back(models::to_string(table));
    for (const std::string& name : names) {
      if (options.meters && name == own) continue;
      const fs::path path = options.folder / (name + ".csv");
      std::error_code ignored;
      if (!fs::exists(path, ignored)) continue;
      throw core::Error(core::ErrorKind::io, "the folder has this table of another portfolio", {path.string()},
                        "Choose an empty folder, or remove the file.");
    }
  }
}

/// Makes the meters and writes what is too large to be a table of cells.
scenarios::SyntheticMeters write_meters(const models::Portfolio& city, const SynthOptions& options, double share,
                                        const Console& console) {
  const InterruptGuard interrupt;
  core::RunContext context;
  context.stop = interrupt.token();
  scenarios::SyntheticMeters meters = scenarios::synthetic_meters(
      city, {.year = options.year, .seed = options.seed, .fault_share = share, .danish = options.danish}, context);
  std::error_code error;
  fs::create_directories(options.folder, error);
  if (error) {
    throw core::Error(core::ErrorKind::io, "cannot make the folder: " + error.message(), {options.folder.string()},
                      "Choose another folder, or ask for permission.");
  }
  const std::size_t readings = scenarios::write_readings(meters, options.folder, options.danish);
  scenarios::write_weather(meters, options.folder, options.danish);
  console.note(fmt::format("wrote {} readings of {} meters", readings, meters.series.size()));
  return meters;
}

}  // namespace

ExitCode run_synth(const SynthOptions& options, const Console& console) {
  refuse_other_form(options.folder);
  if (options.buildings < 1) {
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("--buildings {} is not a number of buildings", options.buildings),
                      {}, "Give at least 1.");
  }
  if (!options.force) refuse_tables(options.folder);
  const models::Portfolio city = models::synthetic_city({.buildings = options.buildings, .seed = options.seed});
  const double share = fault_share(options);
  const models::TableForm form = form_of(options.folder);
  if (options.meters && form != models::TableForm::text) {
    throw core::Error(core::ErrorKind::wrong_usage, "--meters writes a folder", {},
                      "Give -o a folder: a sheet cannot hold a year of hours.");
  }
  if (form == models::TableForm::text) refuse_other_meters(options);
  std::vector<models::OutTable> tables = models::tables_of(city, options.folder);
  std::vector<models::PlantedFault> faults;
  models::FaultOptions planting{.share = share, .seed = options.seed, .form = form, .danish = options.danish, .usual_meters = {}};
  if (options.meters) {
    scenarios::SyntheticMeters meters = write_meters(city, options, share, console);
    for (models::OutTable& table : scenarios::meter_tables(meters)) tables.push_back(std::move(table));
    faults = std::move(meters.faults);
    planting.usual_meters = std::move(meters.usual_meters);
  }
  if (options.has_faults) {
    for (models::PlantedFault& fault : models::plant_faults(city, tables, planting, faults)) faults.push_back(std::move(fault));
  }
  models::write_tables(std::move(tables), city, options.folder, {.danish = options.danish, .latin1 = false});
  console.note(fmt::format("wrote {} buildings to {}", city.buildings.size(), options.folder.string()));
  if (options.has_faults) {
    core::write_file_atomic(faults_path(options.folder), models::faults_csv(faults));
    console.note(fmt::format("planted {} faults, written to {}", faults.size(), faults_path(options.folder).string()));
  }
  return ExitCode::done;
}

}  // namespace tvilling::cli
