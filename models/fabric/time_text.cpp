// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/time_text.hpp"

#include "core/time_axis.hpp"
#include "core/time_text.hpp"

namespace tvilling::models {

std::optional<LocalHour> read_local_hour(std::string_view text) noexcept {
  const std::optional<core::TimeText> time = core::parse_time(text);
  if (!time || !time->has_time || time->offset_min || time->second != 0) return std::nullopt;
  const bool leap_day = time->month == 2 && time->day == 29;
  const double hours = core::first_hour_of_month(time->month - 1) + 24 * (time->day - 1) + time->hour + time->minute / 60.0;
  return LocalHour{time->year, hours, leap_day};
}

}  // namespace tvilling::models
