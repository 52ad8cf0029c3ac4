// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "models/metering/readings.hpp"

namespace tvilling::models {

/// What is told about the readings of one meter, once with its count and its first place.
enum class Notice : std::uint8_t {
  unsorted,
  skipped_hour,
  overlap,
  clock_lost,
  coarser,
  future,
  too_few,
  estimated,
  negative,
  rollover,
  rollover_guessed,
  reset,
  fall,
  low_state,
  high_state,
  same_moment,
  looks_like_register,
  repeated,
  spread,
  last_day,
  spike,
  gap_filled,
  year_not_usable,
  zero,
};

struct Noticed {
  std::size_t count = 0;
  int line = 0;
  int column = 0;
  double value = 0.0;
  std::string detail;  ///< in the words of its message
};

/// Notices of one meter and the flags of its years.
class MeterNotices {
 public:
  void add(Notice notice, const Reading& reading, const std::string& detail = {}) {
    Noticed& noticed = noticed_[notice];
    if (noticed.count++ == 0) noticed = {1, reading.line, reading.column, reading.value, detail};
  }
  /// About a day or year; `first` of the meter's readings stands for its place.
  void add_time(Notice notice, const std::string& detail) {
    Noticed& noticed = noticed_[notice];
    noticed.detail += (noticed.count++ == 0 ? "" : ", ") + detail;
  }
  void flag(int year, ReadingFlag flag) {
    flags_[year] = static_cast<std::uint16_t>(flags_[year] | static_cast<std::uint16_t>(flag));
  }
  [[nodiscard]] std::uint16_t flags(int year) const {
    const auto found = flags_.find(year);
    return found == flags_.end() ? std::uint16_t{0} : found->second;
  }
  [[nodiscard]] const std::map<Notice, Noticed>& all() const noexcept { return noticed_; }

  /// Adds a finding for each notice.
  void tell(const Meter& meter, const Readings& readings, const Reading& first, core::Findings& findings) const;

 private:
  std::map<Notice, Noticed> noticed_;
  std::map<int, std::uint16_t> flags_;
};

}  // namespace tvilling::models
