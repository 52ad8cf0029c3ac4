// SPDX-License-Identifier: MPL-2.0
#include "models/weather/solar_table.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "core/error.hpp"
#include "core/time_axis.hpp"
#include "models/weather/sky.hpp"

namespace tvilling::models {

namespace {

constexpr std::size_t kHours = core::kHoursPerYear;
constexpr std::size_t kHorizonCount = kHorizons_deg.size();
constexpr double kDegreesPerStep = 360.0 / kCompass;
constexpr int kPanes = 2;

void check_length(const std::vector<double>& values, const char* name) {
  if (values.size() == kHours) return;
  throw core::Error(core::ErrorKind::internal,
                    std::string("weather has ") + std::to_string(values.size()) + " values of " + name + ", not 8760");
}

[[nodiscard]] std::size_t series_begin(int compass, int horizon) {
  if (compass < 0 || compass >= kCompass || horizon < 0 || horizon >= static_cast<int>(kHorizonCount)) {
    throw core::Error(core::ErrorKind::internal, "no radiation for compass direction " + std::to_string(compass) +
                                                     " and horizon " + std::to_string(horizon));
  }
  return (static_cast<std::size_t>(compass) * kHorizonCount + static_cast<std::size_t>(horizon)) * kHours;
}

/// What reaches a wall behind a horizon: the disc and its halo wholly or not at all, the rest of the sky in part.
struct Seen {
  double beam_w_m2 = 0.0;     ///< beam and circumsolar: they share the angle
  double diffuse_w_m2 = 0.0;  ///< the rest of the sky and the ground
};

[[nodiscard]] Seen seen(const PlaneIrradiance& plane, double elevation_deg, double horizon_deg, double sky_factor) noexcept {
  const double beam = elevation_deg >= horizon_deg ? plane.beam_w_m2 + plane.circumsolar_w_m2 : 0.0;
  const double sky = std::max(-beam, sky_factor * (plane.sky_isotropic_w_m2 + plane.horizon_w_m2));
  return {beam, sky + plane.ground_w_m2};
}

}  // namespace

int compass_index(double azimuth_deg) noexcept {
  const double steps = std::fmod(azimuth_deg / kDegreesPerStep, static_cast<double>(kCompass));
  const int index = static_cast<int>(std::floor(steps + 0.5));
  return ((index % kCompass) + kCompass) % kCompass;
}

int horizon_index(double horizon_deg) noexcept {
  int best = 0;
  for (int i = 1; i < static_cast<int>(kHorizonCount); ++i) {
    const double there = std::abs(kHorizons_deg[static_cast<std::size_t>(i)] - horizon_deg);
    if (there < std::abs(kHorizons_deg[static_cast<std::size_t>(best)] - horizon_deg)) best = i;
  }
  return best;
}

SolarTable::SolarTable(const Weather& weather, int year, double ground_reflectance)
    : wall_(kCompass * kHorizonCount * kHours), window_(kCompass * kHorizonCount * kHours), roof_(kHours), up_(kHours, 0) {
  check_length(weather.direct_normal_w_m2, "direct_normal_w_m2");
  check_length(weather.diffuse_horizontal_w_m2, "diffuse_horizontal_w_m2");
  check_length(weather.global_horizontal_w_m2, "global_horizontal_w_m2");
  std::array<double, kHorizonCount> sky_factors{};
  for (std::size_t i = 0; i < kHorizonCount; ++i) {
    const double cosine = std::cos(0.5 * kHorizons_deg[i] * std::numbers::pi / 180.0);
    sky_factors[i] = cosine * cosine;
  }
  const core::TimeAxis axis = core::make_time_axis(year, weather.location.utc_offset_h);
  for (std::size_t h = 0; h < kHours; ++h) {
    const Irradiance sun{weather.direct_normal_w_m2[h], weather.diffuse_horizontal_w_m2[h], weather.global_horizontal_w_m2[h]};
    if (sun.direct_normal_w_m2 <= 0.0 && sun.diffuse_horizontal_w_m2 <= 0.0 && sun.global_horizontal_w_m2 <= 0.0) continue;
    up_[h] = 1;
    const double middle_h = axis.utc_begin_h(static_cast<int>(h)) + 0.5;
    const SolarPosition position =
        solar_position(weather.location.latitude_deg, weather.location.longitude_deg, year, 0, middle_h);
    roof_[h] = perez_irradiance(sun, position, {0.0, 0.0}, ground_reflectance).total_w_m2();
    for (int c = 0; c < kCompass; ++c) {
      const PlaneIrradiance plane = perez_irradiance(sun, position, {c * kDegreesPerStep, 90.0}, ground_reflectance);
      const double g_ratio = angular_g_ratio(plane.cos_incidence, kPanes);
      for (std::size_t i = 0; i < kHorizonCount; ++i) {
        const Seen light = seen(plane, position.elevation_deg, kHorizons_deg[i], sky_factors[i]);
        const std::size_t at = series_begin(c, static_cast<int>(i)) + h;
        wall_[at] = light.beam_w_m2 + light.diffuse_w_m2;
        window_[at] = std::max(0.0, light.beam_w_m2 * g_ratio + light.diffuse_w_m2 * kDiffuseGRatio);
      }
    }
  }
}

std::span<const double> SolarTable::wall_w_m2(int compass, int horizon) const {
  return std::span<const double>(wall_).subspan(series_begin(compass, horizon), kHours);
}

std::span<const double> SolarTable::window_w_m2(int compass, int horizon) const {
  return std::span<const double>(window_).subspan(series_begin(compass, horizon), kHours);
}

std::span<const double> SolarTable::roof_w_m2() const {
  return roof_;
}

}  // namespace tvilling::models
