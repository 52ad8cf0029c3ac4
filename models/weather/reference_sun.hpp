// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <vector>

#include "models/weather/weather.hpp"

namespace tvilling::models {

inline constexpr int kReferenceDays = 365;

using DailyValues = std::array<double, kReferenceDays>;

/// Month 0..11 of a day of the 365-day year.
[[nodiscard]] int month_of_day(int day) noexcept;

/// Radiation of the reference year.
struct ReferenceSun {
  DailyValues clearness{};   ///< daily global over extraterrestrial
  DailyValues innovation{};  ///< standard normal that drove the day's clearness
  std::vector<double> global_horizontal_w_m2;
  std::vector<double> direct_normal_w_m2;
  std::vector<double> diffuse_horizontal_w_m2;
};

/// Makes hours of radiation from the monthly sums: days by a first-order autoregression of clearness, hours by
/// Collares-Pereira and Rabl, diffuse by Erbs, the monthly sums of global and diffuse met exactly.
/// Throws Error (bad_input) when `scale` asks for more sun than a clear sky lets through.
[[nodiscard]] ReferenceSun reference_sun(const Location& place, double scale, unsigned seed);

}  // namespace tvilling::models
