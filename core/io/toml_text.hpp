// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/io/toml.hpp"

namespace tvilling::core {

/// A text as TOML has it, in double quotes.
[[nodiscard]] std::string toml_quoted(std::string_view text);

/// A table as TOML that parses to an equal one (positions apart): values first, then `[tables]` and `[[tables]]`, each in the
/// order of the entries. Comments are not kept. `prefix`: the name of the table itself, e.g. "scenario.measure"; empty: the root.
[[nodiscard]] std::string toml_text(const TomlTable& table, std::string_view prefix = {});

}  // namespace tvilling::core
