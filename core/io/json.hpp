// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/io/toml.hpp"

namespace tvilling::core {

/// Parses JSON (RFC 8259) into the value tree of TOML. Keys keep the order of the file. Positions name the file only.
/// Whole numbers are integers; those beyond 64 bits with sign become doubles. The tree has no null: a key whose value is
/// null is left out, and null in a list is a NaN, so that the places of the other entries stay.
/// Throws Error (bad_input): a syntax error with line and column (of the character, or the end of the word, that cannot
/// stand there); a file whose value is no object; a key that stands twice in one object; more than 64 objects and lists
/// inside each other; more than 16 MiB.
[[nodiscard]] TomlTable parse_json(std::string_view text, const std::string& file);
/// Also throws Error (io) when the file cannot be read.
[[nodiscard]] TomlTable read_json(const std::filesystem::path& path);

}  // namespace tvilling::core
