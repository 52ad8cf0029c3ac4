// SPDX-License-Identifier: MPL-2.0
#include "viz/footprint.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tvilling::viz {

namespace {

constexpr double kMinArea_m2 = 0.01;
constexpr double kSamePoint_m = 1e-3;

bool same_point(Point a, Point b) noexcept {
  return std::abs(a.x_m - b.x_m) < kSamePoint_m && std::abs(a.y_m - b.y_m) < kSamePoint_m;
}

// Positive when a, b, c turn left.
double turn(Point a, Point b, Point c) noexcept {
  return (b.x_m - a.x_m) * (c.y_m - a.y_m) - (b.y_m - a.y_m) * (c.x_m - a.x_m);
}

bool inside(Point p, Point a, Point b, Point c) noexcept {
  return turn(a, b, p) >= 0.0 && turn(b, c, p) >= 0.0 && turn(c, a, p) >= 0.0;
}

bool is_ear(std::span<const Point> ring, std::span<const std::size_t> left, std::size_t at) noexcept {
  const std::size_t n = left.size();
  const Point a = ring[left[(at + n - 1) % n]];
  const Point b = ring[left[at]];
  const Point c = ring[left[(at + 1) % n]];
  if (turn(a, b, c) <= 0.0) return false;
  for (const std::size_t other : left) {
    const Point p = ring[other];
    if (same_point(p, a) || same_point(p, b) || same_point(p, c)) continue;
    if (inside(p, a, b, c)) return false;
  }
  return true;
}

// A corner on the line between its neighbours covers nothing and is dropped without a triangle.
bool is_flat(std::span<const Point> ring, std::span<const std::size_t> left, std::size_t at) noexcept {
  const std::size_t n = left.size();
  return std::abs(turn(ring[left[(at + n - 1) % n]], ring[left[at]], ring[left[(at + 1) % n]])) < 1e-9;
}

double area_of(std::span<const Point> ring, std::span<const Triangle> triangles) noexcept {
  double area_m2 = 0.0;
  for (const Triangle& t : triangles) area_m2 += 0.5 * turn(ring[t[0]], ring[t[1]], ring[t[2]]);
  return area_m2;
}

}  // namespace

double signed_area_m2(std::span<const Point> ring) noexcept {
  double doubled = 0.0;
  // Relative to the first corner: eastings and northings of millions would cost digits.
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) doubled += turn(ring[0], ring[i], ring[i + 1]);
  return 0.5 * doubled;
}

Point middle_of(std::span<const Point> ring) noexcept {
  Point sum;
  for (const Point& p : ring) {
    sum.x_m += p.x_m;
    sum.y_m += p.y_m;
  }
  const double n = static_cast<double>(std::max<std::size_t>(1, ring.size()));
  return {sum.x_m / n, sum.y_m / n};
}

Ring clean_ring(std::span<const Point> ring) {
  Ring cleaned;
  for (const Point& p : ring) {
    if (!std::isfinite(p.x_m) || !std::isfinite(p.y_m)) return {};
    if (cleaned.empty() || !same_point(cleaned.back(), p)) cleaned.push_back(p);
  }
  while (cleaned.size() > 1 && same_point(cleaned.front(), cleaned.back())) cleaned.pop_back();
  if (cleaned.size() < 3) return {};
  const double area_m2 = signed_area_m2(cleaned);
  if (std::abs(area_m2) < kMinArea_m2) return {};
  if (area_m2 < 0.0) std::reverse(cleaned.begin(), cleaned.end());
  if (triangulate(cleaned).empty()) return {};
  return cleaned;
}

std::vector<Triangle> triangulate(std::span<const Point> ring) {
  std::vector<std::size_t> left(ring.size());
  std::iota(left.begin(), left.end(), std::size_t{0});
  std::vector<Triangle> triangles;
  while (left.size() >= 3) {
    bool cut = false;
    for (std::size_t at = 0; at < left.size() && !cut; ++at) {
      const std::size_t n = left.size();
      const bool ear = is_ear(ring, left, at);
      if (!ear && !is_flat(ring, left, at)) continue;
      if (ear) triangles.push_back({left[(at + n - 1) % n], left[at], left[(at + 1) % n]});
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
      cut = true;
    }
    if (!cut) return {};
  }
  // A ring that crosses itself may still be cut to the end, but then the pieces do not add up.
  const double area_m2 = signed_area_m2(ring);
  if (std::abs(area_of(ring, triangles) - area_m2) > 1e-6 * std::abs(area_m2) + 1e-6) return {};
  return triangles;
}

Ring square_around(Point centre, double area_m2) {
  const double half_m = 0.5 * std::sqrt(area_m2);
  return {{centre.x_m - half_m, centre.y_m - half_m},
          {centre.x_m + half_m, centre.y_m - half_m},
          {centre.x_m + half_m, centre.y_m + half_m},
          {centre.x_m - half_m, centre.y_m + half_m}};
}

Ring grown_to(std::span<const Point> ring, double min_width_m) {
  Ring grown(ring.begin(), ring.end());
  const double width_m = std::sqrt(std::abs(signed_area_m2(ring)));
  if (ring.empty() || width_m >= min_width_m || width_m <= 0.0) return grown;
  const Point middle = middle_of(ring);
  const double factor = min_width_m / width_m;
  for (Point& p : grown) {
    p.x_m = middle.x_m + factor * (p.x_m - middle.x_m);
    p.y_m = middle.y_m + factor * (p.y_m - middle.y_m);
  }
  return grown;
}

}  // namespace tvilling::viz
