// SPDX-License-Identifier: MPL-2.0
#include "core/time_text.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstddef>
#include <cstdlib>

#include "core/text.hpp"

namespace tvilling::core {

namespace {

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

/// Takes a text apart from its beginning; what does not fit takes nothing.
class Scanner {
 public:
  explicit Scanner(std::string_view text) noexcept : text_(text) {}

  [[nodiscard]] bool at_end() const noexcept { return at_ == text_.size(); }
  [[nodiscard]] char next() const noexcept { return at_end() ? '\0' : text_[at_]; }
  [[nodiscard]] std::size_t digits_ahead() const noexcept {
    std::size_t end = at_;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    return end - at_;
  }
  bool take(char c) noexcept {
    if (next() != c) return false;
    ++at_;
    return true;
  }
  /// The number in exactly `count` digits that are known to be there.
  int digits(std::size_t count) noexcept {
    int number = 0;
    for (const std::size_t end = at_ + count; at_ < end; ++at_) number = 10 * number + (text_[at_] - '0');
    return number;
  }
  /// Two digits up to `max`, and no third.
  std::optional<int> pair(int max) noexcept {
    if (digits_ahead() != 2) return std::nullopt;
    const int number = digits(2);
    return number <= max ? std::optional<int>(number) : std::nullopt;
  }
  void skip_digits() noexcept { at_ += digits_ahead(); }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

std::chrono::year_month_day date_of(const TimeText& time) noexcept {
  return {std::chrono::year{time.year}, std::chrono::month{static_cast<unsigned>(time.month)},
          std::chrono::day{static_cast<unsigned>(time.day)}};
}

bool read_date(Scanner& scan, TimeText& time) noexcept {
  constexpr int kFirstYear = 1000;
  const std::size_t first = scan.digits_ahead();
  if (first == 4) {
    time.year = scan.digits(4);
    if (!scan.take('-') || scan.digits_ahead() != 2) return false;
    time.month = scan.digits(2);
    if (!scan.take('-') || scan.digits_ahead() != 2) return false;
    time.day = scan.digits(2);
  } else {
    if (first != 1 && first != 2) return false;
    time.day = scan.digits(first);
    const char separator = scan.next();
    if (separator != '-' && separator != '.' && separator != '/') return false;
    scan.take(separator);
    const std::size_t second = scan.digits_ahead();
    if (second != 1 && second != 2) return false;
    time.month = scan.digits(second);
    if (!scan.take(separator) || scan.digits_ahead() != 4) return false;
    time.year = scan.digits(4);
  }
  return time.year >= kFirstYear && date_of(time).ok();
}

/// "18:00", "18.00", "18:00:30.123"
bool read_clock(Scanner& scan, TimeText& time) noexcept {
  const std::optional<int> hour = scan.pair(24);
  const char separator = scan.next();
  if (!hour || (separator != ':' && separator != '.')) return false;
  scan.take(separator);
  const std::optional<int> minute = scan.pair(59);
  if (!minute) return false;
  time.hour = *hour;
  time.minute = *minute;
  if (scan.take(separator)) {
    const std::optional<int> second = scan.pair(59);
    if (!second) return false;
    time.second = *second;
    if (scan.take('.') || scan.take(',')) {
      if (scan.digits_ahead() == 0) return false;
      scan.skip_digits();
    }
  }
  time.has_time = true;
  return time.hour < 24 || (time.minute == 0 && time.second == 0);
}

bool read_offset(Scanner& scan, TimeText& time) noexcept {
  constexpr int kMaxHours = 14;
  if (scan.take('Z')) {
    time.offset_min = 0;
    return true;
  }
  const int sign = scan.next() == '-' ? -1 : 1;
  if (!scan.take('+') && !scan.take('-')) return false;
  const std::size_t count = scan.digits_ahead();
  if (count != 2 && count != 4) return false;
  const int hours = scan.digits(2);
  int minutes = 0;
  if (count == 4) {
    minutes = scan.digits(2);
  } else if (scan.take(':')) {
    if (scan.digits_ahead() != 2) return false;
    minutes = scan.digits(2);
  }
  if (hours > kMaxHours || minutes > 59) return false;
  time.offset_min = sign * (60 * hours + minutes);
  return true;
}

}  // namespace

std::optional<TimeText> parse_time(std::string_view text) noexcept {
  Scanner scan(trimmed(text));
  TimeText time;
  if (!read_date(scan, time)) return std::nullopt;
  if (scan.at_end()) return time;
  if (!scan.take('T') && !scan.take(' ')) return std::nullopt;
  if (!read_clock(scan, time)) return std::nullopt;
  if (!scan.at_end() && !read_offset(scan, time)) return std::nullopt;
  if (!scan.at_end()) return std::nullopt;
  if (time.hour == 24) {
    const std::chrono::year_month_day next{std::chrono::sys_days{date_of(time)} + std::chrono::days{1}};
    time.year = static_cast<int>(next.year());
    time.month = static_cast<int>(static_cast<unsigned>(next.month()));
    time.day = static_cast<int>(static_cast<unsigned>(next.day()));
    time.hour = 0;
  }
  return time;
}

std::int64_t clock_seconds(const TimeText& time) noexcept {
  const std::int64_t days = std::chrono::sys_days{date_of(time)}.time_since_epoch().count();
  return ((days * 24 + time.hour) * 60 + time.minute) * 60 + time.second;
}

std::string to_string(const TimeText& time) {
  std::string text = fmt::format("{:04}-{:02}-{:02}", time.year, time.month, time.day);
  if (!time.has_time) return text;
  text += fmt::format("T{:02}:{:02}", time.hour, time.minute);
  if (time.second != 0) text += fmt::format(":{:02}", time.second);
  if (!time.offset_min) return text;
  const int offset = std::abs(*time.offset_min);
  return text + (offset == 0 ? "Z" : fmt::format("{}{:02}:{:02}", *time.offset_min < 0 ? '-' : '+', offset / 60, offset % 60));
}

}  // namespace tvilling::core
