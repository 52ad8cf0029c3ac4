// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>

#include "core/time_axis.hpp"
#include "models/air/psychrometrics.hpp"
#include "models/metering/measured_weather.hpp"
#include "models/metering/metering_codes.hpp"
#include "models/weather/reference_climate.hpp"
#include "models/weather/sky.hpp"
#include "models/weather/solar_position.hpp"

namespace tvilling::models {

namespace {

namespace code = metering_code;
using core::Severity;

constexpr std::int64_t kHour_s = 3600;
constexpr std::size_t kHours = static_cast<std::size_t>(core::kHoursPerYear);
constexpr int kLeapDay = 59;  // 0-based day of 29 February

/// Takes the hours of one year out of measured weather.
class YearMaker {
 public:
  YearMaker(const MeasuredWeather& measured, int year, const Location& place, core::Findings& findings)
      : measured_(measured), year_(year), leap_(std::chrono::year(year).is_leap()), findings_(findings) {
    weather_.location = place;
    weather_.source = measured.source;
  }

  [[nodiscard]] std::optional<Weather> make() {
    weather_.dry_bulb_degc = hours_of(measured_.dry_bulb_degc);
    const bool global = measured_.global_horizontal_w_m2.given();
    const bool parts = measured_.direct_normal_w_m2.given() && measured_.diffuse_horizontal_w_m2.given();
    if (!whole(weather_.dry_bulb_degc, "dry_bulb_degc")) return std::nullopt;
    if (!global && !parts) {
      cannot("the table has no global radiation");
      return std::nullopt;
    }
    if (global) weather_.global_horizontal_w_m2 = hours_of(measured_.global_horizontal_w_m2);
    if (global && !whole(weather_.global_horizontal_w_m2, "global_horizontal_w_m2")) return std::nullopt;
    if (parts) {
      weather_.direct_normal_w_m2 = hours_of(measured_.direct_normal_w_m2);
      weather_.diffuse_horizontal_w_m2 = hours_of(measured_.diffuse_horizontal_w_m2);
      if (!whole(weather_.direct_normal_w_m2, "direct_normal_w_m2")) return std::nullopt;
      if (!whole(weather_.diffuse_horizontal_w_m2, "diffuse_horizontal_w_m2")) return std::nullopt;
    }
    make_sun(global, parts);
    make_air();
    if (leap_)
      tell(code::kWeatherLeapDay, Severity::info, fmt::format("29 February {} is left out of the simulated year", year_));
    return std::move(weather_);
  }

 private:
  void tell(const core::FindingCode& code, Severity severity, std::string message, std::string hint = {}) {
    findings_.add({std::string(code.code), severity, {measured_.source}, std::move(message), std::move(hint), "weather", {}, {}});
  }
  void cannot(const std::string& why) {
    tell(code::kWeatherYear, Severity::warns, fmt::format("the weather of {} cannot be simulated: {}", year_, why),
         "Give temperature and global radiation of every hour of the year.");
  }

  /// Day of the calendar year of an hour of the 8,760.
  [[nodiscard]] int calendar_day(std::size_t hour) const {
    const int day = static_cast<int>(hour / 24);
    return leap_ && day >= kLeapDay ? day + 1 : day;
  }

  [[nodiscard]] std::vector<double> hours_of(const MeasuredSeries& series) const {
    std::vector<double> hours(kHours, kMissing);
    if (!series.given()) return hours;
    const std::chrono::sys_days first = std::chrono::year(year_) / std::chrono::January / 1;
    const std::int64_t begin_s = std::int64_t{first.time_since_epoch().count()} * 24 * kHour_s -
                                 static_cast<std::int64_t>(weather_.location.utc_offset_h * static_cast<double>(kHour_s));
    for (std::size_t h = 0; h < kHours; ++h) {
      const std::int64_t time = begin_s + (std::int64_t{calendar_day(h)} * 24 + static_cast<std::int64_t>(h % 24)) * kHour_s;
      if (time < measured_.first_s) continue;
      const std::size_t at = static_cast<std::size_t>((time - measured_.first_s) / kHour_s);
      if (at < measured_.hours) hours[h] = series.hours[at];
    }
    return hours;
  }

  bool whole(const std::vector<double>& hours, std::string_view name) {
    const auto missing = std::count_if(hours.begin(), hours.end(), [](double value) { return std::isnan(value); });
    if (missing > 0) cannot(fmt::format("{} is missing in {} hours", name, missing));
    return missing == 0;
  }

  /// Puts `value(month)` where nothing is known; tells how often.
  template <class Value>
  void complete(std::vector<double>& hours, std::string_view name, std::string_view from, const Value& value) {
    std::size_t missing = 0;
    for (std::size_t h = 0; h < kHours; ++h) {
      if (!std::isnan(hours[h])) continue;
      hours[h] = value(h, static_cast<std::size_t>(core::month_of_hour(static_cast<int>(h))));
      ++missing;
    }
    if (missing == 0) return;
    tell(code::kWeatherFilled, Severity::filled, fmt::format("{} of {} is missing in {} hours: {}", name, year_, missing, from));
  }

