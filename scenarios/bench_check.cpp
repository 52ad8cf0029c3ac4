// SPDX-License-Identifier: MPL-2.0
// Fast but wrong fails: what must hold before a bench reports anything.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
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

/// All that a simulation may depend on: use and every number but the position, bit by bit.
using Content = std::array<std::uint64_t, models::kBuildingColumnCount + 1>;

Content content_of(const Building& building) {
  Content content{};
  const auto columns = models::building_columns();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const bool position = columns[c].member == &Building::x_m || columns[c].member == &Building::y_m;
    if (!position) content[c] = std::bit_cast<std::uint64_t>(building.*columns[c].member);
  }
  content.back() = static_cast<std::uint64_t>(building.use);
  return content;
}

void check_plausible(double heat_kwh_m2) {
  constexpr double kLeast_kwh_m2 = 40.0;
  constexpr double kMost_kwh_m2 = 250.0;
  if (heat_kwh_m2 >= kLeast_kwh_m2 && heat_kwh_m2 <= kMost_kwh_m2) return;
  wrong(fmt::format("the city takes {:.1f} kWh heat per m2, outside {} to {}", heat_kwh_m2, kLeast_kwh_m2, kMost_kwh_m2));
}

/// The lanes against the stepper that is readable by hand.
void check_sample(const Results& results, const models::Portfolio& city, const models::Environment& environment) {
  constexpr double kRelative = 1e-9;
  constexpr double kGridSteps_kwh = 4.0 * 0x1p-20;  // an hour's rounding may fall the other way
  models::HourlySeries series;
  for (const std::size_t i : sample_of(city.buildings.size())) {
    const Building& building = city.buildings[i].building;
    const models::BuildingResult expected = models::simulate_building(building, environment, series);
    const double found_kwh = results.results[0][i].annual[index(Annual::heat_demand)];
    const double expected_kwh = expected.annual[index(Annual::heat_demand)];
    if (std::abs(found_kwh - expected_kwh) <= kRelative * expected_kwh + kGridSteps_kwh) continue;
    wrong(fmt::format("building {} needs {} kWh in the city and {} kWh by the reference stepper", building.building_id, found_kwh,
                      expected_kwh));
  }
}

/// All values are multiples of 2^-20: sums are exact, here with 64 bits for those of large cities.
void check_hours_add_up(const Results& results) {
  constexpr std::array<std::pair<Hourly, Annual>, models::kCityHourlyCount> kPairs{{{Hourly::heat_demand, Annual::heat_demand},
                                                                                    {Hourly::hot_water, Annual::hot_water},
                                                                                    {Hourly::heat, Annual::heat},
                                                                                    {Hourly::electricity, Annual::electricity},
                                                                                    {Hourly::water, Annual::water},
                                                                                    {Hourly::occupancy, Annual::occupancy}}};
  for (const auto& [hourly, annual] : kPairs) {
    const auto first = results.city[0].begin() + static_cast<std::ptrdiff_t>(index(hourly) * core::kHoursPerYear);
    const long double hours = std::accumulate(first, first + core::kHoursPerYear, 0.0L);
    const long double year =
        std::accumulate(results.results[0].begin(), results.results[0].end(), 0.0L,
                        [annual](long double sum, const models::BuildingResult& r) { return sum + r.annual[index(annual)]; });
    if (hours == year) continue;
    wrong(fmt::format("{}: the city's hours add up to {}, the buildings' years to {}",
                      models::kAnnualVariables[index(annual)].name, static_cast<double>(hours), static_cast<double>(year)));
  }
}

}  // namespace

void check_all_differ(const models::Portfolio& city) {
  std::vector<std::pair<Content, std::size_t>> contents;
  contents.reserve(city.buildings.size());
  for (std::size_t i = 0; i < city.buildings.size(); ++i) contents.emplace_back(content_of(city.buildings[i].building), i);
  std::sort(contents.begin(), contents.end());
  const auto equal = [](const auto& a, const auto& b) { return a.first == b.first; };
  const auto twin = std::adjacent_find(contents.begin(), contents.end(), equal);
  if (twin == contents.end()) return;
  wrong(fmt::format("buildings {} and {} are equal", city.buildings[twin->second].building.building_id,
                    city.buildings[std::next(twin)->second].building.building_id));
}

std::size_t check_heat_nodes(const models::Portfolio& city, const models::Environment& environment) {
  constexpr std::size_t kLeastWithCapacity = 30;
  constexpr std::size_t kLeastOfAll = 50;
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
    if (with_capacity < kLeastWithCapacity && nodes.size() < kLeastOfAll) {
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
  check_hours_add_up(results);
  return heat_kwh_m2;
}

}  // namespace tvilling::scenarios
