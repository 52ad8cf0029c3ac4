// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_file_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/suggest.hpp"
#include "core/text.hpp"

namespace tvilling::models {

namespace {

constexpr std::string_view kMustBeGiven = "!";
constexpr std::size_t kMaxNameLength = 64;

[[nodiscard]] bool good_name(std::string_view name) noexcept {
  const auto good = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && name.size() <= kMaxNameLength && std::all_of(name.begin(), name.end(), good);
}

/// Tables by name below a header such as [surface.NAME].
[[nodiscard]] std::vector<std::pair<std::string, FabricTable>> named_tables(const core::TomlTable& table, std::string_view kind,
                                                                            std::string_view header, core::Findings& findings) {
  std::vector<std::pair<std::string, FabricTable>> found;
  for (const auto& [name, value] : table.entries) {
    if (!good_name(name)) {
      core::add_stop(findings, fabric_code::kBadName, value.key_pos,
                     fmt::format("the name \"{}\" may only have letters a-z and A-Z, digits and _, at most {} of them",
                                 core::shown(name), kMaxNameLength));
      continue;
    }
    if (value.as_table() == nullptr) {
      core::add_stop(findings, fabric_code::kWrongType, value.pos,
                     fmt::format("\"{}\" is {}, not a table", name, core::kind_of(value)),
                     fmt::format("Begin each {} with {}.", kind, header));
      continue;
    }
    found.emplace_back(name, FabricTable(*value.as_table(), kind, fmt::format("{} \"{}\"", kind, name), value.key_pos, findings));
  }
  return found;
}

}  // namespace

FabricTable::FabricTable(const core::TomlTable& table, std::string_view kind, std::string what, core::SourcePos pos,
                         core::Findings& findings)
    : reader_(table, std::move(what), kFabricTomlCodes, findings), kind_(kind), pos_(std::move(pos)) {
  std::vector<std::string_view> known;
  for (const FabricKey& key : fabric_keys_of(kind)) known.push_back(key.key);
  reader_.refuse_unknown_keys(known);
  for (const FabricKey& key : fabric_keys_of(kind)) {
    if (reader_.find(key.key) != nullptr) {
      check(key);
    } else if (key.fallback == kMustBeGiven) {
      stop(fabric_code::kMissingKey, pos_, fmt::format("\"{}\" is missing in {}", key.key, reader_.what()), std::string(key.doc));
    }
  }
}

void FabricTable::check(const FabricKey& key) {
  const core::TomlValue* value = reader_.find(key.key);
  bool good = true;
  switch (key.type) {
    case KeyType::number: good = reader_.number(key.key, key.range).has_value(); break;
    case KeyType::integer:
      good =
          reader_.integer(key.key, static_cast<std::int64_t>(key.range.min), static_cast<std::int64_t>(key.range.max)) != nullptr;
      break;
    case KeyType::yes_no: good = reader_.yes_no(key.key).has_value(); break;
    case KeyType::text:
    case KeyType::name: good = reader_.text(key.key) != nullptr; break;
    case KeyType::choice: check_choice(key); return;
    case KeyType::numbers: check_numbers(key); return;
    case KeyType::table:
    case KeyType::things: good = reader_.table(key.key) != nullptr; break;
    case KeyType::tables: good = reader_.list(key.key, fmt::format("Write {} = [{{...}}, {{...}}].", key.key)) != nullptr; break;
    case KeyType::schedule:
    case KeyType::free: break;  // looked at when it is read
  }
  if (good) good_[key.key] = value;
}

void FabricTable::check_choice(const FabricKey& key) {
  const core::TomlValue* value = reader_.text(key.key);
  if (value == nullptr) return;
  const std::vector<std::string_view> words = words_of(key);
  if (std::find(words.begin(), words.end(), *value->as_string()) != words.end()) {
    good_[key.key] = value;
    return;
  }
  stop(fabric_code::kUnknownChoice, value->pos, fmt::format("unknown {} \"{}\"", key.key, core::shown(*value->as_string())),
       core::did_you_mean(*value->as_string(), words));
}

void FabricTable::check_numbers(const FabricKey& key) {
  const core::TomlArray* list = reader_.list(key.key);
  if (list == nullptr) return;
  bool good = true;
  for (const core::TomlValue& entry : *list) {
    const std::optional<double> number = entry.as_number();
    if (number && core::holds(key.range, *number)) continue;
    good = false;
    if (number) {
      stop(fabric_code::kOutOfRange, entry.pos, fmt::format("\"{}\" holds {}, out of range", key.key, *number),
           "Allowed: " + core::to_string(key.range) + ".");
    } else {
      stop(fabric_code::kWrongType, entry.pos, fmt::format("\"{}\" holds {}, not a number", key.key, core::kind_of(entry)));
    }
  }
  if (good) good_[key.key] = reader_.find(key.key);
}

const core::TomlValue* FabricTable::good(std::string_view key) const {
  (void)fabric_key(kind_, key);  // a misspelt key is our own bug
  const auto found = good_.find(key);
  return found == good_.end() ? nullptr : found->second;
}

core::SourcePos FabricTable::pos_of(std::string_view key) const {
  const core::TomlValue* value = reader_.find(key);
  return value == nullptr ? pos_ : value->pos;
}

std::optional<double> FabricTable::number(std::string_view key) const {
  const core::TomlValue* value = good(key);
  return value == nullptr ? std::nullopt : value->as_number();
}

double FabricTable::number_or_default(std::string_view key) const {
  return number(key).value_or(core::plain_number(fabric_key(kind_, key).fallback).value_or(0.0));
}

int FabricTable::integer_or_default(std::string_view key) const {
  return static_cast<int>(number_or_default(key));
}

bool FabricTable::yes_no_or_default(std::string_view key) const {
  const core::TomlValue* value = good(key);
  return value == nullptr ? fabric_key(kind_, key).fallback == "true" : *value->as_bool();
}

std::string FabricTable::text(std::string_view key) const {
  const core::TomlValue* value = good(key);
  return value == nullptr ? std::string() : *value->as_string();
}

std::size_t FabricTable::word_index(std::string_view key) const {
  const core::TomlValue* value = good(key);
  const FabricKey& known = fabric_key(kind_, key);
  const std::string_view word = value == nullptr ? known.fallback : std::string_view(*value->as_string());
  const std::vector<std::string_view> words = words_of(known);
  return static_cast<std::size_t>(std::find(words.begin(), words.end(), word) - words.begin());
}

std::vector<double> FabricTable::numbers(std::string_view key) const {
  std::vector<double> all;
  const core::TomlValue* value = good(key);
  if (value == nullptr) return all;
  for (const core::TomlValue& entry : *value->as_array()) all.push_back(entry.as_number().value_or(0.0));
  return all;
}

std::optional<std::vector<double>> FabricTable::numbers(std::string_view key, std::size_t count) const {
  if (good(key) == nullptr) return std::nullopt;
  std::vector<double> all = numbers(key);
  if (all.size() == count) return all;
  stop(fabric_code::kWrongCount, pos_of(key), fmt::format("\"{}\" has {} numbers, not {}", key, all.size(), count),
       std::string(fabric_key(kind_, key).doc));
  return std::nullopt;
}

std::optional<Vector3> FabricTable::vector(std::string_view key) const {
  const std::optional<std::vector<double>> xyz = numbers(key, 3);
  if (!xyz) return std::nullopt;
  return Vector3{(*xyz)[0], (*xyz)[1], (*xyz)[2]};
}

std::optional<Schedule> FabricTable::schedule(std::string_view key) const {
  const core::TomlValue* value = good(key);
  if (value == nullptr) return std::nullopt;
  return read_schedule(*value, fabric_key(kind_, key), findings());
}

std::optional<FabricTable> FabricTable::table(std::string_view key) const {
  const core::TomlValue* value = good(key);
  if (value == nullptr) return std::nullopt;
  return FabricTable(*value->as_table(), fabric_key(kind_, key).nested, fmt::format("{} of {}", key, what()), value->pos,
                     findings());
}

std::vector<FabricTable> FabricTable::tables(std::string_view key) const {
  std::vector<FabricTable> found;
  const core::TomlValue* value = good(key);
  if (value == nullptr) return found;
  const std::string_view nested = fabric_key(kind_, key).nested;
  for (const core::TomlValue& entry : *value->as_array()) {
    if (const core::TomlTable* table = entry.as_table()) {
      found.emplace_back(*table, nested, fmt::format("{} {} of {}", nested, found.size() + 1, what()), entry.pos, findings());
    } else {
      stop(fabric_code::kWrongType, entry.pos, fmt::format("\"{}\" holds {}, not a table", key, core::kind_of(entry)),
           fmt::format("Write {} = [{{...}}, {{...}}].", key));
    }
  }
  return found;
}

std::vector<std::pair<std::string, FabricTable>> FabricTable::things(std::string_view key) const {
  const core::TomlValue* value = good(key);
  if (value == nullptr) return {};
  const std::string_view nested = fabric_key(kind_, key).nested;
  return named_tables(*value->as_table(), nested, fmt::format("[zone.NAME.{}.NAME2]", nested), findings());
}

std::size_t FabricTable::resolve(std::string_view key, const Names& names, std::string_view of_what) const {
  const core::TomlValue* value = good(key);
  if (value == nullptr) return kUnresolved;
  const Names::const_iterator found = names.find(*value->as_string());
  if (found != names.end()) return found->second;
  std::vector<std::string_view> known;
  for (const auto& [name, index] : names) known.push_back(name);
  stop(fabric_code::kUnknownThing, value->pos,
       fmt::format("{} names {} \"{}\", which does not exist", what(), of_what, core::shown(*value->as_string())),
       core::did_you_mean(*value->as_string(), known));
  return kUnresolved;
}

bool FabricTable::refuse_together(std::string_view a, std::string_view b) const {
  if (!has(a) || !has(b)) return true;
  stop(fabric_code::kTwoWays, pos_of(b), fmt::format("{} has both \"{}\" and \"{}\"", what(), a, b),
       fmt::format("Give one of them; {} = {{ remove = true }} takes away what a base file gives.", a));
  return false;
}

void FabricTable::stop(const core::FindingCode& code, const core::SourcePos& pos, std::string message, std::string hint) const {
  core::add_stop(findings(), code, pos, std::move(message), std::move(hint));
}

std::vector<std::pair<std::string, FabricTable>> things_of(const core::TomlTable& root, std::string_view kind,
                                                           core::Findings& findings) {
  const std::string header = fmt::format("[{}.NAME]", kind);
  const core::TomlReader reader(root, "the building file", kFabricTomlCodes, findings);
  const core::TomlTable* table = reader.table(kind, "Begin each one with " + header + ".");
  if (table == nullptr) return {};
  return named_tables(*table, kind, header, findings);
}

}  // namespace tvilling::models
