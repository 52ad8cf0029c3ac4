// SPDX-License-Identifier: MPL-2.0
#include "models/shading/geometry.hpp"

#include <cmath>
#include <numbers>

namespace tvilling::models {

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;

}  // namespace

double length_m(const Vector3& a) noexcept {
  return std::sqrt(dot(a, a));
}

Vector3 to_sun(double elevation_deg, double azimuth_deg) noexcept {
  const double level = std::cos(elevation_deg * kDegree);
  return {level * std::sin(azimuth_deg * kDegree), level * std::cos(azimuth_deg * kDegree), std::sin(elevation_deg * kDegree)};
}

Rectangle rectangle_on_wall(double azimuth_deg, double tilt_deg, const Vector3& corner, double width_m,
                            double height_m) noexcept {
  const double sin_azimuth = std::sin(azimuth_deg * kDegree);
  const double cos_azimuth = std::cos(azimuth_deg * kDegree);
  const double sin_tilt = std::sin(tilt_deg * kDegree);
  const double cos_tilt = std::cos(tilt_deg * kDegree);
  const Vector3 right{-cos_azimuth, sin_azimuth, 0.0};
  const Vector3 up{-sin_azimuth * cos_tilt, -cos_azimuth * cos_tilt, sin_tilt};
  return {corner, width_m * right, height_m * up};
}

Rectangle overhang(const Rectangle& wall, double depth_m, double height_above_m, double left_m, double right_m) noexcept {
  const double width_m = length_m(wall.edge_u);
  const Vector3 right = (1.0 / width_m) * wall.edge_u;
  const Vector3 up = (1.0 / length_m(wall.edge_v)) * wall.edge_v;
  const Vector3 corner = wall.point(0.0, 1.0) + height_above_m * up - left_m * right;
  return {corner, depth_m * wall.normal(), (width_m + left_m + right_m) * right};
}

Rectangle fin(const Rectangle& wall, Side side, double depth_m, double gap_m, double above_m, double below_m) noexcept {
  const double height_m = length_m(wall.edge_v);
  const Vector3 right = (1.0 / length_m(wall.edge_u)) * wall.edge_u;
  const Vector3 up = (1.0 / height_m) * wall.edge_v;
  const Vector3 out = depth_m * wall.normal();
  const Vector3 along = (height_m + above_m + below_m) * up;
  if (side == Side::left) return {wall.corner - gap_m * right - below_m * up, out, along};
  return {wall.point(1.0, 0.0) + gap_m * right - below_m * up, along, out};
}

}  // namespace tvilling::models
