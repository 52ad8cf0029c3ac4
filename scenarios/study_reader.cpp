// SPDX-License-Identifier: MPL-2.0
#include <algorithm>

#include "core/suggest.hpp"
#include "scenarios/study_codes.hpp"
#include "scenarios/study_draft.hpp"

namespace tvilling::scenarios {

void add_stop(core::Findings& findings, const core::FindingCode& code, const core::SourcePos& pos, std::string message,
              std::string hint) {
  findings.add({std::string(code.code), core::Severity::stops, pos, std::move(message), std::move(hint)});
}

std::string_view kind_of(const core::TomlValue& value) {
  if (value.as_string() != nullptr) return "a text";
  if (value.as_bool() != nullptr) return "true or false";
  if (value.as_table() != nullptr) return "a table";
  if (value.as_array() != nullptr) return "a list";
  return "a number";
}

void TableReader::refuse_unknown_keys(const std::vector<std::string_view>& known) const {
  for (const auto& [key, value] : table_.entries) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    add_stop(findings_, study_code::kUnknownKey, value.key_pos, "unknown key \"" + key + "\" in " + what_,
             core::did_you_mean(key, known));
  }
}

const core::TomlValue* TableReader::text(std::string_view key) const {
  const core::TomlValue* value = table_.find(key);
  if (value == nullptr) return nullptr;
  const std::string* text = value->as_string();
  if (text == nullptr) {
    add_stop(findings_, study_code::kWrongType, value->pos,
             "\"" + std::string(key) + "\" is " + std::string(kind_of(*value)) + ", not a text", "Put it into quotes.");
    return nullptr;
  }
  if (text->empty()) {
    add_stop(findings_, study_code::kEmptyText, value->pos, "\"" + std::string(key) + "\" is empty",
             "Give a value or leave the key out.");
    return nullptr;
  }
  if (text->find('\0') != std::string::npos) {
    add_stop(findings_, study_code::kNulCharacter, value->pos, "\"" + std::string(key) + "\" holds a NUL character");
    return nullptr;
  }
  return value;
}

const core::TomlValue* TableReader::integer(std::string_view key, std::int64_t min, std::int64_t max) const {
  const core::TomlValue* value = table_.find(key);
  if (value == nullptr) return nullptr;
  const std::int64_t* number = value->as_integer();
  if (number == nullptr) {
    const std::string is = value->as_number() ? "not a whole number" : std::string(kind_of(*value)) + ", not a whole number";
    add_stop(findings_, study_code::kWrongType, value->pos, "\"" + std::string(key) + "\" is " + is);
    return nullptr;
  }
  if (*number < min || *number > max) {
    add_stop(findings_, study_code::kOutOfRange, value->pos,
             "\"" + std::string(key) + "\" = " + std::to_string(*number) + " is outside " + std::to_string(min) + " to " +
                 std::to_string(max));
    return nullptr;
  }
  return value;
}

void TableReader::require(std::string_view key, std::string hint) const {
  if (table_.find(key) != nullptr) return;
  add_stop(findings_, study_code::kMissingKey, table_.pos, "\"" + std::string(key) + "\" is missing in " + what_,
           std::move(hint));
}

std::vector<const core::TomlTable*> TableReader::tables(std::string_view key, std::string_view header) const {
  const core::TomlValue* value = table_.find(key);
  if (value == nullptr) return {};
  const std::string hint = "Begin each one with [[" + std::string(header) + "]], two brackets on each side.";
  const core::TomlArray* list = value->as_array();
  if (list == nullptr) {
    add_stop(findings_, study_code::kWrongType, value->key_pos,
             "\"" + std::string(key) + "\" is " + std::string(kind_of(*value)) + ", not a list of tables", hint);
    return {};
  }
  std::vector<const core::TomlTable*> found;
  for (const core::TomlValue& entry : *list) {
    if (const core::TomlTable* table = entry.as_table()) {
      found.push_back(table);
    } else {
      add_stop(findings_, study_code::kWrongType, entry.pos,
               "\"" + std::string(key) + "\" holds " + std::string(kind_of(entry)) + ", not a table", hint);
    }
  }
  return found;
}

}  // namespace tvilling::scenarios
