// SPDX-License-Identifier: MPL-2.0
#include "models/swimming_hall/surface_humidity.hpp"

#include <catch2/catch.hpp>

#include "models/air/psychrometrics.hpp"

namespace models = tvilling::models;

namespace {

double surface_degc(double u_value_w_m2k) {
  return models::surface_temperature_degc(models::surface_temperature_factor(u_value_w_m2k), 30.0, -12.0);
}
double limit(double u_value_w_m2k, double margin_k = 0.0) {
  return models::dry_surface_humidity(models::surface_temperature_factor(u_value_w_m2k), 30.0, -12.0, margin_k);
}

}  // namespace

TEST_CASE("Hall air of 30 degC and 55 % has its dew point at 19.976 degC") {
  CHECK(models::dew_point_degc(0.55 * models::saturation_pressure_pa(30.0)) == Approx(19.976).margin(0.0005).epsilon(0));
}

TEST_CASE("Inner surfaces at -12 degC outside have the temperatures of the dossier") {
  CHECK(surface_degc(0.3) == Approx(28.362).margin(0.0005).epsilon(0));
  CHECK(surface_degc(1.4) == Approx(22.356).margin(0.0005).epsilon(0));
  CHECK(surface_degc(2.7) == Approx(15.258).margin(0.0005).epsilon(0));
}

TEST_CASE("A window of U 1.4 stays dry to 63.7 % humidity and one of 2.7 to 40.8 %") {
  CHECK(100.0 * limit(1.4) == Approx(63.7).margin(0.05).epsilon(0));
  CHECK(100.0 * limit(2.7) == Approx(40.8).margin(0.05).epsilon(0));
}

TEST_CASE("A margin lowers the surface and with it the humidity that is allowed") {
  const double with = models::saturation_pressure_pa(22.356 - 1.5) / models::saturation_pressure_pa(30.0);
  CHECK(limit(1.4, 1.5) == Approx(with).epsilon(1e-9));
  CHECK(limit(1.4, 1.5) < limit(1.4));
}

TEST_CASE("The greater resistance behind furniture leaves the surface colder") {
  CHECK(models::surface_temperature_factor(0.3) == Approx(0.961).epsilon(1e-12));
  CHECK(models::surface_temperature_factor(0.3, models::kInsideResistanceMould_m2k_w) ==
        Approx(1.0 - 0.25 / (1.0 / 0.3 - 0.13 + 0.25)).epsilon(1e-12));
  CHECK(models::surface_temperature_factor(8.0) == 0.0);
}

TEST_CASE("Air of 55 % wets a window of U 2.7 and not one of 1.4") {
  const double vapour_pa = 0.55 * models::saturation_pressure_pa(30.0);
  CHECK(models::humidity_at_surface(surface_degc(2.7), vapour_pa) > 1.0);
  CHECK(models::humidity_at_surface(surface_degc(1.4), vapour_pa) < 1.0);
  CHECK(models::humidity_at_surface(30.0, vapour_pa) == Approx(0.55).epsilon(1e-12));
}

TEST_CASE("In heat outside every humidity leaves the surfaces dry") {
  CHECK(models::dry_surface_humidity(0.8, 30.0, 30.0, 0.0) == 1.0);
  CHECK(models::dry_surface_humidity(0.8, 30.0, 38.0, 1.0) == 1.0);
}
