// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "core/exact.hpp"
#include "core/time_axis.hpp"
#include "models/building/building.hpp"
#include "models/building/occupancy.hpp"
#include "models/catalog.hpp"
#include "models/swimming_hall/hall_totals.hpp"
#include "models/weather/solar_table.hpp"
#include "models/weather/weather.hpp"

namespace tvilling::models {

/// What all buildings share in one run: weather, calendar, sun on every plane, profiles. Made once, read by all threads.
struct Environment {
  Weather weather;
  core::TimeAxis axis;
  SolarTable sun;
  UseProfiles profiles;
  std::array<double, core::kMonths> outdoor_monthly_degc{};  ///< mean dry bulb
  double outdoor_annual_degc = 0.0;
  std::vector<double> pv_kwh_kw;  ///< of each hour for 1 kW of solar cells (solar_cells.hpp)

  /// What a building's solar cells give in an hour, on the 2^-20 grid.
  [[nodiscard]] double pv_kwh(const Building& building, int hour) const {
    return core::to_grid(building.pv_capacity_kw * pv_kwh_kw[static_cast<std::size_t>(hour)]);
  }
};

/// Throws Error (bad_input) for weather that is not 8,760 finite hours or a year outside the calendar's range.
[[nodiscard]] Environment make_environment(Weather weather, int base_year);

/// Results of one building over the year. Monthly values are multiples of 2^-20, annual ones their exact sums. CO2 and
/// cost are left 0 here: scenarios/economics adds them.
struct BuildingResult {
  std::array<std::array<double, core::kMonths>, kMonthlyCount> monthly{};
  std::array<double, kAnnualCount> annual{};
  std::shared_ptr<const HallTotals> hall;  ///< of a swimming hall; else none
};

/// Room for the hourly series of one building: kHourlyCount x 8,760 values, variable by variable. Reused by a thread.
class HourlySeries {
 public:
  HourlySeries() : HourlySeries(core::kHoursPerYear) {}
  /// For all hours of the year, or none (0): then it only takes the place of one.
  explicit HourlySeries(std::size_t hours) : hours_(hours), values_(kHourlyCount * hours) {}
  [[nodiscard]] std::span<double> operator[](Hourly v) noexcept { return std::span(values_).subspan(index(v) * hours_, hours_); }
  [[nodiscard]] std::span<const double> operator[](Hourly v) const noexcept {
    return std::span(values_).subspan(index(v) * hours_, hours_);
  }

 private:
  std::size_t hours_;
  std::vector<double> values_;
};

/// Days of warm-up before hour 0: the year's last ones.
inline constexpr int kWarmUpDays = 21;

/// Throws Error (bad_input) naming the first number of the building or its zones that is unknown or out of its range, or zones
/// that do not share out their building.
void check_building(const Building& building);

/// Runs one building through 21 days of warm-up and the year; its zones together, each with a thermostat of its own. Energy,
/// water and people are the sum over the zones, unmet and overheating hours those in which any zone is, the operative temperature
/// the mean over the heated area. Pure: the same inputs give the same bits. Every number of `building` must be known (see
/// fill_portfolio) and in range. Throws Error (bad_input) naming the value otherwise, Error (internal) when the first law does
/// not hold.
[[nodiscard]] BuildingResult simulate_building(const Building& building, const Environment& environment, HourlySeries& hourly);

}  // namespace tvilling::models
