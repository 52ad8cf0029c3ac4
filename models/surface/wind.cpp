// SPDX-License-Identifier: MPL-2.0
#include "models/surface/wind.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tvilling::models {

namespace {

constexpr double kWidestWindward_deg = 100.0;
constexpr double kHorizontalCosTilt = 0.98;

struct Profile {
  double exponent = 0.14;
  double layer_height_m = 270.0;
};

constexpr Profile kStation{0.14, 270.0};

[[nodiscard]] Profile profile(Terrain terrain) noexcept {
  switch (terrain) {
    case Terrain::open_country: return {0.14, 270.0};
    case Terrain::suburb: return {0.22, 370.0};
    case Terrain::city: return {0.33, 460.0};
    case Terrain::ocean: return {0.10, 210.0};
  }
  return kStation;
}

}  // namespace

double local_wind_m_s(double station_wind_m_s, double height_m, Terrain terrain) noexcept {
  const Profile local = profile(terrain);
  const double gradient_wind_m_s = station_wind_m_s * std::pow(kStation.layer_height_m / kStationHeight_m, kStation.exponent);
  const double share_of_layer = std::clamp(height_m / local.layer_height_m, 0.0, 1.0);
  return gradient_wind_m_s * std::pow(share_of_layer, local.exponent);
}

WindSide wind_side(const Plane& plane, double wind_from_deg) noexcept {
  if (std::abs(std::cos(plane.tilt_deg * std::numbers::pi / 180.0)) >= kHorizontalCosTilt) return WindSide::windward;
  const double angle_deg = std::abs(std::remainder(wind_from_deg - plane.azimuth_deg, 360.0));
  return angle_deg <= kWidestWindward_deg ? WindSide::windward : WindSide::leeward;
}

}  // namespace tvilling::models
