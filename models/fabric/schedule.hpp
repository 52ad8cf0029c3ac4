// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"

namespace tvilling::models {

/// The steps of a run of a detailed building: local standard time, `steps_per_hour` equal steps in every hour.
struct RunPeriod {
  int year = 2025;
  int first_day_of_year = 0;  ///< 0 is 1 January
  int first_hour = 0;         ///< 0..23
  std::size_t hours = 8760;
  int steps_per_hour = 1;

  [[nodiscard]] std::size_t steps() const noexcept { return hours * static_cast<std::size_t>(steps_per_hour); }
  /// Hours since the year's first midnight at the middle of a step, in a year without 29 February.
  [[nodiscard]] double middle_h(std::size_t step) const noexcept {
    return 24.0 * first_day_of_year + first_hour + (static_cast<double>(step) + 0.5) / steps_per_hour;
  }
};

/// "2013-08-21 05:30": the beginning of a step, local standard time.
[[nodiscard]] std::string time_of_step(const RunPeriod& period, std::size_t step);

/// Hourly measured columns by name, one value per hour of the run; NaN where nothing was measured.
using SeriesTable = std::map<std::string, std::vector<double>>;

/// A value over time, as an engineer writes it.
struct Schedule {
  enum class Kind {
    constant,  ///< `values[0]`
    hourly,    ///< 24 values (each day), 168 (each week, Monday first) or one per hour of the run, looked for in this order
    points,    ///< `points`: hour of the day, value; linear in between or steps; a time written twice is a jump; each day anew
    dated,     ///< `points`: hours since the year's first midnight, value; holds until the next one
    column     ///< column `name` of the series, times `scale`
  };
  Kind kind = Kind::constant;
  std::vector<double> values{0.0};
  std::vector<std::pair<double, double>> points;
  bool linear = false;
  int year = 2025;  ///< whose first midnight the hours of `dated` count from
  std::string name;
  double scale = 1.0;
  /// Of a column, empty or one schedule without column: where it is 0 the value is 0 and the column is not looked at (it may
  /// be NaN there); elsewhere the value is column times scale.
  std::vector<Schedule> during;
  core::SourcePos pos;

  static Schedule of(double value) {
    Schedule schedule;
    schedule.values = {value};
    return schedule;
  }
};

/// The schedule's value in every step: the value at the middle of the step. The schedule must have been checked
/// (see check_fabric): a wrong length or an unknown column throws Error (internal).
[[nodiscard]] std::vector<double> values_of(const Schedule& schedule, const RunPeriod& period, const SeriesTable& series);

/// Smallest and largest value that the schedule can take where that can be told without the series. {-inf, inf} for a column.
[[nodiscard]] std::pair<double, double> range_of(const Schedule& schedule) noexcept;

}  // namespace tvilling::models
