// SPDX-License-Identifier: MPL-2.0
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "models/air/psychrometrics.hpp"
#include "models/swimming_hall/surface_humidity.hpp"
#include "tests/property/swimming_hall/any_hall_air.hpp"

namespace models = tvilling::models;
using tvilling::tests::number;

TEST_CASE("A surface stays dry exactly up to the humidity that it allows") {
  REQUIRE(rc::check([]() {
    const double factor = models::surface_temperature_factor(number(0.05, 6.0));
    const double indoor_degc = number(10.0, 45.0);
    const double outdoor_degc = number(-25.0, 45.0);
    const double limit = models::dry_surface_humidity(factor, indoor_degc, outdoor_degc, 0.0);
    const double surface_degc = models::surface_temperature_degc(factor, indoor_degc, outdoor_degc);
    const double saturated_pa = models::saturation_pressure_pa(indoor_degc);
    RC_ASSERT(limit > 0.0);
    RC_ASSERT(limit <= 1.0);
    RC_ASSERT(models::humidity_at_surface(surface_degc, (limit - 1e-9) * saturated_pa) < 1.0);
    if (limit < 1.0) RC_ASSERT(models::humidity_at_surface(surface_degc, (limit + 1e-9) * saturated_pa) > 1.0);
  }));
}

TEST_CASE("A surface lies between indoors and outdoors") {
  REQUIRE(rc::check([]() {
    const double resistance = number(0.0, 0.25);
    const double factor = models::surface_temperature_factor(number(0.0, 7.0), resistance);
    const double indoor_degc = number(-25.0, 45.0);
    const double outdoor_degc = number(-25.0, 45.0);
    const double surface_degc = models::surface_temperature_degc(factor, indoor_degc, outdoor_degc);
    RC_ASSERT(surface_degc >= std::min(indoor_degc, outdoor_degc) - 1e-12);
    RC_ASSERT(surface_degc <= std::max(indoor_degc, outdoor_degc) + 1e-12);
  }));
}

TEST_CASE("Better insulation, milder weather and a smaller margin allow more humidity") {
  REQUIRE(rc::check([]() {
    const double indoor_degc = number(15.0, 45.0);
    const double outdoor_degc = number(-25.0, 45.0);
    const double u_value = number(0.05, 6.0);
    const double margin_k = number(0.0, 3.0);
    const double limit =
        models::dry_surface_humidity(models::surface_temperature_factor(u_value), indoor_degc, outdoor_degc, margin_k);
    RC_ASSERT(std::isfinite(limit));
    const double better = models::surface_temperature_factor(number(0.05, u_value));
    if (outdoor_degc < indoor_degc) {
      RC_ASSERT(models::dry_surface_humidity(better, indoor_degc, outdoor_degc, margin_k) >= limit - 1e-12);
    }
    const double factor = models::surface_temperature_factor(u_value);
    RC_ASSERT(models::dry_surface_humidity(factor, indoor_degc, number(outdoor_degc, 45.0), margin_k) >= limit - 1e-12);
    RC_ASSERT(models::dry_surface_humidity(factor, indoor_degc, outdoor_degc, number(0.0, margin_k)) >= limit - 1e-12);
  }));
}
