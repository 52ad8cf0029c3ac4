// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "core/io/toml.hpp"
#include "core/io/toml_reader.hpp"
#include "core/suggest.hpp"
#include "core/text.hpp"
#include "models/building/building.hpp"
#include "models/portfolio/fold.hpp"
#include "models/portfolio/mapping.hpp"
#include "models/portfolio/mapping_codes.hpp"

namespace tvilling::models {

namespace {

namespace code = mapping_code;
namespace fs = std::filesystem;
using core::shown;

/// Reads the sections of a mapping file.
class MappingReader {
 public:
  MappingReader(Mapping& mapping, core::Findings& findings) : mapping_(mapping), findings_(findings) {}

  void read(const core::TomlTable& root) {
    for (const auto& [name, value] : root.entries) {
      const std::optional<PortfolioTable> table = find_table(name);
      if (name != "files" && name != "use" && !table) {
        std::vector<std::string_view> known(kPortfolioTableNames.begin(), kPortfolioTableNames.end());
        known.insert(known.end(), {"files", "use"});
        core::add_stop(findings_, code::kUnknownSection, value.key_pos, fmt::format("section \"{}\" is not known", shown(name)),
                       core::did_you_mean(name, known));
      } else if (value.as_table() == nullptr) {
        core::add_stop(findings_, code::kNotText, value.key_pos, fmt::format("{} is {}", name, core::kind_of(value)),
                       fmt::format("Write a section: [{}] and lines with their name = our name.", name));
      } else if (name == "files") {
        mapping_.files = names(*value.as_table(), [this](const MappedName& n) { return is_table(n); });
      } else if (name == "use") {
        mapping_.uses = names(*value.as_table(), [this](const MappedName& n) { return is_use(n); });
      } else {
        mapping_.columns[*table] = names(*value.as_table(), [this, &table](const MappedName& n) { return is_column(*table, n); });
      }
    }
  }

 private:
  template <class IsOurs>
  std::vector<MappedName> names(const core::TomlTable& section, const IsOurs& is_ours) {
    std::vector<MappedName> list;
    for (const auto& [given, value] : section.entries) {
      if (value.as_string() == nullptr) {
        core::add_stop(findings_, code::kNotText, value.pos, fmt::format("\"{}\" is {}", shown(given), core::kind_of(value)),
                       fmt::format("Write our name in quotes: \"{}\" = \"...\".", shown(given)));
        continue;
      }
      MappedName entry{given, fold(given), *value.as_string(), value.key_pos};
      const auto same =
          std::find_if(list.begin(), list.end(), [&entry](const MappedName& n) { return n.folded == entry.folded; });
      if (same != list.end()) {
        core::add_stop(findings_, code::kTwice, entry.pos,
                       fmt::format("\"{}\" is \"{}\" in line {} again: case, spaces and signs do not count", shown(given),
                                   shown(same->given), same->pos.line),
                       "Keep one of them.");
      } else if (is_ours(entry)) {
        list.push_back(std::move(entry));
      }
    }
    return list;
  }

  bool is_table(const MappedName& entry) {
    if (entry.ours == kNoMapping || find_table(entry.ours)) return true;
    std::vector<std::string_view> known(kPortfolioTableNames.begin(), kPortfolioTableNames.end());
    known.push_back(kNoMapping);
    unknown(entry, "table", core::did_you_mean(entry.ours, known));
    return false;
  }

  bool is_use(const MappedName& entry) {
    if (std::find(kUseNames.begin(), kUseNames.end(), entry.ours) != kUseNames.end()) return true;
    unknown(entry, "use", core::did_you_mean(entry.ours, kUseNames));
    return false;
  }

  bool is_column(PortfolioTable table, const MappedName& entry) {
    if (entry.ours == kNoMapping) return true;
    if (find_column(table, entry.ours) != entry.ours) {
      std::string hint = suggest_column(table, entry.ours);
      if (hint.empty()) hint = "`tvilling schema inputs` lists the columns of every table.";
      unknown(entry, fmt::format("column of the {} table", to_string(table)), std::move(hint));
      return false;
    }
    const auto [first, is_new] = lines_.emplace(std::pair(table, entry.ours), entry.pos.line);
    if (is_new) return true;
    core::add_stop(findings_, code::kTwice, entry.pos, fmt::format("line {} leads to {} too", first->second, entry.ours),
                   "One column of theirs can be one of ours.");
    return false;
  }

  void unknown(const MappedName& entry, std::string_view what, std::string hint) {
    core::add_stop(findings_, code::kUnknownName, entry.pos,
                   fmt::format("\"{}\" leads to \"{}\", which is no {}", shown(entry.given), shown(entry.ours), what),
                   std::move(hint));
  }

  Mapping& mapping_;
  core::Findings& findings_;
  std::map<std::pair<PortfolioTable, std::string>, int> lines_;
};

}  // namespace

std::filesystem::path mapping_path(const std::filesystem::path& portfolio) {
  std::error_code error;
  if (fs::is_directory(portfolio, error)) return portfolio / "mapping.toml";
  fs::path beside = portfolio;
  return beside.replace_extension(".mapping.toml");
}

Mapping read_mapping(const std::filesystem::path& portfolio, core::Findings& findings) {
  Mapping mapping;
  const fs::path path = mapping_path(portfolio);
  std::error_code error;
  if (!fs::exists(path, error)) return mapping;
  mapping.file = path.string();
  try {
    MappingReader(mapping, findings).read(core::read_toml(path));
  } catch (const core::Error& e) {
    if (e.kind() != core::ErrorKind::bad_input) throw;
    core::add_stop(findings, code::kUnreadable, e.pos(), e.message(), e.hint());
  }
  return mapping;
}

}  // namespace tvilling::models
