// SPDX-License-Identifier: MPL-2.0
#include "models/window/pane.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "core/error.hpp"

namespace models = tvilling::models;
using models::GlassIndex;
using models::Pane;
using models::PaneOptics;
using models::PolarisedOptics;

namespace {

Pane uncoated(double transmittance, double reflectance, double thickness_m = 0.003048) {
  Pane pane;
  pane.thickness_m = thickness_m;
  pane.transmittance_solar = transmittance;
  pane.reflectance_solar_front = reflectance;
  pane.reflectance_solar_back = reflectance;
  return pane;
}

Pane coated(double transmittance, double front, double back) {
  Pane pane = uncoated(transmittance, front);
  pane.reflectance_solar_back = back;
  pane.emissivity_back = 0.047;
  return pane;
}

}  // namespace

TEST_CASE("Index and extinction come back from the values they give") {
  constexpr std::array<GlassIndex, 4> glasses{{{1.526, 19.6}, {1.493, 33.7}, {1.7, 400.0}, {1.2, 0.0}}};
  for (const GlassIndex& glass : glasses) {
    CAPTURE(glass.refractive_index);
    const PaneOptics pane = models::glass_optics(glass, 0.004, 1.0).mean();
    const GlassIndex found = models::glass_index(pane.transmittance, pane.reflectance_front, 0.004);
    CHECK(found.refractive_index == Approx(glass.refractive_index).epsilon(1e-12));
    CHECK(found.extinction_per_m == Approx(glass.extinction_per_m).epsilon(1e-10).margin(1e-10));
  }
}

TEST_CASE("The glass of standard 140 lets through what the standard says") {
  // Index 1.493 and 0.0337 per mm at 3.048 mm stand beside a transmittance of 0.834. Their reflectance is 0.0685, not the
  // 0.075 of the same list, so transmittance and reflectance of the list give another index.
  const PaneOptics pane = models::glass_optics({1.493, 33.7}, 0.003048, 1.0).mean();
  CHECK(pane.transmittance == Approx(0.834).margin(5e-4).epsilon(0));
  CHECK(pane.reflectance_front == Approx(0.0685).margin(5e-5).epsilon(0));
  const GlassIndex listed = models::glass_index(0.834, 0.075, 0.003048);
  CHECK(listed.refractive_index == Approx(1.5207).margin(5e-5).epsilon(0));
  CHECK(listed.extinction_per_m == Approx(31.44).margin(5e-3).epsilon(0));
}

TEST_CASE("Glass without extinction lets through 2n over n squared plus 1") {
  for (const double n : {1.0, 1.3, 1.526, 2.0}) {
    const PaneOptics pane = models::glass_optics({n, 0.0}, 0.004, 1.0).mean();
    CHECK(pane.transmittance == Approx(2.0 * n / (n * n + 1.0)).epsilon(1e-13));
    CHECK(pane.transmittance + pane.reflectance_front == Approx(1.0).epsilon(1e-14));
  }
}

TEST_CASE("A cover of glass at 60 degrees equals the example of Duffie and Beckman") {
  // Solar Engineering of Thermal Processes, example 5.1.1: index 1.526, surface reflectances 0.185 and 0.001.
  const PolarisedOptics bare = models::glass_optics({1.526, 0.0}, 0.0023, 0.5);
  CHECK(bare.across.transmittance == Approx((1.0 - 0.185) / (1.0 + 0.185)).margin(1e-3).epsilon(0));
  CHECK(bare.along.transmittance == Approx((1.0 - 0.001) / (1.0 + 0.001)).margin(1e-3).epsilon(0));
}

TEST_CASE("At Brewster's angle the light along the plane of incidence is not reflected") {
  const double n = 1.5;
  const PolarisedOptics pane = models::glass_optics({n, 20.0}, 0.004, 1.0 / std::sqrt(1.0 + n * n));
  CHECK(pane.along.reflectance_front == Approx(0.0).margin(1e-15));
  CHECK(pane.across.reflectance_front > 0.2);
  const double path_m = 0.004 * std::sqrt(1.0 + n * n) / n;
  CHECK(pane.along.transmittance == Approx(std::exp(-20.0 * path_m)).epsilon(1e-13));
}

