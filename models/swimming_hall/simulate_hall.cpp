// SPDX-License-Identifier: MPL-2.0
#include "models/swimming_hall/simulate_hall.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "core/error.hpp"
#include "core/exact.hpp"
#include "models/building/operation.hpp"
#include "models/building/year_sums.hpp"
#include "models/swimming_hall/hall_run.hpp"
#include "models/swimming_hall/hall_surfaces.hpp"
#include "models/swimming_hall/water_surface.hpp"

namespace tvilling::models {

namespace {

constexpr int kHours = core::kHoursPerYear;
constexpr int kWarmUpHours = kWarmUpDays * 24;
constexpr double kTooCold_k = 1.0;
constexpr double kTooWarm_k = 3.0;
constexpr double kTooHumid = 0.05;
constexpr double kColdWater_k = 0.5;
constexpr int kNightFrom_h = 22;
constexpr int kNightTo_h = 7;

[[noreturn]] void refuse(const Building& building, const std::string& why, std::string hint = {}) {
  throw core::Error(core::ErrorKind::bad_input, "building " + building.building_id + ": " + why, {}, std::move(hint));
}

template <typename Owner>
void check_columns(const Building& building, const Owner& owner, std::span<const NumberColumn<Owner>> columns,
                   std::string_view whose) {
  for (const NumberColumn<Owner>& column : columns) {
    const double value = owner.*column.member;
    if (value >= column.min && value <= column.max) continue;
    refuse(building, fmt::format("{}{} = {} is outside {} to {} {}", whose, column.variable.name, value, column.min, column.max,
                                 column.variable.unit));
  }
}

void check_week(const Building& building, const HallWeek& week) {
  for (std::size_t h = 0; h < kWeekHours; ++h) {
    if (!(week.open[h] >= 0.0 && week.open[h] <= 1.0)) refuse(building, "a share of an open hour is not from 0 to 1");
    if (!(week.visits[h] >= 0.0 && std::isfinite(week.visits[h]))) refuse(building, "visits of an hour are no number from 0");
  }
}

/// Other buildings do without dew point, pressure and wind.
void check_weather(const Building& building, const Weather& weather) {
  const auto known = [](const std::vector<double>& series) {
    return series.size() == static_cast<std::size_t>(kHours) &&
           std::all_of(series.begin(), series.end(), [](double value) { return std::isfinite(value); });
  };
  if (known(weather.dew_point_degc) && known(weather.pressure_pa) && known(weather.wind_speed_m_s)) return;
  refuse(building, "the weather has no dew point, air pressure or wind for every hour: a swimming hall needs them",
         "Use an EPW file or the reference year.");
}

/// Totals of a year: hours are gathered by the day and go to the grid then.
class HallYear {
 public:
  void add(HallTotal total, double value) { day_[total] += value; }
  /// Once an hour or once a year, exact already.
  void count(HallTotal total, double value = 1.0) { year_[total] += value; }
  void end_day() {
    for (std::size_t t = 0; t < kHallTotalCount; ++t) year_.value[t] += core::to_grid(day_.value[t]);
    day_ = {};
  }
  [[nodiscard]] HallTotals& totals() noexcept { return year_; }

