// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/mapping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <system_error>
#include <utility>

#include "core/suggest.hpp"
#include "core/text.hpp"
#include "models/building/building.hpp"
#include "models/portfolio/fold.hpp"
#include "models/portfolio/mapping_codes.hpp"

namespace tvilling::models {

namespace {

namespace code = mapping_code;
namespace fs = std::filesystem;
using core::Severity;
using core::shown;

void tell(core::Findings& findings, Severity severity, const core::FindingCode& finding, const core::SourcePos& pos,
          std::string message, std::string hint = {}) {
  findings.add({std::string(finding.code), severity, pos, std::move(message), std::move(hint)});
}

const MappedName* find_name(const std::vector<MappedName>& names, const std::string& folded) {
  const auto found = std::find_if(names.begin(), names.end(), [&folded](const MappedName& n) { return n.folded == folded; });
  return found == names.end() ? nullptr : &*found;
}

std::string stem_of(std::string_view name) {
  return fs::path(name).stem().string();
}

void warn_unmatched(core::Findings& findings, const MappedName& entry, std::string_view what) {
  tell(findings, Severity::warns, code::kNothing, entry.pos, fmt::format("there is no {} \"{}\"", what, shown(entry.given)),
       "Correct the name, or remove the line.");
}

bool is_use_column(std::string_view column) {
  return column == "use" || column == "use_2" || column == "use_3";
}

}  // namespace

const MappedName* Mapping::find_file(std::string_view name) const {
  const MappedName* whole = find_name(files, fold(name));
  return whole != nullptr ? whole : find_name(files, fold(stem_of(name)));
}

const MappedName* Mapping::find_column(PortfolioTable table, std::string_view header) const {
  const auto found = columns.find(table);
  return found == columns.end() ? nullptr : find_name(found->second, fold(header));
}

const MappedName* Mapping::find_use(std::string_view text) const {
  return uses.empty() ? nullptr : find_name(uses, fold(text));
}

std::string Mapping::summary() const {
  std::string text;
  const auto add = [&text](const std::vector<MappedName>& names) {
    for (const MappedName& name : names)
      text += fmt::format("{}\"{}\" = {}", text.empty() ? "" : ", ", shown(name.given), name.ours);
  };
  add(files);
  for (const auto& [table, names] : columns) add(names);
  add(uses);
  return text;
}

std::optional<PortfolioTable> table_of_name(std::string_view name, const Mapping& mapping, bool& ignored) {
  const MappedName* entry = mapping.find_file(name);
  ignored = entry != nullptr && entry->ours == kNoMapping;
  if (entry != nullptr) return find_table(entry->ours);
  const std::optional<PortfolioTable> table = table_of_name(name);
  return table ? table : table_of_name(stem_of(name));
}

void map_columns(core::Table& table, PortfolioTable kind, const Mapping& mapping, core::Findings& findings) {
  const auto section = mapping.columns.find(kind);
  if (section == mapping.columns.end() || table.header.empty()) return;
  std::set<std::string> met;
  for (std::size_t i = table.header.size(); i-- > 0;) {
    core::TableCell& cell = table.header[i];
    const MappedName* entry = mapping.find_column(kind, cell.text);
    if (entry == nullptr) continue;
    met.insert(entry->folded);
    const bool left_out = entry->ours == kNoMapping;
    tell(findings, Severity::info, code::kMapped, table.pos(cell),
         left_out ? fmt::format("column \"{}\" is left out, as mapped", shown(cell.text))
                  : fmt::format("column \"{}\" is read as {}, as mapped", shown(cell.text), entry->ours));
    if (!left_out) {
      cell.text = entry->ours;
      continue;
    }
    const auto at = static_cast<std::ptrdiff_t>(i);
    table.header.erase(table.header.begin() + at);
    for (std::vector<core::TableCell>& row : table.rows) row.erase(row.begin() + at);
    for (std::vector<core::TableCell>& row : table.ragged) {
      if (i < row.size()) row.erase(row.begin() + at);
    }
    if (i < table.numeric.size()) table.numeric.erase(table.numeric.begin() + at);
  }
  for (const MappedName& entry : section->second) {
    if (!met.contains(entry.folded)) warn_unmatched(findings, entry, fmt::format("column of the {} table", to_string(kind)));
  }
}

void map_uses(core::Table& table, PortfolioTable kind, const Mapping& mapping, std::set<std::string>& met,
              core::Findings& findings) {
  if (mapping.uses.empty()) return;
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    if (!is_use_column(find_column(kind, table.header[i].text))) continue;
    std::map<std::string, std::pair<core::SourcePos, int>> rows;  // by the word as given
    for (std::vector<core::TableCell>& row : table.rows) {
      const MappedName* entry = mapping.find_use(row[i].text);
      if (entry == nullptr) continue;
      met.insert(entry->folded);
      const auto place = rows.try_emplace(row[i].text, table.pos(row[i]), 0).first;
      ++place->second.second;
      row[i].text = entry->ours;
    }
    for (const auto& [word, place] : rows) {
      tell(findings, Severity::info, code::kMapped, place.first,
           fmt::format("use \"{}\" is read as {} in {} {}, as mapped", shown(word), mapping.find_use(word)->ours, place.second,
                       place.second == 1 ? "row" : "rows"));
    }
  }
}

void tell_unmatched(const Mapping& mapping, const std::vector<std::string>& names, const std::set<PortfolioTable>& tables,
                    core::Findings& findings) {
  for (const MappedName& entry : mapping.files) {
    const bool met =
        std::any_of(names.begin(), names.end(), [&](const std::string& name) { return mapping.find_file(name) == &entry; });
    if (!met) warn_unmatched(findings, entry, "file or sheet");
  }
  for (const auto& [table, entries] : mapping.columns) {
    if (tables.contains(table)) continue;
    for (const MappedName& entry : entries)
      warn_unmatched(findings, entry, fmt::format("{} table with a column", to_string(table)));
  }
}

void tell_unmatched_uses(const Mapping& mapping, const std::set<std::string>& met, core::Findings& findings) {
  for (const MappedName& entry : mapping.uses) {
    if (!met.contains(entry.folded)) warn_unmatched(findings, entry, "use");
  }
}

std::string mapping_line(PortfolioTable table, std::string_view header) {
  const std::string_view column = nearest_column(table, header);
  const std::string ours = column.empty() ? "our column" : std::string(column);
  return fmt::format("in mapping.toml: [{}] \"{}\" = \"{}\"", to_string(table), shown(header), ours);
}

}  // namespace tvilling::models