  void make_sun(bool global, bool parts) {
    constexpr double kLeastSine = 0.0523;  // 3 degrees: below, all radiation is diffuse
    constexpr double kMostBeam = 0.835;    // of the radiation outside the air: the rest is Erbs' least diffuse part
    const Location& place = weather_.location;
    if (!global) weather_.global_horizontal_w_m2.assign(kHours, 0.0);
    if (!parts) weather_.direct_normal_w_m2.assign(kHours, 0.0);
    if (!parts) weather_.diffuse_horizontal_w_m2.assign(kHours, 0.0);
    outside_w_m2_.assign(kHours, 0.0);
    for (std::size_t h = 0; h < kHours; ++h) {
      const SolarPosition sun = solar_position(place.latitude_deg, place.longitude_deg, year_, calendar_day(h),
                                               static_cast<double>(h % 24) + 0.5 - place.utc_offset_h);
      const double sine = std::max(0.0, std::sin(sun.elevation_deg * std::numbers::pi / 180.0));
      const double normal = sun.extraterrestrial_normal_w_m2;
      outside_w_m2_[h] = normal * sine;
      double& direct = weather_.direct_normal_w_m2[h];
      double& diffuse = weather_.diffuse_horizontal_w_m2[h];
      double& horizontal = weather_.global_horizontal_w_m2[h];
      if (!global) horizontal = direct * sine + diffuse;
      if (parts) continue;
      diffuse = horizontal;
      if (sine < kLeastSine) continue;
      const double clearness = std::min(1.0, horizontal / outside_w_m2_[h]);
      direct = std::min(kMostBeam * normal, (1.0 - erbs_diffuse_share(clearness)) * horizontal / sine);
      diffuse = horizontal - direct * sine;
    }
    if (!parts) {
      tell(code::kWeatherFilled, Severity::filled,
           fmt::format("direct and diffuse radiation of {} are split from global radiation (Erbs)", year_));
    }
  }

  void make_air() {
    const std::vector<double>& dry_bulb = weather_.dry_bulb_degc;
    const std::vector<double> humidity = hours_of(measured_.relative_humidity);
    weather_.dew_point_degc.assign(kHours, kMissing);
    for (std::size_t h = 0; h < kHours; ++h) {
      if (std::isnan(humidity[h])) continue;
      const double part = std::clamp(humidity[h] / 100.0, 0.01, 1.0);
      weather_.dew_point_degc[h] = std::min(dry_bulb[h], dew_point_degc(part * saturation_pressure_pa(dry_bulb[h])));
    }
    complete(weather_.dew_point_degc, "dew point", "the normal month's distance from the air's temperature",
             [&dry_bulb](std::size_t h, std::size_t month) { return dry_bulb[h] - kCopenhagen.dew_point_depression_k[month]; });
    weather_.wind_speed_m_s = hours_of(measured_.wind_speed_m_s);
    complete(weather_.wind_speed_m_s, "wind speed", "the normal month's",
             [](std::size_t, std::size_t month) { return kCityWindRatio * kCopenhagen.airport_wind_m_s[month]; });
    weather_.wind_direction_deg = hours_of(measured_.wind_direction_deg);
    complete(weather_.wind_direction_deg, "wind direction", "the prevailing one",
             [](std::size_t, std::size_t) { return kPrevailingWind_deg; });
    weather_.pressure_pa = hours_of(measured_.pressure_hpa);
    for (double& pressure : weather_.pressure_pa) pressure *= 100.0;
    const double standard = standard_pressure_pa(weather_.location.elevation_m);
    complete(weather_.pressure_pa, "pressure", "the standard atmosphere's",
             [standard](std::size_t, std::size_t) { return standard; });
    make_sky();
  }

  /// As the reference year: a black sky is 11 K colder than the air when the day is clear and 2 K when it is overcast.
  void make_sky() {
    weather_.sky_temperature_degc.assign(kHours, kMissing);
    for (std::size_t day = 0; day < kHours / 24; ++day) {
      double global = 0.0;
      double outside = 0.0;
      for (std::size_t h = 24 * day; h < 24 * day + 24; ++h) {
        global += weather_.global_horizontal_w_m2[h];
        outside += outside_w_m2_[h];
      }
      const double cloud = std::clamp(1.0 - global / outside / 0.75, 0.0, 1.0);
      for (std::size_t h = 24 * day; h < 24 * day + 24; ++h) {
        weather_.sky_temperature_degc[h] = weather_.dry_bulb_degc[h] - (11.0 - 9.0 * cloud);
      }
    }
  }

  const MeasuredWeather& measured_;
  int year_;
  bool leap_;
  core::Findings& findings_;
  Weather weather_;
  std::vector<double> outside_w_m2_;  ///< on the horizontal, outside the air
};

}  // namespace

std::optional<Weather> measured_year(const MeasuredWeather& weather, int year, const Location& place, core::Findings& findings) {
  return YearMaker(weather, year, place, findings).make();
}

}  // namespace tvilling::models
