// SPDX-License-Identifier: MPL-2.0
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "models/swimming_hall/air_handling.hpp"
#include "models/swimming_hall/hall_air.hpp"
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

TEST_CASE("The moisture of an hour keeps the water, whatever the air handling does") {
  REQUIRE(rc::check([]() {
    models::AirDemand hour;
    hour.air_mass_kg = number(10.0, 50000.0);
    hour.humidity_kg_kg = number(0.0, 0.03);
    hour.set_point_kg_kg = number(0.005, 0.03);
    hour.saturation_kg_kg = number(0.01, 0.04);
    hour.outdoor_kg_kg = number(0.0, 0.02);
    hour.least_outdoor_air_kg_h = number(0.0, 20000.0);
    hour.most_outdoor_air_kg_h = hour.least_outdoor_air_kg_h + number(0.0, 40000.0);
    hour.leakage_kg_h = number(0.0, 2000.0);
    hour.heat_pump_capacity_kg_h = number(0.0, 200.0);
    const double wet_kg_h = number(0.0, 500.0);
    const double falls_kg_h = number(0.0, 20000.0);
    const auto gain_kg_h = [=](double w) { return std::max(0.0, wet_kg_h - falls_kg_h * w); };
    const models::AirAnswer answer = models::dehumidify(hour, gain_kg_h);
    const double w = answer.humidity_kg_kg;
    const double came_kg_h = gain_kg_h(w) + (answer.outdoor_air_kg_h + hour.leakage_kg_h) * (hour.outdoor_kg_kg - w) -
                             answer.condensed_kg_h - answer.fog_kg_h;
    RC_ASSERT(std::abs(hour.air_mass_kg * (w - hour.humidity_kg_kg) - came_kg_h) <= 1e-9 * (hour.air_mass_kg + 1000.0));
    RC_ASSERT(answer.outdoor_air_kg_h >= hour.least_outdoor_air_kg_h);
    RC_ASSERT(answer.outdoor_air_kg_h <= hour.most_outdoor_air_kg_h * (1.0 + 1e-12));
    RC_ASSERT(answer.condensed_kg_h <= hour.heat_pump_capacity_kg_h);
    RC_ASSERT(w <= hour.saturation_kg_kg * (1.0 + 1e-12));
    RC_ASSERT(answer.fog_kg_h >= 0.0);
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
