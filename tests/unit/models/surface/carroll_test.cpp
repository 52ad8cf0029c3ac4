// SPDX-License-Identifier: MPL-2.0
// The radiant node against the exact exchange of grey surfaces (radiosity). Heat is in units of emissive power, so that only the
// geometry is compared: with 4 sigma Tm^3 = 1 a conductance times a difference of sigma T^4 is heat.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <vector>

#include "core/error.hpp"
#include "models/surface/radiation.hpp"

namespace models = tvilling::models;

namespace {

constexpr std::size_t kFaces = 6;
using Faces = std::array<double, kFaces>;
using Views = std::array<Faces, kFaces>;

/// Faces 0 and 1 are floor and ceiling (x y), 2 and 3 the walls x z, 4 and 5 the walls y z.
[[nodiscard]] Faces box_areas_m2(double x_m, double y_m, double z_m) {
  return {x_m * y_m, x_m * y_m, x_m * z_m, x_m * z_m, y_m * z_m, y_m * z_m};
}

/// View between two equal rectangles a x b face to face at distance c (Howell, catalogue, C-11).
[[nodiscard]] double opposite_view(double a_m, double b_m, double c_m) {
  const double x = a_m / c_m;
  const double y = b_m / c_m;
  const double p = std::sqrt(1.0 + x * x);
  const double q = std::sqrt(1.0 + y * y);
  const double sum = std::log(p * q / std::sqrt(1.0 + x * x + y * y)) + x * q * std::atan(x / q) + y * p * std::atan(y / p) -
                     x * std::atan(x) - y * std::atan(y);
  return 2.0 * sum / (std::numbers::pi * x * y);
}

/// All view factors of a box. What does not go across goes around, which fixes the three exchange areas of adjacent faces.
[[nodiscard]] Views box_views(double x_m, double y_m, double z_m) {
  const Faces area = box_areas_m2(x_m, y_m, z_m);
  const std::array<double, 3> across{opposite_view(x_m, y_m, z_m), opposite_view(x_m, z_m, y_m), opposite_view(y_m, z_m, x_m)};
  std::array<double, 3> half{};
  for (std::size_t k = 0; k < 3; ++k) half[k] = 0.5 * area[2 * k] * (1.0 - across[k]);
  const double all = 0.5 * (half[0] + half[1] + half[2]);
  Views views{};
  for (std::size_t i = 0; i < kFaces; ++i) {
    for (std::size_t j = 0; j < kFaces; ++j) {
      const std::size_t pair_i = i / 2;
      const std::size_t pair_j = j / 2;
      if (i == j) continue;
      views[i][j] = pair_i == pair_j ? across[pair_i] : (all - half[3 - pair_i - pair_j]) / area[i];
    }
  }
  return views;
}

/// Exact heat that leaves each face for given emissive powers.
[[nodiscard]] Faces exact_heat(const Faces& area, const Views& views, double emissivity, const Faces& power) {
  Faces radiosity = power;
  Faces heat{};
  for (int sweep = 0; sweep < 400; ++sweep) {
    for (std::size_t i = 0; i < kFaces; ++i) {
      double incoming = 0.0;
      for (std::size_t j = 0; j < kFaces; ++j) incoming += views[i][j] * radiosity[j];
      radiosity[i] = emissivity * power[i] + (1.0 - emissivity) * incoming;
      heat[i] = area[i] * (radiosity[i] - incoming);
    }
  }
  return heat;
}

/// A temperature at which 4 sigma T^3 is 1 W/(m2 K).
[[nodiscard]] double unit_degc() {
  return std::cbrt(0.25 / models::kStefanBoltzmann_w_m2k4) - 273.15;
}

/// Heat that leaves each face for the node, which keeps none: it is at the mean of the faces, weighted by their ties to it.
[[nodiscard]] Faces node_heat(const Faces& area, double emissivity, const Faces& power) {
  const std::vector<double> views = models::carroll_view_factors(area);
  Faces tie{};
  double all_ties = 0.0;
  double inflow = 0.0;
  for (std::size_t i = 0; i < kFaces; ++i) {
    tie[i] = area[i] * models::node_conductance_w_m2k(emissivity, views[i], unit_degc());
    all_ties += tie[i];
    inflow += tie[i] * power[i];
  }
  Faces heat{};
  for (std::size_t i = 0; i < kFaces; ++i) heat[i] = tie[i] * (power[i] - inflow / all_ties);
  return heat;
}

/// Largest deviation of any face's heat as a share of the hot face's, over all hot faces.
[[nodiscard]] double worst_error(double x_m, double y_m, double z_m, double emissivity) {
  const Faces area = box_areas_m2(x_m, y_m, z_m);
  const Views views = box_views(x_m, y_m, z_m);
  double worst = 0.0;
  for (std::size_t hot = 0; hot < kFaces; ++hot) {
    Faces power{};
    power[hot] = 1.0;
    const Faces exact = exact_heat(area, views, emissivity, power);
    const Faces node = node_heat(area, emissivity, power);
    for (std::size_t i = 0; i < kFaces; ++i) worst = std::max(worst, std::abs(node[i] - exact[i]) / exact[hot]);
  }
  return worst;
}

/// The defining equation by repeated substitution from F = 1.
[[nodiscard]] std::vector<double> substituted(const std::vector<double>& areas_m2, int rounds) {
  std::vector<double> views(areas_m2.size(), 1.0);
  for (int round = 0; round < rounds; ++round) {
    double sum = 0.0;
    for (std::size_t i = 0; i < areas_m2.size(); ++i) sum += areas_m2[i] * views[i];
    for (std::size_t i = 0; i < areas_m2.size(); ++i) views[i] = 1.0 / (1.0 - areas_m2[i] * views[i] / sum);
  }
  return views;
}

}  // namespace

