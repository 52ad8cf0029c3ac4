// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <vector>

#include "core/io/csv.hpp"
#include "core/io/file.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/fold.hpp"

namespace tvilling::models {

namespace {

namespace code = portfolio_code;
namespace fs = std::filesystem;
using core::Severity;

[[noreturn]] void cannot_read(const fs::path& path, const std::error_code& error) {
  throw core::Error(core::ErrorKind::io, "cannot read the portfolio: " + error.message(), {path.string()},
                    "Name a folder with buildings.csv, or a CSV file of buildings.");
}

/// The CSV files of a folder in the order of their names.
std::vector<fs::path> csv_files(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  fs::directory_iterator entry(folder, error);
  if (error) cannot_read(folder, error);
  for (; entry != fs::directory_iterator(); entry.increment(error)) {
    if (error) cannot_read(folder, error);
    if (fold(entry->path().extension().string()) == "csv") files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Which file is which table; other CSV files and doubles are told.
std::map<PortfolioTable, fs::path> assign(const std::vector<fs::path>& files, const Mapping& mapping, core::Findings& findings) {
  std::map<PortfolioTable, fs::path> tables;
  for (const fs::path& file : files) {
    bool ignored = false;
    const std::optional<PortfolioTable> table = table_of_name(file.filename().string(), mapping, ignored);
    if (ignored) continue;
    if (!table) {
      findings.add(
          {std::string(code::kUnusedFile.code),
           Severity::warns,
           {file.string()},
           "the file is not read",
           fmt::format("Name it as its table ({}), or write in mapping.toml: [files] \"{}\" = \"buildings\"; \"none\" silences "
                       "this.",
                       fmt::join(kPortfolioTableNames, ", "), file.filename().string())});
      continue;
    }
    const auto [place, is_new] = tables.emplace(*table, file);
    if (is_new) continue;
    findings.add({std::string(code::kTwoFiles.code),
                  Severity::stops,
                  {file.string()},
                  fmt::format("{} and {} are both the {} table", place->second.filename().string(), file.filename().string(),
                              to_string(*table)),
                  "Keep one of them in the folder."});
  }
  return tables;
}

std::map<PortfolioTable, fs::path> find_tables(const fs::path& path, const Mapping& mapping, core::Findings& findings) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) cannot_read(path, error ? error : std::make_error_code(std::errc::no_such_file_or_directory));
  if (!fs::is_directory(status)) return {{PortfolioTable::buildings, path}};
  std::map<PortfolioTable, fs::path> tables = assign(csv_files(path), mapping, findings);
  if (!tables.contains(PortfolioTable::buildings)) {
    findings.add({std::string(code::kNoBuildings.code),
                  Severity::stops,
                  {path.string()},
                  "the folder has no buildings.csv (bygninger.csv)",
                  "Save the list of buildings there as CSV under that name."});
  }
  return tables;
}

std::vector<std::string> file_names(const fs::path& path) {
  if (!fs::is_directory(path)) return {path.filename().string()};
  std::vector<std::string> names;
  for (const fs::path& file : csv_files(path)) names.push_back(file.filename().string());
  return names;
}

std::string name_of(const fs::path& path) {
  fs::path whole = fs::absolute(path).lexically_normal();
  if (!whole.has_filename()) whole = whole.parent_path();  // "city/"
  return fs::is_directory(path) ? whole.filename().string() : whole.stem().string();
}

}  // namespace

PortfolioSource::PortfolioSource(const fs::path& path, core::Findings& findings) : path_(path) {
  mapping_ = read_mapping(path, findings);
  std::set<PortfolioTable> tables;
  for (const auto& [table, file] : find_tables(path, mapping_, findings)) {
    places_.emplace(table, Place{file, {}});
    tables.insert(table);
  }
  tell_unmatched(mapping_, file_names(path), tables, findings);
  name_ = name_of(path);
}

std::string PortfolioSource::file(PortfolioTable table) const {
  const auto found = places_.find(table);
  return found == places_.end() ? std::string() : found->second.file.string();
}

std::optional<fs::path> PortfolioSource::text_file(PortfolioTable table) const {
  const auto found = places_.find(table);
  if (found == places_.end() || !found->second.sheet.empty()) return std::nullopt;
  return found->second.file;
}

core::Table PortfolioSource::read(PortfolioTable table, core::Findings& findings) const {
  core::Table read = core::read_csv(places_.at(table).file, findings);
  map_columns(read, table, mapping_, findings);
  return read;
}

std::string PortfolioSource::sha256(PortfolioTable table) const {
  return core::sha256_hex(core::read_file(places_.at(table).file));
}

}  // namespace tvilling::models
