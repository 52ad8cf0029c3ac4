// SPDX-License-Identifier: MPL-2.0
#include "models/weather/solar_position.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>

using tvilling::models::solar_position;
using tvilling::models::SolarPosition;

namespace {
constexpr double kLatitude_deg = 55.6761;
constexpr double kLongitude_deg = 12.5683;
}  // namespace

TEST_CASE("The sun over Copenhagen stands within 0.01 degrees of the reference algorithm") {
  struct Row {
    int day;
    double hour;
    double elevation;
    double azimuth;
    double equation_of_time;
  };
  // NREL's solar position algorithm, unrefracted.
  constexpr std::array<Row, 4> rows{{{171, 12.0, 56.5455, 200.4258, -1.854},
                                     {171, 6.0, 25.9167, 85.8412, -1.799},
                                     {78, 11.0, 34.2454, 174.8263, -7.369},
                                     {354, 11.0, 10.8654, 178.1572, 1.840}}};
  for (const Row& row : rows) {
    CAPTURE(row.day, row.hour);
    const SolarPosition sun = solar_position(kLatitude_deg, kLongitude_deg, 2025, row.day, row.hour);
    CHECK(std::abs(sun.elevation_deg - row.elevation) < 0.01);
    CHECK(std::abs(sun.azimuth_deg - row.azimuth) < 0.01);
    CHECK(std::abs(sun.equation_of_time_min - row.equation_of_time) < 0.04);  // 0.01 degrees of turning
  }
}

TEST_CASE("Radiation outside the atmosphere is 1377.69 W on 20 March") {
  const SolarPosition sun = solar_position(kLatitude_deg, kLongitude_deg, 2025, 78, 11.0);
  CHECK(sun.extraterrestrial_normal_w_m2 == Approx(1377.69).margin(0.005).epsilon(0));
}

TEST_CASE("An hour beyond midnight is the same moment as the next day's hour") {
  const SolarPosition late = solar_position(kLatitude_deg, kLongitude_deg, 2025, 100, 24.0 * 50.0 + 9.0);
  const SolarPosition plain = solar_position(kLatitude_deg, kLongitude_deg, 2025, 150, 9.0);
  CHECK(late.elevation_deg == Approx(plain.elevation_deg).margin(1e-9));
  CHECK(late.azimuth_deg == Approx(plain.azimuth_deg).margin(1e-9));
  CHECK(late.extraterrestrial_normal_w_m2 == plain.extraterrestrial_normal_w_m2);
  const SolarPosition early = solar_position(kLatitude_deg, kLongitude_deg, 2025, 151, -15.0);
  CHECK(early.elevation_deg == Approx(plain.elevation_deg).margin(1e-9));
}

TEST_CASE("The sun stands in the north at noon south of the tropics") {
  const SolarPosition sun = solar_position(-33.87, 151.21, 2025, 20, 2.0);  // Sydney, noon in January
  CHECK(sun.elevation_deg > 70.0);
  CHECK(std::cos(sun.azimuth_deg * 3.14159265358979 / 180.0) > 0.9);
}
