// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/metering/danish_clock.hpp"
#include "models/metering/meter_notices.hpp"

namespace tvilling::models {

/// How often a meter is read, and what its times stand for.
enum class Rhythm : std::uint8_t {
  steps,      ///< a fixed step of at most a day, with times of day
  days,       ///< days without times
  months,     ///< each reading names its calendar month
  years,      ///< each reading names its calendar year
  irregular,  ///< each reading closes what began with the one before
  unknown,    ///< too few readings to tell
};

struct MeterRhythm {
  Rhythm rhythm = Rhythm::unknown;
  std::int64_t step_s = 0;  ///< median
};

/// Whether the times of fixed steps are where they begin or where they end.
enum class HourLabel : std::uint8_t { end, begin };

/// Use between two moments, in the meter's unit; NaN: missing.
struct UseInterval {
  std::int64_t begin_s = 0;
  std::int64_t end_s = 0;
  double amount = 0.0;
  std::size_t reading = 0;  ///< that closes it
};

/// Readings in the order of time, each time once: the last delivered of two; the doubled hour of autumn is told apart by its
/// order; what lies after `now_s` is left out.
[[nodiscard]] std::vector<Reading> in_order(std::vector<Reading> readings, const DayCalendar& calendar, std::int64_t now_s,
                                            MeterNotices& notices);

[[nodiscard]] MeterRhythm rhythm_of(const std::vector<Reading>& ordered, const DayCalendar& calendar);

/// What the times of a meter's fixed steps are if it runs over whole days; nothing when that does not tell.
[[nodiscard]] std::optional<HourLabel> label_of(const std::vector<Reading>& ordered, const MeterRhythm& rhythm,
                                                const DayCalendar& calendar);

/// The uses that readings tell: by rhythm, or for a register by differences with rollover and resets. Estimated and negative
/// ones are missing.
[[nodiscard]] std::vector<UseInterval> use_intervals(const Meter& meter, const std::vector<Reading>& ordered,
                                                     const MeterRhythm& rhythm, HourLabel label, const DayCalendar& calendar,
                                                     MeterNotices& notices);

}  // namespace tvilling::models
