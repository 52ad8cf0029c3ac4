// SPDX-License-Identifier: MPL-2.0
#pragma once

// By building, over the hours of a day: energy, months and the city.

#include "models/building/lane_kernel_common.hpp"

namespace tvilling::models::TVILLING_ISA {

/// What solar cells give goes to the building's own use first; the rest is sold. Differences on the grid are exact.
TVILLING_INLINE void use_solar_cells(const LaneLoads& b, std::size_t first, std::size_t lane, LaneDay& day,
                                     LanePartial& partial) {
  constexpr std::size_t kWide = 8;
  double* const electricity = day.electricity_kwh[lane];
  const double* const of_1_kw = b.pv_kwh_kw + first;
  for (std::size_t from = 0; from < kDayHours; from += kWide) {
#pragma omp simd
    for (std::size_t i = 0; i < kWide; ++i) {
      const std::size_t h = from + i;
      const double pv = to_grid(b.pv_capacity_kw * of_1_kw[h]);
      const double own = pv < electricity[h] ? pv : electricity[h];
      electricity[h] -= own;
      partial.pv[i] += pv;
      partial.electricity_sold[i] += pv - own;
    }
  }
}

/// Adds a day of one building to its partial sums, hour modulo 8 by hour modulo 8. All are exact: any order gives the same bits.
TVILLING_INLINE void sum_day(const LaneLoads& b, std::size_t lane, LaneDay& day, LanePartial& partial) {
  constexpr std::size_t kWide = 8;
  double* const heat = day.heat_kwh[lane];
  const double* const demand = day.heat_demand_kwh[lane];
  const double* const hot_water = day.hot_water_kwh[lane];
  for (std::size_t from = 0; from < kDayHours; from += kWide) {
#pragma omp simd
    for (std::size_t i = 0; i < kWide; ++i) {
      const std::size_t h = from + i;
      const double plant = to_grid(b.distribution_loss_fraction * demand[h] + b.circulation_kwh);
      const double total = demand[h] + hot_water[h] + plant;
      heat[h] = total;
      partial.heat_demand[i] += demand[h];
      partial.hot_water[i] += hot_water[h];
      partial.heat[i] += total;
      partial.electricity[i] += day.electricity_kwh[lane][h];
      partial.water[i] += day.water_m3[lane][h];
      partial.persons[i] += day.persons[lane][h];
      partial.plant_loss[i] += plant;
      partial.peak[i] = total > partial.peak[i] ? total : partial.peak[i];
    }
  }
}

TVILLING_INLINE double sum_of(double (&partial)[8]) {
  const double sum =
      ((partial[0] + partial[1]) + (partial[2] + partial[3])) + ((partial[4] + partial[5]) + (partial[6] + partial[7]));
  for (double& value : partial) value = 0.0;
  return sum;
}

/// Ends a month of one building.
TVILLING_INLINE void sum_month(LanePartial& partial, std::size_t lane, std::size_t month, LaneSums& year) {
  year.month[0][month][lane] = sum_of(partial.heat_demand);
  year.month[1][month][lane] = sum_of(partial.hot_water);
  year.month[2][month][lane] = sum_of(partial.heat);
  year.month[3][month][lane] = sum_of(partial.electricity);
  year.month[4][month][lane] = sum_of(partial.water);
  year.occupancy[lane] += sum_of(partial.persons);
  year.plant_loss[lane] += sum_of(partial.plant_loss);
  year.pv[lane] += sum_of(partial.pv);
  year.electricity_sold[lane] += sum_of(partial.electricity_sold);
  for (const double peak : partial.peak) year.peak_heat[lane] = peak > year.peak_heat[lane] ? peak : year.peak_heat[lane];
}

using LaneRows = double (*)[kDayHours];

/// The additive hours of a day, in the order of models::Hourly.
struct HourRows {
  LaneRows row[kCityHourlyCount];
};
TVILLING_INLINE HourRows hour_rows(LaneDay& day) {
  return {{day.heat_demand_kwh, day.hot_water_kwh, day.heat_kwh, day.electricity_kwh, day.water_m3, day.persons}};
}

/// The sum of all lanes, to the city of everybody in the group.
TVILLING_INLINE void add_all(const LaneGroupData& group, std::size_t first, const HourRows& rows) {
  for (std::size_t v = 0; v < kCityHourlyCount && group.all_count > 0; ++v) {
    const LaneRows row = rows.row[v];
    double sum[kDayHours];
#pragma omp simd
    for (std::size_t h = 0; h < kDayHours; ++h) {
      sum[h] = ((row[0][h] + row[1][h]) + (row[2][h] + row[3][h])) + ((row[4][h] + row[5][h]) + (row[6][h] + row[7][h]));
    }
    for (std::size_t t = 0; t < group.all_count; ++t) {
      double* const to = group.all_targets[t].sums + first / kDayHours * kCityDay + v * kDayHours;
#pragma omp simd
      for (std::size_t h = 0; h < kDayHours; ++h) to[h] += group.all_targets[t].sign * sum[h];
    }
  }
}

/// One lane's hours to a city of its own.
TVILLING_INLINE void add_one(const CityTarget& target, std::size_t lane, std::size_t first, const HourRows& rows) {
  for (std::size_t v = 0; v < kCityHourlyCount; ++v) {
    double* const to = target.sums + first / kDayHours * kCityDay + v * kDayHours;
    const double* const from = rows.row[v][lane];
#pragma omp simd
    for (std::size_t h = 0; h < kDayHours; ++h) to[h] += target.sign * from[h];
  }
}

TVILLING_INLINE void keep_hours(std::size_t lane, std::size_t first, const HourRows& rows, const LaneDay& day, double* series) {
  for (std::size_t v = 0; v < kHourlyCount; ++v) {
    const double* const from = v < kCityHourlyCount ? rows.row[v][lane] : day.operative_degc[lane];
    double* const to = series + v * kYearHours + first;
#pragma omp simd
    for (std::size_t h = 0; h < kDayHours; ++h) to[h] = from[h];
  }
}

TVILLING_INLINE void hand_on_hours(const LaneGroupData& group, std::size_t first, LaneDay& day) {
  const HourRows rows = hour_rows(day);
  add_all(group, first, rows);
  for (std::size_t lane = 0; lane < group.used; ++lane) {
    for (std::size_t t = 0; t < group.lane_counts[lane]; ++t) add_one(group.lane_targets[lane][t], lane, first, rows);
    if (group.hourly[lane] != nullptr) keep_hours(lane, first, rows, day, group.hourly[lane]);
  }
}

/// Of a building whose balance failed nothing more is handed on.
TVILLING_INLINE void drop_hours(std::size_t lane, LaneDay& day) {
  for (const LaneRows row : hour_rows(day).row) {
    for (std::size_t h = 0; h < kDayHours; ++h) row[lane][h] = 0.0;
  }
}

TVILLING_INLINE void finish_day(LaneGroupData& group, const LaneWeather& weather, const LaneDate& date, LaneDay& day) {
  turn<kDayHours, kGroupLanes>(day.heating_kwh_by_hour[0], day.heat_demand_kwh[0]);
  for (std::size_t lane = 0; lane < kGroupLanes; ++lane) {  // empty ones too: they are in the sum of all lanes, with zeros
    const LaneLoads& loads = group.loads[lane];
    if (loads.pv_capacity_kw > 0.0) use_solar_cells(loads, date.first_hour, lane, day, group.partial[lane]);
    sum_day(loads, lane, day, group.partial[lane]);
    if (date.month_ends) sum_month(group.partial[lane], lane, date.month, group.model.sums);
    if (group.model.broken[lane] > 0.0) drop_hours(lane, day);
  }
  if (group.keeps_hours) turn<kDayHours, kGroupLanes>(day.operative_by_hour[0], day.operative_degc[0]);
  for (std::size_t lane = 0; lane < group.used && group.keeps_hours; ++lane) {
    if (group.model.heated[lane] != 0.0) continue;
    for (std::size_t h = 0; h < kDayHours; ++h) day.operative_degc[lane][h] = weather.outdoor_degc[date.first_hour + h];
  }
  hand_on_hours(group, date.first_hour, day);
}

/// A group without heated zones has nothing to step.
TVILLING_INLINE void rest_day(LaneModel& m, LaneDay& day) {
  for (std::size_t h = 0; h < kDayHours; ++h) {
    store(day.heating_kwh_by_hour[h], lanes(0.0));
    store(day.operative_by_hour[h], lanes(0.0));
  }
  add_to(m.sound_days, lanes(1.0));
}

}  // namespace tvilling::models::TVILLING_ISA