TEST_CASE("Two equal plates get F = 2 and exchange as infinite parallel plates do") {
  const std::vector<double> views = models::carroll_view_factors(std::vector<double>{3.0, 3.0});
  CHECK(views == std::vector<double>{2.0, 2.0});
  for (const double e1 : {0.04, 0.5, 0.9, 1.0}) {
    for (const double e2 : {0.1, 0.84}) {
      CAPTURE(e1, e2);
      const double h1 = models::node_conductance_w_m2k(e1, views[0], unit_degc());
      const double h2 = models::node_conductance_w_m2k(e2, views[1], unit_degc());
      CHECK(h1 * h2 / (h1 + h2) == Approx(1.0 / (1.0 / e1 + 1.0 / e2 - 1.0)).margin(0).epsilon(1e-12));
    }
  }
}

TEST_CASE("A body in a hollow exchanges as the textbook says though the hollow has more than half the area") {
  constexpr std::array<double, 2> area_m2{1.5, 40.0};
  const std::vector<double> views = models::carroll_view_factors(area_m2);
  CHECK(views[0] == 1.0);
  CHECK(views[1] == Approx(models::kLargestNodeView).margin(0).epsilon(1e-9));
  const double g1 = area_m2[0] * models::node_conductance_w_m2k(0.8, views[0], unit_degc());
  const double g2 = area_m2[1] * models::node_conductance_w_m2k(0.9, views[1], unit_degc());
  const double textbook = area_m2[0] / (1.0 / 0.8 + area_m2[0] / area_m2[1] * (1.0 / 0.9 - 1.0));
  CHECK(g1 * g2 / (g1 + g2) == Approx(textbook).margin(0).epsilon(1e-6));
}

TEST_CASE("A cube gets F = 1.2 and its black walls exchange within 0.1 percent of the exact views") {
  const Views exact = box_views(1.0, 1.0, 1.0);
  CHECK(exact[0][1] == Approx(0.199825).margin(5e-7).epsilon(0));
  CHECK(exact[0][2] == Approx(0.200044).margin(5e-7).epsilon(0));
  const std::vector<double> views = models::carroll_view_factors(box_areas_m2(1.0, 1.0, 1.0));
  for (const double view : views) CHECK(view == Approx(1.2).margin(0).epsilon(1e-14));

  // One hot wall: it gives off all it can, and each of the others takes a fifth.
  const Faces heat = node_heat(box_areas_m2(1.0, 1.0, 1.0), 1.0, {1.0, 0.0, 0.0, 0.0, 0.0, 0.0});
  CHECK(heat[0] == Approx(1.0).margin(0).epsilon(1e-12));
  for (std::size_t i = 1; i < kFaces; ++i) {
    CHECK(heat[i] == Approx(-0.2).margin(0).epsilon(1e-12));
    CHECK(std::abs(heat[i] / -exact[0][i] - 1.0) < 0.001);
  }
}

TEST_CASE("Of the hot face's heat the node misplaces 0.02 percent in a cube and about 3 percent in flat rooms") {
  const auto shown = [](double value) { return Approx(value).margin(5.1e-5).epsilon(0); };
  CHECK(worst_error(1.0, 1.0, 1.0, 1.0) == shown(0.0002));
  CHECK(worst_error(1.0, 1.0, 1.0, 0.9) == shown(0.0002));
  CHECK(worst_error(6.0, 4.0, 2.7, 0.9) == shown(0.0302));
  CHECK(worst_error(8.0, 6.0, 2.7, 0.9) == shown(0.0343));
  CHECK(worst_error(20.0, 20.0, 2.7, 0.9) == shown(0.0288));
  CHECK(worst_error(10.0, 2.0, 3.0, 0.9) == shown(0.0431));
}

