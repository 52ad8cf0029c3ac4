// SPDX-License-Identifier: MPL-2.0
#include "models/building/simulate.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/exact.hpp"
#include "models/building/loads.hpp"
#include "models/building/operation.hpp"
#include "models/building/year_sums.hpp"
#include "models/building/zone_run.hpp"
#include "models/solar_cells/solar_cells.hpp"
#include "models/swimming_hall/simulate_hall.hpp"

namespace tvilling::models {

namespace {

constexpr int kHours = core::kHoursPerYear;
constexpr int kWarmUpHours = kWarmUpDays * 24;

[[noreturn]] void refuse(const Building& building, const std::string& why) {
  throw core::Error(core::ErrorKind::bad_input, "building " + building.building_id + ": " + why);
}

/// What a simulation can do without.
constexpr std::array kOptional{&Building::visitors_per_year,
                               &Building::employees,
                               &Building::x_m,
                               &Building::y_m,
                               &Building::maintenance_backlog_dkk,
                               &Building::backlog_growth_fraction,
                               &Building::sale_value_dkk};

/// Where people have left, fewer or nobody share the floor: an area per person has no upper end, and is infinite without any.
bool nearly_nobody(double Building::* member, double value) {
  return member == &Building::occupant_density_m2_person && value > 0.0;
}

void check_numbers(const Building& building) {
  for (const BuildingColumn& column : building_columns()) {
    const double value = building.*column.member;
    if (std::isnan(value) && std::find(kOptional.begin(), kOptional.end(), column.member) != kOptional.end()) continue;
    if (value >= column.min && (value <= column.max || nearly_nobody(column.member, value))) continue;
    refuse(building, std::string(column.variable.name) + " = " + std::to_string(value) + " is outside " +
                         std::to_string(column.min) + " to " + std::to_string(column.max) + " " +
                         std::string(column.variable.unit));
  }
}

bool is_share(double value) {
  return value >= 0.0 && value <= 1.0;
}

/// Zones share out their building: not more of it, and none within none.
void check_zones(const Building& building) {
  constexpr double kRounding = 1e-9;
  double area_m2 = 0.0;
  EnvelopeShare sum{0.0, 0.0, 0.0};
  for (const Building& zone : building.zones) {
    check_numbers(zone);
    if (!zone.zones.empty() || !zone.zone_links.empty()) refuse(zone, "a zone has zones of its own");
    if (!is_share(zone.share.facade) || !is_share(zone.share.roof) || !is_share(zone.share.floor)) {
      refuse(zone, "its share of the envelope is not from 0 to 1");
    }
    area_m2 += zone.area_m2;
    sum = {sum.facade + zone.share.facade, sum.roof + zone.share.roof, sum.floor + zone.share.floor};
  }
  if (!building.zones.empty() && !(std::abs(area_m2 - building.area_m2) <= kRounding * building.area_m2)) {
    refuse(building, "its zones have " + std::to_string(area_m2) + " m2 of its " + std::to_string(building.area_m2) + " m2");
  }
  for (const double share : {sum.facade, sum.roof, sum.floor}) {
    if (!building.zones.empty() && !(std::abs(share - 1.0) <= kRounding)) {
      refuse(building, "its zones have " + std::to_string(share) + " of its roof, floor or facade");
    }
  }
  for (const ZoneLink& link : building.zone_links) {
    if (link.a >= building.zones.size() || link.b >= building.zones.size() || link.a == link.b) {
      refuse(building, "a link between zones that it does not have");
    }
    const double conductance_w_k = link.area_m2 * link.u_value_w_m2k;
    if (!(link.area_m2 >= 0.0 && link.u_value_w_m2k >= 0.0 && std::isfinite(conductance_w_k))) {
      refuse(building, "a link between zones is no area with a U-value");
    }
  }
}

}  // namespace

void check_building(const Building& building) {
  check_numbers(building);
  if (building.hall != nullptr) {
    check_hall(building);
    return;
  }
  check_zones(building);
}

namespace {

/// The balance of all zones, hour by hour; a day's sums [kWh] go to the grid, losses are positive.
class ZoneBalance {
 public:
  ZoneBalance(std::span<const HeatedZone> zones, YearSums& sums) : zones_(zones), sums_(sums) {}

  void add_hour(const core::StepResult& step) {
    const auto wh = [&step](core::TermId term) { return step.term_w[core::index(term)]; };
    for (const HeatedZone& zone : zones_) {
      day_[0] -= wh(zone.net.transmission_term);
      day_[1] -= wh(zone.net.ventilation_term);
      day_[2] -= wh(zone.net.infiltration_term);
      day_[3] += wh(zone.net.solar_term);
      day_[4] += wh(zone.net.internal_term);
    }
    day_[5] += step.storage_w;
  }
  void end_day() {
    constexpr std::array terms{Annual::transmission, Annual::ventilation, Annual::infiltration,
                               Annual::solar,        Annual::internal,    Annual::storage};
    for (std::size_t t = 0; t < terms.size(); ++t) sums_.year_sum(terms[t], core::to_grid(day_[t] * kKwhPerWh));
    day_.fill(0.0);
  }

