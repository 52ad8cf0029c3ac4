// SPDX-License-Identifier: MPL-2.0
#include "models/building/simulate.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/exact.hpp"
#include "core/thermal/stepper.hpp"
#include "models/building/building_network.hpp"
#include "models/building/loads.hpp"
#include "models/building/operation.hpp"

namespace tvilling::models {

namespace {

constexpr int kHours = core::kHoursPerYear;
constexpr int kWarmUpHours = kWarmUpDays * 24;
constexpr double kStep_s = 3600.0;

}  // namespace

void check_building(const Building& building) {
  for (const BuildingColumn& column : building_columns()) {
    const double value = building.*column.member;
    const bool optional = column.member == &Building::visitors_per_year || column.member == &Building::employees ||
                          column.member == &Building::x_m || column.member == &Building::y_m;
    if (optional && std::isnan(value)) continue;
    if (value >= column.min && value <= column.max) continue;
    throw core::Error(core::ErrorKind::bad_input, "building " + building.building_id + ": " + std::string(column.variable.name) +
                                                      " = " + std::to_string(value) + " is outside " +
                                                      std::to_string(column.min) + " to " + std::to_string(column.max) + " " +
                                                      std::string(column.variable.unit));
  }
}

namespace {

/// The heated zone of a building while it is being stepped through the year.
class ZoneRun {
 public:
  ZoneRun(const Building& building, const Environment& environment, const BuildingLoads& loads)
      : building_(building),
        environment_(environment),
        loads_(loads),
        zone_(make_building_network(building, environment.outdoor_monthly_degc)),
        plan_(core::make_plan(zone_.network)),
        stepper_(plan_, zone_.network, kStep_s),
        air_(air_flows(building, zone_.envelope, environment.weather.location.elevation_m)),
        capacity_w_(building.heating_capacity_w_m2 * zone_.envelope.heated_area_m2),
        source_w_(zone_.network.sources().size(), 0.0) {
    stepper_.reset(building.heating_set_point_degc);
    for (const SunPlane& plane : zone_.planes) {
      const SolarTable& sun = environment.sun;
      const int horizon = horizon_index(building.horizon_deg);
      falling_.push_back(plane.roof ? sun.roof_w_m2() : sun.wall_w_m2(plane.compass, horizon));
      entering_.push_back(plane.roof ? std::span<const double>() : sun.window_w_m2(plane.compass, horizon));
    }
  }
  ZoneRun(const ZoneRun&) = delete;
  ZoneRun& operator=(const ZoneRun&) = delete;

  const core::StepResult& step(int hour) {
    const std::size_t h = static_cast<std::size_t>(hour);
    const double outdoor_degc = environment_.weather.dry_bulb_degc[h];
    const std::size_t month = static_cast<std::size_t>(environment_.axis.clock[h].month);
    boundary_degc_[core::index(zone_.outdoor)] = outdoor_degc;
    boundary_degc_[core::index(zone_.sky)] = environment_.weather.sky_temperature_degc[h];
    boundary_degc_[core::index(zone_.ground)] = zone_.ground_degc[month];

    const bool open = loads_.open(hour);
    driven_w_k_[core::index(zone_.ventilation)] =
        air_.ventilation_w_k(open, stepper_.temperature_degc(zone_.air), outdoor_degc, building_.heating_set_point_degc);
    driven_w_k_[core::index(zone_.infiltration)] = air_.infiltration_w_k(open);

    double solar_w = 0.0;
    for (std::size_t p = 0; p < zone_.planes.size(); ++p) {
      const SunPlane& plane = zone_.planes[p];
      if (plane.absorbed) source_w_[core::index(*plane.absorbed)] = plane.absorbing_m2 * falling_[p][h];
      if (!plane.roof) solar_w += plane.aperture_m2 * entering_[p][h];
    }
    source_w_[core::index(zone_.solar)] = solar_w;
    source_w_[core::index(zone_.internal)] = loads_.internal_w(hour);
    set_point_[0] = {.heat_to_degc = loads_.set_point_degc(hour), .heating_capacity_w = capacity_w_};
    return stepper_.step({boundary_degc_, driven_w_k_, source_w_, set_point_});
  }

  [[nodiscard]] const BuildingNetwork& zone() const noexcept { return zone_; }

 private:
  const Building& building_;
  const Environment& environment_;
  const BuildingLoads& loads_;
  BuildingNetwork zone_;
  core::Plan plan_;
  core::Stepper stepper_;
  AirFlows air_;
  double capacity_w_;
  std::vector<double> source_w_;
  std::vector<std::span<const double>> falling_;
  std::vector<std::span<const double>> entering_;
  std::array<double, 3> boundary_degc_{};
  std::array<double, 2> driven_w_k_{};
  std::array<core::SetPoint, 1> set_point_{};
};

/// Sums of one year; every additive number is on the 2^-20 grid, so any order gives the same bits.
class Accumulator {
 public:
  Accumulator(BuildingResult& result, const core::TimeAxis& axis) : result_(result), axis_(axis) {}

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

constexpr double kKwhPerWh = 1e-3;

/// The balance of the zone, hour by hour; a day's sums [kWh] go to the grid, losses are positive.
class ZoneBalance {
 public:
  ZoneBalance(const BuildingNetwork& zone, Accumulator& sums) : zone_(zone), sums_(sums) {}

