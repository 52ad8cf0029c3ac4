// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Small work on text that every reader of a file needs. All text is UTF-8, unless it says otherwise.
namespace tvilling::core {

/// Without the blanks, line ends and no-break spaces at both ends; a part of `text`.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

/// The number in a text of point notation ("3", "-.5", "+1e3"), or nothing when anything else stands there or the number
/// is too large or too small for a double. "nan" and "inf" are numbers here.
[[nodiscard]] std::optional<double> plain_number(std::string_view text) noexcept;

/// A text as it is shown in a message: on one line, and its middle left out where it is very long.
[[nodiscard]] std::string shown(std::string_view text);

/// A number with thousands spaces: group_thousands(1234567.8, 1) = "1 234 567.8". Not a number gives "-".
[[nodiscard]] std::string group_thousands(double value, int decimals);

/// Length in bytes of the well-formed UTF-8 character at `at`, 0 when there is none (Unicode 15, table 3-7).
[[nodiscard]] std::size_t utf8_length(std::string_view bytes, std::size_t at) noexcept;
[[nodiscard]] bool is_utf8(std::string_view bytes) noexcept;

/// Appends a character below U+10000 by its number.
void append_utf8(std::string& text, unsigned int code);

/// ISO-8859-1 as UTF-8; every byte is a letter there.
[[nodiscard]] std::string latin1_to_utf8(std::string_view bytes);

}  // namespace tvilling::core
