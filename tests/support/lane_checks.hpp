// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/thermal/isa.hpp"
#include "models/building/lane_group.hpp"
#include "models/building/operation.hpp"
#include "models/building/simulate.hpp"
#include "models/catalog.hpp"

namespace tvilling::tests {

/// All that comes out of one building.
struct BuildingYear {
  models::BuildingResult result;
  models::HourlySeries hours;
};

/// A year of up to eight buildings side by side.
inline std::vector<BuildingYear> lane_years(const models::Environment& environment, std::span<const models::Building> buildings,
                                            core::Isa isa = core::best_isa()) {
  models::LaneGroup group(environment, isa);
  const auto room = std::make_unique<models::LaneDay>();
  std::vector<BuildingYear> years(buildings.size());
  for (std::size_t i = 0; i < buildings.size(); ++i) group.keep_hours(group.add(buildings[i]), years[i].hours);
  group.warm_up(*room);
  group.run_days(0, 365, *room);
  for (std::size_t i = 0; i < buildings.size(); ++i) years[i].result = group.result(i);
  return years;
}

inline BuildingYear reference_year_of(const models::Environment& environment, const models::Building& building) {
  BuildingYear year;
  year.result = models::simulate_building(building, environment, year.hours);
  return year;
}

template <typename Numbers>
bool same_bits(const Numbers& a, const Numbers& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

/// Not one bit differs in a result or in an hour.
inline bool same_bits(const BuildingYear& a, const BuildingYear& b) {
  bool same = same_bits(a.result.annual, b.result.annual);
  for (std::size_t v = 0; v < models::kMonthlyCount; ++v) same = same && same_bits(a.result.monthly[v], b.result.monthly[v]);
  for (std::size_t v = 0; v < models::kHourlyCount; ++v) {
    same = same && same_bits(a.hours[static_cast<models::Hourly>(v)], b.hours[static_cast<models::Hourly>(v)]);
  }
  return same;
}

/// Where an hour of a variable stands in the hours of a city (models::CityTarget).
inline std::size_t city_place(std::size_t variable, std::size_t hour) {
  return hour / models::kDayHours * models::kCityDay + variable * models::kDayHours + hour % models::kDayHours;
}
inline constexpr std::size_t kCityHours = models::kCityHourlyCount * core::kHoursPerYear;

/// Adds all that a building gives to a city, `sign` times.
inline void add_to_city(const BuildingYear& year, double sign, std::vector<double>& city) {
  for (std::size_t v = 0; v < models::kCityHourlyCount; ++v) {
    const auto hours = year.hours[static_cast<models::Hourly>(v)];
    for (std::size_t h = 0; h < hours.size(); ++h) city[city_place(v, h)] += sign * hours[h];
  }
}

/// What the lanes promise: 1e-9 of the number, or of what it is measured by, and some steps of the grid.
class PromiseCheck {
 public:
  /// Only a `share` of it is allowed.
  explicit PromiseCheck(double share) : share_(share) {}

  void number(const std::string& name, double lanes, double reference, double measure, double steps) {
    const double allowed = share_ * (1e-9 * std::max(std::abs(reference), measure) + steps * 0x1.0p-20);
    if (std::abs(lanes - reference) <= allowed || !broken_.empty()) return;
    broken_ = name + ": " + std::to_string(lanes) + " for " + std::to_string(reference) + ", " +
              std::to_string(std::abs(lanes - reference) / allowed) + " times what is allowed";
  }
  /// Hours are counted alike, but for those that lie on the limit.
  void count(const std::string& name, double lanes, double reference, std::size_t on_limit) {
    if (std::abs(lanes - reference) <= static_cast<double>(on_limit) || !broken_.empty()) return;
    broken_ = name + ": " + std::to_string(lanes) + " for " + std::to_string(reference);
  }
  /// Empty, or the first number that is too far off.
  [[nodiscard]] const std::string& broken() const noexcept { return broken_; }

 private:
  double share_;
  std::string broken_;
};

inline std::size_t hours_on(double limit_degc, const BuildingYear& year) {
  const auto degc = year.hours[models::Hourly::operative_temperature];
  return static_cast<std::size_t>(
      std::count_if(degc.begin(), degc.end(), [limit_degc](double t) { return std::abs(t - limit_degc) < 1e-8; }));
}

inline void check_annual(PromiseCheck& check, const BuildingYear& lanes, const BuildingYear& reference,
                         const models::Building& building) {
  using models::Annual;
  constexpr double kFewSteps = 8.0;  // a sum: some of its hours or days may be rounded the other way
  constexpr std::array balance{Annual::transmission, Annual::ventilation, Annual::infiltration,
                               Annual::solar,        Annual::internal,    Annual::storage};
  const auto& expected = reference.result.annual;
  double largest_kwh = expected[models::index(Annual::heat_demand)];
  for (const Annual v : balance) largest_kwh = std::max(largest_kwh, std::abs(expected[models::index(v)]));
  for (std::size_t v = 0; v < models::kAnnualCount; ++v) {
    const Annual variable = static_cast<Annual>(v);
    if (variable == Annual::overheating || variable == Annual::unmet) continue;
    const bool term = std::find(balance.begin(), balance.end(), variable) != balance.end();
    check.number(std::string(models::kAnnualVariables[v].name), lanes.result.annual[v], expected[v], term ? largest_kwh : 0.0,
                 kFewSteps);
  }
  for (std::size_t v = 0; v < models::kMonthlyCount; ++v) {
    for (std::size_t month = 0; month < core::kMonths; ++month) {
      check.number(std::string(models::kAnnualVariables[v].name) + " of month " + std::to_string(month),
                   lanes.result.monthly[v][month], reference.result.monthly[v][month], 0.0, kFewSteps);
    }
  }
  const auto count = [&](Annual v, double limit_degc) {
    check.count(std::string(models::kAnnualVariables[models::index(v)].name), lanes.result.annual[models::index(v)],
                expected[models::index(v)], hours_on(limit_degc, reference));
  };
  count(Annual::overheating, models::kOverheating_degc + models::kOnTheLimit_k);
  count(Annual::unmet, building.heating_set_point_degc - models::kUnmet_k - models::kOnTheLimit_k);
}

/// Empty where the lanes keep their promise against the reference (or a share of it), else what differs first. A term of the
/// balance is measured by the largest of the building, an hour by the largest of the year.
inline std::string difference(const BuildingYear& lanes, const BuildingYear& reference, const models::Building& building,
                              double share = 1.0) {
  PromiseCheck check(share);
  check_annual(check, lanes, reference, building);
  for (std::size_t v = 0; v < models::kHourlyCount && check.broken().empty(); ++v) {
    const auto mine = lanes.hours[static_cast<models::Hourly>(v)];
    const auto theirs = reference.hours[static_cast<models::Hourly>(v)];
    double largest = 0.0;
    for (const double value : theirs) largest = std::max(largest, std::abs(value));
    const double steps = v < models::kCityHourlyCount ? 2.0 : 0.0;
    for (std::size_t h = 0; h < theirs.size(); ++h) {
      if (std::abs(mine[h] - theirs[h]) <= share * 1e-9 * largest) continue;
      check.number(std::string(models::kHourlyVariables[v].name) + " of hour " + std::to_string(h), mine[h], theirs[h], largest,
                   steps);
    }
  }
  return check.broken();
}

}  // namespace tvilling::tests
