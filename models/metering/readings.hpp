// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "models/metering/read_meters.hpp"

namespace tvilling::models {

/// How a reading's time was written, and what it says besides.
struct ReadingMark {
  static constexpr std::uint8_t twice = 1;    ///< in the hour that the clock shows twice
  static constexpr std::uint8_t skipped = 2;  ///< in the hour that the clock leaves out
  static constexpr std::uint8_t estimated = 4;
  static constexpr std::uint8_t day = 8;     ///< a day without a time
  static constexpr std::uint8_t month = 16;  ///< a month: "2025-01"
  static constexpr std::uint8_t year = 32;   ///< a year: "2025"
};

/// One reading, small: there are millions. The value is in the meter's unit; NaN: an empty cell.
struct Reading {
  std::int64_t time_s = 0;  ///< UTC; of a day, month or year its first moment
  double value = 0.0;
  std::int32_t line = 0;
  std::uint16_t column = 0;  ///< of the value
  std::uint8_t marks = 0;
};

/// Cells of a kind that could not be used, with the first of them.
struct BadCells {
  std::size_t count = 0;
  core::SourcePos first;
  std::string value;
};

struct Readings {
  std::vector<std::vector<Reading>> of_meter;  ///< by index of the meter, in the order of the file
  std::size_t count = 0;
  InputFile input;
  std::function<core::SourcePos(int line, int column)> place;  ///< of a reading
};

/// Reads the readings table, a text file in a stream. Times and values that cannot be read are findings (stops), one for each
/// meter.
[[nodiscard]] Readings read_readings(const PortfolioSource& source, const MeterTables& tables, core::Findings& findings);

}  // namespace tvilling::models
