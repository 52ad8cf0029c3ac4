// SPDX-License-Identifier: MPL-2.0
#include "models/building/loads.hpp"

#include <algorithm>
#include <cmath>

#include "models/building/operation.hpp"

namespace tvilling::models {

namespace {

constexpr double kHotWaterLift_k = 45.0;  // 10 to 55 degC, SBi 213
constexpr double kWaterHeatCapacity_kwh_m3k = 1.163;

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

BuildingLoads::BuildingLoads(const Building& b, const UseProfile& profile) {
  constexpr double kHours = core::kHoursPerYear;
  const bool later = b.schedule_shift_h > 0.0;  // later habits look like the hour before
  n_.presence = profile.presence.data();
  n_.presence_beside = (later ? profile.presence_before : profile.presence_after).data();
  n_.open = profile.open_share.data();
  n_.warm = profile.warm.data();
  n_.light = profile.light.data();
  n_.beside_share = std::abs(b.schedule_shift_h);
  n_.presence_share = 1.0 - n_.beside_share;
  const double heated_m2 = b.area_m2 * b.heated_fraction;
  n_.people_when_full = b.area_m2 / b.occupant_density_m2_person;  // an office's density already holds its head count
  n_.person_heat_w = b.person_heat_w;
  n_.heated_fraction = b.heated_fraction;
  n_.appliance_w = b.appliance_w_m2 * b.area_m2;
  n_.appliance_base_fraction = b.appliance_base_fraction;
  n_.lighting_w = b.lighting_w_m2 * b.lighting_control_fraction * b.area_m2;
  n_.fan_w = b.mechanical_ventilation_l_s_m2 * heated_m2 * b.specific_fan_power_kj_m3;  // l/s times kJ/m3 = W
  n_.process_electricity_w = b.process_electricity_kwh_m2 * b.area_m2 / kHours * 1e3;
  n_.process_heat_kwh = b.process_heat_kwh_m2 * b.area_m2 / kHours;
  n_.circulation_kwh = b.hot_water_circulation_w_m2 * b.area_m2 * 1e-3;
  n_.distribution_loss_fraction = b.distribution_loss_fraction;
  n_.day_degc = b.heating_set_point_degc + b.set_point_correction_k + b.rebound_k;
  n_.night_degc = n_.day_degc - b.night_set_back_k;

  const double hot_water_kwh = b.hot_water_l_m2 * 1e-3 * b.area_m2 * kWaterHeatCapacity_kwh_m3k * kHotWaterLift_k;
  const double water_m3 = b.water_m3_m2 * b.area_m2;
  const double presence_h =
      n_.presence_share * profile.presence_h + n_.beside_share * (later ? profile.presence_before_h : profile.presence_after_h);
  if (presence_h > 0.0) {
    n_.hot_water_kwh_per_presence = hot_water_kwh / presence_h;
    n_.water_m3_per_presence = water_m3 / presence_h;
  } else {
    n_.hot_water_kwh_always = hot_water_kwh / kHours;
    n_.water_m3_always = water_m3 / kHours;
  }
}

double BuildingLoads::equipment_w(int hour) const noexcept {
  const double base = n_.appliance_base_fraction;
  return n_.appliance_w * (base + (1.0 - base) * presence(hour)) + n_.lighting_w * n_.light[at(hour)];
}

double BuildingLoads::internal_w(int hour) const noexcept {
  const double fan_w = n_.open[at(hour)] * n_.fan_w;
  return persons(hour) * n_.person_heat_w + n_.heated_fraction * equipment_w(hour) + kSupplyFanHeat * fan_w;
}

double BuildingLoads::electricity_kwh(int hour) const noexcept {
  const double fan_w = n_.open[at(hour)] * n_.fan_w;
  return (equipment_w(hour) + fan_w + n_.process_electricity_w) * 1e-3;
}

double BuildingLoads::hot_water_kwh(int hour) const noexcept {
  return n_.hot_water_kwh_always + n_.hot_water_kwh_per_presence * presence(hour) + n_.process_heat_kwh;
}

double BuildingLoads::water_m3(int hour) const noexcept {
  return n_.water_m3_always + n_.water_m3_per_presence * presence(hour);
}

double BuildingLoads::plant_loss_kwh(double heat_demand_kwh) const noexcept {
  return n_.distribution_loss_fraction * heat_demand_kwh + n_.circulation_kwh;
}

}  // namespace tvilling::models
