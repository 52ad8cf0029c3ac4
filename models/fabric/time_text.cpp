// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/time_text.hpp"

#include <chrono>
#include <cstddef>

#include "core/text.hpp"
#include "core/time_axis.hpp"

namespace tvilling::models {

namespace {

/// The number in `count` digits at `at`; -1 when other signs stand there.
[[nodiscard]] int digits(std::string_view text, std::size_t at, std::size_t count) noexcept {
  int number = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    number = 10 * number + (text[i] - '0');
  }
  return number;
}

[[nodiscard]] bool has_form(std::string_view text) noexcept {
  constexpr std::size_t kLength = 16;
  if (text.size() != kLength) return false;
  return text[4] == '-' && text[7] == '-' && (text[10] == ' ' || text[10] == 'T') && text[13] == ':';
}

}  // namespace

std::optional<LocalHour> read_local_hour(std::string_view text) noexcept {
  constexpr std::string_view kSeconds = ":00";
  constexpr std::size_t kWithSeconds = 19;
  text = core::trimmed(text);
  if (text.size() == kWithSeconds && text.ends_with(kSeconds)) text.remove_suffix(kSeconds.size());
  if (!has_form(text)) return std::nullopt;
  const int year = digits(text, 0, 4);
  const int month = digits(text, 5, 2);
  const int day = digits(text, 8, 2);
  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  if (year < 0 || month < 0 || day < 0 || hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  const bool leap_day = month == 2 && day == 29;
  const double hours = core::first_hour_of_month(month - 1) + 24 * (day - 1) + hour + minute / 60.0;
  return LocalHour{year, hours, leap_day};
}

}  // namespace tvilling::models
