// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/thermal/network.hpp"
#include "core/thermal/stepper.hpp"
#include "scenarios/validation/vdi6007_case.hpp"

namespace tvilling::scenarios {

/// Who decides on heating and cooling of a controlled case.
enum class Vdi6007Plant {
  steady_hour,  ///< one power for each hour, which brings the hour's mean air temperature to the set point: as the references
                ///< show
  every_step,   ///< the engine's thermostat, anew every 60 s
};

/// The room of a case as a heat network. Sources: convective gains, radiative gains, sun by orientation, then heating and
/// cooling where the case is controlled.
struct Vdi6007Network {
  core::ThermalNetwork network;
  core::NodeId air{};
  core::SourceId heating{};
  core::SourceId cooling{};  ///< the same as `heating` when both act at the air
};

[[nodiscard]] Vdi6007Network make_vdi6007_network(const Vdi6007Case& test, Vdi6007Plant plant);

/// Means of one hour.
struct Vdi6007Hour {
  double air_degc = 0.0;
  double power_w = 0.0;  ///< heating positive
};

/// All hours of `test`, from its start on, at 60 s: as many as `power_w` has entries, which are given to the sources (heating
/// positive). With a thermostat in the network the powers are its own, and `power_w` only counts the hours.
[[nodiscard]] std::vector<Vdi6007Hour> run_vdi6007_hours(const Vdi6007Network& room, const Vdi6007Case& test,
                                                         std::span<const double> power_w);

/// Power of every hour such that the hour's mean air temperature meets the set point, within the capacities.
[[nodiscard]] std::vector<double> steady_hour_power_w(const Vdi6007Network& room, const Vdi6007Case& test, std::size_t hours);

}  // namespace tvilling::scenarios
