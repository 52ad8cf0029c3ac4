// SPDX-License-Identifier: MPL-2.0
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>

#include "models/window/glazing_heat.hpp"

namespace models = tvilling::models;
using models::Glazing;
using models::GlazingOptics;
using models::GlazingSide;
using models::Pane;

namespace {

/// A number from `low` to `high` in steps of a ten thousandth of the range.
double number(double low, double high) {
  return low + (high - low) * *rc::gen::inRange(0, 10001) / 10000.0;
}

/// Clear, black, lossless and coated panes.
Pane any_pane() {
  Pane pane;
  pane.thickness_m = number(0.002, 0.012);
  pane.reflectance_solar_front = number(0.0, 0.6);
  pane.reflectance_solar_back = pane.reflectance_solar_front;
  double most = 1.0 - pane.reflectance_solar_front;
  if (*rc::gen::arbitrary<bool>()) {
    pane.reflectance_solar_back = number(0.0, 0.6);
    pane.emissivity_back = number(0.02, 0.84);
    most = std::fmin(most, 1.0 - pane.reflectance_solar_back);
  }
  pane.transmittance_solar = number(0.0, most);
  return pane;
}

Glazing any_glazing(int most_panes = static_cast<int>(models::kMaxPanes)) {
  Glazing glazing;
  const int count = *rc::gen::inRange(1, most_panes + 1);
  for (int i = 0; i < count; ++i) glazing.panes.push_back(any_pane());
  for (int i = 1; i < count; ++i) {
    glazing.gaps.push_back({number(0.006, 0.02), *rc::gen::element(models::Gap::Gas::air, models::Gap::Gas::argon), {}});
  }
  return glazing;
}

GlazingSide any_side() {
  return *rc::gen::element(GlazingSide::outdoors, GlazingSide::room);
}

/// Cosines from 0 to 1, also very close to grazing.
double any_cosine() {
  const double cosine = number(0.0, 1.0);
  return *rc::gen::arbitrary<bool>() ? cosine : std::pow(cosine, 12.0);
}

bool closes(const GlazingOptics& optics) {
  double sum = optics.transmittance + optics.reflectance;
  bool shares = optics.transmittance >= 0.0 && optics.reflectance >= 0.0;
  for (const double share : optics.absorbed) {
    sum += share;
    shares = shares && share >= 0.0;
  }
  return shares && std::abs(sum - 1.0) < 1e-12;
}

}  // namespace

TEST_CASE("Energy closes at every angle for every number of panes and from both sides") {
  REQUIRE(rc::check([]() { RC_ASSERT(closes(models::glazing_optics(any_glazing(), any_cosine(), any_side()))); }));
}

TEST_CASE("Energy closes for diffuse light from both sides") {
  REQUIRE(rc::check([]() { RC_ASSERT(closes(models::diffuse_optics(any_glazing(), any_side()))); }));
}

TEST_CASE("A glazing lets as much out as in") {
  REQUIRE(rc::check([]() {
    const Glazing glazing = any_glazing();
    const double cosine = any_cosine();
    const double in = models::glazing_optics(glazing, cosine).transmittance;
    RC_ASSERT(std::abs(in - models::glazing_optics(glazing, cosine, GlazingSide::room).transmittance) < 1e-12);
    const double diffuse = models::diffuse_optics(glazing).transmittance;
    RC_ASSERT(std::abs(diffuse - models::diffuse_optics(glazing, GlazingSide::room).transmittance) < 1e-12);
  }));
}

TEST_CASE("One more pane never lets more light or more heat through") {
  REQUIRE(rc::check([]() {
    const Glazing fewer = any_glazing(3);
    Glazing more = fewer;
    more.panes.push_back(any_pane());
    more.gaps.push_back({0.012, models::Gap::Gas::air, {}});
    const double cosine = any_cosine();
    RC_ASSERT(models::glazing_optics(more, cosine).transmittance <= models::glazing_optics(fewer, cosine).transmittance + 1e-12);
    RC_ASSERT(models::u_value_w_m2k(more) < models::u_value_w_m2k(fewer));
  }));
}

TEST_CASE("The solar factor lies between the light let through and all that is not reflected") {
  REQUIRE(rc::check([]() {
    const Glazing glazing = any_glazing();
    const double cosine = any_cosine();
    const GlazingOptics optics = models::glazing_optics(glazing, cosine);
    const double g = models::g_value(glazing, models::kEn410Films, cosine);
    RC_ASSERT(g >= optics.transmittance);
    RC_ASSERT(g <= 1.0 - optics.reflectance + 1e-12);
  }));
}
