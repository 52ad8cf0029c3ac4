// SPDX-License-Identifier: MPL-2.0
#include "models/weather/epw_text.hpp"

#include <fmt/format.h>

#include <cstddef>

#include "core/text.hpp"

namespace tvilling::models::epw {

std::vector<Field> split(std::string_view line) {
  std::vector<Field> fields;
  std::size_t begin = 0;
  while (true) {
    const std::size_t comma = line.find(',', begin);
    const std::string_view raw = line.substr(begin, comma == std::string_view::npos ? comma : comma - begin);
    const std::string_view text = core::trimmed(raw);
    const std::size_t lead = text.empty() ? 0 : static_cast<std::size_t>(text.data() - raw.data());
    fields.push_back({text, static_cast<int>(begin + lead) + 1});
    if (comma == std::string_view::npos) return fields;
    begin = comma + 1;
  }
}

std::string to_utf8(std::string_view text) {
  return core::is_utf8(text) ? std::string(text) : core::latin1_to_utf8(text);
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
