// SPDX-License-Identifier: MPL-2.0
#include "core/io/toml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/suggest.hpp"

namespace tvilling::core {

void add_stop(Findings& findings, const FindingCode& code, const SourcePos& pos, std::string message, std::string hint) {
  findings.add({std::string(code.code), Severity::stops, pos, std::move(message), std::move(hint)});
}

std::string_view kind_of(const TomlValue& value) {
  if (value.as_string() != nullptr) return "a text";
  if (value.as_bool() != nullptr) return "true or false";
  if (value.as_table() != nullptr) return "a table";
  if (value.as_array() != nullptr) return "a list";
  return "a number";
}

std::string to_string(const NumberRange& range) {
  constexpr double kMost = std::numeric_limits<double>::max();
  const std::string unit = range.unit.empty() ? "" : " " + std::string(range.unit);
  if (range.min <= -kMost && range.max >= kMost) return "any number" + unit;
  const std::string low = fmt::format("{}{}", range.above_min ? "above " : "", range.min);
  if (range.max >= kMost) return low + unit + (range.above_min ? "" : " and more");
  return fmt::format("{} to {}{}", low, range.max, unit);
}

bool holds(const NumberRange& range, double value) noexcept {
  return std::isfinite(value) && value <= range.max && (range.above_min ? value > range.min : value >= range.min);
}

void TomlReader::wrong_type(const TomlValue& value, std::string_view key, std::string_view wanted, std::string hint) const {
  add_stop(findings_, codes_.wrong_type, value.pos, fmt::format("\"{}\" is {}, not {}", key, kind_of(value), wanted),
           std::move(hint));
}

void TomlReader::refuse_unknown_keys(const std::vector<std::string_view>& known) const {
  for (const auto& [key, value] : table_.entries) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    add_stop(findings_, codes_.unknown_key, value.key_pos, "unknown key \"" + key + "\" in " + what_, did_you_mean(key, known));
  }
}

const TomlValue* TomlReader::text(std::string_view key) const {
  const TomlValue* value = table_.find(key);
  if (value == nullptr) return nullptr;
  const std::string* text = value->as_string();
  if (text == nullptr) {
    wrong_type(*value, key, "a text", "Put it into quotes.");
    return nullptr;
  }
  if (text->empty()) {
    add_stop(findings_, codes_.empty_text, value->pos, fmt::format("\"{}\" is empty", key), "Give a value or leave the key out.");
    return nullptr;
  }
  if (text->find('\0') != std::string::npos) {
    add_stop(findings_, codes_.nul_character, value->pos, fmt::format("\"{}\" holds a NUL character", key));
    return nullptr;
  }
  return value;
}

const TomlValue* TomlReader::integer(std::string_view key, std::int64_t min, std::int64_t max) const {
  const TomlValue* value = table_.find(key);
  if (value == nullptr) return nullptr;
  const std::int64_t* number = value->as_integer();
  if (number == nullptr) {
    const std::string is = value->as_number() ? "not a whole number" : std::string(kind_of(*value)) + ", not a whole number";
    add_stop(findings_, codes_.wrong_type, value->pos, fmt::format("\"{}\" is {}", key, is));
    return nullptr;
  }
  if (*number < min || *number > max) {
    add_stop(findings_, codes_.out_of_range, value->pos, fmt::format("\"{}\" = {} is outside {} to {}", key, *number, min, max));
    return nullptr;
  }
  return value;
}

std::optional<double> TomlReader::number(std::string_view key, const NumberRange& range) const {
  const TomlValue* value = table_.find(key);
  if (value == nullptr) return std::nullopt;
  const std::optional<double> number = value->as_number();
  if (!number) {
    const std::string wanted = range.unit.empty() ? "a number" : fmt::format("a number ({})", range.unit);
    wrong_type(*value, key, wanted, value->as_string() != nullptr ? "Write it without quotes, with a decimal point." : "");
    return std::nullopt;
  }
  if (!holds(range, *number)) {
    add_stop(findings_, codes_.out_of_range, value->pos, fmt::format("\"{}\" = {} is out of range", key, *number),
             "Allowed: " + to_string(range) + ".");
    return std::nullopt;
  }
  return number;
}

std::optional<bool> TomlReader::yes_no(std::string_view key) const {
  const TomlValue* value = table_.find(key);
  if (value == nullptr) return std::nullopt;
  if (value->as_bool() == nullptr) {
    wrong_type(*value, key, "true or false", "Write true or false, without quotes.");
    return std::nullopt;
  }
  return *value->as_bool();
}

const TomlTable* TomlReader::table(std::string_view key, std::string hint) const {
  const TomlValue* value = table_.find(key);
  if (value != nullptr && value->as_table() == nullptr) wrong_type(*value, key, "a table", std::move(hint));
  return value == nullptr ? nullptr : value->as_table();
}

const TomlArray* TomlReader::list(std::string_view key, std::string hint) const {
  const TomlValue* value = table_.find(key);
  if (value != nullptr && value->as_array() == nullptr) wrong_type(*value, key, "a list", std::move(hint));
  return value == nullptr ? nullptr : value->as_array();
}

void TomlReader::require(std::string_view key, std::string hint) const {
  if (table_.find(key) != nullptr) return;
  add_stop(findings_, codes_.missing_key, table_.pos, fmt::format("\"{}\" is missing in {}", key, what_), std::move(hint));
}

std::vector<const TomlTable*> TomlReader::tables(std::string_view key, std::string_view header) const {
  const TomlValue* value = table_.find(key);
  if (value == nullptr) return {};
  const std::string hint = "Begin each one with [[" + std::string(header) + "]], two brackets on each side.";
  const TomlArray* list = value->as_array();
  if (list == nullptr) {
    add_stop(findings_, codes_.wrong_type, value->key_pos,
             fmt::format("\"{}\" is {}, not a list of tables", key, kind_of(*value)), hint);
    return {};
  }
  std::vector<const TomlTable*> found;
  for (const TomlValue& entry : *list) {
    if (const TomlTable* table = entry.as_table()) {
      found.push_back(table);
    } else {
      add_stop(findings_, codes_.wrong_type, entry.pos, fmt::format("\"{}\" holds {}, not a table", key, kind_of(entry)), hint);
    }
  }
  return found;
}

}  // namespace tvilling::core
