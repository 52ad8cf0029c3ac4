// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "core/embedded.hpp"
#include "core/findings.hpp"
#include "core/io/table.hpp"
#include "models/portfolio/archetypes.hpp"

namespace tvilling::models {

/// The built-in archetype tables as files: name and text.
[[nodiscard]] std::span<const core::EmbeddedFile> built_in_archetype_files() noexcept;

/// Tables that take the place of built-in ones, by the name of their file.
using OwnTables = std::map<std::string, core::Table, std::less<>>;

/// Reads all archetype tables: the own ones where there are any, else the built-in ones. Every mistake becomes a finding with
/// its place (stops); the data is whole only when none did. `detected` gets what was found out about each own table.
[[nodiscard]] ArchetypeData read_archetype_tables(OwnTables own, core::Findings& findings,
                                                  std::map<std::string, std::string, std::less<>>* detected = nullptr);

}  // namespace tvilling::models