 private:
  HallTotals day_;
  HallTotals year_;
};

void add_heat(const HallHour& o, HallYear& year) {
  const auto kwh = [&year](HallTotal total, double w) { year.add(total, w * kKwhPerWh); };
  kwh(HallTotal::air_heating, o.air_heating_w);
  kwh(HallTotal::rest_heating, o.rest_heating_w);
  kwh(HallTotal::pool_heating, o.pool_heating_w);
  kwh(HallTotal::pump_heat, o.pump_heat_w);
  kwh(HallTotal::hall_internal, o.internal_w);
  kwh(HallTotal::hall_solar, o.solar_w + o.basin_solar_w);
  kwh(HallTotal::hall_transmission, o.transmission_w);
  kwh(HallTotal::hall_infiltration, o.infiltration_w);
  kwh(HallTotal::hall_ventilation, o.ventilation_w);
  kwh(HallTotal::evaporation_heat, o.evaporation_w);
  kwh(HallTotal::deck_evaporation_heat, o.deck_evaporation_w);
  kwh(HallTotal::fog_heat, o.fog_w);
  kwh(HallTotal::make_up_heat, o.make_up_w);
  kwh(HallTotal::basin_wall, o.basin_wall_w);
  kwh(HallTotal::outdoor_surface, o.outdoor_surface_w);
  kwh(HallTotal::hall_storage, o.storage_w);
}

void add_moisture(const HallHour& o, HallYear& year) {
  year.add(HallTotal::evaporation, o.evaporation_kg_h);
  year.add(HallTotal::deck_evaporation, o.deck_evaporation_kg_h);
  year.add(HallTotal::people_moisture, o.people_kg_h);
  year.add(HallTotal::outdoor_air_moisture, o.outdoor_moisture_kg_h);
  year.add(HallTotal::heat_pump_water, o.heat_pump_water_kg_h);
  year.add(HallTotal::fog, o.fog_kg_h);
  year.add(HallTotal::moisture_storage, o.moisture_storage_kg_h);
  year.add(HallTotal::outdoor_evaporation, o.outdoor_evaporation_kg_h);
}

/// Water and hot water of an hour.
struct HourWater {
  double shower_m3 = 0.0;
  double backwash_m3 = 0.0;
  double make_up_m3 = 0.0;
  double other_m3 = 0.0;
  double shower_kwh = 0.0;
  double grey_kwh = 0.0;

  HourWater(const SwimmingHall& hall, const HallHour& o)
      : shower_m3(o.visits * hall.shower_l_visit * 1e-3),
        backwash_m3(o.visits * hall.backwash_l_visit * 1e-3),
        make_up_m3((o.evaporation_kg_h + o.deck_evaporation_kg_h + o.outdoor_evaporation_kg_h) / kWaterDensity_kg_m3),
        other_m3(o.visits * hall.other_water_l_visit * 1e-3),
        shower_kwh(water_heat_kwh(shower_m3, hall.cold_water_temperature_degc, hall.shower_temperature_degc)),
        grey_kwh(shower_kwh * hall.grey_water_recovery_fraction) {}

  [[nodiscard]] double sum_m3() const noexcept { return shower_m3 + backwash_m3 + make_up_m3 + other_m3; }

  void add_to(HallYear& year) const {
    year.add(HallTotal::shower_water, shower_m3);
    year.add(HallTotal::backwash_water, backwash_m3);
    year.add(HallTotal::make_up_water, make_up_m3);
    year.add(HallTotal::other_water, other_m3);
    year.add(HallTotal::waste_water, shower_m3 + backwash_m3 + other_m3);
    year.add(HallTotal::shower_heat, shower_kwh);
    year.add(HallTotal::grey_water_heat, grey_kwh);
  }
};

/// Where the heat of the heat pump goes: first into the air, then into the water.
struct HeatPumpUse {
  double air_kwh = 0.0;
  double pool_kwh = 0.0;
  double rejected_kwh = 0.0;

