// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <cstddef>

#include "core/exact.hpp"
#include "core/time_axis.hpp"
#include "models/building/loads.hpp"
#include "models/building/simulate.hpp"
#include "models/catalog.hpp"

namespace tvilling::models {

inline constexpr double kKwhPerWh = 1e-3;

/// Sums of one year; every additive number is on the 2^-20 grid, so any order gives the same bits.
class YearSums {
 public:
  YearSums(BuildingResult& result, const core::TimeAxis& axis) : result_(result), axis_(axis) {}

  void month_sum(Monthly variable, int hour, double value) {
    const std::size_t month = static_cast<std::size_t>(axis_.clock[static_cast<std::size_t>(hour)].month);
    result_.monthly[index(variable)][month] += value;
  }
  void year_sum(Annual variable, double value) { result_.annual[index(variable)] += value; }
  void peak(double value) {
    double& peak_kw = result_.annual[index(Annual::peak_heat)];
    peak_kw = std::max(peak_kw, value);
  }
  void finish() {
    for (std::size_t v = 0; v < kMonthlyCount; ++v) {
      double sum = 0.0;
      for (const double value : result_.monthly[v]) sum += value;
      result_.annual[v] = sum;
    }
  }

 private:
  BuildingResult& result_;
  const core::TimeAxis& axis_;
};

/// The energy, water and people of one hour: the sum of the zones', each rounded once.
struct HourSums {
  double heat_demand_kwh = 0.0;
  double hot_water_kwh = 0.0;
  double plant_loss_kwh = 0.0;
  double electricity_kwh = 0.0;  ///< used, whoever gives it
  double pv_kwh = 0.0;           ///< of the building's solar cells
  double water_m3 = 0.0;
  double persons = 0.0;

  /// A zone, given its heating.
  void add(const BuildingLoads& loads, int hour, double zone_heat_demand_kwh) {
    heat_demand_kwh += zone_heat_demand_kwh;
    hot_water_kwh += core::to_grid(loads.hot_water_kwh(hour));
    plant_loss_kwh += core::to_grid(loads.plant_loss_kwh(zone_heat_demand_kwh));
    electricity_kwh += core::to_grid(loads.electricity_kwh(hour));
    water_m3 += core::to_grid(loads.water_m3(hour));
    persons += core::to_grid(loads.persons(hour));
  }
};

/// Writes one hour into the series and the year's sums: heat is the sum of demand, hot water and plant loss; electricity is what
/// is bought, once the building has used what its solar cells give in that hour, and the rest of that is sold.
void book_hour(int hour, const HourSums& of_zones, double operative_degc, HourlySeries& hourly, YearSums& sums);

}  // namespace tvilling::models
