// SPDX-License-Identifier: MPL-2.0
// What is made once per run: weather, sun, content of buildings.
#include <fmt/format.h>

#include <numeric>
#include <span>
#include <string>

#include "models/building/simulate.hpp"
#include "models/weather/solar_table.hpp"
#include "scenarios/bench.hpp"
#include "scenarios/content_key.hpp"
#include "tests/bench/guard.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)

double sum(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

void reference_weather(benchmark::State& state) {
  const auto check = [] {
    const models::Environment environment = models::make_environment(models::reference_year(), 2025);
    const double mean_degc = environment.outdoor_annual_degc;
    return mean_degc > 6.0 && mean_degc < 12.0 ? std::string() : fmt::format("Copenhagen's mean year is {} degC", mean_degc);
  };
  if (!bench::holds(state, check)) return;
  for ([[maybe_unused]] const auto _ : state) benchmark::DoNotOptimize(models::reference_year());
}
BENCHMARK(reference_weather)->Unit(benchmark::kMillisecond);

void sun_table(benchmark::State& state) {
  const models::Weather weather = models::reference_year();
  const auto check = [&weather] {
    const models::SolarTable sun(weather);
    const double north = sum(sun.wall_w_m2(models::compass_index(0.0), 0));
    const double south = sum(sun.wall_w_m2(models::compass_index(180.0), 0));
    const double behind_houses = sum(sun.wall_w_m2(models::compass_index(180.0), models::horizon_index(40.0)));
    const bool right = south > 1.5 * north && behind_houses < south && north > 0.0;
    return right ? std::string() : fmt::format("sun on walls: north {}, south {}, shaded {} Wh/m2", north, south, behind_houses);
  };
  if (!bench::holds(state, check)) return;
  for ([[maybe_unused]] const auto _ : state) benchmark::DoNotOptimize(models::SolarTable(weather));
}
BENCHMARK(sun_table)->Unit(benchmark::kMillisecond);

const models::Portfolio& city() {
  static const models::Portfolio portfolio = scenarios::heated_city(1000, 1);
  return portfolio;
}

std::string buildings_are_equal() {
  scenarios::check_all_differ(city());
  return {};
}

void content_keys(benchmark::State& state) {
  const std::string environment = scenarios::environment_key(models::reference_year(), 2025);
  const auto check = [&environment]() -> std::string {
    models::Building moved = city().buildings.front().building;
    moved.x_m += 10.0;
    models::Building changed = moved;
    changed.wall_u_value_w_m2k *= 0.5;
    const scenarios::ContentKey key = scenarios::content_key(city().buildings.front().building, environment);
    if (scenarios::content_key(moved, environment) != key) return "the place of a building changes its content";
    if (scenarios::content_key(changed, environment) == key) return "the walls of a building do not change its content";
    return buildings_are_equal();
  };
  if (!bench::holds(state, check)) return;
  for ([[maybe_unused]] const auto _ : state) {
    for (const models::BuildingRecord& record : city().buildings) {
      benchmark::DoNotOptimize(scenarios::content_key(record.building, environment));
    }
  }
  state.SetItemsProcessed(state.iterations() * std::ssize(city().buildings));
}
BENCHMARK(content_keys)->Unit(benchmark::kMicrosecond);

void compare_contents(benchmark::State& state) {
  if (!bench::holds(state, buildings_are_equal)) return;
  for ([[maybe_unused]] const auto _ : state) scenarios::check_all_differ(city());
  state.SetItemsProcessed(state.iterations() * std::ssize(city().buildings));
}
BENCHMARK(compare_contents)->Unit(benchmark::kMicrosecond);

}  // namespace
