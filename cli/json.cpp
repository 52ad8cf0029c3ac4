// SPDX-License-Identifier: MPL-2.0
#include "cli/json.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace tvilling::cli {

namespace {

/// What may follow a first byte (RFC 3629, section 4): no overlong forms, no surrogates.
struct Utf8Form {
  unsigned first;  ///< range of the first byte
  unsigned last;
  std::size_t length;
  unsigned least;  ///< range of the second byte
  unsigned most;
};

constexpr std::array kUtf8Forms{
    Utf8Form{0x00U, 0x7FU, 1, 0x00U, 0x00U}, Utf8Form{0xC2U, 0xDFU, 2, 0x80U, 0xBFU}, Utf8Form{0xE0U, 0xE0U, 3, 0xA0U, 0xBFU},
    Utf8Form{0xE1U, 0xECU, 3, 0x80U, 0xBFU}, Utf8Form{0xEDU, 0xEDU, 3, 0x80U, 0x9FU}, Utf8Form{0xEEU, 0xEFU, 3, 0x80U, 0xBFU},
    Utf8Form{0xF0U, 0xF0U, 4, 0x90U, 0xBFU}, Utf8Form{0xF1U, 0xF3U, 4, 0x80U, 0xBFU}, Utf8Form{0xF4U, 0xF4U, 4, 0x80U, 0x8FU},
};

/// Bytes of the UTF-8 character at the front of `text`; 0 when there is none.
std::size_t utf8_length(std::string_view text) {
  const auto within = [text](std::size_t i, unsigned least, unsigned most) {
    const auto byte = static_cast<unsigned char>(text[i]);
    return byte >= least && byte <= most;
  };
  for (const Utf8Form& form : kUtf8Forms) {
    if (!within(0, form.first, form.last)) continue;
    if (text.size() < form.length) return 0;
    if (form.length > 1 && !within(1, form.least, form.most)) return 0;
    for (std::size_t i = 2; i < form.length; ++i) {
      if (!within(i, 0x80U, 0xBFU)) return 0;
    }
    return form.length;
  }
  return 0;
}

std::string quoted(std::string_view value) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD
  std::string text = "\"";
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    switch (c) {
      case '"': text += "\\\""; break;
      case '\\': text += "\\\\"; break;
      case '\n': text += "\\n"; break;
      case '\t': text += "\\t"; break;
      case '\r': text += "\\r"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20U) {
          text += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
          const std::size_t length = utf8_length(value.substr(i));
          text += length == 0 ? kReplacement : value.substr(i, length);
          if (length > 1) i += length - 1;
        }
    }
  }
  return text + "\"";
}

}  // namespace

void JsonWriter::separate() {
  if (!first_ && !after_key_) text_ += ",";
  first_ = false;
  after_key_ = false;
}

JsonWriter& JsonWriter::begin_object() {
  separate();
  text_ += "{";
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  text_ += "}";
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  separate();
  text_ += "[";
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  text_ += "]";
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  text_ += quoted(name) + ":";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
  separate();
  text_ += quoted(value);
  return *this;
}

JsonWriter& JsonWriter::number(double value) {
  separate();
  text_ += std::isfinite(value) ? fmt::format("{}", value) : "null";
  return *this;
}

}  // namespace tvilling::cli
