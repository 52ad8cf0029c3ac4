// SPDX-License-Identifier: MPL-2.0
#include "models/window/glazing.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <vector>

#include "core/error.hpp"

namespace models = tvilling::models;
using models::Glazing;
using models::GlazingOptics;
using models::GlazingSide;
using models::GlazingTable;
using models::Pane;
using models::PaneOptics;

namespace {

constexpr double kDegree = 3.14159265358979323846 / 180.0;

Pane pane_of(double transmittance, double front, double back, double emissivity_back = 0.84) {
  Pane pane;
  pane.thickness_m = 0.003048;
  pane.transmittance_solar = transmittance;
  pane.reflectance_solar_front = front;
  pane.reflectance_solar_back = back;
  pane.emissivity_back = emissivity_back;
  return pane;
}

Glazing glazing_of(const std::vector<Pane>& panes) {
  return {panes, std::vector<models::Gap>(panes.size() - 1), {}, {}};
}

Glazing clear(std::size_t count) {
  return glazing_of(std::vector<Pane>(count, pane_of(0.834, 0.075, 0.075)));
}

Glazing low_e() {
  return glazing_of({pane_of(0.452, 0.359, 0.397, 0.047), pane_of(0.834, 0.075, 0.075)});
}

Glazing measured() {
  Glazing glazing = clear(2);
  glazing.table = {{0.0, 0.70, {0.10, 0.08}}, {40.0, 0.68, {0.11, 0.08}}, {60.0, 0.58, {0.12, 0.08}}, {80.0, 0.22, {0.13, 0.06}}};
  return glazing;
}

double sum_of(const GlazingOptics& optics) {
  double sum = optics.transmittance + optics.reflectance;
  for (const double share : optics.absorbed) sum += share;
  return sum;
}

double largest_difference(const GlazingOptics& a, const GlazingOptics& b) {
  double largest = std::max(std::abs(a.transmittance - b.transmittance), std::abs(a.reflectance - b.reflectance));
  for (std::size_t i = 0; i < a.absorbed.size(); ++i) largest = std::max(largest, std::abs(a.absorbed[i] - b.absorbed[i]));
  return largest;
}

/// The largest error of the lookup at 20,000 cosines.
double lookup_error(const Glazing& glazing) {
  const GlazingTable table(glazing);
  double largest = 0.0;
  for (int i = 0; i <= 20000; ++i) {
    const double cosine = i / 20000.0;
    largest = std::max(largest, largest_difference(table.at(cosine), models::glazing_optics(glazing, cosine)));
  }
  return largest;
}

}  // namespace

TEST_CASE("One pane as a glazing is the pane") {
  const GlazingOptics glazing = models::glazing_optics(clear(1), 0.6);
  const PaneOptics pane = models::pane_optics(clear(1).panes[0], 0.6);
  CHECK(glazing.transmittance == Approx(pane.transmittance).epsilon(1e-14));
  CHECK(glazing.reflectance == Approx(pane.reflectance_front).epsilon(1e-14));
  CHECK(glazing.absorbed[0] == Approx(1.0 - pane.transmittance - pane.reflectance_front).epsilon(1e-12));
  CHECK(glazing.absorbed[1] == 0.0);
}

TEST_CASE("Two different panes follow the sum of all reflections between them") {
  // At normal incidence, by hand: what bounces between pane 1's back (0.397) and pane 2's front (0.075).
  const GlazingOptics out = models::glazing_optics(low_e(), 1.0);
  const double bounce = 1.0 / (1.0 - 0.397 * 0.075);
  CHECK(out.transmittance == Approx(0.452 * 0.834 * bounce).epsilon(1e-12));
  CHECK(out.reflectance == Approx(0.359 + 0.452 * 0.452 * 0.075 * bounce).epsilon(1e-12));
  CHECK(out.absorbed[1] == Approx(0.452 * bounce * 0.091).epsilon(1e-12));
  CHECK(out.absorbed[0] == Approx(0.189 + 0.452 * bounce * 0.075 * 0.151).epsilon(1e-12));

  const GlazingOptics room = models::glazing_optics(low_e(), 1.0, GlazingSide::room);
  CHECK(room.transmittance == Approx(out.transmittance).epsilon(1e-12));
  CHECK(room.reflectance == Approx(0.075 + 0.834 * 0.834 * 0.397 * bounce).epsilon(1e-12));
  CHECK(room.absorbed[0] == Approx(0.834 * bounce * 0.151).epsilon(1e-12));
  CHECK(room.absorbed[1] == Approx(0.091 + 0.834 * bounce * 0.397 * 0.091).epsilon(1e-12));
}

