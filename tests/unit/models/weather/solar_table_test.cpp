// SPDX-License-Identifier: MPL-2.0
#include "models/weather/solar_table.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "core/error.hpp"
#include "core/time_axis.hpp"
#include "models/weather/sky.hpp"

namespace models = tvilling::models;
using models::SolarTable;
using models::Weather;

namespace {

double sum_kwh_m2(std::span<const double> hours_w_m2) {
  double sum = 0.0;
  for (const double value : hours_w_m2) sum += value / 1000.0;
  return sum;
}

constexpr int kNorth = 0;
constexpr int kEast = 4;
constexpr int kSouth = 8;
constexpr int kWest = 12;

}  // namespace

TEST_CASE("Every direction of the compass finds its place") {
  CHECK(models::compass_index(0.0) == 0);
  CHECK(models::compass_index(11.0) == 0);
  CHECK(models::compass_index(12.0) == 1);
  CHECK(models::compass_index(90.0) == 4);
  CHECK(models::compass_index(180.0) == 8);
  CHECK(models::compass_index(349.0) == 0);
  CHECK(models::compass_index(360.0) == 0);
  CHECK(models::compass_index(-90.0) == 12);
  CHECK(models::compass_index(810.0) == 4);
  CHECK(models::horizon_index(-3.0) == 0);
  CHECK(models::horizon_index(2.0) == 0);
  CHECK(models::horizon_index(15.0) == 3);
  CHECK(models::horizon_index(22.0) == 4);
  CHECK(models::horizon_index(60.0) == 9);
  CHECK(models::horizon_index(80.0) == 9);
}

TEST_CASE("One hour of the table equals the sky model at the middle of that hour") {
  const Weather weather = models::reference_year();
  const SolarTable table(weather);
  const std::size_t hour = 171 * 24 + 9;  // 21 June, 9:00 to 10:00 UTC+1
  const models::SolarPosition position = models::solar_position(55.6761, 12.5683, 2025, 171, 8.5);
  const models::Irradiance sun{weather.direct_normal_w_m2[hour], weather.diffuse_horizontal_w_m2[hour],
                               weather.global_horizontal_w_m2[hour]};
  REQUIRE(sun.direct_normal_w_m2 > 50.0);
  const models::PlaneIrradiance east = models::perez_irradiance(sun, position, {90.0, 90.0});
  CHECK(table.wall_w_m2(kEast, 0)[hour] == Approx(east.total_w_m2()).epsilon(1e-9));
  const double g_ratio = models::angular_g_ratio(east.cos_incidence, 2);
  const double window = (east.beam_w_m2 + east.circumsolar_w_m2) * g_ratio +
                        (east.sky_isotropic_w_m2 + east.horizon_w_m2 + east.ground_w_m2) * 0.89;
  CHECK(table.window_w_m2(kEast, 0)[hour] == Approx(window).epsilon(1e-9));
  CHECK(table.roof_w_m2()[hour] == Approx(models::perez_irradiance(sun, position, {0.0, 0.0}).total_w_m2()).epsilon(1e-9));
}

TEST_CASE("South walls get most and north walls least and east about as much as west") {
  const SolarTable table(models::reference_year());
  const double north = sum_kwh_m2(table.wall_w_m2(kNorth, 0));
  const double east = sum_kwh_m2(table.wall_w_m2(kEast, 0));
  const double south = sum_kwh_m2(table.wall_w_m2(kSouth, 0));
  const double west = sum_kwh_m2(table.wall_w_m2(kWest, 0));
  CHECK(north < east);
  CHECK(east < south);
  CHECK(east == Approx(west).epsilon(0.02));
  CHECK(south > 800.0);
  CHECK(south < 1000.0);
  CHECK(north > 300.0);
  CHECK(north < 420.0);
}

TEST_CASE("A flat roof gets the global horizontal radiation of the year") {
  const Weather weather = models::reference_year();
  const SolarTable table(weather);
  CHECK(sum_kwh_m2(table.roof_w_m2()) == Approx(sum_kwh_m2(weather.global_horizontal_w_m2)).epsilon(0.005));
}

TEST_CASE("A higher horizon never lets more radiation in and windows get no more than walls") {
  const SolarTable table(models::reference_year());
  for (int c = 0; c < models::kCompass; ++c) {
    double before = 1e9;
    for (int horizon = 0; horizon < static_cast<int>(models::kHorizons_deg.size()); ++horizon) {
      const double wall = sum_kwh_m2(table.wall_w_m2(c, horizon));
      const double window = sum_kwh_m2(table.window_w_m2(c, horizon));
      CHECK(wall < before);
      CHECK(window < wall);
      CHECK(window > 0.7 * wall);
      before = wall;
    }
  }
}

TEST_CASE("Behind a horizon of 30 degrees the winter sun gives no beam and the sky a little less") {
  Weather weather = models::reference_year();
  const std::size_t noon = 354 * 24 + 12;
  weather.direct_normal_w_m2[noon] = 400.0;
  weather.diffuse_horizontal_w_m2[noon] = 50.0;
  weather.global_horizontal_w_m2[noon] = 125.0;
  const models::SolarPosition position = models::solar_position(55.6761, 12.5683, 2025, 354, 11.5);
  const models::PlaneIrradiance open = models::perez_irradiance({400.0, 50.0, 125.0}, position, {180.0, 90.0});
  const SolarTable table(weather);
  const double factor = std::pow(std::cos(15.0 * 3.14159265358979323846 / 180.0), 2);
  CHECK(table.wall_w_m2(kSouth, 0)[noon] == Approx(open.total_w_m2()).epsilon(1e-9));
  CHECK(table.wall_w_m2(kSouth, models::horizon_index(30.0))[noon] ==
        Approx(factor * (open.sky_isotropic_w_m2 + open.horizon_w_m2) + open.ground_w_m2).epsilon(1e-9));
}

TEST_CASE("No value of the table is negative or missing") {
  const SolarTable table(models::reference_year());
  const auto wrong = [](double value) { return !(value >= 0.0 && value < 1400.0); };
  for (int c = 0; c < models::kCompass; ++c) {
    for (int horizon = 0; horizon < static_cast<int>(models::kHorizons_deg.size()); ++horizon) {
      const std::span<const double> wall = table.wall_w_m2(c, horizon);
      const std::span<const double> window = table.window_w_m2(c, horizon);
      REQUIRE(wall.size() == 8760);
      REQUIRE(window.size() == 8760);
      CHECK(std::none_of(wall.begin(), wall.end(), wrong));
      CHECK(std::none_of(window.begin(), window.end(), wrong));
    }
  }
  CHECK(std::none_of(table.roof_w_m2().begin(), table.roof_w_m2().end(), wrong));
}

TEST_CASE("Weather without its hours and planes that do not exist are refused") {
  CHECK_THROWS_AS(SolarTable(Weather{}), tvilling::core::Error);
  const SolarTable table(models::reference_year());
  CHECK_THROWS_AS(table.wall_w_m2(16, 0), tvilling::core::Error);
  CHECK_THROWS_AS(table.window_w_m2(0, static_cast<int>(models::kHorizons_deg.size())), tvilling::core::Error);
  CHECK_THROWS_AS(table.window_w_m2(-1, 0), tvilling::core::Error);
}
