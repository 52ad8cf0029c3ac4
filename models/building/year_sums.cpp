// SPDX-License-Identifier: MPL-2.0
#include "models/building/year_sums.hpp"

#include <algorithm>

namespace tvilling::models {

void book_hour(int hour, const HourSums& of_zones, double operative_degc, HourlySeries& hourly, YearSums& sums) {
  const std::size_t h = static_cast<std::size_t>(hour);
  const double heat_kwh = of_zones.heat_demand_kwh + of_zones.hot_water_kwh + of_zones.plant_loss_kwh;
  const double own_kwh = std::min(of_zones.pv_kwh, of_zones.electricity_kwh);
  const double bought_kwh = of_zones.electricity_kwh - own_kwh;

  hourly[Hourly::heat_demand][h] = of_zones.heat_demand_kwh;
  hourly[Hourly::hot_water][h] = of_zones.hot_water_kwh;
  hourly[Hourly::heat][h] = heat_kwh;
  hourly[Hourly::electricity][h] = bought_kwh;
  hourly[Hourly::water][h] = of_zones.water_m3;
  hourly[Hourly::occupancy][h] = of_zones.persons;
  hourly[Hourly::operative_temperature][h] = operative_degc;

  sums.month_sum(Monthly::heat_demand, hour, of_zones.heat_demand_kwh);
  sums.month_sum(Monthly::hot_water, hour, of_zones.hot_water_kwh);
  sums.month_sum(Monthly::heat, hour, heat_kwh);
  sums.month_sum(Monthly::electricity, hour, bought_kwh);
  sums.month_sum(Monthly::water, hour, of_zones.water_m3);
  sums.year_sum(Annual::occupancy, of_zones.persons);
  sums.year_sum(Annual::plant_loss, of_zones.plant_loss_kwh);
  sums.year_sum(Annual::pv, of_zones.pv_kwh);
  sums.year_sum(Annual::electricity_sold, of_zones.pv_kwh - own_kwh);
  sums.peak(heat_kwh);
}

}  // namespace tvilling::models
