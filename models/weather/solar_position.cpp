// SPDX-License-Identifier: MPL-2.0
#include "models/weather/solar_position.hpp"

#include <chrono>
#include <cmath>
#include <numbers>

namespace tvilling::models {

namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kDegree = kPi / 180.0;
constexpr double kJulianDayOf1970 = 2440587.5;
constexpr double kJulianDayOf2000 = 2451545.0;
constexpr double kDaysPerCentury = 36525.0;
/// Terrestrial minus universal time, about 69 s in 1990..2050 to within 15 s (0.0002 degrees of the sun's way).
constexpr double kDeltaT_days = 69.0 / 86400.0;
constexpr double kParallax_deg = 8.794 / 3600.0;  // the place is not the centre of the earth
constexpr double kSolarConstant_w_m2 = 1366.1;    // ASTM E490

[[nodiscard]] double wrap_360(double angle_deg) noexcept {
  const double rest = std::fmod(angle_deg, 360.0);
  return rest < 0.0 ? rest + 360.0 : rest;
}

[[nodiscard]] double wrap_180(double angle_deg) noexcept {
  return wrap_360(angle_deg + 180.0) - 180.0;
}

/// Where the sun stands among the stars, seen from the centre of the earth.
struct Apparent {
  double right_ascension_deg = 0.0;
  double sin_declination = 0.0;
  double mean_longitude_deg = 0.0;
  double equation_of_equinoxes_deg = 0.0;
};

/// How Venus, Jupiter, the moon and a long-period term move the sun's longitude, up to 0.008 degrees.
/// Meeus, Astronomical Formulae for Calculators, chapter 18 (centuries since 1900).
[[nodiscard]] double disturbance_deg(double century) noexcept {
  const double t = century + 1.0;
  return 0.00134 * std::cos((153.23 + 22518.7541 * t) * kDegree) + 0.00154 * std::cos((216.57 + 45037.5082 * t) * kDegree) +
         0.00200 * std::cos((312.69 + 32964.3577 * t) * kDegree) +
         0.00179 * std::sin((350.74 + t * (445267.1142 - t * 0.00144)) * kDegree) +
         0.00178 * std::sin((231.19 + 20.20 * t) * kDegree);
}

/// Meeus, Astronomical Algorithms, chapter 25 (low accuracy, 0.01 degrees), with the main terms of nutation.
[[nodiscard]] Apparent apparent_sun(double century) noexcept {
  const double t = century;
  const double mean_longitude = wrap_360(280.46646 + t * (36000.76983 + t * 0.0003032));
  const double anomaly = (357.52911 + t * (35999.05029 - t * 0.0001537)) * kDegree;
  const double centre = (1.914602 - t * (0.004817 + t * 0.000014)) * std::sin(anomaly) +
                        (0.019993 - t * 0.000101) * std::sin(2.0 * anomaly) + 0.000289 * std::sin(3.0 * anomaly);
  const double node = (125.04 - 1934.136 * t) * kDegree;
  const double nutation_deg = -0.00478 * std::sin(node);
  const double longitude = (mean_longitude + centre + disturbance_deg(t) - 0.00569 + nutation_deg) * kDegree;
  const double mean_obliquity = 23.0 + (26.0 + (21.448 - t * (46.815 + t * (0.00059 - t * 0.001813))) / 60.0) / 60.0;
  const double obliquity = (mean_obliquity + 0.00256 * std::cos(node)) * kDegree;
  return {wrap_360(std::atan2(std::cos(obliquity) * std::sin(longitude), std::cos(longitude)) / kDegree),
          std::sin(obliquity) * std::sin(longitude), mean_longitude, nutation_deg * std::cos(obliquity)};
}

/// Spencer 1971: radiation normal to the beam outside the atmosphere.
[[nodiscard]] double extraterrestrial_w_m2(double day_of_year) noexcept {
  const double b = 2.0 * kPi * day_of_year / 365.0;
  return kSolarConstant_w_m2 *
         (1.00011 + 0.034221 * std::cos(b) + 0.00128 * std::sin(b) + 0.000719 * std::cos(2.0 * b) + 0.000077 * std::sin(2.0 * b));
}

}  // namespace

SolarPosition solar_position(double latitude_deg, double longitude_deg, int year, int day_of_year, double hour_utc) {
  namespace chr = std::chrono;
  const chr::sys_days new_year{chr::year{year} / chr::January / chr::day{1}};
  const double days_since_1970 = static_cast<double>(new_year.time_since_epoch().count() + day_of_year) + hour_utc / 24.0;
  const double days = days_since_1970 + (kJulianDayOf1970 - kJulianDayOf2000);
  const double century = days / kDaysPerCentury;
  const Apparent sun = apparent_sun((days + kDeltaT_days) / kDaysPerCentury);

  // Meeus chapter 12: sidereal time at Greenwich, then the local hour angle, west positive.
  const double sidereal = 280.46061837 + 360.98564736629 * days + century * century * 0.000387933 + sun.equation_of_equinoxes_deg;
  const double hour_angle = wrap_180(sidereal + longitude_deg - sun.right_ascension_deg) * kDegree;
  const double sin_latitude = std::sin(latitude_deg * kDegree);
  const double cos_latitude = std::cos(latitude_deg * kDegree);
  const double cos_declination = std::sqrt(1.0 - sun.sin_declination * sun.sin_declination);
  // East, north and up components of the direction to the sun.
  const double east = -cos_declination * std::sin(hour_angle);
  const double north = sun.sin_declination * cos_latitude - cos_declination * std::cos(hour_angle) * sin_latitude;
  const double up = sun.sin_declination * sin_latitude + cos_declination * std::cos(hour_angle) * cos_latitude;

  SolarPosition position;
  const double horizontal = std::hypot(east, north);
  position.elevation_deg = std::atan2(up, horizontal) / kDegree - kParallax_deg * horizontal;
  position.azimuth_deg = wrap_360(std::atan2(east, north) / kDegree);
  position.equation_of_time_min =
      4.0 * wrap_180(sun.mean_longitude_deg - 0.0057183 - sun.right_ascension_deg + sun.equation_of_equinoxes_deg);
  position.extraterrestrial_normal_w_m2 = extraterrestrial_w_m2(static_cast<double>(day_of_year) + std::floor(hour_utc / 24.0));
  return position;
}

}  // namespace tvilling::models
