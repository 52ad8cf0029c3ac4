// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "models/building/building.hpp"
#include "models/building/envelope.hpp"
#include "models/building/simulate.hpp"

namespace tvilling::models {

/// Air exchange of a zone as conductances to the outdoor air [W/K].
struct AirFlows {
  double mechanical_w_k = 0.0;  ///< design flow times heat capacity of air
  double natural_w_k = 0.0;
  double airing_w_k = 0.0;  ///< windows fully open
  double recovery_fraction = 0.0;
  double infiltration_open_w_k = 0.0;
  double infiltration_closed_w_k = 0.0;

  /// Ventilation after heat recovery. Recovery turns the flow into (1 - recovery) of its conductance to outdoors, exactly,
  /// because the exhaust leaves at room temperature; it is bypassed when the room is 2 K above its set point and it is cooler
  /// outside, and limited so that exhaust leaves at 1 degC or more. Windows are opened, more the warmer it is from 23 to 25 degC.
  /// Room temperature is that of the hour before (a lag of one hour, damped by the room's mass).
  [[nodiscard]] double ventilation_w_k(bool open, double room_degc, double outdoor_degc, double set_point_degc) const noexcept;
  [[nodiscard]] double infiltration_w_k(bool open) const noexcept {
    return open ? infiltration_open_w_k : infiltration_closed_w_k;
  }
};

/// Flows of a building; air is thinner at height. Leakage by SBi 213 / Be18: 0.04 + 0.06 q50 in use, 0.06 q50 otherwise
/// [l/(s m2)].
[[nodiscard]] AirFlows air_flows(const Building& building, const Envelope& envelope, double elevation_m) noexcept;

/// People, light, appliances, fans, hot water and water of a building, hour by hour.
class BuildingLoads {
 public:
  BuildingLoads(const Building& building, const Environment& environment);

  [[nodiscard]] bool open(int hour) const noexcept { return profile_->open[at(hour)] != 0; }
  /// Thermostat: the day set point in use and two hours before (heating up), lowered otherwise.
  [[nodiscard]] double set_point_degc(int hour) const noexcept;
  [[nodiscard]] double persons(int hour) const noexcept { return people_when_full_ * presence_[at(hour)]; }
  /// Heat given to the zone by people, the heated share of light and appliances, and the supply fan.
  [[nodiscard]] double internal_w(int hour) const noexcept;
  [[nodiscard]] double electricity_kwh(int hour) const noexcept;
  [[nodiscard]] double hot_water_kwh(int hour) const noexcept;
  [[nodiscard]] double water_m3(int hour) const noexcept;
  [[nodiscard]] double plant_loss_kwh(double heat_demand_kwh) const noexcept;

 private:
  [[nodiscard]] static std::size_t at(int hour) noexcept { return static_cast<std::size_t>(hour); }
  [[nodiscard]] double equipment_w(int hour) const noexcept;

  const UseProfile* profile_;
  const core::TimeAxis* axis_;
  std::vector<double> presence_;  ///< of this building: the use's profile shifted by its habits
  double people_when_full_ = 0.0;
  double person_heat_w_ = 0.0;
  double heated_fraction_ = 0.0;
  double appliance_w_ = 0.0;
  double appliance_base_fraction_ = 0.0;
  double lighting_w_ = 0.0;
  double fan_w_ = 0.0;
  double process_electricity_w_ = 0.0;
  double process_heat_kwh_ = 0.0;  ///< every hour
  double hot_water_kwh_per_presence_ = 0.0;
  double hot_water_kwh_always_ = 0.0;
  double water_m3_per_presence_ = 0.0;
  double water_m3_always_ = 0.0;
  double circulation_kwh_ = 0.0;  ///< every hour
  double distribution_loss_fraction_ = 0.0;
  double day_degc_ = 0.0;
  double night_degc_ = 0.0;
};

}  // namespace tvilling::models
