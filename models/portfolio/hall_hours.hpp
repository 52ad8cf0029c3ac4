// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <string_view>

#include "models/portfolio/hall_tables.hpp"

/// Days of the week and times of day as people write them.
namespace tvilling::models {

/// "mon", "mandag", "weekday", "hverdage", "mon-fri", "man til fre", "lør og søn", "alle dage"; public holidays only beside
/// Sunday, which they are. Nothing for what is none of these.
[[nodiscard]] std::optional<std::bitset<kWeekDays>> parse_days(std::string_view text);

/// "06:00", "6.30", "6", "kl. 6", "24:00": hours from midnight. Nothing for what is none.
[[nodiscard]] std::optional<double> parse_time_of_day(std::string_view text);

/// "mon-fri sun", so that parse_days gives the same days; "man-fre søn" in Danish.
[[nodiscard]] std::string days_text(const std::bitset<kWeekDays>& days, bool danish = false);
/// "06:30"
[[nodiscard]] std::string time_of_day_text(double hours);

}  // namespace tvilling::models