TEST_CASE("Panes without extinction follow the law for N covers at every angle") {
  // Duffie and Beckman, equation 5.1.8: mean over both polarisations of (1 - r) / (1 + (2 N - 1) r).
  const double n = 1.526;
  const double normal = 2.0 * n / (n * n + 1.0);
  for (std::size_t count = 1; count <= models::kMaxPanes; ++count) {
    const Glazing glazing = glazing_of(std::vector<Pane>(count, pane_of(normal, 1.0 - normal, 1.0 - normal)));
    for (const double angle_deg : {0.0, 30.0, 60.0, 80.0, 89.0}) {
      CAPTURE(count, angle_deg);
      const double in = angle_deg * kDegree;
      const double refracted = std::asin(std::sin(in) / n);
      // Surface reflectances in the cosine form, so that 0 degrees is no quotient of zeros.
      const double s = (std::cos(in) - n * std::cos(refracted)) / (std::cos(in) + n * std::cos(refracted));
      const double p = (n * std::cos(in) - std::cos(refracted)) / (n * std::cos(in) + std::cos(refracted));
      const double more = 2.0 * static_cast<double>(count) - 1.0;
      const double expected = 0.5 * ((1.0 - s * s) / (1.0 + more * s * s) + (1.0 - p * p) / (1.0 + more * p * p));
      const GlazingOptics optics = models::glazing_optics(glazing, std::cos(in));
      CHECK(optics.transmittance == Approx(expected).epsilon(1e-9));
      CHECK(optics.reflectance == Approx(1.0 - expected).epsilon(1e-9));
    }
  }
}

TEST_CASE("Two covers without extinction equal the example of Duffie and Beckman") {
  // Example 5.1.2: 0.85 at normal incidence and 0.76 at 60 degrees for an index of 1.526, two digits in print.
  const double normal = 2.0 * 1.526 / (1.526 * 1.526 + 1.0);
  const Glazing covers = glazing_of(std::vector<Pane>(2, pane_of(normal, 1.0 - normal, 1.0 - normal)));
  CHECK(models::glazing_optics(covers, 1.0).transmittance == Approx(0.85).margin(5e-3).epsilon(0));
  CHECK(models::glazing_optics(covers, 0.5).transmittance == Approx(0.76).margin(5e-3).epsilon(0));
}

TEST_CASE("Keeping the polarisations apart lets more through two panes than mixing them") {
  const PaneOptics pane = models::pane_optics(clear(1).panes[0], std::cos(60.0 * kDegree));
  const double mixed = pane.transmittance * pane.transmittance / (1.0 - pane.reflectance_front * pane.reflectance_front);
  const GlazingOptics apart = models::glazing_optics(clear(2), std::cos(60.0 * kDegree));
  CHECK(mixed == Approx(0.5717).margin(5e-5).epsilon(0));
  CHECK(apart.transmittance == Approx(0.5955).margin(5e-5).epsilon(0));
}

TEST_CASE("The outer pane takes up more than the inner one of the same glass") {
  const GlazingOptics out = models::glazing_optics(clear(3), 0.8);
  CHECK(out.absorbed[0] > out.absorbed[1]);
  CHECK(out.absorbed[1] > out.absorbed[2]);
  const GlazingOptics room = models::glazing_optics(clear(3), 0.8, GlazingSide::room);
  CHECK(room.absorbed[2] == Approx(out.absorbed[0]).epsilon(1e-13));
  CHECK(room.absorbed[0] == Approx(out.absorbed[2]).epsilon(1e-13));
}

