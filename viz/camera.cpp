// SPDX-License-Identifier: MPL-2.0
#include "viz/camera.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "viz/overlay.hpp"

namespace tvilling::viz {

namespace {

constexpr double kWantedHeight_px = 6.0;
constexpr double kStrayShare = 0.005;
constexpr double kStrayStretch = 2.5;
constexpr double kStrayMargin = 0.1;
constexpr std::size_t kFewBuildings = 50;
constexpr double kGridShare = 0.05;  // of the picture's height between two grid lines, at least

double dot(const Vec3& a, const Vec3& b) noexcept {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

struct Box {
  double left = std::numeric_limits<double>::infinity();
  double right = -std::numeric_limits<double>::infinity();
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  void add(double x, double y) noexcept {
    left = std::min(left, x);
    right = std::max(right, x);
    low = std::min(low, y);
    high = std::max(high, y);
  }
};

Box box_of_buildings(const CityScene& scene, const CameraPose& pose, double height_factor) noexcept {
  Box box;
  for (const SceneBuilding& b : scene.buildings) {
    for (const Point& p : b.ring) {
      for (const double z_m : {0.0, b.height_m * height_factor}) {
        const Vec3 at{p.x_m, p.y_m, z_m};
        box.add(dot(at, pose.right), dot(at, pose.up));
      }
    }
  }
  return box;
}

// The box of the middle 99 % of the buildings, corner by corner.
Box box_of_most(const CityScene& scene, const CameraPose& pose) {
  std::vector<double> x;
  std::vector<double> y;
  for (const SceneBuilding& b : scene.buildings) {
    for (const Point& p : b.ring) {
      const Vec3 at{p.x_m, p.y_m, 0.0};
      x.push_back(dot(at, pose.right));
      y.push_back(dot(at, pose.up));
    }
  }
  std::sort(x.begin(), x.end());
  std::sort(y.begin(), y.end());
  const std::size_t cut = static_cast<std::size_t>(kStrayShare * static_cast<double>(x.size()));
  return {x[cut], x[x.size() - 1 - cut], y[cut], y[y.size() - 1 - cut]};
}

// A building with a wrong position far away must not shrink the city to a dot.
Box box_of_city(const CityScene& scene, const CameraPose& pose, double height_factor) {
  const Box all = box_of_buildings(scene, pose, height_factor);
  if (scene.buildings.size() < kFewBuildings) return all;
  const Box most = box_of_most(scene, pose);
  const double width_m = most.right - most.left;
  const double height_m = most.high - most.low;
  const bool strays = all.right - all.left > kStrayStretch * width_m || all.high - all.low > kStrayStretch * height_m;
  if (!strays || width_m <= 0.0 || height_m <= 0.0) return all;
  return {most.left - kStrayMargin * width_m, most.right + kStrayMargin * width_m, most.low - kStrayMargin * height_m,
          most.high + kStrayMargin * height_m};
}

Box box_of_focus(const CityScene& scene, const Focus& focus, const CameraPose& pose) noexcept {
  Box box;
  for (int i = 0; i < 64; ++i) {
    const double angle = 2.0 * std::numbers::pi * i / 64.0;
    const Vec3 at{focus.x_m - scene.offset_x_m + focus.radius_m * std::cos(angle),
                  focus.y_m - scene.offset_y_m + focus.radius_m * std::sin(angle), 0.0};
    box.add(dot(at, pose.right), dot(at, pose.up));
  }
  return box;
}

}  // namespace

CameraPose pose_of(double azimuth_deg, double elevation_deg) noexcept {
  const double a = azimuth_deg * std::numbers::pi / 180.0;
  const double e = elevation_deg * std::numbers::pi / 180.0;
  CameraPose pose;
  pose.to_viewer = {std::sin(a) * std::cos(e), std::cos(a) * std::cos(e), std::sin(e)};
  pose.right = {-std::cos(a), std::sin(a), 0.0};
  const Vec3& d = pose.to_viewer;
  const Vec3& r = pose.right;
  pose.up = {d[1] * r[2] - d[2] * r[1], d[2] * r[0] - d[0] * r[2], d[0] * r[1] - d[1] * r[0]};
  return pose;
}

CameraPose fit_camera(const CityScene& scene, const RenderOptions& options, double height_factor) {
  CameraPose pose = pose_of(options.camera_azimuth_deg, options.camera_elevation_deg);
  const Box box = options.focus ? box_of_focus(scene, *options.focus, pose) : box_of_city(scene, pose, height_factor);
  const OverlayMargins margins;
  const double h = options.height;
  const double free_width_px = std::max(50.0, options.width - (margins.left + margins.right) * h);
  const double free_height_px = h * (1.0 - margins.top - margins.bottom);
  // A lone building still gets some ground around it.
  const double width_m = std::max(box.right - box.left, 60.0);
  const double height_m = std::max(box.high - box.low, 40.0);
  pose.m_per_px = 1.02 * std::max(width_m / free_width_px, height_m / free_height_px);
  const double shift_right_px = 0.5 * (margins.left - margins.right) * h;
  const double shift_up_px = 0.5 * (margins.bottom - margins.top) * h;
  const double at_right = 0.5 * (box.left + box.right) - shift_right_px * pose.m_per_px;
  const double at_up = 0.5 * (box.low + box.high) - shift_up_px * pose.m_per_px;
  for (std::size_t i = 0; i < 3; ++i) pose.focus[i] = at_right * pose.right[i] + at_up * pose.up[i];
  const double to_ground = pose.focus[2] / pose.to_viewer[2];
  for (std::size_t i = 0; i < 3; ++i) pose.focus[i] -= to_ground * pose.to_viewer[i];
  return pose;
}

double height_factor_for(const CityScene& scene, double m_per_px) noexcept {
  std::vector<double> heights;
  heights.reserve(scene.buildings.size());
  for (const SceneBuilding& b : scene.buildings) heights.push_back(b.height_m);
  if (heights.empty()) return 1.0;
  std::sort(heights.begin(), heights.end());
  const double wanted = kWantedHeight_px * m_per_px / std::max(1.0, heights[heights.size() / 2]);
  double factor = 1.0;
  for (const double f : {2.0, 3.0, 5.0, 8.0}) {
    if (wanted >= f) factor = f;
  }
  return factor;
}

std::string compass_word(double azimuth_deg) {
  constexpr std::array<std::string_view, 16> kWords{
      "north", "north-north-east", "north-east", "east-north-east", "east", "east-south-east", "south-east", "south-south-east",
      "south", "south-south-west", "south-west", "west-south-west", "west", "west-north-west", "north-west", "north-north-west"};
  const double turned = std::fmod(std::fmod(azimuth_deg, 360.0) + 360.0 + 11.25, 360.0);
  return std::string(kWords[static_cast<std::size_t>(turned / 22.5) % kWords.size()]);
}

double grid_spacing_m(double m_per_px, int height_px) noexcept {
  const double least_m = kGridShare * height_px * m_per_px;
  for (const double step_m : {100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0}) {
    if (step_m >= least_m) return step_m;
  }
  return 10000.0;
}

}  // namespace tvilling::viz
