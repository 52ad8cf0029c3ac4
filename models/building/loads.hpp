// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "models/building/building.hpp"
#include "models/building/envelope.hpp"
#include "models/building/lane_data.hpp"
#include "models/building/simulate.hpp"

namespace tvilling::models {

inline constexpr double kAirHeatCapacity_j_m3k = 1200.0;  ///< at sea level, ISO 52016-1

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
  BuildingLoads(const Building& building, const Environment& environment)
      : BuildingLoads(building, environment.profiles[building.use]) {}
  /// `profile` must outlive it.
  BuildingLoads(const Building& building, const UseProfile& profile);

  [[nodiscard]] bool open(int hour) const noexcept { return n_.open[at(hour)] != 0.0; }
  /// Thermostat: the day set point in use and two hours before (heating up), lowered otherwise.
  [[nodiscard]] double set_point_degc(int hour) const noexcept { return n_.warm[at(hour)] != 0.0 ? n_.day_degc : n_.night_degc; }
  [[nodiscard]] double persons(int hour) const noexcept { return n_.people_when_full * presence(hour); }
  /// Heat given to the zone by people, the heated share of light and appliances, and the supply fan.
  [[nodiscard]] double internal_w(int hour) const noexcept;
  [[nodiscard]] double electricity_kwh(int hour) const noexcept;
  [[nodiscard]] double hot_water_kwh(int hour) const noexcept;
  [[nodiscard]] double water_m3(int hour) const noexcept;
  [[nodiscard]] double plant_loss_kwh(double heat_demand_kwh) const noexcept;

  /// The numbers that all of this follows from, for the lanes; without sun.
  [[nodiscard]] const LaneLoads& numbers() const noexcept { return n_; }

 private:
  [[nodiscard]] static std::size_t at(int hour) noexcept { return static_cast<std::size_t>(hour); }
  /// Of this building: the use's profile shifted by its habits.
  [[nodiscard]] double presence(int hour) const noexcept {
    return n_.presence_share * n_.presence[at(hour)] + n_.beside_share * n_.presence_beside[at(hour)];
  }
  [[nodiscard]] double equipment_w(int hour) const noexcept;

  LaneLoads n_{};
};

}  // namespace tvilling::models
