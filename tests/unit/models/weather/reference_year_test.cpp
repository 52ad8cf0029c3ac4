// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "core/error.hpp"
#include "core/time_axis.hpp"
#include "models/weather/solar_position.hpp"
#include "models/weather/weather.hpp"

namespace models = tvilling::models;
namespace core = tvilling::core;
using models::Weather;

namespace {

using Months = std::array<double, 12>;

// The published tables, written down a second time on purpose.
constexpr Months kTemperature_degc{2.0, 2.0, 3.9, 8.0, 12.5, 16.0, 18.4, 18.2, 14.5, 10.2, 6.3, 3.3};
constexpr Months kGlobal_kwh_m2{14.4, 29.7, 68.3, 104.0, 153.0, 166.7, 161.2, 132.8, 76.5, 45.0, 17.4, 11.2};
constexpr Months kDiffuse_kwh_m2{10.9, 19.8, 42.1, 64.0, 83.1, 100.7, 97.2, 75.1, 53.3, 32.3, 13.7, 8.8};
constexpr Months kWind_m_s{8.1, 5.8, 7.5, 5.2, 5.0, 5.0, 5.1, 4.4, 5.7, 7.8, 6.7, 7.0};

Months monthly_sums(const std::vector<double>& hours) {
  Months sums{};
  for (int h = 0; h < 8760; ++h)
    sums.at(static_cast<std::size_t>(core::month_of_hour(h))) += hours.at(static_cast<std::size_t>(h));
  return sums;
}

Months monthly_means(const std::vector<double>& hours) {
  Months means = monthly_sums(hours);
  for (std::size_t m = 0; m < 12; ++m) means.at(m) /= 24.0 * core::kDaysInMonth.at(m);
  return means;
}

double degree_days_17(const Weather& weather) {
  double sum = 0.0;
  for (std::size_t d = 0; d < 365; ++d) {
    double mean = 0.0;
    for (std::size_t h = d * 24; h < d * 24 + 24; ++h) mean += weather.dry_bulb_degc.at(h) / 24.0;
    sum += std::max(0.0, 17.0 - mean);
  }
  return sum;
}

double lowest(const std::vector<double>& values) {
  return *std::min_element(values.begin(), values.end());
}
double highest(const std::vector<double>& values) {
  return *std::max_element(values.begin(), values.end());
}

}  // namespace

TEST_CASE("The monthly mean temperatures are the normals of 1991 to 2020") {
  const Months means = monthly_means(models::reference_year().dry_bulb_degc);
  for (std::size_t m = 0; m < 12; ++m) CHECK(std::abs(means.at(m) - kTemperature_degc.at(m)) < 0.01);
}

TEST_CASE("The monthly radiation sums are those of the table times 1.06") {
  const Weather weather = models::reference_year();
  const Months global = monthly_sums(weather.global_horizontal_w_m2);
  const Months diffuse = monthly_sums(weather.diffuse_horizontal_w_m2);
  for (std::size_t m = 0; m < 12; ++m) {
    CAPTURE(m);
    CHECK(std::abs(global.at(m) / 1000.0 - 1.06 * kGlobal_kwh_m2.at(m)) < 0.1);
    CHECK(diffuse.at(m) / 1000.0 == Approx(1.06 * kDiffuse_kwh_m2.at(m)).epsilon(0.03));
  }
}

TEST_CASE("The degree days to 17 degC are 2796 within one percent") {
  CHECK(degree_days_17(models::reference_year()) == Approx(2796.0).epsilon(0.01));
}

TEST_CASE("The coldest hour is the design temperature and lies in January or February") {
  const Weather weather = models::reference_year();
  CHECK(std::abs(lowest(weather.dry_bulb_degc) + 12.0) <= 1.0);
  const std::ptrdiff_t hour =
      std::min_element(weather.dry_bulb_degc.begin(), weather.dry_bulb_degc.end()) - weather.dry_bulb_degc.begin();
  CHECK(core::month_of_hour(static_cast<int>(hour)) <= 1);
  CHECK(highest(weather.dry_bulb_degc) > 24.0);
  CHECK(highest(weather.dry_bulb_degc) < 33.0);
}

TEST_CASE("Every hour has a value that can be true") {
  const Weather weather = models::reference_year();
  for (const std::vector<double>* column :
       {&weather.dry_bulb_degc, &weather.dew_point_degc, &weather.global_horizontal_w_m2, &weather.direct_normal_w_m2,
        &weather.diffuse_horizontal_w_m2, &weather.wind_speed_m_s, &weather.wind_direction_deg, &weather.pressure_pa,
        &weather.sky_temperature_degc}) {
    REQUIRE(column->size() == 8760);
    CHECK(std::none_of(column->begin(), column->end(), [](double value) { return !std::isfinite(value); }));
  }
  CHECK(lowest(weather.direct_normal_w_m2) >= 0.0);
  CHECK(highest(weather.direct_normal_w_m2) <= 950.0);
  CHECK(lowest(weather.diffuse_horizontal_w_m2) >= 0.0);
  CHECK(lowest(weather.wind_speed_m_s) > 0.0);
  CHECK(highest(weather.wind_speed_m_s) < 20.0);
}

