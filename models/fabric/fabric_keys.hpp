// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/toml_reader.hpp"

namespace tvilling::models {

enum class KeyType {
  number,
  integer,
  yes_no,
  text,
  name,      ///< of a thing of the building
  choice,    ///< one of the words in `nested`, parted by "|"
  numbers,   ///< a list of numbers
  schedule,  ///< a number, a list or a table of kind "schedule"
  table,     ///< a table of the kind `nested`
  tables,    ///< a list of tables of the kind `nested`
  things,    ///< a table whose keys are names and whose values are tables of the kind `nested`
  free       ///< read by hand (points and dates)
};

/// A key of a detailed building file: what may stand there, and the sentence that says what it means.
struct FabricKey {
  std::string_view kind;  ///< of the table: "surface"
  std::string_view key;
  KeyType type = KeyType::number;
  core::NumberRange range;
  std::string_view fallback;  ///< what holds without the key; "!" must be given, empty nothing
  std::string_view nested;    ///< the words of a choice, or the kind of tables
  std::string_view doc;
};

/// A kind of table: its header in the file and what it is.
struct FabricKind {
  std::string_view kind;
  std::string_view header;  ///< "[surface.NAME]"; empty when it stands inside another one
  std::string_view doc;
};

/// Every kind of table and every key, in the order of the reference.
[[nodiscard]] std::span<const FabricKind> fabric_kinds() noexcept;
[[nodiscard]] std::span<const FabricKey> fabric_keys() noexcept;

/// The keys of a kind; an unknown kind throws Error (internal).
[[nodiscard]] std::span<const FabricKey> fabric_keys_of(std::string_view kind);
/// A key; one that is not in the table throws Error (internal).
[[nodiscard]] const FabricKey& fabric_key(std::string_view kind, std::string_view key);

/// The words of a choice.
[[nodiscard]] std::vector<std::string_view> words_of(const FabricKey& key);

/// All kinds and keys with units, ranges and defaults as a page of Markdown (part of `tvilling schema inputs`).
[[nodiscard]] std::string fabric_markdown();

}  // namespace tvilling::models