 private:
  std::span<const HeatedZone> zones_;
  YearSums& sums_;
  std::array<double, 6> day_{};
};

void run_zones(const Building& building, const Environment& environment, std::span<const BuildingLoads> loads,
               HourlySeries& hourly, YearSums& sums) {
  ZonesRun run(building, environment, loads);
  for (int hour = kHours - kWarmUpHours; hour < kHours; ++hour) (void)run.step(hour);
  ZoneBalance balance(run.zones(), sums);
  std::vector<double> heat_demand_kwh(loads.size(), 0.0);  // of unheated zones: none
  for (int hour = 0; hour < kHours; ++hour) {
    const core::StepResult& step = run.step(hour);
    balance.add_hour(step);
    if (hour % 24 == 23) balance.end_day();
    double mean_degc = 0.0;
    bool too_warm = false;
    bool too_cold = false;
    for (std::size_t i = 0; i < run.zones().size(); ++i) {
      const std::size_t zone = run.zones()[i].zone;
      const double operative_degc = step.controlled_degc[i];
      heat_demand_kwh[zone] = core::to_grid(step.thermostat_w[i] * kKwhPerWh);
      mean_degc += run.area_share(i) * operative_degc;
      if (!loads[zone].open(hour)) continue;
      too_warm = too_warm || operative_degc > kOverheating_degc + kOnTheLimit_k;
      too_cold = too_cold || operative_degc < loads[zone].set_point_degc(hour) - kUnmet_k - kOnTheLimit_k;
    }
    if (too_warm) sums.year_sum(Annual::overheating, 1.0);
    if (too_cold) sums.year_sum(Annual::unmet, 1.0);
    HourSums of_zones;
    of_zones.pv_kwh = environment.pv_kwh(building, hour);
    for (std::size_t zone = 0; zone < loads.size(); ++zone) of_zones.add(loads[zone], hour, heat_demand_kwh[zone]);
    book_hour(hour, of_zones, mean_degc, hourly, sums);
  }
}

void run_unheated(const Building& building, const Environment& environment, std::span<const BuildingLoads> loads,
                  HourlySeries& hourly, YearSums& sums) {
  for (int hour = 0; hour < kHours; ++hour) {
    HourSums of_zones;
    of_zones.pv_kwh = environment.pv_kwh(building, hour);
    for (const BuildingLoads& zone : loads) of_zones.add(zone, hour, 0.0);
    book_hour(hour, of_zones, environment.weather.dry_bulb_degc[static_cast<std::size_t>(hour)], hourly, sums);
  }
}

void check_series(const std::vector<double>& series, const char* name) {
  if (series.size() != static_cast<std::size_t>(kHours)) {
    throw core::Error(core::ErrorKind::bad_input,
                      std::string("weather: ") + name + " has " + std::to_string(series.size()) + " hours, 8760 are needed");
  }
  const auto bad = std::find_if(series.begin(), series.end(), [](double v) { return !std::isfinite(v); });
  if (bad != series.end()) {
    throw core::Error(core::ErrorKind::bad_input,
                      std::string("weather: ") + name + " is not a number in hour " + std::to_string(bad - series.begin()));
  }
}

/// The sun sends 1,361 W/m2; what is far more is an error of a sensor or a column.
void check_sunlight(const std::vector<double>& series, const char* name) {
  constexpr double kMost_w_m2 = 1e4;
  const auto bad = std::find_if(series.begin(), series.end(), [](double v) { return v > kMost_w_m2; });
  if (bad == series.end()) return;
  throw core::Error(core::ErrorKind::bad_input, std::string("weather: ") + name + " is " + std::to_string(*bad) +
                                                    " W/m2 in hour " + std::to_string(bad - series.begin()) +
                                                    ": more than the sun sends");
}

}  // namespace

Environment make_environment(Weather weather, int base_year) {
  check_series(weather.dry_bulb_degc, "dry_bulb_degc");
  check_series(weather.direct_normal_w_m2, "direct_normal_w_m2");
  check_series(weather.diffuse_horizontal_w_m2, "diffuse_horizontal_w_m2");
  check_series(weather.global_horizontal_w_m2, "global_horizontal_w_m2");
  check_series(weather.sky_temperature_degc, "sky_temperature_degc");
  check_sunlight(weather.direct_normal_w_m2, "direct_normal_w_m2");
  check_sunlight(weather.diffuse_horizontal_w_m2, "diffuse_horizontal_w_m2");
  check_sunlight(weather.global_horizontal_w_m2, "global_horizontal_w_m2");
  core::TimeAxis axis = core::make_time_axis(base_year, weather.location.utc_offset_h);
  SolarTable sun(weather, base_year);
  UseProfiles profiles = make_use_profiles(axis);
  Environment environment{std::move(weather), std::move(axis), std::move(sun), std::move(profiles), {}, 0.0, {}};
  environment.pv_kwh_kw = solar_cell_kwh_kw(environment.weather, base_year);
  double year_sum = 0.0;
  for (int month = 0; month < core::kMonths; ++month) {
    double sum = 0.0;
    const int begin = core::first_hour_of_month(month);
    const int end = core::first_hour_of_month(month + 1);
    for (int hour = begin; hour < end; ++hour) sum += environment.weather.dry_bulb_degc[static_cast<std::size_t>(hour)];
    environment.outdoor_monthly_degc[static_cast<std::size_t>(month)] = sum / (end - begin);
    year_sum += sum;
  }
  environment.outdoor_annual_degc = year_sum / kHours;
  return environment;
}

BuildingResult simulate_building(const Building& building, const Environment& environment, HourlySeries& hourly) {
  check_building(building);
  if (building.hall != nullptr) return simulate_hall(building, environment, hourly);
  BuildingResult result;
  YearSums sums(result, environment.axis);
  const std::span<const Building> zones = zones_of(building);
  std::vector<BuildingLoads> loads;
  for (const Building& zone : zones) loads.emplace_back(zone, environment);
  if (std::any_of(zones.begin(), zones.end(), [](const Building& zone) { return zone.heated_fraction > 0.0; })) {
    run_zones(building, environment, loads, hourly, sums);
  } else {
    run_unheated(building, environment, loads, hourly, sums);
  }
  sums.finish();
  result.annual[index(Annual::visitors)] = std::isnan(building.visitors_per_year) ? 0.0 : building.visitors_per_year;
  return result;
}

}  // namespace tvilling::models
