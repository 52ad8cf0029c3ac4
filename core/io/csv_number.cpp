// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include "core/io/csv.hpp"
#include "core/text.hpp"

namespace tvilling::core {

namespace {

// Spaces as thousands signs: plain, no-break, narrow no-break and thin.
constexpr std::array<std::string_view, 4> kSpaces{" ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};
constexpr std::string_view kMinus = "\xE2\x88\x92";  // U+2212

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_missing(std::string_view text) {
  // "#I/T" is what a Danish Excel writes for "#N/A".
  constexpr std::array<std::string_view, 7> kMissingWords{"", "-", "na", "n/a", "#n/a", "#i/t", "null"};
  constexpr std::size_t kLongest = 4;
  if (text.size() > kLongest) return false;
  std::string word(text);
  for (char& c : word) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return std::find(kMissingWords.begin(), kMissingWords.end(), word) != kMissingWords.end();
}

/// Takes the digits at the front of `text` over into `number`; returns how many.
std::size_t take_digits(std::string_view& text, std::string& number) {
  std::size_t count = 0;
  while (!text.empty() && is_digit(text.front())) {
    number += text.front();
    text.remove_prefix(1);
    ++count;
  }
  return count;
}

/// The thousands sign at the front of `text`, or empty.
std::string_view thousands_sign(std::string_view text, char thousands) {
  if (!text.empty() && (text.front() == thousands || text.front() == '\'')) return text.substr(0, 1);
  const auto found = std::find_if(kSpaces.begin(), kSpaces.end(), [text](std::string_view s) { return text.starts_with(s); });
  return found == kSpaces.end() ? std::string_view{} : *found;
}

/// The digits before the decimal sign: "1234" or "1.234.567" with the same sign between groups of exactly three.
bool take_whole_part(std::string_view& text, std::string& number, char thousands) {
  const std::size_t first = take_digits(text, number);
  const std::string sign(thousands_sign(text, thousands));
  if (sign.empty()) return true;
  constexpr std::size_t kGroup = 3;
  if (first == 0 || first > kGroup || number[number.size() - first] == '0') return false;
  while (text.starts_with(sign)) {
    text.remove_prefix(sign.size());
    if (take_digits(text, number) != kGroup) return false;
  }
  return true;
}

bool take_exponent(std::string_view& text, std::string& number) {
  if (text.empty() || (text.front() != 'e' && text.front() != 'E')) return true;
  number += 'e';
  text.remove_prefix(1);
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    if (text.front() == '-') number += '-';
    text.remove_prefix(1);
  }
  return take_digits(text, number) > 0;
}

/// Digits with at most one decimal sign and a minus: how almost every number is written.
struct PlainNumber {
  std::uint64_t digits = 0;
  std::size_t whole = 0;  ///< digits before the sign
  std::size_t decimals = 0;
  char sign = '\0';  ///< '.', ',' or none
  char first = '\0';
  bool negative = false;
};

std::optional<PlainNumber> plain_digits(std::string_view text) {
  constexpr std::size_t kMostDigits = 15;  // a whole number of a double, and so is each power of ten up to it
  PlainNumber number;
  if (text.starts_with('-')) {
    number.negative = true;
    text.remove_prefix(1);
  }
  if (text.empty() || text.size() > kMostDigits + 1) return std::nullopt;
  number.first = text.front();
  for (const char c : text) {
    if (is_digit(c)) {
      number.digits = 10 * number.digits + static_cast<std::uint64_t>(c - '0');
      ++(number.sign == '\0' ? number.whole : number.decimals);
    } else if ((c == '.' || c == ',') && number.sign == '\0') {
      number.sign = c;
    } else {
      return std::nullopt;
    }
  }
  const bool good = number.whole > 0 && (number.sign == '\0' || number.decimals > 0);
  if (!good || number.whole + number.decimals > kMostDigits) return std::nullopt;
  return number;
}

/// Both parts are exact, so that the quotient is the nearest double: what the long way gives.
double value_of(const PlainNumber& number) {
  constexpr std::array<double, 16> kTens{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  const double value = static_cast<double>(number.digits) / kTens[number.decimals];
  return number.negative ? -value : value;
}

bool same(double a, double b) {
  return a == b || (std::isnan(a) && std::isnan(b));
}

}  // namespace

std::optional<double> parse_number(std::string_view text, NumberFormat format) {
  const char decimal = format == NumberFormat::comma ? ',' : '.';
  const char thousands = format == NumberFormat::comma ? '.' : ',';
  const std::optional<PlainNumber> plain = plain_digits(text);
  if (plain && (plain->sign == '\0' || plain->sign == decimal)) return value_of(*plain);
  text = trimmed(text);
  if (is_missing(text)) return std::numeric_limits<double>::quiet_NaN();
  std::string number;
  if (text.starts_with(kMinus)) {
    number += '-';
    text.remove_prefix(kMinus.size());
  } else if (text.front() == '-' || text.front() == '+') {
    if (text.front() == '-') number += '-';
    text.remove_prefix(1);
  }
  const std::size_t sign_length = number.size();
  if (!take_whole_part(text, number, thousands)) return std::nullopt;
  if (!text.empty() && text.front() == decimal) {
    if (number.size() == sign_length) number += '0';
    number += '.';
    text.remove_prefix(1);
    if (take_digits(text, number) == 0) return std::nullopt;
  }
  if (number.size() == sign_length || !take_exponent(text, number) || !text.empty()) return std::nullopt;
  return plain_number(number);
}

void NumberFormatProof::see(std::string_view cell) {
  const std::optional<PlainNumber> plain = plain_digits(cell);
  if (plain) {
    if (plain->sign == '\0') return;  // digits alone are the same number either way
    constexpr std::size_t kGroup = 3;
    const bool grouped = plain->decimals == kGroup && plain->whole <= kGroup && plain->first != '0';  // "1.234"
    they_differ_ = they_differ_ || grouped;
    point_fits_ = point_fits_ && (plain->sign == '.' || grouped);
    comma_fits_ = comma_fits_ && (plain->sign == ',' || grouped);
    return;
  }
  const std::optional<double> point = parse_number(cell, NumberFormat::point);
  const std::optional<double> comma = parse_number(cell, NumberFormat::comma);
  if (!point && !comma) return;  // text: another finding
  point_fits_ = point_fits_ && point.has_value();
  comma_fits_ = comma_fits_ && comma.has_value();
  they_differ_ = they_differ_ || (point && comma && !same(*point, *comma));
}

std::optional<NumberFormat> NumberFormatProof::format(bool semicolon) const noexcept {
  if (point_fits_ && comma_fits_ && they_differ_) return std::nullopt;
  // Whole numbers only: both give the same, so we name the sign that goes with the file.
  if (point_fits_ && comma_fits_) return semicolon ? NumberFormat::comma : NumberFormat::point;
  if (point_fits_) return NumberFormat::point;
  if (comma_fits_) return NumberFormat::comma;
  return std::nullopt;
}

std::optional<NumberFormat> detect_number_format(const std::vector<std::string_view>& cells, bool semicolon) {
  NumberFormatProof proof;
  for (const std::string_view cell : cells) proof.see(cell);
  return proof.format(semicolon);
}

}  // namespace tvilling::core
