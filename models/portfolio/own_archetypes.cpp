// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/own_archetypes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "core/io/csv.hpp"
#include "core/io/file.hpp"
#include "core/suggest.hpp"
#include "core/text.hpp"
#include "models/portfolio/archetype_codes.hpp"
#include "models/portfolio/archetype_tables.hpp"

namespace tvilling::models {

namespace {

namespace code = archetype_code;
namespace fs = std::filesystem;
using core::Severity;

std::vector<std::string_view> file_names() {
  std::vector<std::string_view> names;
  for (const core::EmbeddedFile& file : built_in_archetype_files()) names.push_back(file.name);
  return names;
}

/// What stands in the folder, in the order of names; hidden files are left by editors.
std::vector<fs::path> files_of(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    if (!entry->path().filename().string().starts_with(".")) files.push_back(entry->path());
  }
  if (error) {
    throw core::Error(core::ErrorKind::io, "cannot read the folder of own archetypes: " + error.message(), {folder.string()});
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string danish_text(const core::EmbeddedFile& file) {
  core::Findings findings;
  const core::Table table = core::parse_csv(*file.text, std::string(file.name), findings);
  core::CsvWriter out(core::CsvForm::danish);
  const auto append = [&out](const std::vector<core::TableCell>& row) {
    for (const core::TableCell& cell : row) {
      const std::optional<double> number = core::plain_number(cell.text);
      if (number)
        out.cell(*number);
      else
        out.cell(cell.text);
    }
    out.end_row();
  };
  append(table.header);
  for (const std::vector<core::TableCell>& row : table.rows) append(row);
  return "\xEF\xBB\xBF" + out.text();  // without the mark a spreadsheet takes the letters for those of Windows
}

/// "uses" of "archetype_uses.csv": what tells the tables apart.
std::string subject_of(std::string_view name) {
  constexpr std::string_view kPrefix = "archetype_";
  const std::string stem = fs::path(name).stem().string();
  return stem.starts_with(kPrefix) ? stem.substr(kPrefix.size()) : stem;
}

/// Nearly a table's name, or one in other case: somebody takes it for the table.
bool is_misspelt(const std::string& name, const std::vector<std::string_view>& names) {
  std::vector<std::string> subjects;
  subjects.reserve(names.size());
  for (const std::string_view table : names) subjects.push_back(subject_of(table));
  return !core::nearest(subject_of(name), std::vector<std::string_view>(subjects.begin(), subjects.end())).empty();
}

}  // namespace

fs::path own_archetypes_folder(const fs::path& portfolio) {
  if (fs::is_directory(portfolio)) return portfolio / "archetypes";
  return core::folder_of(portfolio) / ("archetypes_" + portfolio.stem().string());
}

void read_own_archetypes(const fs::path& path, Portfolio& portfolio, core::Findings& findings) {
  const fs::path folder = own_archetypes_folder(path);
  if (!fs::is_directory(folder)) return;
  const std::vector<std::string_view> names = file_names();
  const std::size_t stopped = findings.count(Severity::stops);
  OwnTables own;
  std::vector<InputFile> inputs;
  std::vector<std::string> used;
  for (const fs::path& file : files_of(folder)) {
    const std::string name = file.filename().string();
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      const bool misspelt = is_misspelt(name, names);
      findings.add(
          {std::string(code::kUnusedFile.code),
           misspelt ? Severity::stops : Severity::warns,
           {file.string()},
           misspelt ? "this is no archetype table, but nearly the name of one" : "this is no archetype table and is not read",
           core::did_you_mean(name, names)});
      continue;
    }
    const std::string bytes = core::read_file(file);
    own.emplace(name, core::parse_csv(bytes, file.string(), findings));
    inputs.push_back({file.string(), core::sha256_hex(bytes), {}});
    used.push_back(name);
  }
  if (own.empty()) return;
  std::map<std::string, std::string, std::less<>> detected;
  ArchetypeData data = read_archetype_tables(std::move(own), findings, &detected);
  for (std::size_t i = 0; i < inputs.size(); ++i) inputs[i].detected = detected[used[i]];
  portfolio.inputs.insert(portfolio.inputs.end(), inputs.begin(), inputs.end());
  if (findings.count(Severity::stops) > stopped) return;
  portfolio.archetypes = std::make_shared<const Archetypes>(std::move(data));
  findings.add({std::string(code::kOwn.code),
                Severity::info,
                {folder.string()},
                fmt::format("own archetypes: {}", fmt::join(used, ", ")),
                "They take the place of the built-in tables of the same name."});
}

void write_archetypes(const fs::path& folder, core::CsvForm form) {
  for (const core::EmbeddedFile& file : built_in_archetype_files()) {
    if (!fs::exists(fs::symlink_status(folder / file.name))) continue;
    throw core::Error(core::ErrorKind::bad_input, "the file is there already; nothing was written",
                      {(folder / file.name).string()}, "Name another folder.");
  }
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw core::Error(core::ErrorKind::io, "cannot make the folder: " + error.message(), {folder.string()});
  for (const core::EmbeddedFile& file : built_in_archetype_files()) {
    core::write_file_atomic(folder / file.name, form == core::CsvForm::house ? std::string(*file.text) : danish_text(file));
  }
}

}  // namespace tvilling::models
