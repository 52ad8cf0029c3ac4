// SPDX-License-Identifier: MPL-2.0
#include "models/building/loads.hpp"

#include <algorithm>
#include <cmath>

namespace tvilling::models {

namespace {

constexpr double kAirHeatCapacity_j_m3k = 1200.0;  // at sea level, ISO 52016-1
constexpr double kHotWaterLift_k = 45.0;           // 10 to 55 degC, SBi 213
constexpr double kWaterHeatCapacity_kwh_m3k = 1.163;
constexpr double kSupplyFanHeat = 0.5;  // half of the fan power is the supply fan's and warms the supply air
constexpr double kNightLight = 0.1;     // of the light in use, in places that are open while people sleep
constexpr int kNightFrom_h = 23;
constexpr int kNightTo_h = 6;
constexpr int kHeatUp_h = 2;
constexpr double kBypassAbove_k = 2.0;
constexpr double kExhaustLeast_degc = 1.0;
constexpr double kAiringFrom_degc = 23.0;
constexpr double kAiringBand_k = 2.0;
constexpr double kAiringCoolerBy_k = 2.0;

/// International standard atmosphere: pressure at a height against sea level.
double pressure_ratio(double elevation_m) {
  return std::pow(1.0 - 2.25577e-5 * elevation_m, 5.2559);
}

}  // namespace

double AirFlows::ventilation_w_k(bool open, double room_degc, double outdoor_degc, double set_point_degc) const noexcept {
  if (!open) return 0.0;
  double recovery = recovery_fraction;
  if (room_degc > set_point_degc + kBypassAbove_k && outdoor_degc < room_degc) recovery = 0.0;
  if (recovery > 0.0 && outdoor_degc < kExhaustLeast_degc) {
    recovery = std::clamp((room_degc - kExhaustLeast_degc) / (room_degc - outdoor_degc), 0.0, recovery);
  }
  double flow_w_k = mechanical_w_k * (1.0 - recovery) + natural_w_k;
  if (outdoor_degc < room_degc - kAiringCoolerBy_k) {
    flow_w_k += airing_w_k * std::clamp((room_degc - kAiringFrom_degc) / kAiringBand_k, 0.0, 1.0);
  }
  return flow_w_k;
}

AirFlows air_flows(const Building& b, const Envelope& envelope, double elevation_m) noexcept {
  const double capacity_j_m3k = kAirHeatCapacity_j_m3k * pressure_ratio(elevation_m);
  const double w_k_per_l_s = capacity_j_m3k * 1e-3;
  const double w_k_per_change = capacity_j_m3k * envelope.volume_m3 / 3600.0;
  AirFlows flows;
  flows.mechanical_w_k = b.mechanical_ventilation_l_s_m2 * envelope.heated_area_m2 * w_k_per_l_s;
  flows.natural_w_k = b.mechanical_ventilation_l_s_m2 > 0.0 ? 0.0 : b.natural_ventilation_per_h * w_k_per_change;
  flows.airing_w_k = b.window_airing_per_h * w_k_per_change;
  flows.recovery_fraction = b.heat_recovery_fraction;
  flows.infiltration_closed_w_k = 0.06 * b.q50_l_s_m2 * envelope.heated_area_m2 * w_k_per_l_s;
  flows.infiltration_open_w_k = flows.infiltration_closed_w_k + 0.04 * envelope.heated_area_m2 * w_k_per_l_s;
  return flows;
}

BuildingLoads::BuildingLoads(const Building& b, const Environment& environment)
    : profile_(&environment.profiles[b.use]), axis_(&environment.axis), presence_(core::kHoursPerYear) {
  constexpr int kHours = core::kHoursPerYear;
  const double shift = b.schedule_shift_h;
  const int neighbour = shift > 0.0 ? -1 : 1;  // later habits look like the hour before
  double presence_h = 0.0;
  for (int hour = 0; hour < kHours; ++hour) {
    const int other = std::clamp(hour + neighbour, 0, kHours - 1);
    presence_[at(hour)] =
        (1.0 - std::abs(shift)) * profile_->presence[at(hour)] + std::abs(shift) * profile_->presence[at(other)];
    presence_h += presence_[at(hour)];
  }
  const double heated_m2 = b.area_m2 * b.heated_fraction;
  people_when_full_ = b.area_m2 / b.occupant_density_m2_person;  // an office's density already holds its head count
  person_heat_w_ = b.person_heat_w;
  heated_fraction_ = b.heated_fraction;
  appliance_w_ = b.appliance_w_m2 * b.area_m2;
  appliance_base_fraction_ = b.appliance_base_fraction;
  lighting_w_ = b.lighting_w_m2 * b.lighting_control_fraction * b.area_m2;
  fan_w_ = b.mechanical_ventilation_l_s_m2 * heated_m2 * b.specific_fan_power_kj_m3;  // l/s times kJ/m3 = W
  process_electricity_w_ = b.process_electricity_kwh_m2 * b.area_m2 / kHours * 1e3;
  process_heat_kwh_ = b.process_heat_kwh_m2 * b.area_m2 / kHours;
  circulation_kwh_ = b.hot_water_circulation_w_m2 * b.area_m2 * 1e-3;
  distribution_loss_fraction_ = b.distribution_loss_fraction;
  day_degc_ = b.heating_set_point_degc;
  night_degc_ = b.heating_set_point_degc - b.night_set_back_k;

  const double hot_water_kwh = b.hot_water_l_m2 * 1e-3 * b.area_m2 * kWaterHeatCapacity_kwh_m3k * kHotWaterLift_k;
  const double water_m3 = b.water_m3_m2 * b.area_m2;
  if (presence_h > 0.0) {
    hot_water_kwh_per_presence_ = hot_water_kwh / presence_h;
    water_m3_per_presence_ = water_m3 / presence_h;
  } else {
    hot_water_kwh_always_ = hot_water_kwh / kHours;
    water_m3_always_ = water_m3 / kHours;
  }
}

double BuildingLoads::set_point_degc(int hour) const noexcept {
  for (int ahead = 0; ahead <= kHeatUp_h; ++ahead) {
    if (hour + ahead < core::kHoursPerYear && open(hour + ahead)) return day_degc_;
  }
  return night_degc_;
}

double BuildingLoads::equipment_w(int hour) const noexcept {
  const double presence = presence_[at(hour)];
  const double appliances_w = appliance_w_ * (appliance_base_fraction_ + (1.0 - appliance_base_fraction_) * presence);
  if (!open(hour)) return appliances_w;
  const int clock_h = axis_->clock[at(hour)].hour;
  const bool night = clock_h >= kNightFrom_h || clock_h < kNightTo_h;
  return appliances_w + lighting_w_ * (night ? kNightLight : 1.0);
}

double BuildingLoads::internal_w(int hour) const noexcept {
  const double fan_w = open(hour) ? kSupplyFanHeat * fan_w_ : 0.0;
  return persons(hour) * person_heat_w_ + heated_fraction_ * equipment_w(hour) + fan_w;
}

double BuildingLoads::electricity_kwh(int hour) const noexcept {
  const double fan_w = open(hour) ? fan_w_ : 0.0;
  return (equipment_w(hour) + fan_w + process_electricity_w_) * 1e-3;
}

double BuildingLoads::hot_water_kwh(int hour) const noexcept {
  return hot_water_kwh_always_ + hot_water_kwh_per_presence_ * presence_[at(hour)] + process_heat_kwh_;
}

double BuildingLoads::water_m3(int hour) const noexcept {
  return water_m3_always_ + water_m3_per_presence_ * presence_[at(hour)];
}

double BuildingLoads::plant_loss_kwh(double heat_demand_kwh) const noexcept {
  return distribution_loss_fraction_ * heat_demand_kwh + circulation_kwh_;
}

}  // namespace tvilling::models
