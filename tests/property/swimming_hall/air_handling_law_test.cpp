// SPDX-License-Identifier: MPL-2.0
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "models/swimming_hall/air_handling.hpp"
#include "tests/property/swimming_hall/any_hall_air.hpp"
#include "tests/support/heat_exchanger.hpp"

namespace models = tvilling::models;
namespace tests = tvilling::tests;
using tvilling::tests::number;

namespace {

// The efficiency is converged to 1e-9.
constexpr double kConverged = 1e-8;

models::Exhaust exhaust_of(const models::MoistAir& air) {
  return {air.temperature_degc, models::humidity_ratio_kg_kg(air.vapour_pressure_pa, air.pressure_pa), air.pressure_pa};
}

/// As most of the time in a hall: warm and humid inside, colder outside.
models::Exhaust any_hall_exhaust() {
  return exhaust_of(tests::air(number(20.0, 40.0), number(0.3, 1.0), number(90000.0, 105000.0)));
}

}  // namespace

TEST_CASE("Heat recovery lies between nothing and all and below the dry one only for frost") {
  REQUIRE(rc::check([]() {
    const models::Exhaust exhaust = exhaust_of(tests::any_air());
    const double outdoor_degc = number(-25.0, 45.0);
    const double dry = number(0.0, 1.0);
    const double recovery = models::wet_heat_recovery(dry, exhaust, outdoor_degc);
    RC_ASSERT(std::isfinite(recovery));
    RC_ASSERT(recovery >= 0.0);
    RC_ASSERT(recovery <= 1.0);
    if (recovery < dry) {
      const double leaving_degc = tests::leaving_degc(recovery, exhaust, outdoor_degc);
      RC_ASSERT(exhaust.temperature_degc <= 1.0 || std::abs(leaving_degc - 1.0) < 1e-6);
    }
  }));
}

TEST_CASE("Heat recovery without condensation is exactly the dry one") {
  REQUIRE(rc::check([]() {
    const models::Exhaust exhaust = any_hall_exhaust();
    const double dry = number(0.0, 1.0);
    const double outdoor_degc = number(-25.0, 40.0);
    const double dry_leaving_degc = exhaust.temperature_degc - dry * (exhaust.temperature_degc - outdoor_degc);
    const double saturated_pa = models::saturation_pressure_pa(std::min(dry_leaving_degc, exhaust.temperature_degc));
    RC_PRE(dry_leaving_degc > 1.0);
    RC_PRE(models::humidity_ratio_kg_kg(saturated_pa, exhaust.pressure_pa) > exhaust.humidity_kg_kg);
    RC_ASSERT(models::wet_heat_recovery(dry, exhaust, outdoor_degc) == dry);
  }));
}

TEST_CASE("A better exchanger never recovers less") {
  REQUIRE(rc::check([]() {
    const models::Exhaust exhaust = any_hall_exhaust();
    const double outdoor_degc = number(-25.0, 30.0);
    const double worse = number(0.0, 1.0);
    const double better = number(worse, 1.0);
    RC_ASSERT(models::wet_heat_recovery(worse, exhaust, outdoor_degc) <=
              models::wet_heat_recovery(better, exhaust, outdoor_degc) + kConverged);
  }));
}

TEST_CASE("A more humid exhaust never gives less") {
  REQUIRE(rc::check([]() {
    models::Exhaust exhaust = any_hall_exhaust();
    const double outdoor_degc = number(-25.0, 30.0);
    const double dry = number(0.0, 1.0);
    const double before = models::wet_heat_recovery(dry, exhaust, outdoor_degc);
    exhaust.humidity_kg_kg += number(0.0, 0.02);
    RC_ASSERT(before <= models::wet_heat_recovery(dry, exhaust, outdoor_degc) + kConverged);
  }));
}

TEST_CASE("The heat of a condensing exhaust is what its exchanger carries over") {
  REQUIRE(rc::check([]() {
    const models::Exhaust exhaust = any_hall_exhaust();
    const double outdoor_degc = number(-25.0, exhaust.temperature_degc - 0.5);
    const double dry = number(0.02, 0.97);
    const double wet = models::wet_heat_recovery(dry, exhaust, outdoor_degc);
    RC_PRE(tests::leaving_degc(wet, exhaust, outdoor_degc) > 1.0 + 1e-6);
    RC_ASSERT(std::abs(wet - tests::counterflow_efficiency(dry, wet, exhaust, outdoor_degc)) < 1e-6);
  }));
}

TEST_CASE("A step of the humidity keeps the water and stays between what there was and what comes") {
  REQUIRE(rc::check([]() {
    const double mass_kg = number(10.0, 50000.0);
    const double step_h = number(0.01, 24.0);
    const double flow_kg_h = number(0.0, 60000.0);
    const double before = number(0.0, 0.03);
    const double outdoor = number(0.0, 0.03);
    const double gain_kg_h = number(0.0, 500.0);
    const double after = models::humidity_after_step_kg_kg(mass_kg, before, step_h, gain_kg_h, flow_kg_h, outdoor);
    const double kept_kg = mass_kg * (after - before);
    const double came_kg = step_h * (gain_kg_h + flow_kg_h * (outdoor - after));
    RC_ASSERT(std::abs(kept_kg - came_kg) <= 1e-9 * (mass_kg + step_h * (flow_kg_h + gain_kg_h)));
    const double still = models::humidity_after_step_kg_kg(mass_kg, before, step_h, 0.0, flow_kg_h, outdoor);
    RC_ASSERT(still >= std::min(before, outdoor) - 1e-15);
    RC_ASSERT(still <= std::max(before, outdoor) + 1e-15);
    RC_ASSERT(after >= still);
  }));
}

TEST_CASE("The outdoor air for dehumidification holds the humidity where it is") {
  REQUIRE(rc::check([]() {
    const double outdoor = number(0.0, 0.02);
    const double indoor = outdoor + number(1e-4, 0.02);
    const double evaporation_kg_h = number(0.0, 500.0);
    const double flow_kg_h = models::outdoor_air_for_dehumidification_kg_h(evaporation_kg_h, indoor, outdoor);
    RC_ASSERT(flow_kg_h >= 0.0);
    const double after = models::humidity_after_step_kg_kg(9000.0, indoor, 1.0, evaporation_kg_h, flow_kg_h, outdoor);
    RC_ASSERT(std::abs(after - indoor) < 1e-12);
  }));
}

TEST_CASE("More air never takes less fan power") {
  REQUIRE(rc::check([]() {
    const double less = number(0.0, 1.0);
    const double more = number(less, 1.0);
    RC_ASSERT(models::fan_part_load(less) > 0.0);
    RC_ASSERT(models::fan_part_load(less) <= models::fan_part_load(more));
    RC_ASSERT(models::fan_part_load(more) < 1.0);
    RC_ASSERT(models::fan_power_kw(10000.0 * less, 2.5) <= models::fan_power_kw(10000.0 * more, 2.5));
  }));
}
