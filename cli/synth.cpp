// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>

#include "cli/commands.hpp"
#include "models/portfolio/portfolio.hpp"

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

}  // namespace

ExitCode run_synth(const SynthOptions& options, const Console& console) {
  if (options.buildings < 1) {
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("--buildings {} is not a number of buildings", options.buildings),
                      {}, "Give at least 1.");
  }
  if (!options.force) refuse_tables(options.folder);
  const models::Portfolio city = models::synthetic_city({.buildings = options.buildings, .seed = options.seed});
  models::write_portfolio(city, options.folder, {.danish = options.danish, .latin1 = false});
  console.note(fmt::format("wrote {} buildings to {}", city.buildings.size(), options.folder.string()));
  return ExitCode::done;
}

}  // namespace tvilling::cli
