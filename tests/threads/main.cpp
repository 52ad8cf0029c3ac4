// SPDX-License-Identifier: MPL-2.0
// The parallel batch on four threads: parallel_work FOLDER. Ends with 1 when a building fails; the sanitizer ends it at a race.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string_view>

#include "models/weather/weather.hpp"
#include "scenarios/batch.hpp"

using namespace tvilling;

namespace {

constexpr int kThreads = 4;
constexpr int kBuildings = 120;

constexpr std::string_view kStudy = R"([study]
name = "Threads"
portfolio = "city"
[[scenario]]
name = "roofs"
[[scenario.measure]]
type = "insulate_roof"
[[scenario]]
name = "windows"
extends = "roofs"
[[scenario.measure]]
type = "replace_windows"
where = "heat_kwh_m2 > 80"
)";

std::size_t failed_buildings(const std::filesystem::path& folder) {
  core::Findings findings;
  models::Portfolio city = models::synthetic_city({.buildings = kBuildings});
  models::fill_portfolio(city, findings);
  models::write_portfolio(city, folder / "city");
  const scenarios::Study study = scenarios::parse_study(kStudy, "threads.toml", folder, findings);
  core::throw_if_stopped(findings);
  scenarios::RunOptions options;
  options.out = folder / "threads.h5";
  core::RunContext context;
  context.threads = kThreads;
  return scenarios::run_study(study, city, models::reference_year(), options, context, findings).failed;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: parallel_work FOLDER\n", stderr);
    return 2;
  }
  try {
    std::filesystem::create_directories(arguments[1]);
    const std::size_t failed = failed_buildings(arguments[1]);
    std::printf("%zu buildings failed\n", failed);
    return failed == 0 ? 0 : 1;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