  explicit HeatPumpUse(const HallHour& o) {
    const double heat_kwh = o.heat_pump_heat_w * kKwhPerWh;
    air_kwh = std::min(heat_kwh, o.air_heating_w * kKwhPerWh);
    pool_kwh = std::min(heat_kwh - air_kwh, o.pool_heating_w * kKwhPerWh);
    rejected_kwh = heat_kwh - air_kwh - pool_kwh;
  }
  void add_to(HallYear& year) const {
    year.add(HallTotal::heat_pump_air, air_kwh);
    year.add(HallTotal::heat_pump_pool, pool_kwh);
    year.add(HallTotal::heat_pump_rejected, rejected_kwh);
  }
};

void add_electricity(const HallHour& o, double rest_kwh, HallYear& year) {
  year.add(HallTotal::pump_electricity, o.pump_kw);
  year.add(HallTotal::fan_electricity, o.fan_kw);
  year.add(HallTotal::light_electricity, o.light_kw);
  year.add(HallTotal::heat_pump_electricity, o.heat_pump_kw);
  year.add(HallTotal::other_electricity, o.technical_kw + rest_kwh);
}

void count_limits(const HallRun& run, const SwimmingHall& hall, const HallHour& o, HallYear& year) {
  if (o.crowded) year.count(HallTotal::crowded);
  if (!o.settled) year.count(HallTotal::unsettled);
  if (!o.open) return;
  if (o.air_degc < o.air_set_point_degc - kTooCold_k || o.air_degc > o.air_set_point_degc + kTooWarm_k) {
    year.count(HallTotal::discomfort);
  }
  if (o.relative_humidity > o.relative_humidity_set_point + kTooHumid) year.count(HallTotal::humid);
  for (std::size_t i = 0; i < o.basins.size(); ++i) {
    if (o.basins[i].water_degc >= hall.basins[run.network().basins[i].basin].water_temperature_degc - kColdWater_k) continue;
    year.count(HallTotal::cold_water);
    break;
  }
}

/// Terms of the rooms' balance, as every building has them: what water and wet floor give the rooms stands with the gains.
class RoomBalance {
 public:
  void add_hour(const HallHour& o, double heat_pump_air_kwh) {
    day_[0] -= o.transmission_w * kKwhPerWh;
    day_[1] -= o.ventilation_w * kKwhPerWh;
    day_[2] -= o.infiltration_w * kKwhPerWh;
    day_[3] += o.solar_w * kKwhPerWh;
    day_[4] += (o.internal_w + o.water_to_rooms_w + o.deck_evaporation_w + o.fog_w) * kKwhPerWh + heat_pump_air_kwh;
    day_[5] += (o.storage_w - o.water_storage_w) * kKwhPerWh;
  }
  void end_day(YearSums& sums) {
    constexpr std::array terms{Annual::transmission, Annual::ventilation, Annual::infiltration,
                               Annual::solar,        Annual::internal,    Annual::storage};
    for (std::size_t t = 0; t < terms.size(); ++t) sums.year_sum(terms[t], core::to_grid(day_[t]));
    day_.fill(0.0);
  }

