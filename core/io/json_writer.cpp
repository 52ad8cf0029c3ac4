// SPDX-License-Identifier: MPL-2.0
#include "core/io/json_writer.hpp"

#include <fmt/format.h>

#include <cmath>

#include "core/text.hpp"

namespace tvilling::core {

namespace {

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
          const std::size_t length = utf8_length(value, i);
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

}  // namespace tvilling::core
