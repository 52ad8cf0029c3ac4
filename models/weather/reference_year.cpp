// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <string_view>
#include <utility>

#include "core/error.hpp"
#include "core/random.hpp"
#include "core/time_axis.hpp"
#include "models/air/psychrometrics.hpp"
#include "models/weather/reference_climate.hpp"
#include "models/weather/reference_sun.hpp"
#include "models/weather/weather.hpp"

namespace tvilling::models {

namespace {

constexpr std::size_t kHours = core::kHoursPerYear;
constexpr std::size_t kDays = kReferenceDays;
constexpr int kMidnightRamp_h = 6;  // each side
constexpr double kWindLag1 = 0.9;
constexpr double kSpellHalf_days = 5.0;

[[nodiscard]] double normal(unsigned seed, std::string_view attribute, std::size_t k) noexcept {
  return core::standard_normal({seed, "reference-year", attribute, static_cast<std::uint64_t>(k)});
}

[[nodiscard]] std::size_t month_index(std::size_t day) noexcept {
  return static_cast<std::size_t>(month_of_day(static_cast<int>(day)));
}

[[nodiscard]] std::size_t first_day(std::size_t month) noexcept {
  return static_cast<std::size_t>(core::first_hour_of_month(static_cast<int>(month)) / 24);
}

/// Adds to each month what it lacks to its wanted mean. `per_day` is 1 for days, 24 for hours.
template <typename Values>
void set_monthly_means(Values& values, const std::array<double, 12>& wanted, std::size_t per_day) {
  for (std::size_t m = 0; m < wanted.size(); ++m) {
    const std::size_t first = first_day(m) * per_day;
    const std::size_t last = first_day(m + 1) * per_day;
    double sum = 0.0;
    for (std::size_t i = first; i < last; ++i) sum += values[i];
    const double lack = wanted[m] - sum / static_cast<double>(last - first);
    for (std::size_t i = first; i < last; ++i) values[i] += lack;
  }
}

/// Straight lines between the middles of the months, around the year.
[[nodiscard]] DailyValues between_months(const std::array<double, 12>& anchors) {
  std::array<double, 14> middle{};
  for (std::size_t m = 0; m < 12; ++m) middle[m + 1] = 0.5 * static_cast<double>(first_day(m) + first_day(m + 1));
  middle[0] = middle[12] - static_cast<double>(kDays);
  middle[13] = middle[1] + static_cast<double>(kDays);
  DailyValues days{};
  std::size_t before = 0;
  for (std::size_t d = 0; d < kDays; ++d) {
    const double noon = static_cast<double>(d) + 0.5;
    while (noon >= middle[before + 1]) ++before;
    const double part = (noon - middle[before]) / (middle[before + 1] - middle[before]);
    days[d] = anchors[(before + 11) % 12] * (1.0 - part) + anchors[before % 12] * part;
  }
  return days;
}

/// The yearly course: a smooth line whose monthly means are the wanted ones (the anchors are corrected until they are).
[[nodiscard]] DailyValues yearly_course(const std::array<double, 12>& means) {
  constexpr int kPasses = 30;
  std::array<double, 12> anchors = means;
  for (int pass = 0; pass < kPasses; ++pass) {
    const DailyValues days = between_months(anchors);
    for (std::size_t m = 0; m < means.size(); ++m) {
      double sum = 0.0;
      for (std::size_t d = first_day(m); d < first_day(m + 1); ++d) sum += days[d];
      anchors[m] += means[m] - sum / static_cast<double>(first_day(m + 1) - first_day(m));
    }
  }
  return between_months(anchors);
}

/// What is left of each month's standard deviation beside the yearly course, which is part of the measured one.
[[nodiscard]] std::array<double, 12> weather_sd_k(const DailyValues& course) {
  std::array<double, 12> left{};
  for (std::size_t m = 0; m < left.size(); ++m) {
    const double days = static_cast<double>(first_day(m + 1) - first_day(m));
    double sum_squares = 0.0;
    for (std::size_t d = first_day(m); d < first_day(m + 1); ++d) {
      const double off = course[d] - kCopenhagen.temperature_degc[m];
      sum_squares += off * off;
    }
    const double sd = kCopenhagen.daily_mean_sd_k[m];
    left[m] = std::sqrt(std::max(0.09 * sd * sd, sd * sd - sum_squares / days));
  }
  return left;
}

/// Daily mean temperatures: the yearly course and an autoregression that knows the day's clearness.
[[nodiscard]] DailyValues daily_temperature(const ReferenceSun& sun, unsigned seed) {
  const DailyValues course = yearly_course(kCopenhagen.temperature_degc);
  const std::array<double, 12> sd = weather_sd_k(course);
  DailyValues days{};
  double state = normal(seed, "temperature-start", 0);
  for (std::size_t d = 0; d < kDays; ++d) {
    const std::size_t m = month_index(d);
    const double lag = kCopenhagen.daily_mean_lag1[m];
    const double shared = kCopenhagen.cloud_correlation[m];
    const double innovation = shared * sun.innovation[d] + std::sqrt(1.0 - shared * shared) * normal(seed, "temperature", d);
    state = lag * state + std::sqrt(1.0 - lag * lag) * innovation;
    days[d] = course[d] + sd[m] * state;
  }
  set_monthly_means(days, kCopenhagen.temperature_degc, 1);
  return days;
}

/// How much wider (clear) or narrower (overcast) than its month's mean a day's range is.
[[nodiscard]] DailyValues range_factors(const ReferenceSun& sun, double radiation_scale) {
  DailyValues factors{};
  for (std::size_t d = 0; d < kDays; ++d) {
    const double relative = sun.clearness[d] / (kCopenhagen.clearness[month_index(d)] * radiation_scale);
    factors[d] = std::clamp(0.55 + 0.9 * (relative - 0.5), 0.3, 1.8);
  }
  return factors;
}

/// Hours from days: the daily course, a ramp over midnight that keeps both days' sum, the monthly means exact.
[[nodiscard]] std::vector<double> hourly_temperature(const DailyValues& days, const DailyValues& factors) {
  std::vector<double> hours(kHours);
  DailyValues amplitude{};
  for (std::size_t d = 0; d < kDays; ++d)
    amplitude[d] = kCopenhagen.daily_range_k[month_index(d)] * factors[d] / kDailyCourseRange_k;
  for (std::size_t h = 0; h < kHours; ++h) hours[h] = days[h / 24] + amplitude[h / 24] * kDailyCourse_k[h % 24];

  const double at_midnight = 0.5 * (kDailyCourse_k[23] + kDailyCourse_k[0]);
  for (std::size_t d = 0; d < kDays; ++d) {
    const std::size_t next = (d + 1) % kDays;
    const double jump = days[next] - days[d] + (amplitude[next] - amplitude[d]) * at_midnight;
    for (std::size_t i = 0; i < kMidnightRamp_h; ++i) {
      const double change = 0.5 * jump * (1.0 - (static_cast<double>(i) + 0.5) / kMidnightRamp_h);
      hours[next * 24 + i] -= change;
      hours[d * 24 + 23 - i] += change;
    }
  }
  set_monthly_means(hours, kCopenhagen.temperature_degc, 24);
  return hours;
}

[[nodiscard]] std::size_t coldest_hour(const std::vector<double>& hours) {
  return static_cast<std::size_t>(std::min_element(hours.begin(), hours.end()) - hours.begin());
}

/// Days around `coldest` moved by `change_k`, the rest of the month moved the other way so that its mean stays.
[[nodiscard]] DailyValues with_spell(DailyValues days, std::size_t coldest, double change_k) {
  const std::size_t m = month_index(coldest);
  for (std::size_t d = first_day(m); d < first_day(m + 1); ++d) {
    const double distance = std::abs(static_cast<double>(d) - static_cast<double>(coldest));
    days[d] += change_k * std::max(0.0, 1.0 - distance / kSpellHalf_days);
  }
  set_monthly_means(days, kCopenhagen.temperature_degc, 1);
  return days;
}

/// Makes the coldest spell of January or February reach the design temperature; other spells that would be colder are
/// warmed to it.
[[nodiscard]] std::vector<double> with_design_cold(DailyValues days, const DailyValues& factors) {
  constexpr int kSpells = 20;
  constexpr double kNear_k = 0.01;
  std::vector<double> hours = hourly_temperature(days, factors);
  const std::size_t winter_end = static_cast<std::size_t>(core::first_hour_of_month(2));
  for (int spell = 0; spell < kSpells; ++spell) {
    std::size_t coldest = coldest_hour(hours);
    if (std::abs(hours[coldest] - kDesignTemperature_degc) < kNear_k) break;
    if (hours[coldest] > kDesignTemperature_degc) {
      coldest = coldest_hour({hours.begin(), hours.begin() + static_cast<std::ptrdiff_t>(winter_end)});
    }
    double low = -40.0;
    double high = 40.0;
    for (int i = 0; i < 50; ++i) {
      const double middle = 0.5 * (low + high);
      const double reached = hourly_temperature(with_spell(days, coldest / 24, middle), factors)[coldest];
      (reached < kDesignTemperature_degc ? low : high) = middle;
    }
    days = with_spell(days, coldest / 24, 0.5 * (low + high));
    hours = hourly_temperature(days, factors);
  }
  return hours;
}

/// Wind in the city: Weibull with shape 2, autoregressive from hour to hour, the monthly means exact.
[[nodiscard]] std::vector<double> hourly_wind_m_s(unsigned seed) {
  std::vector<double> hours(kHours);
  double state = normal(seed, "wind-start", 0);
  for (std::size_t h = 0; h < kHours; ++h) {
    state = kWindLag1 * state + std::sqrt(1.0 - kWindLag1 * kWindLag1) * normal(seed, "wind", h);
    const double exceeded = 0.5 * std::erfc(state / std::numbers::sqrt2);
    hours[h] = std::sqrt(-std::log(exceeded));
  }
  for (std::size_t m = 0; m < 12; ++m) {
    const std::size_t first = first_day(m) * 24;
    const std::size_t last = first_day(m + 1) * 24;
    double sum = 0.0;
    for (std::size_t h = first; h < last; ++h) sum += hours[h];
    const double scale = kCopenhagen.airport_wind_m_s[m] * kCityWindRatio * static_cast<double>(last - first) / sum;
    for (std::size_t h = first; h < last; ++h) hours[h] *= scale;
  }
  return hours;
}

void check(const ReferenceYearOptions& options) {
  if (!(std::abs(options.temperature_shift_k) <= 20.0)) {
    throw core::Error(core::ErrorKind::bad_input, "temperature_shift_k is " + std::to_string(options.temperature_shift_k), {},
                      "use a number from -20 to 20");
  }
  if (!(options.radiation_scale > 0.0 && options.radiation_scale < 10.0)) {
    throw core::Error(core::ErrorKind::bad_input, "radiation_scale is " + std::to_string(options.radiation_scale), {},
                      "use a number near 1 (0.5 to 1.3)");
  }
}

}  // namespace

Weather reference_year(const ReferenceYearOptions& options) {
  check(options);
  Weather weather;
  weather.location = {"Copenhagen", 55.6761, 12.5683, 1.0, 10.0};
  weather.source = "reference-year";
  ReferenceSun sun = reference_sun(weather.location, options.radiation_scale, options.seed);
  const DailyValues factors = range_factors(sun, options.radiation_scale);
  weather.dry_bulb_degc = with_design_cold(daily_temperature(sun, options.seed), factors);
  weather.dew_point_degc.resize(kHours);
  weather.sky_temperature_degc.resize(kHours);
  for (std::size_t d = 0; d < kDays; ++d) {
    double mean = 0.0;
    for (std::size_t h = d * 24; h < d * 24 + 24; ++h) mean += weather.dry_bulb_degc[h] / 24.0;
    const double dew_point = mean - kCopenhagen.dew_point_depression_k[month_index(d)] * factors[d];
    // A black sky is 11 K colder than the air when clear and 2 K when overcast.
    const double cloud = std::clamp(1.0 - sun.clearness[d] / 0.75, 0.0, 1.0);
    for (std::size_t h = d * 24; h < d * 24 + 24; ++h) {
      const double dry_bulb = weather.dry_bulb_degc[h];
      weather.dew_point_degc[h] = std::min(dew_point, dry_bulb) + options.temperature_shift_k;
      weather.sky_temperature_degc[h] = dry_bulb - (11.0 - 9.0 * cloud) + options.temperature_shift_k;
    }
  }
  for (double& value : weather.dry_bulb_degc) value += options.temperature_shift_k;
  weather.wind_speed_m_s = hourly_wind_m_s(options.seed);
  weather.wind_direction_deg.assign(kHours, kPrevailingWind_deg);
  weather.pressure_pa.assign(kHours, standard_pressure_pa(weather.location.elevation_m));
  weather.global_horizontal_w_m2 = std::move(sun.global_horizontal_w_m2);
  weather.direct_normal_w_m2 = std::move(sun.direct_normal_w_m2);
  weather.diffuse_horizontal_w_m2 = std::move(sun.diffuse_horizontal_w_m2);
  return weather;
}

}  // namespace tvilling::models
