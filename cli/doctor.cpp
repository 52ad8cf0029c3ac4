// SPDX-License-Identifier: MPL-2.0
#include <H5public.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <functional>
#include <string>
#include <system_error>
#include <thread>

#include "cli/commands.hpp"
#include "cli/version.hpp"
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

/// A folder of its own below the system's temporary folder, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (fs::temp_directory_path() / "tvilling-doctor-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
      throw core::Error(core::ErrorKind::io, fmt::format("cannot make a folder in {}", fs::temp_directory_path().string()));
    }
    path_ = pattern;
  }
  ~TemporaryFolder() {
    std::error_code ignored;  // nothing more can be done for what cannot be removed
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const fs::path& path() const noexcept { return path_; }

 private:
  fs::path path_;
};

/// What flows into the rooms minus what flows out, as a share of the larger side.
double balance_error(const models::BuildingResult& result) {
  const auto kwh = [&result](Annual v) { return result.annual[index(v)]; };
  const double in = kwh(Annual::heat_demand) + kwh(Annual::solar) + kwh(Annual::internal);
  const double out = kwh(Annual::transmission) + kwh(Annual::ventilation) + kwh(Annual::infiltration) + kwh(Annual::storage);
  return std::abs(in - out) / std::max({std::abs(in), std::abs(out), 1.0});
}

std::string run_small_city() {
  const TemporaryFolder folder;
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

bool report(std::string_view what, const std::function<std::string()>& test) {
  try {
    print_data(fmt::format("ok      {:<12} {}\n", what, test()));
    return true;
  } catch (const std::exception& error) {
    print_data(fmt::format("FAILED  {:<12} {}\n", what, error.what()));
    return false;
  }
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
  bool healthy = report("tvilling", [] { return fmt::format("{} ({})", core::version(), core::git_sha()); });
  healthy &= report("compiler", [] { return std::string(__VERSION__); });
  healthy &= report("HDF5", hdf5_version);
  healthy &= report("viewer", [] { return viewer_version(); });
  healthy &= report("threads", [] { return std::to_string(std::thread::hardware_concurrency()); });
  healthy &= report("small city", run_small_city);
  return healthy ? ExitCode::done : ExitCode::our_bug;
}

}  // namespace tvilling::cli
