// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/footprint.hpp"

#include <cmath>
#include <numbers>

namespace tvilling::models {

namespace {

/// Positive for a ring against the clock. Relative to the first point: coordinates are millions of metres.
double signed_area_m2(std::span<const Point> ring) noexcept {
  if (ring.size() < 3) return 0.0;
  double twice = 0.0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    const double ax = ring[i].x_m - ring[0].x_m;
    const double ay = ring[i].y_m - ring[0].y_m;
    const double bx = ring[i + 1].x_m - ring[0].x_m;
    const double by = ring[i + 1].y_m - ring[0].y_m;
    twice += ax * by - bx * ay;
  }
  return 0.5 * twice;
}

}  // namespace

double ring_area_m2(std::span<const Point> ring) noexcept {
  return std::abs(signed_area_m2(ring));
}

double ring_perimeter_m(std::span<const Point> ring) noexcept {
  if (ring.size() < 3) return 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point& a = ring[i];
    const Point& b = ring[(i + 1) % ring.size()];
    sum += std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
  }
  return sum;
}

Point ring_centroid(std::span<const Point> ring) noexcept {
  if (ring.empty()) return {kMissing, kMissing};
  double x = 0.0;
  double y = 0.0;
  double weight = 0.0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    const double ax = ring[i].x_m - ring[0].x_m;
    const double ay = ring[i].y_m - ring[0].y_m;
    const double bx = ring[i + 1].x_m - ring[0].x_m;
    const double by = ring[i + 1].y_m - ring[0].y_m;
    const double twice = ax * by - bx * ay;
    x += twice * (ax + bx) / 3.0;
    y += twice * (ay + by) / 3.0;
    weight += twice;
  }
  if (weight == 0.0) return ring[0];
  return {ring[0].x_m + x / weight, ring[0].y_m + y / weight};
}

double ring_azimuth_deg(std::span<const Point> ring) noexcept {
  double longest = -1.0;
  double dx = 0.0;
  double dy = 1.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point& a = ring[i];
    const Point& b = ring[(i + 1) % ring.size()];
    const double length = std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
    if (length > longest) {
      longest = length;
      dx = b.x_m - a.x_m;
      dy = b.y_m - a.y_m;
    }
  }
  // Against the clock the outside lies to the right of an edge: (dy, -dx).
  const double outward = signed_area_m2(ring) >= 0.0 ? 1.0 : -1.0;
  const double azimuth = std::atan2(outward * dy, -outward * dx) * 180.0 / std::numbers::pi;
  return azimuth < 0.0 ? azimuth + 360.0 : azimuth;
}

}  // namespace tvilling::models
