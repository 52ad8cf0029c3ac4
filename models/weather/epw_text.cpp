// SPDX-License-Identifier: MPL-2.0
#include "models/weather/epw_text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstddef>
#include <system_error>

namespace tvilling::models::epw {

std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::string_view blanks = " \t\r";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<Field> split(std::string_view line) {
  std::vector<Field> fields;
  std::size_t begin = 0;
  while (true) {
    const std::size_t comma = line.find(',', begin);
    const std::string_view raw = line.substr(begin, comma == std::string_view::npos ? comma : comma - begin);
    const std::string_view text = trimmed(raw);
    const std::size_t lead = text.empty() ? 0 : static_cast<std::size_t>(text.data() - raw.data());
    fields.push_back({text, static_cast<int>(begin + lead) + 1});
    if (comma == std::string_view::npos) return fields;
    begin = comma + 1;
  }
}

std::optional<double> to_number(std::string_view text) noexcept {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0.0;
  const std::from_chars_result result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || result.ec != std::errc{} || result.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string to_utf8(std::string_view text) {
  bool valid = true;
  int continuation = 0;
  for (const char c : text) {
    const unsigned char byte = static_cast<unsigned char>(c);
    const bool continues = (byte & 0xC0U) == 0x80U;
    valid = valid && continues == (continuation > 0) && byte < 0xF5U;
    if (continues) {
      --continuation;
    } else {
      continuation = byte < 0x80U ? 0 : byte < 0xE0U ? 1 : byte < 0xF0U ? 2 : 3;
    }
  }
  if (valid && continuation == 0) return std::string(text);
  std::string utf8;
  for (const char c : text) {
    const unsigned char byte = static_cast<unsigned char>(c);
    if (byte < 0x80U) {
      utf8 += c;
    } else {
      utf8 += static_cast<char>(0xC0U | (byte >> 6U));
      utf8 += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
  return utf8;
}

std::string hour_name(int ordinal) {
  constexpr std::array<std::string_view, 12> names{"January", "February", "March",     "April",   "May",      "June",
                                                   "July",    "August",   "September", "October", "November", "December"};
  int day = ordinal / 24;
  std::size_t month = 0;
  while (day >= kLeapDaysInMonth[month]) day -= kLeapDaysInMonth[month++];
  return fmt::format("{} {} hour {}", day + 1, names[month], ordinal % 24 + 1);
}

}  // namespace tvilling::models::epw
