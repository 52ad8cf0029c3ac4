// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "core/time_axis.hpp"
#include "models/swimming_hall/swimming_hall.hpp"

namespace tvilling::models {

/// A hall's week laid out on the hours of a year; public holidays are Sundays.
struct HallSchedule {
  std::vector<double> open;    ///< share of the hour, 8,760 values
  std::vector<double> visits;  ///< visitors who come in the hour; their sum is the year's
};

/// Throws Error (bad_input) for visits without an open hour that they could come in.
[[nodiscard]] HallSchedule make_hall_schedule(const HallWeek& week, double visitors_per_year, const core::TimeAxis& axis);

}  // namespace tvilling::models
