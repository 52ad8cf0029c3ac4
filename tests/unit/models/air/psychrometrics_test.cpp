// SPDX-License-Identifier: MPL-2.0
#include "models/air/psychrometrics.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>

namespace models = tvilling::models;

TEST_CASE("Saturation pressure equals the values of Hyland and Wexler") {
  struct Row {
    double t_degc;
    double pressure_pa;
  };
  constexpr std::array<Row, 8> rows{
      {{-12, 217.32}, {0, 611.21}, {10, 1228.00}, {20, 2338.80}, {27, 3567.31}, {28, 3782.21}, {30, 4246.03}, {32, 4758.53}}};
  for (const Row& row : rows) {
    CAPTURE(row.t_degc);
    CHECK(models::saturation_pressure_pa(row.t_degc) == Approx(row.pressure_pa).margin(0.005).epsilon(0));
  }
}

TEST_CASE("Ice and water meet at the freezing point") {
  const double ice = models::saturation_pressure_pa(-1e-9);
  const double water = models::saturation_pressure_pa(0.0);
  CHECK(ice == Approx(water).epsilon(2e-4));
}

TEST_CASE("The dew point is the inverse of the saturation pressure to a millionth of a kelvin") {
  for (double t = -40.0; t <= 90.0; t += 0.37) {
    CAPTURE(t);
    CHECK(std::abs(models::dew_point_degc(models::saturation_pressure_pa(t)) - t) < 1e-6);
  }
}

TEST_CASE("Air without vapour has no dew point") {
  CHECK(std::isnan(models::dew_point_degc(0.0)));
  CHECK(std::isnan(models::dew_point_degc(-1.0)));
}

TEST_CASE("Moist air is lighter than dry air and dry air at 20 degC weighs 1.204 kg") {
  constexpr double p = 101325.0;
  CHECK(models::moist_air_density_kg_m3(20.0, 0.0, p) == Approx(1.2041).epsilon(1e-4));
  CHECK(models::moist_air_density_kg_m3(20.0, 2338.8, p) < models::moist_air_density_kg_m3(20.0, 0.0, p));
  // Hand calculation: (101325 - 2000) / (287.042 * 303.15) + 2000 / (461.524 * 303.15)
  CHECK(models::moist_air_density_kg_m3(30.0, 2000.0, p) == Approx(1.15574).epsilon(1e-5));
}

TEST_CASE("Saturated air at 20 degC holds 14.7 g of water per kg of dry air") {
  CHECK(models::humidity_ratio_kg_kg(2338.80, 101325.0) == Approx(0.014695).epsilon(1e-4));
  CHECK(models::humidity_ratio_kg_kg(0.0, 101325.0) == 0.0);
}

TEST_CASE("The standard pressure is that of the table of the standard atmosphere at every height") {
  struct Row {
    double elevation_m;
    double pressure_pa;
  };
  // ISO 2533, table of pressure over geopotential height.
  constexpr std::array<Row, 6> rows{{{-500, 107478}, {0, 101325}, {500, 95461}, {1000, 89875}, {2000, 79495}, {5000, 54020}}};
  for (const Row& row : rows) {
    CAPTURE(row.elevation_m);
    CHECK(models::standard_pressure_pa(row.elevation_m) == Approx(row.pressure_pa).margin(10.0).epsilon(0));
  }
  CHECK(models::standard_pressure_pa(0.0) == 101325.0);
}

TEST_CASE("The vapour pressure at a humidity ratio gives that humidity ratio back") {
  for (const double pressure_pa : {900.0, 2335.32, 4200.0}) {
    const double ratio = models::humidity_ratio_kg_kg(pressure_pa, 101325.0);
    CHECK(models::vapour_pressure_pa(ratio, 101325.0) == Approx(pressure_pa).epsilon(1e-12));
  }
}
