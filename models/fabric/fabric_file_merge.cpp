// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "core/suggest.hpp"
#include "core/text.hpp"
#include "models/fabric/fabric_file_reader.hpp"

namespace tvilling::models {

namespace {

constexpr std::size_t kMaxFiles = 16;
constexpr std::string_view kRemove = "remove";

[[nodiscard]] bool is_removal(const core::TomlValue& value) noexcept {
  return value.as_table() != nullptr && value.as_table()->find(kRemove) != nullptr;
}

/// A schedule is one value: one of another kind takes its place whole.
[[nodiscard]] bool is_schedule(const core::TomlTable& table) noexcept {
  constexpr std::array<std::string_view, 3> kKinds{"points", "dated", "column"};
  return std::any_of(kKinds.begin(), kKinds.end(), [&table](std::string_view key) { return table.find(key) != nullptr; });
}

using Entries = std::vector<std::pair<std::string, core::TomlValue>>;

[[nodiscard]] Entries::iterator entry_of(core::TomlTable& table, std::string_view key) {
  return std::find_if(table.entries.begin(), table.entries.end(), [key](const auto& entry) { return entry.first == key; });
}

void remove_entry(core::TomlTable& base, const std::string& key, const core::TomlValue& removal, core::Findings& findings) {
  const core::TomlTable& table = *removal.as_table();
  const core::TomlValue& word = *table.find(kRemove);
  if (word.as_bool() == nullptr || !*word.as_bool() || table.entries.size() != 1) {
    core::add_stop(findings, fabric_code::kNothingToRemove, word.pos,
                   fmt::format("\"remove\" in \"{}\" must be true and stand alone", core::shown(key)),
                   "Write nothing else into a table that takes one of the base file away.");
    return;
  }
  const Entries::iterator found = entry_of(base, key);
  if (found != base.entries.end()) {
    base.entries.erase(found);
    return;
  }
  std::vector<std::string_view> known;
  known.reserve(base.entries.size());
  for (const auto& [name, value] : base.entries) known.push_back(name);
  core::add_stop(findings, fabric_code::kNothingToRemove, removal.key_pos,
                 fmt::format("\"{}\" is to be removed, but no base file has it", core::shown(key)),
                 core::did_you_mean(key, known));
}

/// Puts `top` over `base`, key by key.
void merge(core::TomlTable& base, const core::TomlTable& top, core::Findings& findings) {
  for (const auto& [key, value] : top.entries) {
    if (is_removal(value)) {
      remove_entry(base, key, value, findings);
      continue;
    }
    const Entries::iterator found = entry_of(base, key);
    core::TomlTable* below = found == base.entries.end() ? nullptr : std::get_if<core::TomlTable>(&found->second.value);
    const core::TomlTable* table = value.as_table();
    if (table != nullptr && !is_schedule(*table)) {
      if (below == nullptr) {
        // Merged with nothing, so that every "remove" inside is seen.
        core::TomlValue fresh{value.pos, value.key_pos, core::TomlTable{}};
        core::TomlTable& inner = std::get<core::TomlTable>(fresh.value);
        inner.pos = table->pos;
        merge(inner, *table, findings);
        if (found == base.entries.end()) {
          base.entries.emplace_back(key, std::move(fresh));
        } else {
          found->second = std::move(fresh);
        }
        continue;
      }
      merge(*below, *table, findings);
      found->second.pos = value.pos;
      found->second.key_pos = value.key_pos;
    } else if (found == base.entries.end()) {
      base.entries.emplace_back(key, value);
    } else {
      found->second = value;
    }
  }
}

/// The value of `extends` in [building], or null.
[[nodiscard]] const core::TomlValue* extends_of(const core::TomlTable& root) noexcept {
  const core::TomlValue* building = root.find("building");
  const core::TomlTable* table = building == nullptr ? nullptr : building->as_table();
  const core::TomlValue* extends = table == nullptr ? nullptr : table->find("extends");
  return extends != nullptr && extends->as_string() != nullptr && !extends->as_string()->empty() ? extends : nullptr;
}

[[nodiscard]] std::string beside(const std::string& file, const std::string& written) {
  const std::filesystem::path path(written);
  return (path.is_absolute() ? path : std::filesystem::path(file).parent_path() / path).lexically_normal().string();
}

[[nodiscard]] core::TomlTable parsed(std::string_view text, const std::string& file, core::Findings& findings) {
  try {
    return core::parse_toml(text, file);
  } catch (const core::Error& error) {
    core::add_stop(findings, fabric_code::kNotToml, error.pos(), error.message(), error.hint());
    return {};
  }
}

/// The bytes of a base file, or nothing and a finding.
[[nodiscard]] std::optional<std::string> opened(const std::string& path, const core::TomlValue& extends, const FileReader& open,
                                                const std::vector<std::string>& files, core::Findings& findings) {
  const std::string shown = core::shown(*extends.as_string());
  if (std::find(files.begin(), files.end(), path) != files.end() || files.size() >= kMaxFiles) {
    core::add_stop(findings, fabric_code::kExtendsLoop, extends.pos,
                   files.size() >= kMaxFiles ? fmt::format("more than {} files extend each other", kMaxFiles)
                                             : fmt::format("\"{}\" is extended by what it extends itself", shown),
                   "A building file can only extend one that does not lead back to it.");
    return std::nullopt;
  }
  try {
    return open(path);
  } catch (const core::Error& error) {
    core::add_stop(findings, fabric_code::kNoBaseFile, extends.pos,
                   fmt::format("the file \"{}\" to extend cannot be read: {}", shown, error.message()),
                   "Looked for " + core::shown(path) + "; the path is relative to this file.");
    return std::nullopt;
  }
}

}  // namespace

core::TomlTable merged_toml(std::string_view text, const std::string& file, const FileReader& open,
                            std::vector<std::string>& files, core::Findings& findings) {
  files.push_back(std::filesystem::path(file).lexically_normal().string());
  const core::TomlTable top = parsed(text, file, findings);
  core::TomlTable base;
  if (const core::TomlValue* extends = extends_of(top)) {
    const std::string path = beside(file, *extends->as_string());
    const std::optional<std::string> below = opened(path, *extends, open, files, findings);
    // A base that is not there would make everything look missing.
    if (!below) return {};
    base = merged_toml(*below, path, open, files, findings);
  }
  base.pos = top.pos;
  merge(base, top, findings);
  return base;
}

}  // namespace tvilling::models