  void add_hour(const core::StepResult& step) {
    const auto wh = [&step](core::TermId term) { return step.term_w[core::index(term)]; };
    day_[0] -= wh(zone_.transmission_term);
    day_[1] -= wh(zone_.ventilation_term);
    day_[2] -= wh(zone_.infiltration_term);
    day_[3] += wh(zone_.solar_term);
    day_[4] += wh(zone_.internal_term);
    day_[5] += step.storage_w;
  }
  void end_day() {
    constexpr std::array terms{Annual::transmission, Annual::ventilation, Annual::infiltration,
                               Annual::solar,        Annual::internal,    Annual::storage};
    for (std::size_t t = 0; t < terms.size(); ++t) sums_.year_sum(terms[t], core::to_grid(day_[t] * kKwhPerWh));
    day_.fill(0.0);
  }

 private:
  const BuildingNetwork& zone_;
  Accumulator& sums_;
  std::array<double, 6> day_{};
};

/// The energy, water and people of one hour, given the zone's heating.
void book_hour(int hour, double heat_demand_kwh, double operative_degc, const BuildingLoads& loads, HourlySeries& hourly,
               Accumulator& sums) {
  const std::size_t h = static_cast<std::size_t>(hour);
  const double hot_water_kwh = core::to_grid(loads.hot_water_kwh(hour));
  const double plant_loss_kwh = core::to_grid(loads.plant_loss_kwh(heat_demand_kwh));
  const double heat_kwh = heat_demand_kwh + hot_water_kwh + plant_loss_kwh;
  const double electricity_kwh = core::to_grid(loads.electricity_kwh(hour));
  const double water_m3 = core::to_grid(loads.water_m3(hour));
  const double persons = core::to_grid(loads.persons(hour));

  hourly[Hourly::heat_demand][h] = heat_demand_kwh;
  hourly[Hourly::hot_water][h] = hot_water_kwh;
  hourly[Hourly::heat][h] = heat_kwh;
  hourly[Hourly::electricity][h] = electricity_kwh;
  hourly[Hourly::water][h] = water_m3;
  hourly[Hourly::occupancy][h] = persons;
  hourly[Hourly::operative_temperature][h] = operative_degc;

  sums.month_sum(Monthly::heat_demand, hour, heat_demand_kwh);
  sums.month_sum(Monthly::hot_water, hour, hot_water_kwh);
  sums.month_sum(Monthly::heat, hour, heat_kwh);
  sums.month_sum(Monthly::electricity, hour, electricity_kwh);
  sums.month_sum(Monthly::water, hour, water_m3);
  sums.year_sum(Annual::occupancy, persons);
  sums.year_sum(Annual::plant_loss, plant_loss_kwh);
  sums.peak(heat_kwh);
}

void run_zone(const Building& building, const Environment& environment, const BuildingLoads& loads, HourlySeries& hourly,
              Accumulator& sums) {
  ZoneRun run(building, environment, loads);
  for (int hour = kHours - kWarmUpHours; hour < kHours; ++hour) (void)run.step(hour);
  ZoneBalance balance(run.zone(), sums);
  for (int hour = 0; hour < kHours; ++hour) {
    const core::StepResult& step = run.step(hour);
    balance.add_hour(step);
    if (hour % 24 == 23) balance.end_day();
    const double operative_degc = step.controlled_degc[0];
    const bool in_use = loads.open(hour);
    if (in_use && operative_degc > kOverheating_degc + kOnTheLimit_k) sums.year_sum(Annual::overheating, 1.0);
    if (in_use && operative_degc < loads.set_point_degc(hour) - kUnmet_k - kOnTheLimit_k) sums.year_sum(Annual::unmet, 1.0);
    book_hour(hour, core::to_grid(step.thermostat_w[0] * kKwhPerWh), operative_degc, loads, hourly, sums);
  }
}

void run_without_zone(const Environment& environment, const BuildingLoads& loads, HourlySeries& hourly, Accumulator& sums) {
  for (int hour = 0; hour < kHours; ++hour) {
    book_hour(hour, 0.0, environment.weather.dry_bulb_degc[static_cast<std::size_t>(hour)], loads, hourly, sums);
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
  Environment environment{std::move(weather), std::move(axis), std::move(sun), std::move(profiles), {}, 0.0};
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
  BuildingResult result;
  Accumulator sums(result, environment.axis);
  const BuildingLoads loads(building, environment);
  if (building.heated_fraction > 0.0) {
    run_zone(building, environment, loads, hourly, sums);
  } else {
    run_without_zone(environment, loads, hourly, sums);
  }
  sums.finish();
  result.annual[index(Annual::visitors)] = std::isnan(building.visitors_per_year) ? 0.0 : building.visitors_per_year;
  return result;
}

}  // namespace tvilling::models