TEST_CASE("A pane that is twice as thick lets less through and reflects less") {
  const PaneOptics thin = models::glass_optics({1.526, 30.0}, 0.004, 0.7).mean();
  const PaneOptics thick = models::glass_optics({1.526, 30.0}, 0.008, 0.7).mean();
  CHECK(thick.transmittance < thin.transmittance);
  CHECK(thick.reflectance_front < thin.reflectance_front);
}

TEST_CASE("At normal incidence every pane has its own values") {
  for (const Pane& pane : {uncoated(0.834, 0.075), uncoated(0.0, 0.05), uncoated(0.9, 0.0), uncoated(0.6, 0.4),
                           coated(0.452, 0.359, 0.397), coated(0.7, 0.1, 0.12)}) {
    CAPTURE(pane.transmittance_solar);
    const PaneOptics optics = models::pane_optics(pane, 1.0);
    CHECK(optics.transmittance == Approx(pane.transmittance_solar).margin(1e-13).epsilon(0));
    CHECK(optics.reflectance_front == Approx(pane.reflectance_solar_front).margin(1e-13).epsilon(0));
    CHECK(optics.reflectance_back == Approx(pane.reflectance_solar_back).margin(1e-13).epsilon(0));
  }
}

TEST_CASE("Coated panes follow the polynomials at 60 degrees") {
  // By hand at cos = 0.5. Bronze: 0.84953125 and 0.06053125. Clear: 0.9003 and 0.077325.
  const PaneOptics bronze = models::pane_optics(coated(0.452, 0.359, 0.397), 0.5);
  CHECK(bronze.transmittance == Approx(0.452 * 0.84953125).epsilon(1e-12));
  CHECK(bronze.reflectance_front == Approx(0.359 * 0.93946875 + 0.06053125).epsilon(1e-12));
  CHECK(bronze.reflectance_back == Approx(0.397 * 0.93946875 + 0.06053125).epsilon(1e-12));
  const PaneOptics clear = models::pane_optics(coated(0.7, 0.1, 0.12), 0.5);
  CHECK(clear.transmittance == Approx(0.7 * 0.9003).epsilon(1e-12));
  CHECK(clear.reflectance_back == Approx(0.12 * 0.922675 + 0.077325).epsilon(1e-12));
}

TEST_CASE("A coating is a difference between the two sides") {
  CHECK_FALSE(models::is_coated(uncoated(0.8, 0.07)));
  CHECK(models::is_coated(coated(0.8, 0.07, 0.07)));
  Pane pane = uncoated(0.8, 0.07);
  pane.reflectance_solar_front = 0.07 + 0.9e-6;
  CHECK_FALSE(models::is_coated(pane));
  pane.reflectance_solar_front = 0.07 + 1.1e-6;
  CHECK(models::is_coated(pane));
}

TEST_CASE("Light along the pane or from behind is all reflected") {
  for (const double cosine : {0.0, -0.5, std::numeric_limits<double>::quiet_NaN()}) {
    for (const Pane& pane : {uncoated(0.834, 0.075), coated(0.452, 0.359, 0.397)}) {
      const PaneOptics optics = models::pane_optics(pane, cosine);
      CHECK(optics.transmittance == 0.0);
      CHECK(optics.reflectance_front == 1.0);
      CHECK(optics.reflectance_back == 1.0);
    }
  }
  CHECK(models::pane_optics(uncoated(0.834, 0.075), 1e-8).reflectance_front > 0.999999);
}

TEST_CASE("Values that no pane has are a bug of ours") {
  CHECK_THROWS_AS(models::pane_optics(uncoated(0.8, 0.3), 1.0), tvilling::core::Error);
  CHECK_THROWS_AS(models::pane_optics(uncoated(-0.1, 0.3), 1.0), tvilling::core::Error);
  CHECK_THROWS_AS(models::pane_optics(uncoated(0.0, 1.0), 1.0), tvilling::core::Error);
  CHECK_THROWS_AS(models::pane_optics(uncoated(0.8, 0.1, 0.0), 1.0), tvilling::core::Error);
  CHECK_THROWS_AS(models::pane_optics(uncoated(std::nan(""), 0.1), 1.0), tvilling::core::Error);
}
