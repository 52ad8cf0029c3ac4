// SPDX-License-Identifier: MPL-2.0
#include "models/swimming_hall/hall_run.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "core/error.hpp"
#include "models/air/psychrometrics.hpp"
#include "models/swimming_hall/air_handling.hpp"
#include "models/swimming_hall/settling.hpp"
#include "models/swimming_hall/surface_humidity.hpp"

namespace tvilling::models {

namespace {

constexpr double kStep_s = 3600.0;
constexpr int kMostTrials = 60;
constexpr double kSpectator_kg_h = 0.1;     // domain.md A4
constexpr double kGuardMargin_k = 1.0;      // domain.md A4: 1 to 2 K
constexpr double kBypassFrom_k = 0.5;       // above the set point, heat recovery begins to be bypassed
constexpr double kBypassBand_k = 1.0;       // ... and is off so much warmer
constexpr double kFreeCoolingFrom_k = 1.5;  // more outdoor air than needed against heat
constexpr double kFreeCoolingBand_k = 2.0;
constexpr double kFreeCoolingCoolerBy_k = 2.0;  // ... when it is so much cooler outside
constexpr double kOutdoorWindFraction = 0.3;    // assumption: of the weather station's wind, behind a fence
constexpr double kAtRestFactor = 0.5;           // ASHRAE activity factors
constexpr double kInUseFactor = 1.0;
constexpr double kRestOpenFrom = 0.5;  // share of the hour: one evening of the year does not open the rooms beside every week

UseProfile rest_profile(const HallSchedule& schedule, const core::TimeAxis& axis) {
  const double most = *std::max_element(schedule.visits.begin(), schedule.visits.end());
  std::vector<double> presence;
  std::vector<std::uint8_t> open;
  for (std::size_t h = 0; h < schedule.open.size(); ++h) {
    presence.push_back(most > 0.0 ? schedule.visits[h] / most : 0.0);
    open.push_back(schedule.open[h] >= kRestOpenFrom ? 1 : 0);
  }
  return make_use_profile(std::move(presence), std::move(open), axis);
}

/// Of the coldest inner surface.
double coldest_factor(const Building& pool_hall, const Envelope& envelope) {
  double u_value_w_m2k = 0.0;
  if (envelope.wall_m2() > 0.0) u_value_w_m2k = std::max(u_value_w_m2k, pool_hall.wall_u_value_w_m2k);
  if (envelope.roof_m2 > 0.0) u_value_w_m2k = std::max(u_value_w_m2k, pool_hall.roof_u_value_w_m2k);
  if (envelope.window_m2() > 0.0) u_value_w_m2k = std::max(u_value_w_m2k, pool_hall.window_u_value_w_m2k);
  return surface_temperature_factor(u_value_w_m2k);
}

}  // namespace

HallRun::HallRun(const Building& building, const Environment& environment)
    : hall_(*building.hall),
      environment_(environment),
      zones_(hall_zones(building)),
      schedule_(make_hall_schedule(*building.hall->week, building.visitors_per_year, environment.axis)),
      rest_profile_(rest_profile(schedule_, environment.axis)),
      net_(make_hall_network(hall_, zones_, environment.outdoor_monthly_degc)),
      plan_(core::make_plan(net_.network)),
      stepper_(plan_, net_.network, kStep_s),
      drive_(net_.network),
      pool_weather_(net_.pool_hall.net, zones_.pool_hall, environment),
      pool_air_(air_flows(zones_.pool_hall, net_.pool_hall.net.envelope, environment.weather.location.elevation_m)),
      person_heat_w_(building.person_heat_w),
      warm_(rest_profile_.warm),
      dry_surface_factor_(coldest_factor(zones_.pool_hall, net_.pool_hall.net.envelope)) {
  const auto reset = [this](const HeatedZone& zone, double degc) {
    for (std::uint32_t node = zone.first_node; node < zone.end_node; ++node)
      stepper_.reset(static_cast<core::NodeId>(node), degc);
  };
  reset(net_.pool_hall, hall_.air_temperature_degc);
  if (zones_.rest) {
    Building& rest = *zones_.rest;
    const double most = *std::max_element(schedule_.visits.begin(), schedule_.visits.end());
    rest.occupant_density_m2_person = rest.area_m2 / std::max(1e-9, most * kChanging_h);
    rest_loads_.emplace(rest, rest_profile_);
    rest_weather_.emplace(net_.rest->net, rest, environment);
    rest_air_ = air_flows(rest, net_.rest->net.envelope, environment.weather.location.elevation_m);
    rest_capacity_w_ = rest.heating_capacity_w_m2 * net_.rest->net.envelope.heated_area_m2;
    reset(*net_.rest, rest.heating_set_point_degc);
  }
  double shares = 0.0;
  for (std::size_t i = 0; i < net_.basins.size(); ++i) shares += basin(i).bather_share;
  for (std::size_t i = 0; i < net_.basins.size(); ++i) {
    stepper_.reset(net_.basins[i].water, basin(i).water_temperature_degc);
    bather_share_.push_back(shares > 0.0 ? basin(i).bather_share / shares : 1.0 / static_cast<double>(net_.basins.size()));
  }
  old_water_degc_.resize(net_.basins.size());
  found_degc_.resize(1 + net_.basins.size());
  hour_.basins.resize(net_.basins.size());
  const double pressure_pa = environment.weather.pressure_pa.front();
  humidity_kg_kg_ =
      humidity_ratio_kg_kg(hall_.relative_humidity * saturation_pressure_pa(hall_.air_temperature_degc), pressure_pa);
}

/// The set point of the humidity, lowered so that the coldest surface stays dry.
double HallRun::guarded_humidity(double wanted, double air_degc, double outdoor_degc) const {
  if (hall_.condensation_guard == 0.0) return wanted;
  return std::min(wanted, dry_surface_humidity(dry_surface_factor_, air_degc, outdoor_degc, kGuardMargin_k));
}

HallRun::Given HallRun::given(int hour) const {
  Given g;
  g.h = static_cast<std::size_t>(hour);
  const Weather& weather = environment_.weather;
  g.open = schedule_.open[g.h];
  g.visits = schedule_.visits[g.h];
  g.outdoor_degc = weather.dry_bulb_degc[g.h];
  g.pressure_pa = weather.pressure_pa[g.h];
  g.outdoor_kg_kg = humidity_ratio_kg_kg(saturation_pressure_pa(weather.dew_point_degc[g.h]), g.pressure_pa);
  g.air_set_point_degc = hall_.air_temperature_degc - (warm_[g.h] != 0.0 ? 0.0 : hall_.night_air_set_back_k);
  g.relative_humidity = g.open > 0.0 ? hall_.relative_humidity : hall_.night_relative_humidity;
  const auto of_day = [&g](double day, double night) { return g.open * day + (1.0 - g.open) * night; };
  g.least_flow_fraction = of_day(hall_.fan_fraction, hall_.night_fan_fraction);
  double least_outdoor = of_day(hall_.outdoor_air_fraction, hall_.night_outdoor_air_fraction);
  // The controls see the temperature of the hour before. Against heat recovery is bypassed, then more outdoor air comes in.
  const double air_degc = stepper_.temperature_degc(net_.pool_hall.net.air);
  // Air that is being warmed up is not dried for what it was.
  const double expected_degc = std::max(air_degc, g.air_set_point_degc);
  const double set_point = guarded_humidity(g.relative_humidity, expected_degc, g.outdoor_degc);
  g.set_point_kg_kg = humidity_ratio_kg_kg(set_point * saturation_pressure_pa(expected_degc), g.pressure_pa);
  // Too warm is what is too warm by day: a set-back lets the air cool, it does not cool it.
  const double above_k = air_degc - hall_.air_temperature_degc;
  const bool cooler = g.outdoor_degc < air_degc;
  const double bypass = cooler ? std::clamp((above_k - kBypassFrom_k) / kBypassBand_k, 0.0, 1.0) : 0.0;
  g.dry_recovery = hall_.hall_heat_recovery_fraction * (1.0 - bypass);
  if (g.outdoor_degc < air_degc - kFreeCoolingCoolerBy_k) {
    least_outdoor = std::max(least_outdoor, std::clamp((above_k - kFreeCoolingFrom_k) / kFreeCoolingBand_k, 0.0, 1.0));
  }
  g.least_outdoor_air_kg_h = least_outdoor * hall_.design_air_flow_kg_h;
  g.leakage_w_k = pool_air_.infiltration_w_k(g.open > 0.0);
  const double in_water = g.visits * (1.0 - hall_.spectator_fraction) * hall_.water_time_h;
  for (std::size_t i = 0; i < net_.basins.size(); ++i) {
    const Basin& b = basin(i);
    // While it is open: visits of a part of the hour crowd that part.
    g.use.push_back({.bathers_m2 = g.open > 0.0 ? in_water * bather_share_[i] / (b.water_area_m2 * g.open) : 0.0,
                     .open_share = g.open,
                     .covered_fraction = b.cover_fraction,
                     .feature_fraction = b.feature_evaporation_fraction,
                     .depth_m = b.depth_m});
  }
  return g;
}

/// Of every basin and of the floor that it wets, given the humidity of the hall air.
void HallRun::evaporate(const Given& g, const Guess& guess, double humidity_kg_kg, Moisture& moisture) const {
  const MoistAir hall_air{guess.air_degc(), vapour_pressure_pa(humidity_kg_kg, g.pressure_pa), g.pressure_pa};
  // VDI 2089 in use already holds the wet floor.
  const double wet_deck = hall_.evaporation_model == EvaporationModel::vdi2089 ? 0.0 : hall_.wet_deck_fraction;
  for (std::size_t i = 0; i < net_.basins.size(); ++i) {
    const Basin& b = basin(i);
    if (!b.outdoor) {
      const SurfaceEvaporation rate = surface_evaporation(hall_.evaporation_model, guess.water_degc(i), hall_air, g.use[i]);
      moisture.evaporation_kg_h[i] = b.water_area_m2 * rate.all_kg_m2h;
      moisture.basin_deck_kg_h[i] = b.water_area_m2 * rate.in_use_kg_m2h * wet_deck;
      continue;
    }
    const MoistAir outside{g.outdoor_degc, vapour_pressure_pa(g.outdoor_kg_kg, g.pressure_pa), g.pressure_pa};
    const double wind_m_s = kOutdoorWindFraction * environment_.weather.wind_speed_m_s[g.h];
    const double bare = 1.0 - b.cover_fraction * kCoverKeepsBack;
    const double factor = g.open * kInUseFactor * (1.0 + b.feature_evaporation_fraction) + (1.0 - g.open) * bare * kAtRestFactor;
    moisture.evaporation_kg_h[i] = b.water_area_m2 * evaporation_ashrae_kg_m2h(guess.water_degc(i), outside, wind_m_s, factor);
  }
}

HallRun::Moisture HallRun::solve_moisture(const Given& g, const Guess& guess) const {
  Moisture m;
  m.evaporation_kg_h.resize(net_.basins.size());
  m.basin_deck_kg_h.resize(net_.basins.size());
  m.people_kg_h = g.visits * hall_.spectator_fraction * hall_.water_time_h * kSpectator_kg_h;
  const auto gain_kg_h = [&](double humidity_kg_kg) {
    evaporate(g, guess, humidity_kg_kg, m);
    double sum = m.people_kg_h;
    for (std::size_t i = 0; i < net_.basins.size(); ++i) {
      sum += (basin(i).outdoor ? 0.0 : m.evaporation_kg_h[i]) + m.basin_deck_kg_h[i];
    }
    return sum;
  };
  const double saturation_pa = saturation_pressure_pa(guess.air_degc());
  const AirDemand demand{.air_mass_kg = hall_.hall_volume_m3 * moist_air_density_kg_m3(hall_.air_temperature_degc, 0.0, 101325.0),
                         .humidity_kg_kg = humidity_kg_kg_,
                         .set_point_kg_kg = g.set_point_kg_kg,
                         .saturation_kg_kg = humidity_ratio_kg_kg(saturation_pa, g.pressure_pa),
                         .outdoor_kg_kg = g.outdoor_kg_kg,
                         .least_outdoor_air_kg_h = g.least_outdoor_air_kg_h,
                         .most_outdoor_air_kg_h = std::max(g.least_outdoor_air_kg_h, hall_.design_air_flow_kg_h),
                         .leakage_kg_h = g.leakage_w_k / kAirSpecificHeat_j_kgk * kStep_s,
                         .heat_pump_capacity_kg_h = hall_.heat_pump_capacity_kg_h,
                         .step_h = 1.0};
  m.air = dehumidify(demand, gain_kg_h);
  (void)gain_kg_h(m.air.humidity_kg_kg);  // what came from where
  for (const double deck_kg_h : m.basin_deck_kg_h) m.deck_kg_h += deck_kg_h;
  m.vapour_pressure_pa = vapour_pressure_pa(m.air.humidity_kg_kg, g.pressure_pa);
  return m;
}

/// Heat and moisture by turns: the moisture for the temperatures that the heat gave last. Fog and the film of a basin pull hard
/// and swing; cold air that can hold little vapour is ventilated more, and creeps to colder.
const HallHour& HallRun::step(int hour) {
  const Given g = given(hour);
  Guess guess(net_.basins.size());
  const auto look = [this](std::span<double> degc) {
    degc[0] = stepper_.temperature_degc(net_.pool_hall.net.air);
    for (std::size_t i = 0; i < net_.basins.size(); ++i) degc[1 + i] = stepper_.temperature_degc(net_.basins[i].water);
  };
  look(guess.degc);
  std::copy(guess.degc.begin() + 1, guess.degc.end(), old_water_degc_.begin());
  drive_constant(g);
  Settling settling;
  for (int trial = 0;; ++trial) {
    const Moisture moisture = solve_moisture(g, guess);
    drive(g, guess, moisture);
    const core::StepResult& step = trial == 0 ? stepper_.step(drive_.input()) : stepper_.repeat(drive_.input());
    look(found_degc_);
    hour_.settled = settling.move(guess.degc, found_degc_) < kSettled_k;
    if (!hour_.settled && trial + 1 < kMostTrials) continue;
    book(g, moisture, step);
    humidity_kg_kg_ = moisture.air.humidity_kg_kg;
    return hour_;
  }
}

}  // namespace tvilling::models