TEST_CASE("Global radiation is diffuse plus beam in every hour") {
  const Weather weather = models::reference_year();
  double worst = 0.0;
  for (int h = 0; h < 8760; ++h) {
    const std::size_t i = static_cast<std::size_t>(h);
    const models::SolarPosition sun = models::solar_position(55.6761, 12.5683, 2025, h / 24, h % 24 + 0.5 - 1.0);
    const double beam =
        weather.direct_normal_w_m2[i] * std::max(0.0, std::sin(sun.elevation_deg * 3.14159265358979323846 / 180.0));
    worst = std::max(worst, std::abs(weather.global_horizontal_w_m2[i] - weather.diffuse_horizontal_w_m2[i] - beam));
    if (sun.elevation_deg < 3.0) CHECK(weather.direct_normal_w_m2[i] == 0.0);
  }
  CHECK(worst < 1e-6);
}

TEST_CASE("The air is never drier than dry nor wetter than saturated and the sky is 2 to 11 K colder") {
  const Weather weather = models::reference_year();
  for (std::size_t h = 0; h < 8760; ++h) {
    const double below = weather.dry_bulb_degc[h] - weather.sky_temperature_degc[h];
    if (weather.dew_point_degc[h] > weather.dry_bulb_degc[h] || below < 2.0 || below > 11.0) FAIL("hour " << h);
  }
  CHECK(weather.dew_point_degc.size() == 8760);
}

TEST_CASE("The wind in the city is 0.55 of the airport's in every month") {
  const Months means = monthly_means(models::reference_year().wind_speed_m_s);
  for (std::size_t m = 0; m < 12; ++m) CHECK(means.at(m) == Approx(0.55 * kWind_m_s.at(m)).epsilon(1e-9));
}

TEST_CASE("The wind of the reference year comes from west-south-west and its pressure is the standard one at 10 m") {
  const Weather weather = models::reference_year();
  CHECK(weather.wind_direction_deg == std::vector<double>(8760, 250.0));
  // Hydrostatic: 10 m of air of 1.225 kg/m3 weigh 120 Pa.
  CHECK(weather.pressure_pa.front() == Approx(101325.0 - 10.0 * 1.225 * 9.80665).margin(0.1).epsilon(0));
  CHECK(lowest(weather.pressure_pa) == highest(weather.pressure_pa));
}

TEST_CASE("Temperature has no leap at midnight") {
  const Weather weather = models::reference_year();
  double at_midnight = 0.0;
  double at_noon = 0.0;
  for (std::size_t d = 1; d < 365; ++d) {
    at_midnight += std::abs(weather.dry_bulb_degc[d * 24] - weather.dry_bulb_degc[d * 24 - 1]) / 364.0;
    at_noon += std::abs(weather.dry_bulb_degc[d * 24 + 11] - weather.dry_bulb_degc[d * 24 + 8]) / 364.0;
  }
  CHECK(at_midnight < 0.5);
  CHECK(at_midnight < at_noon);
}

TEST_CASE("Two calls give the same numbers and another seed gives others with the same monthly means") {
  const Weather first = models::reference_year();
  const Weather second = models::reference_year();
  CHECK(first.dry_bulb_degc == second.dry_bulb_degc);
  CHECK(first.dew_point_degc == second.dew_point_degc);
  CHECK(first.direct_normal_w_m2 == second.direct_normal_w_m2);
  CHECK(first.diffuse_horizontal_w_m2 == second.diffuse_horizontal_w_m2);
  CHECK(first.wind_speed_m_s == second.wind_speed_m_s);
  CHECK(first.sky_temperature_degc == second.sky_temperature_degc);
  for (unsigned seed = 2; seed < 7; ++seed) {
    CAPTURE(seed);
    models::ReferenceYearOptions options;
    options.seed = seed;
    const Weather other = models::reference_year(options);
    CHECK(other.dry_bulb_degc != first.dry_bulb_degc);
    CHECK(std::abs(lowest(other.dry_bulb_degc) + 12.0) <= 1.0);
    const Months means = monthly_means(other.dry_bulb_degc);
    for (std::size_t m = 0; m < 12; ++m) CHECK(std::abs(means.at(m) - kTemperature_degc.at(m)) < 0.01);
  }
}

TEST_CASE("A warmer climate moves every temperature by the shift and no radiation") {
  const Weather now = models::reference_year();
  models::ReferenceYearOptions options;
  options.temperature_shift_k = 2.0;
  const Weather later = models::reference_year(options);
  for (const std::size_t h : {0U, 1000U, 4000U, 8759U}) {
    CHECK(later.dry_bulb_degc[h] == Approx(now.dry_bulb_degc[h] + 2.0));
    CHECK(later.dew_point_degc[h] == Approx(now.dew_point_degc[h] + 2.0));
    CHECK(later.sky_temperature_degc[h] == Approx(now.sky_temperature_degc[h] + 2.0));
  }
  CHECK(later.global_horizontal_w_m2 == now.global_horizontal_w_m2);
}

TEST_CASE("A shift or a scale that cannot be is refused") {
  models::ReferenceYearOptions options;
  options.temperature_shift_k = std::nan("");
  CHECK_THROWS_AS(models::reference_year(options), core::Error);
  options.temperature_shift_k = 0.0;
  options.radiation_scale = 0.0;
  CHECK_THROWS_AS(models::reference_year(options), core::Error);
  options.radiation_scale = 3.0;
  CHECK_THROWS_AS(models::reference_year(options), core::Error);
}
