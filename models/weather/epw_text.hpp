// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

/// Words of the EPW format; only its reader uses them.
namespace tvilling::models::epw {

inline constexpr std::array<int, 12> kLeapDaysInMonth{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

/// One field of a line: its text without blanks and the column (from 1) where that text begins.
struct Field {
  std::string_view text;
  int column = 1;
};

/// The fields between the commas; at least one. They point into `line`.
[[nodiscard]] std::vector<Field> split(std::string_view line);

/// Place names in old files are Latin-1; ours are UTF-8.
[[nodiscard]] std::string to_utf8(std::string_view text);

/// "3 March hour 5" of an hour of a 366-day year.
[[nodiscard]] std::string hour_name(int ordinal);

}  // namespace tvilling::models::epw
