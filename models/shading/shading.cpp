// SPDX-License-Identifier: MPL-2.0
#include "models/shading/shading.hpp"

#include <cmath>
#include <numbers>

namespace tvilling::models {

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;
constexpr int kAzimuths = 72;
constexpr int kElevations = 60;
constexpr double kAzimuthStep_deg = 360.0 / kAzimuths;
constexpr double kElevationStep_deg = 180.0 / kElevations;
constexpr double kHorizonBand_deg = 6.0;

/// Radiation with and without obstacles, in the same arbitrary unit.
struct Received {
  double unobstructed = 0.0;
  double obstructed = 0.0;

  void add(double weight, double lit) noexcept {
    unobstructed += weight;
    obstructed += weight * lit;
  }
  [[nodiscard]] double share() const noexcept { return unobstructed > 0.0 ? obstructed / unobstructed : 1.0; }
};

/// Cells start from here, so that they lie alike left and right of a wall's normal. North when the surface lies flat.
[[nodiscard]] double facing_azimuth_deg(const Vector3& normal) noexcept {
  constexpr double flat = 1e-9;
  if (std::hypot(normal.x_m, normal.y_m) < flat) return 0.0;
  return std::atan2(normal.x_m, normal.y_m) / kDegree;
}

}  // namespace

double sunlit_fraction(const Rectangle& target, const Vector3& sun_direction, const RayScene& obstacles,
                       std::size_t points_per_side) {
  const std::size_t lit = lit_points(target, sun_direction, obstacles, points_per_side).count();
  return static_cast<double>(lit) / static_cast<double>(points_per_side * points_per_side);
}

double sunlit_fraction(const Rectangle& target, const Vector3& sun_direction, std::span<const Rectangle> obstacles,
                       std::size_t points_per_side) {
  return sunlit_fraction(target, sun_direction, RayScene(obstacles), points_per_side);
}

DiffuseView diffuse_view(const Rectangle& target, const RayScene& obstacles, std::size_t points_per_side) {
  const Vector3 normal = target.normal();
  const double facing_deg = facing_azimuth_deg(normal);
  Received sky;
  Received horizon;
  Received ground;
  for (int band = 0; band < kElevations; ++band) {
    const double elevation_deg = (band + 0.5) * kElevationStep_deg - 90.0;
    // The solid angle of a cell is the cosine of its elevation but for a factor that all cells share.
    const double solid_angle = std::cos(elevation_deg * kDegree);
    for (int sector = 0; sector < kAzimuths; ++sector) {
      const Vector3 direction = to_sun(elevation_deg, facing_deg + (sector + 0.5) * kAzimuthStep_deg);
      const double weight = solid_angle * dot(normal, direction);
      if (weight <= 0.0) continue;
      const double lit = sunlit_fraction(target, direction, obstacles, points_per_side);
      (elevation_deg > 0.0 ? sky : ground).add(weight, lit);
      if (elevation_deg > 0.0 && elevation_deg < kHorizonBand_deg) horizon.add(weight, lit);
    }
  }
  return {sky.share(), horizon.share(), ground.share()};
}

DiffuseView diffuse_view(const Rectangle& target, std::span<const Rectangle> obstacles, std::size_t points_per_side) {
  return diffuse_view(target, RayScene(obstacles), points_per_side);
}

}  // namespace tvilling::models
