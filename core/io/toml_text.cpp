// SPDX-License-Identifier: MPL-2.0
#include "core/io/toml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tvilling::core {

namespace {

bool is_bare(std::string_view key) {
  const auto good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  return !key.empty() && std::all_of(key.begin(), key.end(), good);
}

std::string key_text(std::string_view key) {
  return is_bare(key) ? std::string(key) : toml_quoted(key);
}

/// The shortest text that reads back equal, and as a number with a point.
std::string number_text(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value > 0.0 ? "inf" : "-inf";
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string value_text(const TomlValue& value);

std::string inline_text(const TomlTable& table) {
  std::string text;
  for (const auto& [key, value] : table.entries) {
    text += (text.empty() ? "" : ", ") + key_text(key) + " = " + value_text(value);
  }
  return "{" + text + "}";
}

std::string value_text(const TomlValue& value) {
  if (const std::string* text = value.as_string()) return toml_quoted(*text);
  if (const bool* yes = value.as_bool()) return *yes ? "true" : "false";
  if (const std::int64_t* whole = value.as_integer()) return fmt::format("{}", *whole);
  if (const TomlTable* table = value.as_table()) return inline_text(*table);
  if (const TomlArray* array = value.as_array()) {
    std::string text;
    for (const TomlValue& entry : *array) text += (text.empty() ? "" : ", ") + value_text(entry);
    return "[" + text + "]";
  }
  return number_text(*value.as_number());
}

bool is_table_array(const TomlValue& value) {
  const TomlArray* array = value.as_array();
  return array != nullptr && !array->empty() &&
         std::all_of(array->begin(), array->end(), [](const TomlValue& v) { return v.as_table() != nullptr; });
}

}  // namespace

std::string toml_quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (c == '\n') {
      quoted += "\\n";
    } else if (byte < 0x20U || byte == 0x7FU) {
      quoted += fmt::format("\\u{:04X}", static_cast<unsigned>(byte));
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

std::string toml_text(const TomlTable& table, std::string_view prefix) {
  std::string text;
  for (const auto& [key, value] : table.entries) {
    if (value.as_table() == nullptr && !is_table_array(value)) text += key_text(key) + " = " + value_text(value) + "\n";
  }
  for (const auto& [key, value] : table.entries) {
    const std::string name = (prefix.empty() ? "" : std::string(prefix) + ".") + key_text(key);
    if (const TomlTable* below = value.as_table()) {
      text += fmt::format("\n[{}]\n", name) + toml_text(*below, name);
    } else if (is_table_array(value)) {
      for (const TomlValue& entry : *value.as_array()) {
        text += fmt::format("\n[[{}]]\n", name) + toml_text(*entry.as_table(), name);
      }
    }
  }
  return text;
}

}  // namespace tvilling::core
