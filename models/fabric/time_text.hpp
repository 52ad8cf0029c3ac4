// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string_view>

namespace tvilling::models {

/// A moment on the axis of 365-day years, local standard time.
struct LocalHour {
  int year = 0;
  double hour_of_year = 0.0;  ///< since the year's first midnight, 29 February left out
  bool leap_day = false;      ///< 29 February: has no hour on the axis
};

/// Reads a moment as core::parse_time() does, to the minute and without offset ("2013-08-21 05:30"); nothing when it is none.
[[nodiscard]] std::optional<LocalHour> read_local_hour(std::string_view text) noexcept;

}  // namespace tvilling::models
