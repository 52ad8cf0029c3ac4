// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

namespace tvilling::models {

/// Monthly statistics of Copenhagen's climate, January first.
/// Radiation, variability, dew point and wind: statistics of the IWEC file of Kastrup (WMO 061800, 55.63 N 12.67 E,
/// months of 1982-1999). Temperature: normals 1991-2020 of the city, +-0.5 K. The file itself is not part of the product.
struct ReferenceClimate {
  std::array<double, 12> temperature_degc;
  std::array<double, 12> daily_mean_sd_k;         ///< standard deviation of daily means
  std::array<double, 12> daily_mean_lag1;         ///< their autocorrelation from day to day
  std::array<double, 12> daily_range_k;           ///< highest minus lowest hour of the mean day
  std::array<double, 12> cloud_correlation;       ///< of temperature's and clearness's daily innovations
  std::array<double, 12> dew_point_depression_k;  ///< temperature minus dew point
  std::array<double, 12> global_horizontal_kwh_m2;
  std::array<double, 12> diffuse_horizontal_kwh_m2;
  std::array<double, 12> clearness;  ///< K_T, global over extraterrestrial
  std::array<double, 12> daily_clearness_sd;
  std::array<double, 12> airport_wind_m_s;  ///< at 10 m
};

// The correlation of clearness and temperature is known for Feb, Nov, Dec (clear is cold) and May to Aug (clear is warm);
// 0 in the months between.
inline constexpr ReferenceClimate kCopenhagen{
    .temperature_degc = {2.0, 2.0, 3.9, 8.0, 12.5, 16.0, 18.4, 18.2, 14.5, 10.2, 6.3, 3.3},
    .daily_mean_sd_k = {2.41, 2.97, 1.75, 2.15, 1.62, 1.93, 1.60, 2.51, 2.02, 2.61, 2.37, 3.25},
    .daily_mean_lag1 = {0.64, 0.80, 0.53, 0.81, 0.57, 0.68, 0.38, 0.84, 0.79, 0.60, 0.51, 0.64},
    .daily_range_k = {2.83, 4.95, 4.64, 6.35, 7.28, 7.93, 7.52, 7.54, 6.05, 4.83, 4.05, 4.31},
    .cloud_correlation = {0.0, -0.5, 0.0, 0.0, 0.5, 0.5, 0.5, 0.5, 0.0, 0.0, -0.5, -0.5},
    .dew_point_depression_k = {2.35, 1.81, 4.47, 4.64, 5.41, 6.31, 6.05, 3.92, 3.61, 3.90, 2.76, 2.25},
    .global_horizontal_kwh_m2 = {14.4, 29.7, 68.3, 104.0, 153.0, 166.7, 161.2, 132.8, 76.5, 45.0, 17.4, 11.2},
    .diffuse_horizontal_kwh_m2 = {10.9, 19.8, 42.1, 64.0, 83.1, 100.7, 97.2, 75.1, 53.3, 32.3, 13.7, 8.8},
    .clearness = {0.288, 0.349, 0.409, 0.425, 0.474, 0.485, 0.476, 0.477, 0.404, 0.391, 0.301, 0.293},
    .daily_clearness_sd = {0.128, 0.159, 0.160, 0.161, 0.155, 0.114, 0.115, 0.129, 0.139, 0.132, 0.123, 0.118},
    .airport_wind_m_s = {8.1, 5.8, 7.5, 5.2, 5.0, 5.0, 5.1, 4.4, 5.7, 7.8, 6.7, 7.0},
};

/// Mean daily course of temperature around the day's mean [K] at Kastrup, hour ending 1..24; its sum is 0.
inline constexpr std::array<double, 24> kDailyCourse_k{-1.62, -1.72, -1.82, -1.91, -1.53, -1.15, -0.75, -0.18,
                                                       0.40,  0.97,  1.33,  1.69,  2.06,  1.95,  1.84,  1.72,
                                                       1.29,  0.87,  0.44,  0.0,   -0.46, -0.90, -1.14, -1.38};
inline constexpr double kDailyCourseRange_k = 3.97;

/// Wind between the houses over wind at the airport (0.5 to 0.6; an assumption).
inline constexpr double kCityWindRatio = 0.55;

/// Where the wind comes from, degrees from north, clockwise: the prevailing west-south-west, in every hour (an assumption).
inline constexpr double kPrevailingWind_deg = 250.0;

/// Lowest hour of the year: the Danish design temperature (DS 418).
inline constexpr double kDesignTemperature_degc = -12.0;

}  // namespace tvilling::models