TEST_CASE("The view factors are those that repeated substitution settles on") {
  const std::vector<std::vector<double>> rooms{
      {48, 48, 21.6, 21.6, 16.2, 16.2}, {24, 24, 16.2, 10.2, 6.0, 10.8, 10.8}, {30, 20, 15}, {39, 15, 15, 10}, {10, 8, 5, 0.01}};
  for (const std::vector<double>& areas_m2 : rooms) {
    CAPTURE(areas_m2);
    const std::vector<double> settled = substituted(areas_m2, 5000);
    const std::vector<double> views = models::carroll_view_factors(areas_m2);
    for (std::size_t i = 0; i < areas_m2.size(); ++i) CHECK(views[i] == Approx(settled[i]).margin(0).epsilon(1e-11));
  }
}

TEST_CASE("Where one surface has more than half the area substitution grows without end towards the limit returned") {
  const std::vector<double> areas_m2{100.0, 20.0, 20.0, 5.0};
  const std::vector<double> growing = substituted(areas_m2, 30);
  const std::vector<double> views = models::carroll_view_factors(areas_m2);
  CHECK(growing[0] > 1e10);
  CHECK(views[0] == Approx(models::kLargestNodeView).margin(0).epsilon(1e-9));
  for (std::size_t i = 1; i < areas_m2.size(); ++i) {
    CHECK(growing[i] == Approx(1.0).margin(1e-10).epsilon(0));
    CHECK(views[i] == 1.0);
  }
  // Even black, nothing is infinite.
  CHECK(std::isfinite(models::node_conductance_w_m2k(1.0, views[0], 20.0)));
}

TEST_CASE("The limit is reached without a jump as the largest surface grows to half the area") {
  const std::vector<double> below = models::carroll_view_factors(std::vector<double>{40.0 - 1e-7, 15.0, 15.0, 10.0});
  const std::vector<double> half = models::carroll_view_factors(std::vector<double>{40.0, 15.0, 15.0, 10.0});
  const std::vector<double> above = models::carroll_view_factors(std::vector<double>{40.0 + 1e-7, 15.0, 15.0, 10.0});
  CHECK(half == above);
  CHECK(1.0 / below[0] == Approx(0.0).margin(1e-6));
  for (std::size_t i = 1; i < below.size(); ++i) CHECK(below[i] == Approx(1.0).margin(1e-6).epsilon(0));
}

TEST_CASE("Rooms without surfaces and surfaces without area and single surfaces give finite factors") {
  CHECK(models::carroll_view_factors(std::vector<double>{}).empty());
  CHECK(models::carroll_view_factors(std::vector<double>{0.0, 0.0}) == std::vector<double>{1.0, 1.0});
  CHECK(std::isfinite(models::carroll_view_factors(std::vector<double>{7.0})[0]));
  const std::vector<double> views = models::carroll_view_factors(std::vector<double>{2.0, 2.0, 0.0});
  CHECK(views == std::vector<double>{2.0, 2.0, 1.0});
}

TEST_CASE("Areas that cannot be are bugs of ours") {
  using tvilling::core::Error;
  CHECK_THROWS_AS(models::carroll_view_factors(std::vector<double>{1.0, -1.0}), Error);
  CHECK_THROWS_AS(models::carroll_view_factors(std::vector<double>{1.0, std::numeric_limits<double>::quiet_NaN()}), Error);
}

TEST_CASE("A perfect mirror exchanges nothing and a black surface by its view alone") {
  CHECK(models::node_conductance_w_m2k(0.0, 1.2, 20.0) == 0.0);
  CHECK(models::node_conductance_w_m2k(1.0, 1.2, unit_degc()) == Approx(1.2).margin(0).epsilon(1e-12));
}

TEST_CASE("One mean temperature for the node costs 0.03 percent at 20 and 30 degrees") {
  // Two black plates: the node's conductance in series against the exact fourth powers.
  const double one = models::node_conductance_w_m2k(1.0, 2.0, 25.0);
  const double exact = models::longwave_conductance_w_m2k(1.0, 1.0, 20.0, 30.0);
  CHECK(std::abs(0.5 * one / exact - 1.0) < 0.0003);
}
