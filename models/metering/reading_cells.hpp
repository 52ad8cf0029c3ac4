// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "models/metering/danish_clock.hpp"

namespace tvilling::models {

/// A time of a reading: UTC, and ReadingMark bits of how it was written.
struct ReadingTime {
  std::int64_t time_s = 0;
  std::uint8_t marks = 0;
};

/// Reads the times of readings: with an offset or "Z" as they say, else by the Danish clock; a day, "2025-01" and "2025" too.
class ReadingClock {
 public:
  /// Nothing when it is no time, or of a year outside DanishClock's.
  [[nodiscard]] std::optional<ReadingTime> read(std::string_view text);

 private:
  [[nodiscard]] std::optional<ReadingTime> parse(std::string_view text) const;

  DanishClock clock_;
  std::string last_text_;  // files in the order of time repeat each of them
  std::optional<ReadingTime> last_;
};

/// Whether a word says that a reading is estimated ("E", "skønnet", "ja"); nothing when it is not known.
[[nodiscard]] std::optional<bool> parse_estimated(std::string_view word);

}  // namespace tvilling::models