TEST_CASE("Diffuse light is the mean over the hemisphere") {
  for (const Glazing& glazing : {clear(1), clear(2), clear(3), low_e(), measured()}) {
    GlazingOptics mean;
    mean.reflectance = 0.0;
    double weight = 0.0;
    constexpr int kSteps = 20000;
    for (int i = 0; i < kSteps; ++i) {
      const double theta = (i + 0.5) / kSteps * 90.0 * kDegree;
      const double w = std::cos(theta) * std::sin(theta);
      const GlazingOptics optics = models::glazing_optics(glazing, std::cos(theta));
      mean.transmittance += w * optics.transmittance;
      mean.reflectance += w * optics.reflectance;
      for (std::size_t k = 0; k < optics.absorbed.size(); ++k) mean.absorbed[k] += w * optics.absorbed[k];
      weight += w;
    }
    mean.transmittance /= weight;
    mean.reflectance /= weight;
    for (double& share : mean.absorbed) share /= weight;
    CHECK(largest_difference(models::diffuse_optics(glazing), mean) < 1e-5);
  }
}

TEST_CASE("A measured table replaces the computed optics for light from outdoors only") {
  const Glazing glazing = measured();
  CHECK(models::glazing_optics(glazing, 1.0).transmittance == Approx(0.70).epsilon(1e-12));
  CHECK(models::glazing_optics(glazing, std::cos(50.0 * kDegree)).transmittance == Approx(0.63).epsilon(1e-12));
  CHECK(models::glazing_optics(glazing, std::cos(50.0 * kDegree)).absorbed[0] == Approx(0.115).epsilon(1e-12));
  CHECK(models::glazing_optics(glazing, std::cos(85.0 * kDegree)).transmittance == Approx(0.11).epsilon(1e-9));
  CHECK(models::glazing_optics(glazing, std::cos(85.0 * kDegree)).reflectance == Approx(1.0 - 0.5 * 0.41).epsilon(1e-9));
  CHECK(largest_difference(models::diffuse_optics(glazing, GlazingSide::room),
                           models::diffuse_optics(clear(2), GlazingSide::room)) == 0.0);
}

TEST_CASE("A measured diffuse row replaces the integral") {
  Glazing glazing = measured();
  glazing.table_diffuse = models::AngleRow{0.0, 0.6, {0.11, 0.07}};
  const GlazingOptics diffuse = GlazingTable(glazing).diffuse();
  CHECK(diffuse.transmittance == 0.6);
  CHECK(diffuse.reflectance == Approx(0.22).epsilon(1e-12));
}

TEST_CASE("The first row of a table holds to normal incidence") {
  Glazing glazing = measured();
  glazing.table.erase(glazing.table.begin());
  CHECK(models::glazing_optics(glazing, 1.0).transmittance == Approx(0.68).epsilon(1e-12));
}

TEST_CASE("The lookup is within 1e-4 and a measured table is read as it is") {
  for (std::size_t count = 1; count <= models::kMaxPanes; ++count) CHECK(lookup_error(clear(count)) < 1e-4);
  CHECK(lookup_error(low_e()) < 1e-4);
  CHECK(lookup_error(measured()) == 0.0);
}

TEST_CASE("The lookup closes energy and knows no sun behind the pane") {
  const GlazingTable table(low_e());
  for (int i = 0; i <= 1000; ++i) REQUIRE(sum_of(table.at(i / 1000.0)) == Approx(1.0).margin(1e-12).epsilon(0));
  CHECK(sum_of(table.diffuse()) == Approx(1.0).margin(1e-12).epsilon(0));
  CHECK(sum_of(table.diffuse_from_room()) == Approx(1.0).margin(1e-12).epsilon(0));
  CHECK(table.at(0.0).reflectance == 1.0);
  CHECK(table.at(-0.4).transmittance == 0.0);
  CHECK(largest_difference(table.at(1.5), models::glazing_optics(low_e(), 1.0)) < 1e-12);
}

TEST_CASE("A glazing that cannot be is a bug of ours") {
  CHECK_THROWS_AS(models::glazing_optics({}, 1.0), tvilling::core::Error);
  CHECK_THROWS_AS(models::glazing_optics(clear(5), 1.0), tvilling::core::Error);
  Glazing glazing = clear(2);
  glazing.gaps.clear();
  CHECK_THROWS_AS(models::diffuse_optics(glazing), tvilling::core::Error);
  glazing = measured();
  glazing.table[1].angle_deg = 0.0;
  CHECK_THROWS_AS(models::glazing_optics(glazing, 1.0), tvilling::core::Error);
  glazing = measured();
  glazing.table[1].transmittance = 0.9;
  CHECK_THROWS_AS(models::GlazingTable(glazing), tvilling::core::Error);
}
