// SPDX-License-Identifier: MPL-2.0
#pragma once

namespace tvilling::models {

/// A place or a direction: x east, y north, z up [m]. Directions have length 1.
struct Vector3 {
  double x_m = 0.0;
  double y_m = 0.0;
  double z_m = 0.0;
};

[[nodiscard]] constexpr Vector3 operator+(const Vector3& a, const Vector3& b) noexcept {
  return {a.x_m + b.x_m, a.y_m + b.y_m, a.z_m + b.z_m};
}
[[nodiscard]] constexpr Vector3 operator-(const Vector3& a, const Vector3& b) noexcept {
  return {a.x_m - b.x_m, a.y_m - b.y_m, a.z_m - b.z_m};
}
[[nodiscard]] constexpr Vector3 operator*(double factor, const Vector3& a) noexcept {
  return {factor * a.x_m, factor * a.y_m, factor * a.z_m};
}
[[nodiscard]] constexpr double dot(const Vector3& a, const Vector3& b) noexcept {
  return a.x_m * b.x_m + a.y_m * b.y_m + a.z_m * b.z_m;
}
[[nodiscard]] constexpr Vector3 cross(const Vector3& a, const Vector3& b) noexcept {
  return {a.y_m * b.z_m - a.z_m * b.y_m, a.z_m * b.x_m - a.x_m * b.z_m, a.x_m * b.y_m - a.y_m * b.x_m};
}
[[nodiscard]] double length_m(const Vector3& a) noexcept;

/// A flat rectangle in space. Its normal is edge_u x edge_v: outdoors for a wall or window, out of the room for a room surface.
/// Seen against the normal (from outdoors) a wall's edge_u runs right along the bottom and edge_v runs up.
struct Rectangle {
  Vector3 corner;
  Vector3 edge_u;
  Vector3 edge_v;

  [[nodiscard]] double area_m2() const noexcept { return length_m(cross(edge_u, edge_v)); }
  /// Of length 1; a rectangle without area has none (not a number).
  [[nodiscard]] Vector3 normal() const noexcept { return (1.0 / area_m2()) * cross(edge_u, edge_v); }
  /// The place at `u` and `v`, each in [0, 1].
  [[nodiscard]] constexpr Vector3 point(double u, double v) const noexcept { return corner + u * edge_u + v * edge_v; }
};

/// The direction from the ground to the sun: elevation above the horizon, azimuth north 0, east 90.
[[nodiscard]] Vector3 to_sun(double elevation_deg, double azimuth_deg) noexcept;

/// A surface by the azimuth of its outward normal (north 0, east 90) and its tilt (0 roof facing up, 90 wall, 180 floor facing
/// down). `corner` is the lower left one seen from outdoors; `width_m` runs level, `height_m` up the slope.
[[nodiscard]] Rectangle rectangle_on_wall(double azimuth_deg, double tilt_deg, const Vector3& corner, double width_m,
                                          double height_m) noexcept;

/// An overhang perpendicular to `wall` (a wall or a window), `height_above_m` over its upper edge, longer than it by `left_m` and
/// `right_m` (seen from outdoors).
[[nodiscard]] Rectangle overhang(const Rectangle& wall, double depth_m, double height_above_m = 0.0, double left_m = 0.0,
                                 double right_m = 0.0) noexcept;

/// Left and right as seen from outdoors.
enum class Side { left, right };

/// A fin perpendicular to `wall` (a wall or a window), `gap_m` beside it, taller than it by `above_m` and `below_m`.
[[nodiscard]] Rectangle fin(const Rectangle& wall, Side side, double depth_m, double gap_m = 0.0, double above_m = 0.0,
                            double below_m = 0.0) noexcept;

}  // namespace tvilling::models
