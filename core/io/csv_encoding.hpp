// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/findings.hpp"
#include "core/io/csv.hpp"

namespace tvilling::core {

struct DecodedText {
  std::string utf8;  ///< without byte order mark
  Encoding encoding = Encoding::utf8;
};

/// Text of unknown encoding as UTF-8: valid UTF-8 is taken as such, else Windows-1252 when it has bytes 0x80-0x9F, else
/// ISO-8859-1. UTF-16, binary content and bytes without meaning are findings (stops) and give nothing.
[[nodiscard]] std::optional<DecodedText> decode_text(std::string_view bytes, const std::string& file, Findings& findings);

/// True for printable ASCII with its blanks and line ends: the same in every encoding, nothing to decode or to find.
[[nodiscard]] bool is_plain_ascii(std::string_view bytes) noexcept;

/// Whether letters look damaged by an earlier conversion ("Ã¸" for "ø").
[[nodiscard]] bool looks_damaged(std::string_view utf8);

}  // namespace tvilling::core
