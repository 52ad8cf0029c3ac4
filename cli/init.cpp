// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <filesystem>
#include <string_view>
#include <system_error>

#include "cli/commands.hpp"
#include "core/io/file.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::data {
extern const std::string_view first_study;  // examples/first_study.toml, embedded
}

namespace tvilling::cli {

namespace {

constexpr int kExampleBuildings = 60;

void make_empty_folder(const std::filesystem::path& folder) {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure) {
    throw core::Error(core::ErrorKind::io, fmt::format("cannot make the folder {}: {}", folder.string(), failure.message()));
  }
  const bool empty = std::filesystem::is_empty(folder, failure);
  if (failure) {
    throw core::Error(core::ErrorKind::io, fmt::format("cannot read the folder {}: {}", folder.string(), failure.message()));
  }
  if (!empty) {
    throw core::Error(core::ErrorKind::bad_input, fmt::format("the folder {} is not empty", folder.string()), {},
                      "Name a new folder: nothing of yours is overwritten.");
  }
}

}  // namespace

ExitCode run_init(const InitOptions& options, const Console& console) {
  make_empty_folder(options.folder);
  const models::Portfolio city = models::synthetic_city({.buildings = kExampleBuildings});
  models::write_portfolio(city, options.folder / "city");
  core::write_file_atomic(options.folder / "study.toml", data::first_study);
  const std::string folder = options.folder.string();
  console.note(fmt::format("wrote {} buildings and a study to {}. Now:", city.buildings.size(), folder));
  console.note(fmt::format("  tvilling check {}/city\n  tvilling run {}/study.toml -o {}/results.h5", folder, folder, folder));
  return ExitCode::done;
}

}  // namespace tvilling::cli
