// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <string>

#include "core/thermal/star.hpp"
#include "models/building/building_network.hpp"
#include "models/building/lane_group.hpp"
#include "models/building/simulate.hpp"
#include "scenarios/bench.hpp"
#include "tests/bench/guard.hpp"
#include "tests/support/zoned_building.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Annual;

const models::Environment& environment() {
  static const models::Environment shared = models::make_environment(models::reference_year(), 2025);
  return shared;
}

/// Eight buildings: one lane group.
const models::Portfolio& eight() {
  static const models::Portfolio city = scenarios::heated_city(static_cast<int>(models::kGroupLanes), 1);
  return city;
}

double heat_kwh(const models::BuildingResult& result) {
  return result.annual[models::index(Annual::heat_demand)];
}

void start(models::LaneGroup& group) {
  group.clear();
  for (const models::BuildingRecord& record : eight().buildings) (void)group.add(record.building);
}

void run_year(models::LaneGroup& group, models::LaneDay& day) {
  group.warm_up(day);
  group.run_days(0, 365, day);
}

/// Every lane needs the heat that the reference stepper finds.
std::string lanes_differ(models::LaneGroup& group, models::LaneDay& day) {
  start(group);
  run_year(group, day);
  models::HourlySeries hourly;
  for (std::size_t lane = 0; lane < group.size(); ++lane) {
    const models::Building& building = eight().buildings[lane].building;
    const double expected_kwh = heat_kwh(models::simulate_building(building, environment(), hourly));
    const double found_kwh = heat_kwh(group.result(lane));
    if (expected_kwh > 0.0 && std::abs(found_kwh - expected_kwh) <= 1e-9 * expected_kwh) continue;
    return fmt::format("lane {} needs {} kWh, the reference {} kWh", lane, found_kwh, expected_kwh);
  }
  return {};
}

void lane_group_year(benchmark::State& state, core::Isa isa) {
  models::LaneGroup group(environment(), isa);
  const auto day = std::make_unique<models::LaneDay>();
  if (!bench::holds(state, [&] { return lanes_differ(group, *day); })) return;
  for ([[maybe_unused]] const auto _ : state) {
    state.PauseTiming();
    start(group);
    state.ResumeTiming();
    run_year(group, *day);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(group.size() * core::kHoursPerYear));
  state.SetLabel("items are building-hours, warm-up in the time only");
}

const bool registered = [] {
  for (const core::Isa isa : core::available_isas()) {
    const std::string name = "lane_group_year/" + std::string(to_string(isa));
    benchmark::RegisterBenchmark(name.c_str(), lane_group_year, isa)->Unit(benchmark::kMillisecond);
  }
  return true;
}();

void reference_stepper_year(benchmark::State& state) {
  const models::Building& building = eight().buildings.front().building;
  models::HourlySeries hourly;
  const auto check = [&] {
    const double kwh_m2 = heat_kwh(models::simulate_building(building, environment(), hourly)) / building.area_m2;
    return kwh_m2 > 10.0 && kwh_m2 < 400.0 ? std::string() : fmt::format("the building needs {} kWh/m2", kwh_m2);
  };
  if (!bench::holds(state, check)) return;
  for ([[maybe_unused]] const auto _ : state) {
    benchmark::DoNotOptimize(models::simulate_building(building, environment(), hourly));
  }
  state.SetItemsProcessed(state.iterations() * core::kHoursPerYear);
  state.SetLabel("items are building-hours");
}
BENCHMARK(reference_stepper_year)->Unit(benchmark::kMillisecond);

/// The same building cut into equal zones that are linked in a row.
void zoned_building_year(benchmark::State& state) {
  const models::Building& whole = eight().buildings.front().building;
  const auto zones = static_cast<std::size_t>(state.range(0));
  models::Building building = whole;
  for (std::size_t z = 0; z < zones; ++z) {
    building.zones.push_back(tests::zone_of(whole, 1.0 / static_cast<double>(zones)));
    if (z > 0) building.zone_links.push_back({z - 1, z, 50.0, 1.8});
  }
  models::HourlySeries hourly;
  const auto check = [&] {
    const double whole_kwh = heat_kwh(models::simulate_building(whole, environment(), hourly));
    const double zoned_kwh = heat_kwh(models::simulate_building(building, environment(), hourly));
    return std::abs(zoned_kwh / whole_kwh - 1.0) < 1e-6 ? std::string() : fmt::format("{} and {} kWh", whole_kwh, zoned_kwh);
  };
  if (!bench::holds(state, check)) return;
  for ([[maybe_unused]] const auto _ : state) {
    benchmark::DoNotOptimize(models::simulate_building(building, environment(), hourly));
  }
  state.SetItemsProcessed(state.iterations() * core::kHoursPerYear);
  state.SetLabel("items are building-hours");
}
BENCHMARK(zoned_building_year)->Arg(2)->Arg(3)->Arg(6)->Arg(12)->Unit(benchmark::kMillisecond);

/// From a building's numbers to its graph and the condensed star.
void prepare_network(benchmark::State& state) {
  const models::Building& building = eight().buildings.front().building;
  const auto check = [] {
    return scenarios::check_heat_nodes(eight(), environment()) >= 30 ? std::string() : std::string("a network is small");
  };
  if (!bench::holds(state, check)) return;
  for ([[maybe_unused]] const auto _ : state) {
    const models::BuildingNetwork zone = models::make_building_network(building, environment().outdoor_monthly_degc);
    benchmark::DoNotOptimize(core::star_of(zone.network, 3600.0));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(prepare_network)->Unit(benchmark::kMicrosecond);

/// A whole group with eight buildings put into its lanes.
void fill_lane_group(benchmark::State& state) {
  models::LaneGroup group(environment());
  const auto check = [&group] {
    start(group);
    return group.full() ? std::string() : std::string("the group is not full");
  };
  if (!bench::holds(state, check)) return;
  for ([[maybe_unused]] const auto _ : state) start(group);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(models::kGroupLanes));
}
BENCHMARK(fill_lane_group)->Unit(benchmark::kMicrosecond);

}  // namespace
