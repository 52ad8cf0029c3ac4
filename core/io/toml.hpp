// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/findings.hpp"

namespace tvilling::core {

struct TomlValue;

/// A table with the position of every key, in the order written.
struct TomlTable {
  SourcePos pos;
  std::vector<std::pair<std::string, TomlValue>> entries;

  // Defined where TomlValue is complete.
  TomlTable();
  TomlTable(const TomlTable&);
  TomlTable(TomlTable&&) noexcept;
  TomlTable& operator=(const TomlTable&);
  TomlTable& operator=(TomlTable&&) noexcept;
  ~TomlTable();

  [[nodiscard]] const TomlValue* find(std::string_view key) const noexcept;
};

using TomlArray = std::vector<TomlValue>;

/// A value with its position. (An own small tree, so that toml++ stays in one .cpp.)
struct TomlValue {
  SourcePos pos;      ///< of the value
  SourcePos key_pos;  ///< of its key; of the value inside an array
  std::variant<std::string, double, bool, TomlTable, TomlArray, std::int64_t> value;

  [[nodiscard]] const std::string* as_string() const noexcept { return std::get_if<std::string>(&value); }
  [[nodiscard]] const bool* as_bool() const noexcept { return std::get_if<bool>(&value); }
  [[nodiscard]] const TomlTable* as_table() const noexcept { return std::get_if<TomlTable>(&value); }
  [[nodiscard]] const TomlArray* as_array() const noexcept { return std::get_if<TomlArray>(&value); }
  [[nodiscard]] const std::int64_t* as_integer() const noexcept { return std::get_if<std::int64_t>(&value); }
  /// The value as a number (integers too).
  [[nodiscard]] std::optional<double> as_number() const noexcept;
};

/// Parses TOML. A syntax error throws Error (bad_input) with line and column.
[[nodiscard]] TomlTable parse_toml(std::string_view text, const std::string& file);
[[nodiscard]] TomlTable read_toml(const std::filesystem::path& path);

}  // namespace tvilling::core
