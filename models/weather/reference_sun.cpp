// SPDX-License-Identifier: MPL-2.0
#include "models/weather/reference_sun.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>
#include <string>

#include "core/error.hpp"
#include "core/random.hpp"
#include "core/time_axis.hpp"
#include "models/weather/reference_climate.hpp"
#include "models/weather/sky.hpp"
#include "models/weather/solar_position.hpp"

namespace tvilling::models {

namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kDegree = kPi / 180.0;
constexpr int kSunYear = 2025;  // a year of 365 days; the sun's way differs little from year to year
constexpr double kClearnessLag1 = 0.2;
constexpr double kLowestClearness = 0.05;
constexpr double kHighestClearness = 0.78;
constexpr double kLowestBeam_deg = 3.0;
constexpr double kHighestBeam_w_m2 = 950.0;
constexpr int kHalvings = 200;

/// The sun in the middle of an hour.
struct SunHour {
  double sin_elevation = 0.0;  ///< 0 below the horizon
  double extraterrestrial_w_m2 = 0.0;
  double course = 0.0;  ///< weight of the hour in its day's global radiation
  double highest_beam_w_m2 = 0.0;
};

/// Root of an increasing function between two ends, to the last bit.
template <typename Function>
[[nodiscard]] double bisect(double low, double high, const Function& too_low) {
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) break;
    (too_low(middle) ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

/// Collares-Pereira and Rabl 1979: global radiation of an hour within its day, not yet normalised.
[[nodiscard]] double course_of_day(const SolarPosition& sun, double latitude_deg) noexcept {
  const double latitude = latitude_deg * kDegree;
  const double elevation = sun.elevation_deg * kDegree;
  if (elevation <= 0.0) return 0.0;
  const double sin_declination =
      std::sin(elevation) * std::sin(latitude) + std::cos(elevation) * std::cos(latitude) * std::cos(sun.azimuth_deg * kDegree);
  const double cos_declination = std::sqrt(1.0 - sin_declination * sin_declination);
  const double scale = std::cos(latitude) * cos_declination;
  const double cos_hour_angle = (std::sin(elevation) - std::sin(latitude) * sin_declination) / scale;
  const double sunset = std::acos(std::clamp(-std::sin(latitude) * sin_declination / scale, -1.0, 1.0));
  const double a = 0.409 + 0.5016 * std::sin(sunset - kPi / 3.0);
  const double b = 0.6609 - 0.4767 * std::sin(sunset - kPi / 3.0);
  return (a + b * cos_hour_angle) * std::sin(elevation);
}

/// Beam under a clear sky by its way through the air (Meinel 1976 with the air mass of Kasten and Young), at most
/// 950 W/m2: without it a low sun would shine on facades as never seen.
[[nodiscard]] double highest_beam_w_m2(const SolarPosition& sun) noexcept {
  if (sun.elevation_deg < kLowestBeam_deg) return 0.0;
  const double mass = 1.0 / (std::sin(sun.elevation_deg * kDegree) + 0.50572 * std::pow(sun.elevation_deg + 6.07995, -1.6364));
  return std::min(kHighestBeam_w_m2, sun.extraterrestrial_normal_w_m2 * std::pow(0.7, std::pow(mass, 0.678)));
}

[[nodiscard]] std::vector<SunHour> sun_hours(const Location& place) {
  std::vector<SunHour> hours;
  hours.reserve(core::kHoursPerYear);
  for (int h = 0; h < core::kHoursPerYear; ++h) {
    const SolarPosition sun = solar_position(place.latitude_deg, place.longitude_deg, kSunYear, h / 24,
                                             static_cast<double>(h % 24) + 0.5 - place.utc_offset_h);
    hours.push_back({std::max(0.0, std::sin(sun.elevation_deg * kDegree)), sun.extraterrestrial_normal_w_m2,
                     course_of_day(sun, place.latitude_deg), highest_beam_w_m2(sun)});
  }
  return hours;
}

/// Days of clearness whose radiation sums to the month's.
void make_clearness(ReferenceSun& sun, std::span<const double> extraterrestrial_wh_m2, double scale, unsigned seed) {
  double state = 0.0;
  for (int d = 0; d < kReferenceDays; ++d) {
    const std::size_t day = static_cast<std::size_t>(d);
    const std::size_t month = static_cast<std::size_t>(month_of_day(d));
    const double normal = core::standard_normal({seed, "reference-year", "clearness", static_cast<std::uint64_t>(d)});
    state = d == 0 ? normal : kClearnessLag1 * state + std::sqrt(1.0 - kClearnessLag1 * kClearnessLag1) * normal;
    sun.innovation[day] = normal;
    sun.clearness[day] = std::clamp(kCopenhagen.clearness[month] * scale + kCopenhagen.daily_clearness_sd[month] * state,
                                    kLowestClearness, kHighestClearness);
  }
  for (int m = 0; m < core::kMonths; ++m) {
    const std::size_t first = static_cast<std::size_t>(core::first_hour_of_month(m) / 24);
    const std::size_t last = static_cast<std::size_t>(core::first_hour_of_month(m + 1) / 24);
    const double wanted_wh_m2 = 1000.0 * scale * kCopenhagen.global_horizontal_kwh_m2[static_cast<std::size_t>(m)];
    const auto day_at = [&sun](std::size_t day, double factor) {
      return std::clamp(sun.clearness[day] * factor, kLowestClearness, kHighestClearness);
    };
    const auto sum = [&day_at, extraterrestrial_wh_m2, first, last](double factor) {
      double total = 0.0;
      for (std::size_t day = first; day < last; ++day) total += day_at(day, factor) * extraterrestrial_wh_m2[day];
      return total;
    };
    if (sum(0.0) > wanted_wh_m2 || sum(100.0) < wanted_wh_m2) {
      throw core::Error(core::ErrorKind::bad_input, "radiation_scale " + std::to_string(scale) + " asks for a sky that cannot be",
                        {}, "use a number near 1 (0.5 to 1.3)");
    }
    const double factor = bisect(0.0, 100.0, [&sum, wanted_wh_m2](double f) { return sum(f) < wanted_wh_m2; });
    for (std::size_t day = first; day < last; ++day) sun.clearness[day] = day_at(day, factor);
  }
}

/// Splits global into diffuse and beam: Erbs, scaled so that the month's diffuse sum is met.
void split_global(ReferenceSun& sun, std::span<const SunHour> hours, double scale) {
  for (int m = 0; m < core::kMonths; ++m) {
    const std::size_t first = static_cast<std::size_t>(core::first_hour_of_month(m));
    const std::size_t last = static_cast<std::size_t>(core::first_hour_of_month(m + 1));
    const double wanted_wh_m2 = 1000.0 * scale * kCopenhagen.diffuse_horizontal_kwh_m2[static_cast<std::size_t>(m)];
    const auto diffuse_at = [&sun, hours](std::size_t h, double factor) {
      const double global = sun.global_horizontal_w_m2[h];
      if (global <= 0.0) return 0.0;
      const double share = erbs_diffuse_share(global / (hours[h].extraterrestrial_w_m2 * hours[h].sin_elevation));
      const double least = std::max(0.0, global - hours[h].highest_beam_w_m2 * hours[h].sin_elevation);
      return std::clamp(factor * share * global, least, global);
    };
    const auto too_little = [&diffuse_at, first, last, wanted_wh_m2](double factor) {
      double total = 0.0;
      for (std::size_t h = first; h < last; ++h) total += diffuse_at(h, factor);
      return total < wanted_wh_m2;
    };
    const double factor = bisect(0.0, 20.0, too_little);
    for (std::size_t h = first; h < last; ++h) {
      const double diffuse = diffuse_at(h, factor);
      sun.diffuse_horizontal_w_m2[h] = diffuse;
      if (hours[h].highest_beam_w_m2 <= 0.0) continue;
      const double beam = (sun.global_horizontal_w_m2[h] - diffuse) / hours[h].sin_elevation;
      sun.direct_normal_w_m2[h] = std::clamp(beam, 0.0, hours[h].highest_beam_w_m2);
    }
  }
}

}  // namespace

int month_of_day(int day) noexcept {
  return core::month_of_hour(day * 24);
}

ReferenceSun reference_sun(const Location& place, double scale, unsigned seed) {
  const std::vector<SunHour> hours = sun_hours(place);
  std::vector<double> extraterrestrial_wh_m2(kReferenceDays, 0.0);
  std::vector<double> course(kReferenceDays, 0.0);
  for (std::size_t h = 0; h < hours.size(); ++h) {
    extraterrestrial_wh_m2[h / 24] += hours[h].extraterrestrial_w_m2 * hours[h].sin_elevation;
    course[h / 24] += hours[h].course;
  }
  ReferenceSun sun;
  make_clearness(sun, extraterrestrial_wh_m2, scale, seed);
  sun.global_horizontal_w_m2.assign(hours.size(), 0.0);
  sun.direct_normal_w_m2.assign(hours.size(), 0.0);
  sun.diffuse_horizontal_w_m2.assign(hours.size(), 0.0);
  for (std::size_t h = 0; h < hours.size(); ++h) {
    const std::size_t day = h / 24;
    sun.global_horizontal_w_m2[h] = sun.clearness[day] * extraterrestrial_wh_m2[day] * hours[h].course / course[day];
  }
  split_global(sun, hours, scale);
  return sun;
}

}  // namespace tvilling::models
