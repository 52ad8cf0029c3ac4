// SPDX-License-Identifier: MPL-2.0
#include <H5public.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <sstream>
#include <string>
#include <system_error>
#include <thread>

#include "cli/commands.hpp"
#include "cli/version.hpp"
#include "core/io/temporary_folder.hpp"
#include "core/version.hpp"
#include "models/portfolio/portfolio.hpp"
#include "scenarios/batch.hpp"
#include "scenarios/results_file.hpp"
#include "scenarios/study.hpp"

namespace tvilling::cli {

namespace {

namespace fs = std::filesystem;
using models::Annual;
using models::index;

constexpr int kBuildings = 20;

/// What flows into the rooms minus what flows out, as a share of the larger side.
double balance_error(const models::BuildingResult& result) {
  const auto kwh = [&result](Annual v) { return result.annual[index(v)]; };
  const double in = kwh(Annual::heat_demand) + kwh(Annual::solar) + kwh(Annual::internal);
  const double out = kwh(Annual::transmission) + kwh(Annual::ventilation) + kwh(Annual::infiltration) + kwh(Annual::storage);
  return std::abs(in - out) / std::max({std::abs(in), std::abs(out), 1.0});
}

std::string run_small_city() {
  const core::TemporaryFolder folder("doctor");
  core::Findings findings;
  models::Portfolio city = models::synthetic_city({.buildings = kBuildings});
  models::fill_portfolio(city, findings);
  scenarios::Study study;
  study.name = "doctor";
  study.scenarios.push_back({.name = "baseline", .measures = {}});
  const models::Weather weather = scenarios::load_weather(study.weather, findings);
  scenarios::RunOptions options;
  options.out = folder.path() / "doctor.h5";
  const scenarios::RunSummary summary = scenarios::run_study(study, city, weather, options, {}, findings);
  const scenarios::Results results = scenarios::read_results(options.out);
  if (summary.failed > 0) throw core::Error(core::ErrorKind::internal, fmt::format("{} buildings failed", summary.failed));
  constexpr double kAllowed = 1e-6;  // values are rounded to 2^-20 kWh per hour
  double worst = 0.0;
  for (const models::BuildingResult& result : results.results.at(0)) worst = std::max(worst, balance_error(result));
  if (!(worst <= kAllowed))
    throw core::Error(core::ErrorKind::internal, fmt::format("the heat balance is open by {:.1e}", worst));
  return fmt::format("{} buildings simulated, written and read back in {:.2f} s; heat balance closes to {:.0e}",
                     results.results.at(0).size(), summary.wall_s, worst);
}

/// Tells the outcome of one test and what it means for the shell.
ExitCode report(std::string_view what, const std::function<std::string()>& test) {
  ExitCode code = ExitCode::our_bug;
  std::string failure;
  try {
    const std::string outcome = test();
    print_data(fmt::format("ok      {:<12} {}\n", what, outcome));
    return ExitCode::done;
  } catch (const core::Error& error) {
    code = exit_code_of(error.kind());
    failure = error.what();
  } catch (const fs::filesystem_error& error) {
    code = ExitCode::bad_input;
    failure = error.what();
  } catch (const std::exception& error) {
    failure = error.what();
  }
  print_data(fmt::format("FAILED  {:<12} {}\n", what, failure));
  return code;
}

/// Where a shell would find the program; empty when nowhere.
std::string find_program(const std::string& name) {
  const char* folders = std::getenv("PATH");
  std::istringstream rest(folders == nullptr ? "" : folders);
  for (std::string folder; std::getline(rest, folder, ':');) {
    const fs::path candidate = fs::path(folder.empty() ? "." : folder) / name;
    if (access(candidate.c_str(), X_OK) == 0) return candidate.string();
  }
  return {};
}

/// What `render` and `view` find to draw on. A machine without is not ill: only drawing needs it.
std::string display_report() {
  std::string text = display_opens() ? "opens" : "none that the viewer can open";
  for (const char* const name : {"xvfb-run", "xauth"}) {
    const std::string place = find_program(name);
    text += fmt::format("; {} {}", name, place.empty() ? "missing (apt-get install xvfb xauth)" : place);
  }
  return text;
}

/// The build puts the package into <build>/python beside <build>/bin.
std::string python_report() {
  std::error_code failure;
  const fs::path program = fs::read_symlink("/proc/self/exe", failure);
  const fs::path package = program.parent_path().parent_path() / "python" / "tvilling";
  if (failure || !fs::exists(package / "__init__.py", failure)) return "no package beside this program";
  for (fs::directory_iterator entry(package, failure); !failure && entry != fs::directory_iterator(); entry.increment(failure)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with("_core") && name.ends_with(".so")) return "PYTHONPATH=" + package.parent_path().string();
  }
  return "the package in " + package.string() + " lacks its compiled part";
}

std::string hdf5_version() {
  unsigned major = 0;
  unsigned minor = 0;
  unsigned release = 0;
  if (H5get_libversion(&major, &minor, &release) < 0) throw core::Error(core::ErrorKind::internal, "HDF5 does not answer");
  const std::string version = fmt::format("{}.{}.{}", major, minor, release);
  if (version != fmt::format("{}.{}.{}", H5_VERS_MAJOR, H5_VERS_MINOR, H5_VERS_RELEASE)) {
    throw core::Error(core::ErrorKind::io,
                      fmt::format("HDF5 {} is loaded, but tvilling was built with {}", version, H5_VERS_INFO));
  }
  return version;
}

}  // namespace

ExitCode run_doctor(const Console&) {
  const std::array outcomes{
      report("tvilling", [] { return fmt::format("{} ({})", core::version(), core::git_sha()); }),
      report("compiler", [] { return std::string(__VERSION__); }),
      report("HDF5", hdf5_version),
      report("viewer", [] { return viewer_version(); }),
      report("display", display_report),
      report("Python", python_report),
      report("threads", [] { return std::to_string(std::thread::hardware_concurrency()); }),
      report("small city", run_small_city),
  };
  const auto failed = std::find_if(outcomes.begin(), outcomes.end(), [](ExitCode code) { return code != ExitCode::done; });
  return failed == outcomes.end() ? ExitCode::done : *failed;
}

}  // namespace tvilling::cli
