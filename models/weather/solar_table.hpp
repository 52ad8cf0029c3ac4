// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "models/weather/weather.hpp"

namespace tvilling::models {

/// Sixteen compass directions (north 0, then eastward every 22.5 degrees).
inline constexpr int kCompass = 16;
/// Horizon angles of the built-up surroundings for which radiation is kept ready [degrees]; a building takes the nearest, half
/// a step off at most.
inline constexpr std::array<double, 10> kHorizons_deg{0.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 40.0, 50.0, 60.0};

[[nodiscard]] int compass_index(double azimuth_deg) noexcept;
[[nodiscard]] int horizon_index(double horizon_deg) noexcept;  ///< nearest of kHorizons_deg

/// Radiation of a whole year on the planes that buildings have, computed once and shared by all buildings [W/m2].
/// Beam is cut when the sun is below the horizon angle, sky diffuse is scaled by cos^2(horizon / 2) on walls.
class SolarTable {
 public:
  explicit SolarTable(const Weather& weather, int year = 2025, double ground_reflectance = 0.2);

  /// On an opaque wall: 8,760 values.
  [[nodiscard]] std::span<const double> wall_w_m2(int compass, int horizon) const;
  /// On a window of a wall, weighted by angle so that `value * g_value * glazed area` is the heat let in.
  [[nodiscard]] std::span<const double> window_w_m2(int compass, int horizon) const;
  /// On a flat roof, horizon 0.
  [[nodiscard]] std::span<const double> roof_w_m2() const;
  /// 0 in the hours in which all of the above is zero, else 1.
  [[nodiscard]] std::span<const std::uint8_t> up() const { return up_; }

 private:
  std::vector<double> wall_;
  std::vector<double> window_;
  std::vector<double> roof_;
  std::vector<std::uint8_t> up_;
};

}  // namespace tvilling::models
