// SPDX-License-Identifier: MPL-2.0
#include "models/weather/sky.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>

namespace models = tvilling::models;
using models::Irradiance;
using models::Plane;
using models::PlaneIrradiance;
using models::SolarPosition;

namespace {
// 20 March 2025, 11:00 UTC in Copenhagen.
constexpr SolarPosition kMarch{34.2454, 174.8263, -7.369, 1377.69};
constexpr Irradiance kClear{500.0, 150.0, 431.37};
}  // namespace

TEST_CASE("Perez gives the published terms on a south wall and an east wall and a south roof") {
  struct Row {
    Plane plane;
    double beam, isotropic, circumsolar, horizon, ground, total, total_isotropic;
  };
  constexpr std::array<Row, 3> rows{{{{180, 90}, 411.63, 41.62, 97.66, 20.67, 43.14, 614.72, 529.77},
                                     {{90, 90}, 37.27, 41.62, 8.84, 20.67, 43.14, 151.54, 155.41},
                                     {{180, 30}, 449.49, 77.67, 106.65, 10.33, 5.78, 649.91, 595.22}}};
  const auto shown = [](double value) { return Approx(value).margin(0.0051).epsilon(0); };
  for (const Row& row : rows) {
    CAPTURE(row.plane.azimuth_deg, row.plane.tilt_deg);
    const PlaneIrradiance perez = models::perez_irradiance(kClear, kMarch, row.plane);
    CHECK(perez.beam_w_m2 == shown(row.beam));
    CHECK(perez.sky_isotropic_w_m2 == shown(row.isotropic));
    CHECK(perez.circumsolar_w_m2 == shown(row.circumsolar));
    CHECK(perez.horizon_w_m2 == shown(row.horizon));
    CHECK(perez.ground_w_m2 == shown(row.ground));
    CHECK(perez.total_w_m2() == shown(row.total));
    CHECK(models::isotropic_irradiance(kClear, kMarch, row.plane).total_w_m2() == shown(row.total_isotropic));
  }
}

TEST_CASE("An isotropic sky gives a flat roof the horizontal diffuse radiation and no ground") {
  const PlaneIrradiance roof = models::isotropic_irradiance(kClear, kMarch, {0.0, 0.0});
  CHECK(roof.sky_w_m2() == Approx(150.0).epsilon(1e-12));
  CHECK(roof.ground_w_m2 == Approx(0.0).margin(1e-12));
}

TEST_CASE("Perez gives a flat roof the horizontal diffuse radiation when the sun is above 5 degrees") {
  const PlaneIrradiance roof = models::perez_irradiance(kClear, kMarch, {0.0, 0.0});
  CHECK(roof.sky_w_m2() == Approx(150.0).epsilon(1e-12));
}

TEST_CASE("Beam counts from 3 degrees of elevation") {
  SolarPosition low = kMarch;
  low.elevation_deg = 2.99;
  CHECK(models::perez_irradiance(kClear, low, {180.0, 90.0}).beam_w_m2 == 0.0);
  low.elevation_deg = 3.0;
  CHECK(models::perez_irradiance(kClear, low, {180.0, 90.0}).beam_w_m2 == Approx(497.3).epsilon(1e-3));
}

TEST_CASE("Twilight is isotropic and a dark sky gives nothing") {
  SolarPosition night = kMarch;
  night.elevation_deg = -0.5;
  const PlaneIrradiance twilight = models::perez_irradiance({0.0, 4.0, 4.0}, night, {180.0, 90.0});
  CHECK(twilight.circumsolar_w_m2 == 0.0);
  CHECK(twilight.sky_w_m2() == Approx(2.0).epsilon(1e-12));
  CHECK(models::perez_irradiance({0.0, 0.0, 0.0}, kMarch, {180.0, 90.0}).total_w_m2() == 0.0);
}

TEST_CASE("The angular factor of two panes equals Karlsson and Roos") {
  struct Row {
    double angle_deg;
    double ratio;
  };
  constexpr std::array<Row, 5> rows{{{30, 0.9924}, {45, 0.9711}, {60, 0.8744}, {75, 0.5630}, {90, 0.0}}};
  for (const Row& row : rows) {
    CAPTURE(row.angle_deg);
    const double cosine = std::cos(row.angle_deg * 3.14159265358979323846 / 180.0);
    CHECK(models::angular_g_ratio(cosine, 2) == Approx(row.ratio).margin(5.1e-5).epsilon(0));
  }
  CHECK(models::angular_g_ratio(0.5, 3) == Approx(0.8561).margin(5.1e-5).epsilon(0));
  CHECK(models::angular_g_ratio(1.0, 2) == 1.0);
  CHECK(models::angular_g_ratio(-0.3, 2) == 0.0);
}

TEST_CASE("The factor for diffuse radiation is the mean of the angular factor over the hemisphere") {
  // Mean weighted by cos(theta) sin(theta), as an isotropic sky shines on the pane.
  double sum = 0.0;
  double weight = 0.0;
  constexpr int kSteps = 9000;
  for (int i = 0; i < kSteps; ++i) {
    const double theta = (i + 0.5) / kSteps * 0.5 * 3.14159265358979323846;
    const double w = std::cos(theta) * std::sin(theta);
    sum += w * models::angular_g_ratio(std::cos(theta), 2);
    weight += w;
  }
  CHECK(sum / weight == Approx(0.893).margin(5.1e-4).epsilon(0));
  CHECK(models::kDiffuseGRatio == Approx(sum / weight).margin(0.005));
}
