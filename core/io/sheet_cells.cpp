// SPDX-License-Identifier: MPL-2.0
#include "core/io/sheet_cells.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstddef>
#include <optional>

#include "core/text.hpp"

namespace tvilling::core {

namespace {

constexpr double kSecondsOfDay = 86400.0;

/// A format code without what is shown as it stands, colours and conditions; elapsed times ("[h]") are durations, not dates.
std::string letters_of(std::string_view code) {
  std::string letters;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == ';') break;  // negative numbers, zero and text have their own
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '[') {
      i = std::min(code.find(']', i), code.size());
    } else {
      letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
  }
  return letters;
}

bool is_elapsed(std::string_view code) {
  for (std::size_t at = code.find('['); at != std::string_view::npos; at = code.find('[', at + 1)) {
    const std::size_t end = std::min(code.find(']', at), code.size());
    const std::string_view inside = code.substr(at + 1, end - at - 1);
    if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

std::string without_fraction(std::string_view moment) {
  const std::size_t point = moment.find_first_of(".,");
  if (point == std::string_view::npos) return std::string(moment);
  const std::size_t end = std::min(moment.find_first_not_of("0123456789", point + 1), moment.size());
  return std::string(moment.substr(0, point)) + std::string(moment.substr(end));
}

std::string plain_digits(std::string_view stored) {
  constexpr double kExact = 1e15;  // what a spreadsheet holds of an id; longer ones keep their exponent, which is told
  const std::optional<double> value = plain_number(stored);
  if (!value || std::floor(*value) != *value || std::abs(*value) >= kExact) return std::string(stored);
  return fmt::format("{:.0f}", *value + 0.0);
}

DateFormat date_format(std::string_view format_code) {
  if (is_elapsed(format_code)) return DateFormat::none;
  const std::string letters = letters_of(format_code);
  if (letters.starts_with("general") || letters.starts_with("standard") || letters.find_first_of("0#?@") != std::string::npos) {
    const bool fraction_of_second = letters.find("s.0") != std::string::npos || letters.find("s,0") != std::string::npos;
    if (!fraction_of_second) return DateFormat::none;
  }
  const bool time = letters.find_first_of("hs") != std::string::npos;
  const bool day = letters.find_first_of("dy") != std::string::npos;
  if (time) return day ? DateFormat::date_and_time : DateFormat::time;
  return day || letters.find('m') != std::string::npos ? DateFormat::date : DateFormat::none;
}

DateFormat date_format(int builtin_format) {
  if (builtin_format == 22) return DateFormat::date_and_time;
  if (builtin_format >= 14 && builtin_format <= 17) return DateFormat::date;
  if ((builtin_format >= 18 && builtin_format <= 21) || builtin_format == 45 || builtin_format == 47) return DateFormat::time;
  const bool east_asian = (builtin_format >= 27 && builtin_format <= 36) || (builtin_format >= 50 && builtin_format <= 58);
  return east_asian ? DateFormat::date : DateFormat::none;
}

std::string iso_of_serial(double serial, DateFormat format, bool from_1904) {
  using namespace std::chrono;
  constexpr double kEnd = 2958466.0;  // 10000-01-01
  constexpr int kNoSuchDay = 60;      // 1900-02-29, which spreadsheets believe in
  if (!(serial >= 0.0 && serial < kEnd)) return {};
  const double seconds = std::round(serial * kSecondsOfDay);
  const int day = static_cast<int>(std::floor(seconds / kSecondsOfDay));
  const int second = static_cast<int>(seconds - day * kSecondsOfDay);
  std::string clock = fmt::format("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
  if (format == DateFormat::time && day == 0) return clock;
  if (!from_1904 && (day == 0 || day == kNoSuchDay)) return {};
  sys_days start = from_1904 ? sys_days(year(1904) / 1 / 1) : sys_days(year(1899) / 12 / 30);
  if (!from_1904 && day < kNoSuchDay) start += days(1);
  const year_month_day date(start + days(day));
  if (static_cast<int>(date.year()) > 9999) return {};
  std::string iso = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned int>(date.month()),
                                static_cast<unsigned int>(date.day()));
  if (format != DateFormat::date || second != 0) iso += "T" + clock;
  return iso;
}

}  // namespace tvilling::core
