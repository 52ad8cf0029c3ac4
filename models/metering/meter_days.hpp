// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/metering/meter_intervals.hpp"

namespace tvilling::models {

/// Use by calendar day in kWh or m3.
struct DailyUse {
  std::vector<double> amount;
  std::vector<std::int32_t> covered_s;  ///< of the day's seconds, told by readings
  std::vector<bool> filled;             ///< taken from similar days
};

/// Spreads the intervals over the days that they touch. Use over a month's end or longer than a month is spread evenly (told).
[[nodiscard]] DailyUse daily_use(const Meter& meter, const std::vector<UseInterval>& intervals,
                                 const std::vector<Reading>& readings, const DayCalendar& calendar, MeterNotices& notices);

/// Leaves out the last day when it is incomplete, and tells days outside three interquartile ranges. For steps and days.
void check_days(DailyUse& use, const std::vector<Reading>& readings, const DayCalendar& calendar, MeterNotices& notices);

/// What daily use comes to in the calendar's years. Days told to less than a half are missing; small gaps are filled from similar
/// days (`temperature_degc` of each day of the calendar, or empty), and a year with too much missing is not usable.
[[nodiscard]] std::vector<MeterYear> meter_years(std::size_t meter, DailyUse& use, const DayCalendar& calendar,
                                                 std::span<const double> temperature_degc, MeterNotices& notices);

}  // namespace tvilling::models