 private:
  std::array<double, 6> day_{};
};

}  // namespace

void check_hall(const Building& building) {
  const SwimmingHall& hall = *building.hall;
  check_columns(building, hall, hall_columns(), "");
  bool water = false;
  for (const Basin& basin : hall.basins) {
    check_columns(building, basin, basin_columns(), "basin " + basin.pool_id + ": ");
    water = water || !basin.closed;
  }
  if (!water) refuse(building, "a swimming hall without a basin in use", "Give it a row in the table pools.");
  if (!hall.week) refuse(building, "the week of the hall is not known", "Fill the portfolio first.");
  check_week(building, *hall.week);
  if (!(building.visitors_per_year >= 0.0)) refuse(building, "visitors_per_year is not known");
  double water_m2 = 0.0;
  for (const Basin& basin : hall.basins) water_m2 += basin.outdoor ? 0.0 : basin.water_area_m2;
  if (hall.hall_area_m2 < water_m2) {
    refuse(building, fmt::format("hall_area_m2 = {} is less than the {} m2 of water in it", hall.hall_area_m2, water_m2));
  }
  const double heated_m2 = building.area_m2 * building.heated_fraction;
  if (hall.hall_area_m2 > heated_m2) {
    refuse(building, fmt::format("hall_area_m2 = {} is more than the building's {} heated m2", hall.hall_area_m2, heated_m2));
  }
  const bool all_envelope = hall.hall_roof_fraction == 1.0 && hall.hall_facade_fraction == 1.0 && hall.hall_floor_fraction == 1.0;
  if (!all_envelope && !hall_zones(building).rest) {
    refuse(building, "the pool hall is all of the building, but not all of its roof, facade or floor",
           "Set hall_roof_fraction, hall_facade_fraction and hall_floor_fraction to 1, or give the building its rooms.");
  }
  if (hall.condensation_guard != 0.0 && hall.condensation_guard != 1.0) refuse(building, "condensation_guard is 0 or 1");
}

BuildingResult simulate_hall(const Building& building, const Environment& environment, HourlySeries& hourly) {
  check_weather(building, environment.weather);
  const SwimmingHall& hall = *building.hall;
  BuildingResult result;
  YearSums sums(result, environment.axis);
  HallRun run(building, environment);
  for (int hour = kHours - kWarmUpHours; hour < kHours; ++hour) (void)run.step(hour);
  const HallSurfaces surfaces(run);
  const BuildingLoads* rest = run.rest_loads();
  HallYear year;
  RoomBalance rooms;
  const double rest_share = run.zones().rest ? run.zones().rest->area_m2 / building.area_m2 : 0.0;
  for (int hour = 0; hour < kHours; ++hour) {
    const HallHour& o = run.step(hour);
    const HourWater water(hall, o);
    const HeatPumpUse heat_pump(o);
    const double rest_kwh = rest != nullptr ? rest->electricity_kwh(hour) : 0.0;
    add_heat(o, year);
    add_moisture(o, year);
    water.add_to(year);
    heat_pump.add_to(year);
    add_electricity(o, rest_kwh, year);
    year.add(HallTotal::visits, o.visits);
    count_limits(run, hall, o, year);
    surfaces.count(o, environment.weather, hour, year.totals());
    rooms.add_hour(o, heat_pump.air_kwh);

    HourSums hour_sums;
    hour_sums.heat_demand_kwh = core::to_grid((o.air_heating_w + o.rest_heating_w) * kKwhPerWh - heat_pump.air_kwh);
    hour_sums.hot_water_kwh =
        core::to_grid(o.pool_heating_w * kKwhPerWh - heat_pump.pool_kwh + water.shower_kwh - water.grey_kwh);
    const double loss_kwh = building.distribution_loss_fraction * hour_sums.heat_demand_kwh +
                            building.hot_water_circulation_w_m2 * building.area_m2 * kKwhPerWh;
    hour_sums.plant_loss_kwh = core::to_grid(loss_kwh);
    hour_sums.electricity_kwh = core::to_grid(o.pump_kw + o.fan_kw + o.light_kw + o.heat_pump_kw + o.technical_kw + rest_kwh);
    hour_sums.pv_kwh = environment.pv_kwh(building, hour);
    hour_sums.water_m3 = core::to_grid(water.sum_m3());
    hour_sums.persons = core::to_grid(o.visits * (hall.water_time_h + HallRun::kChanging_h));
    const double mean_degc = rest_share * o.rest_operative_degc + (1.0 - rest_share) * o.air_degc;
    book_hour(hour, hour_sums, mean_degc, hourly, sums);

    const int clock_h = environment.axis.clock[static_cast<std::size_t>(hour)].hour;
    if (clock_h >= kNightFrom_h || clock_h < kNightTo_h) {
      year.add(HallTotal::night_energy,
               hour_sums.heat_demand_kwh + hour_sums.hot_water_kwh + hour_sums.plant_loss_kwh + hour_sums.electricity_kwh);
    }
    if (rest != nullptr && rest->open(hour)) {
      if (o.rest_operative_degc > kOverheating_degc + kOnTheLimit_k) sums.year_sum(Annual::overheating, 1.0);
      if (o.rest_operative_degc < rest->set_point_degc(hour) - kUnmet_k - kOnTheLimit_k) sums.year_sum(Annual::unmet, 1.0);
    }
    if (hour % 24 == 23) {
      year.end_day();
      rooms.end_day(sums);
    }
  }
  sums.finish();
  result.annual[index(Annual::visitors)] = building.visitors_per_year;
  year.count(HallTotal::hall_water_area, hall.water_area_m2());
  result.hall = std::make_shared<const HallTotals>(year.totals());
  return result;
}

}  // namespace tvilling::models
