// SPDX-License-Identifier: MPL-2.0
// Fast but wrong fails: what must hold before a bench reports anything.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "models/building/building_network.hpp"
#include "scenarios/bench.hpp"
#include "scenarios/content_key.hpp"
#include "scenarios/results_sound.hpp"

namespace tvilling::scenarios {

namespace {

using models::Annual;
using models::Building;
using models::Hourly;
using models::index;

constexpr std::size_t kSample = 16;

[[noreturn]] void wrong(const std::string& message) {
  throw core::Error(core::ErrorKind::internal, "bench: " + message);
}

/// Places spread over `count`, at most kSample.
std::vector<std::size_t> sample_of(std::size_t count) {
  std::vector<std::size_t> places;
  const std::size_t size = std::min(kSample, count);
  places.reserve(size);
  for (std::size_t i = 0; i < size; ++i) places.push_back(i * count / size);
  return places;
}

void check_plausible(double heat_kwh_m2) {
  constexpr double kLeast_kwh_m2 = 40.0;
  constexpr double kMost_kwh_m2 = 250.0;
  if (heat_kwh_m2 >= kLeast_kwh_m2 && heat_kwh_m2 <= kMost_kwh_m2) return;
  wrong(fmt::format("the city takes {:.1f} kWh heat per m2, outside {} to {}", heat_kwh_m2, kLeast_kwh_m2, kMost_kwh_m2));
}

/// The lanes against the stepper that is readable by hand: every number of the year. Terms of the balance are differences of
/// large flows: the largest measures them.
void check_sample(const Results& results, const models::Portfolio& city, const models::Environment& environment) {
  constexpr double kRelative = 1e-9;
  constexpr double kGridSteps = 8.0 * 0x1p-20;  // an hour's rounding may fall the other way
  models::HourlySeries series;
  for (const std::size_t i : sample_of(city.buildings.size())) {
    const Building& building = city.buildings[i].building;
    const models::BuildingResult expected = models::simulate_building(building, environment, series);
    double largest_kwh = 0.0;
    for (std::size_t v = index(Annual::transmission); v <= index(Annual::storage); ++v) {
      largest_kwh = std::max(largest_kwh, std::abs(expected.annual[v]));
    }
    for (std::size_t v = 0; v < models::kAnnualCount; ++v) {
      if (v == index(Annual::co2) || v == index(Annual::cost)) continue;  // counted after the simulation
      const bool term = v >= index(Annual::transmission) && v <= index(Annual::storage);
      const double scale = term ? largest_kwh : std::abs(expected.annual[v]);
      const double found = results.results[0][i].annual[v];
      if (std::abs(found - expected.annual[v]) <= kRelative * scale + kGridSteps) continue;
      wrong(fmt::format("{} of building {} is {} in the city and {} by the reference stepper", models::kAnnualVariables[v].name,
                        building.building_id, found, expected.annual[v]));
    }
  }
}

}  // namespace

void check_all_differ(const models::Portfolio& city) {
  std::vector<std::pair<ContentKey, std::size_t>> contents;
  contents.reserve(city.buildings.size());
  for (std::size_t i = 0; i < city.buildings.size(); ++i) contents.emplace_back(content_key(city.buildings[i].building, {}), i);
  std::sort(contents.begin(), contents.end());
  const auto equal = [](const auto& a, const auto& b) { return a.first == b.first; };
  const auto twin = std::adjacent_find(contents.begin(), contents.end(), equal);
  if (twin == contents.end()) return;
  wrong(fmt::format("buildings {} and {} are equal", city.buildings[twin->second].building.building_id,
                    city.buildings[std::next(twin)->second].building.building_id));
}

std::size_t check_heat_nodes(const models::Portfolio& city, const models::Environment& environment) {
  constexpr std::size_t kLeastWithCapacity = 30;
  for (const models::BuildingRecord& record : city.buildings) {
    if (record.building.heated_fraction > 0.0 && record.building.heating_capacity_w_m2 > 0.0) continue;
    wrong(fmt::format("building {} is not heated", record.building.building_id));
  }
  std::size_t least = std::numeric_limits<std::size_t>::max();
  for (const std::size_t i : sample_of(city.buildings.size())) {
    const Building& building = city.buildings[i].building;
    const models::BuildingNetwork zone = models::make_building_network(building, environment.outdoor_monthly_degc);
    const auto& nodes = zone.network.nodes();
    const auto with_capacity = static_cast<std::size_t>(
        std::count_if(nodes.begin(), nodes.end(), [](const core::HeatNode& node) { return node.capacity_j_k > 0.0; }));
    if (with_capacity < kLeastWithCapacity) {
      wrong(fmt::format("building {} has only {} heat nodes, {} of them with capacity", building.building_id, nodes.size(),
                        with_capacity));
    }
    least = std::min(least, with_capacity);
  }
  return least;
}

double check_results(const Results& results, const models::Portfolio& city, const models::Environment& environment) {
  double heat_kwh = 0.0;
  double area_m2 = 0.0;
  for (std::size_t i = 0; i < city.buildings.size(); ++i) {
    const Building& building = city.buildings[i].building;
    if (results.status[0][i] != TaskStatus::done) {
      wrong(fmt::format("building {} failed: {}", building.building_id, results.messages[0][i]));
    }
    if (!(results.results[0][i].annual[index(Annual::heat_demand)] > 0.0)) {
      wrong(fmt::format("building {} needs no heat", building.building_id));
    }
    heat_kwh += results.results[0][i].annual[index(Annual::heat)];
    area_m2 += building.area_m2;
  }
  const double heat_kwh_m2 = heat_kwh / area_m2;
  check_plausible(heat_kwh_m2);
  check_sample(results, city, environment);
  const std::string unsound_sum = unsound(results.results[0], results.status[0], results.city[0]);
  if (!unsound_sum.empty()) wrong(unsound_sum);
  return heat_kwh_m2;
}

}  // namespace tvilling::scenarios
