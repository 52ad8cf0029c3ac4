// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "scenarios/premises/indoor_air.hpp"

namespace tvilling::scenarios {

/// Limits of a plan that is safe to live in.
struct AirLimits {
  double least_l_s_person = 7.0;        ///< EN 16798-1 category II, people only
  double most_co2_h = 0.0;              ///< hours in use above 1,000 ppm (the Working Environment Authority's sign of poor air)
  double most_above_26_degc_h = 100.0;  ///< hours in use (DS 474)
};

enum class AirLimit : std::uint8_t { air, co2, heat };
inline constexpr std::array<std::string_view, 3> kAirLimitNames{"air", "co2", "heat"};

/// A limit that a building breaks in the plan, and by more than today.
struct AirBreach {
  AirLimit limit = AirLimit::air;
  bool is_new = true;  ///< today keeps it
  double after = 0.0;  ///< l/s per person (air), hours in use (co2, heat)
  double today = 0.0;
  double allowed = 0.0;
  /// Hours beyond what is allowed; 0 for the air.
  [[nodiscard]] double hours_beyond() const noexcept { return limit == AirLimit::air ? 0.0 : after - allowed; }
};

/// In the order of the limits: air per person in the fullest hour, hours above 1,000 ppm, hours above 26 degC.
[[nodiscard]] std::vector<AirBreach> air_breaches(const IndoorAir& today, const IndoorAir& after, const AirLimits& limits);

}  // namespace tvilling::scenarios
