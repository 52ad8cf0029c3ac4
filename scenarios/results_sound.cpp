// SPDX-License-Identifier: MPL-2.0
#include "scenarios/results_sound.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

namespace tvilling::scenarios {

namespace {

using models::Annual;
using models::Hourly;

/// Empty, or the first number that is none or whose months are another sum.
std::string unsound_building(const models::BuildingResult& result) {
  for (std::size_t v = 0; v < models::kAnnualCount; ++v) {
    if (!std::isfinite(result.annual[v]))
      return fmt::format("{} of a building is not a number", models::kAnnualVariables[v].name);
    if (v >= models::kMonthlyCount) continue;
    const double months = std::accumulate(result.monthly[v].begin(), result.monthly[v].end(), 0.0);
    if (months != result.annual[v]) {
      return fmt::format("the months of {} add up to {}, its year is {}", models::kAnnualVariables[v].name, months,
                         result.annual[v]);
    }
  }
  if (result.hall == nullptr) return {};
  for (std::size_t v = 0; v < models::kHallTotalCount; ++v) {
    if (!std::isfinite(result.hall->value[v]))
      return fmt::format("{} of a swimming hall is not a number", models::kHallVariables[v].name);
  }
  return {};
}

}  // namespace

std::string unsound(std::span<const models::BuildingResult> results, std::span<const TaskStatus> status, const CityHourly& city) {
  std::array<long double, models::kAnnualCount> years{};  // 64 bits: exact for large cities too
  for (std::size_t b = 0; b < results.size(); ++b) {
    if (status[b] != TaskStatus::done) continue;
    std::string wrong = unsound_building(results[b]);
    if (!wrong.empty()) return wrong;
    for (std::size_t v = 0; v < years.size(); ++v) years[v] += results[b].annual[v];
  }
  constexpr std::array<std::pair<Hourly, Annual>, models::kCityHourlyCount> kPairs{{{Hourly::heat_demand, Annual::heat_demand},
                                                                                    {Hourly::hot_water, Annual::hot_water},
                                                                                    {Hourly::heat, Annual::heat},
                                                                                    {Hourly::electricity, Annual::electricity},
                                                                                    {Hourly::water, Annual::water},
                                                                                    {Hourly::occupancy, Annual::occupancy}}};
  for (const auto& [hourly, annual] : kPairs) {
    const auto first = city.begin() + static_cast<std::ptrdiff_t>(index(hourly) * core::kHoursPerYear);
    const long double hours = std::accumulate(first, first + core::kHoursPerYear, 0.0L);
    if (hours == years[index(annual)]) continue;
    return fmt::format("{}: the city's hours add up to {}, the buildings' years to {}",
                       models::kAnnualVariables[index(annual)].name, static_cast<double>(hours),
                       static_cast<double>(years[index(annual)]));
  }
  return {};
}

}  // namespace tvilling::scenarios
